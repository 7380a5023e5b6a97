//! Starting a bid: for an open tender, once for each lot.

use entity::state::Role;

use super::*;
use crate::access::Side;
use crate::testing::bids::{bidder, declared_charity};
use crate::testing::tenders::{BID, COMPANY, LOT, bid_of, charity, closing_at, tender};
use crate::testing::{CHARITY, actor, check_refused, noon, rows, staff, word};

fn beginning() -> Beginning {
    let keys = Keys { public: "age1new".to_owned(), wrapped: "sealed away".to_owned() };
    Beginning { id: BidId(61), follower: RowId(62), keys: Some(keys) }
}

fn begin(own: &[bid::Model], actor: &Actor, now: DateTime<Utc>) -> Result<Change, Refusal> {
    let tender = closing_at(noon("2026-09-03"));
    start(beginning(), &tender, LOT, &declared_charity(), own, actor, now)
}

#[test]
fn whoever_starts_a_bid_follows_the_tender() {
    let written = rows(begin(&[], &bidder(Role::BidAuthor), noon("2026-08-12")));
    assert!(
        written[0].starts_with("insert bid ") && written[1].starts_with("insert follower "),
        "{written:?}"
    );
    assert_eq!(written.len(), 2);
}

#[test]
fn an_organisation_without_keys_gets_them_with_its_first_bid() {
    let tender = closing_at(noon("2026-09-03"));
    let first = |beginning| {
        start(beginning, &tender, LOT, &charity(), &[], &bidder(Role::BidAuthor), noon("2026-08-12"))
    };
    let written = rows(first(beginning()));
    assert_eq!(written[2], r#"update organisation {"id":1,"public_key":"age1new"}"#);
    assert_eq!(word(&first(Beginning { keys: None, ..beginning() })), "unknown");
}

#[test]
fn there_is_one_bid_for_each_lot() {
    check_refused(
        begin(&[bid_of(BID, CHARITY).row], &bidder(Role::BidAuthor), noon("2026-08-12")),
        Why::NotNow,
        "Your organisation has begun a bid for this already. Go on with that one.",
    );
}

#[test]
fn only_authors_start_and_only_while_it_is_open() {
    let during = noon("2026-08-12");
    assert_eq!(word(&begin(&[], &bidder(Role::AuthorisedSignatory), during)), "role");
    assert_eq!(word(&begin(&[], &staff(Role::ProcurementOfficer), during)), "role");
    let other = actor(Side::Provider(COMPANY), &[Role::BidAuthor]);
    assert_eq!(word(&begin(&[], &other, during)), "absent", "not in another organisation’s name");
    assert_eq!(word(&begin(&[], &bidder(Role::BidAuthor), noon("2026-09-03"))), "stage");
    let draft =
        start(beginning(), &tender(), LOT, &declared_charity(), &[], &bidder(Role::BidAuthor), during);
    assert_eq!(word(&draft), "absent");
}
