//! A meeting of a body that decides.

use sea_orm::entity::prelude::*;

use crate::id::{AuthorityId, SettingId};

/// A meeting of a body that decides.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SettingId,
    /// Whose it is.
    pub authority_id: AuthorityId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// Whose meeting it is.
    pub body: String,
    /// The day.
    pub meets_on: Date,
    /// The day its agenda is published.
    pub agenda_on: Option<Date>,
    /// The last day for reports.
    pub reports_by: Option<Date>,
    /// What a calendar it was read from calls it, so that it is changed there and not doubled.
    pub source_uid: Option<String>,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "authority_id", to = "id")]
    pub authority: BelongsTo<super::authority::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
