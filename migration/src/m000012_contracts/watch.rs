//! What is due, and how people are told.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date, date_null, integer, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null,
};

use super::together;
use crate::{index, unique};

/// All of them.
pub(super) async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    notice_due(manager).await?;
    reminder(manager).await?;
    reminder_mail(manager).await?;
    feed(manager).await?;
    saved_view(manager).await?;
    Ok(())
}

async fn notice_due(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("notice_due")
                .col(big_integer("id").primary_key())
                .col(big_integer("contract_id"))
                .col(big_integer("authority_id"))
                .col(text("once"))
                .col(text("kind"))
                .col(date("event_on"))
                .col(date_null("due_on"))
                .col(text("why"))
                .col(text_null("reference"))
                .col(date_null("published_on"))
                .col(text_null("not_needed"))
                .col(timestamp_with_time_zone("at"))
                .foreign_key(ForeignKey::create().from("notice_due", "contract_id").to("contract", "id"))
                .foreign_key(ForeignKey::create().from("notice_due", "authority_id").to("authority", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "notice_due", &["contract_id", "once"]).await?;
    together(manager, "notice_due", &["authority_id", "due_on", "id"]).await?;
    Ok(())
}

async fn reminder(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("reminder")
                .col(big_integer("id").primary_key())
                .col(big_integer("authority_id"))
                .col(big_integer("contract_id"))
                .col(text("once"))
                .col(date("on_day"))
                .col(text("says"))
                .col(text("path"))
                .col(timestamp_with_time_zone("at"))
                .col(integer("tries"))
                .col(timestamp_with_time_zone_null("lease_until"))
                .col(timestamp_with_time_zone_null("sent_at"))
                .foreign_key(ForeignKey::create().from("reminder", "authority_id").to("authority", "id"))
                .foreign_key(ForeignKey::create().from("reminder", "contract_id").to("contract", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "reminder", &["once"]).await?;
    together(manager, "reminder", &["authority_id", "at", "id"]).await?;
    index(manager, "reminder", "contract_id").await?;
    index(manager, "reminder", "sent_at").await?;
    Ok(())
}

async fn reminder_mail(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("reminder_mail")
                .col(big_integer("reminder_id"))
                .col(big_integer("person_id"))
                .col(timestamp_with_time_zone_null("sent_at"))
                .col(text_null("failed"))
                .primary_key(Index::create().col("reminder_id").col("person_id"))
                .foreign_key(ForeignKey::create().from("reminder_mail", "reminder_id").to("reminder", "id"))
                .foreign_key(ForeignKey::create().from("reminder_mail", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    index(manager, "reminder_mail", "person_id").await?;
    Ok(())
}

async fn feed(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("feed")
                .col(big_integer("id").primary_key())
                .col(big_integer("authority_id"))
                .col(big_integer("person_id"))
                .col(big_integer_null("contract_id"))
                .col(text("secret_sha256"))
                .col(timestamp_with_time_zone("made_at"))
                .col(timestamp_with_time_zone_null("revoked_at"))
                .foreign_key(ForeignKey::create().from("feed", "authority_id").to("authority", "id"))
                .foreign_key(ForeignKey::create().from("feed", "person_id").to("person", "id"))
                .foreign_key(ForeignKey::create().from("feed", "contract_id").to("contract", "id"))
                .to_owned(),
        )
        .await?;
    unique(manager, "feed", &["secret_sha256"]).await?;
    index(manager, "feed", "person_id").await?;
    Ok(())
}

async fn saved_view(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("saved_view")
                .col(big_integer("id").primary_key())
                .col(big_integer("authority_id"))
                .col(big_integer("person_id"))
                .col(text("name"))
                .col(text("query"))
                .col(boolean("shared"))
                .col(timestamp_with_time_zone("made_at"))
                .foreign_key(ForeignKey::create().from("saved_view", "authority_id").to("authority", "id"))
                .foreign_key(ForeignKey::create().from("saved_view", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    index(manager, "saved_view", "authority_id").await?;
    Ok(())
}
