use entity::state::Role;

use super::*;
use crate::testing::{SEEN, blank, check_refused, day, refused, rows, settled, staff, strangers};

fn one(line: usize, body: &str, on: &str) -> Imported {
    Imported {
        line,
        uid: None,
        body: body.to_owned(),
        meets_on: day(on),
        agenda_on: None,
        reports_by: None,
        cancelled: false,
    }
}

fn event(line: usize, uid: &str, on: &str) -> Imported {
    Imported { uid: Some(uid.to_owned()), ..one(line, "Cabinet", on) }
}

/// A calendar with a typed meeting on 12 September and one that was read from a calendar on 10 October.
fn authority() -> Authority {
    let row = |id: i64, on: &str, uid: Option<&str>| {
        blank::<meeting::ActiveModel, _>(|row| {
            row.id = Set(SettingId(id));
            row.authority_id = Set(crate::testing::COUNCIL);
            row.position = Set(i32::try_from(id).unwrap_or(1));
            row.body = Set("Cabinet".to_owned());
            row.meets_on = Set(day(on));
            row.agenda_on = Set(Some(day("2028-09-01")));
            row.source_uid = Set(uid.map(str::to_owned));
        })
    };
    let mut authority = settled();
    authority.row.version = SEEN;
    authority.meetings = vec![row(1, "2028-09-12", None), row(2, "2028-10-10", Some("oct@council"))];
    authority
}

fn ids(count: i64) -> Vec<SettingId> {
    (1..=count).map(|id| SettingId(900 + id)).collect()
}

fn read(file: &[Imported], role: Role) -> Result<Change, Refusal> {
    import(&authority(), file, &ids(20), SEEN, &staff(role))
}

#[test]
fn each_meeting_is_added_changed_or_known() {
    let file = [
        one(2, "cabinet ", "2028-09-12"),
        event(3, "oct@council", "2028-10-17"),
        event(4, "nov@council", "2028-11-14"),
        event(5, "nov@council", "2028-11-21"),
        one(6, "Audit", "2028-09-12"),
        Imported { cancelled: true, ..event(7, "dec@council", "2028-12-12") },
    ];
    let expected = [
        Fate::Changed(SettingId(1)),
        Fate::Changed(SettingId(2)),
        Fate::New,
        Fate::Repeated,
        Fate::New,
        Fate::NotHere,
    ];
    assert_eq!(fates(&authority(), &file), expected);
    let exact = [one(2, "Cabinet", "2028-09-12"), event(3, "oct@council", "2028-10-10")];
    assert_eq!(fates(&authority(), &exact), [Fate::Same, Fate::Same]);
    let gone = [Imported { cancelled: true, ..event(2, "oct@council", "2028-10-10") }];
    assert_eq!(fates(&authority(), &gone), [Fate::Removed(SettingId(2))]);
    // An event that takes over a typed meeting of that day gives it its name; a second event of that day is another.
    assert_eq!(fates(&authority(), &[event(2, "sep@council", "2028-09-12")]), [Fate::Changed(SettingId(1))]);
    assert_eq!(fates(&authority(), &[event(2, "other@council", "2028-10-10")]), [Fate::New]);
}

#[test]
fn a_file_is_written_in_one_change_and_keeps_what_it_does_not_say() {
    let file = [event(2, "oct@council", "2028-10-17"), event(3, "nov@council", "2028-11-14")];
    let written = rows(read(&file, Role::DemocraticServices));
    assert_eq!(
        written,
        [
            r#"update meeting {"body":"Cabinet","id":2,"meets_on":"2028-10-17","source_uid":"oct@council"}"#,
            r#"insert meeting {"agenda_on":null,"authority_id":1,"body":"Cabinet","id":902,"meets_on":"2028-11-14","position":3,"reports_by":null,"source_uid":"nov@council"}"#,
        ]
    );
    let gone = [Imported { cancelled: true, ..event(2, "oct@council", "2028-10-10") }];
    assert!(rows(read(&gone, Role::Administrator))[0].starts_with("delete meeting"));
}

#[test]
fn a_file_that_cannot_be_is_refused_line_by_line() {
    let late = Imported {
        agenda_on: Some(day("2028-11-15")),
        reports_by: Some(day("2028-11-16")),
        ..one(3, "Cabinet", "2028-11-14")
    };
    let (kind, says) = refused(read(&[one(2, "  ", "2028-11-14"), late], Role::DemocraticServices));
    assert_eq!(kind, Why::Incomplete);
    assert_eq!(
        says,
        "Line 2: say whose meeting it is.\n\
         Line 3: The agenda is given as 15 November 2028, after the meeting on 14 November 2028.\n\
         Line 3: The deadline for reports is given as 16 November 2028, after the meeting on 14 November 2028."
    );
    let same = [one(2, "Cabinet", "2028-09-12")];
    check_refused(
        read(&same, Role::DemocraticServices),
        Why::NotNow,
        "The calendar holds all of these already.",
    );
    let many = vec![one(2, "Cabinet", "2028-11-14"); MOST + 1];
    assert_eq!(refused(read(&many, Role::DemocraticServices)).0, Why::Incomplete);
}

#[test]
fn only_those_who_keep_the_calendar_may() {
    let file = [event(2, "nov@council", "2028-11-14")];
    assert_eq!(refused(read(&file, Role::ContractManager)).0, Why::NotYours);
    for stranger in strangers() {
        assert_eq!(refused(import(&authority(), &file, &ids(1), SEEN, &stranger)).0, Why::NotFound);
    }
}

#[test]
fn the_meetings_of_a_body_come_by_day() {
    let mut authority = authority();
    authority.meetings.reverse();
    let days: Vec<_> =
        meetings_of(&authority, " CABINET").iter().map(|meeting| meeting.on.to_string()).collect();
    assert_eq!(days, ["2028-09-12", "2028-10-10"]);
    assert!(meetings_of(&authority, "Audit").is_empty());
}
