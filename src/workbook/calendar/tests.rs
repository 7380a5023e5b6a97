use chrono::NaiveDate;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("tests write real days")
}

fn from(text: &[u8]) -> Result<Calendar, Vec<String>> {
    read(text, Reading { today: day("2028-01-01"), body: None })
}

/// Body, day and identifier of each, and whether it is cancelled.
fn all(text: &str) -> Vec<(String, String, String, bool)> {
    let calendar = from(text.as_bytes()).expect("it can be read");
    let told =
        |one: Imported| (one.body, one.meets_on.to_string(), one.uid.unwrap_or_default(), one.cancelled);
    calendar.meetings.into_iter().map(told).collect()
}

fn days(text: &str) -> Vec<String> {
    all(text)
        .into_iter()
        .map(|(_, day, _, cancelled)| if cancelled { format!("not {day}") } else { day })
        .collect()
}

fn ics(events: &[&str]) -> String {
    let events: Vec<_> = events
        .iter()
        .map(|event| format!("BEGIN:VEVENT\nUID:a@council\nSUMMARY:Cabinet\n{event}\nEND:VEVENT\n"))
        .collect();
    format!("BEGIN:VCALENDAR\nVERSION:2.0\n{}END:VCALENDAR\n", events.concat()).replace('\n', "\r\n")
}

fn problems(text: &[u8]) -> Vec<String> {
    from(text).expect_err("it is refused")
}

#[test]
fn times_in_any_zone_become_days_in_the_uk() {
    let table = [
        ("DTSTART;VALUE=DATE:20280912", "2028-09-12"),
        ("DTSTART:20280912T090000Z", "2028-09-12"),
        // Half past eleven at night by Greenwich is the next day in summer.
        ("DTSTART:20280911T233000Z", "2028-09-12"),
        ("DTSTART:20281211T233000Z", "2028-12-11"),
        ("DTSTART;TZID=Europe/London:20280912T003000", "2028-09-12"),
        ("DTSTART;TZID=GMT Standard Time:20280912T003000", "2028-09-12"),
        ("DTSTART;TZID=\"GMT Standard Time\":20280912T003000", "2028-09-12"),
        ("DTSTART;TZID=/example.org/20210101_1/Europe/London:20280912T003000", "2028-09-12"),
        ("DTSTART;TZID=America/New_York:20280911T200000", "2028-09-12"),
        ("DTSTART:20280912T003000", "2028-09-12"),
    ];
    for (start, expected) in table {
        assert_eq!(days(&ics(&[start])), [expected], "{start}");
    }
    let unknown = problems(ics(&["DTSTART;TZID=Mars/Olympus:20280912T003000"]).as_bytes());
    assert_eq!(unknown, ["Event 1: its time zone “Mars/Olympus” is not known."]);
    let own = "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Council time\r\nX-LIC-LOCATION:America/New_York\r\n\
               BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\n\
               END:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Cabinet\r\nDTSTART;TZID=Council time:20280911T200000\r\n\
               END:VEVENT\r\nEND:VCALENDAR\r\n";
    assert_eq!(days(own), ["2028-09-12"]);
}

#[test]
fn meetings_recur_but_for_those_left_out_and_moved() {
    let every_month = "DTSTART;TZID=Europe/London:20280912T100000\nRRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=4";
    assert_eq!(days(&ics(&[every_month])), ["2028-09-12", "2028-10-10", "2028-11-14", "2028-12-12"]);
    let left_out = format!("{every_month}\nEXDATE;TZID=Europe/London:20281010T100000,20281114T100000");
    assert_eq!(days(&ics(&[&left_out])), ["2028-09-12", "not 2028-10-10", "not 2028-11-14", "2028-12-12"]);
    let moved = "RECURRENCE-ID:20281010T090000Z\nDTSTART;TZID=Europe/London:20281017T100000";
    let found = all(&ics(&[every_month, moved]));
    let moved = found.last().expect("there are some");
    assert_eq!((moved.1.as_str(), moved.2.as_str()), ("2028-10-17", "a@council/20281010"));
    assert_eq!(found.len(), 4, "{found:?}");
    let off = "RECURRENCE-ID;VALUE=DATE:20281010\nDTSTART;VALUE=DATE:20281010\nSTATUS:CANCELLED";
    assert!(days(&ics(&[every_month, off])).contains(&"not 2028-10-10".to_owned()));
}

#[test]
fn an_end_is_counted_in_the_zone_of_the_start_and_no_change_of_clocks_moves_a_day() {
    for (until, last) in [
        ("20281114T100000Z", "2028-11-14"),
        ("20281114T095959Z", "2028-10-10"),
        ("20281114", "2028-11-14"),
        ("20281113", "2028-10-10"),
    ] {
        let text =
            format!("DTSTART;TZID=Europe/London:20280912T100000\nRRULE:FREQ=MONTHLY;BYDAY=2TU;UNTIL={until}");
        assert_eq!(days(&ics(&[&text])).last().map(String::as_str), Some(last), "{until}");
    }
    // Half past one on 26 March 2028 is shown by no clock in the UK.
    let weekly = "DTSTART;TZID=Europe/London:20280319T013000\nRRULE:FREQ=WEEKLY;COUNT=3";
    assert_eq!(days(&ics(&[weekly])), ["2028-03-19", "2028-03-26", "2028-04-02"]);
    let endless =
        from(ics(&["DTSTART;VALUE=DATE:20280104\nRRULE:FREQ=WEEKLY"]).as_bytes()).expect("it is read");
    assert_eq!((endless.meetings.len(), endless.cut), (52, true), "as far as bank holidays are loaded");
}

