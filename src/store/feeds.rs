//! Calendar addresses: whoever comes with the secret of one reads as the person who made it, and as nobody else.

use entity::{feed, person};
use rules::access::Actor;
use rules::contract::feed::opens;
use rules::sha256;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{Store, StoreError};

impl Store {
    /// The calendar address that a secret opens, and who made it, with their roles as they are now; nothing for an unknown
    /// or a revoked one, or where that person was stopped.
    pub async fn open_feed(&self, secret: &str) -> Result<Option<(feed::Model, Actor)>, StoreError> {
        let found = feed::Entity::find().filter(feed::Column::SecretSha256.eq(sha256(secret)));
        let Some(row) = found.one(&self.db).await?.filter(|row| opens(row, secret)) else { return Ok(None) };
        let person = person::Entity::find_by_id(row.person_id).one(&self.db).await?;
        match person.filter(|person| !person.disabled) {
            Some(person) => Ok(Some((row, self.doors().actor(person).await?))),
            None => Ok(None),
        }
    }
}
