//! The part of a lot's result that is not for publication: names, prices, scores and reasons.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entity::choice::Choice;
use entity::id::{BidId, RowId};
use entity::number::Pence;

use super::by_question;
use crate::award::LotResult;
use crate::award::frozen::Number;
use crate::award::summary::why_failed;
use crate::bid::{Names, Opened, Prices};
use crate::scoring::Entered;

/// What the exempt appendix says of a lot, for one reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExemptResult {
    /// Every bid, in the order of its label.
    pub bids: Vec<ExemptBid>,
    /// Prices that looked abnormally low.
    pub lows: Vec<ExemptLow>,
    /// The bid that can be awarded the contract, or was.
    pub first: Option<BidId>,
    /// Why none can.
    pub why_none: Option<String>,
    /// Why that bid scored as it did.
    pub explained: Vec<Explained>,
    /// The day of a draw, and its witnesses.
    pub draw: Option<(NaiveDate, String)>,
    /// Which ranking of the lot this is.
    pub ranking: Option<i32>,
    /// Whether rounded parts do not add up to a rounded total somewhere.
    pub parts_do_not_add_up: bool,
}

/// A bid with its name and price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExemptBid {
    /// The bid.
    pub bid: BidId,
    /// What the panel called it.
    pub label: String,
    /// Whose it is.
    pub name: Option<String>,
    /// What it costs over the longest term, in pence, without VAT.
    pub price: Option<Pence>,
    /// Its moderated scores, by question.
    pub scores: BTreeMap<RowId, i64>,
    /// Its quality score as published.
    pub quality: Option<String>,
    /// Its price score as published.
    pub price_score: Option<String>,
    /// Its total as published, or pounds per quality point.
    pub total: Option<String>,
    /// Its rank.
    pub rank: Option<usize>,
    /// What became of it.
    pub standing: &'static str,
    /// Why it is out, as its bidder is told.
    pub why_out: Option<String>,
}

/// A price that looked abnormally low.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExemptLow {
    /// What the panel called the bid.
    pub label: String,
    /// Why it looked low.
    pub flagged: String,
    /// What the bidder answered.
    pub answer: Option<String>,
    /// What was decided.
    pub outcome: Option<&'static str>,
    /// Why.
    pub reason: Option<String>,
}

/// Why an answer scored as it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The question.
    pub question: RowId,
    /// The moderated score.
    pub score: i32,
    /// What that score is called on the scale.
    pub label: String,
    /// Why.
    pub reason: String,
}

impl LotResult {
    /// What the exempt appendix says of it. Only who holds leave for its prices gets it, and names as far as they are
    /// open to them.
    #[must_use]
    pub fn exempt_result(&self, prices: &Opened<Prices>, names: Option<&Opened<Names>>) -> ExemptResult {
        let frozen = self.frozen_result();
        let awarded = self.current().and_then(|award| award.bid_id);
        let candidate = self.candidate();
        let first = awarded.or(candidate.as_ref().ok().copied());
        let decided = self.current().is_some();
        ExemptResult {
            bids: self.entered().into_iter().map(|it| self.exempt_bid(it, prices, names)).collect(),
            lows: self.lows(prices),
            explained: first.filter(|_| frozen.is_some()).map(|bid| self.explained(bid)).unwrap_or_default(),
            why_none: candidate.err().filter(|_| frozen.is_some() && !decided).map(|it| it.first()),
            first: first.filter(|bid| prices.shows(*bid)),
            draw: self.ranking().and_then(|ranking| {
                let draw = self.rows().draws.iter().find(|draw| draw.ranking_id == ranking.id)?;
                let witnesses = draw.witnesses.lines().map(str::trim).filter(|line| !line.is_empty());
                Some((draw.held_on, witnesses.collect::<Vec<_>>().join(", ")))
            }),
            ranking: self.ranking().map(|row| row.number),
            parts_do_not_add_up: frozen.is_some_and(|it| it.parts_do_not_add_up),
        }
    }

    fn exempt_bid(
        &self,
        entered: &Entered,
        prices: &Opened<Prices>,
        names: Option<&Opened<Names>>,
    ) -> ExemptBid {
        let (bid, label) = (entered.bid.row.id, self.label(entered.bid.row.id));
        let frozen = self.frozen_result().and_then(|it| it.bid(label).cloned());
        let published = |it: Option<&Option<Number>>| Some(it?.as_ref()?.published.clone());
        // A bid that is out is no longer among those the leave names; whose it is stands in the record of its exit.
        let named = names.is_some_and(|names| names.shows(bid)) || self.out(entered).is_some();
        ExemptBid {
            bid,
            label: label.to_owned(),
            name: (named && names.is_some()).then(|| entered.opened.name.clone()),
            price: self.price(bid).filter(|_| prices.shows(bid)).map(|row| row.total),
            scores: frozen.as_ref().map(by_question).unwrap_or_default(),
            quality: published(frozen.as_ref().map(|it| &it.quality_score)),
            price_score: published(frozen.as_ref().map(|it| &it.price_score)),
            total: published(frozen.as_ref().map(|it| &it.total)),
            rank: frozen.as_ref().and_then(|it| it.rank),
            standing: match &frozen {
                Some(frozen) => self.standing_words(frozen),
                None if self.out(entered).is_some() => "Out before the ranking",
                None => "Not ranked yet",
            },
            why_out: self.out(entered).or_else(|| {
                let failed = frozen.as_ref().zip(self.terms().ok());
                failed.and_then(|(own, lot)| why_failed(lot, own))
            }),
        }
    }

    fn lows(&self, prices: &Opened<Prices>) -> Vec<ExemptLow> {
        let open = |row: &&entity::low_price::Model| prices.shows(row.bid_id) || row.outcome.is_some();
        let low = |row: &entity::low_price::Model| ExemptLow {
            label: self.label(row.bid_id).to_owned(),
            flagged: row.flagged.clone(),
            answer: row.answer.clone(),
            outcome: row.outcome.map(Choice::label),
            reason: row.reason.clone(),
        };
        let mut lows: Vec<_> = self.rows().lows.iter().filter(open).map(low).collect();
        lows.sort_by(|one, other| one.label.cmp(&other.label));
        lows
    }

    fn explained(&self, bid: BidId) -> Vec<Explained> {
        let Ok(terms) = self.terms() else { return Vec::new() };
        let scale = &self.scoring().terms().scale;
        let each = terms.questions().filter_map(|question| {
            let agreed = self.scoring().agreed(question.id, bid)?;
            let step = scale.iter().find(|step| step.score == agreed.score);
            Some(Explained {
                question: question.id,
                score: agreed.score,
                label: step.map(|step| step.label.clone()).unwrap_or_default(),
                reason: agreed.reason.clone(),
            })
        });
        each.collect()
    }
}
