//! Bids: sealed parts, submissions, opened bids, checks; letters; what an organisation declares.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date_null, integer, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};

use crate::{index, unique};

/// Bids: sealed parts, submissions, opened bids, checks; letters; what an organisation declares.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("bid")
                    .col(big_integer("id").primary_key())
                    .col(integer("version"))
                    .col(big_integer("tender_id"))
                    .col(big_integer("lot_id"))
                    .col(big_integer("organisation_id"))
                    .col(text("stage"))
                    .col(timestamp_with_time_zone("started_at"))
                    .col(integer("submissions"))
                    .col(timestamp_with_time_zone_null("submitted_at"))
                    .foreign_key(ForeignKey::create().from("bid", "tender_id").to("tender", "id"))
                    .foreign_key(ForeignKey::create().from("bid", "lot_id").to("lot", "id"))
                    .foreign_key(ForeignKey::create().from("bid", "organisation_id").to("organisation", "id"))
                    .to_owned(),
            )
            .await?;
        unique(manager, "bid", &["lot_id", "organisation_id"]).await?;
        index(manager, "bid", "tender_id").await?;
        index(manager, "bid", "organisation_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("bid_part")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("bid_id"))
                    .col(text("kind"))
                    .col(big_integer_null("about"))
                    .col(boolean("current"))
                    .col(text("object"))
                    .col(big_integer("bytes"))
                    .col(text("sealed_sha256"))
                    .col(text("digest"))
                    .col(timestamp_with_time_zone("sealed_at"))
                    .col(big_integer("person_id"))
                    .foreign_key(ForeignKey::create().from("bid_part", "bid_id").to("bid", "id"))
                    .foreign_key(ForeignKey::create().from("bid_part", "person_id").to("person", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "bid_part", "bid_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("submission")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("bid_id"))
                    .col(integer("number"))
                    .col(timestamp_with_time_zone("at"))
                    .col(big_integer("person_id"))
                    .col(integer("terms_number"))
                    .col(text("manifest"))
                    .col(text("digest"))
                    .col(timestamp_with_time_zone_null("withdrawn_at"))
                    .foreign_key(ForeignKey::create().from("submission", "bid_id").to("bid", "id"))
                    .foreign_key(ForeignKey::create().from("submission", "person_id").to("person", "id"))
                    .to_owned(),
            )
            .await?;
        unique(manager, "submission", &["bid_id", "number"]).await?;
        manager
            .create_table(
                Table::create()
                    .table("opened_bid")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("opening_id"))
                    .col(big_integer("bid_id"))
                    .col(big_integer("submission_id"))
                    .col(text("name"))
                    .col(text("digest"))
                    .foreign_key(ForeignKey::create().from("opened_bid", "opening_id").to("opening", "id"))
                    .foreign_key(ForeignKey::create().from("opened_bid", "bid_id").to("bid", "id"))
                    .foreign_key(
                        ForeignKey::create().from("opened_bid", "submission_id").to("submission", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        unique(manager, "opened_bid", &["opening_id", "bid_id"]).await?;
        index(manager, "opened_bid", "bid_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("late_bid")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("tender_id"))
                    .col(big_integer("bid_id"))
                    .col(big_integer("person_id"))
                    .col(timestamp_with_time_zone("at"))
                    .col(timestamp_with_time_zone("deadline"))
                    .foreign_key(ForeignKey::create().from("late_bid", "tender_id").to("tender", "id"))
                    .foreign_key(ForeignKey::create().from("late_bid", "bid_id").to("bid", "id"))
                    .foreign_key(ForeignKey::create().from("late_bid", "person_id").to("person", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "late_bid", "tender_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("bid_check")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("bid_id"))
                    .col(integer("position"))
                    .col(text("kind"))
                    .col(big_integer_null("condition_id"))
                    .col(text("subject"))
                    .col(text("outcome"))
                    .col(text_null("finding"))
                    .col(text_null("asked"))
                    .col(timestamp_with_time_zone_null("asked_at"))
                    .col(date_null("respond_by"))
                    .col(text_null("response"))
                    .col(timestamp_with_time_zone_null("responded_at"))
                    .col(text_null("reason"))
                    .col(timestamp_with_time_zone_null("decided_at"))
                    .col(big_integer_null("decided_by"))
                    .col(date_null("notify_by"))
                    .col(text_null("notified"))
                    .foreign_key(ForeignKey::create().from("bid_check", "bid_id").to("bid", "id"))
                    .foreign_key(ForeignKey::create().from("bid_check", "decided_by").to("person", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "bid_check", "bid_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("letter")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("organisation_id"))
                    .col(big_integer_null("tender_id"))
                    .col(text("once"))
                    .col(text("subject"))
                    .col(text("says"))
                    .col(text("path"))
                    .col(timestamp_with_time_zone("at"))
                    .col(integer("tries"))
                    .col(timestamp_with_time_zone_null("lease_until"))
                    .col(timestamp_with_time_zone_null("sent_at"))
                    .foreign_key(
                        ForeignKey::create().from("letter", "organisation_id").to("organisation", "id"),
                    )
                    .foreign_key(ForeignKey::create().from("letter", "tender_id").to("tender", "id"))
                    .to_owned(),
            )
            .await?;
        unique(manager, "letter", &["once"]).await?;
        index(manager, "letter", "organisation_id").await?;
        index(manager, "letter", "sent_at").await?;
        for column in [
            "sme",
            "vcse",
            "address",
            "contact_name",
            "contact_email",
            "identifier",
            "mandatory_grounds",
            "mandatory_note",
            "discretionary_grounds",
            "discretionary_note",
            "public_key",
            "wrapped_key",
        ] {
            let add = Table::alter().table("organisation").add_column(text_null(column)).to_owned();
            manager.alter_table(add).await?;
        }
        manager
            .alter_table(Table::alter().table("organisation").add_column(date_null("declared_on")).to_owned())
            .await?;
        manager
            .alter_table(Table::alter().table("house").add_column(text_null("server_key")).to_owned())
            .await?;
        Ok(())
    }
}
