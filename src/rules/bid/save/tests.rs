//! Saving parts: who, when, where; the one before gives way.

use entity::id::RowId;
use entity::state::Role;

use super::*;
use crate::access::Side;
use crate::testing::bids::{bidder, file, sealed, whole_bid};
use crate::testing::tenders::{BID, COMPANY, QUESTION, bid_of, closing_at};
use crate::testing::{CHARITY, SEEN, actor, check_refused, noon, rows, strangers, word};

fn before() -> DateTime<Utc> {
    noon("2026-08-12")
}

fn tender() -> Tender {
    closing_at(noon("2026-09-03"))
}

fn save(bid: &Bid, place: Place, actor: &Actor, now: DateTime<Utc>) -> Result<Change, Refusal> {
    seal_part(bid, &tender(), RowId(99), place, sealed("new"), SEEN, actor, now)
}

#[test]
fn a_new_answer_takes_the_place_of_the_one_before() {
    let change = save(&whole_bid(), Place::answer(QUESTION), &bidder(Role::BidAuthor), before());
    let digest = crate::sha256("new");
    assert_eq!(
        rows(change),
        [
            r#"update bid_part {"current":false,"id":73}"#.to_owned(),
            format!(
                r#"insert bid_part {{"about":52,"bid_id":60,"current":true,"digest":"{digest}","id":99,"kind":"answer","object":"sealed/new","person_id":40,"sealed_at":"2026-08-12T12:00:00+00:00"}}"#
            ),
        ]
    );
}

#[test]
fn what_is_random_in_a_sealed_part_never_enters_the_record() {
    let change = save(&whole_bid(), Place::PRICE, &bidder(Role::BidAuthor), before());
    let parts = change.expect("it is allowed").into_parts();
    let columns = &parts.rows.last().expect("it writes a part").written.columns;
    assert!(!columns.contains_key("sealed_sha256") && !columns.contains_key("bytes"));
    assert_eq!(parts.authority, None, "no council sees in its record who bids");
}

#[test]
fn a_second_file_stands_beside_the_first() {
    let mut bid = whole_bid();
    bid.parts.push(file(80));
    let place = Place { kind: PartKind::File, about: None };
    let written = rows(save(&bid, place, &bidder(Role::BidAuthor), before()));
    assert_eq!(written.len(), 1);
    bid.parts.extend((81..100).map(file));
    check_refused(
        save(&bid, place, &bidder(Role::BidAuthor), before()),
        Why::NotNow,
        "A bid can have 20 files. Remove one before you add another.",
    );
}

#[test]
fn all_files_together_have_a_limit() {
    let mut bid = whole_bid();
    bid.parts.push(bid_part::Model { bytes: BID_MOST_BYTES - 400, ..file(80) });
    let place = Place { kind: PartKind::File, about: None };
    assert_eq!(word(&save(&bid, place, &bidder(Role::BidAuthor), before())), "yes");
    bid.parts.push(bid_part::Model { bytes: 1, ..file(81) });
    check_refused(
        save(&bid, place, &bidder(Role::BidAuthor), before()),
        Why::NotNow,
        "All files of a bid may have 200 MB together. Remove one, or add a smaller one.",
    );
}

#[test]
fn a_part_has_its_place_in_what_is_asked() {
    let bid = whole_bid();
    let table = [
        (Place::answer(QUESTION), "yes"),
        (Place::PRICE, "yes"),
        (Place::DECLARATION, "yes"),
        (Place::answer(RowId(53)), "absent"),
        (Place::condition(QUESTION), "absent"),
        (Place { kind: PartKind::Price, about: Some(QUESTION) }, "absent"),
        (Place { kind: PartKind::Answer, about: None }, "absent"),
        (Place { kind: PartKind::File, about: Some(QUESTION) }, "yes"),
        (Place { kind: PartKind::File, about: Some(RowId(1)) }, "absent"),
    ];
    for (place, expected) in table {
        let result = save(&bid, place, &bidder(Role::BidAuthor), before());
        assert_eq!(word(&result), expected, "{place:?}");
    }
}

#[test]
fn only_authors_of_the_bidder_save() {
    let bid = whole_bid();
    let roles = [
        (Role::BidAuthor, "yes"),
        (Role::AuthorisedSignatory, "role"),
        (Role::ReturnPreparer, "role"),
        (Role::ProviderAdministrator, "role"),
    ];
    for (role, expected) in roles {
        assert_eq!(word(&save(&bid, Place::PRICE, &bidder(role), before())), expected, "{role:?}");
    }
    let theirs = bid_of(BID, COMPANY);
    for stranger in strangers() {
        assert_eq!(word(&save(&theirs, Place::PRICE, &stranger, before())), "absent");
    }
    let other = actor(Side::Provider(COMPANY), &[Role::BidAuthor]);
    assert_eq!(word(&save(&bid, Place::PRICE, &other, before())), "absent");
    assert_eq!(CHARITY, bid.row.organisation_id);
}

#[test]
fn a_draft_is_written_until_the_deadline_and_not_at_it() {
    let bid = whole_bid();
    let closes = noon("2026-09-03");
    let at = |now| save(&bid, Place::PRICE, &bidder(Role::BidAuthor), now);
    assert_eq!(word(&at(closes - chrono::Duration::milliseconds(1))), "yes");
    assert_eq!(word(&at(closes)), "stage");
}

#[test]
fn a_file_is_taken_out_and_nothing_else() {
    let mut bid = whole_bid();
    bid.parts.push(file(80));
    let remove = |id| remove_file(&bid, &tender(), RowId(id), SEEN, &bidder(Role::BidAuthor), before());
    assert_eq!(rows(remove(80)), [r#"update bid_part {"current":false,"id":80}"#]);
    assert_eq!(word(&remove(73)), "absent", "an answer is replaced, not taken out");
}

#[test]
fn an_answer_over_its_limit_is_told_by_how_much() {
    let text = "word ".repeat(501);
    check_refused(
        within_limit(&text, Some(500)),
        Why::Incomplete,
        "answer: This has 501 words; the limit is 500. Take out at least 1 word.",
    );
    assert!(within_limit(&text, Some(501)).is_ok());
}

#[test]
fn all_that_was_ever_sealed_has_a_limit() {
    let older = |id, bytes| bid_part::Model { current: false, bytes, ..file(id) };
    let mut bid = whole_bid();
    bid.parts.extend((100..2_095).map(|id| older(id, 1)));
    let by = bidder(Role::BidAuthor);
    assert_eq!(word(&save(&bid, Place::PRICE, &by, before())), "yes");
    bid.parts.push(older(99, 1));
    check_refused(
        save(&bid, Place::PRICE, &by, before()),
        Why::NotNow,
        "This bid has been saved 2,000 times, and cannot be saved again. Submit it as it stands, or ask the council what to do.",
    );
    let mut bid = whole_bid();
    bid.parts.push(older(80, PARTS_MOST_BYTES - 5 * 400));
    assert_eq!(word(&save(&bid, Place::PRICE, &by, before())), "yes");
    bid.parts.push(older(81, 1));
    let says = "All that was ever saved of this bid, with the files that were taken out, can have 1 GB together. Submit it as it stands, or ask the council what to do.";
    check_refused(save(&bid, Place::PRICE, &by, before()), Why::NotNow, says);
    bid.parts.push(older(82, 399));
    check_refused(may_save(&bid, &tender(), Place::PRICE, &by, before()), Why::NotNow, says);
}
