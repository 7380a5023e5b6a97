//! An authority and what it has settled for itself.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::AuthorityId;
use crate::number::{Pence, Version};
use crate::state::{ReportStyle, RiskLayout};

/// An authority and what it has settled for itself.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "authority")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AuthorityId,
    /// How often it has changed.
    pub version: Version,
    /// Its full name.
    pub name: String,
    /// Which set of report templates it uses.
    pub report_style: ReportStyle,
    /// Its colour for reports, six hexadecimal digits.
    pub accent: String,
    /// The sum from which a decision is key, in pence; empty if not set.
    pub key_decision_pence: Option<Pence>,
    /// Working days from publication in which a decision may be called in; empty if not set.
    pub call_in_days: Option<i32>,
    /// Working days from a meeting to the publication of what it decided; empty if not set.
    pub publish_days: Option<i32>,
    /// Whether reports show risks as rows or as one overall level.
    pub risk_layout: RiskLayout,
    /// Whether legal must clear a report.
    pub clears_legal: bool,
    /// Whether finance must clear a report.
    pub clears_finance: bool,
    /// Whether equality must clear a report.
    pub clears_equality: bool,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
