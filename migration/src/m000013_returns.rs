//! Returns: what is measured, what providers return, what is published of it.

mod kpis;
mod papers;
mod returns;

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer_null, text_null};

/// Returns: what is measured, what providers return, what is published of it.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        kpis::up(manager).await?;
        returns::up(manager).await?;
        papers::up(manager).await?;
        let added = [
            ("contract", text_null("returns_signed")),
            ("improvement_plan", big_integer_null("kpi_id")),
            ("letter", big_integer_null("contract_id")),
        ];
        for (table, column) in added {
            manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
