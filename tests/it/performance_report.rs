//! Reports on performance: written, issued, read by everyone without what tells of a few, and still readable once a
//! figure was corrected.

use rules::returns::values::Values;

use crate::world::contracts::{MANAGER, at};
use crate::world::evaluation::passed;
use crate::world::{Person, World};

const WRITER: &str = "writer@dorset.example";
const READER: &str = "auditor@dorset.example";

fn first_quarter() -> [Values; 4] {
    [
        people(21),
        Values { numerator: Some(9), denominator: Some(10), ..Values::default() },
        Values { added: Some(8), closed: Some(7), closing: Some(13), ..Values::default() },
        Values { words: Some("They feel safer.".to_owned()), ..Values::default() },
    ]
}

fn people(all: i64) -> Values {
    Values { count: Some(all), new_this_year: Some(all), ..Values::default() }
}

/// The first quarter of Dorset's contract, returned and accepted.
async fn returned() -> World {
    let world = World::monitored().await;
    world.quarter_returned(1, &first_quarter(), "One family moved away.").await;
    world.quarter_accepted(1).await;
    world
}

fn report(place: &str) -> String {
    at(&format!("/performance/reports{place}"))
}

/// Issues the report of the first quarter, and says where everyone reads it.
async fn issued(person: &Person, texts: &str) -> String {
    let page = person.get(&report("/monitoring/1")).await;
    let issue = report("/monitoring/1/issue");
    passed(person.fill(&page, &issue, &[("texts", texts)]).await, &issue);
    let links = person.get(&report("/issued/1/public")).await.links();
    links.into_iter().find(|link| link.starts_with("/councils/")).expect("its public address")
}

#[tokio::test]
async fn a_report_is_written_and_issued_and_everyone_reads_what_tells_of_nobody() {
    let world = returned().await;
    let writer = world.person(WRITER).await;
    let list = writer.get(&report("")).await;
    assert!(list.says("April to June 2027") && list.says("None yet."), "{}", list.text());
    let write = report("/monitoring/1/write");
    let page = writer.fill_in(&write, &[("summary", "{{ kpi.9 }} came.")]).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.problems(), ["There is no figure called “kpi.9”. Choose one from the list."]);
    passed(writer.fill_in(&write, &[("summary", "Engaged early: {{ kpi.2 }}.")]).await, &write);
    let council = writer.get(&report("/monitoring/1")).await;
    for words in ["90.0% (9 of 10)", "Engaged early: 90.0%", "They feel safer.", "13 (open at the start: 12"]
    {
        assert!(council.says(words), "{words}: {}", council.text());
    }
    let page = writer.fill(&council, &report("/monitoring/1/issue"), &[]).await;
    assert_eq!(page.status, 422, "whether texts are published has to be said");
    let open = issued(&writer, "read").await;
    let public = world.stranger().get(&open).await;
    assert_eq!(public.status, 200);
    for words in
        ["Engaged early: Held back", "Held back (out of 10)", "21 (new this year: 21)", "Fewer than 5"]
    {
        assert!(public.says(words), "{words}: {}", public.text());
    }
    for words in ["90.0%", "They feel safer.", "One family moved away.", "9 of 10"] {
        assert!(!public.says(words), "{words}: {}", public.text());
    }
    assert!(world.stranger().get(&format!("{open}/pdf")).await.bytes.starts_with(b"%PDF-"));
    assert!(writer.get(&report("/issued/1/word")).await.bytes.starts_with(b"PK"));
    let contract = open.split_once("/performance/").expect("of a contract").0.to_owned();
    assert!(world.stranger().get(&contract).await.says("How the service does"));
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn what_was_issued_stays_as_it_was_and_says_what_changed_since() {
    let world = returned().await;
    let manager = world.person(MANAGER).await;
    let open = issued(&manager, "left_out").await;
    let again = manager.get(&report("/monitoring/1")).await;
    let issue = report("/monitoring/1/issue");
    let again = manager.fill(&again, &issue, &[("texts", "left_out")]).await;
    assert_eq!(again.problems(), ["Nothing has changed since report 1, which was issued already."]);
    let world = world.at("2027-07-05T09:00:00Z");
    world.figure_corrected(1, 1, &people(22)).await;
    let says = "Women supported, April to June 2027: was 21 (new this year: 21), is 22 (new this year: 22).";
    let manager = world.person(MANAGER).await;
    for page in [manager.get(&report("/issued/1")).await, world.stranger().get(&open).await] {
        assert!(page.says("Changed since it was issued") && page.says(says), "{}", page.text());
    }
    let list = manager.get(&report("")).await;
    assert!(list.says("1 change"), "{}", list.text());
    let page = manager.get(&report("/monitoring/1")).await;
    assert!(page.says("Counted again."), "{}", page.text());
    passed(manager.fill(&page, &issue, &[("texts", "left_out")]).await, &issue);
    let second = manager.get(&report("/issued/2")).await;
    assert!(second.says("22 (new this year: 22)") && !second.says("Changed since it was issued"));
    assert!(world.chain_holds().await);
    world.database.tamper("UPDATE performance_paper SET public_document = '{}' WHERE number = 1").await;
    assert!(!world.chain_holds().await, "a public copy that was changed is found");
}

#[tokio::test]
async fn nobody_reads_what_was_not_issued_and_only_writers_issue() {
    let world = returned().await;
    let (manager, reader) = (world.person(MANAGER).await, world.person(READER).await);
    let page = reader.get(&report("/monitoring/1")).await;
    assert!(page.status == 200 && !page.says("Issue this report"), "{}", page.text());
    assert_eq!(reader.get(&report("/monitoring/1/write")).await.status, 403);
    let early = manager.get(&report("/monitoring/2")).await;
    assert!(early.says("The return for July to September 2027 is not there yet."), "{}", early.text());
    let review = manager.get(&report("/review")).await;
    assert!(review.status == 200 && review.says("Ratings by year"), "{}", review.text());
    let open = issued(&manager, "left_out").await;
    let other = open.replace("/performance/1", "/performance/2");
    assert_eq!(world.stranger().get(&other).await.status, 404);
    assert_eq!(world.person("contracts@medway.example").await.get(&report("/issued/1")).await.status, 404);
}
