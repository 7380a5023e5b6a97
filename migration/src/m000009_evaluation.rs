//! The evaluation of bids: panel, conflicts, labels, scores, moderation, sign-off.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date, date_null, integer, integer_null, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null,
};

use crate::{index, unique};

/// The evaluation of bids: panel, conflicts, labels, scores, moderation, sign-off.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        scoring(manager).await?;
        seat_question(manager).await?;
        seat_release(manager).await?;
        conflict_declaration(manager).await?;
        bid_label(manager).await?;
        bid_exit(manager).await?;
        score_sheet(manager).await?;
        score(manager).await?;
        moderation(manager).await?;
        moderated_score(manager).await?;
        bidder_query(manager).await?;
        lot_evaluation(manager).await?;
        let says = Table::alter().table("lot").add_column(text_null("if_winner_fails")).to_owned();
        manager.alter_table(says).await
    }
}

async fn scoring(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("scoring")
                .col(big_integer("id").primary_key())
                .col(integer("version"))
                .col(big_integer("tender_id"))
                .col(boolean("masked"))
                .col(text("low_rule"))
                .col(integer_null("low_share"))
                .col(timestamp_with_time_zone("begun_at"))
                .col(big_integer("person_id"))
                .foreign_key(ForeignKey::create().from("scoring", "tender_id").to("tender", "id"))
                .foreign_key(ForeignKey::create().from("scoring", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "scoring", &["tender_id"]).await
}

async fn seat_question(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("seat_question")
                .col(big_integer("id").primary_key())
                .col(big_integer("tender_id"))
                .col(big_integer("panel_member_id"))
                .col(big_integer("criterion_id"))
                .col(timestamp_with_time_zone("since"))
                .foreign_key(ForeignKey::create().from("seat_question", "tender_id").to("tender", "id"))
                .foreign_key(
                    ForeignKey::create().from("seat_question", "panel_member_id").to("panel_member", "id"),
                )
                .foreign_key(ForeignKey::create().from("seat_question", "criterion_id").to("criterion", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "seat_question", &["panel_member_id", "criterion_id"]).await?;
    index(manager, "seat_question", "tender_id").await
}

async fn seat_release(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("seat_release")
                .col(big_integer("id").primary_key())
                .col(big_integer("tender_id"))
                .col(big_integer("panel_member_id"))
                .col(timestamp_with_time_zone("at"))
                .col(big_integer("person_id"))
                .col(text("reason"))
                .col(big_integer_null("replaced_by"))
                .foreign_key(ForeignKey::create().from("seat_release", "tender_id").to("tender", "id"))
                .foreign_key(
                    ForeignKey::create().from("seat_release", "panel_member_id").to("panel_member", "id"),
                )
                .foreign_key(ForeignKey::create().from("seat_release", "person_id").to("person", "id"))
                .foreign_key(
                    ForeignKey::create().from("seat_release", "replaced_by").to("panel_member", "id"),
                )
                .to_owned(),
        )
        .await?;
    unique(manager, "seat_release", &["panel_member_id"]).await?;
    index(manager, "seat_release", "tender_id").await
}

async fn conflict_declaration(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("conflict_declaration")
                .col(big_integer("id").primary_key())
                .col(big_integer("tender_id"))
                .col(big_integer("person_id"))
                .col(integer("position"))
                .col(text("bidders"))
                .col(text("conflicted"))
                .col(text_null("says"))
                .col(timestamp_with_time_zone("at"))
                .col(text_null("decision"))
                .col(text_null("decision_reason"))
                .col(big_integer_null("decided_by"))
                .col(timestamp_with_time_zone_null("decided_at"))
                .foreign_key(
                    ForeignKey::create().from("conflict_declaration", "tender_id").to("tender", "id"),
                )
                .foreign_key(
                    ForeignKey::create().from("conflict_declaration", "person_id").to("person", "id"),
                )
                .foreign_key(
                    ForeignKey::create().from("conflict_declaration", "decided_by").to("person", "id"),
                )
                .to_owned(),
        )
        .await?;
    unique(manager, "conflict_declaration", &["tender_id", "person_id", "position"]).await
}

