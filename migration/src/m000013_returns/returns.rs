//! What is returned: figures, submissions, questions, evidence, corrections.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date, integer, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};

use crate::{index, together, unique};

/// All of them.
pub(super) async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    contract_return(manager).await?;
    return_figure(manager).await?;
    return_submission(manager).await?;
    return_query(manager).await?;
    return_evidence(manager).await?;
    figure_correction(manager).await?;
    Ok(())
}

async fn contract_return(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("contract_return")
                .col(big_integer("id").primary_key())
                .col(big_integer("authority_id"))
                .col(big_integer("contract_id"))
                .col(big_integer_null("organisation_id"))
                .col(integer("version"))
                .col(integer("number"))
                .col(date("first_on"))
                .col(date("last_on"))
                .col(date("due_on"))
                .col(text("stage"))
                .col(timestamp_with_time_zone("opened_at"))
                .col(text_null("note"))
                .col(big_integer_null("prepared_by"))
                .col(timestamp_with_time_zone_null("prepared_at"))
                .col(text_null("came_from"))
                .col(big_integer_null("declined_by"))
                .col(text_null("declined_reason"))
                .col(boolean("nil"))
                .col(text_null("nil_reason"))
                .col(integer("submissions"))
                .col(timestamp_with_time_zone_null("submitted_at"))
                .col(timestamp_with_time_zone_null("returned_at"))
                .col(text_null("returned_reason"))
                .col(timestamp_with_time_zone_null("accepted_at"))
                .col(big_integer_null("accepted_by"))
                .col(timestamp_with_time_zone_null("closed_at"))
                .col(text_null("closed_reason"))
                .foreign_key(
                    ForeignKey::create().from("contract_return", "authority_id").to("authority", "id"),
                )
                .foreign_key(ForeignKey::create().from("contract_return", "contract_id").to("contract", "id"))
                .foreign_key(
                    ForeignKey::create().from("contract_return", "organisation_id").to("organisation", "id"),
                )
                .foreign_key(ForeignKey::create().from("contract_return", "prepared_by").to("person", "id"))
                .foreign_key(ForeignKey::create().from("contract_return", "declined_by").to("person", "id"))
                .foreign_key(ForeignKey::create().from("contract_return", "accepted_by").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "contract_return", &["contract_id", "number"]).await?;
    index(manager, "contract_return", "organisation_id").await?;
    together(manager, "contract_return", &["authority_id", "stage", "due_on"]).await
}

