//! A stranger registers an organisation, and becomes its first person.

use entity::id::{OrganisationId, PersonId};
use entity::number::Version;
use entity::state::Role;
use entity::{organisation, person, person_role, sign_in};
use sea_orm::ActiveValue::Set;
use sea_orm::TryIntoModel;

use super::{KIND, NAME, NUMBER, SME, VCSE, number_missing};
use crate::access::Actor;
use crate::bid::Keys;
use crate::field::{Draft, Field, Kind, Need};
use crate::people::only_the_house;
use crate::{Action, Change, Refusal, Subject};

/// What is asked of the organisation.
pub const ORGANISATION: &[Field] =
    &[NAME, KIND, NUMBER, Field { need: Need::Given, ..SME }, Field { need: Need::Given, ..VCSE }];

/// What is asked of its first person. The password is no field: it never reaches the record.
pub const PERSON: &[Field] = &[
    Field::given("person", "Your name or title", "As your colleagues and councils will see it.", Kind::Line),
    Field::given("email", "Your email address", "You sign in with it.", Kind::Email),
];

/// What the first person of an organisation may do: everything on its side.
pub const FIRST_ROLES: &[Role] =
    &[Role::ProviderAdministrator, Role::BidAuthor, Role::AuthorisedSignatory, Role::ReturnPreparer];

/// An organisation to be: numbers and keys are made outside the rules.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// The number of the organisation.
    pub organisation: OrganisationId,
    /// The number of its first person.
    pub person: PersonId,
    /// What its own copies of its bids are sealed to.
    pub keys: Keys,
}

/// Registers an organisation with its first person, in the house's name: nobody is signed in yet.
pub fn register(
    newcomer: Newcomer,
    organisation: &Draft,
    person: &Draft,
    actor: &Actor,
) -> Result<Change, Refusal> {
    only_the_house(actor)?;
    let row = organisation.onto(organisation::ActiveModel {
        id: Set(newcomer.organisation),
        version: Set(Version(1)),
        public_key: Set(Some(newcomer.keys.public)),
        wrapped_key: Set(Some(newcomer.keys.wrapped)),
        ..nothing_known()
    });
    let after = row.clone().try_into_model().map_err(|_| Refusal::not_found())?;
    Refusal::unless_empty(number_missing(&after).into_iter().collect())?;
    let text = |name: &str| person.text(name).unwrap_or_default().to_owned();
    let first = person::ActiveModel {
        id: Set(newcomer.person),
        version: Set(Version(1)),
        name: Set(text("person")),
        email: Set(text("email")),
        authority_id: Set(None),
        organisation_id: Set(Some(newcomer.organisation)),
        disabled: Set(false),
    };
    let about = Subject::Organisation(newcomer.organisation);
    let mut change = Change::of(Action::RegisterOrganisation, about, None)
        .insert(row)
        .hiding(&["wrapped_key"])
        .insert(first);
    for role in FIRST_ROLES {
        change =
            change.insert(person_role::ActiveModel { person_id: Set(newcomer.person), role: Set(*role) });
    }
    Ok(change)
}

/// Adds the first person's password, as its hash, so that an organisation is never there without someone who can sign in.
/// Nothing of it but whose it is stands in the record of actions.
#[must_use]
pub fn with_password(change: Change, person: PersonId, hash: String) -> Change {
    let row = sign_in::ActiveModel {
        person_id: Set(person),
        password_hash: Set(Some(hash)),
        failures: Set(0),
        locked_until: Set(None),
    };
    change.insert(row).hiding(&["password_hash", "failures", "locked_until"])
}

fn nothing_known() -> organisation::ActiveModel {
    use sea_orm::ActiveModelTrait;
    organisation::ActiveModel::default_values()
}
