//! Moderation: question by question, once everyone has locked, one agreed score for each bid, with its reason.
//!
//! An award was set aside because the notes of the moderation did not explain the scores (Lancashire Care v Lancashire
//! County Council [2018] EWHC 1589 (TCC)): so no score stands here without its reason, and a moved one needs two.

mod standing;

use chrono::{DateTime, Utc};
use entity::id::{BidId, ModerationId, RowId};
use entity::number::Version;
use entity::state::PanelSeat;
use entity::{lot_evaluation, moderated_score, moderation as meeting};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::conflicts::clear_to_read;
use super::given::{day, number, text};
use super::sheets::not_on_scale;
use super::{InOrOut, Scoring};
use crate::access::Actor;
use crate::bid::{Opened, Scores};
use crate::field::Kind::{Day, Lines, Prose, Whole};
use crate::field::{Draft, Field};
use crate::law::clock::uk_date;
use crate::{Action, Change, Problem, Refusal, Why};

pub use standing::{Standing, standing};

/// The meeting.
pub const MEETING: &[Field] = &[
    Field::given("held_on", "Day of the meeting", "For example, 18 1 2028.", Day),
    Field::given("attended", "Who was there", "One name or title a line.", Lines),
    Field::given("minutes", "What was said", "How the panel came to its scores.", Prose),
];

/// An agreed score.
pub const AGREED: &[Field] = &[
    Field::given("score", "Moderated score", "A whole number of the scale.", Whole(0, 100)),
    Field::given(
        "reason",
        "Reason",
        "By what the answer says and the words of the scale. The bidder reads it.",
        Prose,
    ),
    Field::optional(
        "move_reason",
        "Why it differs from the evaluators’ scores",
        "Needed when nobody gave this score, or when it is more than one step from someone’s.",
        Prose,
    ),
];

/// How far the evaluators of a question are apart on one bid, in steps of the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// The question.
    pub criterion: RowId,
    /// The bid.
    pub bid: BidId,
    /// From the lowest score to the highest, in steps.
    pub steps: usize,
}

/// Opens the moderation of a question.
///
/// Refuses who is not the moderator, and a question of which an evaluator has not locked every bid still in, naming how
/// many are missing, never whose or what.
pub fn open(
    s: &Scoring,
    criterion: RowId,
    id: ModerationId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = moderates(s, actor)?;
    let (lot, question) = s.question(criterion)?;
    s.not_signed(lot.id)?;
    if s.moderation(criterion).is_some() {
        return Err(Refusal::of(Why::NotNow, "The moderation of this question is open already."));
    }
    match standing(s, criterion) {
        Standing::Ready | Standing::Open { .. } | Standing::Agreed => {}
        Standing::NotGiven => {
            return Err(Refusal::of(Why::NotNow, format!("Nobody was given “{}” to score.", question.title)));
        }
        Standing::NoBids => {
            return Err(Refusal::of(Why::NotNow, "No bid of this lot is left to moderate."));
        }
        Standing::Waits(missing) => return Err(Refusal::of(Why::NotNow, still_to_come(missing))),
        Standing::Interest => {
            let says = "An approver must first decide on an interest that an evaluator declared.";
            return Err(Refusal::of(Why::NotNow, says));
        }
    }
    Ok(s.change(Action::OpenModeration).insert(meeting::ActiveModel {
        id: Set(id),
        version: Set(Version(1)),
        tender_id: Set(s.tender().row.id),
        lot_id: Set(lot.id),
        criterion_id: Set(criterion),
        opened_at: Set(now),
        person_id: Set(person),
        ..Default::default()
    }))
}

/// How many sheets are still to come, in words.
#[must_use]
pub fn still_to_come(missing: usize) -> String {
    match missing {
        1 => "One evaluator’s scores of one bid are still to be submitted.".to_owned(),
        _ => format!("{missing} sheets of scores are still to be submitted."),
    }
}

/// Records when the panel met, who was there and what was said.
pub fn record_meeting(
    s: &Scoring,
    criterion: RowId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    moderates(s, actor)?;
    let (lot, meeting) = moderated(s, criterion)?;
    let held = day(draft, "held_on")?;
    let problem = match (held > uk_date(now), held < uk_date(meeting.opened_at)) {
        (true, _) => Some("Day of the meeting must not be in the future."),
        (_, true) => Some("The panel cannot have met before the moderation was opened. Check the day."),
        (false, false) => None,
    };
    Refusal::unless_empty(problem.map(|says| Problem::at("held_on", says)).into_iter().collect())?;
    let row = meeting::ActiveModel {
        id: Unchanged(meeting.id),
        held_on: Set(Some(held)),
        attended: Set(Some(text(draft, "attended")?)),
        minutes: Set(Some(text(draft, "minutes")?)),
        ..Default::default()
    };
    Ok(s.change(Action::RecordMeeting).rests_on(lot).moves(meeting, seen).update(row))
}

