//! Leave for one reader to read one kind of thing of some bids.
//!
//! INVARIANT: answers, scores, names and prices come out of the record only through an [`Opened`], and only the rules
//! make one, from seat, declaration, stage and sign-off. Every case is named; whatever is not named is not opened.

use std::collections::BTreeSet;

use entity::id::{BidId, PersonId, RowId};
use entity::score;
use entity::state::PanelSeat;

use super::Scoring;
use super::conflicts::{clear_if_seated, clear_to_read};
use crate::access::{Act, Actor, may};
use crate::bid::{Answers, Names, Opened, Prices, Scores};
use crate::{Refusal, Why};

/// One individual score, as its reader may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShownScore<'a> {
    /// The bid.
    pub bid: BidId,
    /// Who gave it.
    pub person: PersonId,
    /// Whether it is locked; one that is not, only its own evaluator sees.
    pub locked: bool,
    /// The score and its reason.
    pub score: &'a score::Model,
}

impl Opened<Answers> {
    /// Answers for one reader: to an evaluator, those of their own questions; to the moderator, those of every
    /// question; to others who may read an evaluation, those of lots whose quality is signed off. Never of bids that
    /// are out. Refuses where that is nothing.
    pub fn to(s: &Scoring, actor: &Actor) -> Result<Self, Refusal> {
        s.theirs(actor)?;
        if may(actor, Act::ReadEvaluation).is_ok() && !still_on_panel(s, actor) {
            return signed_off(s, "The answers are shown once quality is signed off.")
                .map(|it| Self::of_questions(s.tender().row.id, it));
        }
        let member = clear_to_read(s, actor)?;
        let mut pairs = BTreeSet::new();
        for lot in &s.terms().lots {
            let own = match member.seat {
                PanelSeat::Moderator => lot.questions().collect(),
                PanelSeat::Evaluator => s.questions_of(member, lot.id),
            };
            for entered in s.still_in(lot.id) {
                pairs.extend(own.iter().map(|question| (entered.bid.row.id, question.id)));
            }
        }
        if pairs.is_empty() {
            return Err(Refusal::of(Why::NotNow, "No question has been given to you yet."));
        }
        Ok(Self::of_questions(s.tender().row.id, pairs))
    }
}

impl Opened<Scores> {
    /// Others' scores for one reader: to the panel, those of questions whose moderation is open, as far as they moderate
    /// them, or score them and have submitted every bid of the lot; to others who may read an evaluation, those of lots whose quality is signed off. One's own
    /// scores need no leave of this kind but a seat: see [`Scoring::own_scores`].
    pub fn to(s: &Scoring, actor: &Actor) -> Result<Self, Refusal> {
        s.theirs(actor)?;
        if may(actor, Act::ReadEvaluation).is_ok() && !still_on_panel(s, actor) {
            return signed_off(s, "Individual scores are shown once quality is signed off.")
                .map(|it| Self::of_questions(s.tender().row.id, it));
        }
        let member = clear_to_read(s, actor)?;
        let mut pairs = BTreeSet::new();
        for lot in &s.terms().lots {
            for question in lot.questions().filter(|it| s.moderation(it.id).is_some()) {
                let sits = match member.seat {
                    PanelSeat::Moderator => true,
                    PanelSeat::Evaluator => {
                        s.assigned(question.id).iter().any(|it| it.id == member.id)
                            && s.has_locked_all(member.person_id, lot.id)
                    }
                };
                if sits {
                    pairs.extend(s.entered(lot.id).iter().map(|entered| (entered.bid.row.id, question.id)));
                }
            }
        }
        if pairs.is_empty() {
            let says =
                "The scores of others are shown once every evaluator has submitted and moderation is open.";
            return Err(Refusal::of(Why::NotNow, says));
        }
        Ok(Self::of_questions(s.tender().row.id, pairs))
    }
}

impl Opened<Names> {
    /// Whose label is whose, for those on the panel and those who may read an evaluation: at once where the panel reads
    /// names, else for lots whose quality is signed off.
    pub fn to(s: &Scoring, actor: &Actor) -> Result<Self, Refusal> {
        s.theirs(actor)?;
        if may(actor, Act::ReadEvaluation).is_err() || still_on_panel(s, actor) {
            clear_to_read(s, actor)?;
        }
        if !s.row().masked {
            return Ok(Self::of_bids(
                s.tender().row.id,
                s.rows().bids.iter().map(|entered| entered.bid.row.id).collect(),
            ));
        }
        signed_off(s, "Whose bid is whose is shown once quality is signed off.")?;
        // Of a bid that left, only the name opens: a ranking that was frozen with it stays readable.
        let lots = s.rows().lots.iter().filter(|lot| lot.signed_at.is_some());
        let bids = lots.flat_map(|lot| s.entered(lot.lot_id)).map(|entered| entered.bid.row.id);
        Ok(Self::of_bids(s.tender().row.id, bids.collect()))
    }
}

