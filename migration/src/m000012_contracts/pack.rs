//! What is written for the decision at a break or an option, and the papers that were kept.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, integer, text, text_null, timestamp_with_time_zone};

use crate::{index, unique};

/// All of them.
pub(super) async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    break_pack(manager).await?;
    break_implication(manager).await?;
    break_paper(manager).await
}

async fn break_pack(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            of_a_part("break_pack")
                .col(text_null("answer"))
                .col(text_null("summary"))
                .col(text_null("recommendation"))
                .col(text_null("reasons"))
                .col(text_null("performance"))
                .col(text_null("options"))
                .col(text_null("consultation"))
                .to_owned(),
        )
        .await?;
    unique(manager, "break_pack", &["period_id"]).await?;
    index(manager, "break_pack", "contract_id").await
}

async fn break_implication(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            of_a_part("break_implication").col(big_integer("heading_id")).col(text("says")).to_owned(),
        )
        .await?;
    unique(manager, "break_implication", &["period_id", "heading_id"]).await?;
    index(manager, "break_implication", "contract_id").await
}

async fn break_paper(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            of_a_part("break_paper")
                .col(integer("number"))
                .col(timestamp_with_time_zone("at"))
                .col(big_integer("person_id"))
                .col(text("occasion"))
                .col(text_null("note"))
                .col(text("digest"))
                .col(text("document"))
                .foreign_key(ForeignKey::create().from("break_paper", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "break_paper", &["contract_id", "number"]).await?;
    index(manager, "break_paper", "period_id").await
}

/// A table of what belongs to a part of a contract's term. The part can be taken out while a contract is set up again.
fn of_a_part(table: &'static str) -> TableCreateStatement {
    Table::create()
        .table(table)
        .col(big_integer("id").primary_key())
        .col(big_integer("contract_id"))
        .col(big_integer("period_id"))
        .foreign_key(ForeignKey::create().from(table, "contract_id").to("contract", "id"))
        .to_owned()
}
