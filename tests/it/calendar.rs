//! The committee calendar: meetings read from files of others.

use crate::world::evaluation::passed;
use crate::world::{Page, Person, World};

/// Who keeps the calendar.
const CLERK: &str = "democratic@dorset.example";
const IMPORT: &str = "/calendar/import";
const CONFIRM: &str = "/calendar/import/confirm";

/// Cabinet on every second Wednesday of three months, one moved; a meeting late in the evening by Greenwich; one that is over.
const CALENDAR: &str = "BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Committees//EN\r
BEGIN:VTIMEZONE\r
TZID:GMT Standard Time\r
BEGIN:STANDARD\r
DTSTART:16011028T020000\r
TZOFFSETFROM:+0100\r
TZOFFSETTO:+0000\r
END:STANDARD\r
END:VTIMEZONE\r
BEGIN:VEVENT\r
UID:cabinet@committees\r
SUMMARY:Cabinet\r
DTSTART;TZID=GMT Standard Time:20280913T100000\r
DTEND;TZID=GMT Standard Time:20280913T120000\r
RRULE:FREQ=MONTHLY;BYDAY=2WE;COUNT=3\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:cabinet@committees\r
RECURRENCE-ID;TZID=GMT Standard Time:20281011T100000\r
SUMMARY:Cabinet\r
DTSTART;TZID=GMT Standard Time:20281018T100000\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:late@committees\r
SUMMARY:Planning Com\r
 mittee\r
DTSTART:20280619T233000Z\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:over@committees\r
SUMMARY:Cabinet\r
DTSTART;VALUE=DATE:20200114\r
END:VEVENT\r
END:VCALENDAR\r
";

/// Chooses a file; the page that shows what becomes of each meeting.
async fn chosen(person: &Person, name: &str, bytes: &[u8]) -> Page {
    person.upload(IMPORT, name, bytes).await
}

#[tokio::test]
async fn a_calendar_with_zones_and_recurrence_is_looked_at_and_taken_in_once() {
    let world = World::new().await;
    let clerk = world.person(CLERK).await;
    let before = world.house().verify().await.expect("it answers").expect("it holds").head;
    let page = chosen(&clerk, "committees.ics", CALENDAR.as_bytes()).await;
    assert_eq!(page.status, 200, "{:?} {}", page.problems(), page.text());
    for words in [
        "4 new.",
        "Nothing is written yet.",
        "13 September 2028",
        "18 October 2028",
        "8 November 2028",
        "20 June 2028",
        "One meeting that is over was left out.",
        "No approver tier is called so: Planning Committee.",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    assert!(!page.says("11 October 2028"), "{}", page.text());
    assert_eq!(world.house().verify().await.expect("it answers").expect("it holds").head, before);
    passed(clerk.fill(&page, CONFIRM, &[]).await, CONFIRM);
    let calendar = clerk.get("/calendar").await;
    assert!(calendar.says("18 October 2028") && calendar.says("Planning Committee"), "{}", calendar.text());
    let again = chosen(&clerk, "committees.ics", CALENDAR.as_bytes()).await;
    assert!(again.says("The calendar holds all of these already"), "{}", again.text());
    // The same meeting on another day, and one that is cancelled.
    let moved = CALENDAR
        .replace("DTSTART:20280619T233000Z", "DTSTART:20280626T233000Z")
        .replace("COUNT=3\r\n", "COUNT=3\r\nEXDATE;TZID=GMT Standard Time:20281108T100000\r\n");
    let page = chosen(&clerk, "committees.ics", moved.as_bytes()).await;
    assert!(page.says("1 changed, 1 cancelled and taken out, 2 there already."), "{}", page.text());
    passed(clerk.fill(&page, CONFIRM, &[]).await, CONFIRM);
    let calendar = clerk.get("/calendar").await;
    assert!(calendar.says("27 June 2028") && !calendar.says("20 June 2028"), "{}", calendar.text());
    assert!(!calendar.says("8 November 2028"), "{}", calendar.text());
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn a_table_with_a_mark_is_read_and_wrong_columns_are_answered() {
    let world = World::new().await;
    let clerk = world.person(CLERK).await;
    let table = "\u{feff}Date;Body;Agenda published\r\n6/9/2028;Cabinet;29 August 2028\r\n";
    let page = chosen(&clerk, "meetings.csv", table.as_bytes()).await;
    assert!(page.says("1 new.") && page.says("29 August 2028"), "{:?} {}", page.problems(), page.text());
    passed(clerk.fill(&page, CONFIRM, &[]).await, CONFIRM);
    assert!(clerk.get("/calendar").await.says("29 August 2028"));
    let wrong = chosen(&clerk, "meetings.csv", b"Who,When\nCabinet,12/9/2028\n").await;
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.problems().iter().any(|says| says.contains("No column is called Date.")),
        "{:?}",
        wrong.problems()
    );
    let late = chosen(&clerk, "meetings.csv", b"Body,Date,Agenda\nCabinet,13/9/2028,14/9/2028\n").await;
    assert!(late.problems()[0].contains("after the meeting on 13 September 2028"), "{:?}", late.problems());
    let large = chosen(&clerk, "meetings.csv", &vec![b'x'; 6_000_000]).await;
    assert_eq!(
        (large.status, large.problems()[0].contains("too large")),
        (422, true),
        "{:?}",
        large.problems()
    );
    let nothing = chosen(&clerk, "", b"").await;
    assert_eq!(nothing.problems(), ["Choose a file."]);
}

#[tokio::test]
async fn two_who_read_a_calendar_at_once_are_told_of_each_other() {
    let world = World::new().await;
    let (clerk, administrator) =
        (world.person(CLERK).await, world.person("administrator@dorset.example").await);
    let one = chosen(&clerk, "a.csv", b"Body,Date\nCabinet,6/9/2028\n").await;
    let two = chosen(&administrator, "b.csv", b"Body,Date\nCabinet,6/9/2028\nCabinet,4/10/2028\n").await;
    passed(clerk.fill(&one, CONFIRM, &[]).await, CONFIRM);
    let stale = administrator.fill(&two, CONFIRM, &[]).await;
    assert_eq!(stale.status, 422);
    assert!(stale.says("1 new, 1 there already."), "{}", stale.text());
    passed(administrator.fill(&stale, CONFIRM, &[]).await, CONFIRM);
}

#[tokio::test]
async fn everybody_who_reads_contracts_sees_it_and_few_keep_it() {
    let world = World::new().await;
    let manager = world.person("contracts@dorset.example").await;
    let page = manager.get("/calendar").await;
    assert_eq!(page.status, 200);
    assert!(page.says("No meeting ahead") && page.says("Meetings of Cabinet"), "{}", page.text());
    assert_eq!(manager.get(IMPORT).await.status, 403);
    assert_eq!(world.person("bids@charity.example").await.get("/calendar").await.status, 404);
    let settings = world.person("administrator@dorset.example").await.get("/settings").await;
    assert!(settings.links().contains(&"/calendar".to_owned()));
}
