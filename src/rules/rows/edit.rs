//! Writing parts and rows, whatever they belong to.

use std::str::FromStr;

use entity::gaps::{Gap, Gaps};
use entity::id::RowId;
use entity::number::Version;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, TryIntoModel, Value};

use super::{Holder, Listed, Part, entry, id_of, list_gap};
use crate::access::Actor;
use crate::field::Draft;
use crate::{Action, Aggregate, Change, Problem, Refusal, Why};

/// Changes the facts of one part.
pub fn change_part<T: Holder>(
    holder: &T,
    part: &Part,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    holder.may_write_there(part.code, actor)?;
    let row = draft.onto(holder.row().clone().into_active_model());
    let after = row.clone().try_into_model().map_err(|_| Refusal::not_found())?;
    let mut problems = T::facts_that_clash(&after);
    problems.retain(|problem| part.fields.iter().any(|field| Some(field.name) == problem.field.as_deref()));
    Refusal::unless_empty(problems)?;
    Ok(about(holder, T::ACTIONS.edit_part, seen).on(part.title).update(row))
}

/// Adds a row to one of the lists, at its end. A list said to be empty no longer is.
pub fn add_row<E: Listed>(
    holder: &E::Of,
    id: RowId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    holder.may_write_there(E::CODE, actor)?;
    row_that_holds::<E>(holder, None, draft)?;
    let rows = E::rows(holder);
    if rows.len() >= 200 {
        return Err(Refusal::of(Why::NotNow, "This list is full: it holds 200 entries at most."));
    }
    let position = i32::try_from(rows.len()).unwrap_or(i32::MAX).saturating_add(1);
    let mut row = E::ActiveModel::default();
    for (name, value) in holder.goes_without_saying(E::CODE) {
        set::<E>(&mut row, name, value);
    }
    let mut row = draft.onto(row);
    let (_, key) = holder.row().root();
    set::<E>(&mut row, "id", id.0.into());
    set::<E>(&mut row, E::Of::KEY, key.into());
    set::<E>(&mut row, "position", position.into());
    let change = about(holder, E::Of::ACTIONS.add_row, seen).on(E::TITLE).insert(row);
    let said_empty = holder.gaps().of(&list_gap(E::CODE)).is_some();
    Ok(if said_empty { change.update(with_list_gap::<E>(holder, None)) } else { change })
}

/// Changes a row of one of the lists.
pub fn change_row<E: Listed>(
    holder: &E::Of,
    id: RowId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    holder.may_write_there(E::CODE, actor)?;
    row_that_holds::<E>(holder, Some(id), draft)?;
    let row = find::<E>(holder, id)?.clone().into_active_model();
    Ok(about(holder, E::Of::ACTIONS.edit_row, seen).on(E::TITLE).update(draft.onto(row)))
}

/// A row says something, a range does not run backwards, and nothing in it clashes with what it belongs to.
fn row_that_holds<E: Listed>(holder: &E::Of, id: Option<RowId>, draft: &Draft) -> Result<(), Refusal> {
    if draft.is_empty() {
        return Err(Refusal::of(Why::Incomplete, "Give at least one fact, or say why it is not known."));
    }
    let number = |name| match draft.value(name) {
        Some(Value::BigInt(number)) => *number,
        _ => None,
    };
    let mut problems = holder.row_that_clashes(E::CODE, id, draft);
    if number("low").zip(number("high")).is_some_and(|(low, high)| high < low) {
        problems.push(Problem::at("high", "The upper end of the range must not be below its lower end."));
    }
    Refusal::unless_empty(problems)
}

/// Takes a row out of one of the lists; those after it move up.
pub fn remove_row<E: Listed>(
    holder: &E::Of,
    id: RowId,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    holder.may_write_there(E::CODE, actor)?;
    let gone = find::<E>(holder, id)?.clone();
    if let Some(says) = holder.must_stay(E::CODE, id) {
        return Err(Refusal::of(Why::NotNow, says));
    }
    let mut change =
        about(holder, E::Of::ACTIONS.remove_row, seen).on(E::TITLE).delete::<E::Model, E::ActiveModel>(gone);
    let after = E::rows(holder).iter().filter(|row| id_of::<E>(row) != id);
    for (index, row) in after.enumerate() {
        change = renumber::<E>(change, row, index);
    }
    Ok(change)
}

/// Moves a row one place up in its list.
pub fn move_row_up<E: Listed>(
    holder: &E::Of,
    id: RowId,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    holder.may_write_there(E::CODE, actor)?;
    let rows = E::rows(holder);
    let place = rows.iter().position(|row| id_of::<E>(row) == id).ok_or_else(Refusal::not_found)?;
    let above = place.checked_sub(1).ok_or(Refusal::of(Why::NotNow, "This is already the first entry."))?;
    let change = about(holder, E::Of::ACTIONS.move_row, seen).on(E::TITLE);
    Ok(renumber::<E>(renumber::<E>(change, &rows[place], above), &rows[above], place))
}

/// Says why one of the lists is empty, or takes that back.
pub fn say_list_empty<E: Listed>(
    holder: &E::Of,
    why: Option<Gap>,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    holder.may_write_there(E::CODE, actor)?;
    if why.is_some() && !E::rows(holder).is_empty() {
        return Err(Refusal::of(
            Why::NotNow,
            "This list has entries. Remove them before saying that there are none.",
        ));
    }
    Ok(about(holder, E::Of::ACTIONS.edit_part, seen).on(E::TITLE).update(with_list_gap::<E>(holder, why)))
}

fn about<T: Holder>(holder: &T, action: Action, seen: Version) -> Change {
    let (subject, authority) = holder.subject();
    Change::of(action, subject, Some(authority)).moves(holder.row(), seen)
}

type Own<E> = <<E as Listed>::Of as Holder>::Table;

fn with_list_gap<E: Listed>(holder: &E::Of, why: Option<Gap>) -> <Own<E> as EntityTrait>::ActiveModel {
    let gaps: Gaps = holder.gaps().clone().with(&list_gap(E::CODE), why);
    let mut row = holder.row().clone().into_active_model();
    set::<Own<E>>(&mut row, "gaps", gaps.to_string().into());
    row
}

fn find<E: Listed>(holder: &E::Of, id: RowId) -> Result<&E::Model, Refusal> {
    E::rows(holder).iter().find(|row| id_of::<E>(row) == id).ok_or_else(Refusal::not_found)
}

fn renumber<E: Listed>(change: Change, row: &E::Model, index: usize) -> Change {
    let position = i32::try_from(index).unwrap_or(i32::MAX).saturating_add(1);
    if entry::<E>(row).position == position {
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
    let column = E::Column::from_str(name).ok().expect("every list has its key, id, gaps and position");
    row.try_set(column, value).expect("and each holds what it is given here");
}
