use proptest::prelude::*;

use super::*;
use crate::testing::day;

fn lasts(start: &str, months: &[u32]) -> Vec<String> {
    let lengths: Vec<_> = months.iter().copied().map(Length::Months).collect();
    spans(day(start), &lengths).expect("it can be reckoned").iter().map(|it| it.last.to_string()).collect()
}

/// Medway, two years from April 2022; Dorset's 2+2+1 from April 2027; 2+2+1 from other days (fact sheet, sections 6, 9).
#[test]
fn a_part_ends_the_day_before_its_months_are_up() {
    let table: [(&str, &[u32], &[&str]); 7] = [
        ("2022-04-01", &[24], &["2024-03-31"]),
        ("2027-04-01", &[24, 24, 12], &["2029-03-31", "2031-03-31", "2032-03-31"]),
        ("2026-10-15", &[24, 24, 12], &["2028-10-14", "2030-10-14", "2031-10-14"]),
        ("2027-09-01", &[18, 18], &["2029-02-28", "2030-08-31"]),
        ("2028-02-29", &[12, 12, 24], &["2029-02-27", "2030-02-27", "2032-02-28"]),
        ("2028-03-01", &[12], &["2029-02-28"]),
        ("2027-08-31", &[6, 6], &["2028-02-28", "2028-08-30"]),
    ];
    for (start, months, expected) in table {
        assert_eq!(lasts(start, months), expected, "{start} {months:?}");
    }
}

#[test]
fn two_years_from_april_2022_are_731_days() {
    let span = spans(day("2022-04-01"), &[Length::Months(24)]).expect("it can be reckoned")[0];
    assert_eq!(span.days(), 731);
    assert!(span.holds(day("2022-04-01")) && span.holds(day("2024-03-31")) && !span.holds(day("2024-04-01")));
}

/// A clamped day in the middle does not pull what follows: 31 January, then a month, then another.
#[test]
fn months_are_counted_from_the_start_not_from_a_clamped_day() {
    assert_eq!(lasts("2027-01-31", &[1, 1, 1]), ["2027-02-27", "2027-03-30", "2027-04-29"]);
}

#[test]
fn a_fixed_last_day_moves_everything_after_it() {
    let lengths = [Length::Months(24), Length::Until(day("2029-06-15")), Length::Months(12)];
    let spans = spans(day("2027-04-01"), &lengths).expect("it can be reckoned");
    let shown: Vec<_> = spans.iter().map(|it| (it.first.to_string(), it.last.to_string())).collect();
    let expected = [("2027-04-01", "2029-03-31"), ("2029-04-01", "2029-06-15"), ("2029-06-16", "2030-06-15")];
    assert_eq!(shown, expected.map(|(first, last)| (first.to_owned(), last.to_owned())));
}

#[test]
fn a_part_that_ends_before_it_begins_is_refused() {
    let lengths = [Length::Months(24), Length::Until(day("2029-03-30"))];
    let says = spans(day("2027-04-01"), &lengths).expect_err("it runs backwards").to_string();
    assert_eq!(says, "Part 2 of the term would end on 30 March 2029, before it begins.");
    assert_eq!(
        spans(day("2027-04-01"), &[Length::Months(0)]).map(|_| ()),
        Err(Unreckonable::Backwards(1, day("2027-03-31")))
    );
}

proptest! {
    /// Parts follow each other without a gap, and the last ends where one part of all their months would.
    #[test]
    fn parts_lie_end_to_end(days in 0_u64..20_000, months in proptest::collection::vec(1_u32..120, 1..8)) {
        let start = day("2015-01-01") + chrono::Days::new(days);
        let lengths: Vec<_> = months.iter().copied().map(Length::Months).collect();
        let parts = spans(start, &lengths).expect("months are at least one");
        for pair in parts.windows(2) {
            prop_assert_eq!(pair[0].last.succ_opt(), Some(pair[1].first));
        }
        let whole = spans(start, &[Length::Months(months.iter().sum())]).expect("months are at least one");
        prop_assert_eq!(parts.last().map(|it| it.last), Some(whole[0].last));
        prop_assert_eq!(parts[0].first, start);
    }
}
