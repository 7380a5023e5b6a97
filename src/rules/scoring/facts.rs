//! What follows from the rows: which bids are in, who is assigned, what is locked.

use entity::id::{BidId, PersonId, RowId};
use entity::state::{ConflictDecision, ExitKind, PanelSeat, YesNo};
use entity::{
    conflict_declaration, lot_evaluation, moderated_score, moderation as meeting, panel_member, score,
    score_sheet,
};

use super::{Entered, Scoring};
use crate::access::Actor;
use crate::bid::checks::{BidStanding, standing_of};
use crate::tender::standing::of_their_authority;
use crate::tender::terms::{CriterionTerms, LotTerms};
use crate::{Action, Change, Refusal, Subject, Why};

/// Whether a bid takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InOrOut {
    /// It does.
    In,
    /// It does for now; these checks are still to be decided.
    Checking,
    /// It does not, for this reason, as letters may say it. Whether it was assessed until then is the council's to say.
    Out(String),
}

impl Scoring {
    /// Whether a bid takes part: by its checks, and whether it left afterwards.
    #[must_use]
    pub fn stands(&self, entered: &Entered) -> InOrOut {
        match self.rows.exits.iter().find(|exit| exit.bid_id == entered.bid.row.id) {
            Some(exit) if exit.kind == ExitKind::Withdrawn => {
                InOrOut::Out(format!("It was withdrawn. {}", exit.reason))
            }
            Some(exit) => InOrOut::Out(exit.reason.clone()),
            None => match standing_of(&entered.bid.checks) {
                BidStanding::In => InOrOut::In,
                BidStanding::Checking(_) => InOrOut::Checking,
                BidStanding::Out(reasons) => InOrOut::Out(reasons.join(" ")),
            },
        }
    }

    /// The bids of a lot that are not out, in the order of their labels.
    pub(crate) fn still_in(&self, lot: RowId) -> Vec<&Entered> {
        let mut of_lot = self.entered(lot);
        of_lot.retain(|entered| !matches!(self.stands(entered), InOrOut::Out(_)));
        of_lot
    }

    /// Every opened bid of a lot, in the order of their labels.
    pub(crate) fn entered(&self, lot: RowId) -> Vec<&Entered> {
        let mut bids: Vec<_> =
            self.rows.bids.iter().filter(|entered| entered.bid.row.lot_id == lot).collect();
        bids.sort_by_key(|entered| {
            let label = self.label(entered.bid.row.id);
            (label.len(), label)
        });
        bids
    }

    /// One bid.
    pub(crate) fn bid(&self, bid: BidId) -> Result<&Entered, Refusal> {
        self.rows.bids.iter().find(|entered| entered.bid.row.id == bid).ok_or_else(Refusal::not_found)
    }

    /// What the panel calls a bid.
    pub(crate) fn label(&self, bid: BidId) -> &str {
        self.rows.labels.iter().find(|row| row.bid_id == bid).map_or("", |row| row.label.as_str())
    }

    pub(crate) fn rows(&self) -> &super::Rows {
        &self.rows
    }

    /// The terms of a lot.
    pub(crate) fn lot_terms(&self, lot: RowId) -> Result<&LotTerms, Refusal> {
        self.terms.lot(lot).ok_or_else(Refusal::not_found)
    }

    /// A question, and the lot it belongs to.
    pub(crate) fn question(&self, criterion: RowId) -> Result<(&LotTerms, &CriterionTerms), Refusal> {
        let mut all =
            self.terms.lots.iter().flat_map(|lot| lot.questions().map(move |question| (lot, question)));
        all.find(|(_, question)| question.id == criterion).ok_or_else(Refusal::not_found)
    }

    /// How far a lot is.
    pub(crate) fn stage(&self, lot: RowId) -> Result<&lot_evaluation::Model, Refusal> {
        self.lot(lot).ok_or_else(Refusal::not_found)
    }

    /// INVARIANT: nothing of a lot's quality changes once it is signed off.
    pub(crate) fn not_signed(&self, lot: RowId) -> Result<&lot_evaluation::Model, Refusal> {
        let row = self.stage(lot)?;
        if row.signed_at.is_none() {
            return Ok(row);
        }
        Err(Refusal::of(
            Why::NotNow,
            "The quality of this lot is signed off. Nothing of it changes any more.",
        ))
    }

    /// Whether a lot with bids left is still scored or moderated. One without bids is never signed off.
    pub(crate) fn is_scored_still(&self) -> bool {
        let waits = |row: &&lot_evaluation::Model| row.signed_at.is_none();
        self.rows.lots.iter().filter(waits).any(|row| !self.still_in(row.lot_id).is_empty())
    }

    /// Somebody's seat, whether they still sit on it or not.
    pub(crate) fn seat(&self, person: PersonId) -> Option<&panel_member::Model> {
        self.rows.tender.panel.iter().find(|member| member.person_id == person)
    }

    pub(crate) fn is_released(&self, member: &panel_member::Model) -> bool {
        self.rows.releases.iter().any(|release| release.panel_member_id == member.id)
    }

