mod asking;
mod days;

use entity::state::TermEnd::{Break, End, Extension};

use super::*;
use crate::law::key_decision::Answer;
use crate::law::regime::{LightTouch, Regime, Standing};
use crate::testing::papers::{dorset, medway, term};
use crate::testing::{council, day, empty, noon};

fn pounds(pounds: i64) -> Option<Pence> {
    Some(Pence::pounds(pounds))
}

#[test]
fn dorset_is_found_as_the_paper_says() {
    let found = found(&dorset(), &council(), noon("2022-01-10"));
    assert_eq!(found.longest_term.value, Some(60));
    assert_eq!(found.longest_term.how, "24 + 24 + 12 months, the parts of the term.");
    assert_eq!(found.maximum.value, pounds(1_655_000));
    assert_eq!(found.maximum.how, "£331,000 a year for 5 years.");
    assert_eq!(turning_points(&dorset()), [(24, Break), (48, Break)]);
    assert_eq!(found.ends_on.value, None);
}

#[test]
fn medway_is_found_as_the_paper_says() {
    let found = found(&medway(), &council(), noon("2021-11-21"));
    assert_eq!(found.longest_term.value, Some(24));
    assert_eq!(found.longest_term.how, "From 1 April 2022 to 31 March 2024.");
    assert_eq!(
        (found.maximum.value, found.maximum.how.as_str()),
        (pounds(220_000), "The cost of the whole term, as stated.")
    );
    let regime = &found.regime;
    assert_eq!(
        (regime.regime, regime.light_touch, regime.standing),
        (Regime::Pcr2015, LightTouch::Yes, Standing::Below)
    );
    assert!(regime.reasons.iter().any(|reason| reason.says.contains("£663,540")), "{:?}", regime.reasons);
    assert_eq!(found.key_decision.answer, Answer::CannotTell);
    let before: Vec<_> = found.before_meeting.iter().map(|(what, by)| (*what, by.value)).collect();
    let expected = [
        ("Notice of a key decision by", Some(day("2021-09-20"))),
        ("Agenda and report by", Some(day("2021-10-11"))),
    ];
    assert_eq!(before, expected);
}

#[test]
fn of_nothing_nothing_is_found() {
    let found = found(&empty(), &council(), noon("2026-11-21"));
    assert_eq!((found.longest_term.value, found.maximum.value, found.ends_on.value), (None, None, None));
    assert_eq!(found.regime.regime, Regime::CannotTell);
    assert_eq!(found.key_decision.answer, Answer::CannotTell);
    assert!(found.before_meeting.is_empty());
}

/// Cost of a year in pence, months, and the most that could be paid, in pence.
#[test]
fn the_maximum_is_the_year_times_the_term() {
    let table = [
        (33_100_000, 60, Some(165_500_000)),
        (33_100_000, 30, Some(82_750_000)),
        (33_100_000, 1, Some(2_758_333)),
        (100, 1, Some(8)),
        (6, 1, Some(1)),
        (5, 1, Some(0)),
        (18, 1, Some(2)),
        (1, 12, Some(1)),
        (0, 60, Some(0)),
        (i64::MAX, 12, Some(i64::MAX)),
        (i64::MAX, 13, None),
    ];
    for (annual, months, expected) in table {
        let mut p = empty();
        p.row.annual_value = Some(Pence(annual));
        p.term_periods = vec![term(Some(months), None)];
        assert_eq!(maximum(&p).value.map(|pence| pence.0), expected, "{annual} {months}");
    }
}

/// Cost of a year, of the whole term, and months; the maximum, all in pounds.
#[test]
fn the_stated_total_stands_in_where_years_cannot_be_counted() {
    let table = [
        (Some(110_000), Some(220_000), Some(24), pounds(220_000)),
        (Some(110_000), Some(200_000), Some(24), pounds(220_000)),
        (Some(110_000), Some(200_000), None, pounds(200_000)),
        (None, Some(200_000), Some(24), pounds(200_000)),
        (Some(110_000), None, None, None),
        (None, None, Some(24), None),
    ];
    for (annual, total, months, expected) in table {
        let mut p = empty();
        (p.row.annual_value, p.row.total_value) = (annual.and_then(pounds), total.and_then(pounds));
        p.term_periods = vec![term(months, None)];
        assert_eq!(maximum(&p).value, expected, "{annual:?} {total:?} {months:?}");
    }
}

/// The parts of the term, and the longest term.
#[test]
fn a_term_is_the_sum_of_its_parts() {
    type Parts = &'static [Option<i32>];
    let table: [(Parts, Option<u32>, &str); 6] = [
        (&[Some(36)], Some(36), "36 months, the parts of the term."),
        (&[Some(24), Some(24), Some(12)], Some(60), "24 + 24 + 12 months, the parts of the term."),
        (&[Some(24), None], None, "A part of the term has no length."),
        (&[Some(24), Some(-1)], None, "A part of the term has no length."),
        (&[Some(i32::MAX); 2], Some(4_294_967_294), "2147483647 + 2147483647 months, the parts of the term."),
        (&[Some(i32::MAX); 3], None, "The parts of the term are too long to add up."),
    ];
    for (parts, expected, how) in table {
        let mut p = empty();
        p.term_periods = parts.iter().map(|months| term(*months, None)).collect();
        assert_eq!(longest_term(&p), Derived { value: expected, how: how.to_owned() }, "{parts:?}");
    }
}

#[test]
fn nothing_of_any_size_makes_the_finder_fall_over() {
    let mut p = dorset();
    p.row.annual_value = Some(Pence(i64::MAX));
    p.row.total_value = Some(Pence(i64::MAX));
    p.row.starts_on = Some(chrono::NaiveDate::MAX);
    p.row.ends_on = Some(chrono::NaiveDate::MIN);
    p.row.meets_on = Some(chrono::NaiveDate::MIN);
    p.row.commences_planned = Some(chrono::NaiveDate::MAX);
    p.term_periods = vec![term(Some(i32::MAX), Some(Break)); 5];
    let _ = found(&p, &council(), noon("2026-11-21"));
    let _ = crate::procurement::checks::checks(&p);
    assert_eq!(turning_points(&p).last(), Some(&(u32::MAX, Break)));
    p.term_periods.clear();
    assert_eq!(longest_term(&p).value, None);
}

#[test]
fn turning_points_stand_where_a_length_is_known() {
    let table = [
        (
            vec![term(Some(24), Some(Break)), term(Some(12), Some(Extension)), term(Some(12), Some(End))],
            vec![(24, Break), (36, Extension)],
        ),
        (vec![term(Some(24), None), term(Some(12), Some(Extension))], vec![(36, Extension)]),
        (
            vec![term(Some(24), Some(Break)), term(None, Some(Break)), term(Some(12), Some(Break))],
            vec![(24, Break)],
        ),
        (Vec::new(), Vec::new()),
    ];
    for (parts, points) in table {
        let mut p = empty();
        p.term_periods = parts;
        assert_eq!(turning_points(&p), points);
    }
}

#[test]
fn months_read_as_years() {
    let table = [
        (0, "0 months"),
        (1, "1 month"),
        (11, "11 months"),
        (12, "1 year"),
        (13, "1 year and 1 month"),
        (30, "2 years and 6 months"),
        (60, "5 years"),
    ];
    for (months, words) in table {
        assert_eq!(years(months), words);
    }
}
