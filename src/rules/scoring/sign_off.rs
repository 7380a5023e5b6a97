//! The sign-off of a lot's quality: refused until every record is there, and final.

mod agreed;

use chrono::{DateTime, Utc};
use entity::id::{BidId, PersonId, RowId};
use entity::lot_evaluation;
use entity::number::Version;
use entity::state::PanelSeat;
use sea_orm::ActiveValue::{Set, Unchanged};

use super::conflicts::clear_if_seated;
use super::moderation::moved;
use super::{InOrOut, Scoring};
use crate::access::{Act, Actor, may};
use crate::law::clock::uk_date;
use crate::{Action, Change, Problem, Refusal, Why};

pub use agreed::{Agreed, agreed};

/// Signs off the quality of a lot, which freezes it.
///
/// Refuses an evaluator, who would sign their own scores, a lot without bids, and every record that is missing, each by
/// name.
pub fn sign_off(
    s: &Scoring,
    lot: RowId,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = signs(s, actor)?;
    let row = s.not_signed(lot)?;
    complete(s, lot, now)?;
    let signed = lot_evaluation::ActiveModel {
        id: Unchanged(row.id),
        signed_at: Set(Some(now)),
        signed_by: Set(Some(person)),
        ..Default::default()
    };
    let change = s.change(Action::SignOffQuality).moves(row, seen);
    let of_lot = s.rows().moderations.iter().filter(|meeting| meeting.lot_id == lot);
    Ok(of_lot.fold(change, Change::rests_on).update(signed))
}

/// A record that is missing before the quality of a lot can be signed off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// What is missing, bids by their labels.
    pub says: String,
    /// Where it is put right.
    pub place: Place,
}

/// Where a missing record is put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The checks of the bids.
    Checks,
    /// The scores and the moderation of a question.
    Question(RowId),
    /// Who scores a question.
    Panel,
    /// What was declared of interests.
    Interests,
    /// What bidders were asked.
    Queries,
}

/// Every record that is missing before the quality of a lot can be signed off, bids by their labels.
#[must_use]
pub fn missing(s: &Scoring, lot: RowId, now: DateTime<Utc>) -> Vec<String> {
    missing_records(s, lot, now).into_iter().map(|record| record.says).collect()
}

/// The same, each with where it is put right.
#[must_use]
pub fn missing_records(s: &Scoring, lot: RowId, now: DateTime<Utc>) -> Vec<Missing> {
    let Some(terms) = s.terms().lot(lot) else { return Vec::new() };
    let mut all = Vec::new();
    // Checks are decided by name, so a label here would tell whose it is.
    match s.still_in(lot).into_iter().filter(|it| s.stands(it) == InOrOut::Checking).count() {
        0 => {}
        1 => all.push(at(Place::Checks, "The checks of one bid are not all decided.")),
        bids => all.push(at(Place::Checks, format!("The checks of {bids} bids are not all decided."))),
    }
    for question in terms.questions() {
        let place = match s.assigned(question.id).is_empty() && s.moderation(question.id).is_none() {
            true => Place::Panel,
            false => Place::Question(question.id),
        };
        let of_question = missing_of(s, lot, question.id).into_iter();
        all.extend(of_question.map(|says| at(place, format!("“{}”: {says}", question.title))));
    }
    if s.tender().panel.iter().any(|member| !s.is_released(member) && s.conflict_is_open(member.person_id)) {
        let says = "An approver has yet to decide on an interest that was declared.";
        all.push(at(Place::Interests, says));
    }
    let waits =
        |query: &&entity::bidder_query::Model| query.answer.is_none() && query.respond_by >= uk_date(now);
    for query in s.rows().queries.iter().filter(waits) {
        if s.bid(query.bid_id).is_ok_and(|entered| entered.bid.row.lot_id == lot) {
            let says = format!("{}: it may still answer what it was asked.", s.label(query.bid_id));
            all.push(at(Place::Queries, says));
        }
    }
    all
}

fn at(place: Place, says: impl Into<String>) -> Missing {
    Missing { says: says.into(), place }
}

/// Whether this person may sign off quality: refuses who is no officer or approver, who scored, and
/// whose interests are not clear.
pub fn signs(s: &Scoring, actor: &Actor) -> Result<PersonId, Refusal> {
    let person = s.theirs(actor)?;
    may(actor, Act::SignOffQuality)?;
    if s.seat(person).is_some_and(|member| member.seat == PanelSeat::Evaluator) {
        return Err(Refusal::of(Why::NotYours, "You scored on this panel. Someone else must sign off."));
    }
    clear_if_seated(s, actor)?;
    Ok(person)
}

/// A lot is complete once a bid is left and no record is missing.
pub(super) fn complete(s: &Scoring, lot: RowId, now: DateTime<Utc>) -> Result<(), Refusal> {
    if s.still_in(lot).is_empty() {
        return Err(Refusal::of(
            Why::NotNow,
            "No bid of this lot is left. Record that no contract is awarded.",
        ));
    }
    Refusal::unless_empty(missing(s, lot, now).into_iter().map(Problem::whole).collect())
}

fn missing_of(s: &Scoring, lot: RowId, question: RowId) -> Vec<String> {
    let evaluators = s.assigned(question);
    if evaluators.is_empty() && s.moderation(question).is_none() {
        return vec!["nobody was given it to score.".to_owned()];
    }
    let mut all = Vec::new();
    for entered in s.still_in(lot) {
        let bid = entered.bid.row.id;
        let waits = evaluators.iter().filter(|it| !s.has_locked(it.person_id, bid)).count();
        if waits > 0 {
            all.push(format!(
                "{} lacks the scores of {waits} of {} evaluators.",
                s.label(bid),
                evaluators.len()
            ));
        }
    }
    let Some(meeting) = s.moderation(question) else {
        all.push("it is not moderated.".to_owned());
        return all;
    };
    if meeting.held_on.is_none() {
        all.push("the meeting is not recorded: when, who was there, what was said.".to_owned());
    }
    let bids = s.still_in(lot).into_iter().map(|entered| entered.bid.row.id);
    all.extend(bids.filter_map(|bid| lacks(s, question, bid)));
    all
}

/// Scores may fall away after one was agreed, with whoever was removed, so its reason is judged by those that stand.
fn lacks(s: &Scoring, question: RowId, bid: BidId) -> Option<String> {
    let label = s.label(bid);
    let Some(agreed) = s.agreed(question, bid) else {
        return Some(format!("{label} has no moderated score."));
    };
    let unexplained = agreed.move_reason.is_none() && moved(s, question, bid, agreed.score).is_some();
    unexplained.then(|| {
        format!(
            "the moderated score of {label} differs from the evaluators’ and needs the reason why it differs."
        )
    })
}

#[cfg(test)]
mod tests;
