//! A provider's organisation: its details, and what it declares once for all its bids.

pub mod register;

use chrono::{DateTime, Utc};
use entity::number::Version;
use entity::organisation;
use entity::state::{OrganisationKind, YesNo};
use sea_orm::ActiveValue::Set;
use sea_orm::{IntoActiveModel, TryIntoModel};

use crate::access::{Act, Actor, Side, may};
use crate::field::{Draft, Field, Kind, List, Lists, options};
use crate::law::clock::uk_date;
use crate::{Action, Change, Problem, Refusal, Subject};

const NAME: Field = Field::given("name", "Name of the organisation", "As it is registered.", Kind::Line);
const KIND: Field =
    Field::given("kind", "Kind of organisation", "", Kind::Choice(options::<OrganisationKind>));
const NUMBER: Field = Field::optional(
    "registered_number",
    "Company or charity number",
    "Companies and charities must give it.",
    Kind::Line,
);
const SME: Field = Field::known(
    "sme",
    "Are you a small or medium-sized enterprise?",
    "Fewer than 250 staff, and within the limits of turnover or balance sheet.",
    Kind::Choice(options::<YesNo>),
);
const VCSE: Field = Field::known(
    "vcse",
    "Are you a voluntary, community or social enterprise?",
    "",
    Kind::Choice(options::<YesNo>),
);

/// What an organisation is.
pub const DETAILS: &[Field] = &[
    NAME,
    KIND,
    NUMBER,
    Field::known(
        "identifier",
        "Identifier on the central digital platform",
        "Find a Tender gives one to every registered supplier.",
        Kind::Line,
    ),
    SME,
    VCSE,
    Field::known("address", "Address", "", Kind::Lines),
    Field::known("contact_name", "Whom to write to", "By name or title.", Kind::Line),
    Field::known("contact_email", "Their email address", "", Kind::Email),
];

/// What an organisation declares (Procurement Act 2023, schedules 6 and 7).
pub const DECLARATIONS: &[Field] = &[
    Field::given(
        "mandatory_grounds",
        "Does a mandatory ground for exclusion apply?",
        "Those of schedule 6 to the Procurement Act 2023, such as fraud, bribery, modern slavery, tax offences or cartels, to you or to those connected with you.",
        Kind::Choice(options::<YesNo>),
    ),
    Field::optional(
        "mandatory_note",
        "Which mandatory ground, and what has been done about it",
        "Answer this if one applies. What you have put right is taken into account.",
        Kind::Prose,
    ),
    Field::given(
        "discretionary_grounds",
        "Does a discretionary ground for exclusion apply?",
        "Those of schedule 7, such as insolvency, poor performance of a contract, professional misconduct or environmental offences.",
        Kind::Choice(options::<YesNo>),
    ),
    Field::optional(
        "discretionary_note",
        "Which discretionary ground, and what has been done about it",
        "Answer this if one applies. What you have put right is taken into account.",
        Kind::Prose,
    ),
];

/// Changes the details of the actor's own organisation.
pub fn change_details(
    organisation: &organisation::Model,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    may_change(organisation, actor)?;
    let row = draft.onto(organisation.clone().into_active_model());
    let after = row.clone().try_into_model().map_err(|_| Refusal::not_found())?;
    Refusal::unless_empty(number_missing(&after).into_iter().collect())?;
    Ok(about(organisation, seen).on("Details").update(row))
}

/// Declares what applies to the actor's own organisation. The day is set by the clock.
pub fn declare(
    organisation: &organisation::Model,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_change(organisation, actor)?;
    let mut row = draft.onto(organisation.clone().into_active_model());
    row.declared_on = Set(Some(uk_date(now)));
    let after = row.clone().try_into_model().map_err(|_| Refusal::not_found())?;
    Refusal::unless_empty(notes_missing(&after))?;
    Ok(about(organisation, seen).on("Declarations").update(row))
}

/// Whether someone may change an organisation: an administrator of its own.
pub fn may_change(organisation: &organisation::Model, actor: &Actor) -> Result<(), Refusal> {
    match actor.side {
        Side::Provider(own) if own == organisation.id => may(actor, Act::ChangeOrganisation),
        Side::Provider(_) | Side::Staff(_) | Side::House => Err(Refusal::not_found()),
    }
}

fn about(organisation: &organisation::Model, seen: Version) -> Change {
    Change::of(Action::ChangeOrganisation, Subject::Organisation(organisation.id), None)
        .moves(organisation, seen)
}

/// Companies and charities have a number; others may have none.
fn number_missing(row: &organisation::Model) -> Option<Problem> {
    let what = match row.kind {
        OrganisationKind::Company => "company",
        OrganisationKind::Charity => "charity",
        OrganisationKind::Other => return None,
    };
    let says = format!("Enter the {what} number, as it is registered.");
    row.registered_number.is_none().then(|| Problem::at("registered_number", says))
}

fn notes_missing(row: &organisation::Model) -> Vec<Problem> {
    let pairs = [
        (row.mandatory_grounds, &row.mandatory_note, "mandatory"),
        (row.discretionary_grounds, &row.discretionary_note, "discretionary"),
    ];
    let missing = pairs.into_iter().filter(|(answer, note, _)| *answer == Some(YesNo::Yes) && note.is_none());
    let problem = |(_, _, kind): (_, _, &str)| {
        let says = format!("Say which {kind} ground applies, and what has been done about it.");
        Problem::at(&format!("{kind}_note"), says)
    };
    missing.map(problem).collect()
}

/// The providers that are registered here, as a form offers them: by name, with their number.
#[must_use]
pub fn choices(organisations: &[organisation::Model]) -> Lists {
    let entry = |row: &organisation::Model| {
        let number = row.registered_number.as_ref().map(|number| format!(", {number}")).unwrap_or_default();
        (row.id.0.to_string(), format!("{}{number}", row.name))
    };
    Lists([(List::Organisations, organisations.iter().map(entry).collect())].into())
}

#[cfg(test)]
mod tests;
