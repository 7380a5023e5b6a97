use proptest::prelude::*;

use super::*;
use crate::testing::papers::{avoided, dorset, medway, percent_of, ranked, share, term};
use crate::testing::{day, empty};

/// What is found beside each paper as it is printed.
#[test]
fn the_papers_add_up_but_for_two_places_in_dorset_s() {
    assert_eq!(checks(&medway()), [""; 0]);
    let found = checks(&dorset());
    let expected = [
        "Costs avoided before and after the cost of the service differ by £1,500,000, but the service costs £1,655,000: £155,000 is not explained.",
        "54% of 51 is no whole number (women).",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_total_is_what_the_years_make() {
    let mut p = dorset();
    p.cost_avoidances.clear();
    p.statistics.clear();
    for (stated, found) in [
        (1_655_000, None),
        (
            1_500_000,
            Some(
                "The whole term is stated to cost £1,500,000, but it comes to £1,655,000: £331,000 a year for 5 years.",
            ),
        ),
    ] {
        p.row.total_value = Some(Pence::pounds(stated));
        assert_eq!(checks(&p), found.into_iter().collect::<Vec<_>>());
    }
    p.row.annual_value = None;
    assert_eq!(checks(&p), [""; 0], "a total alone cannot be wrong");
}

/// Last day; what is found when the parts of the term come to two years from 1 April 2022.
#[test]
fn the_last_day_is_where_the_term_ends() {
    const WRONG: &str =
        "The term of 2 years would end on 31 March 2024, but the last day is given as 1 April 2024.";
    let mut p = medway();
    p.term_periods = vec![term(Some(12), None), term(Some(12), None)];
    for (ends, found) in [("2024-03-31", None), ("2024-04-01", Some(WRONG))] {
        p.row.ends_on = Some(day(ends));
        assert_eq!(checks(&p), found.into_iter().collect::<Vec<_>>());
    }
    p.term_periods[0].months = None;
    assert_eq!(checks(&p), [""; 0], "a part without length tells nothing");
    p.term_periods.clear();
    assert_eq!(checks(&p), [""; 0], "without parts the days are the term");
}

/// Shares in basis points.
#[test]
fn shares_make_the_whole_once_all_are_given() {
    let table: [(&[Option<i32>], Option<&str>); 8] = [
        (&[], None),
        (&[None], None),
        (&[Some(10_000)], None),
        (&[Some(6_000), Some(4_000)], None),
        (&[Some(6_000), None], None),
        (&[Some(6_000), Some(3_999)], Some("Shares of funding add up to 99.99%, not 100%.")),
        (&[Some(6_000), Some(4_100)], Some("Shares of funding add up to 101%, not 100%.")),
        (&[Some(i32::MAX); 3], Some("Shares of funding add up to 64,424,509.41%, not 100%.")),
    ];
    for (shares, expected) in table {
        let mut p = empty();
        p.fundings = shares.iter().copied().map(share).collect();
        assert_eq!(super::shares(&p).as_deref(), expected, "{shares:?}");
    }
}

/// Before and after the cost of the service, in pounds; it costs £1,655,000.
#[test]
fn what_is_saved_differs_by_what_is_spent() {
    let table = [
        (Some(6_017_194), Some(4_362_194), None),
        (Some(5_862_194), Some(4_207_194), None),
        (None, Some(4_362_194), None),
        (Some(5_862_194), None, None),
        (Some(5_000_000), Some(3_000_000), Some("£345,000 is not explained.")),
        (Some(0), Some(1), Some("£1,655,001 is not explained.")),
    ];
    for (gross, net, says) in table {
        let mut p = dorset();
        p.cost_avoidances = vec![avoided(gross, net)];
        let found = cost_avoidance(&p);
        assert_eq!(found.len(), usize::from(says.is_some()), "{gross:?} {net:?}");
        assert!(found.iter().zip(says).all(|(found, says)| found.ends_with(says)), "{found:?}");
    }
    let mut unknown = dorset();
    unknown.row.annual_value = None;
    assert_eq!(cost_avoidance(&unknown), [""; 0], "what is spent is not known");
}

#[test]
fn sums_too_large_to_compare_are_passed_over() {
    let mut p = dorset();
    for (gross, net) in [(i64::MIN, 1), (i64::MAX, -1), (i64::MIN, 0)] {
        p.cost_avoidances = vec![avoided(Some(0), Some(0))];
        (p.cost_avoidances[0].gross, p.cost_avoidances[0].net) = (Some(Pence(gross)), Some(Pence(net)));
        assert_eq!(cost_avoidance(&p), [""; 0], "{gross} {net}");
    }
}

/// Hundredths of a percent, the group, and whether some number of people is that share.
#[test]
fn a_share_of_a_small_group_is_a_number_of_people() {
    let table = [
        (8_400, Some(51), true),
        (7_500, Some(51), true),
        (5_700, Some(51), true),
        (3_100, Some(51), true),
        (4_100, Some(51), true),
        (5_300, Some(51), true),
        (5_400, Some(51), false),
        (0, Some(51), true),
        (10_000, Some(51), true),
        (10_100, Some(51), false),
        (5_000, Some(1), false),
        (3_300, Some(3), true),
        (3_400, Some(3), false),
        (5_400, Some(100_000_000), true),
        (10_100, Some(i32::MAX), false),
        (i64::MAX - i64::MAX % 100, Some(i32::MAX), false),
        (5_450, Some(51), true),
        (5_400, Some(0), true),
        (5_400, Some(-51), true),
        (5_400, None, true),
    ];
    for (percent, base, possible) in table {
        let found = impossible_percentage(&percent_of(Hundredths(percent), base));
        assert_eq!(found.is_none(), possible, "{percent} of {base:?}: {found:?}");
    }
}

#[test]
fn only_a_single_percentage_is_checked() {
    let impossible = percent_of(Hundredths::whole(54), Some(51));
    assert!(impossible_percentage(&impossible).is_some());
    let others = [
        statistic::Model { unit: Some(StatisticUnit::Count), ..impossible.clone() },
        statistic::Model { unit: None, ..impossible.clone() },
        statistic::Model { low: None, ..impossible.clone() },
        statistic::Model { high: Some(Hundredths::whole(60)), ..impossible },
    ];
    for other in others {
        assert_eq!(impossible_percentage(&other), None, "{other:?}");
    }
}

#[test]
fn shared_ranks_are_told_in_their_order() {
    let mut p = empty();
    p.appraised_options = [Some(2), Some(1), Some(2), None, Some(3), Some(1), Some(2), None]
        .into_iter()
        .zip(1..)
        .map(|(rank, place)| ranked(place, rank))
        .collect();
    assert_eq!(checks(&p), ["Options 2 and 6 share rank 1.", "Options 1 and 3 and 7 share rank 2."]);
}

proptest! {
    /// As counting through the whole group would find.
    #[test]
    fn every_share_of_a_counted_group_is_possible(base in 1_i32..400, percent in 0_i64..=101) {
        let (whole, group) = (percent, i64::from(base));
        let counted = (0..=group).any(|count| (count * 200 + group) / (group * 2) == whole);
        prop_assert_eq!(is_possible(percent, base), counted);
    }
}
