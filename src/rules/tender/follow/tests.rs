use chrono::Duration;
use entity::id::{PersonId, RowId};
use entity::state::{Role, TenderStage};
use sea_orm::TryIntoModel;

use super::{follow, follower_row, unfollow};
use crate::Why;
use crate::access::Side;
use crate::testing::tenders::{COMPANY, OPEN_FOR, open_tender, tender};
use crate::testing::{CHARITY, ELSEWHERE, actor, check_refused, noon, rows, staff, word};

#[test]
fn a_provider_is_told_until_it_says_otherwise() {
    let now = noon("2026-08-04");
    let author = actor(Side::Provider(CHARITY), &[Role::BidAuthor]);
    let mut tender = open_tender(now);
    let change = follow(&tender, RowId(7), &author, now);
    assert_eq!(
        rows(change.clone()),
        [
            r#"insert follower {"id":7,"organisation_id":1,"person_id":40,"since":"2026-08-04T12:00:00+00:00","tender_id":50}"#
        ]
    );
    assert_eq!(
        change.expect("it is allowed").into_parts().authority,
        None,
        "the council does not see who follows"
    );

    let row = follower_row(RowId(7), &tender, CHARITY, PersonId(40), now);
    tender.followers = vec![row.try_into_model().expect("it is whole")];
    check_refused(
        follow(&tender, RowId(8), &author, now),
        Why::NotNow,
        "You are told of this tender already.",
    );
    let says = "You have a bid for this tender, so you are told of every change to it.";
    check_refused(unfollow(&tender, 1, &author, now), Why::NotNow, says);
    assert!(rows(unfollow(&tender, 0, &author, now))[0].starts_with("delete follower"));
    let other = actor(Side::Provider(COMPANY), &[Role::BidAuthor]);
    check_refused(unfollow(&tender, 0, &other, now), Why::NotNow, "You are not told of this tender.");
}

#[test]
fn who_may_follow_and_when() {
    let now = noon("2026-08-04");
    let author = actor(Side::Provider(CHARITY), &[Role::BidAuthor]);
    let mut cancelled = open_tender(now);
    cancelled.row.stage = TenderStage::Cancelled;
    let check = |tender: &_, who: &_, at, expected: &str| {
        assert_eq!(word(&follow(tender, RowId(7), who, at)), expected);
    };
    check(&open_tender(now), &author, now, "yes");
    check(&open_tender(now), &author, now + OPEN_FOR + Duration::hours(1), "yes");
    check(&cancelled, &author, now, "stage");
    check(&tender(), &author, now, "absent");
    check(&open_tender(now), &actor(Side::Provider(CHARITY), &[Role::AuthorisedSignatory]), now, "role");
    check(&open_tender(now), &staff(Role::ProcurementOfficer), now, "role");
    check(&open_tender(now), &actor(Side::Staff(ELSEWHERE), &[Role::BidAuthor]), now, "absent");
}
