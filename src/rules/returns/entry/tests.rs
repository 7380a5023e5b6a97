use entity::number::Hundredths;
use entity::state::{KpiKind, YesNo};

use super::*;
use crate::returns::Kpi;
use crate::returns::testing::{figure, kpi, monitored, quarters};
use crate::testing::day;

fn said(problems: &[Problem]) -> Vec<(&str, &str)> {
    problems.iter().map(|one| (one.field.as_deref().unwrap_or_default(), one.says.as_str())).collect()
}

fn cases(opening: i64, added: i64, closed: i64, closing: i64) -> Values {
    let (opening, added) = (Some(opening), Some(added));
    Values { opening, added, closed: Some(closed), closing: Some(closing), ..Values::default() }
}

fn rate(above: i64, below: i64) -> Values {
    Values { numerator: Some(above), denominator: Some(below), ..Values::default() }
}

#[test]
fn what_cannot_be_true_together_is_refused() {
    let caseload = kpi(1, KpiKind::Caseload, "2027-04-01", |_| {});
    let shares = kpi(2, KpiKind::Rate, "2027-04-01", |_| {});
    let people = kpi(3, KpiKind::Count, "2027-04-01", |row| row.people = Some(YesNo::Yes));
    let score = kpi(4, KpiKind::Score, "2027-04-01", |row| row.score_most = Some(10));
    let counted = |all, new| Values { count: Some(all), new_this_year: Some(new), ..Values::default() };
    let scored = |score| Values { score: Some(Hundredths(score)), ..Values::default() };
    let why = Values { none_reason: Some("The survey is in May.".to_owned()), ..Values::default() };
    let table: &[(&Kpi, Values, Option<&str>)] = &[
        (&caseload, cases(18, 6, 2, 22), None),
        (&caseload, cases(18, 6, 2, 21), Some("closing")),
        (&caseload, cases(18, 6, 25, 0), Some("closed")),
        (&caseload, cases(18, 6, 24, 0), None),
        (&shares, rate(9, 10), None),
        (&shares, rate(10, 10), None),
        (&shares, rate(11, 10), Some("numerator")),
        (&shares, rate(0, 0), None),
        (&shares, rate(-1, 0), Some("numerator")),
        (&people, counted(18, 18), None),
        (&people, counted(18, 19), Some("new_this_year")),
        (&score, scored(1_000), None),
        (&score, scored(1_001), Some("score")),
        (&score, scored(-1), Some("score")),
        (&shares, why.clone(), None),
        (&shares, Values { numerator: Some(1), ..why }, Some("none_reason")),
        (&shares, Values::default(), None),
    ];
    for (kpi, values, at) in table {
        let found = faults(&kpi.versions[0], values);
        assert_eq!(found.first().and_then(|one| one.field.as_deref()), *at, "{values:?}: {:?}", said(&found));
    }
    let found = faults(&caseload.versions[0], &cases(18, 6, 2, 21));
    let says = "18 open at the start, 6 new and 2 closed leave 22, but 21 is given. Check these numbers.";
    assert_eq!(said(&found), [("closing", says)]);
}

