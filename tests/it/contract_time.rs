//! What time causes to contracts: reminders, the end of a term, and the calendars elsewhere that read their days.

use std::collections::BTreeSet;

use gatehouse::store::Dice;
use gatehouse::watch::Round;

use crate::world::contracts::{CONTRACT, MANAGER, at, look_in};
use crate::world::post::Server;
use crate::world::{Page, Person, World};

/// Four days before the notice in the forward plan for Cabinet of 12 September 2028.
const BEFORE: &str = "2028-08-10T08:00:00Z";

async fn watched() -> World {
    let world = World::contract_in_force("break").await;
    world.cabinet_meets(&[(12, 9, 2028), (10, 10, 2028)]).await;
    world
}

async fn lines(world: &World) -> i64 {
    world.house().verify().await.expect("the record answers").expect("the chain holds").lines
}

#[tokio::test]
async fn looking_twice_changes_nothing_and_a_calendar_that_moves_is_looked_at_the_same_day() {
    let world = watched().await;
    let first = world.look(BEFORE).await;
    assert!(first.looked_at > 0 && first.changes > 0 && first.passed_over == 0, "{first:?}");
    let before = lines(&world).await;
    assert_eq!(world.look(BEFORE).await, Round::default(), "nothing is loaded again that day");
    assert_eq!(lines(&world).await, before);
    let later = world.at(BEFORE);
    later.cabinet_meets(&[(11, 9, 2028)]).await;
    assert!(world.look(BEFORE).await.looked_at > 0, "the settings have moved");
    assert_eq!(world.look(BEFORE).await, Round::default());
    assert!(world.look("2028-08-11T08:00:00Z").await.looked_at > 0, "another day");
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn two_machines_at_once_do_each_thing_once() {
    let world = watched().await;
    let other = world.database.open(Dice::fixed(9)).await;
    let (one, two) = tokio::join!(world.look(BEFORE), look_in(&other, BEFORE));
    let third = world.look(BEFORE).await;
    assert_eq!((third.changes, third.passed_over), (0, 0), "{one:?} {two:?} {third:?}");
    let server = Server::default();
    world.post(&server, BEFORE).await;
    let ids: BTreeSet<_> = server.taken().into_iter().map(|mail| mail.id).collect();
    assert!(!ids.is_empty() && ids.len() == server.taken().len(), "{ids:?}");
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn a_term_runs_out_by_itself_on_the_day_after_its_last() {
    let world = World::contract_in_force("extension").await;
    world.look("2029-03-31T12:00:00Z").await;
    let page = async |now: &str| {
        let world = world.at(now);
        world.person(MANAGER).await.get(&at("")).await
    };
    assert!(page("2029-03-31T12:00:00Z").await.says("In force"));
    // Half past midnight in the UK, by summer time.
    world.look("2029-03-31T23:30:00Z").await;
    let ended = page("2029-04-01T08:00:00Z").await;
    assert!(ended.says("Ended") && !ended.says("In force"), "{}", ended.text());
    let history = world.at("2029-04-01T08:00:00Z").person(MANAGER).await.get(&at("/history")).await;
    assert!(history.says("noted what time alone has brought about"), "{}", history.text());
}

#[tokio::test]
async fn a_day_is_mailed_once_to_those_who_manage_and_shown_to_them_alone() {
    let world = watched().await;
    let server = Server::default();
    world.look(BEFORE).await;
    world.post(&server, BEFORE).await;
    let ours = |server: &Server| {
        let taken = server.taken().into_iter();
        taken.filter(|mail| mail.raw.contains(&at("/"))).collect::<Vec<_>>()
    };
    let mails = ours(&server);
    assert!(!mails.is_empty());
    for mail in &mails {
        assert_eq!(mail.to, MANAGER, "nobody manages it yet, so all contract managers are told");
        assert!(mail.id.starts_with("<reminder-"), "{}", mail.id);
        assert!(mail.raw.contains("Subject: A day comes up: Support after removal\r\n"), "{}", mail.raw);
        assert!(mail.raw.contains(&format!("https://gatehouse.test/contracts/{CONTRACT}/")), "{}", mail.raw);
        assert!(!mail.raw.to_lowercase().contains("forward plan"), "what is due is read after signing in");
    }
    world.look("2028-08-11T08:00:00Z").await;
    world.post(&server, "2028-08-11T08:00:00Z").await;
    assert_eq!(ours(&server).len(), mails.len(), "once");
    let later = world.at("2028-08-11T08:00:00Z");
    let home = later.person(MANAGER).await.get("/").await;
    let says = "Support after removal: Notice in the forward plan by 14 August 2028.";
    assert!(home.says("Days that come up") && home.says(says), "{}", home.text());
    assert!(!later.person("auditor@dorset.example").await.get("/").await.says("Days that come up"));
    assert!(!later.person("contracts@medway.example").await.get("/").await.html().contains(&at("/")));
}

/// Makes an address for the contract; what a calendar program is given.
async fn address(person: &Person) -> String {
    let page = person.get(&format!("/calendar-addresses?contract={CONTRACT}")).await;
    let made = person.fill(&page, "/calendar-addresses", &[]).await;
    assert_eq!(made.status, 200, "{}", made.text());
    let text = made.text();
    let address = text.split_whitespace().find_map(|word| word.strip_prefix("http://gatehouse.test"));
    address.expect("it is shown").to_owned()
}

/// The lines of an event, by the end of its name.
fn event(calendar: &Page, name: &str) -> Vec<String> {
    let text = calendar.html().replace("\r\n ", "");
    let mut events =
        text.split("BEGIN:VEVENT").filter(|event| event.contains(&format!("{name}@gatehouse\r\n")));
    let found = events.next().unwrap_or_else(|| panic!("{name}: {text}"));
    assert!(events.next().is_none(), "one event of a name");
    found.lines().map(str::to_owned).collect()
}

fn line(event: &[String], start: &str) -> String {
    event.iter().find(|line| line.starts_with(start)).cloned().unwrap_or_default()
}

#[tokio::test]
async fn a_calendar_elsewhere_reads_the_days_and_a_moved_day_keeps_its_name() {
    let world = watched().await;
    let (manager, program) = (world.person(MANAGER).await, world.stranger());
    let address = address(&manager).await;
    let page = manager.get("/calendar-addresses").await;
    assert!(page.says(&format!("Contract {CONTRACT}")) && !page.html().contains(&address), "shown once");
    let calendar = program.get(&address).await;
    let header = |name: &str| calendar.headers.get(name).and_then(|value| value.to_str().ok());
    assert_eq!(header("content-type"), Some("text/calendar; charset=utf-8"));
    assert_eq!(header("cache-control"), Some("private, no-store"));
    assert_eq!(program.get(&address).await.bytes, calendar.bytes, "the same to the last byte");
    let first = event(&calendar, "-meeting");
    assert_eq!(line(&first, "DTSTART"), "DTSTART;VALUE=DATE:20280912", "{first:?}");
    world.cabinet_meets(&[(14, 9, 2028)]).await;
    let moved = program.get(&address).await;
    let second = event(&moved, "-meeting");
    let sequence = |event: &[String]| line(event, "SEQUENCE:").trim_start_matches("SEQUENCE:").parse::<i64>();
    assert_eq!(line(&second, "UID"), line(&first, "UID"));
    assert!(sequence(&second).ok() > sequence(&first).ok(), "{first:?} {second:?}");
    assert_eq!(line(&second, "DTSTART"), "DTSTART;VALUE=DATE:20280914", "{second:?}");
}

#[tokio::test]
async fn an_address_that_was_revoked_or_whose_maker_has_gone_reads_nothing() {
    let world = watched().await;
    let (manager, program) = (world.person(MANAGER).await, world.stranger());
    let (kept, revoked) = (address(&manager).await, address(&manager).await);
    assert_eq!(program.get(&revoked).await.status, 200);
    let page = manager.get("/calendar-addresses").await;
    let last = page.actions().into_iter().rfind(|action| action.ends_with("/revoke"));
    let last = last.expect("each can be revoked");
    let elsewhere = world.person("contracts@medway.example").await;
    assert_eq!(elsewhere.post(&last, &[("version", "0")]).await.status, 404);
    assert_eq!(
        world.person("auditor@dorset.example").await.post(&last, &[("version", "0")]).await.status,
        404
    );
    assert_eq!(manager.fill(&page, &last, &[]).await.status, 303);
    assert_eq!(program.get(&revoked).await.status, 404);
    assert_eq!(program.get("/calendars/nobody-knows").await.status, 404);
    assert_eq!(program.get(&kept).await.status, 200);
    world.database.tamper(&format!("UPDATE person SET disabled = true WHERE email = '{MANAGER}'")).await;
    assert_eq!(program.get(&kept).await.status, 404);
}
