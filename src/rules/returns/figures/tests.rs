use entity::state::{KpiKind, YesNo};

use super::*;
use crate::returns::testing::{figure, kpi, monitored, quarters, submitted};
use crate::testing::noon;

#[test]
fn every_figure_that_was_asked_for_has_a_line_with_a_cell_for_each_heading() {
    let rate = kpi(1, KpiKind::Rate, "2027-04-01", |_| {});
    let people = kpi(2, KpiKind::Count, "2027-10-01", |row| row.people = Some(YesNo::Yes));
    let mut monitoring = monitored("2027-04-01");
    monitoring.returns = quarters(2027);
    for (one, (above, below)) in monitoring.returns.iter_mut().zip([(9, 10), (30, 60)]) {
        let values = Values { numerator: Some(above), denominator: Some(below), ..Values::default() };
        one.figures.push(figure(one, &rate, values));
        submitted(one);
    }
    monitoring.kpis = vec![rate, people];
    let lines = lines(&monitoring.clone().as_submitted(), noon("2027-11-01"));
    // One KPI in four quarters, the other in two.
    assert_eq!(lines.len(), 6);
    assert!(lines.iter().all(|line| line.len() == HEADINGS.len()));
    let cell = |line: usize, heading: &str| {
        let at = HEADINGS.iter().position(|it| *it == heading).expect("a heading");
        lines[line][at].plain()
    };
    assert_eq!(cell(1, "Figure"), "50.0%");
    assert_eq!(cell(1, "Year to date"), "55.7%");
    assert_eq!(
        (cell(1, "Year to date, above the line"), cell(1, "Numerator")),
        ("39".to_owned(), "30".to_owned())
    );
    assert_eq!(
        (cell(2, "Figure"), cell(2, "How it stands")),
        ("Not due yet".to_owned(), "Not due yet".to_owned())
    );
    assert_eq!(cell(2, "Numerator"), "");
}
