//! A price index by which contracts are indexed, as an authority keeps it.

use sea_orm::entity::prelude::*;

use crate::id::{AuthorityId, SettingId};

/// A price index by which contracts are indexed, as an authority keeps it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "index_series")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SettingId,
    /// Whose it is.
    pub authority_id: AuthorityId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// What it is called.
    pub name: String,
    /// What is 100 in it, such as `2015 = 100`. A series that is re-referenced is another series.
    pub reference_period: String,
    /// Where it can be read.
    pub link: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
