use entity::number::Hundredths;
use entity::state::{Direction, KpiKind, ToleranceKind, YesNo};

use super::*;
use crate::returns::Kpi;
use crate::returns::testing::{figure, kpi, monitored, quarters};

/// A year of quarters with what one KPI returned in each; nothing is a quarter without a figure.
fn year(kpi: &Kpi, returned: &[Option<Values>]) -> Monitoring {
    let mut monitoring = monitored("2027-04-01");
    monitoring.returns = quarters(2027);
    monitoring.returns.truncate(returned.len());
    for (one, values) in monitoring.returns.iter_mut().zip(returned) {
        one.figures.extend(values.clone().map(|values| figure(one, kpi, values)));
    }
    monitoring.kpis = vec![kpi.clone()];
    monitoring
}

fn so_far(kpi: &Kpi, returned: &[Option<Values>]) -> (String, usize) {
    let monitoring = year(kpi, returned);
    let one = monitoring.returns.last().expect("a period");
    let asked = monitoring.asked_of(&monitoring.kpis[0], one).expect("it is asked for");
    let to_date = monitoring.year_to_date(one, asked, None);
    (year_shown(asked.version, &to_date), to_date.missing)
}

fn of(numerator: i64, denominator: i64) -> Option<Values> {
    Some(Values { numerator: Some(numerator), denominator: Some(denominator), ..Values::default() })
}

fn counted(count: i64, new: i64) -> Option<Values> {
    Some(Values { count: Some(count), new_this_year: Some(new), ..Values::default() })
}

fn cases(opening: i64, added: i64, closed: i64) -> Option<Values> {
    let closing = Some(opening + added - closed);
    let (opening, added, closed) = (Some(opening), Some(added), Some(closed));
    Some(Values { opening, added, closed, closing, ..Values::default() })
}

#[test]
fn a_rate_is_the_sum_above_over_the_sum_below() {
    let rate = kpi(1, KpiKind::Rate, "2027-04-01", |_| {});
    let table: &[(&[Option<Values>], &str)] = &[
        (&[of(9, 10), of(30, 60)], "55.7%"),
        (&[of(9, 10)], "90.0%"),
        (&[of(0, 0)], "Nothing to measure"),
        (&[of(0, 0), of(1, 3)], "33.3%"),
        (&[of(2, 3)], "66.7%"),
        (&[of(0, 7)], "0.0%"),
        (&[None], "No figure"),
    ];
    for (returned, shown) in table {
        assert_eq!(so_far(&rate, returned).0, *shown, "{returned:?}");
    }
    assert_eq!(so_far(&rate, &[of(9, 10), None, of(30, 60)]), ("55.7%".to_owned(), 1));
}

#[test]
fn nobody_is_counted_twice_in_a_year() {
    let people = kpi(1, KpiKind::Count, "2027-04-01", |row| row.people = Some(YesNo::Yes));
    assert_eq!(so_far(&people, &[counted(18, 18), counted(21, 5), counted(20, 2)]).0, "25");
    let caseload = kpi(1, KpiKind::Caseload, "2027-04-01", |_| {});
    // 18 at the beginning and 6 + 4 who came; the quarterly totals of 24 and 26 would say 50.
    assert_eq!(so_far(&caseload, &[cases(18, 6, 2), cases(22, 4, 5)]).0, "28");
}

#[test]
fn what_adds_up_has_a_target_that_adds_up() {
    let meetings = kpi(1, KpiKind::Count, "2027-04-01", |row| {
        row.gathers = Some(Gathers::Cumulative);
        row.target = Some(Hundredths::whole(12));
    });
    let monitoring = year(&meetings, &[counted(10, 0), None, counted(15, 0)]);
    let one = monitoring.returns.last().expect("a period");
    let asked = monitoring.asked_of(&monitoring.kpis[0], one).expect("it is asked for");
    let to_date = monitoring.year_to_date(one, asked, None);
    assert_eq!(to_date.reading, Reading::Value(whole(25)));
    assert_eq!((to_date.target, to_date.periods, to_date.missing), (Some(Hundredths::whole(24)), 2, 1));
    let typed = Values { count: Some(20), ..Values::default() };
    let as_typed = monitoring.year_to_date(one, asked, Some(&typed));
    assert_eq!(as_typed.reading, Reading::Value(whole(30)));
}

