//! Writing a procurement: started, changed part by part, row by row, while it is a draft.

use std::str::FromStr;

use entity::gaps::{Gap, Gaps};
use entity::id::{AuthorityId, ProcurementId, RowId};
use entity::number::{BasisPoints, Version};
use entity::procurement;
use entity::state::Stage;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, TryIntoModel, Value};

use super::Procurement;
use super::lists::{Listed, id_of};
use super::parts::Part;
use crate::access::{Act, Actor, may};
use crate::field::Draft;
use crate::{Action, Change, Problem, Refusal, Subject, Why};

/// Starts a procurement as a draft. Refuses a reference with other signs than letters, digits and hyphens.
pub fn start(id: ProcurementId, draft: &Draft, actor: &Actor) -> Result<Change, Refusal> {
    may(actor, Act::WriteProcurement)?;
    let authority: AuthorityId = actor.authority().ok_or_else(Refusal::not_found)?;
    let reference = draft.text("reference").unwrap_or_default();
    let fits = |sign: char| sign.is_ascii_uppercase() || sign.is_ascii_digit() || sign == '-';
    if reference.len() < 3 || reference.len() > 40 || !reference.chars().all(fits) {
        return Err(Refusal {
            kind: Why::Incomplete,
            says: vec![Problem::at(
                "reference",
                "Reference must be 3 to 40 capital letters, digits and hyphens, like MED-2027-004.",
            )],
        });
    }
    let row = draft.onto(procurement::ActiveModel {
        id: Set(id),
        authority_id: Set(authority),
        version: Set(Version(1)),
        stage: Set(Stage::Draft),
        clearance_round: Set(0),
        ..Default::default()
    });
    Ok(Change::of(Action::StartProcurement, Subject::Procurement(id), Some(authority)).insert(row))
}

/// Changes the facts of one part.
pub fn change_part(
    procurement: &Procurement,
    part: &Part,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    may_write(procurement, actor)?;
    let row = draft.onto(procurement.row.clone().into_active_model());
    let after = row.clone().try_into_model().map_err(|_| Refusal::not_found())?;
    let mut problems = facts_that_clash(&after);
    problems.retain(|problem| part.fields.iter().any(|field| Some(field.name) == problem.field.as_deref()));
    Refusal::unless_empty(problems)?;
    Ok(about(procurement, Action::EditPart, seen).on(part.title).update(row))
}

/// What cannot be true together, whichever part it was typed in. Only what is given is checked.
fn facts_that_clash(row: &procurement::Model) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let (Some(starts), Some(ends)) = (row.starts_on, row.ends_on)
        && ends < starts
    {
        problems.push(Problem::at(
            "ends_on",
            "Last day of the contract must not be before its first day. Check both dates.",
        ));
    }
    if let (Some(price), Some(quality)) = (row.price_weight, row.quality_weight)
        && let sum = BasisPoints(price.0.saturating_add(quality.0))
        && sum != BasisPoints::WHOLE
    {
        problems.push(Problem::at(
            "quality_weight",
            format!("Weights of price and quality must make 100%. {price} and {quality} make {sum}."),
        ));
    }
    problems
}

/// Adds a row to one of the lists, at its end. A list said to be empty no longer is.
pub fn add_row<E: Listed>(
    procurement: &Procurement,
    id: RowId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    may_write(procurement, actor)?;
    row_that_holds(draft)?;
    let rows = E::rows(procurement);
    if rows.len() >= 200 {
        return Err(Refusal::of(Why::NotNow, "This list is full: it holds 200 entries at most."));
    }
    let position = i32::try_from(rows.len()).unwrap_or(i32::MAX).saturating_add(1);
    let mut row = draft.onto(E::ActiveModel::default());
    set::<E>(&mut row, "id", id.0.into());
    set::<E>(&mut row, "procurement_id", procurement.row.id.0.into());
    set::<E>(&mut row, "position", position.into());
    let change = about(procurement, Action::AddRow, seen).on(E::TITLE).insert(row);
    let said_empty = procurement.row.gaps.of(&list_gap(E::CODE)).is_some();
    Ok(if said_empty { change.update(with_list_gap::<E>(procurement, None)) } else { change })
}

/// Changes a row of one of the lists.
pub fn change_row<E: Listed>(
    procurement: &Procurement,
    id: RowId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    may_write(procurement, actor)?;
    row_that_holds(draft)?;
    let row = find::<E>(procurement, id)?.clone().into_active_model();
    Ok(about(procurement, Action::EditRow, seen).on(E::TITLE).update(draft.onto(row)))
}

