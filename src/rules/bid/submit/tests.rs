//! Submitting, replacing, withdrawing, and coming too late.

use chrono::Duration;
use entity::id::{BidId, PersonId, RowId};
use entity::late_bid;
use entity::state::{Role, TenderStage};

use super::*;
use crate::access::Side;
use crate::bid::{Place, refuse_late};
use crate::testing::bids::{bidder, declared_charity, filled, part, whole_bid};
use crate::testing::tenders::{BID, COMPANY, QUESTION, TENDER, closing_at, submitted_bid};
use crate::testing::{CHARITY, SEEN, actor, check_refused, noon, rows, word};

fn closes() -> DateTime<Utc> {
    noon("2026-09-03")
}

fn before() -> DateTime<Utc> {
    closes() - Duration::milliseconds(1)
}

fn send(bid: &Bid, filled: &Filled, now: DateTime<Utc>) -> Result<Change, Refusal> {
    let organisation = declared_charity();
    let actor = bidder(Role::AuthorisedSignatory);
    submit(bid, &closing_at(closes()), &organisation, filled, RowId(98), SEEN, &actor, now)
}

fn manifest_of(bid: &Bid) -> Manifest {
    let published = closing_at(closes()).terms.pop().expect("it is published");
    Manifest::of(bid, &published, &declared_charity()).expect("it has this lot")
}

/// The draft of the tests, submitted once as it stands.
fn sent() -> Bid {
    let mut bid = whole_bid();
    let manifest = manifest_of(&bid);
    bid.row = submitted_bid(bid.row.id, CHARITY, before()).row;
    bid.submissions = submitted_bid(bid.row.id, CHARITY, before()).submissions;
    bid.submissions[0].digest = manifest.digest();
    bid.submissions[0].manifest = manifest.text();
    bid
}

#[test]
fn a_whole_draft_is_submitted_and_its_line_names_the_digest() {
    let change = send(&whole_bid(), &filled(), before());
    let parts = change.clone().expect("it is allowed").into_parts();
    let seals = parts.seals.expect("the line names it");
    let manifest = manifest_of(&whole_bid());
    assert_eq!((seals.number, seals.digest.as_str()), (1, manifest.digest().as_str()));
    assert_eq!(Manifest::read(&manifest.text()), Some(manifest.clone()));
    assert_eq!(manifest.parts.len(), 4);
    let roots: Vec<_> = parts.roots.iter().map(|root| (root.table, root.moves)).collect();
    assert_eq!(roots, [("bid", true), ("tender", false), ("organisation", false)]);
    let written = rows(change);
    assert!(written[0].starts_with("insert submission "), "{written:?}");
    assert_eq!(
        written[1],
        r#"update bid {"id":60,"stage":"submitted","submissions":1,"submitted_at":"2026-09-03T11:59:59.999+00:00"}"#
    );
}

#[test]
fn the_manifest_says_whose_and_for_what_before_its_parts() {
    let text = manifest_of(&whole_bid()).text();
    let terms = closing_at(closes()).terms.pop().expect("it is published").digest;
    let begins = format!(
        r#"{{"about":{{"bid":60,"lot":"The whole service","lot_id":51,"number":1,"organisation":"Riverbank Trust","organisation_id":1,"registered_number":"1012345","tender":"MED-2021-001","terms_digest":"{terms}","terms_number":1,"title":"A service"}},"parts":[{{"about":null,"#
    );
    assert!(text.starts_with(&begins), "{text}");
    let value: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(value.to_string(), text, "it is canonical");
}

#[test]
fn everything_that_is_missing_is_told_at_once() {
    let mut bid = whole_bid();
    bid.parts.clear();
    check_refused(
        send(&bid, &Filled::default(), before()),
        Why::Incomplete,
        "Confirm your declarations.\nSay how you meet the condition on technical ability.\nAnswer the question “Delivery”.\nGive your price.",
    );
}

#[test]
fn what_was_read_of_an_older_part_counts_for_nothing() {
    let mut bid = whole_bid();
    bid.parts[2].current = false;
    bid.parts.push(part(75, Place::answer(QUESTION)));
    check_refused(send(&bid, &filled(), before()), Why::Incomplete, "Answer the question “Delivery”.");
}

#[test]
fn an_answer_over_a_limit_that_was_lowered_is_not_submitted() {
    let mut said = filled();
    said.words.insert(RowId(73), 501);
    check_refused(
        send(&whole_bid(), &said, before()),
        Why::Incomplete,
        "“Delivery”: This has 501 words; the limit is 500. Take out at least 1 word.",
    );
}

#[test]
fn declarations_are_those_of_the_organisation_as_it_stands() {
    let organisation = organisation::Model { name: "Another name".to_owned(), ..declared_charity() };
    let actor = bidder(Role::BidAuthor);
    let tender = closing_at(closes());
    check_refused(
        submit(&whole_bid(), &tender, &organisation, &filled(), RowId(98), SEEN, &actor, before()),
        Why::Incomplete,
        "Your organisation’s details have changed since you confirmed the declarations. Confirm them again.",
    );
}