#[test]
fn what_is_over_is_left_out_and_what_is_cancelled_is_told() {
    let past = from(ics(&["DTSTART;VALUE=DATE:20271231"]).as_bytes()).expect("it is read");
    assert_eq!((past.meetings.len(), past.past), (0, 1));
    assert_eq!(days(&ics(&["DTSTART;VALUE=DATE:20280912\nSTATUS:CANCELLED"])), ["not 2028-09-12"]);
    let folded =
        ics(&["DTSTART;VALUE=DATE:20280912"]).replace("SUMMARY:Cabinet", "SUMMARY:Cab\r\n inet\\, special");
    assert_eq!(all(&folded)[0].0, "Cabinet, special");
}

#[test]
fn a_hostile_or_broken_calendar_is_answered() {
    let unreadable = "This calendar could not be read. Export it again, and choose the new file.";
    let deep = format!("BEGIN:VCALENDAR\r\n{}", "BEGIN:VEVENT\r\n".repeat(100_000));
    for text in [
        deep.as_str(),
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
        "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nEND:VEVENT",
    ] {
        assert_eq!(problems(text.as_bytes()), [unreadable]);
    }
    let often = problems(ics(&["DTSTART:20280912T090000Z\nRRULE:FREQ=SECONDLY"]).as_bytes());
    assert_eq!(often, ["Event 1: it recurs within a day, as no meeting does."]);
    let daily = "DTSTART:19000101T090000Z\nRRULE:FREQ=DAILY";
    let much = problems(ics(&[daily]).as_bytes());
    assert!(much[0].contains("more meetings that recur than can be followed"), "{much:?}");
    let odd = problems(ics(&["DTSTART:20280912T090000Z\nRRULE:FREQ=SOMETIMES"]).as_bytes());
    assert!(odd[0].contains("how it recurs could not be read"), "{odd:?}");
    let many: Vec<_> = (0..30).map(|_| "DTSTART:never").collect();
    let said = problems(ics(&many).as_bytes());
    assert_eq!((said.len(), said.last().map(String::as_str)), (21, Some("There are 10 more like these.")));
    assert_eq!(
        problems(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"),
        ["There is no meeting in this file."]
    );
}

#[test]
fn named_columns_are_read_in_any_order_with_or_without_a_mark() {
    let expected = [("Cabinet", "2028-09-12"), ("Audit, and others", "2028-10-10")];
    for text in [
        "Date,Body,Agenda published\n12/9/2028,Cabinet,4/9/2028\n10 October 2028,\"Audit, and others\",\n",
        "\u{feff}body;date\r\nCabinet;Tuesday 12th September 2028\r\n\r\nAudit, and others;2028-10-10T10:00:00\r\n",
        "Committee\tMeeting date\nCabinet\t12-Sep-2028 10:00\nAudit, and others\t10.10.2028\n",
    ] {
        let found = from(text.as_bytes()).expect("it is read").meetings;
        let told: Vec<_> = found.iter().map(|one| (one.body.clone(), one.meets_on.to_string())).collect();
        assert_eq!(told, expected.map(|(body, day)| (body.to_owned(), day.to_owned())), "{text}");
    }
    let mut utf_16 = vec![0xff, 0xfe];
    utf_16.extend("Body,Date\nCabinet,12/9/2028\n".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(from(&utf_16).map(|calendar| calendar.meetings.len()), Ok(1));
}

#[test]
fn what_is_wrong_with_a_table_is_said_in_full() {
    assert_eq!(
        problems(b"Name,When\nCabinet,12/9/2028\n"),
        [
            "No column is called Date. The first line must name the columns: Body, Date, and if known Agenda published and Reports due.",
            "No column is called Body. Add one, or say below whose meetings they all are.",
            "The columns of this file are called: Name, When.",
        ]
    );
    assert_eq!(
        problems(b"Body,Date\nCabinet,9/13/2028\n,\n,12/9/2028\nCabinet,\n"),
        [
            "Line 2: “9/13/2028” is no day. Write it like 12/9/2028 or 12 September 2028.",
            "Line 4: say whose meeting it is.",
            "Line 5: say the day of the meeting.",
        ]
    );
    let counted = problems(b"Body,Date\r\n\r\n\"Cabinet,\r\nspecial\",12/9/2028\r\nCabinet,never\r\n");
    assert_eq!(counted, ["Line 5: “never” is no day. Write it like 12/9/2028 or 12 September 2028."]);
    assert!(problems(b"Body,Date\nCaf\xe9,12/9/2028\n")[0].contains("save it as CSV UTF-8"));
    assert!(problems(b"PK\x03\x04rest")[0].contains("This is no text file"));
    assert_eq!(problems(b""), ["This file is empty."]);
}

#[test]
fn what_was_looked_at_is_read_again_word_for_word() {
    let every_month = "DTSTART;VALUE=DATE:20280912\nRRULE:FREQ=MONTHLY;COUNT=3\nEXDATE;VALUE=DATE:20281012";
    for text in [
        ics(&[every_month]),
        "Body,Date,Agenda,Reports\n\"A \"\"B\"\", C\",12/9/2028,4/9/2028,1/9/2028\n".to_owned(),
    ] {
        let calendar = from(text.as_bytes()).expect("it is read");
        assert_eq!(
            from(written(&calendar.meetings).as_bytes()),
            Ok(Calendar { past: 0, cut: false, ..calendar })
        );
    }
}

#[test]
fn fifty_thousand_lines_are_read_in_one_go() {
    let lines: String = (0..50_000).map(|line| format!("Committee {line},12/9/2028\n")).collect();
    let calendar = from(format!("Body,Date\n{lines}").as_bytes()).expect("it is read");
    assert_eq!(calendar.meetings.len(), 50_000);
}
