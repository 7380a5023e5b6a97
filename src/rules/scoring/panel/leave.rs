//! Who leaves the panel and who takes over, once the evaluation has begun. An approver decides, who is not on the panel.

use chrono::{DateTime, Utc};
use entity::choice::Choice;
use entity::id::{PersonId, RowId};
use entity::number::Version;
use entity::state::PanelSeat;
use entity::{panel_member, seat_question, seat_release};
use sea_orm::ActiveValue::Set;

use super::given_to;
use crate::access::{Act, Actor, may};
use crate::field::Kind::{Prose, RowFrom};
use crate::field::{Draft, Field, List};
use crate::people::Person;
use crate::scoring::Scoring;
use crate::scoring::given::text;
use crate::tender::panel::{SEAT, SinceOpening, why_unfit};
use crate::{Action, Change, Problem, Refusal, Why};

/// Why someone is released, and who takes over.
pub const RELEASE: &[Field] = &[
    Field::given("reason", "Reason", "What they have locked stays in the record.", Prose),
    Field::optional(
        "successor",
        "Who takes over",
        "They take the questions over. They cannot have opened the bids or decided their checks.",
        RowFrom(List::Staff),
    ),
];

/// Who joins, and on which seat.
pub const JOIN: &[Field] = SEAT;

/// Who takes over from someone released, with the numbers of the rows that takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Successor {
    /// Who.
    pub person: Person,
    /// The number of their seat.
    pub seat: RowId,
    /// Numbers enough for their questions.
    pub questions: Vec<RowId>,
}

/// Releases someone from the panel, and lets another take over: the questions of an evaluator, or the moderator's seat.
/// What was locked is kept.
///
/// Refuses who is not an approver or sits on the panel, someone who sits no more, a moderator's release without a
/// successor, and a successor who is or was on the panel, opened the bids or decided their checks.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn release(
    s: &Scoring,
    member: RowId,
    id: RowId,
    successor: Option<&Successor>,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = decides(s, actor, "Another approver must release you.", |own| own.id == member)?;
    let member = s.tender().panel.iter().find(|it| it.id == member).ok_or_else(Refusal::not_found)?;
    if !s.still_sits(member) {
        return Err(Refusal::of(Why::NotNow, "They no longer sit on this panel."));
    }
    if member.seat == PanelSeat::Moderator && successor.is_none() {
        let says = "Choose who takes over: without a moderator nothing can be moderated.";
        return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("successor", says)] });
    }
    let row = seat_release::ActiveModel {
        id: Set(id),
        tender_id: Set(s.tender().row.id),
        panel_member_id: Set(member.id),
        at: Set(now),
        person_id: Set(person),
        reason: Set(text(draft, "reason")?),
        replaced_by: Set(successor.map(|it| it.seat)),
    };
    let change = s.moving(Action::ReleaseEvaluator, seen);
    match successor {
        Some(successor) => Ok(take_over(s, change, member, successor, now)?.insert(row)),
        None => Ok(change.insert(row)),
    }
}

/// Puts someone new on the panel after the evaluation has begun, such as where one was removed because of an interest
/// and nobody else is left to score.
///
/// Refuses who is not an approver or sits on the panel, a second moderator, and who may take no seat.
pub fn join(
    s: &Scoring,
    id: RowId,
    person: &Person,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    decides(s, actor, "You sit on this panel. Another approver must do this.", |_| true)?;
    let seat = draft.text("seat").and_then(PanelSeat::of).ok_or_else(Refusal::not_found)?;
    let mut problems = unfit(s, person, "person_id")?;
    let moderates = |it: &panel_member::Model| it.seat == PanelSeat::Moderator && s.still_sits(it);
    if seat == PanelSeat::Moderator && s.tender().panel.iter().any(moderates) {
        problems.push(Problem::at("seat", "There is a moderator already. Release them first."));
    }
    Refusal::unless_empty(problems)?;
    Ok(s.moving(Action::SeatOnPanel, seen).insert(seat_of(s, id, person.row.id, seat, now)))
}

/// The approver who decides: never someone on the panel, and not once all is signed off.
fn decides(
    s: &Scoring,
    actor: &Actor,
    own: &str,
    is_own: impl Fn(&panel_member::Model) -> bool,
) -> Result<PersonId, Refusal> {
    let person = s.theirs(actor)?;
    may(actor, Act::DecideConflicts)?;
    match s.seat(person) {
        Some(seat) if is_own(seat) => return Err(Refusal::of(Why::NotNow, own)),
        Some(_) => {
            let says = "You sit on this panel. Another approver must do this.";
            return Err(Refusal::of(Why::NotNow, says));
        }
        None => {}
    }
    if s.rows().lots.iter().all(|lot| lot.signed_at.is_some()) {
        return Err(Refusal::of(Why::NotNow, "Quality is signed off, so the panel’s work is done."));
    }
    Ok(person)
}

/// A new seat of the same kind, with the questions of the old one that are not moderated yet: whoever joins a moderation
/// would read scores before giving their own.
fn take_over(
    s: &Scoring,
    change: Change,
    from: &panel_member::Model,
    to: &Successor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    Refusal::unless_empty(unfit(s, &to.person, "successor")?)?;
    let passes =
        |it: &&seat_question::Model| it.panel_member_id == from.id && s.moderation(it.criterion_id).is_none();
    let questions: Vec<_> = s.rows().questions.iter().filter(passes).collect();
    if to.questions.len() < questions.len() {
        return Err(Refusal::not_found());
    }
    let seat = seat_of(s, to.seat, to.person.row.id, from.seat, now);
    let rows = questions.iter().zip(&to.questions);
    Ok(rows.fold(change.insert(seat), |change, (row, id)| {
        change.insert(given_to(s, to.seat, row.criterion_id, *id, now))
    }))
}

fn seat_of(
    s: &Scoring,
    id: RowId,
    person: PersonId,
    seat: PanelSeat,
    now: DateTime<Utc>,
) -> panel_member::ActiveModel {
    panel_member::ActiveModel {
        id: Set(id),
        tender_id: Set(s.tender().row.id),
        person_id: Set(person),
        seat: Set(seat),
        since: Set(now),
    }
}

/// Why somebody cannot take a seat now, at this field. Refuses people of elsewhere.
fn unfit(s: &Scoring, person: &Person, field: &str) -> Result<Vec<Problem>, Refusal> {
    if person.row.authority_id != Some(s.tender().row.authority_id) {
        return Err(Refusal::not_found());
    }
    let mut says = Vec::new();
    if s.seat(person.row.id).is_some() {
        says.push("They are or were on this panel. Choose someone else.");
    }
    let since = SinceOpening::of(s.rows().bids.iter().map(|entered| &entered.bid), true);
    says.extend(why_unfit(s.tender(), &since, person));
    Ok(says.into_iter().map(|says| Problem::at(field, says)).collect())
}
