//! Who decides by the tiers, and whether they meet that day by the calendar.

use super::*;
use crate::testing::day;

fn tier(up_to: Option<i64>, body: &str) -> approver_tier::Model {
    blank::<approver_tier::ActiveModel, _>(|row| {
        row.up_to_pence = Set(up_to.map(Pence::pounds));
        row.body = Set(body.to_owned());
    })
}

fn check(authority: &Authority, pounds: Option<i64>, who: Option<&str>, how: &str) {
    let expected = Derived { value: who.map(str::to_owned), how: how.to_owned() };
    assert_eq!(decider(authority, pounds.map(Pence::pounds)), expected, "{pounds:?}");
}

/// The tiers in any order; a value, who decides on it, and why.
#[test]
fn the_lowest_tier_that_reaches_the_value_decides() {
    const DIRECTOR: &str = "The authority’s tier up to £100,000.";
    const BOARD: &str = "The authority’s tier up to £500,000.";
    let mut authority = settled();
    authority.tiers = vec![tier(Some(500_000), "Board"), tier(Some(100_000), "Director")];
    check(&authority, Some(0), Some("Director"), DIRECTOR);
    check(&authority, Some(100_000), Some("Director"), DIRECTOR);
    check(&authority, Some(100_001), Some("Board"), BOARD);
    check(&authority, Some(500_001), None, "No tier of the authority reaches this value.");
    check(&authority, None, None, "The maximum value is not known.");
    authority.tiers.insert(0, tier(None, "Cabinet"));
    check(&authority, Some(100_001), Some("Board"), BOARD);
    check(&authority, Some(500_001), Some("Cabinet"), "The authority’s tier without limit.");
    authority.tiers.clear();
    check(&authority, Some(0), None, "No tier of the authority reaches this value.");
}

/// Body and day of the procurement; what is wrong. Cabinet meets on 18 January 2028.
#[test]
fn a_body_meets_on_the_days_of_its_calendar() {
    const WRONG: &str = "Cabinet does not meet on 19 January 2028 by the committee calendar.";
    let mut authority = settled();
    authority.meetings = vec![meeting(1, 1), meeting(2, 2)];
    (authority.meetings[0].meets_on, authority.meetings[1].meets_on) = (day("2028-01-04"), day("2028-01-18"));
    let table = [
        (Some("Cabinet"), Some("2028-01-04"), None),
        (Some("Cabinet"), Some("2028-01-18"), None),
        (Some("Cabinet"), Some("2028-01-19"), Some(WRONG)),
        (Some("The director"), Some("2028-01-19"), None),
        (Some("Cabinet"), None, None),
        (None, Some("2028-01-19"), None),
    ];
    for (body, meets_on, wrong) in table {
        let mut p = empty();
        (p.row.body, p.row.meets_on) = (body.map(str::to_owned), meets_on.map(day));
        assert_eq!(meeting_not_in_calendar(&authority, &p).as_deref(), wrong, "{body:?} {meets_on:?}");
    }
}
