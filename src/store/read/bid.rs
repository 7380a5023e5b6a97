//! Bids: their outer rows. What their parts say is sealed, and read elsewhere, by leave.

use std::collections::BTreeSet;

use entity::id::{BidId, TenderId};
use entity::state::TenderStage;
use entity::{audit_line, bid, bid_check, bid_part, late_bid, submission, tender, terms};
use rules::Subject;
use rules::bid::Bid;
use rules::bid::receipt::ReceiptLine;
use rules::tender::Tender;
use rules::tender::terms::Terms;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};

use super::tender::whole as whole_tender;
use crate::store::{Provider, Reader, StoreError};

/// One of a provider's own bids in a list.
#[derive(Clone, Debug)]
pub struct OwnBid {
    /// The bid.
    pub bid: bid::Model,
    /// The tender it is for.
    pub tender: tender::Model,
    /// That tender's terms as they stand.
    pub terms: Terms,
}

impl Reader<Provider> {
    /// One of the provider's own bids.
    pub async fn bid(&self, id: BidId) -> Result<Option<Bid>, StoreError> {
        let own = bid::Entity::find_by_id(id).filter(bid::Column::OrganisationId.eq(self.scope.organisation));
        whole(&self.store.db, own.one(&self.store.db).await?).await
    }

    /// All of the provider's own bids, newest first, each with the tender it is for and the terms that stand.
    pub async fn own_bids(&self) -> Result<Vec<OwnBid>, StoreError> {
        let db = &self.store.db;
        let own = bid::Entity::find().filter(bid::Column::OrganisationId.eq(self.scope.organisation));
        let bids = own.order_by_desc(bid::Column::Id).all(db).await?;
        let ids: BTreeSet<TenderId> = bids.iter().map(|bid| bid.tender_id).collect();
        let tenders = tender::Entity::find().filter(tender::Column::Id.is_in(ids.clone())).all(db).await?;
        let all_terms = terms::Entity::find().filter(terms::Column::TenderId.is_in(ids)).all(db).await?;
        let find = |bid: bid::Model| {
            let tender = tenders.iter().find(|tender| tender.id == bid.tender_id)?.clone();
            let stands =
                |row: &&terms::Model| row.tender_id == tender.id && row.number == tender.terms_number;
            let terms = Terms::of(all_terms.iter().find(stands)?)?;
            Some(OwnBid { bid, tender, terms })
        };
        Ok(bids.into_iter().filter_map(find).collect())
    }

    /// The provider's own bids for one tender.
    pub async fn own_bids_for(&self, tender: TenderId) -> Result<Vec<bid::Model>, StoreError> {
        let own = bid::Entity::find()
            .filter(bid::Column::OrganisationId.eq(self.scope.organisation))
            .filter(bid::Column::TenderId.eq(tender));
        Ok(own.order_by_asc(bid::Column::Id).all(&self.store.db).await?)
    }

    /// A tender that is published, by its reference.
    pub async fn tender(&self, reference: &str) -> Result<Option<Tender>, StoreError> {
        let row = tender::Entity::find()
            .filter(tender::Column::Reference.eq(reference))
            .filter(tender::Column::Stage.ne(TenderStage::Draft))
            .one(&self.store.db)
            .await?;
        whole_tender(&self.store.db, row).await
    }

    /// The tender of one of the provider's own bids.
    pub async fn tender_of(&self, bid: &Bid) -> Result<Option<Tender>, StoreError> {
        if bid.row.organisation_id != self.scope.organisation {
            return Ok(None);
        }
        let row = tender::Entity::find_by_id(bid.row.tender_id).one(&self.store.db).await?;
        whole_tender(&self.store.db, row).await
    }

    /// When the provider tried to submit a bid too late, oldest first.
    pub async fn late_tries(&self, bid: &Bid) -> Result<Vec<late_bid::Model>, StoreError> {
        if bid.row.organisation_id != self.scope.organisation {
            return Ok(Vec::new());
        }
        let late = late_bid::Entity::find().filter(late_bid::Column::BidId.eq(bid.row.id));
        Ok(late.order_by_asc(late_bid::Column::Id).all(&self.store.db).await?)
    }

    /// The line of the record that a submission of one of the provider's own bids wrote.
    pub async fn submission_line(&self, bid: &Bid, number: i32) -> Result<Option<ReceiptLine>, StoreError> {
        if bid.row.organisation_id != self.scope.organisation {
            return Ok(None);
        }
        let lines = audit_line::Entity::find()
            .filter(audit_line::Column::About.eq(Subject::Bid(bid.row.id).to_string()))
            .order_by_asc(audit_line::Column::Seq)
            .all(&self.store.db)
            .await?;
        let of_submission = |line: &audit_line::Model| {
            let body: Option<serde_json::Value> = serde_json::from_str(&line.body).ok();
            body.is_some_and(|body| body["action"] == "submit_bid" && body["seals_number"] == number)
        };
        Ok(lines.into_iter().find(of_submission).map(|line| ReceiptLine {
            seq: line.seq,
            previous: line.previous,
            body: line.body,
            hash: line.hash,
        }))
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
