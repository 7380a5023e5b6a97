//! What is published of it: texts that were read, reports.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, date, integer, text, text_null, timestamp_with_time_zone,
};

use crate::{index, unique};

/// All of them.
pub(super) async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    text_check(manager).await?;
    performance_text(manager).await?;
    performance_paper(manager).await?;
    Ok(())
}

async fn text_check(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("text_check")
                .col(big_integer("id").primary_key())
                .col(big_integer("contract_id"))
                .col(big_integer("return_id"))
                .col(big_integer_null("kpi_id"))
                .col(text("digest"))
                .col(text("fit"))
                .col(text_null("note"))
                .col(timestamp_with_time_zone("at"))
                .col(big_integer("person_id"))
                .foreign_key(ForeignKey::create().from("text_check", "contract_id").to("contract", "id"))
                .foreign_key(ForeignKey::create().from("text_check", "return_id").to("contract_return", "id"))
                .foreign_key(ForeignKey::create().from("text_check", "kpi_id").to("kpi", "id"))
                .foreign_key(ForeignKey::create().from("text_check", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    index(manager, "text_check", "contract_id").await
}

async fn performance_text(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("performance_text")
                .col(big_integer("id").primary_key())
                .col(big_integer("contract_id"))
                .col(text("kind"))
                .col(big_integer_null("return_id"))
                .col(text_null("summary"))
                .col(text_null("findings"))
                .col(text_null("lessons"))
                .col(text_null("recommendation"))
                .col(text("gaps"))
                .foreign_key(
                    ForeignKey::create().from("performance_text", "contract_id").to("contract", "id"),
                )
                .foreign_key(
                    ForeignKey::create().from("performance_text", "return_id").to("contract_return", "id"),
                )
                .to_owned(),
        )
        .await?;
    index(manager, "performance_text", "contract_id").await
}

async fn performance_paper(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("performance_paper")
                .col(big_integer("id").primary_key())
                .col(big_integer("authority_id"))
                .col(big_integer("contract_id"))
                .col(text("kind"))
                .col(integer("number"))
                .col(big_integer_null("return_id"))
                .col(date("first_on"))
                .col(date("last_on"))
                .col(text("title"))
                .col(text("document"))
                .col(text("public_document"))
                .col(text("digest"))
                .col(timestamp_with_time_zone("at"))
                .col(big_integer("person_id"))
                .foreign_key(
                    ForeignKey::create().from("performance_paper", "authority_id").to("authority", "id"),
                )
                .foreign_key(
                    ForeignKey::create().from("performance_paper", "contract_id").to("contract", "id"),
                )
                .foreign_key(
                    ForeignKey::create().from("performance_paper", "return_id").to("contract_return", "id"),
                )
                .foreign_key(ForeignKey::create().from("performance_paper", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "performance_paper", &["contract_id", "number"]).await
}
