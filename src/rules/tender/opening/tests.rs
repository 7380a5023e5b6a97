use chrono::{DateTime, Duration, Utc};
use entity::id::{BidId, PersonId, RowId};
use entity::person;
use entity::state::{PanelSeat, Role, TenderStage};
use sea_orm::ActiveValue::Set;

use super::{Submitted, begin, complete, due, may_read_record, rows_needed};
use crate::Why;
use crate::access::Actor;
use crate::people::Person;
use crate::tender::Tender;
use crate::testing::tenders::{BID, COMPANY, closing_at, on_panel, opening_by, submitted_bid};
use crate::testing::{CHARITY, SEEN, blank, check_refused, noon, rows, staff, strangers, word};

/// Noon in British Summer Time.
fn deadline() -> DateTime<Utc> {
    noon("2026-09-03") - Duration::hours(1)
}

fn minutes(number: i64) -> DateTime<Utc> {
    deadline() + Duration::minutes(number)
}

/// Someone with the right role, by number.
fn opener(person: i64) -> Actor {
    Actor { person: Some(PersonId(person)), ..staff(Role::DemocraticServices) }
}

/// Who began, as they are now.
fn first(person: i64) -> Person {
    let row = blank::<person::ActiveModel, _>(|row| {
        row.id = Set(PersonId(person));
        row.version = Set(SEEN);
        row.name = Set("Someone".to_owned());
        row.email = Set("someone@council.example".to_owned());
        row.disabled = Set(false);
    });
    Person { row, roles: vec![Role::Approver] }
}

#[test]
fn who_began_must_still_be_one_who_may() {
    let (mut stopped, mut moved) = (first(71), first(71));
    stopped.row.disabled = true;
    moved.roles = vec![Role::ReportWriter];
    for person in [stopped, moved] {
        let opened = complete(&begun(5), &person, &[], &[], SEEN, &opener(72), minutes(10));
        check_refused(opened, Why::NotNow, "Who began this opening may no longer open bids. Begin it anew.");
    }
    let other = complete(&begun(5), &first(73), &[], &[], SEEN, &opener(72), minutes(10));
    assert_eq!(word(&other), "absent");
}

#[test]
fn what_was_begun_before_a_reopening_does_not_count() {
    let mut tender = begun(5);
    tender.row.closes_at = tender.row.closes_at.map(|closes| closes + Duration::minutes(8));
    assert_eq!(word(&complete(&tender, &first(71), &[], &[], SEEN, &opener(72), minutes(10))), "stage");
}

/// The tender, with an opening begun by person 71 so many minutes after the deadline.
fn begun(after: i64) -> Tender {
    let mut tender = closing_at(deadline());
    tender.openings = vec![opening_by(71, minutes(after))];
    tender
}

fn submitted(id: BidId, organisation: entity::id::OrganisationId) -> Submitted {
    let bid = submitted_bid(id, organisation, deadline() - Duration::hours(1));
    Submitted::of(bid.row, bid.submissions[0].clone()).expect("it is whole")
}

fn ids(count: usize) -> Vec<RowId> {
    (900..).take(count).map(RowId).collect()
}

#[test]
fn bids_are_opened_from_the_deadline_and_not_a_moment_before() {
    let tender = closing_at(deadline());
    let at = |now| begin(&tender, RowId(80), SEEN, &opener(71), now);
    let early = "You can open these bids from 12 noon on 3 September 2026.";
    check_refused(at(minutes(-1)), Why::NotYet(deadline()), early);
    check_refused(at(deadline() - Duration::microseconds(1)), Why::NotYet(deadline()), early);
    assert_eq!(
        rows(at(deadline())),
        [
            r#"insert opening {"first_at":"2026-09-03T11:00:00+00:00","first_person_id":71,"id":80,"second_at":null,"second_person_id":null,"tender_id":50}"#
        ]
    );
    assert!(due(&tender, deadline()).is_some() && due(&tender, minutes(-1)).is_none());
}

