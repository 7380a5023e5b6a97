//! What a bidder was asked after the opening, and what it was told in the end: its own alone.

use chrono::NaiveDate;
use entity::id::BidId;
use entity::state::StandstillKind;
use entity::{assessment_summary, authority, award, bidder_query, letter, low_price, tender};
use rules::award::LotResult;
use rules::award::tell::once;
use rules::bid::Bid;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::store::{Provider, Reader, Staff, StoreError};

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

    /// The name of the council that one of the provider's own bids is for.
    pub async fn council_of(&self, bid: &Bid) -> Result<Option<String>, StoreError> {
        let db = &self.store.db;
        if bid.row.organisation_id != self.scope.organisation {
            return Ok(None);
        }
        let Some(tender) = tender::Entity::find_by_id(bid.row.tender_id).one(db).await? else {
            return Ok(None);
        };
        Ok(authority::Entity::find_by_id(tender.authority_id).one(db).await?.map(|row| row.name))
    }

    /// What the provider was told of one of its own bids, newest first. Of the award itself only what a bidder may know.
    pub async fn own_outcomes(&self, bid: &Bid) -> Result<Vec<Outcome>, StoreError> {
        let db = &self.store.db;
        if bid.row.organisation_id != self.scope.organisation {
            return Ok(Vec::new());
        }
        let told = award::Entity::find()
            .filter(award::Column::LotId.eq(bid.row.lot_id))
            .filter(award::Column::ToldAt.is_not_null());
        let told = told.order_by_desc(award::Column::Number).all(db).await?;
        let own = assessment_summary::Entity::find().filter(assessment_summary::Column::BidId.eq(bid.row.id));
        let own = own.all(db).await?;
        let letters =
            letter::Entity::find().filter(letter::Column::OrganisationId.eq(self.scope.organisation));
        let kinds = told.iter().map(|award| once(award.id, bid.row.id));
        let letters = letters.filter(letter::Column::Once.is_in(kinds)).all(db).await?;
        let outcome = |award: award::Model| {
            let kind = once(award.id, bid.row.id);
            let letter = letters.iter().find(|letter| letter.once == kind)?.clone();
            let summary = own.iter().find(|summary| summary.letter_id == letter.id).cloned();
            Some(Outcome { letter, summary, since: Since::of(award) })
        };
        Ok(told.into_iter().filter_map(outcome).collect())
    }
}

/// What a bidder was told of one decision, and what everyone may know of what came after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The letter.
    pub letter: letter::Model,
    /// The assessment summary, where the bid was assessed.
    pub summary: Option<assessment_summary::Model>,
    /// What came after.
    pub since: Since,
}

/// What everyone may know of an award after its letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// Which decision of the lot, from 1.
    pub number: i32,
    /// The reference of the notice before signing.
    pub notice_reference: Option<String>,
    /// The day it was published.
    pub notice_on: Option<NaiveDate>,
    /// Which standstill there is.
    pub standstill: Option<StandstillKind>,
    /// Its last day.
    pub standstill_ends_on: Option<NaiveDate>,
    /// The day the contract was signed.
    pub signed_on: Option<NaiveDate>,
    /// Whether the winner fell away, so that it no longer stands.
    pub fallen: bool,
}

impl Since {
    fn of(award: award::Model) -> Self {
        Self {
            number: award.number,
            notice_reference: award.notice_reference,
            notice_on: award.notice_on,
            standstill: award.standstill,
            standstill_ends_on: award.standstill_ends_on,
            signed_on: award.signed_on,
            fallen: award.failed_on.is_some(),
        }
    }
}

impl Reader<Staff> {
    /// What the bidders of a lot of the authority's own were told by the decision that stands, by bid.
    pub async fn outcome_letters(
        &self,
        result: &LotResult,
    ) -> Result<Vec<(BidId, letter::Model, Option<assessment_summary::Model>)>, StoreError> {
        let Some(award) = result.award().filter(|award| award.told_at.is_some()) else {
            return Ok(Vec::new());
        };
        let tender = result.scoring().tender();
        if tender.row.authority_id != self.scope.authority {
            return Ok(Vec::new());
        }
        let begins = format!("outcome/{}/", award.id.0);
        let letters = letter::Entity::find().filter(letter::Column::TenderId.eq(tender.row.id));
        let letters = letters.filter(letter::Column::Once.starts_with(&begins)).all(&self.store.db).await?;
        let of_letters = letters.iter().map(|letter| letter.id);
        let summaries = assessment_summary::Entity::find()
            .filter(assessment_summary::Column::LetterId.is_in(of_letters))
            .all(&self.store.db)
            .await?;
        let each = letters.into_iter().filter_map(|letter| {
            let bid = BidId(letter.once.strip_prefix(&begins)?.parse().ok()?);
            let summary = summaries.iter().find(|summary| summary.letter_id == letter.id).cloned();
            Some((bid, letter, summary))
        });
        Ok(each.collect())
    }
}
