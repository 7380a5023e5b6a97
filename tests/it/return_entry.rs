//! Returns as providers fill them in, sign and submit them.

use axum::body::Body;
use axum::http::{Method, header};

use crate::world::contracts::{MANAGER, at};
use crate::world::returns::{PREPARER, SIGNATORY};
use crate::world::{Page, Person, World};

/// What a charity types for the first quarter: outcome from 0, its boxes.
const FIRST: [&[(&str, &str)]; 2] = [
    &[("k1-count", "21"), ("k1-new_this_year", "21"), ("k2-numerator", "9"), ("k2-denominator", "10")],
    &[
        ("k3-added", "6"),
        ("k3-closed", "2"),
        ("k3-closing", "16"),
        ("k4-words", "More women stay with the programme."),
    ],
];

/// The path of the first return, and those of its outcomes.
async fn first(world: &World) -> (String, Vec<String>) {
    let monitoring = world.monitoring().await;
    let path = format!("/returns/{}", monitoring.returns[0].row.id.0);
    let outcomes = monitoring.contract.outcomes.iter();
    let outcomes = outcomes.map(|row| format!("{path}/outcomes/{}", row.id.0)).collect();
    (path, outcomes)
}

/// Goes on: the form was taken.
fn taken(page: &Page) {
    assert_eq!(page.status, 303, "{:?}: {}", page.problems(), page.text());
}

async fn filled(world: &World) -> (String, Vec<String>, Person) {
    let (path, outcomes) = first(world).await;
    let preparer = world.person(PREPARER).await;
    for (at, typed) in outcomes.iter().zip(FIRST) {
        taken(&preparer.fill_in(at, typed).await);
    }
    (path, outcomes, preparer)
}

async fn pressed(person: &Person, path: &str, button: &str) -> Page {
    let page = person.get(&format!("{path}/check")).await;
    person.fill(&page, &format!("{path}/{button}"), &[]).await
}

