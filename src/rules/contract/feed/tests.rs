use entity::id::PersonId;
use entity::state::{Role, TermEnd};

use super::*;
use crate::Why;
use crate::contract::testing::{authority, dorset, now};
use crate::testing::{blank, day, refused, rows, staff, strangers};

fn row(id: i64, revoked: bool) -> feed::Model {
    blank::<feed::ActiveModel, _>(|row| {
        row.id = Set(RowId(id));
        row.authority_id = Set(crate::testing::COUNCIL);
        row.person_id = Set(PersonId(40));
        row.secret_sha256 = Set(sha256("secret"));
        row.made_at = Set(now());
        row.revoked_at = Set(revoked.then(now));
    })
}

/// A day that moves keeps its name: calendars update it and show no second one.
#[test]
fn an_event_keeps_its_name_when_its_day_moves() {
    let contract = dorset(TermEnd::Break);
    let mut other = authority();
    other.meetings.retain(|meeting| meeting.meets_on < day("2028-09-01"));
    let find = |authority: &Authority| {
        let events = events(&contract, authority, day("2028-06-01"));
        let names: std::collections::BTreeSet<_> = events.iter().map(|event| event.uid.clone()).collect();
        assert_eq!(names.len(), events.len(), "no name comes twice");
        events
            .into_iter()
            .find(|event| event.uid == "contract-300-period-301-meeting@gatehouse")
            .map(|event| event.on)
    };
    assert_eq!(find(&authority()), Some(day("2028-09-12")));
    assert_eq!(find(&other), Some(day("2028-08-15")));
}

#[test]
fn the_events_of_a_contract_say_what_a_missed_day_means() {
    let found = events(&dorset(TermEnd::Extension), &authority(), day("2028-06-01"));
    let turn =
        found.iter().find(|event| event.uid.ends_with("period-301-turn@gatehouse")).expect("there is one");
    assert!(turn.describes.contains("the contract ends and the service stops"), "{}", turn.describes);
    let end = found.iter().find(|event| event.uid == "contract-300-end@gatehouse").expect("there is one");
    assert_eq!((end.on, end.summary.as_str()), (day("2029-03-31"), "Contract ends as it stands: A service"));
}

#[test]
fn a_contract_that_ended_keeps_the_name_of_its_end() {
    let mut contract = dorset(TermEnd::Extension);
    contract.row.stage = entity::state::ContractStage::Ended;
    contract.row.ended_on = Some(day("2028-05-31"));
    let found = events(&contract, &authority(), day("2028-06-01"));
    let ends: Vec<_> =
        found.iter().map(|event| (event.uid.as_str(), event.on, event.summary.as_str())).collect();
    assert_eq!(ends, [("contract-300-end@gatehouse", day("2028-05-31"), "Contract ended: A service")]);
}

#[test]
fn a_feed_is_made_by_its_reader_opened_by_its_secret_and_revoked() {
    let make_one = |mine: &[feed::Model]| {
        make(mine, Some(&dorset(TermEnd::Break)), RowId(1), "secret", &staff(Role::Auditor), now())
    };
    let written = rows(make_one(&[]));
    assert!(
        written[0].starts_with("insert feed") && !written[0].contains(&sha256("secret")),
        "{}",
        written[0]
    );
    let many: Vec<_> = (0..20).map(|id| row(id, false)).collect();
    assert_eq!(refused(make_one(&many)).0, Why::NotNow);
    assert!(make_one(&(0..20).map(|id| row(id, true)).collect::<Vec<_>>()).is_ok());
    assert!(
        opens(&row(1, false), "secret") && !opens(&row(1, true), "secret") && !opens(&row(1, false), "other")
    );
    assert!(rows(revoke(&row(1, false), &staff(Role::Auditor), now()))[0].contains("revoked_at"));
    assert_eq!(refused(revoke(&row(1, true), &staff(Role::Auditor), now())).0, Why::NotNow);
    let mut others = row(1, false);
    others.person_id = PersonId(41);
    assert_eq!(refused(revoke(&others, &staff(Role::Auditor), now())).0, Why::NotFound);
    let [elsewhere, ..] = strangers();
    assert_eq!(
        refused(make(&[], Some(&dorset(TermEnd::Break)), RowId(1), "secret", &elsewhere, now())).0,
        Why::NotFound
    );
}
