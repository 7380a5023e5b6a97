//! Opening the bids, and their pass-or-fail checks.

use crate::world::tenders::{CLOSED, OPEN, saved};
use crate::world::{Page, Person, World};

/// Someone at a time on the day of the open tender's deadline, which is noon.
async fn at(world: &World, email: &str, time: &str) -> Person {
    world.at(&format!("2026-12-14T{time}Z")).person(email).await
}

/// Harbour's bid for the open tender, as the council's pages name it. It declares a mandatory ground for exclusion.
async fn with_bid() -> (World, String) {
    let world = World::new().await;
    let grounds = [
        ("mandatory_grounds", "yes"),
        ("mandatory_note", "A conviction of 2024, under appeal."),
        ("discretionary_grounds", "no"),
    ];
    let harbour = world.person("bids@harbour.example").await;
    saved(&harbour, "/organisation/part/declarations", &grounds).await;
    let bid = world.whole_bid("bids@harbour.example", OPEN).await;
    assert_eq!(bid.submit().await.status, 303);
    let number = bid.path.trim_start_matches("/bids/");
    (world, format!("{BIDS}/{number}"))
}

const BIDS: &str = "/tenders/MED-OPEN-001/bids";
const OFFICER: &str = "procurement@medway.example";
const APPROVER: &str = "approver@medway.example";
const CLERK: &str = "democratic@medway.example";

async fn press(person: &Person, deed: &str) -> Page {
    let page = person.get(BIDS).await;
    person.fill(&page, &format!("{BIDS}/{deed}"), &[]).await
}

/// Sends a button's form that the page does not offer.
async fn force(person: &Person, deed: &str, version: &str) -> Page {
    person.post(&format!("{BIDS}/{deed}"), &[("version", version)]).await
}

#[tokio::test]
async fn two_people_open_the_bids_after_the_deadline() {
    let (world, bid) = with_bid().await;
    let officer = world.person(OFFICER).await;

    let sealed = officer.get(BIDS).await;
    assert!(sealed.says("1 bid is submitted so far") && !sealed.says("Harbour"), "{}", sealed.text());
    assert_eq!(officer.get(&bid).await.status, 409);
    // The clerk scores, and so does not open.
    let panel = officer.get(&format!("/tenders/{OPEN}/panel")).await;
    let members = panel.options("person_id");
    let (number, _) =
        members.iter().find(|(_, name)| name.starts_with("Democratic")).expect("they are offered");
    let seat = [("person_id", number.as_str()), ("seat", "evaluator")];
    assert_eq!(officer.fill(&panel, &format!("/tenders/{OPEN}/panel"), &seat).await.status, 303);
    let early = force(&at(&world, OFFICER, "11:59:00").await, "begin", "2").await;
    assert_eq!(early.problems(), ["You can open these bids from 12 noon on 14 December 2026."]);
    let noon = at(&world, OFFICER, "12:00:00").await;
    assert_eq!(press(&noon, "begin").await.status, 303);
    assert!(noon.get(BIDS).await.says("You began this opening. Someone else completes it"));
    let twice = force(&at(&world, OFFICER, "12:05:00").await, "open", "3").await;
    let says = "You began this opening. Someone else completes it, until 12:30pm on 14 December 2026.";
    assert_eq!(twice.problems(), [says]);
    assert_eq!(force(&at(&world, CLERK, "12:05:00").await, "open", "3").await.status, 403);

    let opened = press(&at(&world, APPROVER, "12:05:00").await, "open").await;
    assert_eq!(opened.status, 303, "{}", opened.text());
    let record = at(&world, OFFICER, "12:06:00").await.get(BIDS).await;
    assert!(
        record.says("Procurement officer, Medway") && record.says("Harbour Advocacy"),
        "{}",
        record.text()
    );
    let panel = at(&world, CLERK, "12:06:00").await.get(BIDS).await;
    assert!(panel.says("Record of the opening") && !panel.says("Harbour"), "{}", panel.text());
}

#[tokio::test]
async fn a_first_who_waits_too_long_has_lapsed_and_no_bid_is_an_ordinary_end() {
    let world = World::new().await;
    assert_eq!(press(&at(&world, OFFICER, "12:00:00").await, "begin").await.status, 303);
    let late = force(&at(&world, APPROVER, "12:30:01").await, "open", "2").await;
    assert!(late.problems()[0].starts_with("The first person began at 12 noon"), "{:?}", late.problems());
    assert_eq!(press(&at(&world, APPROVER, "12:31:00").await, "begin").await.status, 303);
    assert_eq!(press(&at(&world, OFFICER, "12:40:00").await, "open").await.status, 303);
    let record = at(&world, OFFICER, "12:41:00").await.get(BIDS).await;
    assert!(record.says("No bid was submitted, so there was none to open."), "{}", record.text());
}

