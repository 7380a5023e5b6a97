//! The outbox: whom an email about a letter went to, and who has read a letter.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null,
};

use crate::index;

/// The outbox: whom an email about a letter went to, and who has read a letter.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("mail")
                    .col(big_integer("letter_id"))
                    .col(big_integer("person_id"))
                    .col(timestamp_with_time_zone_null("sent_at"))
                    .col(text_null("failed"))
                    .primary_key(Index::create().col("letter_id").col("person_id"))
                    .foreign_key(ForeignKey::create().from("mail", "letter_id").to("letter", "id"))
                    .foreign_key(ForeignKey::create().from("mail", "person_id").to("person", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "mail", "person_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("letter_read")
                    .col(big_integer("letter_id"))
                    .col(big_integer("person_id"))
                    .col(timestamp_with_time_zone("at"))
                    .primary_key(Index::create().col("letter_id").col("person_id"))
                    .foreign_key(ForeignKey::create().from("letter_read", "letter_id").to("letter", "id"))
                    .foreign_key(ForeignKey::create().from("letter_read", "person_id").to("person", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "letter_read", "person_id").await?;
        index(manager, "letter", "tender_id").await
    }
}
