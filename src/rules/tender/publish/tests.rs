use chrono::{Duration, TimeDelta};
use entity::id::ProcurementId;
use entity::state::{Role, Stage};

use super::*;
use crate::testing::publishing::{keys, published, published_at, ready};
use crate::testing::{SEEN, at, check_refused, rows, staff, strangers, word};

const TERMS: RowId = RowId(70);

fn try_publish(tender: &Tender, procurement: &Procurement, now: DateTime<Utc>) -> Result<Change, Refusal> {
    publish(tender, procurement, TERMS, &keys(), SEEN, &staff(Role::ProcurementOfficer), now)
}

#[test]
fn publication_freezes_the_terms_and_seals_their_digest() {
    let (tender, procurement) = ready();
    let change = try_publish(&tender, &procurement, published_at()).expect("it is ready");
    let terms = compose(&tender).expect("it is whole");
    let parts = change.clone().into_parts();
    let seals = parts.seals.expect("terms are sealed");
    assert_eq!((seals.number, seals.digest), (1, sha256(&terms.text())));
    assert_eq!(parts.roots.len(), 2, "the tender moves, the procurement holds");
    let written = rows(Ok(change));
    assert_eq!(
        written[0],
        r#"update tender {"id":50,"public_key":"age1tender","published_at":"2026-08-03T14:00:00+00:00","stage":"published"}"#
    );
    assert_eq!(
        written[1],
        r#"update tender {"closes_at":"2026-09-03T11:00:00+00:00","id":50,"terms_number":1}"#
    );
    assert!(written[2].starts_with("insert terms {"), "{}", written[2]);
    assert!(!written.concat().contains("wrapped"), "what is random stays out of the line");
}

/// The deadline that counts and the text that stands are what was composed, word for word.
#[test]
fn what_is_composed_can_be_read_again() {
    let (tender, _) = published();
    let terms = tender.published().expect("it is published");
    assert_eq!(Some(&terms), compose(&tender).as_ref());
    assert_eq!(tender.row.closes_at, Some(terms.deadline));
}

#[test]
fn nothing_is_advertised_before_the_official_notice() {
    let (tender, procurement) = ready();
    let says = "Record the reference and the time of the official tender notice. Advertising here before it is \
                published would be unlawful.";
    let mut without = tender.clone();
    without.row.notice_reference = None;
    check_refused(try_publish(&without, &procurement, published_at()), Why::Incomplete, says);
    let mut without = tender.clone();
    without.row.notice_published_at = None;
    check_refused(try_publish(&without, &procurement, published_at()), Why::Incomplete, says);
    let mut to_come = tender;
    to_come.row.notice_published_at = Some(published_at() + TimeDelta::milliseconds(1));
    let says =
        "The official notice cannot have been published at 3pm on 3 August 2026, which is still to come.";
    check_refused(try_publish(&to_come, &procurement, published_at()), Why::Incomplete, says);
    to_come.row.notice_published_at = Some(published_at());
    assert_eq!(word(&try_publish(&to_come, &procurement, published_at())), "yes");
}

/// Below the threshold too (section 87).
#[test]
fn nor_below_the_threshold() {
    let (mut tender, procurement) = ready();
    tender.row.value = Some(entity::number::Pence::pounds(100_000));
    tender.conditions.clear();
    assert_eq!(word(&try_publish(&tender, &procurement, published_at())), "yes");
    tender.row.notice_reference = None;
    assert_eq!(word(&try_publish(&tender, &procurement, published_at())), "form");
}

#[test]
fn who_may_publish_and_when() {
    let (tender, procurement) = ready();
    let now = published_at();
    let by = |actor: &Actor| word(&publish(&tender, &procurement, TERMS, &keys(), SEEN, actor, now));
    for stranger in strangers() {
        assert_eq!(by(&stranger), "absent", "{stranger:?}");
    }
    for role in crate::testing::staff_roles() {
        let expected = if role == Role::ProcurementOfficer { "yes" } else { "role" };
        assert_eq!(by(&staff(role)), expected, "{role:?}");
    }
    let mut nobody = staff(Role::ProcurementOfficer);
    nobody.person = None;
    assert_eq!(by(&nobody), "absent");
    let mut another = procurement.clone();
    another.row.id = ProcurementId(10);
    assert_eq!(word(&try_publish(&tender, &another, now)), "absent");
    assert_eq!(word(&try_publish(&tender, &at(Stage::Decided), now)), "stage");
    let (again, procurement) = published();
    assert_eq!(word(&try_publish(&again, &procurement, now + Duration::hours(1))), "stage");
    let mut cancelled = tender;
    cancelled.row.stage = TenderStage::Cancelled;
    check_refused(try_publish(&cancelled, &procurement, now), Why::NotNow, CANCELLED);
}
