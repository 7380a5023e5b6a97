//! Its money: prices, budget, payments, what it is to save.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, date, date_null, integer, integer_null, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null,
};

use super::together;
use crate::{index, unique};

/// All of them.
pub(super) async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    contract_price(manager).await?;
    contract_budget(manager).await?;
    contract_payment(manager).await?;
    contract_avoidance(manager).await?;
    cohort(manager).await?;
    Ok(())
}

async fn contract_price(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("contract_price")
                .col(big_integer("id").primary_key())
                .col(big_integer("contract_id"))
                .col(integer("position"))
                .col(big_integer_null("amount"))
                .col(text_null("note"))
                .col(text("gaps"))
                .foreign_key(ForeignKey::create().from("contract_price", "contract_id").to("contract", "id"))
                .to_owned(),
        )
        .await?;
    index(manager, "contract_price", "contract_id").await?;
    Ok(())
}

async fn contract_budget(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("contract_budget")
                .col(big_integer("id").primary_key())
                .col(big_integer("contract_id"))
                .col(integer("position"))
                .col(text("source"))
                .col(text_null("owner"))
                .col(integer_null("year"))
                .col(big_integer_null("amount"))
                .col(integer_null("share"))
                .col(text_null("secured"))
                .col(text("gaps"))
                .foreign_key(ForeignKey::create().from("contract_budget", "contract_id").to("contract", "id"))
                .to_owned(),
        )
        .await?;
    index(manager, "contract_budget", "contract_id").await?;
    Ok(())
}

async fn contract_payment(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("contract_payment")
                .col(big_integer("id").primary_key())
                .col(big_integer("contract_id"))
                .col(big_integer("authority_id"))
                .col(date("paid_on"))
                .col(big_integer("amount"))
                .col(big_integer_null("vat"))
                .col(text_null("reference"))
                .col(text_null("note"))
                .col(text("how"))
                .col(text("once"))
                .col(timestamp_with_time_zone("at"))
                .col(big_integer("person_id"))
                .col(timestamp_with_time_zone_null("taken_back_at"))
                .col(text_null("taken_back_reason"))
                .foreign_key(
                    ForeignKey::create().from("contract_payment", "contract_id").to("contract", "id"),
                )
                .foreign_key(
                    ForeignKey::create().from("contract_payment", "authority_id").to("authority", "id"),
                )
                .foreign_key(ForeignKey::create().from("contract_payment", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "contract_payment", &["contract_id", "once"]).await?;
    together(manager, "contract_payment", &["authority_id", "paid_on"]).await?;
    Ok(())
}

async fn contract_avoidance(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("contract_avoidance")
                .col(big_integer("id").primary_key())
                .col(big_integer("contract_id"))
                .col(integer("position"))
                .col(text("measures"))
                .col(big_integer_null("evaluated_rate"))
                .col(big_integer_null("modelled_rate"))
                .col(big_integer_null("unit_cost"))
                .col(text_null("recurs"))
                .col(integer_null("part_year"))
                .col(integer_null("years"))
                .col(big_integer_null("gross"))
                .col(big_integer_null("net"))
                .col(text_null("basis"))
                .col(text_null("source"))
                .col(text_null("link"))
                .col(text("gaps"))
                .foreign_key(
                    ForeignKey::create().from("contract_avoidance", "contract_id").to("contract", "id"),
                )
                .to_owned(),
        )
        .await?;
    index(manager, "contract_avoidance", "contract_id").await?;
    Ok(())
}

async fn cohort(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("cohort")
                .col(big_integer("id").primary_key())
                .col(big_integer("contract_id"))
                .col(integer("position"))
                .col(text("title"))
                .col(date_null("starts_on"))
                .col(integer_null("months"))
                .col(integer_null("places"))
                .col(text("gaps"))
                .foreign_key(ForeignKey::create().from("cohort", "contract_id").to("contract", "id"))
                .to_owned(),
        )
        .await?;
    index(manager, "cohort", "contract_id").await?;
    Ok(())
}
