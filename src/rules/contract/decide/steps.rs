//! Steps before a break that someone did, such as the notice in the forward plan.

use chrono::{DateTime, Utc};
use entity::choice::Choice;
use entity::contract_step;
use entity::id::{PersonId, RowId};
use entity::number::Version;
use entity::state::StepKind;
use sea_orm::ActiveModelTrait;
use sea_orm::IntoActiveModel;

use super::super::Contract;
use super::super::derived::keep_up;
use super::super::given::not_now;
use super::{its_own, not_future, point_at};
use crate::access::{Act, Actor};
use crate::field::Kind::{Choice as OneOf, Day, Line};
use crate::field::{Draft, Field};
use crate::law::clock::uk_date;
use crate::scoring::given::day;
use crate::settings::Authority;
use crate::{Action, Change, Refusal};

/// A step that was done.
pub const STEP: &[Field] = &[
    Field::given("step", "Step", "", OneOf(steps)),
    Field::given("done_on", "Done on", "For example, 18 1 2028.", Day),
    Field::optional(
        "reference",
        "Where that can be seen",
        "Such as the number of the forward plan’s entry.",
        Line,
    ),
];

/// Those that are done by someone and leave no other trace here.
const ASKED: [StepKind; 3] = [StepKind::ForwardPlan, StepKind::Report, StepKind::Agenda];

fn steps() -> Vec<(String, String)> {
    ASKED.map(|step| (step.code().to_owned(), step.label().to_owned())).to_vec()
}

/// Records that a step was done. Refuses one that is recorded already, and a day in the future.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn done(
    contract: &Contract,
    authority: &Authority,
    period: RowId,
    id: RowId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = may_do(contract, authority, period, actor, now)?;
    let step = draft.text("step").and_then(StepKind::of).filter(|step| ASKED.contains(step));
    let step = step.ok_or_else(Refusal::not_found)?;
    if contract.steps.iter().any(|row| row.period_id == period && row.step == step) {
        return not_now("This step is recorded already.");
    }
    Refusal::unless_empty(not_future(draft, "done_on", now).into_iter().collect())?;
    let row = contract_step::Model {
        id,
        contract_id: contract.row.id,
        period_id: period,
        step,
        done_on: day(draft, "done_on")?,
        reference: draft.text("reference").map(str::to_owned),
        at: now,
        person_id: person,
    };
    let mut after = contract.clone();
    after.steps.push(row.clone());
    let change = contract.moving(Action::RecordStep, seen).insert(row.into_active_model().reset_all());
    Ok(change.update(keep_up(&after, authority, uk_date(now))))
}

/// Whether any step is left to be recorded.
pub(super) fn may_do(
    contract: &Contract,
    authority: &Authority,
    period: RowId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<PersonId, Refusal> {
    let person = contract.in_force(Act::WriteContract, actor)?;
    its_own(contract, authority)?;
    point_at(contract, authority, period, uk_date(now))?;
    let is_done =
        |step: &StepKind| contract.steps.iter().any(|row| row.period_id == period && row.step == *step);
    if ASKED.iter().all(is_done) {
        return not_now("Every step that someone records is recorded already.");
    }
    Ok(person)
}