async fn return_figure(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("return_figure")
                .col(big_integer("id").primary_key())
                .col(big_integer("return_id"))
                .col(big_integer("contract_id"))
                .col(big_integer("kpi_id"))
                .col(big_integer("kpi_version_id"))
                .col(big_integer_null("count"))
                .col(big_integer_null("new_this_year"))
                .col(big_integer_null("numerator"))
                .col(big_integer_null("denominator"))
                .col(big_integer_null("opening"))
                .col(big_integer_null("added"))
                .col(big_integer_null("closed"))
                .col(big_integer_null("closing"))
                .col(text_null("yes"))
                .col(big_integer_null("score"))
                .col(text_null("words"))
                .col(text_null("none_reason"))
                .col(text_null("comment"))
                .col(text_null("reason"))
                .col(text("came"))
                .col(timestamp_with_time_zone("at"))
                .col(big_integer("person_id"))
                .foreign_key(
                    ForeignKey::create().from("return_figure", "return_id").to("contract_return", "id"),
                )
                .foreign_key(ForeignKey::create().from("return_figure", "contract_id").to("contract", "id"))
                .foreign_key(ForeignKey::create().from("return_figure", "kpi_id").to("kpi", "id"))
                .foreign_key(
                    ForeignKey::create().from("return_figure", "kpi_version_id").to("kpi_version", "id"),
                )
                .foreign_key(ForeignKey::create().from("return_figure", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "return_figure", &["return_id", "kpi_id"]).await?;
    index(manager, "return_figure", "contract_id").await
}

async fn return_submission(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("return_submission")
                .col(big_integer("id").primary_key())
                .col(big_integer("return_id"))
                .col(integer("number"))
                .col(timestamp_with_time_zone("at"))
                .col(boolean("late"))
                .col(big_integer("prepared_by"))
                .col(big_integer("person_id"))
                .col(text("document"))
                .col(text("digest"))
                .foreign_key(
                    ForeignKey::create().from("return_submission", "return_id").to("contract_return", "id"),
                )
                .foreign_key(ForeignKey::create().from("return_submission", "prepared_by").to("person", "id"))
                .foreign_key(ForeignKey::create().from("return_submission", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "return_submission", &["return_id", "number"]).await
}

async fn return_query(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("return_query")
                .col(big_integer("id").primary_key())
                .col(big_integer("return_id"))
                .col(big_integer("kpi_id"))
                .col(integer("submission"))
                .col(text("question"))
                .col(timestamp_with_time_zone("asked_at"))
                .col(big_integer("asked_by"))
                .col(text_null("answer"))
                .col(timestamp_with_time_zone_null("answered_at"))
                .col(big_integer_null("answered_by"))
                .foreign_key(
                    ForeignKey::create().from("return_query", "return_id").to("contract_return", "id"),
                )
                .foreign_key(ForeignKey::create().from("return_query", "kpi_id").to("kpi", "id"))
                .foreign_key(ForeignKey::create().from("return_query", "asked_by").to("person", "id"))
                .foreign_key(ForeignKey::create().from("return_query", "answered_by").to("person", "id"))
                .to_owned(),
        )
        .await?;
    index(manager, "return_query", "return_id").await
}

async fn return_evidence(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("return_evidence")
                .col(big_integer("id").primary_key())
                .col(big_integer("return_id"))
                .col(big_integer_null("kpi_id"))
                .col(text("title"))
                .col(text("name"))
                .col(text("media"))
                .col(big_integer("bytes"))
                .col(text("sha256"))
                .col(text("object"))
                .col(timestamp_with_time_zone("added_at"))
                .col(big_integer("person_id"))
                .col(boolean("withdrawn"))
                .foreign_key(
                    ForeignKey::create().from("return_evidence", "return_id").to("contract_return", "id"),
                )
                .foreign_key(ForeignKey::create().from("return_evidence", "kpi_id").to("kpi", "id"))
                .foreign_key(ForeignKey::create().from("return_evidence", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    index(manager, "return_evidence", "return_id").await
}

async fn figure_correction(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("figure_correction")
                .col(big_integer("id").primary_key())
                .col(big_integer("return_id"))
                .col(big_integer("contract_id"))
                .col(big_integer("kpi_id"))
                .col(big_integer("figure_id"))
                .col(integer("number"))
                .col(text("standing"))
                .col(text("before"))
                .col(text("after"))
                .col(text("reason"))
                .col(timestamp_with_time_zone("proposed_at"))
                .col(big_integer("proposed_by"))
                .col(timestamp_with_time_zone_null("decided_at"))
                .col(big_integer_null("decided_by"))
                .col(text_null("decided_reason"))
                .foreign_key(
                    ForeignKey::create().from("figure_correction", "return_id").to("contract_return", "id"),
                )
                .foreign_key(
                    ForeignKey::create().from("figure_correction", "contract_id").to("contract", "id"),
                )
                .foreign_key(ForeignKey::create().from("figure_correction", "kpi_id").to("kpi", "id"))
                .foreign_key(
                    ForeignKey::create().from("figure_correction", "figure_id").to("return_figure", "id"),
                )
                .foreign_key(ForeignKey::create().from("figure_correction", "proposed_by").to("person", "id"))
                .foreign_key(ForeignKey::create().from("figure_correction", "decided_by").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "figure_correction", &["figure_id", "number"]).await?;
    index(manager, "figure_correction", "contract_id").await
}
