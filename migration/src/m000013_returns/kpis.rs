//! What is measured: outcomes, KPIs with their dated versions, targets.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, date, date_null, integer, integer_null, text, text_null,
    timestamp_with_time_zone,
};

use crate::{index, unique};

/// All of them.
pub(super) async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    contract_outcome(manager).await?;
    kpi(manager).await?;
    kpi_version(manager).await?;
    kpi_target(manager).await?;
    Ok(())
}

async fn contract_outcome(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("contract_outcome")
                .col(big_integer("id").primary_key())
                .col(big_integer("contract_id"))
                .col(integer("position"))
                .col(text("says"))
                .col(text_null("measured_by"))
                .col(text_null("measured_when"))
                .col(big_integer_null("source_id"))
                .col(text("gaps"))
                .foreign_key(
                    ForeignKey::create().from("contract_outcome", "contract_id").to("contract", "id"),
                )
                .to_owned(),
        )
        .await?;
    index(manager, "contract_outcome", "contract_id").await
}

async fn kpi(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("kpi")
                .col(big_integer("id").primary_key())
                .col(big_integer("authority_id"))
                .col(big_integer("contract_id"))
                .col(big_integer("outcome_id"))
                .col(integer("version"))
                .col(integer("number"))
                .col(date_null("ended_on"))
                .col(text_null("end_reason"))
                .foreign_key(ForeignKey::create().from("kpi", "authority_id").to("authority", "id"))
                .foreign_key(ForeignKey::create().from("kpi", "contract_id").to("contract", "id"))
                .foreign_key(ForeignKey::create().from("kpi", "outcome_id").to("contract_outcome", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "kpi", &["contract_id", "number"]).await
}

async fn kpi_version(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("kpi_version")
                .col(big_integer("id").primary_key())
                .col(big_integer("kpi_id"))
                .col(integer("number"))
                .col(date("from_on"))
                .col(text("title"))
                .col(text("kind"))
                .col(text("entered_by"))
                .col(text_null("people"))
                .col(text_null("definition"))
                .col(text_null("source"))
                .col(text_null("unit"))
                .col(text_null("numerator"))
                .col(text_null("denominator"))
                .col(big_integer_null("opening"))
                .col(integer_null("score_most"))
                .col(big_integer_null("baseline"))
                .col(date_null("baseline_on"))
                .col(big_integer_null("target"))
                .col(text_null("direction"))
                .col(big_integer_null("tolerance"))
                .col(text_null("tolerance_kind"))
                .col(text_null("gathers"))
                .col(integer_null("least_denominator"))
                .col(text_null("evidence"))
                .col(text_null("small_numbers"))
                .col(text_null("rated"))
                .col(text_null("red_rating"))
                .col(text_null("assumed"))
                .col(text_null("reason"))
                .col(timestamp_with_time_zone("at"))
                .col(big_integer_null("person_id"))
                .col(text("gaps"))
                .foreign_key(ForeignKey::create().from("kpi_version", "kpi_id").to("kpi", "id"))
                .foreign_key(ForeignKey::create().from("kpi_version", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "kpi_version", &["kpi_id", "number"]).await
}

async fn kpi_target(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("kpi_target")
                .col(big_integer("id").primary_key())
                .col(big_integer("kpi_id"))
                .col(big_integer("kpi_version_id"))
                .col(date("first_on"))
                .col(big_integer("target"))
                .foreign_key(ForeignKey::create().from("kpi_target", "kpi_id").to("kpi", "id"))
                .foreign_key(
                    ForeignKey::create().from("kpi_target", "kpi_version_id").to("kpi_version", "id"),
                )
                .to_owned(),
        )
        .await?;
    unique(manager, "kpi_target", &["kpi_version_id", "first_on"]).await
}
