//! A contract with KPIs for the tests.

use chrono::NaiveDate;
use entity::id::{KpiId, ReturnId, RowId};
use entity::number;
use entity::state::{Direction, EnteredBy, FigureCame, KpiKind, ReturnStage, TermEnd};
use entity::{contract_outcome, contract_return, kpi, kpi_version, return_figure};
use sea_orm::ActiveValue::Set;

use super::sign::{Document, Returned};
use super::values::Values;
use super::{Kpi, Monitoring, Return, Version};
use crate::contract::testing::{CONTRACT, in_force};
use crate::testing::{CHARITY, COUNCIL, SEEN, blank, day, noon};

/// The outcome that every KPI of the tests stands under.
pub(crate) const OUTCOME: RowId = RowId(900);

/// A contract in force from a day on for two years, with the charity, one outcome and no KPIs.
pub(crate) fn monitored(starts: &str) -> Monitoring {
    let mut contract = in_force(starts, &[(24, TermEnd::End)]);
    contract.row.organisation_id = Some(CHARITY);
    contract.outcomes.push(blank::<contract_outcome::ActiveModel, _>(|row| {
        row.id = Set(OUTCOME);
        row.contract_id = Set(CONTRACT);
        row.position = Set(1);
        row.says = Set("Women are supported".to_owned());
    }));
    Monitoring::of(contract)
}

/// A KPI of this kind, asked from a day on; higher is better and there is no target, unless more is said.
pub(crate) fn kpi(number: i32, kind: KpiKind, from: &str, more: impl FnOnce(&mut kpi_version::Model)) -> Kpi {
    let id = KpiId(i64::from(number));
    let row = blank::<kpi::ActiveModel, _>(|row| {
        row.id = Set(id);
        row.authority_id = Set(COUNCIL);
        row.contract_id = Set(CONTRACT);
        row.outcome_id = Set(OUTCOME);
        row.version = Set(SEEN);
        row.number = Set(number);
    });
    Kpi { row, versions: vec![version(id, 1, kind, from, more)] }
}

/// A version of a KPI.
pub(crate) fn version(
    kpi: KpiId,
    number: i32,
    kind: KpiKind,
    from: &str,
    more: impl FnOnce(&mut kpi_version::Model),
) -> Version {
    let mut row = blank::<kpi_version::ActiveModel, _>(|row| {
        row.id = Set(RowId(kpi.0 * 100 + i64::from(number)));
        row.kpi_id = Set(kpi);
        row.number = Set(number);
        row.from_on = Set(day(from));
        row.title = Set(format!("Measure {}", kpi.0));
        row.kind = Set(kind);
        row.entered_by = Set(EnteredBy::Provider);
        row.direction = Set(Some(Direction::Higher));
        row.at = Set(noon(from));
    });
    more(&mut row);
    Version { row, targets: Vec::new() }
}

/// The return of a period, open, due three weeks after its end.
pub(crate) fn period(number: i32, first: &str, last: &str) -> Return {
    let row = blank::<contract_return::ActiveModel, _>(|row| {
        row.id = Set(ReturnId(i64::from(number)));
        row.authority_id = Set(COUNCIL);
        row.contract_id = Set(CONTRACT);
        row.organisation_id = Set(Some(CHARITY));
        row.version = Set(number::Version(SEEN.0));
        row.number = Set(number);
        row.first_on = Set(day(first));
        row.last_on = Set(day(last));
        row.due_on = Set(day(last) + chrono::Days::new(21));
        row.stage = Set(ReturnStage::Open);
        row.opened_at = Set(noon(last));
        row.nil = Set(false);
        row.submissions = Set(0);
    });
    Return { row, figures: Vec::new(), submissions: Vec::new(), queries: Vec::new(), evidence: Vec::new() }
}

/// The four quarters of the financial year that begins on 1 April of this year.
pub(crate) fn quarters(year: i32) -> Vec<Return> {
    let days = |(month, last): (u32, (u32, u32)), year: i32| {
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a real day").to_string();
        (day(month, 1), day(last.0, last.1))
    };
    let months = [(4, (6, 30)), (7, (9, 30)), (10, (12, 31))];
    let mut spans: Vec<_> = months.into_iter().map(|quarter| days(quarter, year)).collect();
    spans.push(days((1, (3, 31)), year + 1));
    (1..).zip(spans).map(|(number, (first, last))| period(number, &first, &last)).collect()
}

/// A figure that a return holds.
pub(crate) fn figure(one: &Return, kpi: &Kpi, values: Values) -> return_figure::Model {
    let version = kpi.version_on(one.row.first_on).expect("the KPI is asked for then");
    blank::<return_figure::ActiveModel, _>(|row| {
        row.id = Set(RowId(one.row.id.0 * 1_000 + kpi.row.id.0));
        row.return_id = Set(one.row.id);
        row.contract_id = Set(CONTRACT);
        row.kpi_id = Set(kpi.row.id);
        row.kpi_version_id = Set(version.row.id);
        row.count = Set(values.count);
        row.new_this_year = Set(values.new_this_year);
        row.numerator = Set(values.numerator);
        row.denominator = Set(values.denominator);
        row.opening = Set(values.opening);
        row.added = Set(values.added);
        row.closed = Set(values.closed);
        row.closing = Set(values.closing);
        row.score = Set(values.score);
        row.words = Set(values.words);
        row.none_reason = Set(values.none_reason);
        row.came = Set(FigureCame::Typed);
        row.at = Set(noon("2027-07-01"));
        row.person_id = Set(entity::id::PersonId(40));
    })
}

/// Lets a return be submitted, in time, on the day after its period.
pub(crate) fn submitted(one: &mut Return) {
    one.row.stage = ReturnStage::Accepted;
    one.row.submissions += 1;
    let at = noon(&(one.row.last_on + chrono::Days::new(1)).to_string());
    one.row.submitted_at = Some(at);
    for figure in &mut one.figures {
        figure.at = at;
    }
    let (id, number) = (one.row.id, one.row.submissions);
    let document = document(one).written();
    one.submissions.push(blank::<entity::return_submission::ActiveModel, _>(|row| {
        row.return_id = Set(id);
        row.number = Set(number);
        row.at = Set(at);
        row.document = Set(document);
    }));
}

fn document(one: &Return) -> Document {
    let returned = |figure: &return_figure::Model| Returned {
        kpi: i32::try_from(figure.kpi_id.0).expect("KPIs of the tests have small numbers"),
        version: 1,
        title: String::new(),
        values: Values::of(figure),
        comment: figure.comment.clone(),
        reason: figure.reason.clone(),
        files: Vec::new(),
    };
    Document {
        contract: String::new(),
        period: one.row.number,
        first_on: one.row.first_on,
        last_on: one.row.last_on,
        submission: one.row.submissions,
        nil: None,
        note: None,
        figures: one.figures.iter().map(returned).collect(),
        files: Vec::new(),
    }
}