#[tokio::test]
async fn a_quarter_is_filled_in_signed_by_another_and_stays_as_it_was() {
    let world = World::monitored().await;
    let (path, outcomes) = first(&world).await;
    let preparer = world.person(PREPARER).await;
    let list = preparer.get("/returns").await;
    assert!(list.says("Due by 21 July 2027, in 19 days."), "{}", list.text());
    let wrong = [("k2-numerator", "12"), ("k2-denominator", "10"), ("k1-count", "about 20")];
    let page = preparer.fill_in(&outcomes[0], &wrong).await;
    assert_eq!((page.status, page.problems().len()), (422, 2), "{:?}", page.problems());
    assert_eq!(page.holds(&outcomes[0], "k1-count"), "about 20");
    assert!(page.problems()[1].contains("12 cannot be more than the 10"), "{:?}", page.problems());
    filled(&world).await;
    let seen = preparer.get(&outcomes[0]).await;
    assert!(seen.says("90.0% (9 of 10)"), "the year to date: {}", seen.text());
    let sent = pressed(&preparer, &path, "send").await;
    taken(&sent);
    let locked = preparer.get(&outcomes[0]).await;
    assert!(locked.says("is locked until it is signed or declined"), "{}", locked.text());
    let signatory = world.person(SIGNATORY).await;
    taken(&pressed(&signatory, &path, "sign").await);
    let kept = preparer.get(&format!("{path}/submissions/1")).await;
    assert!(kept.says("90.0% (9 of 10)") && kept.says("Digest"), "{}", kept.text());
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn a_figure_that_looks_odd_is_asked_about_and_never_kept_from_being_saved() {
    let world = World::monitored().await;
    let (path, outcomes) = first(&world).await;
    let preparer = world.person(PREPARER).await;
    let low = [("k2-numerator", "4"), ("k2-denominator", "10"), ("go", "next")];
    let saved = preparer.fill_in(&outcomes[0], &low).await;
    taken(&saved);
    let back = saved.location.unwrap_or_default();
    assert!(back.starts_with(&outcomes[0]), "it is asked on the same page: {back}");
    let page = preparer.get(&outcomes[0]).await;
    assert!(page.says("The target is 80%. What keeps it from being reached"), "{}", page.text());
    let check = preparer.get(&format!("{path}/check")).await;
    assert!(check.links().contains(&format!("{}#k2-reason", outcomes[0])), "{:?}", check.links());
    let reason = [("k2-reason", "Two referrers sent women late."), ("go", "next")];
    let on = preparer.fill_in(&outcomes[0], &reason).await;
    assert!(on.location.unwrap_or_default().starts_with(&outcomes[1]));
}

#[tokio::test]
async fn two_colleagues_at_one_return_write_over_nothing() {
    let world = World::monitored().await;
    let (_, outcomes) = first(&world).await;
    let (one, other) = (world.person(PREPARER).await, world.person(PREPARER).await);
    let (ones, others) = (one.get(&outcomes[0]).await, other.get(&outcomes[0]).await);
    let thirds = other.get(&outcomes[0]).await;
    let typed = [("k1-count", "20"), ("k1-new_this_year", "20")];
    taken(&one.fill(&ones, &outcomes[0], &typed).await);
    // The other wrote elsewhere on the same page: both stay.
    taken(&other.fill(&others, &outcomes[0], &[("k2-numerator", "9"), ("k2-denominator", "10")]).await);
    let both = one.get(&outcomes[0]).await;
    assert_eq!(both.holds(&outcomes[0], "k1-count"), "20");
    assert_eq!(both.holds(&outcomes[0], "k2-numerator"), "9");
    // The same box, changed by both: the second is told.
    let late = other.fill(&thirds, &outcomes[0], &[("k1-count", "25"), ("k1-new_this_year", "20")]).await;
    assert_eq!(late.status, 422, "{}", late.text());
    assert!(late.says("The saved record now says: 20"), "{}", late.text());
    assert_eq!(late.holds(&outcomes[0], "k1-count"), "25");
}

#[tokio::test]
async fn whoever_filled_it_in_does_not_sign_it_and_a_declined_return_comes_back() {
    let world = World::monitored().await;
    let (path, _, preparer) = filled(&world).await;
    assert_eq!(preparer.post(&format!("{path}/sign"), &[]).await.status, 403);
    taken(&pressed(&preparer, &path, "send").await);
    let signatory = world.person(SIGNATORY).await;
    let why = [("reason", "The second figure is of June only.")];
    let page = signatory.get(&format!("{path}/check")).await;
    taken(&signatory.fill(&page, &format!("{path}/decline"), &why).await);
    let back = preparer.get(&path).await;
    assert!(back.says("The second figure is of June only."), "{}", back.text());
    assert!(back.says("To be filled in"), "{}", back.text());
}

#[tokio::test]
async fn late_is_taken_and_says_so() {
    let world = World::monitored().await;
    let (path, _, preparer) = filled(&world).await;
    taken(&pressed(&preparer, &path, "send").await);
    // The day ends at 23:00 UTC in summer.
    let after = world.at("2027-07-21T23:00:00Z");
    let signatory = after.person(SIGNATORY).await;
    taken(&pressed(&signatory, &path, "sign").await);
    let kept = signatory.get(&format!("{path}/submissions/1")).await;
    assert!(kept.says(", late"), "{}", kept.text());
}

#[tokio::test]
async fn nothing_to_return_is_said_in_one_step_and_still_signed() {
    let world = World::monitored().await;
    let (path, _) = first(&world).await;
    let id = path.trim_start_matches("/returns/").to_owned();
    let preparer = world.person(PREPARER).await;
    let without = preparer.fill_in("/returns/nil", &[("return", &id)]).await;
    assert_eq!(without.status, 422, "{}", without.text());
    let reason = [("return", id.as_str()), ("reason", "Nobody was referred in the first weeks.")];
    taken(&preparer.fill_in("/returns/nil", &reason).await);
    let page = preparer.get(&path).await;
    assert!(page.says("Waiting for a signature") && page.says("Nobody was referred"), "{}", page.text());
    let signatory = world.person(SIGNATORY).await;
    taken(&pressed(&signatory, &path, "sign").await);
    let kept = signatory.get(&format!("{path}/submissions/1")).await;
    assert!(kept.says("Nothing to measure (0 of 0)") && kept.says("12 at the start"), "{}", kept.text());
}

#[tokio::test]
async fn evidence_comes_and_goes_and_nobody_else_finds_any_of_it() {
    let world = World::monitored().await;
    let (path, outcomes) = first(&world).await;
    let preparer = world.person(PREPARER).await;
    let page = preparer.get(&format!("{path}/evidence")).await;
    taken(&with_file(&preparer, &page, &format!("{path}/evidence"), "Register of sessions").await);
    let page = preparer.get(&format!("{path}/evidence")).await;
    assert!(page.says("Register of sessions") && page.says("The return as a whole"), "{}", page.text());
    let monitoring = world.monitoring().await;
    let file = format!("{path}/evidence/{}", monitoring.returns[0].evidence[0].id.0);
    assert_eq!(preparer.get(&file).await.status, 200);
    let manager = world.person(MANAGER).await;
    for address in [&path, &outcomes[0], &file] {
        assert_ne!(manager.get(address).await.status, 200, "{address} is the provider's own");
    }
    taken(&preparer.fill(&page, &format!("{file}/remove"), &[]).await);
    assert!(preparer.get(&format!("{path}/evidence")).await.says("No file yet."));
    assert!(world.chain_holds().await);
    let own = manager.get(&at("/returns/1/own")).await;
    assert!(own.says("No KPI of this period is measured by the council."), "{}", own.text());
}

async fn with_file(person: &Person, page: &Page, to: &str, title: &str) -> Page {
    let mut body = String::new();
    let mut part = |name: &str, more: &str, text: &str| {
        body.push_str(&format!(
            "--b\r\ncontent-disposition: form-data; name=\"{name}\"{more}\r\n\r\n{text}\r\n"
        ));
    };
    for (name, value) in page.form(to).iter().filter(|(name, _)| name != "file" && name != "title") {
        part(name, "", value);
    }
    part("title", "", title);
    part("file", "; filename=\"register.csv\"\r\ncontent-type: text/csv", "week;sessions\n1;4\n");
    body.push_str("--b--\r\n");
    let request = person
        .request(Method::POST, to)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
    person.send(request.body(Body::from(body)).expect("a request")).await
}
