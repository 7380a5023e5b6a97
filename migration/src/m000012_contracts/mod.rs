//! Contracts: the agreement, its money, its management, what is due.

mod management;
mod money;
mod pack;
mod root;
mod watch;

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer_null, text_null};

use crate::together;

/// Contracts: the agreement, its money, its management, what is due.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        root::up(manager).await?;
        money::up(manager).await?;
        management::up(manager).await?;
        watch::up(manager).await?;
        pack::up(manager).await?;
        let came = Table::alter().table("meeting").add_column(text_null("source_uid")).to_owned();
        manager.alter_table(came).await?;
        let decides = Table::alter().table("approver_tier").add_column(text_null("decides")).to_owned();
        manager.alter_table(decides).await?;
        let published = Table::alter().table("authority").add_column(integer_null("publish_days")).to_owned();
        manager.alter_table(published).await
    }
}
