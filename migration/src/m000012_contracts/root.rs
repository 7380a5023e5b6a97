//! The agreement: its term, what is decided at each break, how it is varied.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date, date_null, integer, integer_null, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null,
};
use sea_orm_migration::sea_orm::DbBackend;

use super::together;
use crate::{index, unique};

/// All of them.
pub(super) async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    index_series(manager).await?;
    index_value(manager).await?;
    contract(manager).await?;
    contract_period(manager).await?;
    contract_decision(manager).await?;
    contract_step(manager).await?;
    contract_variation(manager).await?;
    Ok(())
}

async fn index_series(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("index_series")
                .col(big_integer("id").primary_key())
                .col(big_integer("authority_id"))
                .col(integer("position"))
                .col(text("name"))
                .col(text("reference_period"))
                .col(text_null("link"))
                .foreign_key(ForeignKey::create().from("index_series", "authority_id").to("authority", "id"))
                .to_owned(),
        )
        .await?;
    index(manager, "index_series", "authority_id").await?;
    Ok(())
}

async fn index_value(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("index_value")
                .col(big_integer("id").primary_key())
                .col(big_integer("authority_id"))
                .col(big_integer("series_id"))
                .col(date("month"))
                .col(big_integer("value"))
                .foreign_key(ForeignKey::create().from("index_value", "authority_id").to("authority", "id"))
                .foreign_key(ForeignKey::create().from("index_value", "series_id").to("index_series", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "index_value", &["series_id", "month"]).await?;
    index(manager, "index_value", "authority_id").await?;
    Ok(())
}

async fn contract(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("contract")
                .col(big_integer("id").primary_key())
                .col(big_integer("authority_id"))
                .col(integer("version"))
                .col(text("stage"))
                .col(text("reference"))
                .col(text("title"))
                .col(text_null("description"))
                .col(text_null("department"))
                .col(big_integer_null("manager_id"))
                .col(big_integer_null("procurement_id"))
                .col(big_integer_null("tender_id"))
                .col(big_integer_null("lot_id"))
                .col(big_integer_null("award_id"))
                .col(big_integer_null("organisation_id"))
                .col(text("supplier"))
                .col(text_null("supplier_number"))
                .col(text_null("supplier_address"))
                .col(text_null("supplier_sme"))
                .col(text_null("supplier_vcse"))
                .col(text_null("procured"))
                .col(date_null("commenced_on"))
                .col(text_null("category"))
                .col(text_null("cpv_codes"))
                .col(text_null("health_answer"))
                .col(text_null("vat"))
                .col(big_integer_null("value"))
                .col(big_integer_null("irrecoverable_vat"))
                .col(date_null("signed_on"))
                .col(date_null("starts_on"))
                .col(date_null("review_on"))
                .col(text_null("returns_every"))
                .col(text_null("returns_from"))
                .col(integer_null("returns_due"))
                .col(big_integer_null("index_series_id"))
                .col(integer_null("index_month"))
                .col(integer_null("index_cap"))
                .col(integer_null("index_collar"))
                .col(integer_null("index_assumed"))
                .col(text_null("index_note"))
                .col(big_integer_null("value_now"))
                .col(big_integer("spent"))
                .col(date_null("ends_on"))
                .col(date_null("longest_on"))
                .col(date_null("next_on"))
                .col(text_null("next_what"))
                .col(big_integer_null("next_period_id"))
                .col(boolean("next_loud").default(false))
                .col(timestamp_with_time_zone_null("begun_at"))
                .col(date_null("ended_on"))
                .col(text_null("end_kind"))
                .col(text_null("end_reason"))
                .col(date_null("looked_on"))
                .col(integer_null("looked_settings"))
                .col(text("gaps"))
                .foreign_key(ForeignKey::create().from("contract", "authority_id").to("authority", "id"))
                .foreign_key(ForeignKey::create().from("contract", "manager_id").to("person", "id"))
                .foreign_key(ForeignKey::create().from("contract", "procurement_id").to("procurement", "id"))
                .foreign_key(ForeignKey::create().from("contract", "tender_id").to("tender", "id"))
                .foreign_key(ForeignKey::create().from("contract", "lot_id").to("lot", "id"))
                .foreign_key(ForeignKey::create().from("contract", "award_id").to("award", "id"))
                .foreign_key(
                    ForeignKey::create().from("contract", "organisation_id").to("organisation", "id"),
                )
                .foreign_key(
                    ForeignKey::create().from("contract", "index_series_id").to("index_series", "id"),
                )
                .to_owned(),
        )
        .await?;
    computed(manager).await?;
    unique(manager, "contract", &["authority_id", "reference"]).await?;
    unique(manager, "contract", &["award_id"]).await?;
    together(manager, "contract", &["authority_id", "stage", "next_loud", "next_on", "id"]).await?;
    for order in ["title_key", "supplier_key", "ends_on", "next_on", "listed_value"] {
        in_order(manager, order).await?;
    }
    together(manager, "contract", &["authority_id", "words", "id"]).await?;
    together(manager, "contract", &["authority_id", "stage", "looked_on", "looked_settings", "id"]).await?;
    together(manager, "contract", &["authority_id", "department"]).await?;
    index(manager, "contract", "organisation_id").await?;
    index(manager, "contract", "manager_id").await?;
    index(manager, "contract", "procurement_id").await?;
    Ok(())
}

