//! What a contract is to save: a small model whose every line shows, and what returns report so far.
//!
//! Nothing is invented: without a unit cost there is no modelled sum, and what a paper states stays as stated.

use entity::contract_avoidance;
use entity::number::{BasisPoints, Hundredths, Pence};
use entity::state::Recurs;

use super::price::pence;
use crate::exact::{Exact, percent, pounds, ratio, whole};

/// One year of the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which year, from 1.
    pub year: u32,
    /// What is avoided in it.
    pub avoided: Hundredths,
    /// How many are paid for by none that year, whole or in part: those of this year by the part-year share, those of
    /// earlier years where each saves in every later year too.
    pub saving: Exact,
    /// What that saves, in pounds, exactly.
    pub saves: Exact,
}

/// The model of one line of cost avoidance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// Its years.
    pub lines: Vec<Line>,
    /// What it saves, to the penny.
    pub gross: Option<Pence>,
    /// What the service costs over those years, where that is known.
    pub cost: Option<Pence>,
    /// What is left.
    pub net: Option<Pence>,
}

/// What the model needs and does not have, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing(pub Vec<&'static str>);

/// The model at this rate a year; `cost` is that of the service over the same years.
pub fn model(
    row: &contract_avoidance::Model,
    rate: Option<Hundredths>,
    cost: Option<Pence>,
) -> Result<Model, Missing> {
    let years = row.years.and_then(|years| u32::try_from(years).ok());
    let known = rate.zip(row.unit_cost).zip(row.recurs).zip(years);
    let Some((((rate, unit), recurs), years)) = known else { return Err(missing(row, rate)) };
    Ok(over(&vec![rate; usize::try_from(years).unwrap_or(0)], unit, recurs, row.part_year, cost))
}

/// The same with what was avoided in each year in turn, such as returns report.
#[must_use]
pub fn over(
    avoided: &[Hundredths],
    unit: Pence,
    recurs: Recurs,
    part_year: Option<BasisPoints>,
    cost: Option<Pence>,
) -> Model {
    let share = percent(part_year.unwrap_or(BasisPoints::WHOLE)) / whole(100);
    let mut before = whole(0);
    let mut lines = Vec::with_capacity(avoided.len());
    for (year, avoided) in (1..).zip(avoided.iter().copied()) {
        let count = ratio(avoided.0, 100);
        let saving = match recurs {
            Recurs::Once => count.clone(),
            Recurs::EveryYear => &count * &share + &before,
        };
        before += count;
        lines.push(Line { year, avoided, saves: &saving * pounds(unit), saving });
    }
    let sum = lines.iter().fold(whole(0), |sum, line| sum + &line.saves);
    let gross = pence(&sum);
    let net = gross.zip(cost).and_then(|(gross, cost)| gross.0.checked_sub(cost.0)).map(Pence);
    Model { lines, gross, cost, net }
}

fn missing(row: &contract_avoidance::Model, rate: Option<Hundredths>) -> Missing {
    let needed = [
        (rate.is_none(), "reductions a year"),
        (row.unit_cost.is_none(), "the cost of one"),
        (row.recurs.is_none(), "whether one saves once or in every later year"),
        (row.years.is_none(), "over how many years"),
    ];
    Missing(needed.into_iter().filter_map(|(lacks, what)| lacks.then_some(what)).collect())
}

impl Missing {
    /// What a page says of it.
    #[must_use]
    pub fn words(&self) -> String {
        format!("Not modelled: the record does not say {}. Nothing is assumed.", self.0.join(", "))
    }
}

/// What does not add up in what is stated, `cost` being that of the service over the term.
#[must_use]
pub fn checks(row: &contract_avoidance::Model, cost: Option<Pence>) -> Vec<String> {
    let mut found = Vec::new();
    let difference = row.gross.zip(row.net).and_then(|(gross, net)| gross.0.checked_sub(net.0)).map(Pence);
    if let Some((difference, cost)) = difference.zip(cost).filter(|(difference, cost)| difference != cost)
        && let Some(gap) = cost.0.checked_sub(difference.0).and_then(i64::checked_abs)
    {
        found.push(format!(
            "Costs avoided before and after the cost of the service differ by {difference}, but the service costs {cost}: {} is not explained.",
            Pence(gap)
        ));
    }
    if let Some((evaluated, modelled)) =
        row.evaluated_rate.zip(row.modelled_rate).filter(|(one, other)| one != other)
    {
        found.push(format!("The evaluation found {evaluated} a year; the model uses {modelled}."));
    }
    if let Ok(Model { gross: Some(gross), .. }) = model(row, row.modelled_rate, cost)
        && let Some(stated) = row.gross.filter(|stated| *stated != gross)
    {
        found.push(format!(
            "Costs avoided are stated as {stated}, but the lines of the model add up to {gross}."
        ));
    }
    found
}

#[cfg(test)]
mod tests;
