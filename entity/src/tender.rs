//! An approved procurement put out to tender.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{AuthorityId, ProcurementId, TenderId};
use crate::number::{Pence, Version};
use crate::state::{TenderStage, YesNo};

/// An approved procurement put out to tender.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tender")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TenderId,
    /// Whose it is.
    pub authority_id: AuthorityId,
    /// The procurement it was made of.
    pub procurement_id: ProcurementId,
    /// How often it has changed.
    pub version: Version,
    /// How far it has come. Whether the deadline has passed is never stored: the clock says.
    pub stage: TenderStage,
    /// What it is called in letters and addresses.
    pub reference: String,
    /// What is bought.
    pub title: String,
    /// What is bought, in a few paragraphs, as the public reads it.
    pub description: Option<String>,
    /// CPV codes, parted by commas.
    pub cpv_codes: Option<String>,
    /// The most that could be paid over the longest term, in pence, without VAT.
    pub value: Option<Pence>,
    /// Where providers turn to, by title and address.
    pub contact: Option<String>,
    /// Why it is not divided into lots (Procurement Act 2023, section 18).
    pub lots_reason: Option<String>,
    /// Whether the market was engaged beforehand (section 16).
    pub engagement_held: Option<YesNo>,
    /// What was asked of the market, and what came of it.
    pub engagement_note: Option<String>,
    /// The reference of the preliminary market engagement notice (UK2).
    pub engagement_notice: Option<String>,
    /// Why there was no such notice (section 17).
    pub engagement_reason: Option<String>,
    /// The day the conflicts assessment was complete (section 83).
    pub conflicts_on: Option<Date>,
    /// Who made it, by title.
    pub conflicts_by: Option<String>,
    /// What it found, and how each conflict is dealt with.
    pub conflicts_note: Option<String>,
    /// What counts as the price.
    pub price_basis: Option<String>,
    /// Until when providers may ask.
    pub questions_until: Option<DateTimeUtc>,
    /// Until when bids are to be taken, as it is being written.
    pub deadline: Option<DateTimeUtc>,
    /// Why the time to tender is proportionate, where the law sets no number of days.
    pub period_reason: Option<String>,
    /// The day by which the award is planned.
    pub award_planned: Option<Date>,
    /// The reference of the official tender notice (UK4, or the contract notice).
    pub notice_reference: Option<String>,
    /// Where that notice can be read.
    pub notice_link: Option<String>,
    /// When that notice was published.
    pub notice_published_at: Option<DateTimeUtc>,
    /// Whether an amendment is being written. What is published stays as it was until that is published too.
    pub amending: bool,
    /// Which version of the terms stands, from 1; 0 before publication.
    pub terms_number: i32,
    /// When it was published here.
    pub published_at: Option<DateTimeUtc>,
    /// When its bids were opened.
    pub opened_at: Option<DateTimeUtc>,
    /// When it was cancelled.
    pub cancelled_at: Option<DateTimeUtc>,
    /// Why it was cancelled.
    pub cancel_reason: Option<String>,
    /// The reference of the procurement termination notice (UK12).
    pub ending_notice: Option<String>,
    /// The deadline as it is published: the one that counts.
    pub closes_at: Option<DateTimeUtc>,
    /// What bids are sealed to.
    pub public_key: Option<String>,
    /// What opens them, sealed to the server's own key.
    pub wrapped_key: Option<String>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