#[test]
fn the_second_person_records_every_bid_and_lays_out_its_checks() {
    let tender = begun(5);
    let bids = [submitted(BID, CHARITY), submitted(BidId(61), COMPANY)];
    assert_eq!(rows_needed(&tender, bids.len()), 10);
    let rows = rows(complete(&tender, &first(71), &bids, &ids(10), SEEN, &opener(72), minutes(10)));
    assert_eq!(
        rows[0],
        r#"update tender {"amending":false,"id":50,"opened_at":"2026-09-03T11:10:00+00:00","stage":"opened"}"#
    );
    assert_eq!(
        rows[1],
        r#"update opening {"id":80,"second_at":"2026-09-03T11:10:00+00:00","second_person_id":72}"#
    );
    let digest = &bids[0].submission.digest;
    assert_eq!(
        rows[2],
        format!(
            r#"insert opened_bid {{"bid_id":60,"digest":"{digest}","id":900,"name":"Riverbank Trust","opening_id":80,"submission_id":1060}}"#
        )
    );
    let checks: Vec<String> =
        rows[3..7].iter().map(|row| row.split(r#""kind":""#).skip(1).collect()).collect();
    let kinds: Vec<&str> = checks.iter().filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(kinds, ["condition", "mandatory", "discretionary", "debarment"]);
    assert!(
        rows[3].contains(r#""condition_id":53"#) && rows[3].contains(r#""outcome":"open""#),
        "{}",
        rows[3]
    );
    assert_eq!(rows.len(), 12);
}

#[test]
fn no_bid_at_all_is_an_ordinary_end() {
    assert_eq!(rows(complete(&begun(5), &first(71), &[], &[], SEEN, &opener(72), minutes(10))).len(), 2);
}

#[test]
fn two_different_people_within_half_an_hour() {
    let check = |tender: &Tender, who: i64, after: i64, kind: Why, says: &str| {
        check_refused(complete(tender, &first(71), &[], &[], SEEN, &opener(who), minutes(after)), kind, says);
    };
    check(
        &begun(5),
        71,
        10,
        Why::NotNow,
        "You began this opening. Someone else completes it, until 12:35pm on 3 September 2026.",
    );
    check(
        &begun(5),
        72,
        36,
        Why::NotNow,
        "The first person began at 12:05pm on 3 September 2026, more than 30 minutes ago, so that no longer counts. Begin the opening anew.",
    );
    check(
        &closing_at(deadline()),
        72,
        10,
        Why::NotNow,
        "Nobody has begun to open these bids. Begin the opening; a second person completes it.",
    );
    assert_eq!(word(&complete(&begun(5), &first(71), &[], &[], SEEN, &opener(72), minutes(35))), "yes");
    let again = |after| begin(&begun(5), RowId(81), SEEN, &opener(72), minutes(after));
    check_refused(
        again(35),
        Why::NotNow,
        "The opening was begun at 12:05pm on 3 September 2026 and can be completed until 12:35pm on 3 September 2026. A second person completes it.",
    );
    assert_eq!(word(&again(36)), "yes", "the first has lapsed");
}

#[test]
fn a_bid_whose_last_byte_came_in_time_is_written_down_before_the_bids_are_counted() {
    let at = |seconds| {
        let now = deadline() + Duration::seconds(seconds);
        complete(&begun(0), &first(71), &[], &[], SEEN, &opener(72), now)
    };
    assert_eq!(word(&at(59)), "early");
    assert_eq!(word(&at(60)), "yes");
}

#[test]
fn nobody_of_the_panel_opens() {
    let mut tender = begun(5);
    tender.panel = vec![on_panel(8, 72, PanelSeat::Evaluator)];
    let says = "You are on the panel of this tender, so two other people open its bids.";
    check_refused(
        complete(&tender, &first(71), &[], &[], SEEN, &opener(72), minutes(10)),
        Why::NotYours,
        says,
    );
    check_refused(begin(&tender, RowId(81), SEEN, &opener(72), minutes(40)), Why::NotYours, says);
    tender.panel = vec![on_panel(8, 71, PanelSeat::Evaluator)];
    let says = "Who began this opening is on the panel now. Begin it anew.";
    check_refused(complete(&tender, &first(71), &[], &[], SEEN, &opener(72), minutes(10)), Why::NotNow, says);
}

#[test]
fn who_opens_and_at_which_stage() {
    let begins = |tender: &Tender, actor: &Actor| word(&begin(tender, RowId(80), SEEN, actor, minutes(5)));
    let open = closing_at(deadline());
    for role in [Role::ProcurementOfficer, Role::Approver, Role::DemocraticServices] {
        assert_eq!(begins(&open, &staff(role)), "yes");
    }
    assert_eq!(begins(&open, &staff(Role::Administrator)), "role");
    for stranger in strangers() {
        assert_eq!(begins(&open, &stranger), "absent");
    }
    for stage in [TenderStage::Draft, TenderStage::Opened, TenderStage::Cancelled] {
        let mut other = open.clone();
        other.row.stage = stage;
        assert_eq!(begins(&other, &opener(71)), "stage", "{stage:?}");
    }
}

#[test]
fn a_withdrawn_submission_and_another_tenders_bid_are_never_opened() {
    let mut withdrawn = submitted(BID, CHARITY);
    withdrawn.submission.withdrawn_at = Some(deadline());
    let mut elsewhere = submitted(BID, CHARITY);
    elsewhere.bid.tender_id = entity::id::TenderId(99);
    for bid in [withdrawn, elsewhere] {
        let opened = complete(&begun(5), &first(71), &[bid], &ids(10), SEEN, &opener(72), minutes(10));
        assert_eq!(word(&opened), "absent");
    }
}

#[test]
fn the_panel_does_not_read_whose_bids_they_are() {
    let mut tender = begun(5);
    tender.panel = vec![on_panel(8, 72, PanelSeat::Evaluator)];
    assert_eq!(word(&may_read_record(&tender, &opener(72))), "role");
    assert_eq!(word(&may_read_record(&tender, &opener(71))), "yes");
    for stranger in strangers() {
        assert_eq!(word(&may_read_record(&tender, &stranger)), "absent");
    }
}

#[test]
fn the_bidder_is_the_one_of_the_digest_or_the_submission_is_not_whole() {
    let bid = submitted_bid(BID, CHARITY, deadline() - Duration::hours(1));
    let (row, whole) = (bid.row, bid.submissions[0].clone());
    let renamed = whole.manifest.replace("Riverbank Trust", "Another trust");
    let mut table = [whole.clone(), whole.clone(), whole.clone()];
    table[0].manifest = renamed;
    table[1].number = 2;
    table[2].manifest = "[]".to_owned();
    for other in table {
        assert_eq!(Submitted::of(row.clone(), other), None);
    }
    let other = submitted_bid(BidId(61), CHARITY, deadline());
    assert_eq!(Submitted::of(other.row, whole.clone()), None);
    assert_eq!(
        Submitted::of(row, whole).map(|one| one.about.organisation),
        Some("Riverbank Trust".to_owned())
    );
}
