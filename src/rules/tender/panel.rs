//! The panel: who scores and moderates the bids of a tender, and so never opens them.

use chrono::{DateTime, Utc};
use entity::choice::Choice;
use entity::id::{PersonId, RowId};
use entity::number::Version;
use entity::panel_member;
use entity::state::PanelSeat;
use sea_orm::ActiveValue::Set;

use super::standing::of_their_authority;
use super::{Standing, Tender};
use crate::access::{Act, Actor, may};
use crate::field::Kind::{Choice as OneOf, RowFrom};
use crate::field::{Draft, Field, List, options};
use crate::people::Person;
use crate::{Action, Change, Problem, Refusal, Subject, Why};

/// The fields of a seat.
pub const SEAT: &[Field] = &[
    Field::given("person_id", "Person", "", RowFrom(List::Staff)),
    Field::given(
        "seat",
        "Seat",
        "One moderator, and as many evaluators as you need.",
        OneOf(options::<PanelSeat>),
    ),
];

impl Tender {
    /// Whether someone is on its panel.
    #[must_use]
    pub fn is_on_panel(&self, person: Option<PersonId>) -> bool {
        self.panel.iter().any(|member| Some(member.person_id) == person)
    }
}

/// Whether the panel may be changed now: until the bids are opened.
pub fn may_change_panel(tender: &Tender, actor: &Actor, now: DateTime<Utc>) -> Result<(), Refusal> {
    of_their_authority(tender, actor)?;
    may(actor, Act::WriteTender)?;
    match tender.standing(now) {
        Standing::Draft | Standing::Open | Standing::Closed => Ok(()),
        Standing::Opened => {
            Err(Refusal::of(Why::NotNow, "The bids have been opened, so the panel stays as it is."))
        }
        Standing::Cancelled => Err(Refusal::of(Why::NotNow, "This tender has been cancelled.")),
    }
}

/// Puts someone of the own staff on the panel. `person` is whom the form names.
pub fn seat(
    tender: &Tender,
    id: RowId,
    person: &Person,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_change_panel(tender, actor, now)?;
    let seat = draft.text("seat").and_then(PanelSeat::of).ok_or_else(Refusal::not_found)?;
    if person.row.authority_id != Some(tender.row.authority_id) {
        return Err(Refusal::not_found());
    }
    Refusal::unless_empty(problems(tender, person, seat))?;
    let row = panel_member::ActiveModel {
        id: Set(id),
        tender_id: Set(tender.row.id),
        person_id: Set(person.row.id),
        seat: Set(seat),
        since: Set(now),
    };
    Ok(about(tender, Action::SeatOnPanel, seen).insert(row))
}

fn problems(tender: &Tender, person: &Person, seat: PanelSeat) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut with_person = |says: &str| problems.push(Problem::at("person_id", says));
    if person.row.disabled {
        with_person("Their sign-in is stopped. Choose someone else.");
    }
    if tender.is_on_panel(Some(person.row.id)) {
        with_person("They are on the panel already. Take them off first to give them another seat.");
    }
    if tender.openings.iter().any(|opening| opening.first_person_id == person.row.id) {
        with_person(
            "They began to open the bids, and whoever opens bids does not score them. Choose someone else.",
        );
    }
    let has_moderator = tender.panel.iter().any(|member| member.seat == PanelSeat::Moderator);
    if seat == PanelSeat::Moderator && has_moderator {
        problems.push(Problem::at("seat", "There is a moderator already. Take them off first."));
    }
    problems
}

/// Takes someone off the panel.
pub fn unseat(
    tender: &Tender,
    member: RowId,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_change_panel(tender, actor, now)?;
    let row = tender.panel.iter().find(|row| row.id == member).ok_or_else(Refusal::not_found)?;
    Ok(about(tender, Action::LeavePanel, seen).delete::<_, panel_member::ActiveModel>(row.clone()))
}

fn about(tender: &Tender, action: Action, seen: Version) -> Change {
    Change::of(action, Subject::Tender(tender.row.id), Some(tender.row.authority_id)).moves(&tender.row, seen)
}

#[cfg(test)]
mod tests;
