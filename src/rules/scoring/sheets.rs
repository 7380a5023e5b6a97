//! Scores: each evaluator alone, question by question, saved as they go, submitted once and then locked.

use chrono::{DateTime, Utc};
use entity::id::{BidId, PersonId, RowId, SheetId};
use entity::number::Version;
use entity::state::PanelSeat;
use entity::{panel_member, score, score_sheet};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::conflicts::clear_to_read;
use super::given::number;
use super::{Entered, InOrOut, OwnStanding, Scoring};
use crate::access::Actor;
use crate::field::Kind::{Prose, Whole};
use crate::field::{Draft, Field};
use crate::{Action, Change, Problem, Refusal, Subject, Why, salted};

/// A score and its reason. Both may wait while the sheet is not submitted.
pub const SCORE: &[Field] = &[
    Field::optional("score", "Score", "A whole number of the scale.", Whole(0, 100)),
    Field::optional("reason", "Reason", "What in the answer earns this score.", Prose),
];

/// What is made outside the rules for a saved score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fresh {
    /// The number of the sheet, if it is begun now.
    pub sheet: SheetId,
    /// The number of the score, if it is new.
    pub score: RowId,
    /// 32 random bytes in hexadecimal, if the sheet is begun now.
    pub salt: String,
}

/// Saves one's own score of one answer. `seen` is the version of the sheet, or nothing for a new one.
///
/// Refuses the moderator, who has no seat or may not read yet, a question of someone else, a bid that is out, a sheet
/// that is locked, a question whose moderation is open, a lot that is signed off, and a score that is not on the scale.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn save(
    s: &Scoring,
    bid: BidId,
    criterion: RowId,
    fresh: &Fresh,
    draft: &Draft,
    seen: Option<Version>,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let (member, entered) = scores_answer(s, bid, criterion, actor)?;
    let given = number(draft, "score");
    Refusal::unless_empty(given.and_then(|given| not_on_scale(s, given)).into_iter().collect())?;
    let change = s.change(Action::SaveScores);
    let (sheet, change) = match (s.sheet(member.person_id, bid), seen) {
        (Some(sheet), Some(seen)) => {
            not_locked(sheet)?;
            (sheet.id, change.moves(sheet, seen))
        }
        (None, None) => (fresh.sheet, change.insert(begun(s, entered, member, fresh, now)).hiding(&["salt"])),
        (Some(sheet), None) => (sheet.id, change.moves(sheet, Version(0))),
        (None, Some(_)) => return Err(Refusal::not_found()),
    };
    let row = score::ActiveModel {
        id: Set(fresh.score),
        sheet_id: Set(sheet),
        criterion_id: Set(criterion),
        score: Set(given),
        reason: Set(draft.text("reason").map(str::to_owned)),
        saved_at: Set(now),
    };
    let before = s.rows().scores.iter().find(|it| it.sheet_id == sheet && it.criterion_id == criterion);
    // The record of actions is read before consensus, so it must not tell a score.
    const HIDDEN: &[&str] = &["score", "reason"];
    Ok(match before {
        Some(before) => change.update(score::ActiveModel { id: Unchanged(before.id), ..row }).hiding(HIDDEN),
        None => change.insert(row).hiding(HIDDEN),
    })
}

/// Whether someone may save a score of this answer now. Refuses as [`save`] does, whatever the score.
pub fn may_save(s: &Scoring, bid: BidId, criterion: RowId, actor: &Actor) -> Result<(), Refusal> {
    let (member, _) = scores_answer(s, bid, criterion, actor)?;
    s.sheet(member.person_id, bid).map_or(Ok(()), not_locked)
}

/// Submits one's own sheet of a bid, which locks it for ever.
///
/// Refuses once the moderation of a question of theirs is open, and while one lacks its score or its reason, naming each.
pub fn lock(
    s: &Scoring,
    bid: BidId,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let (member, entered) = scores(s, bid, actor)?;
    let sheet = s.sheet(member.person_id, bid);
    sheet.map_or(Ok(()), not_locked)?;
    for question in s.questions_of(member, entered.bid.row.lot_id) {
        not_moderated(s, entered, question.id)?;
    }
    Refusal::unless_empty(missing(s, bid, actor)?)?;
    let Some(sheet) = sheet else {
        return Err(Refusal::of(Why::NotNow, "No question has been given to you yet."));
    };
    let digest = digest_of(sheet, s.scores_on(sheet));
    let row = score_sheet::ActiveModel {
        id: Unchanged(sheet.id),
        locked_at: Set(Some(now)),
        digest: Set(Some(digest.clone())),
        ..Default::default()
    };
    let change = s.change_of(Action::LockScores, Subject::Sheet(sheet.id));
    Ok(change.moves(sheet, seen).update(row).seals(1, &digest))
}

/// What one's own sheet of a bid lacks before it can be submitted, each at `question-ID`.
pub fn missing(s: &Scoring, bid: BidId, actor: &Actor) -> Result<Vec<Problem>, Refusal> {
    let own = s.own_answers(actor)?.into_iter().filter(|answer| answer.bid == bid);
    let says = own.filter_map(|answer| {
        let title = &answer.question.title;
        let says = match answer.standing {
            OwnStanding::NotBegun | OwnStanding::WithoutScore => format!("Give “{title}” a score."),
            OwnStanding::WithoutReason => format!("Give the reason for your score of “{title}”."),
            OwnStanding::Ready | OwnStanding::Submitted => return None,
        };
        Some(Problem::at(&format!("question-{}", answer.question.id.0), says))
    });
    Ok(says.collect())
}

