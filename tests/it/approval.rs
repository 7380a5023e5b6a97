//! From draft to an effective decision, as each person.

use crate::world::{Page, Person, World};

const CASE: &str = "/procurements/DOR-2022-001";

async fn press(person: &Person, deed: &str) -> Page {
    let page = person.get(&format!("{CASE}/approval")).await;
    person.fill(&page, &format!("{CASE}/approval/{deed}"), &[]).await
}

async fn clear(world: &World, kind: &str, answer: &[(&str, &str)]) -> Page {
    world
        .person(&format!("{kind}@dorset.example"))
        .await
        .fill_in(&format!("{CASE}/clearance/{kind}"), answer)
        .await
}

const DECISION: [(&str, &str); 14] = [
    ("answer", "approved"),
    ("taken_by", "Cabinet"),
    ("taken_on-day", "18"),
    ("taken_on-month", "11"),
    ("taken_on-year", "2026"),
    ("says", "To begin the procurement."),
    ("reasons", "As in the report."),
    ("alternatives", "To do nothing."),
    ("delegated_to", "Executive Director of People – Children"),
    ("consulting", "The portfolio holder"),
    ("published_on-day", "19"),
    ("published_on-month", "11"),
    ("published_on-year", "2026"),
    ("may_be_called_in", "open"),
];

#[tokio::test]
async fn a_procurement_is_cleared_decided_and_takes_effect_after_call_in() {
    let world = World::new().await;
    let officer = world.person("procurement@dorset.example").await;
    assert_eq!(press(&officer, "send").await.status, 303);

    let writer = world.person("writer@dorset.example").await;
    let refused = writer.get(&format!("{CASE}/part/value")).await;
    assert!(refused.says("This is with others now"), "{}", refused.text());

    for kind in ["legal", "finance"] {
        assert_eq!(clear(&world, kind, &[("answer", "cleared")]).await.status, 303);
    }
    let waiting = officer.get(&format!("{CASE}/approval")).await;
    assert!(!waiting.html().contains("put-forward"), "equality has not answered yet");
    assert_eq!(clear(&world, "equality", &[("answer", "cleared")]).await.status, 303);
    assert_eq!(press(&officer, "put-forward").await.status, 303);

    let clerk = world.person("democratic@dorset.example").await;
    let decided = clerk.fill_in(&format!("{CASE}/decision"), &DECISION).await;
    assert_eq!(decided.status, 303, "{}", decided.text());
    let approval = clerk.get(&format!("{CASE}/approval")).await;
    assert!(approval.says("May be called in until the end of 26 November 2026"), "{}", approval.text());

    let early = clerk.fill_in(&format!("{CASE}/call-in"), &[("outcome", "passed")]).await;
    assert_eq!(early.problems(), ["It may still be called in until the end of 26 November 2026."]);
    let next_day = world.at("2026-11-27T09:00:00Z");
    let clerk = next_day.person("democratic@dorset.example").await;
    assert_eq!(clerk.fill_in(&format!("{CASE}/call-in"), &[("outcome", "passed")]).await.status, 303);
    assert!(clerk.get(&format!("{CASE}/approval")).await.says("Effective"));
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn a_return_sends_it_back_and_the_next_round_clears_anew() {
    let world = World::new().await;
    let officer = world.person("procurement@dorset.example").await;
    press(&officer, "send").await;
    clear(&world, "legal", &[("answer", "cleared")]).await;
    let silent = clear(&world, "finance", &[("answer", "returned")]).await;
    assert_eq!(silent.problems(), ["Say what must change, so that the author can act on it."]);
    let returned = [("answer", "returned"), ("comment", "The years do not add up.")];
    assert_eq!(clear(&world, "finance", &returned).await.status, 303);

    let page = officer.get(&format!("{CASE}/approval")).await;
    assert!(page.says("Send to clearance") && page.says("The years do not add up."), "{}", page.text());
    press(&officer, "send").await;
    assert_eq!(clear(&world, "legal", &[("answer", "cleared")]).await.status, 303, "legal answers again");
}

#[tokio::test]
async fn each_clearance_belongs_to_its_own_officer() {
    let world = World::new().await;
    press(&world.person("procurement@dorset.example").await, "send").await;
    let finance = world.person("finance@dorset.example").await;
    let path = format!("{CASE}/clearance/legal");
    assert_eq!(finance.get(&path).await.status, 403);
    assert_eq!(finance.post(&path, &[("answer", "cleared"), ("version", "1")]).await.status, 403);
}

#[tokio::test]
async fn a_decision_in_the_future_is_refused_with_everything_typed_still_there() {
    let world = World::new().await;
    let officer = world.person("procurement@dorset.example").await;
    press(&officer, "send").await;
    for kind in ["legal", "finance", "equality"] {
        clear(&world, kind, &[("answer", "cleared")]).await;
    }
    press(&officer, "put-forward").await;
    let mut decision = DECISION;
    decision[2] = ("taken_on-day", "30");
    decision[10] = ("published_on-day", "20");
    let path = format!("{CASE}/decision");
    let page = world.person("democratic@dorset.example").await.fill_in(&path, &decision).await;
    insta::assert_snapshot!(page.problems().join("\n"), @r"
    Date of the decision must not be in the future.
    It cannot be published before it was taken. Check both dates.
    ");
    assert_eq!(page.holds(&path, "says"), "To begin the procurement.");
}
