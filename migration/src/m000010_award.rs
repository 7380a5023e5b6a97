//! From opened prices to a signed contract: rankings, draws, awards, what bidders are told.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, date, date_null, integer, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};

use crate::{index, unique};

/// From opened prices to a signed contract: rankings, draws, awards, what bidders are told.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        bid_price(manager).await?;
        low_price(manager).await?;
        ranking(manager).await?;
        draw(manager).await?;
        award(manager).await?;
        redaction(manager).await?;
        assessment_summary(manager).await
    }
}

async fn bid_price(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("bid_price")
                .col(big_integer("id").primary_key())
                .col(big_integer("tender_id"))
                .col(big_integer("lot_id"))
                .col(big_integer("bid_id"))
                .col(big_integer("total"))
                .col(text("schedule"))
                .col(timestamp_with_time_zone("at"))
                .foreign_key(ForeignKey::create().from("bid_price", "tender_id").to("tender", "id"))
                .foreign_key(ForeignKey::create().from("bid_price", "lot_id").to("lot", "id"))
                .foreign_key(ForeignKey::create().from("bid_price", "bid_id").to("bid", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "bid_price", &["bid_id"]).await?;
    index(manager, "bid_price", "lot_id").await
}

async fn low_price(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("low_price")
                .col(big_integer("id").primary_key())
                .col(big_integer("tender_id"))
                .col(big_integer("lot_id"))
                .col(big_integer("bid_id"))
                .col(text("flagged"))
                .col(text("asked"))
                .col(timestamp_with_time_zone("asked_at"))
                .col(big_integer("asked_by"))
                .col(date("respond_by"))
                .col(text_null("answer"))
                .col(timestamp_with_time_zone_null("answered_at"))
                .col(big_integer_null("answered_by"))
                .col(text_null("outcome"))
                .col(text_null("reason"))
                .col(timestamp_with_time_zone_null("decided_at"))
                .col(big_integer_null("decided_by"))
                .foreign_key(ForeignKey::create().from("low_price", "tender_id").to("tender", "id"))
                .foreign_key(ForeignKey::create().from("low_price", "lot_id").to("lot", "id"))
                .foreign_key(ForeignKey::create().from("low_price", "bid_id").to("bid", "id"))
                .foreign_key(ForeignKey::create().from("low_price", "asked_by").to("person", "id"))
                .foreign_key(ForeignKey::create().from("low_price", "answered_by").to("person", "id"))
                .foreign_key(ForeignKey::create().from("low_price", "decided_by").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "low_price", &["bid_id"]).await?;
    index(manager, "low_price", "lot_id").await
}

async fn ranking(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("ranking")
                .col(big_integer("id").primary_key())
                .col(big_integer("tender_id"))
                .col(big_integer("lot_id"))
                .col(integer("number"))
                .col(text("result"))
                .col(text("digest"))
                .col(timestamp_with_time_zone("at"))
                .col(big_integer("person_id"))
                .foreign_key(ForeignKey::create().from("ranking", "tender_id").to("tender", "id"))
                .foreign_key(ForeignKey::create().from("ranking", "lot_id").to("lot", "id"))
                .foreign_key(ForeignKey::create().from("ranking", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "ranking", &["lot_id", "number"]).await?;
    index(manager, "ranking", "tender_id").await
}

async fn draw(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("draw")
                .col(big_integer("id").primary_key())
                .col(big_integer("tender_id"))
                .col(big_integer("ranking_id"))
                .col(date("held_on"))
                .col(text("witnesses"))
                .col(text("drawn"))
                .col(timestamp_with_time_zone("at"))
                .col(big_integer("person_id"))
                .foreign_key(ForeignKey::create().from("draw", "tender_id").to("tender", "id"))
                .foreign_key(ForeignKey::create().from("draw", "ranking_id").to("ranking", "id"))
                .foreign_key(ForeignKey::create().from("draw", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "draw", &["ranking_id"]).await?;
    index(manager, "draw", "tender_id").await
}

async fn award(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("award")
                .col(big_integer("id").primary_key())
                .col(integer("version"))
                .col(big_integer("tender_id"))
                .col(big_integer("lot_id"))
                .col(integer("number"))
                .col(text("kind"))
                .col(big_integer_null("ranking_id"))
                .col(big_integer_null("bid_id"))
                .col(text_null("ground"))
                .col(text("taken_by"))
                .col(text_null("delegated_by"))
                .col(text_null("delegation"))
                .col(date("taken_on"))
                .col(text("says"))
                .col(text("reasons"))
                .col(text_null("alternatives"))
                .col(text_null("interests"))
                .col(date_null("published_on"))
                .col(text("call_in"))
                .col(date_null("call_in_ends_on"))
                .col(text_null("call_in_outcome"))
                .col(timestamp_with_time_zone("recorded_at"))
                .col(big_integer("person_id"))
                .col(timestamp_with_time_zone_null("told_at"))
                .col(text_null("notice_reference"))
                .col(date_null("notice_on"))
                .col(text_null("standstill"))
                .col(date_null("standstill_ends_on"))
                .col(date_null("challenged_on"))
                .col(text_null("challenge"))
                .col(date_null("challenge_ended_on"))
                .col(text_null("challenge_outcome"))
                .col(date_null("signed_on"))
                .col(date_null("after_notice_by"))
                .col(text_null("after_notice"))
                .col(date_null("failed_on"))
                .col(text_null("failure"))
                .col(text_null("failure_reason"))
                .foreign_key(ForeignKey::create().from("award", "tender_id").to("tender", "id"))
                .foreign_key(ForeignKey::create().from("award", "lot_id").to("lot", "id"))
                .foreign_key(ForeignKey::create().from("award", "ranking_id").to("ranking", "id"))
                .foreign_key(ForeignKey::create().from("award", "bid_id").to("bid", "id"))
                .foreign_key(ForeignKey::create().from("award", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "award", &["lot_id", "number"]).await?;
    index(manager, "award", "tender_id").await
}

async fn redaction(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("redaction")
                .col(big_integer("id").primary_key())
                .col(big_integer("award_id"))
                .col(big_integer("criterion_id"))
                .col(text("marked"))
                .col(timestamp_with_time_zone("at"))
                .col(big_integer("person_id"))
                .foreign_key(ForeignKey::create().from("redaction", "award_id").to("award", "id"))
                .foreign_key(ForeignKey::create().from("redaction", "criterion_id").to("criterion", "id"))
                .foreign_key(ForeignKey::create().from("redaction", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "redaction", &["award_id", "criterion_id"]).await
}

async fn assessment_summary(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("assessment_summary")
                .col(big_integer("id").primary_key())
                .col(big_integer("award_id"))
                .col(big_integer("bid_id"))
                .col(big_integer("letter_id"))
                .col(text("text"))
                .col(text("digest"))
                .col(timestamp_with_time_zone("at"))
                .foreign_key(ForeignKey::create().from("assessment_summary", "award_id").to("award", "id"))
                .foreign_key(ForeignKey::create().from("assessment_summary", "bid_id").to("bid", "id"))
                .foreign_key(ForeignKey::create().from("assessment_summary", "letter_id").to("letter", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "assessment_summary", &["award_id", "bid_id"]).await?;
    index(manager, "assessment_summary", "bid_id").await
}