#[test]
fn the_last_millisecond_counts_and_the_deadline_is_too_late() {
    let table = [(-1, "yes"), (0, "stage"), (1, "stage")];
    for (milliseconds, expected) in table {
        let now = closes() + Duration::milliseconds(milliseconds);
        assert_eq!(word(&send(&whole_bid(), &filled(), now)), expected, "{milliseconds}");
        let late = too_late(&closing_at(closes()), &[], now);
        assert_eq!(late.is_ok(), expected == "stage", "{milliseconds}");
    }
}

fn too_late(
    tender: &Tender,
    tries: &[late_bid::Model],
    now: DateTime<Utc>,
) -> Result<Option<Change>, Refusal> {
    refuse_late(&whole_bid(), tender, tries, RowId(97), &bidder(Role::BidAuthor), now)
}

#[test]
fn of_late_tries_within_a_minute_one_is_recorded() {
    let before = late_bid::Model {
        id: RowId(96),
        tender_id: TENDER,
        bid_id: BID,
        person_id: PersonId(40),
        at: closes(),
        deadline: closes(),
    };
    let after = |seconds, tries: &[late_bid::Model]| {
        let late = too_late(&closing_at(closes()), tries, closes() + Duration::seconds(seconds));
        late.expect("it is late").is_some()
    };
    assert!(!after(59, std::slice::from_ref(&before)));
    assert!(after(60, std::slice::from_ref(&before)));
    assert!(after(1, &[late_bid::Model { bid_id: BidId(61), ..before }]), "of another bid");
}

#[test]
fn a_late_bid_is_recorded_with_the_deadline_it_missed() {
    let late = too_late(&closing_at(closes()), &[], closes());
    assert_eq!(
        rows(late.map(|change| change.expect("it is recorded"))),
        [
            r#"insert late_bid {"at":"2026-09-03T12:00:00+00:00","bid_id":60,"deadline":"2026-09-03T12:00:00+00:00","id":97,"person_id":40,"tender_id":50}"#
        ]
    );
}

#[test]
fn nothing_is_submitted_for_a_cancelled_tender_and_that_is_not_lateness() {
    let mut tender = closing_at(closes());
    tender.row.stage = TenderStage::Cancelled;
    let (organisation, actor) = (declared_charity(), bidder(Role::BidAuthor));
    check_refused(
        submit(&whole_bid(), &tender, &organisation, &filled(), RowId(98), SEEN, &actor, before()),
        Why::NotNow,
        "This tender has been cancelled.",
    );
    let late = too_late(&tender, &[], closes());
    check_refused(late.map(|change| change.expect("it is recorded")), Why::NotNow, "This bid is not late.");
}

#[test]
fn what_is_submitted_stands_until_it_is_submitted_anew() {
    let mut bid = sent();
    check_refused(
        send(&bid, &filled(), before()),
        Why::NotNow,
        "This is submitted already, and nothing has been changed since. Your receipt stands.",
    );
    bid.parts[2].current = false;
    bid.parts.push(part(75, Place::answer(QUESTION)));
    let mut said = filled();
    said.words.insert(RowId(75), 12);
    let parts = send(&bid, &said, before()).expect("it is replaced").into_parts();
    assert_eq!(parts.seals.expect("the line names it").number, 2);
}

#[test]
fn a_withdrawn_bid_can_be_submitted_again_unchanged() {
    let mut bid = sent();
    let taken_back = withdraw(&bid, &closing_at(closes()), SEEN, &bidder(Role::BidAuthor), before());
    assert_eq!(
        rows(taken_back),
        [
            r#"update submission {"id":1060,"withdrawn_at":"2026-09-03T11:59:59.999+00:00"}"#,
            r#"update bid {"id":60,"stage":"withdrawn","submitted_at":null}"#,
        ]
    );
    bid.submissions[0].withdrawn_at = Some(before());
    assert_eq!(word(&send(&bid, &filled(), before())), "yes");
    let again = withdraw(&bid, &closing_at(closes()), SEEN, &bidder(Role::BidAuthor), before());
    check_refused(again, Why::NotNow, "Nothing of this bid is submitted.");
    let late = withdraw(&sent(), &closing_at(closes()), SEEN, &bidder(Role::BidAuthor), closes());
    assert_eq!(word(&late), "stage");
}

#[test]
fn only_authors_and_signatories_of_the_bidder_submit() {
    let (organisation, said, tender) = (declared_charity(), filled(), closing_at(closes()));
    let by = |actor| submit(&whole_bid(), &tender, &organisation, &said, RowId(98), SEEN, &actor, before());
    let roles = [
        (Role::BidAuthor, "yes"),
        (Role::AuthorisedSignatory, "yes"),
        (Role::ReturnPreparer, "role"),
        (Role::ProviderAdministrator, "role"),
    ];
    for (role, expected) in roles {
        assert_eq!(word(&by(bidder(role))), expected, "{role:?}");
    }
    assert_eq!(word(&by(actor(Side::Provider(COMPANY), &[Role::BidAuthor]))), "absent");
    assert_eq!(word(&by(actor(Side::House, &[Role::BidAuthor]))), "absent");
}

#[test]
fn a_part_that_an_amendment_took_out_is_not_submitted() {
    let mut bid = whole_bid();
    bid.parts.push(part(76, Place::answer(RowId(1))));
    assert_eq!(manifest_of(&bid).parts.len(), 4);
}
