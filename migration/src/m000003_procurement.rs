//! A procurement: what is asked once.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, date_null, integer, integer_null, text, text_null,
};

use crate::index;

/// A procurement: what is asked once.
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
        Ok(())
    }
}
