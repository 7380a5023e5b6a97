//! A procurement and everything a report says of it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, date, date_null, integer, integer_null, text, text_null,
    timestamp_with_time_zone,
};

use crate::index;

/// A procurement and everything a report says of it.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("procurement")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("authority_id"))
                    .col(integer("version"))
                    .col(text("stage"))
                    .col(integer("clearance_round"))
                    .col(text("reference").unique_key())
                    .col(text("title"))
                    .col(text_null("decision_type"))
                    .col(text_null("report_status"))
                    .col(text_null("body"))
                    .col(date_null("meets_on"))
                    .col(text_null("wards"))
                    .col(text_null("significant_wards"))
                    .col(text_null("portfolio_holder"))
                    .col(text_null("directors"))
                    .col(text_null("report_from"))
                    .col(text_null("lead_officer"))
                    .col(text_null("report_author"))
                    .col(text_null("summary"))
                    .col(text_null("policy_framework"))
                    .col(text_null("background"))
                    .col(text_null("need"))
                    .col(text_null("models_considered"))
                    .col(text_null("proposal"))
                    .col(text_null("wider_programme"))
                    .col(text_null("partnership"))
                    .col(text_null("timetable_note"))
                    .col(text_null("service_model"))
                    .col(big_integer_null("annual_value"))
                    .col(big_integer_null("total_value"))
                    .col(text_null("vat"))
                    .col(text_null("indexation"))
                    .col(date_null("starts_on"))
                    .col(date_null("ends_on"))
                    .col(text_null("term_wording"))
                    .col(text_null("external_funding"))
                    .col(text_null("finance"))
                    .col(text_null("guarantee"))
                    .col(text_null("dependency"))
                    .col(text_null("statutory_basis"))
                    .col(text_null("outcomes_note"))
                    .col(text_null("procurement_lead"))
                    .col(text_null("contract_management"))
                    .col(text_null("market"))
                    .col(text_null("options_note"))
                    .col(text_null("preferred_option"))
                    .col(text_null("route"))
                    .col(text_null("route_note"))
                    .col(integer_null("price_weight"))
                    .col(integer_null("quality_weight"))
                    .col(text_null("risk_note"))
                    .col(text_null("current_risk"))
                    .col(text_null("residual_risk"))
                    .col(text_null("category"))
                    .col(text_null("cpv_codes"))
                    .col(date_null("commences_planned"))
                    .col(date_null("commenced_on"))
                    .col(text_null("health_answer"))
                    .col(text_null("health_reason"))
                    .col(text_null("footnote"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("procurement", "authority_id").to("authority", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "procurement", "authority_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("recommendation")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text("says"))
                    .col(text_null("delegate"))
                    .col(text_null("consulting"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("recommendation", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "recommendation", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("reason")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text("says"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("reason", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "reason", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("statistic")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text("measures"))
                    .col(big_integer_null("low"))
                    .col(big_integer_null("high"))
                    .col(text_null("unit"))
                    .col(integer_null("base"))
                    .col(text_null("base_of"))
                    .col(text_null("period"))
                    .col(text_null("place"))
                    .col(text_null("qualifier"))
                    .col(text_null("source"))
                    .col(text_null("link"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("statistic", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "statistic", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("service_gap")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text("says"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("service_gap", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "service_gap", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("capacity")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text("measures"))
                    .col(big_integer_null("low"))
                    .col(big_integer_null("high"))
                    .col(text_null("unit"))
                    .col(text_null("of"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("capacity", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "capacity", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("earlier_decision")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text("body"))
                    .col(text_null("decided_when"))
                    .col(text("decided"))
                    .col(text_null("recommended"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("earlier_decision", "procurement_id")
                            .to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "earlier_decision", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("funding")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text("source"))
                    .col(text_null("owner"))
                    .col(text_null("year"))
                    .col(big_integer_null("amount"))
                    .col(integer_null("share"))
                    .col(text_null("secured"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("funding", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "funding", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("term_period")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(integer_null("months"))
                    .col(text_null("ends_with"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("term_period", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "term_period", "procurement_id").await?;
        manager
            .create_table(
                Table::create()
                    .table("cost_avoidance")
                    .col(big_integer("id").primary_key())
                    .col(big_integer("procurement_id"))
                    .col(integer("position"))
                    .col(text("measures"))
                    .col(big_integer_null("evaluated_rate"))
                    .col(big_integer_null("modelled_rate"))
                    .col(big_integer_null("unit_cost"))
                    .col(integer_null("years"))
                    .col(big_integer_null("gross"))
                    .col(big_integer_null("net"))
                    .col(text_null("basis"))
                    .col(text_null("source"))
                    .col(text_null("link"))
                    .col(text("gaps"))
                    .foreign_key(
                        ForeignKey::create().from("cost_avoidance", "procurement_id").to("procurement", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        index(manager, "cost_avoidance", "procurement_id").await?;
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
