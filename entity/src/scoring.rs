//! The evaluation of a tender’s bids as a whole: how it is done, from the day it begins.

use sea_orm::entity::prelude::*;

use crate::id::{PersonId, ScoringId, TenderId};
use crate::number::{BasisPoints, Version};
use crate::state::LowRule;

/// The evaluation of a tender’s bids as a whole: how it is done, from the day it begins.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scoring")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ScoringId,
    /// How often it has changed.
    pub version: Version,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// Whether the panel reads bids under labels, not names.
    pub masked: bool,
    /// What makes a price look abnormally low.
    pub low_rule: LowRule,
    /// By how much below it must be, as a share.
    pub low_share: Option<BasisPoints>,
    /// When it began.
    pub begun_at: DateTimeUtc,
    /// Who began it.
    pub person_id: PersonId,
}

impl ActiveModelBehavior for ActiveModel {}
