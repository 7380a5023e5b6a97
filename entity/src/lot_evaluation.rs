//! How far the evaluation of one lot has come.

use sea_orm::entity::prelude::*;

use crate::id::{LotEvaluationId, PersonId, RowId, TenderId};
use crate::number::Version;

/// How far the evaluation of one lot has come.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lot_evaluation")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LotEvaluationId,
    /// How often it has changed.
    pub version: Version,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// The lot.
    pub lot_id: RowId,
    /// When its quality was signed off.
    pub signed_at: Option<DateTimeUtc>,
    /// Who signed.
    pub signed_by: Option<PersonId>,
    /// When its prices were opened.
    pub prices_at: Option<DateTimeUtc>,
    /// Who opened them.
    pub prices_by: Option<PersonId>,
    /// Whether the case file shows what would change the winner.
    pub what_if_kept: bool,
}

impl ActiveModelBehavior for ActiveModel {}
