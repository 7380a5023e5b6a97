//! The sign-off of a lot's quality: refused until every record is there, and final.

use chrono::{DateTime, Utc};
use entity::id::RowId;
use entity::lot_evaluation;
use entity::number::Version;
use entity::state::PanelSeat;
use sea_orm::ActiveValue::{Set, Unchanged};

use super::{InOrOut, Scoring};
use crate::access::{Act, Actor, may};
use crate::law::clock::uk_date;
use crate::{Action, Change, Problem, Refusal, Why};

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
    let person = s.theirs(actor)?;
    may(actor, Act::SignOffQuality)?;
    if s.seat(person).is_some_and(|member| member.seat == PanelSeat::Evaluator) {
        return Err(Refusal::of(Why::NotYours, "You scored on this panel. Someone else must sign off."));
    }
    let row = s.not_signed(lot)?;
    if s.still_in(lot).is_empty() {
        return Err(Refusal::of(
            Why::NotNow,
            "No bid of this lot is left. Record that no contract is awarded.",
        ));
    }
    Refusal::unless_empty(missing(s, lot, now).into_iter().map(Problem::whole).collect())?;
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

/// Every record that is missing before the quality of a lot can be signed off, bids by their labels.
#[must_use]
pub fn missing(s: &Scoring, lot: RowId, now: DateTime<Utc>) -> Vec<String> {
    let Some(terms) = s.terms().lot(lot) else { return Vec::new() };
    let mut all = Vec::new();
    for entered in s.still_in(lot).into_iter().filter(|it| s.stands(it) == InOrOut::Checking) {
        all.push(format!("{}: its checks are not all decided.", s.label(entered.bid.row.id)));
    }
    for question in terms.questions() {
        all.extend(
            missing_of(s, lot, question.id).into_iter().map(|says| format!("“{}”: {says}", question.title)),
        );
    }
    if s.tender().panel.iter().any(|member| !s.is_released(member) && s.conflict_is_open(member.person_id)) {
        all.push("An approver has yet to decide on an interest that was declared.".to_owned());
    }
    let waits =
        |query: &&entity::bidder_query::Model| query.answer.is_none() && query.respond_by >= uk_date(now);
    for query in s.rows().queries.iter().filter(waits) {
        if s.bid(query.bid_id).is_ok_and(|entered| entered.bid.row.lot_id == lot) {
            all.push(format!("{}: it may still answer what it was asked.", s.label(query.bid_id)));
        }
    }
    all
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
    all.extend(
        bids.filter(|bid| s.agreed(question, *bid).is_none())
            .map(|bid| format!("{} has no moderated score.", s.label(bid))),
    );
    all
}

#[cfg(test)]
mod tests;
