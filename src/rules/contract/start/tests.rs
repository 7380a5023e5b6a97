use super::rows::year;
use crate::testing::day;

/// What a funding row calls its year, when the contract starts, and which contract year that is.
#[test]
fn years_of_funding_become_contract_years() {
    let table = [
        (Some("Year 1"), None, Some(1)),
        (Some(" year 12 "), None, Some(12)),
        (Some("Year 0"), None, None),
        (Some("2027/28"), Some("2027-04-01"), Some(1)),
        (Some("2028/29"), Some("2027-04-01"), Some(2)),
        (Some("2028/29"), Some("2028-02-01"), Some(2)),
        (Some("2026/27"), Some("2027-04-01"), None),
        (Some("2027/28"), None, None),
        (Some("later"), Some("2027-04-01"), None),
        (None, Some("2027-04-01"), None),
    ];
    for (says, starts, expected) in table {
        assert_eq!(year(says, starts.map(day)), expected, "{says:?} {starts:?}");
    }
}