#[tokio::test]
async fn nobody_is_excluded_before_they_could_answer() {
    let (world, bid) = with_bid().await;
    assert_eq!(press(&at(&world, APPROVER, "12:00:00").await, "begin").await.status, 303);
    assert_eq!(press(&at(&world, OFFICER, "12:05:00").await, "open").await.status, 303);

    let officer = at(&world, OFFICER, "13:00:00").await;
    let page = officer.get(&bid).await;
    assert!(page.says("A conviction of 2024, under appeal."), "{}", page.text());
    assert_eq!(at(&world, APPROVER, "13:00:00").await.get(&bid).await.status, 403);
    let checks: Vec<String> = page.links().into_iter().filter(|link| link.contains("/checks/")).collect();
    let mandatory =
        checks.iter().filter(|link| !link.ends_with("/ask")).nth(1).expect("it is checked").clone();
    let failed = [("outcome", "failed"), ("reason", "The conviction stands.")];
    let unheard = officer.fill_in(&mandatory, &failed).await;
    let says = "Nobody is excluded unheard. Ask the bidder first, and give them time to answer.";
    assert_eq!(unheard.problems(), [says]);

    let question = [
        ("asked", "What became of the appeal?"),
        ("respond_by-day", "18"),
        ("respond_by-month", "12"),
        ("respond_by-year", "2026"),
    ];
    assert_eq!(officer.fill_in(&format!("{mandatory}/ask"), &question).await.status, 303);
    let author = at(&world, "bids@harbour.example", "14:00:00").await;
    let letters = author.get("/letters").await;
    let letter = author.get(&letters.link_in_row("The council asks about your bid")).await;
    let asked = letter.links().into_iter().find(|link| link.contains("/asked/")).expect("it leads there");
    assert_eq!(author.fill_in(&asked, &[("response", "It was dismissed.")]).await.status, 303);
    assert!(author.get(&asked).await.says("You have answered this."));

    let officer = at(&world, OFFICER, "15:00:00").await;
    let decided = officer.fill_in(&mandatory, &failed).await;
    assert_eq!(decided.status, 303, "{}", decided.text());
    assert!(officer.get(&bid).await.says("due by 12 January 2027"), "thirty days beginning with 14 December");
    assert!(officer.get(BIDS).await.says("Out"));
}

#[tokio::test]
async fn the_demonstrations_three_bids_are_opened() {
    let world = World::new().await;
    let bids = format!("/tenders/{CLOSED}/bids");
    let officer = world.person(OFFICER).await;
    let sealed = officer.get(&bids).await;
    assert!(!sealed.says("Riverbank") && !sealed.says("Kestrel"), "{}", sealed.text());
    assert_eq!(officer.fill(&sealed, &format!("{bids}/begin"), &[]).await.status, 303);
    let approver = world.person(APPROVER).await;
    let page = approver.get(&bids).await;
    let opened = approver.fill(&page, &format!("{bids}/open"), &[]).await;
    assert_eq!(opened.status, 303, "{}", opened.text());
    let record = officer.get(&bids).await;
    for bidder in ["Riverbank Women’s Trust", "Harbour Advocacy", "Kestrel Family Services"] {
        assert!(record.says(bidder), "{bidder}: {}", record.text());
    }
    for price in ["210,000", "105,000", "198,800", "139,000"] {
        assert!(!record.says(price), "nobody reads a price before quality is signed off: {price}");
    }
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn nothing_is_opened_or_read_of_a_record_that_does_not_hold() {
    let world = World::new().await;
    let (bids, open) = (format!("/tenders/{CLOSED}/bids"), format!("/tenders/{CLOSED}/bids/open"));
    let (officer, approver) = (world.person(OFFICER).await, world.person(APPROVER).await);
    let sealed = officer.get(&bids).await;
    assert_eq!(officer.fill(&sealed, &format!("{bids}/begin"), &[]).await.status, 303);
    let page = approver.get(&bids).await;
    world.database.tamper("UPDATE bid SET submissions = 2 WHERE submissions = 1").await;
    assert_ne!(approver.fill(&page, &open, &[]).await.status, 303, "no bid is left out in silence");
    world.database.tamper("UPDATE bid SET submissions = 1 WHERE submissions = 2").await;
    assert_eq!(approver.fill(&page, &open, &[]).await.status, 303);

    let bid = officer.get(&bids).await.link_in_row("Riverbank");
    assert_eq!(officer.get(&bid).await.status, 200);
    let changes = [
        (
            "UPDATE bid_part SET digest = 'x' || digest WHERE kind = 'declaration'",
            "UPDATE bid_part SET digest = substr(digest, 2) WHERE kind = 'declaration'",
        ),
        ("UPDATE opened_bid SET digest = 'x' || digest", "UPDATE opened_bid SET digest = substr(digest, 2)"),
    ];
    for (change, undo) in changes {
        world.database.tamper(change).await;
        assert_eq!(officer.get(&bid).await.status, 500, "{change}");
        world.database.tamper(undo).await;
        assert_eq!(officer.get(&bid).await.status, 200, "{undo}");
    }
}
