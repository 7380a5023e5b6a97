//! The case for a procurement: recommendations, reasons, figures and money.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, integer, integer_null, text, text_null};

use crate::index;

/// The case for a procurement: recommendations, reasons, figures and money.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("recommendation")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text("says"))
                    .col(text_null("delegate"))
                    .col(text_null("consulting"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("recommendation", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "recommendation", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("reason")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text("says"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("reason", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "reason", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("statistic")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text("measures"))
                    .col(big_integer_null("low"))
                    .col(big_integer_null("high"))
                    .col(text_null("unit"))
                    .col(integer_null("base"))
                    .col(text_null("base_of"))
                    .col(text_null("period"))
                    .col(text_null("place"))
                    .col(text_null("qualifier"))
                    .col(text_null("source"))
                    .col(text_null("link"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("statistic", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "statistic", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("service_gap")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text("says"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("service_gap", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "service_gap", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("capacity")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text("measures"))
                    .col(big_integer_null("low"))
                    .col(big_integer_null("high"))
                    .col(text_null("unit"))
                    .col(text_null("of"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("capacity", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "capacity", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("earlier_decision")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text("body"))
                    .col(text_null("decided_when"))
                    .col(text("decided"))
                    .col(text_null("recommended"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("earlier_decision", "procurement_id")
                            .to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "earlier_decision", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("funding")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text("source"))
                    .col(text_null("owner"))
                    .col(text_null("year"))
                    .col(big_integer_null("amount"))
                    .col(integer_null("share"))
                    .col(text_null("secured"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("funding", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "funding", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("term_period")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(integer_null("months"))
                    .col(text_null("ends_with"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("term_period", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "term_period", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("cost_avoidance")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text("measures"))
                    .col(big_integer_null("evaluated_rate"))
                    .col(big_integer_null("modelled_rate"))
                    .col(big_integer_null("unit_cost"))
                    .col(integer_null("years"))
                    .col(big_integer_null("gross"))
                    .col(big_integer_null("net"))
                    .col(text_null("basis"))
                    .col(text_null("source"))
                    .col(text_null("link"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("cost_avoidance", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "cost_avoidance", "procurement_id").await?;
        Ok(())
    }
}
