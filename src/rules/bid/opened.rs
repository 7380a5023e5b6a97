//! Leave for one reader to see one kind of parts of opened bids. Parts are sealed apart, and each kind has its own leave.

use std::collections::BTreeSet;
use std::marker::PhantomData;

use chrono::{DateTime, Utc};
use entity::id::{BidId, RowId, TenderId};

use crate::access::{Act, Actor, may};
use crate::law::clock::long_instant;
use crate::tender::standing::of_their_authority;
use crate::tender::{Standing, Tender};
use crate::{Refusal, Why};

/// Leave to see one kind of parts of the bids that were opened for a tender. Only this crate gives one; the store reads
/// nothing of a bid for a council without it.
///
/// ```compile_fail,E0451
/// use rules::bid::{Conditions, Opened};
/// fn forge(tender: entity::id::TenderId) -> Opened<Conditions> {
///     Opened { tender, bids: Default::default(), questions: Default::default(), part: std::marker::PhantomData }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened<P> {
    tender: TenderId,
    bids: BTreeSet<BidId>,
    questions: BTreeSet<(BidId, RowId)>,
    part: PhantomData<P>,
}

/// Conditions of participation, and what bidders declare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conditions {}

/// What a panel member reads of a bid, question by question. Leave is made in `rules::scoring`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {}

/// Individual scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scores {}

/// Whose bid it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {}

/// What a bid costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prices {}

/// Kinds of parts that are opened bid by bid, unlike conditions, which are opened for a tender as a whole.
pub trait BidByBid {}

impl BidByBid for Answers {}
impl BidByBid for Scores {}
impl BidByBid for Names {}
impl BidByBid for Prices {}

impl<P> Opened<P> {
    /// The tender whose opened bids may be read.
    #[must_use]
    pub fn tender(&self) -> TenderId {
        self.tender
    }
}

impl<P: BidByBid> Opened<P> {
    /// Leave for these questions of these bids.
    pub(crate) fn of_questions(tender: TenderId, questions: BTreeSet<(BidId, RowId)>) -> Self {
        Self { tender, bids: questions.iter().map(|(bid, _)| *bid).collect(), questions, part: PhantomData }
    }

    /// Leave for these bids, whatever their questions.
    pub(crate) fn of_bids(tender: TenderId, bids: BTreeSet<BidId>) -> Self {
        Self { tender, bids, questions: BTreeSet::new(), part: PhantomData }
    }

    /// Whether it opens something of this bid.
    #[must_use]
    pub fn shows(&self, bid: BidId) -> bool {
        self.bids.contains(&bid)
    }

    /// Whether it opens this question of this bid. A part that belongs to no question is opened by none.
    #[must_use]
    pub fn shows_question(&self, bid: BidId, question: RowId) -> bool {
        self.questions.contains(&(bid, question))
    }

    /// The bids, by number.
    pub fn bids(&self) -> impl Iterator<Item = BidId> {
        self.bids.iter().copied()
    }
}

impl Opened<Conditions> {
    /// For those who decide conditions and exclusions, after the opening, and never for the panel.
    pub fn to(tender: &Tender, actor: &Actor, now: DateTime<Utc>) -> Result<Self, Refusal> {
        of_their_authority(tender, actor)?;
        may(actor, Act::DecideChecks)?;
        if tender.panel.iter().any(|seat| Some(seat.person_id) == actor.person) {
            return Err(Refusal::of(
                Why::NotYours,
                "You are on the panel of this tender. Its conditions and exclusions are decided by others.",
            ));
        }
        let sealed = |says: String| Err(Refusal::of(Why::NotNow, says));
        match tender.standing(now) {
            Standing::Opened => Ok(Self {
                tender: tender.row.id,
                bids: BTreeSet::new(),
                questions: BTreeSet::new(),
                part: PhantomData,
            }),
            Standing::Draft => sealed("This tender is not published yet, and has no bids.".to_owned()),
            Standing::Open => match tender.row.closes_at {
                Some(closes) => Err(Refusal::of(
                    Why::NotYet(closes),
                    format!("The bids are sealed. You can open them from {}.", long_instant(closes)),
                )),
                None => sealed("The bids are sealed.".to_owned()),
            },
            Standing::Closed => sealed("The bids are sealed until two people have opened them.".to_owned()),
            Standing::Cancelled => sealed("This tender was cancelled, and its bids stay sealed.".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests;
