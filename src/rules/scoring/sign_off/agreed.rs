//! What the agreed scores of a lot come to, for whoever signs them off, and afterwards for those who read an evaluation.

use chrono::{DateTime, Utc};
use entity::id::{BidId, RowId};
use entity::moderated_score;
use entity::state::{FormulaKind, PanelSeat, YesNo};
use num_traits::Zero;

use super::{complete, signs};
use crate::access::{Act, Actor, may};
use crate::exact::{Exact, percent, plain, two_decimals, whole};
use crate::scoring::Scoring;
use crate::scoring::conflicts::{clear_if_seated, clear_to_read};
use crate::tender::terms::{CriterionTerms, LotTerms};
use crate::{Refusal, Why};

/// The agreed quality of one bid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed<'a> {
    /// The bid.
    pub bid: BidId,
    /// What the panel calls it.
    pub label: &'a str,
    /// Each question with its agreed score.
    pub scores: Vec<(&'a CriterionTerms, &'a moderated_score::Model)>,
    /// What they come to, of the quality weight, in percent of everything.
    pub quality: Exact,
    /// The minimums it does not reach, in words.
    pub below: Vec<String>,
    /// Whether it goes no further for that.
    pub fails: bool,
}

/// The agreed quality of each bid of a lot that is still in, in the order of their labels.
///
/// Refuses, before the sign-off, who neither signs nor moderates, and a lot of which a record is missing; after it, who may
/// not read an evaluation.
pub fn agreed<'a>(
    s: &'a Scoring,
    lot: RowId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Vec<Agreed<'a>>, Refusal> {
    clear_if_seated(s, actor)?;
    let terms = s.lot_terms(lot)?;
    if s.stage(lot)?.signed_at.is_some() {
        may(actor, Act::ReadEvaluation).or_else(|_| clear_to_read(s, actor).map(|_| ()))?;
    } else {
        signs(s, actor).map(|_| ()).or_else(|refusal| match clear_to_read(s, actor) {
            Ok(member) if member.seat == PanelSeat::Moderator => Ok(()),
            Ok(_) | Err(_) => Err(refusal),
        })?;
        complete(s, lot, now)?;
    }
    s.still_in(lot).into_iter().map(|entered| of_bid(s, terms, entered.bid.row.id)).collect()
}

fn of_bid<'a>(s: &'a Scoring, terms: &'a LotTerms, bid: BidId) -> Result<Agreed<'a>, Refusal> {
    let lacks = || Refusal::of(Why::CannotTell, "A bid lacks an agreed score.");
    let one = |question: &'a CriterionTerms| {
        s.agreed(question.id, bid).map(|score| (question, score)).ok_or_else(lacks)
    };
    let scores = terms.questions().map(one).collect::<Result<Vec<_>, _>>()?;
    let highest = s.terms().highest_score();
    if highest == 0 {
        return Err(Refusal::of(Why::CannotTell, "The published scale has no score above 0."));
    }
    let part = |(question, score): &(&CriterionTerms, &moderated_score::Model)| {
        percent(question.weight) * whole(score.score.into()) / whole(highest.into())
    };
    let quality = scores.iter().map(part).fold(whole(0), |sum, part| sum + part);
    let below = below(terms, &scores, &quality);
    let no_quality = terms.formula == FormulaKind::PricePerQualityPoint && quality.is_zero();
    let fails = no_quality || (terms.minimum_disqualifies == YesNo::Yes && !below.is_empty());
    Ok(Agreed { bid, label: s.label(bid), scores, quality, below, fails })
}

fn below(
    terms: &LotTerms,
    scores: &[(&CriterionTerms, &moderated_score::Model)],
    quality: &Exact,
) -> Vec<String> {
    let of_question = |(question, score): &(&CriterionTerms, &moderated_score::Model)| {
        let least = question.minimum.filter(|least| score.score < *least)?;
        Some(format!("“{}”: {} is below the lowest score that passes, {least}.", question.title, score.score))
    };
    let mut all: Vec<String> = scores.iter().filter_map(of_question).collect();
    let available = percent(terms.quality_weight);
    let least = terms.overall_minimum.map(|share| (share, percent(share) * &available / whole(100)));
    if let Some((share, least)) = least.filter(|(_, least)| quality < least) {
        let (reached, least) = (two_decimals(quality), plain(&least));
        all.push(format!("Overall: {reached} is below {share} of the quality available, which is {least}."));
    }
    if terms.formula == FormulaKind::PricePerQualityPoint && quality.is_zero() {
        all.push(
            "Overall: it has no quality at all, so a price for each quality point cannot be found."
                .to_owned(),
        );
    }
    all
}

#[cfg(test)]
mod tests;
