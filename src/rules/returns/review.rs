//! The council reads a return: what comes first, questions, acceptance, sending back, closing.

mod answer;
pub(in crate::returns) mod letters;
mod order;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use entity::id::{KpiId, LetterId, RowId};
use entity::number::Version;
use entity::state::ReturnStage;
use entity::{contract_return, return_query};
use sea_orm::ActiveValue::{Set, Unchanged};

pub use answer::{ANSWER, answer, may_answer};
pub use order::{Mark, Reviewed, order};

use super::entry::{missing, name};
use super::{Monitoring, Return};
use crate::access::{Act, Actor};
use crate::field::Kind::Prose;
use crate::field::{Draft, Field};
use crate::law::clock::uk_date;
use crate::scoring::given::text;
use crate::{Action, Change, Problem, Refusal, Why};

/// What is asked about one figure; its name on the page comes after that of the KPI.
pub const QUESTION: &[Field] = &[Field::optional(
    "question",
    "What you ask about this figure",
    "The provider answers this, and may change this figure.",
    Prose,
)];

/// Why a return is sent back.
pub const SEND_BACK: &[Field] = &[Field::given(
    "returned_reason",
    "What has to be done before it is submitted again",
    "The provider reads this. It may then change every figure.",
    Prose,
)];

/// Why the council stops waiting for a return.
pub const CLOSE: &[Field] = &[Field::given(
    "closed_reason",
    "Why the period is closed without a return",
    "The provider and reports on performance show it.",
    Prose,
)];

/// Why a period is opened again.
pub const REOPEN: &[Field] =
    &[Field::given("reason", "Why the period is opened again", "The provider reads this.", Prose)];

/// Asks about figures, each by its KPI, and writes to the provider: one letter with all of them.
///
/// Refuses a return that is not the council's to read, figures that the council measures itself, and a second question
/// about a figure before the first is answered.
pub fn query(
    monitoring: &Monitoring,
    one: &Return,
    asked: &[(KpiId, String)],
    (ids, letter): (&[RowId], LetterId),
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = monitoring.council_acts(Act::ReviewReturn, actor)?;
    one.may_be_asked_about()?;
    if asked.is_empty() {
        let says = "Ask about one figure at least. To have the whole return done again, send it back.";
        return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::whole(says)] });
    }
    let mut problems = Vec::new();
    let mut change = one.moving(Action::QueryReturn, seen).update(contract_return::ActiveModel {
        id: Unchanged(one.row.id),
        stage: Set(ReturnStage::Queried),
        ..Default::default()
    });
    for ((kpi, question), id) in asked.iter().zip(ids) {
        problems.extend(stands_against(monitoring, one, *kpi)?);
        change = change.insert(return_query::ActiveModel {
            id: Set(*id),
            return_id: Set(one.row.id),
            kpi_id: Set(*kpi),
            submission: Set(one.row.submissions),
            question: Set(question.clone()),
            asked_at: Set(now),
            asked_by: Set(person),
            ..Default::default()
        });
    }
    Refusal::unless_empty(problems)?;
    Ok(letters::to_provider(change, monitoring, one, letters::asked(monitoring, one, asked), (letter, now)))
}

/// Why a figure cannot be asked about.
fn stands_against(monitoring: &Monitoring, one: &Return, kpi: KpiId) -> Result<Option<Problem>, Refusal> {
    let kpi = monitoring.kpi(kpi)?;
    let asked = monitoring.asked_of(kpi, one).ok_or_else(Refusal::not_found)?;
    let problem = |says: &str| Some(Problem::at(&name(asked, "question"), says));
    if !asked.is_providers() {
        return Ok(problem("The council measures this itself, so the provider cannot be asked about it."));
    }
    let waits = one.unanswered().any(|query| query.kpi_id == kpi.row.id);
    Ok(waits.then(|| problem("You asked about this figure already. Wait for the answer.")).flatten())
}

/// Accepts a return as it was submitted. From now on its figures change only by corrections.
///
/// Refuses while a figure that the council measures itself is missing.
pub fn accept(
    monitoring: &Monitoring,
    one: &Return,
    letter: LetterId,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = monitoring.council_acts(Act::ReviewReturn, actor)?;
    one.may_be_accepted()?;
    Refusal::unless_empty(not_in(monitoring, one))?;
    let change = one.moving(Action::AcceptReturn, seen).update(contract_return::ActiveModel {
        id: Unchanged(one.row.id),
        stage: Set(ReturnStage::Accepted),
        accepted_at: Set(Some(now)),
        accepted_by: Set(Some(person)),
        ..Default::default()
    });
    Ok(letters::to_provider(change, monitoring, one, letters::accepted(monitoring, one), (letter, now)))
}

/// The figures that the council measures itself and that are missing, in words.
#[must_use]
pub fn not_in(monitoring: &Monitoring, one: &Return) -> Vec<Problem> {
    let own = monitoring.asked(one).into_iter().filter(|asked| !asked.is_providers());
    let missing = own.filter(|asked| {
        let current = monitoring.current(one, asked.kpi.row.id);
        current.is_none_or(|current| !missing(asked.version, &current.values).is_empty())
    });
    let says = |title: &str| format!("{title}: the council measures this itself, and its figure is missing.");
    missing.map(|asked| Problem::whole(says(&asked.version.row.title))).collect()
}

/// Sends a return back as a whole: every figure may be changed again.
pub fn send_back(
    monitoring: &Monitoring,
    one: &Return,
    draft: &Draft,
    letter: LetterId,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    monitoring.council_acts(Act::ReviewReturn, actor)?;
    one.may_be_sent_back()?;
    let reason = text(draft, "returned_reason")?;
    let words = letters::sent_back(monitoring, one, &reason);
    let change = one.moving(Action::SendReturnBack, seen).update(contract_return::ActiveModel {
        id: Unchanged(one.row.id),
        stage: Set(ReturnStage::Returned),
        returned_at: Set(Some(now)),
        returned_reason: Set(Some(reason)),
        ..Default::default()
    });
    Ok(letters::to_provider(change, monitoring, one, words, (letter, now)))
}

/// Stops waiting for a return. What is missing stays missing, and never counts as nought.
pub fn close(
    monitoring: &Monitoring,
    one: &Return,
    draft: &Draft,
    letter: LetterId,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    monitoring.council_acts(Act::ReviewReturn, actor)?;
    one.may_be_closed(uk_date(now))?;
    let reason = text(draft, "closed_reason")?;
    let words = letters::closed(monitoring, one, &reason);
    let change = one.moving(Action::CloseReturn, seen).update(contract_return::ActiveModel {
        id: Unchanged(one.row.id),
        stage: Set(ReturnStage::Closed),
        closed_at: Set(Some(now)),
        closed_reason: Set(Some(reason)),
        ..Default::default()
    });
    Ok(letters::to_provider(change, monitoring, one, words, (letter, now)))
}

/// Waits for a return again that was closed. One that was accepted is never opened again.
pub fn reopen(
    monitoring: &Monitoring,
    one: &Return,
    draft: &Draft,
    letter: LetterId,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    monitoring.council_acts(Act::ReviewReturn, actor)?;
    let stage = one.reopens_as()?;
    let words = letters::reopened(monitoring, one, &text(draft, "reason")?);
    let change = one.moving(Action::ReopenReturn, seen).update(contract_return::ActiveModel {
        id: Unchanged(one.row.id),
        stage: Set(stage),
        closed_at: Set(None),
        closed_reason: Set(None),
        ..Default::default()
    });
    Ok(letters::to_provider(change, monitoring, one, words, (letter, now)))
}
