//! The record of actions and what keeps it whole.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, text, timestamp_with_time_zone, timestamp_with_time_zone_null,
};

use crate::index;

/// The record of actions and what keeps it whole.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("house")
                    .col(big_integer("id").primary_key())
                    .col(boolean("demonstration"))
                    .col(big_integer("next_id"))
                    .col(big_integer("seq"))
                    .col(text("head"))
                    .col(timestamp_with_time_zone_null("newest_at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("once")
                    .col(text("token").primary_key())
                    .col(big_integer("seq"))
                    .col(text("then_path"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("audit_line")
                    .col(big_integer("seq").primary_key())
                    .col(big_integer_null("authority_id"))
                    .col(text("about"))
                    .col(text("body"))
                    .col(text("previous").unique_key())
                    .col(text("hash"))
                    .to_owned(),
            )
            .await?;
        index(manager, "audit_line", "about").await?;
        index(manager, "audit_line", "authority_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("audit_detail")
                    .col(big_integer("seq").primary_key())
                    .col(big_integer_null("authority_id"))
                    .col(text("kind"))
                    .col(timestamp_with_time_zone("at"))
                    .col(text("salt"))
                    .col(text("fields"))
                    .to_owned(),
            )
            .await?;
        index(manager, "audit_detail", "authority_id").await?;
        let first = Query::insert()
            .into_table("house")
            .columns(["id", "demonstration", "next_id", "seq", "head"])
            .values_panic([1.into(), false.into(), 1.into(), 0.into(), "0".repeat(64).into()])
            .to_owned();
        manager.execute(first).await
    }
}
