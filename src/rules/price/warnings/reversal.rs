//! Two bids that change places because a third is gone.

use std::cmp::Ordering;

use super::{Sample, Warning, WarningKind, warning};
use crate::exact::{Exact, fraction, two_decimals};
use crate::price::{NoScore, PriceFormula};

/// One warning for each sample whose going turns the order of two others; for a relative formula under which
/// none does, that one could. Nothing for a formula that looks at one bid at a time.
pub(super) fn warnings(
    formula: PriceFormula,
    price_weight: &Exact,
    samples: &[Sample],
) -> Result<Vec<Warning>, NoScore> {
    if !formula.is_relative() {
        return Ok(Vec::new());
    }
    let everybody: Vec<_> = samples.iter().collect();
    let with = ordered(formula, price_weight, &everybody)?;
    let mut all = Vec::new();
    for dropped in samples {
        let others: Vec<_> =
            with.iter().map(|(sample, _)| *sample).filter(|sample| !std::ptr::eq(*sample, dropped)).collect();
        let without = totals(formula, price_weight, &others)?;
        let before = with.iter().filter(|(sample, _)| !std::ptr::eq(*sample, dropped));
        let pairs: Vec<_> =
            before.zip(without).map(|((sample, with), after)| (*sample, with, after)).collect();
        all.extend(turned(formula, &pairs).map(|(one, other)| said(dropped, one, other)));
    }
    if all.is_empty() {
        let says = "A price is scored by the prices of the others, so a bid that drops out can change the \
                    order of those that stay. Among these sample bids none does.";
        all.push(warning(WarningKind::DependsOnOthers, says.to_owned()));
    }
    Ok(all)
}

type Pair<'a> = (&'a Sample, &'a Exact, Exact);

/// The best placed two that change places. Nobody does so with themselves.
fn turned<'a>(formula: PriceFormula, best_first: &'a [Pair<'a>]) -> Option<(&'a Pair<'a>, &'a Pair<'a>)> {
    let turned = |one: &Pair, other: &Pair| {
        let before = formula.best_first(one.1, other.1);
        before != Ordering::Equal && formula.best_first(&one.2, &other.2) == before.reverse()
    };
    best_first.iter().enumerate().find_map(|(at, one)| {
        best_first.iter().skip(at).find(|other| turned(one, other)).map(|other| (one, other))
    })
}

fn said(dropped: &Sample, one: &Pair, other: &Pair) -> Warning {
    let (gone, first, second) = (&dropped.name, &one.0.name, &other.0.name);
    let (first_with, second_with) = told_apart(one.1, other.1);
    let (first_without, second_without) = told_apart(&one.2, &other.2);
    let says = format!(
        "If {gone} drops out, {first} and {second} change places. With {gone}, {first} has {first_with} and \
         {second} {second_with}; without it, {second} has {second_without} and {first} {first_without}."
    );
    warning(WarningKind::RankReversal, says)
}

/// Two totals as published, or exactly where they would look the same.
fn told_apart(one: &Exact, other: &Exact) -> (String, String) {
    let published = (two_decimals(one), two_decimals(other));
    if published.0 == published.1 { (fraction(one), fraction(other)) } else { published }
}

fn totals(formula: PriceFormula, price_weight: &Exact, samples: &[&Sample]) -> Result<Vec<Exact>, NoScore> {
    let bids: Vec<_> = samples.iter().map(|sample| sample.bid.clone()).collect();
    Ok(formula.totals(price_weight, &bids)?.into_iter().map(|it| it.total).collect())
}

fn ordered<'a>(
    formula: PriceFormula,
    price_weight: &Exact,
    samples: &[&'a Sample],
) -> Result<Vec<(&'a Sample, Exact)>, NoScore> {
    let totals = totals(formula, price_weight, samples)?;
    let mut all: Vec<_> = samples.iter().copied().zip(totals).collect();
    all.sort_by(|one, other| formula.best_first(&one.1, &other.1));
    Ok(all)
}