#[test]
fn a_figure_that_looks_odd_is_asked_about() {
    let shares = kpi(1, KpiKind::Rate, "2027-04-01", |row| {
        row.target = Some(Hundredths::whole(80));
        row.tolerance = Some(Hundredths::whole(5));
    });
    let beside = |last: Option<Values>| Beside {
        last,
        opening: None,
        target: Some(Hundredths::whole(80)),
        first_on: day("2027-07-01"),
    };
    let table: &[(Values, Option<Values>, &[&str])] = &[
        (rate(80, 100), None, &[]),
        (rate(80, 100), Some(rate(80, 100)), &["unchanged"]),
        (rate(8, 10), Some(rate(80, 100)), &[]),
        // Exactly a quarter is no jump.
        (rate(100, 100), Some(rate(80, 100)), &[]),
        (rate(100, 100), Some(rate(79, 100)), &["jump"]),
        (rate(75, 100), Some(rate(80, 100)), &[]),
        (rate(74, 100), Some(rate(80, 100)), &["off"]),
        (rate(50, 100), Some(rate(80, 100)), &["jump", "off"]),
        (rate(0, 0), Some(rate(80, 100)), &["zero"]),
        (rate(1, 100), Some(rate(0, 100)), &["jump", "off"]),
        (Values::default(), Some(rate(80, 100)), &[]),
    ];
    for (values, last, asked) in table {
        let found = questions(&shares.versions[0], values, &beside(last.clone()));
        let kinds: Vec<&str> = found
            .iter()
            .map(|question| match question {
                Question::Jump(_) => "jump",
                Question::Unchanged(_) => "unchanged",
                Question::OffTarget(_) => "off",
                Question::ZeroDenominator(_) => "zero",
            })
            .collect();
        assert_eq!(kinds, *asked, "{values:?} after {last:?}");
    }
}

#[test]
fn cases_are_carried_and_not_typed() {
    let mut monitoring = monitored("2027-04-01");
    monitoring.kpis = vec![kpi(1, KpiKind::Caseload, "2027-04-01", |row| row.opening = Some(18))];
    monitoring.returns = quarters(2027);
    let opening = |monitoring: &Monitoring, place: usize| {
        let one = &monitoring.returns[place];
        monitoring.opening(one, monitoring.asked(one)[0])
    };
    assert_eq!((opening(&monitoring, 0), opening(&monitoring, 1)), (Some(18), None));
    let first = figure(&monitoring.returns[0], &monitoring.kpis[0], cases(18, 6, 2, 22));
    monitoring.returns[0].figures.push(first);
    assert_eq!((opening(&monitoring, 1), opening(&monitoring, 2)), (Some(22), None));
}

#[test]
fn a_kpi_that_starts_later_begins_with_its_own_opening() {
    let mut monitoring = monitored("2027-04-01");
    monitoring.kpis = vec![kpi(1, KpiKind::Caseload, "2027-10-01", |row| row.opening = Some(4))];
    monitoring.returns = quarters(2027);
    let third = &monitoring.returns[2];
    assert_eq!(monitoring.opening(third, monitoring.asked(third)[0]), Some(4));
}

#[test]
fn what_is_missing_depends_on_the_kind() {
    let people = kpi(1, KpiKind::Count, "2027-04-01", |row| row.people = Some(YesNo::Yes));
    let meetings = kpi(2, KpiKind::Count, "2027-04-01", |_| {});
    let caseload = kpi(3, KpiKind::Caseload, "2027-04-01", |_| {});
    let counted = Values { count: Some(3), ..Values::default() };
    let why = Values { none_reason: Some("None was held.".to_owned()), ..Values::default() };
    let table: &[(&Kpi, &Values, usize)] = &[
        (&people, &counted, 1),
        (&meetings, &counted, 0),
        (&caseload, &counted, 3),
        (&people, &Values::default(), 2),
        (&caseload, &why, 0),
    ];
    for (kpi, values, count) in table {
        assert_eq!(missing(&kpi.versions[0], values).len(), *count, "{values:?}");
    }
}

#[test]
fn periods_are_called_as_people_call_them() {
    let monitoring = monitored("2027-04-01");
    let table = [
        ("2027-04-01", "2027-06-30", "April to June 2027"),
        ("2027-04-01", "2027-04-30", "April 2027"),
        ("2027-10-01", "2028-03-31", "October 2027 to March 2028"),
        ("2027-05-15", "2027-06-30", "15 May 2027 to 30 June 2027"),
    ];
    for (first, last, called) in table {
        let one = crate::returns::testing::period(1, first, last);
        assert_eq!(monitoring.period_words(&one), called);
    }
}
