use chrono::{DateTime, Utc};
use entity::number::Hundredths;
use entity::state::{EnteredBy, KpiKind, Rhythm, YesNo};

use super::*;
use crate::returns::testing::{figure, kpi, monitored, quarters, submitted, version};
use crate::testing::noon;

fn of(numerator: i64, denominator: i64) -> Option<Values> {
    Some(Values { numerator: Some(numerator), denominator: Some(denominator), ..Values::default() })
}

fn year(kpi: &Kpi, returned: &[Option<Values>]) -> Monitoring {
    let mut monitoring = monitored("2027-04-01");
    monitoring.contract.row.returns_every = Some(Rhythm::Quarterly);
    monitoring.returns = quarters(2027);
    for (one, values) in monitoring.returns.iter_mut().zip(returned) {
        one.figures.extend(values.clone().map(|values| figure(one, kpi, values)));
        submitted(one);
    }
    monitoring.kpis = vec![kpi.clone()];
    monitoring
}

fn seen(monitoring: &Monitoring, now: DateTime<Utc>) -> (Vec<(String, Rag)>, String) {
    let returned = monitoring.clone().as_submitted();
    let trend = returned.trend(&returned.kpis[0], None, now).expect("it has a version");
    let points = trend.points.iter().map(|point| (point.shown(), point.rag)).collect();
    (points, says(&trend))
}

fn engaged() -> Kpi {
    kpi(1, KpiKind::Rate, "2027-04-01", |row| {
        row.title = "Engaged within 16 weeks".to_owned();
        row.target = Some(Hundredths::whole(80));
    })
}

fn pairs(pairs: &[(&str, Rag)]) -> Vec<(String, Rag)> {
    pairs.iter().map(|(shown, rag)| ((*shown).to_owned(), *rag)).collect()
}

#[test]
fn the_words_say_what_the_picture_says() {
    let monitoring = year(&engaged(), &[of(7, 10), None, of(0, 0), of(10, 12)]);
    let (points, words) = seen(&monitoring, noon("2028-06-01"));
    let expected = [
        ("70.0%", Rag::Red),
        ("No figure", Rag::NoData),
        ("Nothing to measure", Rag::ZeroDenominator),
        ("83.3%", Rag::Green),
    ];
    assert_eq!(points, pairs(&expected));
    assert_eq!(
        words,
        "Engaged within 16 weeks went from 70.0% to 83.3% over 4 quarters; the target of 80% was met in 1 of the 2 that \
         could be judged; no figure for July to September 2027; nothing to measure in October to December 2027."
    );
}

#[test]
fn a_draft_is_never_read() {
    let measured = engaged();
    let mut monitoring = year(&measured, &[of(7, 10)]);
    let draft = figure(&monitoring.returns[1], &measured, of(10, 10).expect("values"));
    monitoring.returns[1].figures.push(draft);
    let (points, _) = seen(&monitoring, noon("2027-10-05"));
    let not_due = |shown| (shown, Rag::NotDue);
    assert_eq!(points[..2], pairs(&[("70.0%", Rag::Red), ("Not due yet", Rag::NotDue)]));
    assert_eq!(points[2..], pairs(&[not_due("Not due yet"), not_due("Not due yet")]));
    // The day after it was due, it is missing.
    let (points, _) = seen(&monitoring, noon("2027-10-22"));
    assert_eq!(points[1], ("No figure".to_owned(), Rag::NoData));
}

#[test]
fn what_is_written_anew_counts_when_it_comes_back() {
    let measured = engaged();
    let mut monitoring = year(&measured, &[of(7, 10)]);
    let one = &mut monitoring.returns[0];
    one.row.stage = entity::state::ReturnStage::Returned;
    one.figures[0].numerator = Some(9);
    let (points, _) = seen(&monitoring, noon("2027-08-03"));
    assert_eq!(points[0].0, "70.0%");
}

#[test]
fn the_councils_own_figures_count_from_when_they_are_saved() {
    let own = kpi(1, KpiKind::Count, "2027-04-01", |row| row.entered_by = EnteredBy::Council);
    let mut monitoring = year(&own, &[]);
    let count = Values { count: Some(4), ..Values::default() };
    let saved = figure(&monitoring.returns[0], &own, count);
    monitoring.returns[0].figures.push(saved);
    let (points, words) = seen(&monitoring, noon("2027-07-05"));
    assert_eq!(points[..2], pairs(&[("4", Rag::NoTarget), ("Not due yet", Rag::NotDue)]));
    assert!(words.starts_with("Measure 1 was 4 in April to June 2027; not due yet: July"), "{words}");
}

#[test]
fn a_new_version_is_marked_where_it_begins_and_not_before() {
    let mut measured = engaged();
    measured.versions.push(version(measured.row.id, 2, KpiKind::Rate, "2027-10-01", |row| {
        row.title = "Engaged within 16 weeks".to_owned();
        row.target = Some(Hundredths::whole(90));
    }));
    let monitoring = year(&measured, &[of(8, 10), of(8, 10), of(8, 10), of(9, 10)]);
    let trend = monitoring.trend(&monitoring.kpis[0], None, noon("2028-06-01")).expect("a trend");
    let marked: Vec<bool> = trend.points.iter().map(|point| point.is_new_version).collect();
    assert_eq!(marked, [false, false, true, false]);
    assert!(says(&trend).contains("the target, which changed, was met in 3 of the 4"), "{}", says(&trend));
    let upto = monitoring.returns[1].row.id;
    let earlier = monitoring.trend(&monitoring.kpis[0], Some(upto), noon("2028-06-01")).expect("a trend");
    assert_eq!((earlier.points.len(), earlier.version.row.number), (2, 1));
    assert!(says(&earlier).contains("80.0% at the beginning and at the end of 2 quarters"));
}

#[test]
fn answers_of_yes_and_words_are_told_and_not_drawn() {
    let policy = kpi(1, KpiKind::YesNo, "2027-04-01", |row| row.people = Some(YesNo::No));
    let monitoring = year(&policy, &[Some(Values { yes: Some(true), ..Values::default() })]);
    let trend = monitoring.trend(&monitoring.kpis[0], None, noon("2027-08-01")).expect("a trend");
    assert!(!trend.is_drawn());
}

#[test]
fn a_figure_moves_from_the_last_one_that_there_was() {
    let table: &[(&[Option<Values>], Option<&str>)] = &[
        (&[of(7, 10)], None),
        (&[of(7, 10), of(8, 10)], Some("Up from 70.0%, which is better")),
        (&[of(7, 10), None, of(6, 10)], Some("Down from 70.0%, which is worse")),
        (&[of(7, 10), of(0, 0), of(14, 20)], Some("The same as before")),
        (&[of(7, 10), of(0, 0)], None),
    ];
    for (returned, says) in table {
        let mut monitoring = year(&engaged(), returned);
        monitoring.returns.truncate(returned.len());
        let trend = monitoring.trend(&monitoring.kpis[0], None, noon("2028-06-01")).expect("a trend");
        assert_eq!(moved(&trend.points).map(|moved| moved.says).as_deref(), *says, "{returned:?}");
    }
}