/// What the database computes from other columns, so that no rule need keep it up. SQLite reads such a column out of an
/// index alone only if it is not stored; PostgreSQL knows only stored ones before its version 18.
async fn computed(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let stored = manager.get_database_backend() == DbBackend::Postgres;
    let columns = [
        (text_null("title_key"), "lower(title)"),
        (text_null("supplier_key"), "lower(supplier)"),
        (text_null("words"), "lower(reference || ' ' || title || ' ' || supplier)"),
        (big_integer_null("listed_value"), "coalesce(value_now, value)"),
    ];
    for (mut column, from) in columns {
        let computed = column.generated(Expr::cust(from), stored).to_owned();
        manager.alter_table(Table::alter().table("contract").add_column(computed).to_owned()).await?;
    }
    Ok(())
}

/// The register is read in this order. Whatever it is filtered by stands in the same index, so that a rare thing is found
/// without looking at every row.
async fn in_order(manager: &SchemaManager<'_>, order: &'static str) -> Result<(), DbErr> {
    let mut index = Index::create().name(format!("contract_by_{order}")).table("contract").to_owned();
    index.col("authority_id").col(order).col("id");
    let filters = ["stage", "department", "manager_id", "ends_on", "next_on", "listed_value"];
    for filter in filters.into_iter().filter(|filter| *filter != order) {
        index.col(filter);
    }
    manager.create_index(index).await
}

async fn contract_period(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("contract_period")
                .col(big_integer("id").primary_key())
                .col(big_integer("contract_id"))
                .col(integer("position"))
                .col(integer_null("months"))
                .col(date_null("last_day"))
                .col(text_null("ends_with"))
                .col(integer_null("notice"))
                .col(text_null("notice_unit"))
                .col(text_null("notice_by"))
                .col(text_null("notice_form"))
                .col(integer_null("deemed"))
                .col(text_null("deemed_in"))
                .col(text("gaps"))
                .foreign_key(ForeignKey::create().from("contract_period", "contract_id").to("contract", "id"))
                .to_owned(),
        )
        .await?;
    index(manager, "contract_period", "contract_id").await?;
    Ok(())
}

async fn contract_decision(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("contract_decision")
                .col(big_integer("id").primary_key())
                .col(big_integer("contract_id"))
                .col(big_integer("period_id"))
                .col(integer("number"))
                .col(text("answer"))
                .col(text("taken_by"))
                .col(text_null("delegated_by"))
                .col(text_null("delegation"))
                .col(date("taken_on"))
                .col(text("says"))
                .col(text("reasons"))
                .col(date("published_on"))
                .col(text("call_in"))
                .col(date_null("call_in_ends_on"))
                .col(text_null("call_in_outcome"))
                .col(timestamp_with_time_zone("recorded_at"))
                .col(big_integer("person_id"))
                .col(date_null("withdrawn_on"))
                .col(text_null("withdrawn_reason"))
                .col(date_null("notice_on"))
                .col(text_null("notice_how"))
                .col(date_null("received_on"))
                .col(big_integer_null("noticed_by"))
                .foreign_key(
                    ForeignKey::create().from("contract_decision", "contract_id").to("contract", "id"),
                )
                .foreign_key(
                    ForeignKey::create().from("contract_decision", "period_id").to("contract_period", "id"),
                )
                .foreign_key(ForeignKey::create().from("contract_decision", "person_id").to("person", "id"))
                .foreign_key(ForeignKey::create().from("contract_decision", "noticed_by").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "contract_decision", &["period_id", "number"]).await?;
    index(manager, "contract_decision", "contract_id").await?;
    Ok(())
}

async fn contract_step(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("contract_step")
                .col(big_integer("id").primary_key())
                .col(big_integer("contract_id"))
                .col(big_integer("period_id"))
                .col(text("step"))
                .col(date("done_on"))
                .col(text_null("reference"))
                .col(timestamp_with_time_zone("at"))
                .col(big_integer("person_id"))
                .foreign_key(ForeignKey::create().from("contract_step", "contract_id").to("contract", "id"))
                .foreign_key(
                    ForeignKey::create().from("contract_step", "period_id").to("contract_period", "id"),
                )
                .foreign_key(ForeignKey::create().from("contract_step", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "contract_step", &["period_id", "step"]).await?;
    index(manager, "contract_step", "contract_id").await?;
    Ok(())
}

async fn contract_variation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("contract_variation")
                .col(big_integer("id").primary_key())
                .col(big_integer("contract_id"))
                .col(integer("number"))
                .col(text("reason"))
                .col(text("ground"))
                .col(text_null("ground_note"))
                .col(text("scope_changes"))
                .col(text("favours_supplier"))
                .col(date("agreed_on"))
                .col(date("effective_on"))
                .col(big_integer("value_change"))
                .col(big_integer_null("value_after"))
                .col(big_integer_null("period_id"))
                .col(integer_null("months_before"))
                .col(integer_null("months_after"))
                .col(date_null("last_day_before"))
                .col(date_null("last_day_after"))
                .col(text_null("supplier_before"))
                .col(text_null("supplier_after"))
                .col(text_null("notice_reference"))
                .col(timestamp_with_time_zone("at"))
                .col(big_integer("person_id"))
                .foreign_key(
                    ForeignKey::create().from("contract_variation", "contract_id").to("contract", "id"),
                )
                .foreign_key(
                    ForeignKey::create().from("contract_variation", "period_id").to("contract_period", "id"),
                )
                .foreign_key(ForeignKey::create().from("contract_variation", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "contract_variation", &["contract_id", "number"]).await?;
    Ok(())
}
