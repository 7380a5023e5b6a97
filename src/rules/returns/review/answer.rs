//! The provider answers what was asked about figures of its return.

use chrono::{DateTime, Utc};
use entity::id::RowId;
use entity::number::Version;
use entity::return_query;
use sea_orm::ActiveValue::{Set, Unchanged};

use crate::access::{Act, Actor};
use crate::field::Field;
use crate::field::Kind::Prose;
use crate::returns::{Monitoring, Return};
use crate::{Action, Change, Problem, Refusal, Why};

/// The answer to one question; its name on the page comes after the number of the question.
pub const ANSWER: &[Field] = &[Field::optional(
    "answer",
    "Your answer",
    "The council reads it. Write nothing that shows who anyone is.",
    Prose,
)];

/// Whether this person may answer what was asked about a return.
pub fn may_answer(monitoring: &Monitoring, one: &Return, actor: &Actor) -> Result<(), Refusal> {
    monitoring.provider_acts(Act::PrepareReturn, actor)?;
    one.may_be_answered()?;
    match one.open_queries().next() {
        Some(_) => Ok(()),
        None => Err(Refusal::of(Why::NotNow, "No question waits for an answer.")),
    }
}

/// Answers questions that were asked since the return was submitted last. Until it is submitted again an answer can be
/// written anew; a question that is left out keeps what it has.
pub fn answer(
    monitoring: &Monitoring,
    one: &Return,
    answers: &[(RowId, String)],
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_answer(monitoring, one, actor)?;
    let person = monitoring.provider_acts(Act::PrepareReturn, actor)?;
    if answers.is_empty() {
        let says = "Answer one question at least.";
        return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::whole(says)] });
    }
    let mut change = one.moving(Action::AnswerQuery, seen);
    for (id, words) in answers {
        let query = one.open_queries().find(|query| query.id == *id).ok_or_else(Refusal::not_found)?;
        if query.answer.as_ref() == Some(words) {
            continue;
        }
        change = change.update(return_query::ActiveModel {
            id: Unchanged(query.id),
            answer: Set(Some(words.clone())),
            answered_at: Set(Some(now)),
            answered_by: Set(Some(person)),
            ..Default::default()
        });
    }
    Ok(change)
}
