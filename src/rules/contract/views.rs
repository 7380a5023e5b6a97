//! Views of the register that someone keeps: what is searched, filtered, sorted and shown.

use chrono::{DateTime, Utc};
use entity::id::RowId;
use entity::saved_view;
use sea_orm::ActiveValue::Set;

use super::given::not_now;
use crate::access::{Act, Actor, may};
use crate::field::Kind::{Line, Tick};
use crate::field::{Draft, Field};
use crate::scoring::given::{text, ticked};
use crate::{Action, Change, Problem, Refusal, Subject, Why};

/// The most views that one person keeps.
pub const MOST: usize = 50;

/// The longest query that is kept, in characters.
pub const LONGEST: usize = 2_000;

/// A view.
pub const VIEW: &[Field] = &[
    Field::given("name", "Name of the view", "Such as: ends this year.", Line),
    Field::given("shared", "Colleagues see it too", "", Tick),
];

/// Keeps a view under a name; one of the same name by the same person gives way.
pub fn keep(
    mine: &[saved_view::Model],
    id: RowId,
    query: &str,
    draft: &Draft,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may(actor, Act::ReadContracts)?;
    let (person, authority) =
        (actor.person.ok_or_else(Refusal::not_found)?, actor.authority().ok_or_else(Refusal::not_found)?);
    let name = text(draft, "name")?;
    if query.chars().count() > LONGEST {
        let says = "This view is too long to keep. Take some of its filters out.";
        return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("name", says)] });
    }
    let own = || mine.iter().filter(|row| row.person_id == person);
    let same = own().find(|row| row.name == name);
    if same.is_none() && own().count() >= MOST {
        return not_now(format!("You keep {MOST} views. Drop one first."));
    }
    let change = Change::of(Action::KeepView, Subject::Person(person), Some(authority));
    let change = match same {
        Some(row) => change.delete::<_, saved_view::ActiveModel>(row.clone()),
        None => change,
    };
    Ok(change.insert(saved_view::ActiveModel {
        id: Set(id),
        authority_id: Set(authority),
        person_id: Set(person),
        name: Set(name),
        query: Set(query.to_owned()),
        shared: Set(ticked(draft, "shared")),
        made_at: Set(now),
    }))
}

/// Drops a view of one's own.
pub fn drop(row: &saved_view::Model, actor: &Actor) -> Result<Change, Refusal> {
    if Some(row.person_id) != actor.person || Some(row.authority_id) != actor.authority() {
        return Err(Refusal::not_found());
    }
    let change = Change::of(Action::DropView, Subject::Person(row.person_id), Some(row.authority_id));
    Ok(change.delete::<_, saved_view::ActiveModel>(row.clone()))
}

#[cfg(test)]
mod tests;
