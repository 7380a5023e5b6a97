//! A tender as the council writes it.

use crate::world::{Page, Person, World};

const CASE: &str = "/procurements/DOR-2022-001";
const TENDER: &str = "/tenders/DOR-2022-001";
/// Once call-in has passed.
const AFTER: &str = "2026-11-27T09:00:00Z";

async fn press(person: &Person, deed: &str) -> Page {
    let page = person.get(&format!("{CASE}/approval")).await;
    person.fill(&page, &format!("{CASE}/{deed}"), &[]).await
}

/// The demonstration's own case with an effective decision, a week later.
async fn decided() -> World {
    let world = World::new().await;
    let writer = world.person("writer@dorset.example").await;
    let outcome = [("says", "Fewer removals for at most {{ found.maximum }}.")];
    assert_eq!(writer.fill_in(&format!("{CASE}/list/outcomes/new"), &outcome).await.status, 303);
    let officer = world.person("procurement@dorset.example").await;
    assert_eq!(press(&officer, "approval/send").await.status, 303);
    for kind in ["legal", "finance", "equality"] {
        let person = world.person(&format!("{kind}@dorset.example")).await;
        let cleared = person.fill_in(&format!("{CASE}/clearance/{kind}"), &[("answer", "cleared")]).await;
        assert_eq!(cleared.status, 303);
    }
    assert_eq!(press(&officer, "approval/put-forward").await.status, 303);
    let clerk = world.person("democratic@dorset.example").await;
    let decided = [
        ("answer", "approved"),
        ("taken_by", "Cabinet"),
        ("taken_on-day", "18"),
        ("taken_on-month", "11"),
        ("taken_on-year", "2026"),
        ("says", "To begin the procurement."),
        ("reasons", "As in the report."),
        ("alternatives", "To do nothing."),
        ("published_on-day", "19"),
        ("published_on-month", "11"),
        ("published_on-year", "2026"),
        ("may_be_called_in", "open"),
    ];
    assert_eq!(clerk.fill_in(&format!("{CASE}/decision"), &decided).await.status, 303);
    let later = world.at(AFTER);
    let clerk = later.person("democratic@dorset.example").await;
    assert_eq!(clerk.fill_in(&format!("{CASE}/call-in"), &[("outcome", "passed")]).await.status, 303);
    later
}

async fn begun() -> World {
    let world = decided().await;
    let officer = world.person("procurement@dorset.example").await;
    let made = press(&officer, "tender").await;
    assert_eq!(made.status, 303, "{}", made.text());
    assert!(made.location.as_deref().is_some_and(|place| place.starts_with(TENDER)));
    world
}

#[tokio::test]
async fn a_tender_is_made_of_a_procurement_with_everything_carried_over() {
    let world = begun().await;
    let officer = world.person("procurement@dorset.example").await;
    let tender = officer.get(TENDER).await;
    assert!(tender.says("£1,655,000"), "{}", tender.text());
    assert!(tender.says("Before it is published"), "{}", tender.text());
    let questions = officer.get(&format!("{TENDER}/list/criteria")).await;
    let asks = "The outcome to be achieved: Fewer removals for at most £1,655,000.";
    assert!(questions.says(asks), "figures are read out: {}", questions.text());
    let lots = officer.get(&format!("{TENDER}/list/lots")).await;
    assert!(lots.says("Longest term with every option 60"), "{}", lots.text());
    let scale = officer.get(&format!("{TENDER}/list/scale")).await;
    assert_eq!(scale.html().matches("/remove\"").count(), 6, "{}", scale.text());
    let ten = officer.fill(&scale, &format!("{TENDER}/list/scale/begin/ten"), &[]).await;
    assert_eq!(ten.status, 303, "{}", ten.text());
    let scale = officer.get(&format!("{TENDER}/list/scale")).await;
    assert_eq!(scale.html().matches("/remove\"").count(), 11);
    for part in ["about", "engagement", "conflicts", "price", "timetable", "notice"] {
        assert_eq!(officer.get(&format!("{TENDER}/part/{part}")).await.status, 200, "{part}");
    }
    for list in ["tie-breaks", "conditions", "sample-bids"] {
        assert_eq!(officer.get(&format!("{TENDER}/list/{list}")).await.status, 200, "{list}");
        assert_eq!(officer.get(&format!("{TENDER}/list/{list}/new")).await.status, 200, "{list}");
    }
    assert!(officer.get("/tenders?standing=draft").await.says("DOR-2022-001"));
    assert!(!officer.get("/tenders?standing=open").await.says("DOR-2022-001"));
    assert!(officer.get("/").await.says("Tenders to be written and published"));
    assert!(officer.get(&format!("{TENDER}/history")).await.says("started the tender"));
    assert!(!officer.get(CASE).await.says("Make a tender of it"), "there is one already");
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn two_officers_write_in_different_boxes() {
    let world = begun().await;
    let part = format!("{TENDER}/part/timetable");
    let (one, two) =
        (world.person("procurement@dorset.example").await, world.person("procurement@dorset.example").await);
    let (first, second) = (one.get(&part).await, two.get(&part).await);
    let deadline = [
        ("deadline-day", "1"),
        ("deadline-month", "3"),
        ("deadline-year", "2027"),
        ("deadline-time", "12 noon"),
    ];
    assert_eq!(one.fill(&first, &part, &deadline).await.status, 303);
    let award = [("award_planned-day", "1"), ("award_planned-month", "4"), ("award_planned-year", "2027")];
    let saved = two.fill(&second, &part, &award).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let now = one.get(&part).await;
    assert_eq!(now.holds(&part, "deadline-time"), "12:00");
    assert_eq!(now.holds(&part, "award_planned-month"), "4");
}

#[tokio::test]
async fn a_deadline_in_the_hour_that_comes_twice_is_refused_with_what_would_do() {
    let world = begun().await;
    let part = format!("{TENDER}/part/timetable");
    let officer = world.person("procurement@dorset.example").await;
    let typed = [
        ("deadline-day", "31"),
        ("deadline-month", "10"),
        ("deadline-year", "2027"),
        ("deadline-time", "1:30am"),
    ];
    let refused = officer.fill_in(&part, &typed).await;
    assert!(refused.problems()[0].contains("so 01:30 comes twice"), "{:?}", refused.problems());
    assert_eq!(refused.holds(&part, "deadline-time"), "1:30am", "what was typed is still there");
}

#[tokio::test]
async fn another_councils_tender_is_not_found() {
    let world = begun().await;
    let theirs = world.person("procurement@medway.example").await;
    for path in ["", "/part/about", "/list/lots", "/files", "/history"] {
        assert_eq!(theirs.get(&format!("{TENDER}{path}")).await.status, 404, "{path}");
    }
    assert!(!theirs.get("/tenders").await.says("DOR-2022-001"));
    assert_eq!(theirs.post(&format!("{TENDER}/part/about"), &[("title", "Ours")]).await.status, 404);
    let reader = world.person("writer@dorset.example").await;
    assert!(reader.get(TENDER).await.says("A procurement officer can change it"));
    assert_eq!(reader.post(&format!("{TENDER}/part/about"), &[("title", "Ours")]).await.status, 403);
}
