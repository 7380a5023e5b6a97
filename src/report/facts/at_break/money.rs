//! The money of a contract at a break: year by year, where it comes from, how it was varied, what it is to save.

use std::collections::HashSet;

use chrono::NaiveDate;
use entity::choice::Choice;
use entity::number::Pence;
use minijinja::Value;
use rules::contract::Contract;
use rules::contract::avoidance::{checks, model};
use rules::contract::money::{Money, YearMoney, warnings};
use rules::contract::price::{Rests, pence};
use rules::contract::vary::{own_share, running_share};
use rules::exact::{Exact, money as in_pounds, two_decimals, whole};
use rules::field::long_day;

use super::super::Facts;
use super::super::awarding::{facts, figure, prose, text};
use super::super::field::Reading;
use crate::report::piece::Anchor;
use crate::report::template;

const UNKNOWN: &str = "Cannot be told";

/// Everything a template can name of the money.
pub(in crate::report::facts) fn of(
    reading: &Reading,
    contract: &Contract,
    money: &Money,
    today: NaiveDate,
) -> Facts {
    let years: Vec<Facts> = money.years.iter().map(|it| year(it, today)).collect();
    facts([
        ("years", Value::from_iter(years)),
        ("indexed", Value::from_iter(indexed(money))),
        ("has_payments", contract.paid().next().is_some().into()),
        ("total", Value::from(total(reading))),
        ("warnings", Value::from_iter(warnings(contract, money))),
        ("budgets", Value::from_iter(budgets(contract))),
        ("variations", Value::from_iter(variations(contract))),
        ("avoidances", Value::from_iter(avoidances(contract))),
    ])
}

fn total(reading: &Reading) -> Facts {
    let of = |name: &str| figure(reading, &format!("money.{name}"));
    facts([
        ("price", of("price")),
        ("paid", of("paid")),
        ("forecast", of("forecast")),
        ("secured", of("secured")),
    ])
}

/// One contract year; of one that has not begun it is not said that nothing was paid.
fn year(year: &YearMoney, today: NaiveDate) -> Facts {
    let exact = |sum: Option<&Exact>| text(&sum.and_then(pence).map_or_else(|| UNKNOWN.to_owned(), told));
    let price = year.whole_price();
    let is_ahead = year.price.span.first > today && year.paid.0 == 0;
    facts([
        ("number", Value::from(year.price.year)),
        ("until", text(&long_day(year.price.span.last))),
        ("price", exact(price.as_ref())),
        ("paid", text(&if is_ahead { "–".to_owned() } else { year.paid.to_string() })),
        ("forecast", exact(year.forecast.as_ref())),
    ])
}

/// On what the price of each year rests that is not as scheduled.
fn indexed(money: &Money) -> Vec<String> {
    let years = money.years.iter().filter(|year| year.price.rests != Rests::Schedule);
    years.map(|year| format!("Year {}: {}", year.price.year, year.price.rests.words())).collect()
}

fn told(sum: Pence) -> String {
    sum.to_string()
}

fn budgets(contract: &Contract) -> Vec<Facts> {
    let of = contract.budgets.iter().map(|row| {
        let amount = match (row.amount, row.share) {
            (Some(amount), _) => amount.to_string(),
            (None, Some(share)) => format!("{share} of the price"),
            (None, None) => "Not stated".to_owned(),
        };
        facts([
            ("source", text(&row.source)),
            ("owner", text(row.owner.as_deref().unwrap_or("Not stated"))),
            ("year", text(&row.year.map_or_else(|| "Every year".to_owned(), |year| year.to_string()))),
            ("amount", text(&amount)),
            ("secured", text(row.secured.map_or("Not stated", |secured| secured.label()))),
        ])
    });
    of.collect()
}

fn variations(contract: &Contract) -> Vec<Facts> {
    let of = contract.variations.iter().map(|row| {
        let share =
            |share: Option<Exact>| text(&share.map_or_else(|| UNKNOWN.to_owned(), |share| percent(&share)));
        let term = match (row.months_before, row.months_after, row.last_day_after) {
            (Some(before), Some(after), _) => format!("{before} to {after} months"),
            (_, _, Some(day)) => format!("To {}", long_day(day)),
            (None, Some(after), None) => format!("{after} months"),
            (_, None, None) => "–".to_owned(),
        };
        facts([
            ("number", Value::from(row.number)),
            ("reason", prose(&row.reason)),
            ("ground", text(row.ground.label())),
            ("from", text(&long_day(row.effective_on))),
            ("value", text(&row.value_change.to_string())),
            ("share", share(own_share(contract, row))),
            ("running", share(running_share(contract, row.number))),
            ("term", text(&term)),
        ])
    });
    of.collect()
}

fn percent(share: &Exact) -> String {
    format!("{}%", two_decimals(&(share * whole(100))))
}

/// What is stated of each line of cost avoidance, what the model makes of it, and what does not add up.
fn avoidances(contract: &Contract) -> Vec<Facts> {
    let mut taken: HashSet<String> = template::anchors().collect();
    let cost = contract.row.value;
    let mut anchor = |words: &str| Value::from(Anchor::of(words, &mut taken));
    let mut all = Vec::new();
    for row in &contract.avoidances {
        let told = |sum: Option<Pence>| text(&sum.map(told).unwrap_or_default());
        let modelled = model(row, row.modelled_rate, cost);
        let lines = modelled.iter().flat_map(|model| &model.lines).map(|line| {
            facts([
                ("year", Value::from(line.year)),
                ("avoided", text(&line.avoided.to_string())),
                ("saving", text(&two_decimals(&line.saving))),
                ("saves", text(&in_pounds(&line.saves))),
            ])
        });
        all.push(facts([
            ("measures", text(&row.measures)),
            ("evaluated", text(&row.evaluated_rate.map(|it| it.to_string()).unwrap_or_default())),
            ("modelled", text(&row.modelled_rate.map(|it| it.to_string()).unwrap_or_default())),
            ("unit_cost", told(row.unit_cost)),
            ("recurs", text(row.recurs.map(|it| it.label()).unwrap_or_default())),
            ("years", text(&row.years.map(|it| it.to_string()).unwrap_or_default())),
            ("gross", told(row.gross)),
            ("net", told(row.net)),
            ("basis", prose(row.basis.as_deref().unwrap_or_default())),
            ("lines", Value::from_iter(lines)),
            ("model_gross", told(modelled.as_ref().ok().and_then(|model| model.gross))),
            ("model_net", told(modelled.as_ref().ok().and_then(|model| model.net))),
            ("not_modelled", text(&modelled.as_ref().err().map(|it| it.words()).unwrap_or_default())),
            ("checks", Value::from_iter(checks(row, cost))),
            ("at_stated", anchor("Cost avoidance as stated")),
            ("at_model", anchor("Cost avoidance as modelled")),
        ]));
    }
    all
}
