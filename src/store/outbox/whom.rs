//! Who is to be told by email: of a letter, everyone of the provider who may read it; of a reminder, whoever manages the
//! contract.

use chrono::{DateTime, Utc};
use entity::id::{AuthorityId, LetterId, OrganisationId, PersonId};
use entity::state::Role;
use entity::{
    authority, contract, letter, letter_read, mail, organisation, person, person_role, reminder,
    reminder_mail, sign_in, tender,
};
use rules::access::{Act, MINDING, allowed};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};

use super::{Held, Outbox, Told};
use crate::store::StoreError;

/// Someone who is still to be told.
#[derive(Clone, Debug)]
pub struct Addressee {
    /// Who.
    pub person: PersonId,
    /// Their name or title.
    pub name: String,
    /// Where emails to them go.
    pub email: String,
}

/// Who wrote it to whom, as the email says.
#[derive(Clone, Debug)]
pub enum About {
    /// A letter to an organisation, by an authority where it is about a tender.
    Letter {
        /// Which.
        id: LetterId,
        /// Who it is to.
        organisation: String,
        /// Who wrote it.
        authority: Option<String>,
    },
    /// A day of a contract of an authority.
    Reminder {
        /// Whose contract it is.
        authority: String,
        /// Where to look: a path of our own site.
        path: String,
    },
}

/// To whom it is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Whom {
    /// Those of a provider who may do this and have not read this letter.
    Readers(OrganisationId, LetterId, Act),
    /// Who manages a contract; with nobody there to do it, all contract managers of the authority.
    Manager(AuthorityId, Option<PersonId>),
}

impl Outbox {
    /// Everyone who is still to be told: who can sign in, may read it, has not read it and was not told of it yet.
    pub async fn addressees(&self, held: &Held) -> Result<Vec<Addressee>, StoreError> {
        let addressee = |row: person::Model| Addressee { person: row.id, name: row.name, email: row.email };
        let told = match held.told {
            Told::Letter(letter) => mail::Entity::find()
                .select_only()
                .column(mail::Column::PersonId)
                .filter(mail::Column::LetterId.eq(letter))
                .into_query(),
            Told::Reminder(reminder) => reminder_mail::Entity::find()
                .select_only()
                .column(reminder_mail::Column::PersonId)
                .filter(reminder_mail::Column::ReminderId.eq(reminder))
                .into_query(),
        };
        let people = self.all_of(held).await?.filter(person::Column::Id.not_in_subquery(told));
        let people = people.order_by_asc(person::Column::Id).all(&self.store.db).await?;
        Ok(people.into_iter().map(addressee).collect())
    }

    /// Whether anyone was told of it, or has read it.
    pub async fn is_known(&self, held: &Held) -> Result<bool, StoreError> {
        let db = &self.store.db;
        match held.told {
            Told::Letter(letter) => {
                let told = mail::Entity::find().filter(mail::Column::LetterId.eq(letter)).one(db).await?;
                let read = letter_read::Entity::find().filter(letter_read::Column::LetterId.eq(letter));
                Ok(told.is_some() || read.one(db).await?.is_some())
            }
            Told::Reminder(reminder) => {
                let told = reminder_mail::Entity::find()
                    .filter(reminder_mail::Column::ReminderId.eq(reminder))
                    .one(db)
                    .await?;
                Ok(told.is_some())
            }
        }
    }

    async fn all_of(&self, held: &Held) -> Result<Select<person::Entity>, StoreError> {
        let present = person::Entity::find()
            .filter(person::Column::Disabled.eq(false))
            .filter(person::Column::Id.in_subquery(signing_in()));
        match held.whom {
            Whom::Readers(organisation, letter, act) => {
                let read = letter_read::Entity::find()
                    .select_only()
                    .column(letter_read::Column::PersonId)
                    .filter(letter_read::Column::LetterId.eq(letter))
                    .into_query();
                Ok(present
                    .filter(person::Column::OrganisationId.eq(organisation))
                    .filter(person::Column::Id.in_subquery(holding(allowed(act))))
                    .filter(person::Column::Id.not_in_subquery(read)))
            }
            Whom::Manager(authority, manager) => {
                let staff = present.filter(person::Column::AuthorityId.eq(authority));
                let readers = holding(allowed(Act::ReadContracts));
                let own = staff.clone().filter(person::Column::Id.in_subquery(readers));
                let own = manager.map(|manager| own.filter(person::Column::Id.eq(manager)));
                if let Some(own) = own
                    && own.clone().one(&self.store.db).await?.is_some()
                {
                    return Ok(own);
                }
                Ok(staff.filter(person::Column::Id.in_subquery(holding(MINDING))))
            }
        }
    }

    pub(super) async fn held_letter(
        &self,
        row: letter::Model,
        until: DateTime<Utc>,
    ) -> Result<Held, StoreError> {
        let db = &self.store.db;
        let organisation = organisation::Entity::find_by_id(row.organisation_id).one(db).await?;
        let of_contract = row.contract_id.map(|contract| {
            contract::Entity::find_by_id(contract)
                .select_only()
                .column(contract::Column::AuthorityId)
                .into_query()
        });
        let of_tender = row.tender_id.map(|tender| {
            tender::Entity::find_by_id(tender).select_only().column(tender::Column::AuthorityId).into_query()
        });
        let authority = match of_contract.or(of_tender) {
            Some(of) => {
                authority::Entity::find().filter(authority::Column::Id.in_subquery(of)).one(db).await?
            }
            None => None,
        };
        let act = if row.contract_id.is_some() { Act::ReadReturns } else { Act::ReadBids };
        Ok(Held {
            told: Told::Letter(row.id),
            subject: row.subject,
            about: About::Letter {
                id: row.id,
                organisation: organisation.map(|row| row.name).unwrap_or_default(),
                authority: authority.map(|row| row.name),
            },
            whom: Whom::Readers(row.organisation_id, row.id, act),
            tries: row.tries,
            until,
        })
    }

    /// The email names the contract and no more: what is due is read after signing in.
    pub(super) async fn held_reminder(
        &self,
        row: reminder::Model,
        until: DateTime<Utc>,
    ) -> Result<Held, StoreError> {
        let db = &self.store.db;
        let contract = contract::Entity::find_by_id(row.contract_id).one(db).await?;
        let authority = authority::Entity::find_by_id(row.authority_id).one(db).await?;
        let manager = contract.as_ref().and_then(|contract| contract.manager_id);
        Ok(Held {
            told: Told::Reminder(row.id),
            subject: contract.map(|contract| contract.title).unwrap_or_default(),
            about: About::Reminder {
                authority: authority.map(|row| row.name).unwrap_or_default(),
                path: row.path,
            },
            whom: Whom::Manager(row.authority_id, manager),
            tries: row.tries,
            until,
        })
    }
}

fn signing_in() -> SelectStatement {
    sign_in::Entity::find()
        .select_only()
        .column(sign_in::Column::PersonId)
        .filter(sign_in::Column::PasswordHash.is_not_null())
        .into_query()
}

fn holding(roles: &[Role]) -> SelectStatement {
    person_role::Entity::find()
        .select_only()
        .column(person_role::Column::PersonId)
        .filter(person_role::Column::Role.is_in(roles.iter().copied()))
        .into_query()
}
