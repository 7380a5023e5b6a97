//! A lot of a tender: what is bid for, scored, ranked and awarded together.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{RowId, TenderId};
use crate::number::{BasisPoints, Pence};
use crate::state::{AboveCeiling, FormulaKind, IfWinnerFails, RankOn, YesNo};

/// A lot of a tender: what is bid for, scored, ranked and awarded together.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lot")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// What it is.
    pub title: String,
    /// What is bought in it.
    pub description: Option<String>,
    /// The contract's first day.
    pub starts_on: Option<Date>,
    /// The initial term, in months.
    pub months: Option<i32>,
    /// The longest term with every option, in months.
    pub longest_months: Option<i32>,
    /// The most that could be paid for it over the longest term, in pence, without VAT.
    pub value: Option<Pence>,
    /// How many yearly prices a bid gives.
    pub price_years: Option<i32>,
    /// The share of price.
    pub price_weight: Option<BasisPoints>,
    /// The share of quality.
    pub quality_weight: Option<BasisPoints>,
    /// How a price becomes a score.
    pub formula: Option<FormulaKind>,
    /// Benchmark formula: at and below it a price takes the whole weight, in pence.
    pub benchmark_floor: Option<Pence>,
    /// Benchmark formula: at and above it a price takes nothing, in pence.
    pub benchmark_ceiling: Option<Pence>,
    /// The most a bid may cost, in pence, if there is a ceiling.
    pub ceiling: Option<Pence>,
    /// What happens to a bid above the ceiling.
    pub above_ceiling: Option<AboveCeiling>,
    /// Which totals are ranked.
    pub rank_on: Option<RankOn>,
    /// The least quality, as a share of the quality available.
    pub overall_minimum: Option<BasisPoints>,
    /// Whether a bid below a minimum is out.
    pub minimum_disqualifies: Option<YesNo>,
    /// What happens to the ranking when the winner falls away.
    pub if_winner_fails: Option<IfWinnerFails>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