async fn bid_label(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("bid_label")
                .col(big_integer("id").primary_key())
                .col(big_integer("tender_id"))
                .col(big_integer("bid_id"))
                .col(text("label"))
                .foreign_key(ForeignKey::create().from("bid_label", "tender_id").to("tender", "id"))
                .foreign_key(ForeignKey::create().from("bid_label", "bid_id").to("bid", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "bid_label", &["bid_id"]).await?;
    unique(manager, "bid_label", &["tender_id", "label"]).await
}

async fn bid_exit(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("bid_exit")
                .col(big_integer("id").primary_key())
                .col(big_integer("tender_id"))
                .col(big_integer("bid_id"))
                .col(text("kind"))
                .col(text("reason"))
                .col(timestamp_with_time_zone("at"))
                .col(big_integer("person_id"))
                .foreign_key(ForeignKey::create().from("bid_exit", "tender_id").to("tender", "id"))
                .foreign_key(ForeignKey::create().from("bid_exit", "bid_id").to("bid", "id"))
                .foreign_key(ForeignKey::create().from("bid_exit", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "bid_exit", &["bid_id"]).await?;
    index(manager, "bid_exit", "tender_id").await
}

async fn score_sheet(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("score_sheet")
                .col(big_integer("id").primary_key())
                .col(integer("version"))
                .col(big_integer("tender_id"))
                .col(big_integer("lot_id"))
                .col(big_integer("bid_id"))
                .col(big_integer("person_id"))
                .col(timestamp_with_time_zone("started_at"))
                .col(text("salt"))
                .col(timestamp_with_time_zone_null("locked_at"))
                .col(text_null("digest"))
                .foreign_key(ForeignKey::create().from("score_sheet", "tender_id").to("tender", "id"))
                .foreign_key(ForeignKey::create().from("score_sheet", "lot_id").to("lot", "id"))
                .foreign_key(ForeignKey::create().from("score_sheet", "bid_id").to("bid", "id"))
                .foreign_key(ForeignKey::create().from("score_sheet", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "score_sheet", &["person_id", "bid_id"]).await?;
    index(manager, "score_sheet", "tender_id").await?;
    index(manager, "score_sheet", "bid_id").await
}

async fn score(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("score")
                .col(big_integer("id").primary_key())
                .col(big_integer("sheet_id"))
                .col(big_integer("criterion_id"))
                .col(integer_null("score"))
                .col(text_null("reason"))
                .col(timestamp_with_time_zone("saved_at"))
                .foreign_key(ForeignKey::create().from("score", "sheet_id").to("score_sheet", "id"))
                .foreign_key(ForeignKey::create().from("score", "criterion_id").to("criterion", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "score", &["sheet_id", "criterion_id"]).await
}

async fn moderation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("moderation")
                .col(big_integer("id").primary_key())
                .col(integer("version"))
                .col(big_integer("tender_id"))
                .col(big_integer("lot_id"))
                .col(big_integer("criterion_id"))
                .col(timestamp_with_time_zone("opened_at"))
                .col(big_integer("person_id"))
                .col(date_null("held_on"))
                .col(text_null("attended"))
                .col(text_null("minutes"))
                .foreign_key(ForeignKey::create().from("moderation", "tender_id").to("tender", "id"))
                .foreign_key(ForeignKey::create().from("moderation", "lot_id").to("lot", "id"))
                .foreign_key(ForeignKey::create().from("moderation", "criterion_id").to("criterion", "id"))
                .foreign_key(ForeignKey::create().from("moderation", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "moderation", &["criterion_id"]).await?;
    index(manager, "moderation", "tender_id").await
}

async fn moderated_score(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("moderated_score")
                .col(big_integer("id").primary_key())
                .col(big_integer("moderation_id"))
                .col(big_integer("bid_id"))
                .col(integer("score"))
                .col(text("reason"))
                .col(text_null("move_reason"))
                .col(timestamp_with_time_zone("at"))
                .col(big_integer("person_id"))
                .foreign_key(
                    ForeignKey::create().from("moderated_score", "moderation_id").to("moderation", "id"),
                )
                .foreign_key(ForeignKey::create().from("moderated_score", "bid_id").to("bid", "id"))
                .foreign_key(ForeignKey::create().from("moderated_score", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "moderated_score", &["moderation_id", "bid_id"]).await?;
    index(manager, "moderated_score", "bid_id").await
}

async fn bidder_query(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("bidder_query")
                .col(big_integer("id").primary_key())
                .col(integer("version"))
                .col(big_integer("tender_id"))
                .col(big_integer("bid_id"))
                .col(big_integer_null("criterion_id"))
                .col(text("question"))
                .col(timestamp_with_time_zone("asked_at"))
                .col(big_integer("person_id"))
                .col(date("respond_by"))
                .col(text_null("answer"))
                .col(timestamp_with_time_zone_null("answered_at"))
                .col(big_integer_null("answered_by"))
                .foreign_key(ForeignKey::create().from("bidder_query", "tender_id").to("tender", "id"))
                .foreign_key(ForeignKey::create().from("bidder_query", "bid_id").to("bid", "id"))
                .foreign_key(ForeignKey::create().from("bidder_query", "criterion_id").to("criterion", "id"))
                .foreign_key(ForeignKey::create().from("bidder_query", "person_id").to("person", "id"))
                .foreign_key(ForeignKey::create().from("bidder_query", "answered_by").to("person", "id"))
                .to_owned(),
        )
        .await?;
    index(manager, "bidder_query", "tender_id").await?;
    index(manager, "bidder_query", "bid_id").await
}

async fn lot_evaluation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("lot_evaluation")
                .col(big_integer("id").primary_key())
                .col(integer("version"))
                .col(big_integer("tender_id"))
                .col(big_integer("lot_id"))
                .col(timestamp_with_time_zone_null("signed_at"))
                .col(big_integer_null("signed_by"))
                .col(timestamp_with_time_zone_null("prices_at"))
                .col(big_integer_null("prices_by"))
                .col(boolean("what_if_kept"))
                .foreign_key(ForeignKey::create().from("lot_evaluation", "tender_id").to("tender", "id"))
                .foreign_key(ForeignKey::create().from("lot_evaluation", "lot_id").to("lot", "id"))
                .foreign_key(ForeignKey::create().from("lot_evaluation", "signed_by").to("person", "id"))
                .foreign_key(ForeignKey::create().from("lot_evaluation", "prices_by").to("person", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "lot_evaluation", &["lot_id"]).await?;
    index(manager, "lot_evaluation", "tender_id").await
}
