//! What a bidder was asked after the opening, and what it was told in the end: its own alone.

use entity::{assessment_summary, award, bidder_query, low_price};
use rules::bid::Bid;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::store::{Provider, Reader, StoreError};

impl Reader<Provider> {
    /// What the provider was asked to make clear of one of its own bids, oldest first.
    pub async fn own_queries(&self, bid: &Bid) -> Result<Vec<bidder_query::Model>, StoreError> {
        if bid.row.organisation_id != self.scope.organisation {
            return Ok(Vec::new());
        }
        let own = bidder_query::Entity::find().filter(bidder_query::Column::BidId.eq(bid.row.id));
        Ok(own.order_by_asc(bidder_query::Column::Id).all(&self.store.db).await?)
    }

    /// What the provider was asked about the price of one of its own bids.
    pub async fn own_price_query(&self, bid: &Bid) -> Result<Option<low_price::Model>, StoreError> {
        if bid.row.organisation_id != self.scope.organisation {
            return Ok(None);
        }
        let own = low_price::Entity::find().filter(low_price::Column::BidId.eq(bid.row.id));
        Ok(own.order_by_desc(low_price::Column::Id).one(&self.store.db).await?)
    }

    /// The decisions on the lot of one of the provider's own bids that its bidders were told of, oldest first, each with
    /// the provider's own assessment summary where its bid was assessed.
    pub async fn own_outcomes(
        &self,
        bid: &Bid,
    ) -> Result<Vec<(award::Model, Option<assessment_summary::Model>)>, StoreError> {
        let db = &self.store.db;
        if bid.row.organisation_id != self.scope.organisation {
            return Ok(Vec::new());
        }
        let told = award::Entity::find()
            .filter(award::Column::LotId.eq(bid.row.lot_id))
            .filter(award::Column::ToldAt.is_not_null());
        let told = told.order_by_asc(award::Column::Number).all(db).await?;
        let own = assessment_summary::Entity::find().filter(assessment_summary::Column::BidId.eq(bid.row.id));
        let own = own.all(db).await?;
        let with = |award: award::Model| {
            let summary = own.iter().find(|summary| summary.award_id == award.id).cloned();
            (award, summary)
        };
        Ok(told.into_iter().map(with).collect())
    }
}
