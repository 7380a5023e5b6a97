//! Letters of the council to a provider.

use entity::id::LetterId;
use entity::letter;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::store::{Provider, Reader, StoreError};

/// How many letters a page of the list shows.
pub const LETTERS_A_PAGE: u64 = 50;

impl Reader<Provider> {
    /// A page of the provider's own letters, newest first: those before this one, if one is given.
    pub async fn letters(&self, before: Option<i64>) -> Result<Vec<letter::Model>, StoreError> {
        let mut own =
            letter::Entity::find().filter(letter::Column::OrganisationId.eq(self.scope.organisation));
        if let Some(before) = before {
            own = own.filter(letter::Column::Id.lt(before));
        }
        let newest = own.order_by_desc(letter::Column::Id).limit(LETTERS_A_PAGE);
        Ok(newest.all(&self.store.db).await?)
    }

    /// One of the provider's own letters.
    pub async fn letter(&self, id: LetterId) -> Result<Option<letter::Model>, StoreError> {
        let own =
            letter::Entity::find_by_id(id).filter(letter::Column::OrganisationId.eq(self.scope.organisation));
        Ok(own.one(&self.store.db).await?)
    }
}
