//! The tenders made of a procurement with everything that reports of an award rest on.

use std::collections::{BTreeMap, BTreeSet};

use entity::id::{AuthorityId, BidId, PersonId, ProcurementId, TenderId};
use entity::state::BidStage;
use entity::{bid, late_bid, opened_bid, person, tender};
use rules::report::awarding::{Received, TenderRecord};
use sea_orm::{
    ColumnTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::{scoring, tender as tenders};
use crate::store::{House, Reader, Staff, StoreError};

impl Reader<Staff> {
    /// Every tender made of a procurement of the authority's own, oldest first.
    pub async fn tender_records(&self, of: ProcurementId) -> Result<Vec<TenderRecord>, StoreError> {
        records(&self.store.db, self.tenders_of(of).await?).await
    }
}

impl Reader<House> {
    /// Every tender made of a procurement of any authority, for commands.
    pub async fn tender_records(&self, of: ProcurementId) -> Result<Vec<TenderRecord>, StoreError> {
        let query = tender::Entity::find().filter(tender::Column::ProcurementId.eq(of));
        records(&self.store.db, query.order_by_asc(tender::Column::Id).all(&self.store.db).await?).await
    }

    /// The names of everyone of an authority, for commands.
    pub async fn names(&self, of: AuthorityId) -> Result<BTreeMap<PersonId, String>, StoreError> {
        let query = person::Entity::find().filter(person::Column::AuthorityId.eq(of));
        let rows = query.all(&self.store.db).await?;
        Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
    }
}

async fn records(db: &DatabaseConnection, rows: Vec<tender::Model>) -> Result<Vec<TenderRecord>, StoreError> {
    let mut records = Vec::new();
    for row in rows {
        let id = row.id;
        let Some(tender) = tenders::whole(db, Some(row)).await? else { continue };
        let scoring = scoring::whole(db, tender.clone()).await?;
        let mut results = Vec::new();
        for lot in scoring.iter().flat_map(|scoring| &scoring.terms().lots) {
            if let Some(scoring) = &scoring {
                results.extend(scoring::result(db, scoring.clone(), lot.id).await?);
            }
        }
        records.push(TenderRecord { received: received(db, id).await?, tender, scoring, results });
    }
    Ok(records)
}

/// How many bids came for a tender. Reports tell it once they are opened.
async fn received(db: &DatabaseConnection, of: TenderId) -> Result<Received, StoreError> {
    let bids: Vec<BidId> = bid::Entity::find()
        .select_only()
        .column(bid::Column::Id)
        .filter(bid::Column::TenderId.eq(of))
        .into_tuple()
        .all(db)
        .await?;
    let opened: Vec<BidId> = opened_bid::Entity::find()
        .select_only()
        .column(opened_bid::Column::BidId)
        .filter(opened_bid::Column::BidId.is_in(bids))
        .into_tuple()
        .all(db)
        .await?;
    let opened: BTreeSet<BidId> = opened.into_iter().collect();
    let late: Vec<BidId> = late_bid::Entity::find()
        .select_only()
        .column(late_bid::Column::BidId)
        .filter(late_bid::Column::TenderId.eq(of))
        .into_tuple()
        .all(db)
        .await?;
    let late: BTreeSet<BidId> = late.into_iter().filter(|bid| !opened.contains(bid)).collect();
    let withdrawn = bid::Entity::find()
        .filter(bid::Column::TenderId.eq(of))
        .filter(bid::Column::Stage.eq(BidStage::Withdrawn))
        .count(db)
        .await?;
    let count = |set: &BTreeSet<BidId>| u64::try_from(set.len()).unwrap_or(u64::MAX);
    Ok(Received { opened: count(&opened), late: count(&late), withdrawn })
}
