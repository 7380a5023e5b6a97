//! Authorities, their settings, providers, people and how they sign in.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date, date_null, integer, integer_null, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null,
};

use crate::index;

/// Authorities, their settings, providers, people and how they sign in.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("authority")
                    .col(big_integer("id").primary_key())
                    .col(integer("version"))
                    .col(text("name"))
                    .col(text("report_style"))
                    .col(text("accent"))
                    .col(big_integer_null("key_decision_pence"))
                    .col(integer_null("call_in_days"))
                    .col(text("risk_layout"))
                    .col(boolean("clears_legal"))
                    .col(boolean("clears_finance"))
                    .col(boolean("clears_equality"))
                    .col(text("gaps"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("risk_level")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("authority_id"))
                    .col(integer("position"))
                    .col(text("axis"))
                    .col(text("code"))
                    .col(text("label"))
                    .foreign_key(
                        ForeignKey::create().from("risk_level", "authority_id").to("authority", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "risk_level", "authority_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("approver_tier")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("authority_id"))
                    .col(integer("position"))
                    .col(big_integer_null("up_to_pence"))
                    .col(text("body"))
                    .foreign_key(
                        ForeignKey::create().from("approver_tier", "authority_id").to("authority", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "approver_tier", "authority_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("implication_heading")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("authority_id"))
                    .col(integer("position"))
                    .col(text("title"))
                    .col(text("guidance"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("implication_heading", "authority_id")
                            .to("authority", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "implication_heading", "authority_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("meeting")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("authority_id"))
                    .col(integer("position"))
                    .col(text("body"))
                    .col(date("meets_on"))
                    .col(date_null("agenda_on"))
                    .col(date_null("reports_by"))
                    .foreign_key(ForeignKey::create().from("meeting", "authority_id").to("authority", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "meeting", "authority_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("retention")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("authority_id"))
                    .col(integer("position"))
                    .col(text("kind"))
                    .col(integer("months"))
                    .foreign_key(ForeignKey::create().from("retention", "authority_id").to("authority", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "retention", "authority_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("organisation")
                    .col(big_integer("id").primary_key())
                    .col(integer("version"))
                    .col(text("name"))
                    .col(text("kind"))
                    .col(text_null("registered_number"))
                    .col(text("gaps"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("person")
                    .col(big_integer("id").primary_key())
                    .col(integer("version"))
                    .col(big_integer_null("authority_id"))
                    .col(big_integer_null("organisation_id"))
                    .col(text("email").unique_key())
                    .col(text("name"))
                    .col(boolean("disabled"))
                    .foreign_key(ForeignKey::create().from("person", "authority_id").to("authority", "id"))
                    .foreign_key(
                        ForeignKey::create().from("person", "organisation_id").to("organisation", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "person", "authority_id").await?;
        index(manager, "person", "organisation_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("person_role")
                    .col(big_integer("person_id"))
                    .col(text("role"))
                    .primary_key(Index::create().col("person_id").col("role"))
                    .foreign_key(ForeignKey::create().from("person_role", "person_id").to("person", "id"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("sign_in")
                    .col(big_integer("person_id").primary_key())
                    .col(text_null("password_hash"))
                    .col(integer("failures"))
                    .col(timestamp_with_time_zone_null("locked_until"))
                    .foreign_key(ForeignKey::create().from("sign_in", "person_id").to("person", "id"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("session")
                    .col(text("token_hash").primary_key())
                    .col(big_integer("person_id"))
                    .col(text("csrf"))
                    .col(timestamp_with_time_zone("opened_at"))
                    .col(timestamp_with_time_zone("seen_at"))
                    .foreign_key(ForeignKey::create().from("session", "person_id").to("person", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "session", "person_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("invitation")
                    .col(text("token_hash").primary_key())
                    .col(big_integer("person_id"))
                    .col(timestamp_with_time_zone("expires_at"))
                    .col(timestamp_with_time_zone_null("used_at"))
                    .foreign_key(ForeignKey::create().from("invitation", "person_id").to("person", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "invitation", "person_id").await?;
        Ok(())
    }
}
