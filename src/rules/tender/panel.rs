//! The panel: who scores and moderates the bids of a tender, and so never opens them.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use entity::choice::Choice;
use entity::id::{PersonId, RowId};
use entity::number::Version;
use entity::panel_member;
use entity::state::PanelSeat;
use sea_orm::ActiveValue::Set;

use super::standing::of_their_authority;
use super::{Standing, Tender};
use crate::access::{Act, Actor, allowed, may};
use crate::bid::Bid;
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

/// What became of the bids since they were opened, as far as it matters to who may sit on the panel. Before the opening
/// it is as good as empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SinceOpening {
    /// Whether the evaluation has begun.
    pub begun: bool,
    /// Who decided checks of the bids.
    pub decided: BTreeSet<PersonId>,
}

impl SinceOpening {
    /// From the bids that were opened.
    #[must_use]
    pub fn of<'a>(bids: impl IntoIterator<Item = &'a Bid>, begun: bool) -> Self {
        let checks = bids.into_iter().flat_map(|bid| &bid.checks);
        Self { begun, decided: checks.filter_map(|check| check.decided_by).collect() }
    }
}

/// Whether the panel may be changed now: until the evaluation begins. After that an approver releases and names others.
pub fn may_change_panel(
    tender: &Tender,
    since: &SinceOpening,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    of_their_authority(tender, actor)?;
    may(actor, Act::WriteTender)?;
    match tender.standing(now) {
        Standing::Draft | Standing::Open | Standing::Closed => Ok(()),
        Standing::Opened if !since.begun => Ok(()),
        Standing::Opened => Err(Refusal::of(
            Why::NotNow,
            "The evaluation has begun. An approver can release someone from the panel and name another.",
        )),
        Standing::Cancelled => Err(Refusal::of(Why::NotNow, "This tender has been cancelled.")),
    }
}

/// Puts someone of the own staff on the panel. `person` is whom the form names.
///
/// Refuses whoever opened the bids or decided their checks, at any time: they know whose bid is whose.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn seat(
    tender: &Tender,
    since: &SinceOpening,
    id: RowId,
    person: &Person,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_change_panel(tender, since, actor, now)?;
    let seat = draft.text("seat").and_then(PanelSeat::of).ok_or_else(Refusal::not_found)?;
    if person.row.authority_id != Some(tender.row.authority_id) {
        return Err(Refusal::not_found());
    }
    Refusal::unless_empty(problems(tender, since, person, seat))?;
    let row = panel_member::ActiveModel {
        id: Set(id),
        tender_id: Set(tender.row.id),
        person_id: Set(person.row.id),
        seat: Set(seat),
        since: Set(now),
    };
    Ok(about(tender, Action::SeatOnPanel, seen).insert(row))
}

fn problems(tender: &Tender, since: &SinceOpening, person: &Person, seat: PanelSeat) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    if tender.is_on_panel(Some(person.row.id)) {
        let says = "They are on the panel already. Take them off first to give them another seat.";
        problems.push(Problem::at("person_id", says));
    }
    let unfit = why_unfit(tender, since, person);
    problems.extend(unfit.into_iter().map(|says| Problem::at("person_id", says)));
    let has_moderator = tender.panel.iter().any(|member| member.seat == PanelSeat::Moderator);
    if seat == PanelSeat::Moderator && has_moderator {
        problems.push(Problem::at("seat", "There is a moderator already. Take them off first."));
    }
    problems
}

/// Why somebody can take no seat of this tender at all.
///
/// INVARIANT: whoever took part in opening the bids, or decided their checks, never scores or moderates them.
pub(crate) fn why_unfit(tender: &Tender, since: &SinceOpening, person: &Person) -> Vec<&'static str> {
    let mut unfit = Vec::new();
    if person.row.disabled {
        unfit.push("Their sign-in is stopped. Choose someone else.");
    }
    if !allowed(Act::Evaluate).iter().any(|role| person.roles.contains(role)) {
        unfit.push("Their roles do not let them score. An administrator can give them the role evaluator.");
    }
    let opened = |it: &entity::opening::Model| {
        it.first_person_id == person.row.id || it.second_person_id == Some(person.row.id)
    };
    if tender.openings.iter().any(opened) {
        unfit.push("They took part in opening the bids, and whoever opens bids does not score them. Choose someone else.");
    }
    if since.decided.contains(&person.row.id) {
        unfit.push("They decided checks of the bids, and whoever does that does not score them. Choose someone else.");
    }
    unfit
}

/// Takes someone off the panel.
pub fn unseat(
    tender: &Tender,
    since: &SinceOpening,
    member: RowId,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_change_panel(tender, since, actor, now)?;
    let row = tender.panel.iter().find(|row| row.id == member).ok_or_else(Refusal::not_found)?;
    Ok(about(tender, Action::LeavePanel, seen).delete::<_, panel_member::ActiveModel>(row.clone()))
}

fn about(tender: &Tender, action: Action, seen: Version) -> Change {
    Change::of(action, Subject::Tender(tender.row.id), Some(tender.row.authority_id)).moves(&tender.row, seen)
}

#[cfg(test)]
mod tests;
