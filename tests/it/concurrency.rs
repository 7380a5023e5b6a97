//! Several people at once.

use entity::id::OrganisationId;
use entity::organisation;
use entity::state::OrganisationKind;
use rules::access::Actor;
use rules::people::add_organisation;

use crate::world::{MORNING, World, instant};

const SUMMARY: &str = "/procurements/DOR-2022-001/part/summary";
const NEW_RISK: &str = "/procurements/DOR-2022-001/list/risks/new";

#[tokio::test]
async fn the_second_of_two_writers_loses_nothing_and_sees_what_the_record_says() {
    let world = World::new().await;
    let writer = world.person("writer@dorset.example").await;
    let officer = world.person("procurement@dorset.example").await;
    let (first, second) = (writer.get(SUMMARY).await, officer.get(SUMMARY).await);
    let saved = writer.fill(&first, SUMMARY, &[("summary", "The writer’s words.")]).await;
    assert_eq!(saved.status, 303);

    let stale = officer.fill(&second, SUMMARY, &[("summary", "The officer’s words.")]).await;
    assert!(stale.says("Someone else changed this while you were writing"), "{}", stale.text());
    assert!(stale.says("The saved record now says: The writer’s words."), "{}", stale.text());
    assert_eq!(stale.holds(SUMMARY, "summary"), "The officer’s words.");
    assert_eq!(writer.get(SUMMARY).await.holds(SUMMARY, "summary"), "The writer’s words.");

    let over = officer.fill(&stale, SUMMARY, &[]).await;
    assert_eq!(over.status, 303, "{}", over.text());
    assert_eq!(writer.get(SUMMARY).await.holds(SUMMARY, "summary"), "The officer’s words.");
}

#[tokio::test]
async fn a_second_click_does_nothing_twice() {
    let world = World::new().await;
    let writer = world.person("writer@dorset.example").await;
    let page = writer.get(NEW_RISK).await;
    let typed = [("title", "Clicked twice")];
    let (one, two) = tokio::join!(writer.fill(&page, NEW_RISK, &typed), writer.fill(&page, NEW_RISK, &typed));
    let three = writer.fill(&page, NEW_RISK, &typed).await;
    for answer in [&one, &two, &three] {
        assert_eq!(answer.status, 303, "{}", answer.text());
        let goes_to = answer.location.as_deref().unwrap_or_default();
        assert!(goes_to.starts_with("/procurements/DOR-2022-001/list/risks"), "{goes_to}");
    }
    let list = writer.get("/procurements/DOR-2022-001/list/risks").await;
    assert_eq!(list.html().matches("/remove\"").count(), 1, "{}", list.text());
}

#[tokio::test]
async fn going_back_to_change_what_was_sent_loses_nothing() {
    let world = World::new().await;
    let writer = world.person("writer@dorset.example").await;
    let page = writer.get(SUMMARY).await;
    assert_eq!(writer.fill(&page, SUMMARY, &[("summary", "First.")]).await.status, 303);
    let changed = writer.fill(&page, SUMMARY, &[("summary", "First, and more.")]).await;
    assert!(changed.says("Your text is here again"), "{}", changed.text());
    assert_eq!(changed.holds(SUMMARY, "summary"), "First, and more.");
    assert_eq!(writer.fill(&changed, SUMMARY, &[]).await.status, 303);
    assert_eq!(writer.get(SUMMARY).await.holds(SUMMARY, "summary"), "First, and more.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_writers_never_fork_the_chain() {
    let world = World::new().await;
    let before = world.house().verify().await.expect("the record answers").expect("it holds").lines;
    let (writers, each) = (16, 10);
    let mut tasks = Vec::new();
    for writer in 0..writers {
        let store = world.store.clone();
        tasks.push(tokio::spawn(async move {
            for turn in 0..each {
                let pen = store.pen(Actor::house(), instant(MORNING));
                let id: OrganisationId = pen.new_id().await.expect("a number");
                let name = format!("Provider {writer}.{turn}");
                let row = organisation::Model::new(id, name, OrganisationKind::Charity);
                let change = add_organisation(row, &Actor::house()).expect("the house may");
                pen.apply(change, None).await.expect("it is written");
            }
        }));
    }
    for task in tasks {
        task.await.expect("no writer fails");
    }
    let after = world.house().verify().await.expect("the record answers").expect("it holds").lines;
    assert_eq!(after, before + writers * each);
}

#[tokio::test]
async fn a_clock_set_back_is_refused_and_nothing_is_lost() {
    let world = World::new().await;
    let writer = world.person("writer@dorset.example").await;
    let saved = writer.fill_in(SUMMARY, &[("summary", "Today.")]).await;
    assert_eq!(saved.status, 303);
    let yesterday = writer.in_world(&world.at("2026-11-21T08:59:00Z"));
    let page = yesterday.fill_in(SUMMARY, &[("summary", "Yesterday.")]).await;
    assert_eq!(page.status, 503);
    assert!(page.says("The clock of the server is wrong"), "{}", page.text());
    let slightly = writer.in_world(&world.at("2026-11-21T08:59:57Z"));
    assert_eq!(slightly.fill_in(SUMMARY, &[("summary", "A moment ago.")]).await.status, 303);
}

#[tokio::test]
async fn a_form_that_came_back_for_a_mistake_says_that_the_record_moved_on() {
    let world = World::new().await;
    let writer = world.person("writer@dorset.example").await;
    let officer = world.person("procurement@dorset.example").await;
    let value = "/procurements/DOR-2022-001/part/value";
    let first = writer.get(value).await;
    let saved = officer.fill_in(value, &[("indexation", "The officer’s words.")]).await;
    assert_eq!(saved.status, 303);
    let typed = [("annual_value", "331k"), ("indexation", "The writer’s words.")];
    let page = writer.fill(&first, value, &typed).await;
    assert!(page.says("Someone else changed this while you were writing"), "{}", page.text());
    assert!(page.says("The saved record now says: The officer’s words."), "{}", page.text());
    assert_eq!(page.holds(value, "indexation"), "The writer’s words.");
}

#[tokio::test]
async fn two_administrators_cannot_strip_each_other() {
    let world = World::new().await;
    let one = world.person("administrator@dorset.example").await;
    let other_path = one.get("/people").await.link_in_row("writer@dorset.example");
    let page = one.get(&other_path).await;
    let made = one.fill(&page, &format!("{other_path}/roles"), &[("roles", "administrator")]).await;
    assert_eq!(made.status, 303);
    let two = world.person("writer@dorset.example").await;
    let one_path = two.get("/people").await.link_in_row("administrator@dorset.example");
    let (strip_two, strip_one) = (one.get(&other_path).await, two.get(&one_path).await);
    let (two_roles, one_roles) = (format!("{other_path}/roles"), format!("{one_path}/roles"));
    tokio::join!(
        one.fill(&strip_two, &two_roles, &[("roles", "auditor")]),
        two.fill(&strip_one, &one_roles, &[("roles", "auditor")]),
    );
    let left = [one.get("/people").await.status, two.get("/people").await.status];
    assert!(left.contains(&200), "someone can still invite people");
}
