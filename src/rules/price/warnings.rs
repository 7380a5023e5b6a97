//! What an officer should know of a formula before it is published, shown on sample bids.
//!
//! The pathologies: fact sheet, section 4, and Local Government Lawyer, "Goldilocks and the three problems".
//! The figures that make a bid near-equal, an outlier or poor are ours, and only decide when to speak.

mod reversal;

use std::iter::zip;

use entity::number::Pence;
use num_traits::Signed;

use super::{Benchmark, NoScore, PriceFormula, Standing};
use crate::exact::{Exact, money, plain, pounds, ratio, two_decimals, whole};

/// Prices within so many percent of the lowest are near-equal.
const NEAR_EQUAL_PERCENT: i64 = 5;

/// A price so many percent away from the mean of the others is an outlier.
const OUTLIER_PERCENT: i64 = 50;

/// A bid with less than so many percent of the quality available is poor.
const POOR_PERCENT: i64 = 50;

/// The share of quality with which the bid that nobody sampled is tried.
const VERY_POOR_PERCENT: i64 = 20;

/// A sample bid: what somebody might offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// What it is called on the page.
    pub name: String,
    /// Its price and its quality.
    pub bid: Standing,
}

/// One thing to know, in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What it is about.
    pub kind: WarningKind,
    /// The sentences a page shows.
    pub says: String,
}

/// What a warning is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WarningKind {
    /// Scores depend on the other bids, although the order of these samples does not.
    DependsOnOthers,
    /// Two samples change places when a third drops out.
    RankReversal,
    /// A pound counts for more near the lowest price.
    UnevenPounds,
    /// Prices far above the lowest all score 0.
    CutOff,
    /// A small difference takes the whole weight.
    NearEqual,
    /// One price moves the mean, and with it everybody's score.
    Outlier,
    /// Prices outside the benchmark are not told apart.
    OutsideBenchmark,
    /// A cheap, poor bid wins, or would.
    CheapAndPoor,
}

/// Everything an officer should know of this formula, shown on these sample bids, all of them standing.
/// Refuses what [`PriceFormula::totals`] refuses.
pub fn warnings(
    formula: PriceFormula,
    price_weight: &Exact,
    samples: &[Sample],
) -> Result<Vec<Warning>, NoScore> {
    let bids: Vec<_> = samples.iter().map(|sample| sample.bid.clone()).collect();
    let totals: Vec<_> = formula.totals(price_weight, &bids)?.into_iter().map(|it| it.total).collect();
    let mut all = reversal::warnings(formula, price_weight, samples)?;
    let Some(lowest) = samples.iter().min_by_key(|sample| sample.bid.price) else { return Ok(all) };
    let Some(highest) = samples.iter().max_by_key(|sample| sample.bid.price) else { return Ok(all) };
    match formula {
        PriceFormula::Inverse => all.extend(uneven_pounds(price_weight, lowest, highest)),
        PriceFormula::Linear => all.extend(cut_off(lowest, samples)),
        PriceFormula::Range => all.extend(near_equal(price_weight, lowest, highest, samples.len())),
        PriceFormula::Mean => all.extend(outlier(price_weight, samples)?),
        PriceFormula::Benchmark(between) => all.extend(outside(between, samples)),
        PriceFormula::PricePerQualityPoint => all.extend(cheap_and_poor(samples, &totals)),
        PriceFormula::Fixed => {}
    }
    Ok(all)
}

fn warning(kind: WarningKind, says: String) -> Warning {
    Warning { kind, says }
}

/// What 1% of the lowest price costs, added at either end.
fn uneven_pounds(price_weight: &Exact, lowest: &Sample, highest: &Sample) -> Option<Warning> {
    let (low, high) = (pounds(lowest.bid.price), pounds(highest.bid.price));
    let step = &low / whole(100);
    let cost = |price: &Exact| price_weight * (&low / price - &low / (price + &step));
    (low < high).then(|| {
        let says = format!(
            "A pound counts for more near the lowest price. Adding {} to {} would cost {} of the {} points, \
             adding it to {} only {}.",
            money(&step),
            lowest.bid.price,
            two_decimals(&cost(&low)),
            plain(price_weight),
            highest.bid.price,
            two_decimals(&cost(&high))
        );
        warning(WarningKind::UnevenPounds, says)
    })
}

fn cut_off(lowest: &Sample, samples: &[Sample]) -> Option<Warning> {
    let double = pounds(lowest.bid.price) * whole(2);
    let names = named(samples, |price| pounds(price) >= double)?;
    let says = format!(
        "{names} at twice the lowest price or above. From {} up every price scores 0, however much higher it is.",
        money(&double)
    );
    Some(warning(WarningKind::CutOff, says))
}

