//! What would change the winner, in sentences. Bids are named as the reader may know them.

use num_traits::Signed;

use super::WhatIf;
use crate::exact::{Exact, decimal, fraction, plain, two_decimals, whole};

/// How a bid is named, from its label.
type Named<'a> = &'a dyn Fn(&str) -> String;

impl WhatIf {
    /// Who wins at which price weights, lowest first: `Bid C wins at any price weight above 54.55% (exactly 600/11).`
    #[must_use]
    pub fn split_words(&self, named: Named<'_>) -> Vec<String> {
        let until = self.splits.iter().skip(1).map(|it| Some(&it.price_weight)).chain([None]);
        let each = self.splits.iter().zip(until).enumerate();
        each.map(|(at, (split, until))| {
            let from = (at > 0).then_some(&split.price_weight);
            let range = match (from, until) {
                (None, None) => "at any price weight".to_owned(),
                (None, Some(until)) => format!("at any price weight below {}", weight(until)),
                (Some(from), None) => format!("at any price weight above {}", weight(from)),
                (Some(from), Some(until)) => {
                    format!("at price weights between {} and {}", weight(from), weight(until))
                }
            };
            match split.winner.as_slice() {
                [one] => format!("{} wins {range}.", named(one)),
                several => format!("{} are equal first {range}.", all(several, named)),
            }
        })
        .collect()
    }

    /// How far the published price weight is from the nearest one at which the winner changes.
    #[must_use]
    pub fn nearest_words(&self) -> Option<String> {
        let published = format!("The published price weight is {}.", weight(&self.published));
        let apart = |at: &Exact| (at - &self.published).abs();
        let changes = self.splits.iter().skip(1).map(|it| &it.price_weight);
        let nearest = changes.min_by_key(|at| apart(at));
        match nearest {
            Some(at) => {
                let points = two_decimals(&apart(at));
                Some(format!(
                    "{published} The nearest one at which the winner changes is {}, {points} percentage points away.",
                    weight(at)
                ))
            }
            None if self.splits.is_empty() => None,
            None => Some(format!("{published} No other one changes the winner.")),
        }
    }

    /// The smallest changes in one score: `If Bid A had scored 5 instead of 4 for "Staff", Bid A would win.`
    #[must_use]
    pub fn score_words(&self, named: Named<'_>, question: Named<'_>) -> Vec<String> {
        let one = |change: &crate::evaluation::ScoreChange| {
            let (bid, question) = (named(&change.bid), question(&change.criterion));
            let (from, to, then) = (change.from, change.to, would(&change.winner, named));
            format!("If {bid} had scored {to} instead of {from} for “{question}”, {then}.")
        };
        self.scores.iter().map(one).collect()
    }

    /// What counting each bid that is not ranked would do.
    #[must_use]
    pub fn counted_words(&self, named: Named<'_>) -> Vec<String> {
        let one = |counted: &crate::evaluation::IfCounted| {
            let same = counted.winner == self.winner;
            let then = would(&counted.winner, named);
            let still = if same { " That changes nothing." } else { " That is another result." };
            format!("If {} were counted too, {then}.{still}", named(&counted.id))
        };
        self.counted.iter().map(one).collect()
    }
}

/// `Bid A would win`, `Bid A and Bid B would be equal first`.
fn would(winner: &[String], named: Named<'_>) -> String {
    match winner {
        [] => "no bid would win".to_owned(),
        [one] => format!("{} would win", named(one)),
        several => format!("{} would be equal first", all(several, named)),
    }
}

fn all(labels: &[String], named: Named<'_>) -> String {
    let names: Vec<_> = labels.iter().map(|label| named(label)).collect();
    names.join(" and ")
}

/// `60%`, `54.55% (exactly 600/11)`.
fn weight(percent: &Exact) -> String {
    let ends = decimal(&(percent * whole(100))).is_some_and(|it| !it.contains('.'));
    match ends {
        true => format!("{}%", plain(percent)),
        false => format!("{}% (exactly {})", two_decimals(percent), fraction(percent)),
    }
}