impl Opened<Prices> {
    /// The prices of one lot, of every bid still in, once its quality is signed off; to someone on the panel once every
    /// lot is.
    pub fn to(s: &Scoring, lot: RowId, actor: &Actor) -> Result<Self, Refusal> {
        s.theirs(actor)?;
        may(actor, Act::ReadPrices)?;
        if s.stage(lot)?.signed_at.is_none() {
            return Err(Refusal::of(
                Why::NotNow,
                "Prices are shown once the quality of this lot is signed off.",
            ));
        }
        may_see_results(s, actor)?;
        Ok(Self::of_bids(
            s.tender().row.id,
            s.still_in(lot).iter().map(|entered| entered.bid.row.id).collect(),
        ))
    }
}

/// Every answer of every lot that is signed off; refuses where there is none.
fn signed_off(s: &Scoring, says: &str) -> Result<BTreeSet<(BidId, RowId)>, Refusal> {
    let lots = s.terms().lots.iter();
    let signed: Vec<_> =
        lots.filter(|lot| s.lot(lot.id).is_some_and(|row| row.signed_at.is_some())).collect();
    if signed.is_empty() {
        return Err(Refusal::of(Why::NotNow, says));
    }
    let of_lot = |lot: &&crate::tender::terms::LotTerms| {
        let questions: Vec<_> = lot.questions().map(|question| question.id).collect();
        let bids: Vec<_> = s.still_in(lot.id).iter().map(|entered| entered.bid.row.id).collect();
        bids.into_iter().flat_map(move |bid| questions.clone().into_iter().map(move |it| (bid, it)))
    };
    Ok(signed.iter().flat_map(of_lot).collect())
}

/// INVARIANT: no price, and no name beside a price, to someone on the panel who is not clear or has lots left to score.
pub(crate) fn may_see_results(s: &Scoring, actor: &Actor) -> Result<(), Refusal> {
    clear_if_seated(s, actor)?;
    if !still_on_panel(s, actor) {
        return Ok(());
    }
    let says = "You sit on the panel, and another lot is still scored. This is shown to you once every lot is signed off.";
    Err(Refusal::of(Why::NotNow, says))
}

/// Someone on the panel reads as the panel does, whatever other role they hold, until all is signed off.
pub(super) fn still_on_panel(s: &Scoring, actor: &Actor) -> bool {
    let seated = actor.person.is_some_and(|person| s.seat(person).is_some());
    seated && s.is_scored_still()
}

/// How addresses name the bid with a label: `a` for Bid A.
#[must_use]
pub fn letter_of(label: &str) -> String {
    label.rsplit(' ').next().unwrap_or_default().to_lowercase()
}

impl Scoring {
    /// One's own scores of a bid, locked or not.
    pub fn own_scores(&self, bid: BidId, actor: &Actor) -> Result<Vec<ShownScore<'_>>, Refusal> {
        let member = clear_to_read(self, actor)?;
        let Some(sheet) = self.sheet(member.person_id, bid) else { return Ok(Vec::new()) };
        let shown =
            |score| ShownScore { bid, person: member.person_id, locked: sheet.locked_at.is_some(), score };
        Ok(self.scores_on(sheet).map(shown).collect())
    }

    /// Individual scores: locked ones only, as far as they are open to the reader.
    #[must_use]
    pub fn scores(&self, may: &Opened<Scores>) -> Vec<ShownScore<'_>> {
        let sheets = self.rows().sheets.iter().filter(|sheet| sheet.locked_at.is_some());
        sheets
            .flat_map(|sheet| self.scores_on(sheet).map(move |score| (sheet, score)))
            .filter(|(sheet, score)| may.shows_question(sheet.bid_id, score.criterion_id))
            .map(|(sheet, score)| ShownScore {
                bid: sheet.bid_id,
                person: sheet.person_id,
                locked: true,
                score,
            })
            .collect()
    }

    /// What the panel calls each bid of a lot that it reads, in that order.
    #[must_use]
    pub fn labels(&self, lot: RowId, may: &Opened<Answers>) -> Vec<(BidId, &str)> {
        let bids = self.entered(lot).into_iter().map(|entered| entered.bid.row.id);
        bids.filter(|bid| may.shows(*bid)).map(|bid| (bid, self.label(bid))).collect()
    }

    /// The bid that an address names by its letter, of those that the reader reads.
    ///
    /// INVARIANT: the panel knows a bid by its label alone: a number would tell whose it is to whoever sees numbers and names
    /// elsewhere.
    #[must_use]
    pub fn labelled(&self, letter: &str, may: &Opened<Answers>) -> Option<BidId> {
        let rows = self.rows().labels.iter().filter(|row| may.shows(row.bid_id));
        rows.into_iter().find(|row| letter_of(&row.label) == letter).map(|row| row.bid_id)
    }

    /// Whose bid it is, if that is open.
    #[must_use]
    pub fn name(&self, bid: BidId, may: &Opened<Names>) -> Option<&str> {
        may.shows(bid).then(|| self.bid(bid).ok().map(|entered| entered.opened.name.as_str()))?
    }
}

#[cfg(test)]
mod tests;
