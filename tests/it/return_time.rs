//! What time brings to returns: periods, reminders, chasers.

use crate::world::contracts::{MANAGER, at, written};
use crate::world::evaluation::passed;
use crate::world::post::Server;
use crate::world::returns::{PREPARER, SIGNATORY};
use crate::world::{Page, World};

async fn letters(world: &World, email: &str, now: &str) -> Page {
    let world = world.at(now);
    world.person(email).await.get("/letters").await
}

#[tokio::test]
async fn those_who_read_returns_are_reminded_once_and_chased_once() {
    let world = World::monitored().await;
    let server = Server::default();
    world.look("2027-07-07T08:00:00Z").await;
    assert_eq!(world.look("2027-07-07T12:00:00Z").await.changes, 0);
    let page = letters(&world, PREPARER, "2027-07-07T12:00:00Z").await;
    assert!(page.says("Return for April to June 2027: due by 21 July 2027"), "{}", page.text());
    assert!(letters(&world, SIGNATORY, "2027-07-07T12:00:00Z").await.says("due by 21 July 2027"));
    let bids = letters(&world, "bids@charity.example", "2027-07-07T12:00:00Z").await;
    assert!(
        !bids.says("21 July 2027"),
        "letters about returns are for those who read returns: {}",
        bids.text()
    );
    world.post(&server, "2027-07-07T12:00:00Z").await;
    for (email, hears) in [(PREPARER, true), ("bids@charity.example", false)] {
        let person = world.at("2027-07-07T12:00:00Z").person(email).await;
        let mut heard = false;
        for path in mailed(&server, email) {
            let letter = person.get(&path).await;
            assert_eq!(letter.status, 200, "{email} is told of what they may read: {path}");
            heard |= letter.says("due by 21 July 2027");
        }
        assert_eq!(heard, hears, "{email}");
    }
    world.look("2027-07-22T08:00:00Z").await;
    let page = letters(&world, PREPARER, "2027-07-22T12:00:00Z").await;
    assert!(page.says("Return for April to June 2027: late"), "{}", page.text());
    let manager = world.at("2027-07-22T12:00:00Z").person(MANAGER).await;
    let monitoring = world.monitoring().await;
    assert_eq!(monitoring.returns[0].row.due_on.to_string(), "2027-07-21", "the day has not moved");
    assert_eq!(manager.get(&at("/kpis")).await.status, 200);
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn open_returns_go_over_to_the_provider_that_takes_the_contract_over() {
    let world = World::monitored().await;
    let manager = world.person(MANAGER).await;
    let page = manager.get(&at("/part/supplier")).await;
    let harbour = page.options("organisation_id").into_iter().find(|(_, label)| label.contains("Harbour"));
    let (harbour, _) = harbour.expect("it is registered");
    written(&manager, "supplier", &[("organisation_id", &harbour)], &[]).await;
    assert!(world.look("2027-07-02T10:00:00Z").await.changes > 0, "the same day");
    let monitoring = world.monitoring().await;
    let with: Vec<_> =
        monitoring.returns.iter().map(|one| one.row.organisation_id.map(|id| id.0.to_string())).collect();
    assert_eq!(with, [Some(harbour.clone()), Some(harbour)]);
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn a_kpi_that_is_added_opens_its_period_the_same_day() {
    let world = World::measured().await.at("2027-07-02T09:00:00Z");
    world.look("2027-07-02T08:00:00Z").await;
    let before = world.monitoring().await.returns.len();
    let manager = world.person(MANAGER).await;
    let list = manager.get(&at("/kpis")).await;
    let kinds = list.links().into_iter().find(|link| link.contains("/kpis/new/")).expect("one can be added");
    let form = format!("{kinds}/narrative");
    passed(manager.fill_in(&form, &[("title", "Complaints")]).await, &form);
    assert!(world.look("2027-07-02T10:00:00Z").await.looked_at > 0);
    assert_eq!(world.monitoring().await.returns.len(), before, "both periods were open already");
}

/// The letters that someone was told of by email, by their paths.
fn mailed(server: &Server, email: &str) -> Vec<String> {
    let mails = server.taken();
    let to = mails.iter().filter(|mail| mail.raw.contains(email));
    let path = |raw: &str| {
        let (_, rest) = raw.split_once("/letters/")?;
        let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
        Some(format!("/letters/{number}"))
    };
    to.filter_map(|mail| path(&mail.raw)).collect()
}
