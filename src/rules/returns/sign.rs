//! From saved figures to a submission: what is left, sending to the signatory, signing, declining, submitting.

mod document;
mod left;

use chrono::{DateTime, Utc};
use entity::id::{PersonId, RowId};
use entity::number::Version;
use entity::state::ReturnStage;
use entity::{contract_return, return_figure, return_query, return_submission};
use sea_orm::ActiveValue::{Set, Unchanged};

pub use document::{Document, Returned, ReturnedFile};
pub use left::{Left, left, ready};

use super::save::carried;
use super::standing::not_now;
use super::values::Values;
use super::{Monitoring, Return};
use crate::access::{Act, Actor};
use crate::law::clock::uk_date;
use crate::{Action, Change, Problem, Refusal, Why, sha256};

/// Why a signatory declines.
pub const DECLINE: &[crate::field::Field] = &[crate::field::Field::given(
    "reason",
    "What has to be put right",
    "Whoever prepared the return reads this.",
    crate::field::Kind::Prose,
)];

/// Sends a return to the signatory. It is locked until it is signed or declined.
pub fn send(
    monitoring: &Monitoring,
    one: &Return,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = monitoring.may_fill(one, actor)?;
    monitoring.is_over(one, uk_date(now))?;
    if !monitoring.is_signed() {
        return not_now("This contract asks for no second signature. Submit the return yourself.");
    }
    Refusal::unless_empty(ready(monitoring, one))?;
    let row = contract_return::ActiveModel {
        id: Unchanged(one.row.id),
        stage: Set(ReturnStage::WithSignatory),
        prepared_by: Set(Some(person)),
        prepared_at: Set(Some(now)),
        came_from: Set(Some(one.row.stage)),
        declined_by: Set(None),
        declined_reason: Set(None),
        ..Default::default()
    };
    let change = one.moving(Action::SendForSignature, seen).rests_on(&monitoring.contract.row);
    Ok(carrying(monitoring, one, change.update(row)))
}

/// Signs a return that someone else prepared, which submits it. Late is the instant after its day; it is taken all the same.
pub fn sign(
    monitoring: &Monitoring,
    one: &Return,
    id: RowId,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = may_sign(monitoring, one, actor)?;
    let prepared_by = one.row.prepared_by.unwrap_or(person);
    submitting(monitoring, one, id, Signed { prepared_by, person, now }, seen, actor)
}

/// Whether someone may sign this return now, and who they are.
///
/// INVARIANT: nobody signs what they prepared, in whole or in part.
pub fn may_sign(monitoring: &Monitoring, one: &Return, actor: &Actor) -> Result<PersonId, Refusal> {
    let person = with_signatory(monitoring, one, actor)?;
    if one.row.prepared_by == Some(person) {
        return Err(other_person("You sent this return to be signed"));
    }
    if one.filled_by(person) {
        return Err(other_person("You filled in figures of this return"));
    }
    Ok(person)
}

fn other_person(why: &str) -> Refusal {
    let says = format!(
        "{why}, so someone else has to sign it. If nobody else can, your organisation’s administrator can invite one more authorised signatory, such as a trustee, under Your organisation, People."
    );
    Refusal::of(Why::NotNow, says)
}

/// Declines to sign: the return goes back to whoever prepared it, with the reason.
pub fn decline(
    monitoring: &Monitoring,
    one: &Return,
    draft: &crate::field::Draft,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    let person = with_signatory(monitoring, one, actor)?;
    let reason = draft.text("reason").unwrap_or_default().to_owned();
    let row = contract_return::ActiveModel {
        id: Unchanged(one.row.id),
        stage: Set(one.row.came_from.unwrap_or(ReturnStage::Open)),
        declined_by: Set(Some(person)),
        declined_reason: Set(Some(reason)),
        ..Default::default()
    };
    Ok(one.moving(Action::DeclineToSign, seen).update(row))
}

