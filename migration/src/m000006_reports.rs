//! Reports: their own prose, and the versions that are kept. What was typed into a form that was acted on.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, integer, text, text_null, timestamp_with_time_zone};

/// Reports: their own prose, and the versions that are kept.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("report")
                    .col(big_integer("id").primary_key())
                    .col(integer("version"))
                    .col(big_integer("procurement_id"))
                    .col(text("kind"))
                    .foreign_key(
                        ForeignKey::create().from("report", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        unique(manager, "report", "procurement_id", "kind").await?;
        manager
            .create_table(
                Table::create()
                    .table("passage")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("report_id"))
                    .col(text("section"))
                    .col(text("says"))
                    .foreign_key(ForeignKey::create().from("passage", "report_id").to("report", "id"))
                    .to_owned(),
            )
            .await?;
        unique(manager, "passage", "report_id", "section").await?;
        manager
            .create_table(
                Table::create()
                    .table("kept_report")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("report_id"))
                    .col(integer("number"))
                    .col(timestamp_with_time_zone("at"))
                    .col(big_integer("person_id"))
                    .col(text("occasion"))
                    .col(text_null("note"))
                    .col(text("digest"))
                    .col(text("salt"))
                    .col(text("document"))
                    .foreign_key(ForeignKey::create().from("kept_report", "report_id").to("report", "id"))
                    .foreign_key(ForeignKey::create().from("kept_report", "person_id").to("person", "id"))
                    .to_owned(),
            )
            .await?;
        unique(manager, "kept_report", "report_id", "number").await?;
        manager.alter_table(Table::alter().table("once").add_column(text_null("typed")).to_owned()).await
    }
}

/// No two rows alike in these two columns; it serves queries by the first as well.
async fn unique(
    manager: &SchemaManager<'_>,
    table: &'static str,
    first: &'static str,
    second: &'static str,
) -> Result<(), DbErr> {
    let name = format!("{table}_{second}");
    let index = Index::create().name(name).table(table).col(first).col(second).unique().to_owned();
    manager.create_index(index).await
}