/// The digest of what a sheet says: SHA-256 of its salt and its canonical JSON, so that it gives no score away.
#[must_use]
pub fn digest_of<'a>(sheet: &score_sheet::Model, scores: impl Iterator<Item = &'a score::Model>) -> String {
    let scores = scores.map(|it| (it.criterion_id.0, it.score, it.reason.as_deref()));
    digest_from(&sheet.salt, sheet.bid_id.0, sheet.person_id.0, scores.collect())
}

/// The same from its parts: question, score and reason of each answer.
#[must_use]
pub fn digest_from(
    salt: &str,
    bid: i64,
    evaluator: i64,
    mut scores: Vec<(i64, Option<i32>, Option<&str>)>,
) -> String {
    scores.sort_by_key(|(question, _, _)| *question);
    let scores: Vec<_> = scores
        .into_iter()
        .map(|(question, score, reason)| {
            serde_json::json!({ "question": question, "score": score, "reason": reason })
        })
        .collect();
    let says = serde_json::json!({ "bid": bid, "evaluator": evaluator, "scores": scores });
    salted(salt, &says.to_string())
}

/// What is said of a score that the published scale does not have.
pub(crate) fn not_on_scale(s: &Scoring, score: i32) -> Option<Problem> {
    let steps: Vec<_> = s.terms().scale.iter().map(|step| step.score).collect();
    if steps.contains(&score) {
        return None;
    }
    let names: Vec<_> = steps.iter().map(i32::to_string).collect();
    Some(Problem::at("score", format!("Score must be one of the published scale: {}.", names.join(", "))))
}

fn begun(
    s: &Scoring,
    entered: &Entered,
    member: &panel_member::Model,
    fresh: &Fresh,
    now: DateTime<Utc>,
) -> score_sheet::ActiveModel {
    score_sheet::ActiveModel {
        id: Set(fresh.sheet),
        version: Set(Version(1)),
        tender_id: Set(s.tender().row.id),
        lot_id: Set(entered.bid.row.lot_id),
        bid_id: Set(entered.bid.row.id),
        person_id: Set(member.person_id),
        started_at: Set(now),
        salt: Set(fresh.salt.clone()),
        locked_at: Set(None),
        digest: Set(None),
    }
}

/// The evaluator's seat and the bid, where they may score it.
fn scores<'a>(
    s: &'a Scoring,
    bid: BidId,
    actor: &Actor,
) -> Result<(&'a panel_member::Model, &'a Entered), Refusal> {
    let member = clear_to_read(s, actor)?;
    if member.seat == PanelSeat::Moderator {
        return Err(Refusal::of(Why::NotYours, "The moderator does not score."));
    }
    let entered = s.bid(bid)?;
    s.not_signed(entered.bid.row.lot_id)?;
    if let InOrOut::Out(_) = s.stands(entered) {
        return Err(Refusal::of(Why::NotNow, "This bid has left the evaluation. It is no longer scored."));
    }
    Ok((member, entered))
}

/// The same for one question of theirs.
fn scores_answer<'a>(
    s: &'a Scoring,
    bid: BidId,
    criterion: RowId,
    actor: &Actor,
) -> Result<(&'a panel_member::Model, &'a Entered), Refusal> {
    let (member, entered) = scores(s, bid, actor)?;
    if !s.assigned(criterion).iter().any(|it| it.id == member.id) {
        return Err(Refusal::of(Why::NotYours, "This question was not given to you to score."));
    }
    if s.question(criterion)?.0.id != entered.bid.row.lot_id {
        return Err(Refusal::not_found());
    }
    not_moderated(s, entered, criterion)?;
    Ok((member, entered))
}

/// INVARIANT: nobody scores an answer once others' scores of it can be read.
///
/// A bid that came back by a check decided since then is scored still, or its lot could never be signed off: nobody
/// reads of its question before they have submitted it.
fn not_moderated(s: &Scoring, entered: &Entered, criterion: RowId) -> Result<(), Refusal> {
    let Some(meeting) = s.moderation(criterion) else { return Ok(()) };
    let since = |check: &entity::bid_check::Model| check.decided_at.is_some_and(|at| at > meeting.opened_at);
    let came_back = entered.bid.checks.iter().any(since);
    if came_back && s.agreed(criterion, entered.bid.row.id).is_none() {
        return Ok(());
    }
    Err(Refusal::of(Why::NotNow, "The moderation of this question is open. Its scores no longer change."))
}

fn not_locked(sheet: &score_sheet::Model) -> Result<(), Refusal> {
    if sheet.locked_at.is_none() {
        return Ok(());
    }
    Err(Refusal::of(Why::NotNow, "You have submitted your scores of this bid. They no longer change."))
}

impl Scoring {
    /// The version of somebody's own sheet of a bid, for the form that changes it.
    #[must_use]
    pub fn own_sheet(&self, person: PersonId, bid: BidId) -> Option<&score_sheet::Model> {
        self.sheet(person, bid)
    }
}

#[cfg(test)]
mod tests;