fn near_equal(price_weight: &Exact, lowest: &Sample, highest: &Sample, count: usize) -> Option<Warning> {
    let (low, high) = (lowest.bid.price, highest.bid.price);
    let apart = pounds(high) - pounds(low);
    let near = &apart * whole(100) <= pounds(low) * whole(NEAR_EQUAL_PERCENT);
    (low < high && (near || count == 2)).then(|| {
        let says = format!(
            "The whole price weight is spent on the distance between the lowest and the highest price, \
             however small: {} between {} and {} makes a difference of {} points.",
            money(&apart),
            lowest.name,
            highest.name,
            plain(price_weight)
        );
        warning(WarningKind::NearEqual, says)
    })
}

/// Only the price farthest from the mean is held against it: an outlier makes the others look like some.
fn outlier(price_weight: &Exact, samples: &[Sample]) -> Result<Option<Warning>, NoScore> {
    let mean = mean_price(samples.iter());
    let Some(far) = samples.iter().rev().max_by_key(|sample| (pounds(sample.bid.price) - &mean).abs()) else {
        return Ok(None);
    };
    let others: Vec<_> = samples.iter().filter(|sample| !std::ptr::eq(*sample, far)).collect();
    let mean = mean_price(others.iter().copied());
    let away = (pounds(far.bid.price) - &mean).abs() * whole(100);
    if others.len() < 2 || away < &mean * whole(OUTLIER_PERCENT) {
        return Ok(None);
    }
    let scores = |prices: Vec<Pence>| {
        Ok::<_, NoScore>(PriceFormula::Mean.price_scores(price_weight, &prices)?.unwrap_or_default())
    };
    let with = scores(others.iter().copied().chain([far]).map(|it| it.bid.price).collect())?;
    let without = scores(others.iter().map(|it| it.bid.price).collect())?;
    let moved = zip(&others, zip(with, without)).map(|(other, (with, without))| {
        format!("{} from {} to {}", other.name, two_decimals(&with), two_decimals(&without))
    });
    let says = format!(
        "{} at {} is far from the mean of the others, {}, and moves every score. Without it the price \
         scores change: {}.",
        far.name,
        far.bid.price,
        money(&mean),
        moved.collect::<Vec<_>>().join(", ")
    );
    Ok(Some(warning(WarningKind::Outlier, says)))
}

/// In pounds; 0 for no samples.
fn mean_price<'a>(samples: impl ExactSizeIterator<Item = &'a Sample>) -> Exact {
    let count = Exact::from_integer(samples.len().max(1).into());
    samples.map(|sample| pounds(sample.bid.price)).sum::<Exact>() / count
}

fn outside(between: Benchmark, samples: &[Sample]) -> Vec<Warning> {
    let below = named(samples, |price| price < between.floor()).map(|names| {
        format!("{names} below the floor of {}: going below it gains nothing.", between.floor())
    });
    let above = named(samples, |price| price >= between.ceiling()).map(|names| {
        format!("{names} at the ceiling of {} or above: all score 0 for price.", between.ceiling())
    });
    below.into_iter().chain(above).map(|says| warning(WarningKind::OutsideBenchmark, says)).collect()
}

fn cheap_and_poor(samples: &[Sample], totals: &[Exact]) -> Option<Warning> {
    let best = totals.iter().min()?;
    let winner = zip(samples, totals)
        .find(|(sample, total)| *total == best && sample.bid.quality < ratio(POOR_PERCENT, 100));
    let says = match winner {
        Some((sample, _)) => format!(
            "{} wins with {}% of the quality available, at {} per point, because it is cheap. Set a minimum \
             quality that disqualifies.",
            sample.name,
            two_decimals(&(&sample.bid.quality * whole(100))),
            money(best)
        ),
        None => format!(
            "A very cheap, poor bid can win: beside these, one with {VERY_POOR_PERCENT}% of the quality \
             available would win at any price below {}. Set a minimum quality that disqualifies.",
            money(&(best * whole(VERY_POOR_PERCENT)))
        ),
    };
    Some(warning(WarningKind::CheapAndPoor, says))
}

/// `X is`, `X and Y are`: the samples whose price is such; nothing if there are none.
fn named(samples: &[Sample], such: impl Fn(Pence) -> bool) -> Option<String> {
    let names: Vec<_> =
        samples.iter().filter(|it| such(it.bid.price)).map(|sample| sample.name.as_str()).collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(format!("{one} is")),
        [first @ .., last] => Some(format!("{} and {last} are", first.join(", "))),
    }
}
