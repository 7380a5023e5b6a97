//! Opening the bids, and their pass-or-fail checks.

use crate::world::{BID, Page, Person, TENDER, World};

const BIDS: &str = "/tenders/MED-2026-009/bids";

/// Someone at a time on the day of the deadline, which is noon.
async fn at(world: &World, email: &str, time: &str) -> Person {
    world.at(&format!("2026-12-03T{time}Z")).person(email).await
}

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
    let world = World::new().await.with_tender().await.with_bid().await;
    let officer = world.person(OFFICER).await;

    let sealed = officer.get(BIDS).await;
    assert!(sealed.says("1 bid is submitted so far") && !sealed.says("Riverbank"), "{}", sealed.text());
    assert_eq!(officer.get(&format!("{BIDS}/{}", BID.0)).await.status, 409);
    // The clerk scores, and so does not open.
    let panel = officer.get(&format!("/tenders/{TENDER}/panel")).await;
    let members = panel.options("person_id");
    let (number, _) =
        members.iter().find(|(_, name)| name.starts_with("Democratic")).expect("they are offered");
    let seat = [("person_id", number.as_str()), ("seat", "evaluator")];
    assert_eq!(officer.fill(&panel, &format!("/tenders/{TENDER}/panel"), &seat).await.status, 303);
    let early = force(&at(&world, OFFICER, "11:59:00").await, "begin", "2").await;
    assert_eq!(early.problems(), ["You can open these bids from 12 noon on 3 December 2026."]);
    let noon = at(&world, OFFICER, "12:00:00").await;
    assert_eq!(press(&noon, "begin").await.status, 303);
    assert!(noon.get(BIDS).await.says("You began this opening. Someone else completes it"));
    let twice = force(&at(&world, OFFICER, "12:05:00").await, "open", "3").await;
    let says = "You began this opening. Someone else completes it, until 12:30pm on 3 December 2026.";
    assert_eq!(twice.problems(), [says]);
    assert_eq!(force(&at(&world, CLERK, "12:05:00").await, "open", "3").await.status, 403);

    let opened = press(&at(&world, APPROVER, "12:05:00").await, "open").await;
    assert_eq!(opened.status, 303, "{}", opened.text());
    let record = at(&world, OFFICER, "12:06:00").await.get(BIDS).await;
    assert!(
        record.says("Procurement officer, Medway") && record.says("Riverbank Women’s Trust"),
        "{}",
        record.text()
    );
    let panel = at(&world, CLERK, "12:06:00").await.get(BIDS).await;
    assert!(panel.says("Record of the opening") && !panel.says("Riverbank"), "{}", panel.text());
}

#[tokio::test]
async fn a_first_who_waits_too_long_has_lapsed_and_no_bid_is_an_ordinary_end() {
    let world = World::new().await.with_tender().await;
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
    let world = World::new().await.with_tender().await.with_bid().await;
    assert_eq!(press(&at(&world, APPROVER, "12:00:00").await, "begin").await.status, 303);
    assert_eq!(press(&at(&world, OFFICER, "12:05:00").await, "open").await.status, 303);

    let officer = at(&world, OFFICER, "13:00:00").await;
    let bid = format!("{BIDS}/{}", BID.0);
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
        ("respond_by-day", "8"),
        ("respond_by-month", "12"),
        ("respond_by-year", "2026"),
    ];
    assert_eq!(officer.fill_in(&format!("{mandatory}/ask"), &question).await.status, 303);
    let author = at(&world, "bids@charity.example", "14:00:00").await;
    let letters = author.get("/letters").await;
    let letter = author.get(&letters.link_in_row("The council asks about your bid")).await;
    let asked = letter.links().into_iter().find(|link| link.contains("/asked/")).expect("it leads there");
    assert_eq!(author.fill_in(&asked, &[("response", "It was dismissed.")]).await.status, 303);
    assert!(author.get(&asked).await.says("You have answered this."));

    let officer = at(&world, OFFICER, "15:00:00").await;
    let decided = officer.fill_in(&mandatory, &failed).await;
    assert_eq!(decided.status, 303, "{}", decided.text());
    assert!(officer.get(&bid).await.says("due by 1 January 2027"), "thirty days beginning with 3 December");
    assert!(officer.get(BIDS).await.says("Out"));
}

#[tokio::test]
async fn nothing_is_opened_or_read_of_a_record_that_does_not_hold() {
    let world = World::new().await.with_tender().await.with_bid().await;
    assert_eq!(press(&at(&world, APPROVER, "12:00:00").await, "begin").await.status, 303);
    let officer = at(&world, OFFICER, "12:05:00").await;
    let page = officer.get(BIDS).await;
    let open = format!("{BIDS}/open");
    world.database.tamper("UPDATE bid SET submissions = 2").await;
    assert_eq!(officer.fill(&page, &open, &[]).await.status, 500, "no bid is left out in silence");
    world.database.tamper("UPDATE bid SET submissions = 1").await;
    assert_eq!(officer.fill(&page, &open, &[]).await.status, 303);

    let bid = format!("{BIDS}/{}", BID.0);
    assert_eq!(officer.get(&bid).await.status, 200);
    let changes = [
        ("UPDATE bid_part SET kind = 'answer'", "UPDATE bid_part SET kind = 'declaration'"),
        (
            "UPDATE opened_bid SET digest = 'x'",
            "UPDATE opened_bid SET digest = (SELECT digest FROM submission WHERE submission.id = submission_id)",
        ),
        ("UPDATE submission SET manifest = '[]'", ""),
    ];
    for (change, undo) in changes {
        world.database.tamper(change).await;
        assert_eq!(officer.get(&bid).await.status, 500, "{change}");
        if !undo.is_empty() {
            world.database.tamper(undo).await;
            assert_eq!(officer.get(&bid).await.status, 200, "{undo}");
        }
    }
}
