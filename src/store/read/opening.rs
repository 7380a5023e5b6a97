//! Bids as the council sees them: how many before they are opened, their outer rows and checks afterwards.

use std::collections::BTreeMap;

use entity::id::{BidId, TenderId};
use entity::{bid, bid_check, bid_part, opened_bid, submission, tender};
use rules::bid::Bid;
use rules::bid::checks::OpenedBid;
use rules::tender::opening::Submitted;
use sea_orm::{
    ColumnTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};

use crate::store::{Reader, Staff, StoreError};

impl Reader<Staff> {
    /// How many bids stand as submitted for a tender of the authority's own. Nothing more is shown before the opening.
    pub async fn submitted_bids(&self, tender: TenderId) -> Result<u64, StoreError> {
        Ok(self.standing_bids(tender).count(&self.store.db).await?)
    }

    /// The bids whose last submission stands, for the act that opens them and for nothing else. Refuses where one of
    /// them is not whole: none is left out in silence.
    pub async fn bids_to_open(&self, tender: TenderId) -> Result<Vec<Submitted>, StoreError> {
        let db = &self.store.db;
        let bids = self.standing_bids(tender).order_by_asc(bid::Column::Id).all(db).await?;
        let ids: Vec<BidId> = bids.iter().map(|bid| bid.id).collect();
        let submissions = submission::Entity::find()
            .filter(submission::Column::BidId.is_in(ids))
            .filter(submission::Column::WithdrawnAt.is_null())
            .all(db)
            .await?;
        let mut last: BTreeMap<(BidId, i32), submission::Model> =
            submissions.into_iter().map(|row| ((row.bid_id, row.number), row)).collect();
        let mut whole = |bid: bid::Model| {
            let submission = last.remove(&(bid.id, bid.submissions));
            let submission = submission.filter(|one| bid.submitted_at == Some(one.at))?;
            Submitted::of(bid, submission)
        };
        // INVARIANT: no bid is passed over in silence; one that is not whole stops the opening.
        bids.into_iter().map(|bid| whole(bid).ok_or(StoreError::NotOpened)).collect()
    }

    /// The opened bids of a tender of the authority's own, in the order they were recorded; without their parts.
    pub async fn opened_bids(&self, tender: TenderId) -> Result<Vec<OpenedBid>, StoreError> {
        opened(&self.store.db, self.bids_of(tender)).await
    }

    /// One opened bid of a tender of the authority's own, with its sealed parts.
    pub async fn opened_bid(&self, tender: TenderId, bid: BidId) -> Result<Option<OpenedBid>, StoreError> {
        let opened = self.opened_bids(tender).await?;
        let Some(mut one) = opened.into_iter().find(|one| one.bid.row.id == bid) else { return Ok(None) };
        let parts = bid_part::Entity::find().filter(bid_part::Column::BidId.eq(bid));
        one.bid.parts = parts.order_by_asc(bid_part::Column::Id).all(&self.store.db).await?;
        Ok(Some(one))
    }

    fn standing_bids(&self, tender: TenderId) -> Select<bid::Entity> {
        self.bids_of(tender).filter(bid::Column::SubmittedAt.is_not_null())
    }

    fn bids_of(&self, tender: TenderId) -> Select<bid::Entity> {
        let own = tender::Entity::find_by_id(tender)
            .filter(tender::Column::AuthorityId.eq(self.scope.authority))
            .select_only()
            .column(tender::Column::Id);
        bid::Entity::find().filter(bid::Column::TenderId.in_subquery(own.into_query()))
    }
}

fn outer(row: bid::Model) -> Bid {
    Bid { row, parts: Vec::new(), submissions: Vec::new(), checks: Vec::new() }
}

/// The opened bids of a tender of any authority's, for readers that have asked whose it is.
pub(super) async fn opened_bids(
    db: &DatabaseConnection,
    tender: TenderId,
) -> Result<Vec<OpenedBid>, StoreError> {
    opened(db, bid::Entity::find().filter(bid::Column::TenderId.eq(tender))).await
}

/// Those of these bids that were opened, in the order they were recorded, without their parts.
async fn opened(db: &DatabaseConnection, bids: Select<bid::Entity>) -> Result<Vec<OpenedBid>, StoreError> {
    let bids = bids.all(db).await?;
    let ids: Vec<BidId> = bids.iter().map(|bid| bid.id).collect();
    let opened = opened_bid::Entity::find().filter(opened_bid::Column::BidId.is_in(ids.clone()));
    let opened = opened.order_by_asc(opened_bid::Column::Id).all(db).await?;
    let mut bids: BTreeMap<BidId, Bid> = bids.into_iter().map(|row| (row.id, outer(row))).collect();
    let checks = bid_check::Entity::find().filter(bid_check::Column::BidId.is_in(ids.clone()));
    for row in checks.order_by_asc(bid_check::Column::Position).all(db).await? {
        bids.entry(row.bid_id).and_modify(|bid| bid.checks.push(row));
    }
    let submissions = submission::Entity::find().filter(submission::Column::BidId.is_in(ids));
    for row in submissions.order_by_asc(submission::Column::Number).all(db).await? {
        bids.entry(row.bid_id).and_modify(|bid| bid.submissions.push(row));
    }
    let whole = |opened: opened_bid::Model| Some(OpenedBid { bid: bids.remove(&opened.bid_id)?, opened });
    Ok(opened.into_iter().filter_map(whole).collect())
}
