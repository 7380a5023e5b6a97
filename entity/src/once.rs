//! A form that has been acted on.

use sea_orm::entity::prelude::*;

/// A form that has been acted on.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "once")]
pub struct Model {
    /// What the form carried.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token: String,
    /// The line it wrote.
    pub seq: i64,
    /// A digest of what was typed, so that other words under the same token are not taken for a second click.
    pub typed: Option<String>,
    /// Where the first result is.
    pub then_path: String,
}

impl ActiveModelBehavior for ActiveModel {}
