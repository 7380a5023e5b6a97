//! From an award that stands still to the signature; a winner that falls away; a tender that no bid came for.

use crate::world::tenders::{CLOSED, OPEN};
use crate::world::{Page, Person, World};

const OFFICER: &str = "procurement@medway.example";
const APPROVER: &str = "approver@medway.example";
const CLERK: &str = "democratic@medway.example";
const TENDER: &str = "/tenders/MED-AWARD-001";

/// Where the award of the evaluated tender's one lot is.
async fn award(world: &World, reference: &str) -> String {
    let tender = world.house().tender(reference).await.expect("the record answers").expect("it is there");
    let lot = tender.published().expect("it is published").lots[0].id;
    format!("/tenders/{reference}/lots/{}/award", lot.0)
}

async fn on_day(world: &World, email: &str, day: &str) -> Person {
    world.at(&format!("{day}T10:00:00Z")).person(email).await
}

/// The boxes of a day, as a form has them.
fn day(name: &str, (day, month): (u32, u32)) -> Vec<(String, String)> {
    [("day", day), ("month", month), ("year", 2026)]
        .map(|(part, number)| (format!("{name}-{part}"), number.to_string()))
        .to_vec()
}

async fn sends(person: &Person, path: &str, days: &[Vec<(String, String)>], typed: &[(&str, &str)]) -> Page {
    let days = days.iter().flatten().map(|(name, value)| (name.as_str(), value.as_str()));
    let all: Vec<_> = days.chain(typed.iter().copied()).collect();
    person.fill_in(path, &all).await
}

fn taken(page: &Page) {
    assert_eq!(page.status, 303, "{:?} {}", page.problems(), page.text());
}

/// The path of a bidder's bid for the evaluated tender.
async fn own_bid(person: &Person) -> String {
    let letters = person.get("/letters").await;
    let letter = person.get(&letters.link_in_row("the outcome of your bid")).await;
    letter.links().into_iter().find(|link| link.ends_with("/outcome")).expect("it leads to the outcome")
}

