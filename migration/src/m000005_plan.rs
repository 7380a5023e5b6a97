//! The plan of a procurement: outcomes, options, risks, people asked, clearance and decision.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, date, date_null, integer, integer_null, text, text_null, timestamp_with_time_zone,
};

use crate::index;

/// The plan of a procurement: outcomes, options, risks, people asked, clearance and decision.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("outcome")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text("says"))
                    .col(text_null("measured_by"))
                    .col(text_null("measured_when"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("outcome", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "outcome", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("appraised_option")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text("title"))
                    .col(text_null("risks"))
                    .col(text_null("benefits"))
                    .col(text_null("strengths"))
                    .col(integer_null("rank"))
                    .col(text_null("combines"))
                    .col(text_null("recommended"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("appraised_option", "procurement_id")
                            .to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "appraised_option", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("risk")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text("title"))
                    .col(text_null("describes"))
                    .col(text_null("category"))
                    .col(text_null("likelihood"))
                    .col(text_null("impact"))
                    .col(text_null("mitigation"))
                    .col(text("gaps"))
                    .foreign_key(ForeignKey::create().from("risk", "procurement_id").to("procurement", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "risk", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("consultation")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text_null("kind"))
                    .col(text_null("state"))
                    .col(text("says"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("consultation", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "consultation", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("implication")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(big_integer("heading_id"))
                    .col(text_null("says"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("implication", "procurement_id").to("procurement", "id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("implication", "heading_id")
                            .to("implication_heading", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "implication", "procurement_id").await?;
        index(manager, "implication", "heading_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("milestone")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text("step"))
                    .col(date_null("on_day"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("milestone", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "milestone", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("attachment")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text_null("kind"))
                    .col(text("title"))
                    .col(text_null("link"))
                    .col(text_null("exempt"))
                    .col(integer_null("exempt_paragraph"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("attachment", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "attachment", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("clearance")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(integer("round"))
                    .col(text("kind"))
                    .col(text("answer"))
                    .col(text_null("comment"))
                    .col(big_integer("person_id"))
                    .col(timestamp_with_time_zone("at"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("clearance", "procurement_id").to("procurement", "id"),
                    )
                    .foreign_key(ForeignKey::create().from("clearance", "person_id").to("person", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "clearance", "procurement_id").await?;
        index(manager, "clearance", "person_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("decision")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text("answer"))
                    .col(text("taken_by"))
                    .col(date("taken_on"))
                    .col(text("says"))
                    .col(text("reasons"))
                    .col(text_null("alternatives"))
                    .col(text_null("interests"))
                    .col(text_null("conditions"))
                    .col(text_null("delegated_to"))
                    .col(text_null("consulting"))
                    .col(date_null("published_on"))
                    .col(text("call_in"))
                    .col(date_null("call_in_ends_on"))
                    .col(text_null("call_in_outcome"))
                    .col(big_integer("person_id"))
                    .col(timestamp_with_time_zone("at"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("decision", "procurement_id").to("procurement", "id"),
                    )
                    .foreign_key(ForeignKey::create().from("decision", "person_id").to("person", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "decision", "procurement_id").await?;
        index(manager, "decision", "person_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("measure")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(big_integer("outcome_id"))
                    .col(text("says"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("measure", "procurement_id").to("procurement", "id"),
                    )
                    .foreign_key(ForeignKey::create().from("measure", "outcome_id").to("outcome", "id"))
                    .to_owned(),
            )
            .await?;
        index(manager, "measure", "procurement_id").await?;
        index(manager, "measure", "outcome_id").await?;
        Ok(())
    }
}
