//! The value of a price index for one month.

use sea_orm::entity::prelude::*;

use crate::id::{AuthorityId, SettingId};
use crate::number::Hundredths;

/// The value of a price index for one month.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "index_value")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SettingId,
    /// Whose it is.
    pub authority_id: AuthorityId,
    /// The series.
    pub series_id: SettingId,
    /// The month, by its first day.
    pub month: Date,
    /// Its value, in hundredths.
    pub value: Hundredths,
}

impl ActiveModelBehavior for ActiveModel {}
