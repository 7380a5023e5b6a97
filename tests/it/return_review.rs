//! Returns as the council reads them, and corrections.

use entity::id::RowId;
use entity::number::Version;
use entity::state::{FigureCame, KpiKind};
use rules::access::Actor;
use rules::returns::Monitoring;
use rules::returns::save::{Figure, save};
use rules::returns::sign::{send, sign};
use rules::returns::values::Values;
use rules::{Change, Refusal};

use crate::world::contracts::{CLERK, CONTRACT, MANAGER, at};
use crate::world::evaluation::passed;
use crate::world::returns::{PREPARER, SIGNATORY};
use crate::world::{Page, Person, World, instant};
use gatehouse::store::Provider;

/// When the first quarter of 2027 is returned, and when the council reads it.
const RETURNED: &str = "2027-07-06T09:00:00Z";
const READ: &str = "2027-07-08T09:00:00Z";

fn review(place: &str) -> String {
    at(&format!("/returns/1{place}"))
}

/// The contract as its provider reads it, with what is not submitted yet.
async fn own(world: &World) -> Monitoring {
    let organisation = world.actor(PREPARER).await.organisation().expect("they work for a provider");
    let all = world.store.reader(Provider { organisation }).own_monitorings().await;
    let mut all = all.expect("the record answers").into_iter();
    all.find(|one| one.contract.row.reference == CONTRACT).expect("it is theirs")
}

async fn write(world: &World, now: &str, who: &Actor, change: Result<Change, Refusal>) {
    let pen = world.store.pen(who.clone(), instant(now));
    pen.apply(change.expect("the rule allows it"), None).await.expect("it is written");
}

fn values(kind: KpiKind, engaged: i64) -> Values {
    match kind {
        KpiKind::Count => Values { count: Some(21), new_this_year: Some(21), ..Values::default() },
        KpiKind::Rate => Values { numerator: Some(engaged), denominator: Some(10), ..Values::default() },
        KpiKind::Caseload => {
            Values { added: Some(9), closed: Some(3), closing: Some(18), ..Values::default() }
        }
        KpiKind::YesNo | KpiKind::Score | KpiKind::Narrative => {
            Values { words: Some("Six women found work.".to_owned()), ..Values::default() }
        }
    }
}

/// The preparer saves every figure it may, with so many of ten engaged.
async fn fills_in(world: &World, now: &str, engaged: i64, reason: Option<&str>) {
    let preparer = world.actor(PREPARER).await;
    let monitoring = own(world).await;
    let one = monitoring.numbered(1).expect("it is open");
    let writable = one.writable();
    let asked = monitoring.asked(one).into_iter().filter(|asked| writable.holds(asked.kpi.row.id));
    let figures: Vec<Figure> = asked
        .map(|asked| Figure {
            kpi: asked.kpi.row.id,
            values: values(asked.version.row.kind, engaged),
            comment: None,
            reason: reason.map(str::to_owned),
        })
        .collect();
    let pen = world.store.pen(preparer.clone(), instant(now));
    let ids: Vec<RowId> = pen.new_ids(figures.len()).await.expect("there are numbers").map(RowId).collect();
    let seen = one.row.version;
    let saved = save(&monitoring, one, &figures, &ids, FigureCame::Typed, seen, &preparer, instant(now));
    write(world, now, &preparer, saved).await;
}

/// It is sent to the signatory, who signs it.
async fn submits(world: &World, now: &str) {
    let (preparer, signatory) = (world.actor(PREPARER).await, world.actor(SIGNATORY).await);
    let monitoring = own(world).await;
    let one = monitoring.numbered(1).expect("it is open");
    write(world, now, &preparer, send(&monitoring, one, one.row.version, &preparer, instant(now))).await;
    let monitoring = own(world).await;
    let one = monitoring.numbered(1).expect("it is open");
    let id = world.store.pen(signatory.clone(), instant(now)).new_id().await.expect("a number");
    let seen: Version = one.row.version;
    write(world, now, &signatory, sign(&monitoring, one, id, seen, &signatory, instant(now))).await;
}

/// The first quarter of Dorset's contract, returned with half of the target reached.
async fn returned() -> World {
    let world = World::monitored().await.at(RETURNED);
    fills_in(&world, RETURNED, 5, Some("The clinic was closed in May.")).await;
    submits(&world, RETURNED).await;
    world.at(READ)
}

async fn press(person: &Person, page: &str, action: &str) -> Page {
    let page = person.get(page).await;
    person.fill(&page, action, &[]).await
}

async fn id_of(world: &World) -> i64 {
    world.monitoring().await.numbered(1).expect("it is open").row.id.0
}

