//! An appendix or a background paper.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{ProcurementId, RowId};
use crate::state::{AppendixKind, YesNo};

/// An appendix or a background paper.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The procurement it belongs to.
    pub procurement_id: ProcurementId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// Which of the two.
    pub kind: Option<AppendixKind>,
    /// What it is called.
    pub title: String,
    /// Where it can be read.
    pub link: Option<String>,
    /// Whether it is kept from the public.
    pub exempt: Option<YesNo>,
    /// The paragraph of Schedule 12A, Part 1, Local Government Act 1972.
    pub exempt_paragraph: Option<i32>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "procurement_id", to = "id")]
    pub procurement: BelongsTo<super::procurement::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
