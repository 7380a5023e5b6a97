//! Bids: their outer rows. What their parts say is sealed, and read elsewhere, by leave.

use entity::id::BidId;
use entity::{bid, bid_check, bid_part, submission};
use rules::bid::Bid;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};

use crate::store::{Provider, Reader, StoreError};

impl Reader<Provider> {
    /// One of the provider's own bids.
    pub async fn bid(&self, id: BidId) -> Result<Option<Bid>, StoreError> {
        let own = bid::Entity::find_by_id(id).filter(bid::Column::OrganisationId.eq(self.scope.organisation));
        whole(&self.store.db, own.one(&self.store.db).await?).await
    }
}

pub(super) async fn whole(
    db: &DatabaseConnection,
    row: Option<bid::Model>,
) -> Result<Option<Bid>, StoreError> {
    let Some(row) = row else { return Ok(None) };
    let parts = bid_part::Entity::find()
        .filter(bid_part::Column::BidId.eq(row.id))
        .order_by_asc(bid_part::Column::Id)
        .all(db)
        .await?;
    let submissions = submission::Entity::find()
        .filter(submission::Column::BidId.eq(row.id))
        .order_by_asc(submission::Column::Number)
        .all(db)
        .await?;
    let checks = bid_check::Entity::find()
        .filter(bid_check::Column::BidId.eq(row.id))
        .order_by_asc(bid_check::Column::Position)
        .all(db)
        .await?;
    Ok(Some(Bid { row, parts, submissions, checks }))
}