#[tokio::test]
async fn an_award_in_standstill_is_signed_after_it_and_its_notice_falls_due() {
    let world = World::new().await;
    let path = award(&world, "MED-AWARD-001").await;
    let officer = world.person(OFFICER).await;
    let page = officer.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    for says in [
        "Voluntary standstill",
        "It runs until the end of 25 November 2026. The contract can be signed from 26 November 2026.",
        "Harbour Advocacy",
        "Contract details notice (UK7)",
    ] {
        assert!(page.says(says), "{says}: {}", page.text());
    }
    assert!(officer.get(TENDER).await.says("It runs until the end of 25 November 2026."));
    assert_eq!(officer.get(&format!("{path}/signature")).await.status, 409);
    assert_eq!(officer.get(&format!("{path}/decision")).await.status, 403);
    assert_eq!(world.person("writer@medway.example").await.get(&path).await.status, 403);
    assert_eq!(world.person("procurement@dorset.example").await.get(&path).await.status, 404);

    let officer = on_day(&world, OFFICER, "2026-11-27").await;
    let sign = format!("{path}/signature");
    let early = sends(&officer, &sign, &[day("signed_on", (25, 11))], &[]).await;
    assert_eq!(early.problems(), ["It could be signed from 26 November 2026."]);
    assert_eq!(early.holds(&sign, "signed_on-day"), "25");
    taken(&sends(&officer, &sign, &[day("signed_on", (26, 11))], &[]).await);
    let page = officer.get(&path).await;
    // 120 days beginning with 26 November 2026, because it is light touch.
    assert!(page.says("Due by the end of 25 March 2027."), "{}", page.text());
    assert!(officer.get(TENDER).await.says("25 March 2027"));
    taken(&officer.fill_in(&format!("{path}/notice-after"), &[("after_notice", "UK7 2026/9")]).await);
    assert!(officer.get(TENDER).await.says("The contract is signed. Nothing is left to do."));
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn a_losing_bidder_reads_why_and_nobody_else_does() {
    let world = World::new().await;
    let loser = world.person("bids@charity.example").await;
    let outcome = own_bid(&loser).await;
    let page = loser.get(&outcome).await;
    assert_eq!(page.status, 200, "{}", page.text());
    for says in [
        "We are sorry to tell you that it was not successful.",
        "We intend to award the contract to Harbour Advocacy",
        "Your answer scored",
        "The winning bid scored",
        "[Withheld:",
        "83.33",
        "84.00",
        "Rounded parts may therefore not add up to the total.",
        "Standstill lasts until the end of 25 November 2026.",
    ] {
        assert!(page.says(says), "{says}: {}", page.text());
    }
    let pdf = loser.get(&format!("{outcome}/pdf")).await;
    assert!(pdf.status == 200 && pdf.bytes.starts_with(b"%PDF"));
    let winner = world.person("bids@harbour.example").await;
    assert_eq!(winner.get(&outcome).await.status, 404);
    let own = winner.get(&own_bid(&winner).await).await;
    assert!(own.says("to you.") && !own.says("[Withheld:") && !own.says("Riverbank"), "{}", own.text());
    let failed = world.person("bids@kestrel.example").await;
    let page = failed.get(&own_bid(&failed).await).await;
    assert!(page.says("did not reach the minimum") && page.says("28.00 of 60.00"), "{}", page.text());
}

#[tokio::test]
async fn a_winner_that_falls_away_leads_to_a_new_decision_and_new_letters() {
    let world = World::new().await;
    let path = award(&world, "MED-AWARD-001").await;
    let chair = on_day(&world, APPROVER, "2026-11-24").await;
    let gone = [("failure", "withdrew"), ("failure_reason", "It cannot staff the service.")];
    taken(&sends(&chair, &format!("{path}/failure"), &[day("failed_on", (24, 11))], &gone).await);
    let page = chair.get(&path).await;
    assert!(
        page.says("the winner fell away on 24 November 2026. It cannot staff the service."),
        "{}",
        page.text()
    );

    let ends = [
        ("ground", "other"),
        ("taken_by", "Director of People"),
        ("says", "To end it."),
        ("reasons", "The service is planned anew."),
        ("may_be_called_in", "open"),
    ];
    let days = [day("taken_on", (24, 11)), day("published_on", (24, 11))];
    taken(&sends(&chair, &format!("{path}/no-award"), &days, &ends).await);
    assert!(chair.get(&path).await.says("The decision may be called in until the end of 1 December 2026."));
    let officer = on_day(&world, OFFICER, "2026-12-02").await;
    let early = officer.get(&format!("{path}/letters")).await;
    assert!(early.says("The call-in must be closed first."), "{}", early.text());
    let clerk = on_day(&world, CLERK, "2026-12-02").await;
    taken(&clerk.fill_in(&format!("{path}/call-in"), &[("outcome", "passed")]).await);

    let letters = format!("{path}/letters");
    let page = officer.get(&letters).await;
    let loser = officer.get(&page.link_in_row("Riverbank")).await;
    assert!(
        loser.says("That no longer stands.") && loser.says("The service is planned anew."),
        "{}",
        loser.text()
    );
    let winner = officer.get(&page.link_in_row("Harbour")).await;
    assert!(winner.says("You withdrew it on 24 November 2026"), "{}", winner.text());
    taken(&officer.fill(&page, &letters, &[]).await);
    let told = on_day(&world, "bids@charity.example", "2026-12-02").await;
    let outcome = own_bid(&told).await;
    let newest = told.get(&outcome).await;
    assert!(newest.says("no contract is awarded") && newest.says("no longer stands"), "{}", newest.text());
    assert!(
        told.get(&format!("{outcome}?decision=1")).await.says("We intend to award the contract to Harbour")
    );
    let after = officer.get(&path).await;
    assert!(after.says("Procurement termination notice (UK12)"), "{}", after.text());
    taken(&officer.fill_in(&format!("{path}/notice-after"), &[("after_notice", "UK12 2026/3")]).await);
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn a_tender_that_no_bid_came_for_ends_without_an_evaluation() {
    let world = World::new().await;
    let path = award(&world, OPEN).await;
    let bids = format!("/tenders/{OPEN}/bids");
    assert_eq!(world.person(APPROVER).await.get(&path).await.status, 409);
    for (email, deed) in [(OFFICER, "begin"), (CLERK, "open")] {
        let person = on_day(&world, email, "2026-12-15").await;
        let page = person.get(&bids).await;
        taken(&person.fill(&page, &format!("{bids}/{deed}"), &[]).await);
    }
    let chair = on_day(&world, APPROVER, "2026-12-16").await;
    assert!(chair.get(&path).await.says("Record that no contract is awarded"));
    let form = format!("{path}/no-award");
    let ends = [
        ("taken_by", "Cabinet"),
        ("says", "To end it."),
        ("reasons", "Nobody bid."),
        ("may_be_called_in", "not_subject"),
    ];
    let days = [day("taken_on", (16, 12)), day("published_on", (16, 12))];
    let wrong = sends(&chair, &form, &days, &[&ends[..], &[("ground", "tie")]].concat()).await;
    assert_eq!(wrong.problems(), ["No bids are equal at the top of the ranking."]);
    assert_eq!(wrong.holds(&form, "reasons"), "Nobody bid.");
    taken(&sends(&chair, &form, &days, &[&ends[..], &[("ground", "no_bids")]].concat()).await);
    let page = chair.get(&path).await;
    assert!(page.says("decided on 16 December 2026 to award no contract."), "{}", page.text());
    assert!(world.chain_holds().await);
}

/// Medway's tender of 2021 lies below the threshold: decision, call-in, letters, signature, and no standstill.
#[tokio::test]
async fn from_a_frozen_ranking_to_the_signature_below_the_threshold() {
    let world = World::ranked().await;
    let path = format!("/tenders/{CLOSED}/lots/{}/award", world.lot().await);
    let chair = world.person(APPROVER).await;
    let page = chair.get(&path).await;
    assert!(page.says("Riverbank") && page.says("£210,000"), "{}", page.text());
    assert!(!page.says("Standstill"), "{}", page.text());
    let form = format!("{path}/decision");
    assert_eq!(chair.get(&form).await.holds(&form, "taken_by"), "Cabinet");
    let says = [("says", "To award it."), ("reasons", "It came first."), ("may_be_called_in", "open")];
    let days = [day("taken_on", (21, 11)), day("published_on", (21, 11))];
    let director = [&says[..], &[("taken_by", "The director")]].concat();
    let wrong = sends(&chair, &form, &days, &director).await;
    assert!(wrong.problems()[0].starts_with("Cabinet decides at this price."), "{:?}", wrong.problems());
    assert_eq!(wrong.holds(&form, "reasons"), "It came first.");
    let left = [("delegated_by", "Cabinet"), ("delegation", "Minute 12")];
    taken(&sends(&chair, &form, &days, &[&director[..], &left].concat()).await);
    taken(
        &on_day(&world, CLERK, "2026-11-30")
            .await
            .fill_in(&format!("{path}/call-in"), &[("outcome", "passed")])
            .await,
    );

    let officer = on_day(&world, OFFICER, "2026-11-30").await;
    let letters = format!("{path}/letters");
    let list = officer.get(&letters).await;
    let marks = list.links().into_iter().find(|link| link.contains("/redaction/")).expect("there is one");
    let agreed = officer.get(&marks).await.holds(&marks, "marked");
    let (first, rest) = agreed.split_once(' ').expect("it has words");
    let changed = officer.fill_in(&marks, &[("marked", "Other words.")]).await;
    assert!(changed.problems()[0].starts_with("The words differ from the agreed explanation."));
    taken(&officer.fill_in(&marks, &[("marked", &format!("[[{first}|how they staff it]] {rest}"))]).await);
    assert!(officer.get(&marks).await.says("[Withheld: how they staff it]"));

    let harbour = officer.get(&officer.get(&letters).await.link_in_row("Harbour")).await;
    for says in ["Not sent yet", "It was ranked 2 of 2", "[Withheld: how they staff it]", "no standstill"] {
        assert!(harbour.says(says), "{says}: {}", harbour.text());
    }
    let list = officer.get(&letters).await;
    taken(&officer.fill(&list, &letters, &[]).await);
    assert!(officer.get(&letters).await.says("Every bidder was told"));
    assert_eq!(officer.post(&letters, &[("version", "1")]).await.status, 422);
    assert!(officer.get(&marks).await.says("What they read stays as it is."));
    taken(&sends(&officer, &format!("{path}/signature"), &[day("signed_on", (30, 11))], &[]).await);
    assert!(officer.get(&path).await.says("Signed on 30 November 2026."));
    assert!(world.chain_holds().await);
}
