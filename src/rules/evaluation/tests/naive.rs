//! The definitions of issue 5 once more, written from its text and as slowly as one likes, to compare with.

use super::*;
use crate::exact::{hundredths, pounds};

/// Which bids stand, by their place.
pub(super) fn standing(lot: &Lot) -> Vec<usize> {
    (0..lot.bids.len()).filter(|at| stands(lot, &lot.bids[*at])).collect()
}

fn stands(lot: &Lot, bid: &Bid) -> bool {
    if bid.excluded.is_some() {
        return false;
    }
    let quality = quality(lot, bid);
    if lot.price_formula == PriceFormula::PricePerQualityPoint && quality == whole(0) {
        return false;
    }
    let low = lot.criteria.iter().any(|it| it.minimum.is_some_and(|least| bid.scores[&it.id] < least));
    let poor = lot.overall_minimum_percent.as_ref().is_some_and(|least| quality < *least);
    !(lot.minimum_disqualifies && (low || poor))
}

/// In percent of the quality available.
fn quality(lot: &Lot, bid: &Bid) -> Exact {
    let mut sum = whole(0);
    for criterion in &lot.criteria {
        sum += whole(bid.scores[&criterion.id]) / whole(lot.scale_max) * &criterion.weight;
    }
    sum * whole(100) / &lot.quality_weight
}

/// The totals of these bids at a price weight, were they the only ones.
pub(super) fn totals(lot: &Lot, among: &[usize], weight: &Exact) -> Vec<Exact> {
    let price = |at: &usize| pounds(lot.bids[*at].price.expect("a price"));
    let prices: Vec<_> = among.iter().map(price).collect();
    let lowest = prices.iter().min().cloned().unwrap_or(whole(1));
    let highest = prices.iter().max().cloned().unwrap_or(whole(1));
    let mean = prices.iter().sum::<Exact>() / whole(prices.len().max(1) as i64);
    let total = |at: &usize| {
        let (own, quality) = (price(at), quality(lot, &lot.bids[*at]));
        let marks = match lot.price_formula {
            PriceFormula::Inverse => weight * &lowest / own,
            PriceFormula::Linear => {
                let share = whole(1) - (own - &lowest) / &lowest;
                if share < whole(0) { whole(0) } else { weight * share }
            }
            PriceFormula::Mean => {
                let points = whole(50) - whole(100) * (own - &mean) / &mean;
                weight / whole(100) * points.max(whole(0)).min(whole(100))
            }
            PriceFormula::Range if lowest == highest => weight.clone(),
            PriceFormula::Range => weight * (&highest - own) / (&highest - &lowest),
            PriceFormula::Benchmark(between) => {
                let (floor, ceiling) = (pounds(between.floor()), pounds(between.ceiling()));
                if own <= floor {
                    weight.clone()
                } else if own >= ceiling {
                    whole(0)
                } else {
                    weight * (&ceiling - own) / (&ceiling - floor)
                }
            }
            PriceFormula::Fixed => whole(0),
            PriceFormula::PricePerQualityPoint => return own / quality,
        };
        marks + (whole(100) - weight) * quality / whole(100)
    };
    among.iter().map(total).collect()
}

/// Those with the best exact totals among these, at a price weight.
pub(super) fn best(lot: &Lot, among: &[usize], weight: &Exact) -> Vec<String> {
    let totals = totals(lot, among, weight);
    let beats = |one: &Exact, other: &Exact| match lot.price_formula {
        PriceFormula::PricePerQualityPoint => one < other,
        _ => one > other,
    };
    let unbeaten = |place: &usize| !totals.iter().any(|other| beats(other, &totals[*place]));
    (0..among.len()).filter(unbeaten).map(|place| lot.bids[among[place]].id.clone()).collect()
}

/// Each bid's rank: one more than the bids that come before it.
pub(super) fn ranks(lot: &Lot) -> Vec<Option<usize>> {
    let among = standing(lot);
    let totals = totals(lot, &among, &lot.price_weight);
    let before = |one: usize, other: usize| {
        let mut keys = vec![match lot.rank_on {
            RankOn::Exact => (totals[one].clone(), totals[other].clone()),
            RankOn::Published => (hundredths(&totals[one]).into(), hundredths(&totals[other]).into()),
        }];
        if lot.price_formula == PriceFormula::PricePerQualityPoint {
            keys[0] = (-keys[0].0.clone(), -keys[0].1.clone());
        }
        let (one, other) = (&lot.bids[among[one]], &lot.bids[among[other]]);
        for tie_break in &lot.tie_break {
            let key = |bid: &Bid| match tie_break {
                TieBreak::Quality => quality(lot, bid),
                TieBreak::Criterion(id) => whole(bid.scores[id]),
                TieBreak::Price => -pounds(bid.price.expect("a price")),
            };
            keys.push((key(one), key(other)));
        }
        keys.iter().find(|(one, other)| one != other).is_some_and(|(one, other)| one > other)
    };
    let mut ranks = vec![None; lot.bids.len()];
    for (place, at) in among.iter().enumerate() {
        ranks[*at] = Some(1 + (0..among.len()).filter(|other| before(*other, place)).count());
    }
    ranks
}