#[tokio::test]
async fn a_draft_is_the_providers_own() {
    let world = World::monitored().await.at(RETURNED);
    fills_in(&world, RETURNED, 5, Some("The clinic was closed in May.")).await;
    let manager = world.person(MANAGER).await;
    for path in [review(""), review("/texts"), at("/returns")] {
        let page = manager.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(
            !page.says("clinic") && !page.says("Six women") && !page.says("50.0%"),
            "{path}: {}",
            page.text()
        );
    }
    assert!(manager.get(&review("")).await.says("There is nothing to read yet"));
    assert_eq!(manager.get(&review("/query")).await.status, 409);
}

#[tokio::test]
async fn what_matters_comes_first_and_is_asked_about() {
    let world = returned().await;
    let manager = world.person(MANAGER).await;
    assert!(manager.get("/").await.says("Returns to review"), "it waits on the first page");
    let waiting = manager.get("/returns-to-review").await;
    assert!(waiting.links().contains(&review("")), "{}", waiting.text());
    let page = manager.get(&review("")).await;
    let text = page.text();
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}: {text}"));
    assert!(place("Look at these first") < place("50.0% (5 of 10)"), "{text}");
    assert!(place("50.0% (5 of 10)") < place("Everything else"), "{text}");
    assert!(place("Everything else") < place("18 (12 at the start, 9 new, 3 closed)"), "{text}");
    let empty = manager.fill_in(&review("/query"), &[]).await;
    assert_eq!(
        empty.problems(),
        ["Ask about one figure at least. To have the whole return done again, send it back."]
    );
    passed(
        manager.fill_in(&review("/query"), &[("k2-question", "Which women were not seen?")]).await,
        "query",
    );
    let preparer = world.person(PREPARER).await;
    let letters = preparer.get("/letters").await;
    assert!(letters.says("The council asks about your return"), "{}", letters.text());
    // Only the figure that was asked about can be changed, and nothing of it is read before it is submitted again.
    fills_in(&world, READ, 7, Some("Two were seen in week 17.")).await;
    let answers = format!("/returns/{}/answer", id_of(&world).await);
    let form = preparer.get(&answers).await;
    assert!(form.says("Which women were not seen?") && form.says("70.0% (7 of 10)"), "{}", form.text());
    let answer = form.form(&answers).into_iter().find(|(name, _)| name.starts_with('q')).expect("a box").0;
    passed(preparer.fill(&form, &answers, &[(&answer, "Two, who were ill.")]).await, "answer");
    let unread = manager.get(&review("")).await;
    assert!(unread.says("50.0% (5 of 10)") && !unread.says("who were ill"), "{}", unread.text());
    submits(&world, READ).await;
    let page = manager.get(&review("")).await;
    assert!(page.says("70.0% (7 of 10)") && page.says("who were ill"), "{}", page.text());
    assert!(
        page.says("Changed since it was last submitted") && page.says("50.0% (5 of 10)"),
        "{}",
        page.text()
    );
    passed(press(&manager, &review(""), &review("/accept")).await, "accept");
    assert!(preparer.get("/letters").await.says("Your return was accepted"));
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn no_form_of_the_council_writes_a_providers_figure() {
    let world = returned().await;
    let before = world.monitoring().await;
    let manager = world.person(MANAGER).await;
    let figure_boxes = ["k1-count", "k2-numerator", "k3-closing", "k4-words", "k1-comment", "k2-reason"];
    let typed: Vec<_> = figure_boxes.iter().map(|name| (*name, "1")).collect();
    for path in
        [review(""), review("/query"), review("/send-back"), review("/texts"), review("/own"), at("/returns")]
    {
        let page = manager.get(&path).await;
        for action in page.actions() {
            for (name, _) in page.form(&action) {
                assert!(!figure_boxes.contains(&name.as_str()), "{path} {action} offers {name}");
            }
            // Even where such boxes are sent, none of them is read.
            if action.starts_with("/contracts/") && !action.ends_with("/accept") {
                manager.fill(&page, &action, &typed).await;
            }
        }
    }
    for kpi in 1..=4 {
        let path = review(&format!("/figures/{kpi}/correct"));
        assert_eq!(manager.get(&path).await.status, 409, "{path}");
        assert_eq!(manager.post(&path, &typed).await.status, 409, "{path}");
    }
    let after = world.monitoring().await;
    let figures = |all: &Monitoring| all.numbered(1).expect("it is open").figures.clone();
    assert_eq!(figures(&before), figures(&after));
}

