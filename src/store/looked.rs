//! Which contracts were looked at: whether time has brought something about is asked once a day, and again when the
//! authority's settings move. Not the record, so no audit line: what a look brings about is written by a rule.

use chrono::NaiveDate;
use entity::contract;
use entity::id::ContractId;
use entity::number::Version;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{Store, StoreError};

impl Store {
    /// Notes that contracts of one authority were looked at on a day, by its settings of this version.
    pub async fn note_looked(
        &self,
        contracts: &[ContractId],
        settings: Version,
        on: NaiveDate,
    ) -> Result<(), StoreError> {
        if contracts.is_empty() {
            return Ok(());
        }
        let _turn = self.turn().await?;
        let note = contract::Entity::update_many()
            .col_expr(contract::Column::LookedOn, Expr::value(Some(on)))
            .col_expr(contract::Column::LookedSettings, Expr::value(Some(settings.0)))
            .filter(contract::Column::Id.is_in(contracts.iter().copied()));
        note.exec(&self.db).await?;
        Ok(())
    }
}
