use entity::number::Hundredths;
use entity::state::{Direction, KpiKind, ReturnStage};

use super::*;
use crate::contract::testing::authority;
use crate::returns::measure::Rag;
use crate::returns::testing::{figure, kpi, monitored, quarters};
use crate::returns::values::Values;
use crate::testing::noon;

fn of(above: i64, below: i64) -> Values {
    Values { numerator: Some(above), denominator: Some(below), ..Values::default() }
}

fn returned(figures: &[Values]) -> Monitoring {
    let measured = kpi(1, KpiKind::Rate, "2027-04-01", |row| {
        row.target = Some(Hundredths::whole(80));
        row.direction = Some(Direction::Higher);
    });
    let mut monitoring = monitored("2027-04-01");
    monitoring.contract.row.starts_on = Some("2027-04-01".parse().expect("a day"));
    monitoring.returns = quarters(2027);
    for (one, values) in monitoring.returns.iter_mut().zip(figures) {
        one.row.stage = ReturnStage::Accepted;
        one.row.submissions = 1;
        let mut said = figure(one, &measured, values.clone());
        said.comment = Some("Two families moved away.".to_owned());
        said.reason = Some("It was counted twice.".to_owned());
        one.figures.push(said);
    }
    monitoring.kpis = vec![measured];
    monitoring
}

fn told(monitoring: &Monitoring, place: usize, eyes: Eyes) -> (String, Option<Rag>, String) {
    let authority = authority();
    let which = Which::Monitoring(monitoring.returns[place].row.id);
    let report = Performance::of(monitoring, &authority, which, eyes, noon("2028-06-01")).expect("a report");
    let one = report.period().expect("a period");
    let asked = report.seen.asked(one)[0];
    let told = report.told(one, asked);
    (told.whole(), told.rag, report.year(one, asked).whole())
}

#[test]
fn the_council_reads_sums_and_the_public_what_tells_of_nobody() {
    let monitoring = returned(&[of(9, 10), of(30, 60)]);
    let council = told(&monitoring, 1, Eyes::Council);
    assert_eq!(council, ("50.0% (30 of 60)".to_owned(), Some(Rag::Red), "55.7% (39 of 70)".to_owned()));
    let public = Eyes::Public { texts: false };
    assert_eq!(
        told(&monitoring, 0, public),
        ("Held back (out of 10)".to_owned(), None, "Held back".to_owned())
    );
    let second = told(&monitoring, 1, public);
    assert_eq!(second, ("50.0% (30 of 60)".to_owned(), Some(Rag::Red), "Held back".to_owned()));
}

#[test]
fn what_is_off_target_twice_says_so_and_words_are_for_the_council_until_they_were_read() {
    let monitoring = returned(&[of(30, 60), of(30, 60)]);
    let authority = authority();
    let which = Which::Monitoring(monitoring.returns[1].row.id);
    for (eyes, words) in [
        (Eyes::Council, Some("Two families moved away. It was counted twice.")),
        (Eyes::Public { texts: true }, None),
    ] {
        let report =
            Performance::of(&monitoring, &authority, which, eyes, noon("2028-06-01")).expect("a report");
        let exceptions = report.exceptions(report.period().expect("a period"));
        assert_eq!(exceptions.len(), 1);
        assert!(exceptions[0].twice);
        assert_eq!(exceptions[0].words.as_deref(), words);
    }
}

#[test]
fn what_was_not_submitted_is_nobodys_to_read() {
    let mut monitoring = returned(&[of(30, 60), of(30, 60)]);
    monitoring.returns[1].row.submissions = 0;
    monitoring.returns[1].row.stage = ReturnStage::Open;
    let authority = authority();
    let review = Performance::of(&monitoring, &authority, Which::Review, Eyes::Council, noon("2028-06-01"));
    let review = review.expect("a review");
    assert_eq!(review.span.last, monitoring.returns[0].row.last_on);
    assert!(review.seen.returns[1].figures.is_empty());
    let which = Which::Monitoring(monitoring.returns[1].row.id);
    assert!(Performance::of(&monitoring, &authority, which, Eyes::Council, noon("2028-06-01")).is_err());
}