#[tokio::test]
async fn sent_back_it_can_be_changed_as_a_whole_and_a_closed_period_can_be_opened_again() {
    let world = returned().await;
    let manager = world.person(MANAGER).await;
    let empty = manager.fill_in(&review("/send-back"), &[]).await;
    assert_eq!(empty.problems().len(), 1, "{:?}", empty.problems());
    passed(
        manager.fill_in(&review("/send-back"), &[("returned_reason", "Count May again.")]).await,
        "send-back",
    );
    let preparer = world.person(PREPARER).await;
    assert!(preparer.get("/letters").await.says("Your return was sent back"));
    assert_eq!(manager.get(&review("/close")).await.status, 409, "its day has not gone by");
    let later = world.at("2027-08-20T09:00:00Z");
    let manager = later.person(MANAGER).await;
    passed(
        manager.fill_in(&review("/close"), &[("closed_reason", "The provider lost its notes.")]).await,
        "close",
    );
    let page = manager.get(&review("")).await;
    assert!(page.says("The provider lost its notes.") && !page.says("50.0%"), "{}", page.text());
    passed(manager.fill_in(&review("/reopen"), &[("reason", "The notes were found.")]).await, "reopen");
    assert!(manager.get(&at("/returns")).await.says("Sent back"));
}

#[tokio::test]
async fn a_correction_keeps_both_values() {
    let world = returned().await;
    let manager = world.person(MANAGER).await;
    passed(press(&manager, &review(""), &review("/accept")).await, "accept");
    let signatory = world.person(SIGNATORY).await;
    let own = format!("/returns/{}/figures/3/correct", id_of(&world).await);
    let typed =
        [("k3-added", "8"), ("k3-closed", "3"), ("k3-closing", "18"), ("k3-why", "One was counted twice.")];
    let wrong = signatory.fill_in(&own, &typed).await;
    assert_eq!(wrong.problems().len(), 1, "{:?}", wrong.problems());
    assert!(wrong.says("12 open at the start, 8 new and 3 closed leave 17"), "{}", wrong.text());
    let right = [typed[0], typed[1], ("k3-closing", "17"), typed[3]];
    passed(signatory.fill_in(&own, &right).await, "correct");
    assert_eq!(
        world.person(PREPARER).await.get(&own).await.status,
        403,
        "the signatory answers for the figures"
    );
    let page = manager.get(&review("")).await;
    let correction = page.links().into_iter().find(|link| link.contains("/corrections/")).expect("it waits");
    let shown = manager.get(&correction).await;
    for says in [
        "18 (12 at the start, 9 new, 3 closed)",
        "17 (12 at the start, 8 new, 3 closed)",
        "One was counted twice.",
    ] {
        assert!(shown.says(says), "{says}: {}", shown.text());
    }
    let refusing = manager.fill_in(&correction, &[("decision", "refuse")]).await;
    assert_eq!(refusing.problems(), ["Say why you refuse it. The provider reads this."]);
    passed(manager.fill_in(&correction, &[("decision", "agree")]).await, "agree");
    let page = manager.get(&review("")).await;
    assert!(page.says("where 18 (12 at the start, 9 new, 3 closed) stood before"), "{}", page.text());
    assert!(signatory.get("/letters").await.says("The council agreed to a correction"));
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn texts_are_read_one_by_one() {
    let world = returned().await;
    let manager = world.person(MANAGER).await;
    let page = manager.get(&review("/texts")).await;
    assert!(
        page.says("2 texts are still to be read") || page.says("texts are still to be read"),
        "{}",
        page.text()
    );
    let boxes = page.form(&review("/texts"));
    let fit =
        boxes.iter().find(|(name, _)| name.ends_with("-note")).expect("a box").0.replace("-note", "-fit");
    let refused = manager.fill(&page, &review("/texts"), &[(&fit, "no")]).await;
    assert!(refused.says("Say why this may not be published"), "{}", refused.text());
    passed(manager.fill(&page, &review("/texts"), &[(&fit, "yes")]).await, "texts");
    assert!(manager.get(&review("/texts")).await.says("May be published. Read by"));
    let clerk = world.person(CLERK).await;
    assert!(clerk.get(&review("/texts")).await.actions().iter().all(|action| !action.ends_with("/texts")));
}

#[tokio::test]
async fn others_find_nothing() {
    let world = returned().await;
    let stranger = world.person("contracts@medway.example").await;
    for path in [review(""), review("/query"), review("/texts"), at("/returns")] {
        assert_eq!(stranger.get(&path).await.status, 404, "{path}");
    }
    assert!(!stranger.get("/returns-to-review").await.says(CONTRACT));
    let clerk = world.person(CLERK).await;
    assert_eq!(clerk.get(&review("")).await.status, 200);
    assert_eq!(clerk.get(&review("/query")).await.status, 403);
}