/// Submits a return that nobody else has to sign.
pub fn submit(
    monitoring: &Monitoring,
    one: &Return,
    id: RowId,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = monitoring.may_fill(one, actor)?;
    if monitoring.is_signed() {
        return not_now(
            "A second person signs the returns of this contract. Send it to your authorised signatory.",
        );
    }
    submitting(monitoring, one, id, Signed { prepared_by: person, person, now }, seen, actor)
}

/// Whether someone may sign or decline, as far as their role and the stage of the return go.
fn with_signatory(monitoring: &Monitoring, one: &Return, actor: &Actor) -> Result<PersonId, Refusal> {
    let person = monitoring.provider_acts(Act::SignReturn, actor)?;
    if one.is_with_signatory() {
        return Ok(person);
    }
    not_now("This return does not wait for a signature.")
}

/// By whom a return is submitted, and when.
struct Signed {
    prepared_by: PersonId,
    person: PersonId,
    now: DateTime<Utc>,
}

fn submitting(
    monitoring: &Monitoring,
    one: &Return,
    id: RowId,
    by: Signed,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    monitoring.is_over(one, uk_date(by.now))?;
    Refusal::unless_empty(ready(monitoring, one))?;
    let number = one.row.submissions.saturating_add(1);
    let text = Document::of(monitoring, one, number).written();
    let digest = sha256(&text);
    let row = return_submission::ActiveModel {
        id: Set(id),
        return_id: Set(one.row.id),
        number: Set(number),
        at: Set(by.now),
        late: Set(one.is_late_at(by.now)),
        prepared_by: Set(by.prepared_by),
        person_id: Set(by.person),
        document: Set(text),
        digest: Set(digest.clone()),
    };
    let submitted = contract_return::ActiveModel {
        id: Unchanged(one.row.id),
        stage: Set(ReturnStage::Submitted),
        organisation_id: Set(actor.organisation()),
        submissions: Set(number),
        submitted_at: Set(one.row.submitted_at.or(Some(by.now))),
        prepared_by: Set(Some(by.prepared_by)),
        declined_by: Set(None),
        declined_reason: Set(None),
        ..Default::default()
    };
    // INVARIANT: what was judged is what is submitted: with this provider, and with the signatures this contract asks for.
    let change = one.moving(Action::SubmitReturn, seen).rests_on(&monitoring.contract.row);
    let change = change.insert(row).update(submitted).seals(number, &digest);
    Ok(carrying(monitoring, one, change))
}

/// Writes down what is carried into each caseload by now: the period before may have been saved after this one.
fn carrying(monitoring: &Monitoring, one: &Return, mut change: Change) -> Change {
    for asked in monitoring.asked(one).into_iter().filter(|asked| asked.is_providers()) {
        let Some(held) = one.figure(asked.kpi.row.id).filter(|held| held.added.is_some()) else { continue };
        let values = carried(asked, &Values::of(held), monitoring.opening(one, asked));
        if values.opening != held.opening {
            let row = return_figure::ActiveModel {
                id: Unchanged(held.id),
                opening: Set(values.opening),
                ..Default::default()
            };
            change = change.update(row);
        }
    }
    change
}

/// Whether whoever has these roles can sign returns.
#[must_use]
pub fn signs(roles: &[entity::state::Role]) -> bool {
    crate::access::allowed(Act::SignReturn).iter().any(|role| roles.contains(role))
}

impl Return {
    /// Whether a person saved any of the figures, files or answers that are to be submitted next.
    #[must_use]
    pub fn filled_by(&self, person: PersonId) -> bool {
        let since = self.submissions.last().map(|before| before.at);
        let later = |at| since.is_none_or(|since| at > since);
        let typed = self.figures.iter().any(|figure| figure.person_id == person && later(figure.at));
        let brought = self.files().any(|file| file.person_id == person && later(file.added_at));
        let answers = |query: &return_query::Model| {
            query.answered_by == Some(person) && query.answered_at.is_some_and(later)
        };
        typed || brought || self.queries.iter().any(answers)
    }
}

/// One problem of a kind that has no box of its own.
fn whole(says: String) -> Problem {
    Problem::whole(says)
}

#[cfg(test)]
mod tests;
