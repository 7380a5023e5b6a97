//! How a contract is watched: risks, cohorts, improvement plans, defaults, reviews and what is still to be done.

use chrono::NaiveDate;
use entity::choice::Choice;
use entity::state::{DefaultStanding, PlanStanding, RiskStanding};
use minijinja::Value;
use rules::contract::Contract;
use rules::field::long_day;
use rules::term::cohorts::span;

use super::super::Facts;
use super::super::awarding::{facts, prose, text};

const NOT_STATED: &str = "Not stated";

/// Everything a template can name of its management.
pub(in crate::report::facts) fn of(contract: &Contract, today: NaiveDate) -> Facts {
    let has = |given: bool| Value::from(given);
    let open_risks = || contract.risks.iter().filter(|row| row.standing != Some(RiskStanding::Closed));
    facts([
        ("risks", Value::from_iter(open_risks().map(risk).collect::<Vec<_>>())),
        ("risks_are_graded", has(open_risks().any(|row| row.likelihood.is_some() || row.impact.is_some()))),
        ("closed_risks", contract.risks.len().saturating_sub(open_risks().count()).into()),
        ("cohorts", Value::from_iter(cohorts(contract, today))),
        ("plans", Value::from_iter(contract.plans.iter().map(plan).collect::<Vec<_>>())),
        ("defaults", Value::from_iter(contract.defaults.iter().map(default).collect::<Vec<_>>())),
        ("meetings", Value::from_iter(meetings(contract))),
        ("actions", Value::from_iter(actions(contract, today))),
        ("documents", Value::from_iter(documents(contract))),
    ])
}

fn risk(row: &entity::contract_risk::Model) -> Facts {
    let or = |words: &Option<String>| text(words.as_deref().unwrap_or(NOT_STATED));
    facts([
        ("title", text(&row.title)),
        ("describes", prose(row.describes.as_deref().unwrap_or_default())),
        ("likelihood", or(&row.likelihood)),
        ("impact", or(&row.impact)),
        ("mitigation", prose(row.mitigation.as_deref().unwrap_or(NOT_STATED))),
        ("owner", or(&row.owner)),
    ])
}

/// Every cohort, with what it runs across.
fn cohorts(contract: &Contract, today: NaiveDate) -> Vec<Facts> {
    let across = contract.straddles(today).unwrap_or_default();
    let of = contract.cohorts.iter().zip(across.into_iter().chain(std::iter::repeat(None))).map(
        |(row, across)| {
            let months = row.months.and_then(|months| u32::try_from(months).ok());
            let days = row.starts_on.zip(months).map(|(starts, months)| span(starts, months));
            let says: Vec<String> = across.iter().flatten().map(|it| it.words()).collect();
            let says = match (&across, says.is_empty()) {
                (None, _) => "Its days are not known.".to_owned(),
                (Some(_), true) => "It runs across nothing.".to_owned(),
                (Some(_), false) => says.join(" "),
            };
            facts([
                ("title", text(&row.title)),
                ("from", text(&days.map_or_else(|| NOT_STATED.to_owned(), |days| long_day(days.first)))),
                ("to", text(&days.map_or_else(|| NOT_STATED.to_owned(), |days| long_day(days.last)))),
                ("places", text(&row.places.map_or_else(|| NOT_STATED.to_owned(), |it| it.to_string()))),
                ("across", text(&says)),
            ])
        },
    );
    of.collect()
}

fn plan(row: &entity::improvement_plan::Model) -> Facts {
    facts([
        ("title", text(&row.title)),
        ("action", prose(row.action.as_deref().unwrap_or(NOT_STATED))),
        ("due", text(&row.due_on.map_or_else(|| NOT_STATED.to_owned(), long_day))),
        ("standing", text(row.standing.map_or(NOT_STATED, |standing: PlanStanding| standing.label()))),
        ("outcome", prose(row.outcome.as_deref().unwrap_or("–"))),
    ])
}

fn default(row: &entity::default_notice::Model) -> Facts {
    facts([
        ("title", text(&row.title)),
        ("clause", text(row.clause.as_deref().unwrap_or(NOT_STATED))),
        ("issued", text(&row.issued_on.map_or_else(|| NOT_STATED.to_owned(), long_day))),
        ("by", text(&row.remedy_by.map_or_else(|| NOT_STATED.to_owned(), long_day))),
        ("standing", text(row.standing.map_or(NOT_STATED, |standing: DefaultStanding| standing.label()))),
    ])
}

/// The days of the reviews, newest first. Minutes stay with the contract.
fn meetings(contract: &Contract) -> Vec<Value> {
    let mut days: Vec<_> = contract.meetings.iter().filter_map(|row| row.held_on).collect();
    days.sort_unstable();
    days.reverse();
    days.into_iter().map(|day| text(&long_day(day))).collect()
}

/// Actions that are not done, and whether their day has gone by.
fn actions(contract: &Contract, today: NaiveDate) -> Vec<Facts> {
    let open = contract.actions.iter().filter(|row| row.done_on.is_none());
    let of = open.map(|row| {
        let due = match row.due_on {
            Some(day) if day < today => format!("{} (the day has gone by)", long_day(day)),
            Some(day) => long_day(day),
            None => NOT_STATED.to_owned(),
        };
        facts([
            ("says", prose(&row.says)),
            ("owner", text(row.owner.as_deref().unwrap_or(NOT_STATED))),
            ("due", text(&due)),
        ])
    });
    of.collect()
}

fn documents(contract: &Contract) -> Vec<Value> {
    let there = contract.documents.iter().filter(|row| !row.withdrawn);
    there.map(|row| text(&format!("{}: {}", row.kind.label(), row.title))).collect()
}
