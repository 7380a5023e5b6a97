//! People of the reader's own side.

use std::collections::BTreeMap;

use entity::id::{OrganisationId, PersonId};
use entity::state::Role;
use entity::{organisation, person, person_role};
use rules::people::Person;
use sea_orm::{ColumnTrait, Condition, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, Select};

use crate::store::{Provider, Reader, Staff, StoreError};

/// Someone of one's own side, by name only.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// Who.
    pub id: PersonId,
    /// Their name or title.
    pub name: String,
}

/// A scope that has people of its own: an authority's staff, or a provider's colleagues.
pub trait OwnPeople: Copy {
    /// What is true of every person of this side.
    fn own(self) -> Condition;
}

impl OwnPeople for Staff {
    fn own(self) -> Condition {
        Condition::all().add(person::Column::AuthorityId.eq(self.authority))
    }
}

impl OwnPeople for Provider {
    fn own(self) -> Condition {
        Condition::all().add(person::Column::OrganisationId.eq(self.organisation))
    }
}

impl<S: OwnPeople> Reader<S> {
    /// Everyone of one's own side, by name.
    pub async fn people(&self) -> Result<Vec<Person>, StoreError> {
        with_roles(&self.store.db, self.own_people()).await
    }

    /// One person of one's own side.
    pub async fn person(&self, id: PersonId) -> Result<Option<Person>, StoreError> {
        Ok(with_roles(&self.store.db, self.own_people().filter(person::Column::Id.eq(id))).await?.pop())
    }

    /// The names of everyone of one's own side.
    pub async fn colleagues(&self) -> Result<Vec<Colleague>, StoreError> {
        let rows = self.own_people().all(&self.store.db).await?;
        Ok(rows.into_iter().map(|row| Colleague { id: row.id, name: row.name }).collect())
    }

    fn own_people(&self) -> Select<person::Entity> {
        person::Entity::find().filter(self.scope.own()).order_by_asc(person::Column::Name)
    }
}

impl Reader<Provider> {
    /// The reader's own organisation.
    pub async fn organisation(&self) -> Result<Option<organisation::Model>, StoreError> {
        let id: OrganisationId = self.scope.organisation;
        Ok(organisation::Entity::find_by_id(id).one(&self.store.db).await?)
    }
}

impl Reader<Staff> {
    /// Every provider that is registered here, by name: which of them a contract is with is for its council to say.
    pub async fn organisations(&self) -> Result<Vec<organisation::Model>, StoreError> {
        let all = organisation::Entity::find().order_by_asc(organisation::Column::Name);
        Ok(all.order_by_asc(organisation::Column::Id).all(&self.store.db).await?)
    }
}

async fn with_roles(
    db: &DatabaseConnection,
    query: Select<person::Entity>,
) -> Result<Vec<Person>, StoreError> {
    let rows = query.all(db).await?;
    let ids: Vec<PersonId> = rows.iter().map(|row| row.id).collect();
    let mut roles: BTreeMap<PersonId, Vec<Role>> = BTreeMap::new();
    for role in person_role::Entity::find().filter(person_role::Column::PersonId.is_in(ids)).all(db).await? {
        roles.entry(role.person_id).or_default().push(role.role);
    }
    let person = |row: person::Model| {
        let mut roles = roles.remove(&row.id).unwrap_or_default();
        roles.sort();
        Person { row, roles }
    };
    Ok(rows.into_iter().map(person).collect())
}