#[test]
fn the_edges_of_a_tolerance_are_inside() {
    let table = [
        // direction, target, tolerance, kind, value, how it stands; in hundredths
        (Direction::Higher, 8_000, 500, ToleranceKind::Absolute, 8_000, Rag::Green),
        (Direction::Higher, 8_000, 500, ToleranceKind::Absolute, 7_999, Rag::Amber),
        (Direction::Higher, 8_000, 500, ToleranceKind::Absolute, 7_500, Rag::Amber),
        (Direction::Higher, 8_000, 500, ToleranceKind::Absolute, 7_499, Rag::Red),
        (Direction::Higher, 8_000, 1_000, ToleranceKind::Relative, 7_200, Rag::Amber),
        (Direction::Higher, 8_000, 1_000, ToleranceKind::Relative, 7_199, Rag::Red),
        (Direction::Lower, 1_600, 100, ToleranceKind::Absolute, 1_600, Rag::Green),
        (Direction::Lower, 1_600, 100, ToleranceKind::Absolute, 1_700, Rag::Amber),
        (Direction::Lower, 1_600, 100, ToleranceKind::Absolute, 1_701, Rag::Red),
        (Direction::Lower, 0, 0, ToleranceKind::Relative, 0, Rag::Green),
        (Direction::Lower, 0, 1_000, ToleranceKind::Relative, 1, Rag::Red),
    ];
    for (direction, target, tolerance, kind, value, stands) in table {
        let kpi = kpi(1, KpiKind::Score, "2027-04-01", |row| {
            row.direction = Some(direction);
            row.tolerance = Some(Hundredths(tolerance));
            row.tolerance_kind = Some(kind);
        });
        let judged = judge(&kpi.versions[0], Some(Hundredths(target)), &ratio(value, 100));
        assert_eq!(judged, stands, "{direction:?} {target} {tolerance} {kind:?} {value}");
    }
}

#[test]
fn what_cannot_be_judged_is_grey() {
    let first = quarters(2027)[0].row.first_on;
    let rate = kpi(1, KpiKind::Rate, "2027-04-01", |row| {
        row.target = Some(Hundredths::whole(80));
        row.least_denominator = Some(5);
    });
    let version = &rate.versions[0];
    let table = [
        (of(0, 0), Rag::TooFew),
        (of(4, 4), Rag::TooFew),
        (of(4, 5), Rag::Green),
        (of(3, 5), Rag::Red),
        (Some(Values::default()), Rag::NoData),
    ];
    for (values, stands) in table {
        let values = values.expect("values");
        let expected = if values.denominator == Some(0) { Rag::ZeroDenominator } else { stands };
        assert_eq!(rag(version, &values, first), expected, "{values:?}");
    }
    let free = kpi(2, KpiKind::Count, "2027-04-01", |_| {});
    assert_eq!(rag(&free.versions[0], &counted(3, 3).expect("values"), first), Rag::NoTarget);
    assert_eq!(Rag::Red.rating(version), Rating::RequiresImprovement);
    assert_eq!(Rag::ZeroDenominator.rating(version), Rating::Other);
}

#[test]
fn a_later_version_never_reaches_back() {
    let mut measured = kpi(1, KpiKind::Rate, "2027-04-01", |row| row.target = Some(Hundredths::whole(80)));
    let later = crate::returns::testing::version(measured.row.id, 2, KpiKind::Rate, "2027-10-01", |row| {
        row.target = Some(Hundredths::whole(90));
    });
    measured.versions.push(later);
    let monitoring = year(&measured, &[of(80, 100), of(80, 100), of(80, 100), of(90, 100)]);
    let stands = monitoring.returns.iter().map(|one| {
        let asked = monitoring.asked_of(&monitoring.kpis[0], one).expect("it is asked for");
        let current = monitoring.current(one, asked.kpi.row.id).expect("a figure");
        rag(asked.version, &current.values, one.row.first_on)
    });
    assert_eq!(stands.collect::<Vec<_>>(), [Rag::Green, Rag::Green, Rag::Red, Rag::Green]);
}

#[test]
fn a_kpi_added_in_the_third_quarter_is_asked_from_then_on() {
    let mut monitoring = monitored("2027-04-01");
    monitoring.returns = quarters(2027);
    monitoring.kpis = vec![kpi(1, KpiKind::Count, "2027-10-01", |_| {})];
    let asked: Vec<usize> = monitoring.returns.iter().map(|one| monitoring.asked(one).len()).collect();
    assert_eq!(asked, [0, 0, 1, 1]);
}