/// A row says something, and a range does not run backwards.
fn row_that_holds(draft: &Draft) -> Result<(), Refusal> {
    if draft.is_empty() {
        return Err(Refusal::of(Why::Incomplete, "Give at least one fact, or say why it is not known."));
    }
    let number = |name| match draft.value(name) {
        Some(Value::BigInt(number)) => *number,
        _ => None,
    };
    let backwards = number("low").zip(number("high")).is_some_and(|(low, high)| high < low);
    let says = "The upper end of the range must not be below its lower end.";
    Refusal::unless_empty(if backwards { vec![Problem::at("high", says)] } else { Vec::new() })
}

/// Takes a row out of one of the lists; those after it move up. An outcome goes only when it has no measures.
pub fn remove_row<E: Listed>(
    procurement: &Procurement,
    id: RowId,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    may_write(procurement, actor)?;
    let gone = find::<E>(procurement, id)?.clone();
    if E::CODE == "outcomes" && procurement.measures.iter().any(|measure| measure.outcome_id == id) {
        return Err(Refusal::of(Why::NotNow, "This outcome still has measures. Remove those first."));
    }
    let mut change =
        about(procurement, Action::RemoveRow, seen).on(E::TITLE).delete::<E::Model, E::ActiveModel>(gone);
    let after = E::rows(procurement).iter().filter(|row| id_of::<E>(row) != id);
    for (index, row) in after.enumerate() {
        change = renumber::<E>(change, row, index);
    }
    Ok(change)
}

/// Moves a row one place up in its list.
pub fn move_row_up<E: Listed>(
    procurement: &Procurement,
    id: RowId,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    may_write(procurement, actor)?;
    let rows = E::rows(procurement);
    let place = rows.iter().position(|row| id_of::<E>(row) == id).ok_or_else(Refusal::not_found)?;
    let above = place.checked_sub(1).ok_or(Refusal::of(Why::NotNow, "This is already the first entry."))?;
    let change = about(procurement, Action::MoveRow, seen).on(E::TITLE);
    Ok(renumber::<E>(renumber::<E>(change, &rows[place], above), &rows[above], place))
}

/// Says why one of the lists is empty, or takes that back.
pub fn say_list_empty<E: Listed>(
    procurement: &Procurement,
    why: Option<Gap>,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    may_write(procurement, actor)?;
    if why.is_some() && !E::rows(procurement).is_empty() {
        return Err(Refusal::of(
            Why::NotNow,
            "This list has entries. Remove them before saying that there are none.",
        ));
    }
    Ok(about(procurement, Action::EditPart, seen).on(E::TITLE).update(with_list_gap::<E>(procurement, why)))
}

fn with_list_gap<E: Listed>(procurement: &Procurement, why: Option<Gap>) -> procurement::ActiveModel {
    let gaps: Gaps = procurement.row.gaps.clone().with(&list_gap(E::CODE), why);
    procurement::ActiveModel { id: Unchanged(procurement.row.id), gaps: Set(gaps), ..Default::default() }
}

/// Under which name the gaps of a procurement say why a list is empty.
#[must_use]
pub fn list_gap(code: &str) -> String {
    format!("list:{code}")
}

/// Facts change only while the procurement is a draft, so that what is cleared is what is decided.
pub fn may_write(procurement: &Procurement, actor: &Actor) -> Result<(), Refusal> {
    super::approval::of_their_authority(procurement, actor)?;
    may(actor, Act::WriteProcurement)?;
    match procurement.row.stage {
        Stage::Draft => Ok(()),
        Stage::InClearance | Stage::ForDecision => Err(Refusal::of(
            Why::NotNow,
            "This is with others now. A procurement officer can take it back to draft; it must then be cleared again.",
        )),
        Stage::Decided | Stage::Effective | Stage::Refused | Stage::Withdrawn => Err(Refusal::of(
            Why::NotNow,
            "This has been decided or given up, and its facts stay as they are.",
        )),
    }
}

pub(crate) fn about(procurement: &Procurement, action: Action, seen: Version) -> Change {
    let row = &procurement.row;
    Change::of(action, Subject::Procurement(row.id), Some(row.authority_id)).moves(row, seen)
}

fn find<E: Listed>(procurement: &Procurement, id: RowId) -> Result<&E::Model, Refusal> {
    E::rows(procurement).iter().find(|row| id_of::<E>(row) == id).ok_or_else(Refusal::not_found)
}

fn renumber<E: Listed>(change: Change, row: &E::Model, index: usize) -> Change {
    let position = i32::try_from(index).unwrap_or(i32::MAX).saturating_add(1);
    if super::lists::entry::<E>(row).position == position {
        return change;
    }
    let mut row = row.clone().into_active_model();
    set::<E>(&mut row, "position", position.into());
    change.update(row)
}

fn set<E: EntityTrait>(row: &mut E::ActiveModel, name: &str, value: Value)
where
    E::ActiveModel: ActiveModelTrait<Entity = E>,
{
    let column = E::Column::from_str(name).ok().expect("every list has id, procurement_id and position");
    row.try_set(column, value).expect("and they are whole numbers");
}

#[cfg(test)]
mod tests;