    /// What somebody declared last.
    pub(crate) fn declared(&self, person: PersonId) -> Option<&conflict_declaration::Model> {
        let own = self.rows.declarations.iter().filter(|row| row.person_id == person);
        own.max_by_key(|row| row.position)
    }

    pub(crate) fn is_removed(&self, person: PersonId) -> bool {
        self.declared(person).is_some_and(|row| row.decision == Some(ConflictDecision::Removed))
    }

    /// Whether an approver has yet to decide on what they declared.
    pub(crate) fn conflict_is_open(&self, person: PersonId) -> bool {
        self.declared(person).is_some_and(|row| row.conflicted == YesNo::Yes && row.decision.is_none())
    }

    /// The evaluators who are to score a question.
    pub(crate) fn assigned(&self, criterion: RowId) -> Vec<&panel_member::Model> {
        let has = |member: &panel_member::Model| {
            let mut given = self.rows.questions.iter();
            given.any(|row| row.panel_member_id == member.id && row.criterion_id == criterion)
        };
        let panel = self.rows.tender.panel.iter();
        panel
            .filter(|it| {
                it.seat == PanelSeat::Evaluator && !self.is_released(it) && !self.is_removed(it.person_id)
            })
            .filter(|it| has(it))
            .collect()
    }

    /// The questions of a lot that somebody is to score.
    pub(crate) fn questions_of(&self, member: &panel_member::Model, lot: RowId) -> Vec<&CriterionTerms> {
        let Some(terms) = self.terms.lot(lot) else { return Vec::new() };
        terms.questions().filter(|it| self.assigned(it.id).iter().any(|own| own.id == member.id)).collect()
    }

    pub(crate) fn sheet(&self, person: PersonId, bid: BidId) -> Option<&score_sheet::Model> {
        self.rows.sheets.iter().find(|sheet| sheet.person_id == person && sheet.bid_id == bid)
    }

    pub(crate) fn scores_on<'a>(
        &'a self,
        sheet: &'a score_sheet::Model,
    ) -> impl Iterator<Item = &'a score::Model> {
        self.rows.scores.iter().filter(move |score| score.sheet_id == sheet.id)
    }

    pub(crate) fn has_locked(&self, person: PersonId, bid: BidId) -> bool {
        self.sheet(person, bid).is_some_and(|sheet| sheet.locked_at.is_some())
    }

    pub(crate) fn has_locked_all(&self, person: PersonId, lot: RowId) -> bool {
        self.still_in(lot).iter().all(|entered| self.has_locked(person, entered.bid.row.id))
    }

    /// Every locked score of one answer, those of released evaluators included; not of someone who was removed.
    pub(crate) fn individual(&self, criterion: RowId, bid: BidId) -> Vec<(PersonId, &score::Model)> {
        let sheets = self.rows.sheets.iter().filter(|it| it.bid_id == bid && it.locked_at.is_some());
        sheets
            .filter(|sheet| !self.is_removed(sheet.person_id))
            .flat_map(|sheet| self.scores_on(sheet).map(|score| (sheet.person_id, score)))
            .filter(|(_, score)| score.criterion_id == criterion)
            .collect()
    }

    pub(crate) fn moderation(&self, criterion: RowId) -> Option<&meeting::Model> {
        self.rows.moderations.iter().find(|row| row.criterion_id == criterion)
    }

    /// The score that was agreed for one answer.
    pub(crate) fn agreed(&self, criterion: RowId, bid: BidId) -> Option<&moderated_score::Model> {
        let meeting = self.moderation(criterion)?;
        self.rows.moderated.iter().find(|row| row.moderation_id == meeting.id && row.bid_id == bid)
    }

    /// A change of the evaluation that rests on the evaluation as it was loaded.
    pub(crate) fn change(&self, action: Action) -> Change {
        let row = &self.rows.tender.row;
        Change::of(action, Subject::Tender(row.id), Some(row.authority_id)).rests_on(&self.rows.row)
    }

    /// A change that seals something of its own: two seals under one subject and number would be one too many for
    /// `verify`, so it is not about the tender.
    pub(crate) fn change_of(&self, action: Action, about: Subject) -> Change {
        Change::of(action, about, Some(self.rows.tender.row.authority_id)).rests_on(&self.rows.row)
    }

    /// A change of who is on the panel or which bids take part.
    pub(crate) fn moving(&self, action: Action, seen: entity::number::Version) -> Change {
        let row = &self.rows.tender.row;
        Change::of(action, Subject::Tender(row.id), Some(row.authority_id)).moves(&self.rows.row, seen)
    }

    /// The tender must be one of theirs, and not cancelled.
    pub(crate) fn theirs(&self, actor: &Actor) -> Result<PersonId, Refusal> {
        of_their_authority(&self.rows.tender, actor)?;
        if self.rows.tender.row.cancelled_at.is_some() {
            return Err(Refusal::of(Why::NotNow, "This tender has been cancelled."));
        }
        actor.person.ok_or_else(Refusal::not_found)
    }
}
