//! A tender as the council writes it.

use crate::world::World;

const CASE: &str = "/procurements/DOR-2022-001";
const TENDER: &str = "/tenders/DOR-2022-001";
#[tokio::test]
async fn a_tender_is_made_of_a_procurement_with_everything_carried_over() {
    let world = World::tendered().await;
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
    let world = World::tendered().await;
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
    let world = World::tendered().await;
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
    let world = World::tendered().await;
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