/// Records the score that the panel agreed on for one bid, in place of one recorded before. Individual scores stay.
///
/// Refuses who is not the moderator, a score that is not on the scale, and a moved score without the reason for the
/// move.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn agree(
    s: &Scoring,
    criterion: RowId,
    bid: BidId,
    id: RowId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = moderates(s, actor)?;
    let (lot, meeting) = moderated(s, criterion)?;
    let entered = s.bid(bid)?;
    if entered.bid.row.lot_id != lot.lot_id {
        return Err(Refusal::not_found());
    }
    if let InOrOut::Out(_) = s.stands(entered) {
        return Err(Refusal::of(Why::NotNow, "This bid has left the evaluation. It is no longer scored."));
    }
    let score = number(draft, "score").ok_or_else(Refusal::not_found)?;
    let move_reason = draft.text("move_reason").map(str::to_owned);
    let mut problems: Vec<_> = not_on_scale(s, score).into_iter().collect();
    if problems.is_empty()
        && move_reason.is_none()
        && let Some(says) = moved(s, criterion, bid, score)
    {
        problems.push(Problem::at("move_reason", says));
    }
    Refusal::unless_empty(problems)?;
    let row = moderated_score::ActiveModel {
        id: Set(id),
        moderation_id: Set(meeting.id),
        bid_id: Set(bid),
        score: Set(score),
        reason: Set(text(draft, "reason")?),
        move_reason: Set(move_reason),
        at: Set(now),
        person_id: Set(person),
    };
    let change = s.change(Action::ModerateScore).rests_on(lot).moves(meeting, seen);
    Ok(match s.agreed(criterion, bid) {
        Some(before) => change.update(moderated_score::ActiveModel { id: Unchanged(before.id), ..row }),
        None => change.insert(row),
    })
}

/// Why an agreed score needs the reason for its move: nobody gave it, or it is more than one step of the scale from
/// what someone gave.
pub(super) fn moved(s: &Scoring, criterion: RowId, bid: BidId, score: i32) -> Option<&'static str> {
    let individual: Vec<i32> =
        s.individual(criterion, bid).into_iter().filter_map(|(_, score)| score.score).collect();
    if !individual.contains(&score) {
        return Some("No evaluator gave this score. Say why the panel did.");
    }
    let far = |own: &i32| steps_between(s, *own, score) > 1;
    individual.iter().any(far).then_some(
        "This is more than one step of the scale from what an evaluator gave. Say what moved them.",
    )
}

/// How many steps of the published scale lie between two scores of it.
fn steps_between(s: &Scoring, one: i32, other: i32) -> usize {
    let (low, high) = (one.min(other), one.max(other));
    s.terms().scale.iter().filter(|step| step.score > low && step.score <= high).count()
}

/// Whether this person may record the meeting and the agreed scores of a question now.
pub fn may_moderate(s: &Scoring, criterion: RowId, actor: &Actor) -> Result<(), Refusal> {
    moderates(s, actor)?;
    moderated(s, criterion).map(|_| ())
}

/// Whether this person may open the moderation of a question now.
pub fn may_open(s: &Scoring, criterion: RowId, actor: &Actor, now: DateTime<Utc>) -> Result<(), Refusal> {
    open(s, criterion, ModerationId(0), actor, now).map(|_| ())
}

/// How far apart the evaluators are on each answer that is open to the reader, those furthest apart first.
#[must_use]
pub fn disagreement(s: &Scoring, may: &Opened<Scores>) -> Vec<Spread> {
    let mut all = Vec::new();
    for lot in &s.terms().lots {
        for (question, entered) in
            lot.questions().flat_map(|it| s.still_in(lot.id).into_iter().map(move |entered| (it, entered)))
        {
            let bid = entered.bid.row.id;
            let scores: Vec<_> =
                s.individual(question.id, bid).into_iter().filter_map(|(_, it)| it.score).collect();
            let ends = scores.iter().min().zip(scores.iter().max());
            if let (Some((low, high)), true) = (ends, may.shows_question(bid, question.id)) {
                all.push(Spread { criterion: question.id, bid, steps: steps_between(s, *low, *high) });
            }
        }
    }
    all.sort_by_key(|spread| std::cmp::Reverse(spread.steps));
    all
}

/// The moderator, cleared to read.
fn moderates(s: &Scoring, actor: &Actor) -> Result<entity::id::PersonId, Refusal> {
    let member = clear_to_read(s, actor)?;
    match member.seat {
        PanelSeat::Moderator => Ok(member.person_id),
        PanelSeat::Evaluator => Err(Refusal::of(Why::NotYours, "Only the moderator of the panel does this.")),
    }
}

/// An open moderation of a lot that is not signed off.
fn moderated(s: &Scoring, criterion: RowId) -> Result<(&lot_evaluation::Model, &meeting::Model), Refusal> {
    let (lot, _) = s.question(criterion)?;
    let lot = s.not_signed(lot.id)?;
    let says = "Open the moderation of this question first.";
    let meeting = s.moderation(criterion).ok_or_else(|| Refusal::of(Why::NotNow, says))?;
    Ok((lot, meeting))
}

impl Scoring {
    /// The agreed score of one answer, if it is open to the reader: the panel while it moderates, others once quality
    /// is signed off.
    #[must_use]
    pub fn agreed_score(
        &self,
        criterion: RowId,
        bid: BidId,
        may: &Opened<Scores>,
    ) -> Option<&moderated_score::Model> {
        may.shows_question(bid, criterion).then(|| self.agreed(criterion, bid))?
    }

    /// The meeting of one question: no score stands in it.
    #[must_use]
    pub fn meeting(&self, criterion: RowId) -> Option<&meeting::Model> {
        self.moderation(criterion)
    }
}

#[cfg(test)]
mod tests;
