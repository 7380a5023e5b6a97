//! Tenders: lots, criteria, scale, conditions, published terms, questions, panel and opening.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date_null, integer, integer_null, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null,
};

use crate::{index, unique};

/// Tenders: lots, criteria, scale, conditions, published terms, questions, panel and opening.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("tender")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("authority_id"))
                    .col(big_integer("procurement_id"))
                    .col(integer("version"))
                    .col(text("stage"))
                    .col(text("reference"))
                    .col(text("title"))
                    .col(text_null("description"))
                    .col(text_null("cpv_codes"))
                    .col(big_integer_null("value"))
                    .col(text_null("contact"))
                    .col(text_null("lots_reason"))
                    .col(text_null("engagement_held"))
                    .col(text_null("engagement_note"))
                    .col(text_null("engagement_notice"))
                    .col(text_null("engagement_reason"))
                    .col(date_null("conflicts_on"))
                    .col(text_null("conflicts_by"))
                    .col(text_null("conflicts_note"))
                    .col(text_null("price_basis"))
                    .col(timestamp_with_time_zone_null("questions_until"))
                    .col(timestamp_with_time_zone_null("deadline"))
                    .col(text_null("period_reason"))
                    .col(date_null("award_planned"))
                    .col(text_null("notice_reference"))
                    .col(text_null("notice_link"))
                    .col(timestamp_with_time_zone_null("notice_published_at"))
                    .col(boolean("amending"))
                    .col(integer("terms_number"))
                    .col(timestamp_with_time_zone_null("published_at"))
                    .col(timestamp_with_time_zone_null("opened_at"))
                    .col(timestamp_with_time_zone_null("cancelled_at"))
                    .col(text_null("cancel_reason"))
                    .col(text_null("ending_notice"))
                    .col(timestamp_with_time_zone_null("closes_at"))
                    .col(text_null("public_key"))
                    .col(text_null("wrapped_key"))
                    .col(text("gaps"))
                    .foreign_key(ForeignKey::create().from("tender", "authority_id").to("authority", "id"))
                    .foreign_key(
                        ForeignKey::create().from("tender", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        unique(manager, "tender", &["reference"]).await?;
        index(manager, "tender", "authority_id").await?;
        index(manager, "tender", "procurement_id").await?;
        index(manager, "tender", "closes_at").await?;
        manager
            .create_table(
                Table::create()
                    .table("lot")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("tender_id"))
                    .col(integer("position"))
                    .col(text("title"))
                    .col(text_null("description"))
                    .col(date_null("starts_on"))
                    .col(integer_null("months"))
                    .col(integer_null("longest_months"))
                    .col(big_integer_null("value"))
                    .col(integer_null("price_years"))
                    .col(integer_null("price_weight"))
                    .col(integer_null("quality_weight"))
                    .col(text_null("formula"))
                    .col(big_integer_null("benchmark_floor"))
                    .col(big_integer_null("benchmark_ceiling"))
                    .col(big_integer_null("ceiling"))
                    .col(text_null("above_ceiling"))
                    .col(text_null("rank_on"))
                    .col(integer_null("overall_minimum"))
                    .col(text_null("minimum_disqualifies"))
                    .col(text("gaps"))
                    .foreign_key(ForeignKey::create().from("lot", "tender_id").to("tender", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "lot", "tender_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("criterion")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("tender_id"))
                    .col(integer("position"))
                    .col(big_integer("lot_id"))
                    .col(big_integer_null("parent_id"))
                    .col(big_integer_null("outcome_id"))
                    .col(text("title"))
                    .col(text_null("question"))
                    .col(integer_null("weight"))
                    .col(integer_null("word_limit"))
                    .col(integer_null("minimum"))
                    .col(text("gaps"))
                    .foreign_key(ForeignKey::create().from("criterion", "tender_id").to("tender", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "criterion", "tender_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("scale_step")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("tender_id"))
                    .col(integer("position"))
                    .col(integer("score"))
                    .col(text("label"))
                    .col(text("words"))
                    .col(text("gaps"))
                    .foreign_key(ForeignKey::create().from("scale_step", "tender_id").to("tender", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "scale_step", "tender_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("tie_break")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("tender_id"))
                    .col(integer("position"))
                    .col(big_integer("lot_id"))
                    .col(text("rule"))
                    .col(big_integer_null("criterion_id"))
                    .col(text("gaps"))
                    .foreign_key(ForeignKey::create().from("tie_break", "tender_id").to("tender", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "tie_break", "tender_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("condition")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("tender_id"))
                    .col(integer("position"))
                    .col(text("kind"))
                    .col(text("says"))
                    .col(text_null("evidence"))
                    .col(text("needed_by"))
                    .col(text("gaps"))
                    .foreign_key(ForeignKey::create().from("condition", "tender_id").to("tender", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "condition", "tender_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("sample_bid")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("tender_id"))
                    .col(integer("position"))
                    .col(big_integer("lot_id"))
                    .col(text("name"))
                    .col(big_integer("price"))
                    .col(integer("quality"))
                    .col(text("gaps"))
                    .foreign_key(ForeignKey::create().from("sample_bid", "tender_id").to("tender", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "sample_bid", "tender_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("tender_file")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("tender_id"))
                    .col(integer("position"))
                    .col(text("title"))
                    .col(text("name"))
                    .col(text("media"))
                    .col(big_integer("bytes"))
                    .col(text("sha256"))
                    .col(text("object"))
                    .col(boolean("withdrawn"))
                    .col(timestamp_with_time_zone("added_at"))
                    .col(big_integer("person_id"))
                    .foreign_key(ForeignKey::create().from("tender_file", "tender_id").to("tender", "id"))
                    .foreign_key(ForeignKey::create().from("tender_file", "person_id").to("person", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "tender_file", "tender_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("terms")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("tender_id"))
                    .col(integer("number"))
                    .col(text("text"))
                    .col(text("digest"))
                    .col(timestamp_with_time_zone("at"))
                    .col(big_integer("person_id"))
                    .col(text("notice_reference"))
                    .col(timestamp_with_time_zone("notice_published_at"))
                    .col(text_null("changed"))
                    .col(text_null("extends"))
                    .col(text_null("extends_reason"))
                    .foreign_key(ForeignKey::create().from("terms", "tender_id").to("tender", "id"))
                    .foreign_key(ForeignKey::create().from("terms", "person_id").to("person", "id"))
                    .to_owned(),
            )
            .await?;
        unique(manager, "terms", &["tender_id", "number"]).await?;
        manager
            .create_table(
                Table::create()
                    .table("opportunity")
                    .col(big_integer("tender_id").primary_key())
                    .col(big_integer("authority_id"))
                    .col(text("reference"))
                    .col(text("title"))
                    .col(text("description"))
                    .col(text("cpv_codes"))
                    .col(big_integer_null("value"))
                    .col(integer("lots"))
                    .col(timestamp_with_time_zone("closes_at"))
                    .col(timestamp_with_time_zone("published_at"))
                    .col(timestamp_with_time_zone("changed_at"))
                    .col(timestamp_with_time_zone_null("cancelled_at"))
                    .foreign_key(ForeignKey::create().from("opportunity", "tender_id").to("tender", "id"))
                    .foreign_key(
                        ForeignKey::create().from("opportunity", "authority_id").to("authority", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        unique(manager, "opportunity", &["reference"]).await?;
        index(manager, "opportunity", "closes_at").await?;
        index(manager, "opportunity", "published_at").await?;
        index(manager, "opportunity", "changed_at").await?;
        manager
            .create_table(
                Table::create()
                    .table("clarification")
                    .col(big_integer("id").primary_key())
                    .col(integer("version"))
                    .col(big_integer("tender_id"))
                    .col(integer("number"))
                    .col(big_integer("organisation_id"))
                    .col(big_integer("person_id"))
                    .col(timestamp_with_time_zone("asked_at"))
                    .col(text("question"))
                    .col(boolean("confidential"))
                    .col(text_null("confidential_reason"))
                    .col(text_null("stated"))
                    .col(text_null("answer"))
                    .col(text_null("audience"))
                    .col(text_null("audience_reason"))
                    .col(timestamp_with_time_zone_null("answered_at"))
                    .col(big_integer_null("answered_by"))
                    .foreign_key(ForeignKey::create().from("clarification", "tender_id").to("tender", "id"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("clarification", "organisation_id")
                            .to("organisation", "id"),
                    )
                    .foreign_key(ForeignKey::create().from("clarification", "person_id").to("person", "id"))
                    .to_owned(),
            )
            .await?;
        unique(manager, "clarification", &["tender_id", "number"]).await?;
        index(manager, "clarification", "organisation_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("follower")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("tender_id"))
                    .col(big_integer("organisation_id"))
                    .col(big_integer("person_id"))
                    .col(timestamp_with_time_zone("since"))
                    .foreign_key(ForeignKey::create().from("follower", "tender_id").to("tender", "id"))
                    .foreign_key(
                        ForeignKey::create().from("follower", "organisation_id").to("organisation", "id"),
                    )
                    .foreign_key(ForeignKey::create().from("follower", "person_id").to("person", "id"))
                    .to_owned(),
            )
            .await?;
        unique(manager, "follower", &["tender_id", "organisation_id"]).await?;
        index(manager, "follower", "organisation_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("reopening")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("tender_id"))
                    .col(timestamp_with_time_zone("at"))
                    .col(big_integer("person_id"))
                    .col(text("reason"))
                    .col(timestamp_with_time_zone("deadline_before"))
                    .col(timestamp_with_time_zone("until"))
                    .foreign_key(ForeignKey::create().from("reopening", "tender_id").to("tender", "id"))
                    .foreign_key(ForeignKey::create().from("reopening", "person_id").to("person", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "reopening", "tender_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("panel_member")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("tender_id"))
                    .col(big_integer("person_id"))
                    .col(text("seat"))
                    .col(timestamp_with_time_zone("since"))
                    .foreign_key(ForeignKey::create().from("panel_member", "tender_id").to("tender", "id"))
                    .foreign_key(ForeignKey::create().from("panel_member", "person_id").to("person", "id"))
                    .to_owned(),
            )
            .await?;
        unique(manager, "panel_member", &["tender_id", "person_id"]).await?;
        index(manager, "panel_member", "person_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("opening")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("tender_id"))
                    .col(big_integer("first_person_id"))
                    .col(timestamp_with_time_zone("first_at"))
                    .col(big_integer_null("second_person_id"))
                    .col(timestamp_with_time_zone_null("second_at"))
                    .foreign_key(ForeignKey::create().from("opening", "tender_id").to("tender", "id"))
                    .foreign_key(ForeignKey::create().from("opening", "first_person_id").to("person", "id"))
                    .foreign_key(ForeignKey::create().from("opening", "second_person_id").to("person", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "opening", "tender_id").await?;
        Ok(())
    }
}
