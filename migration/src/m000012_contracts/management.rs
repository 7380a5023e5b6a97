//! Its management: meetings, risks, plans, people, papers.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date_null, integer, text, text_null, timestamp_with_time_zone,
};

use crate::index;

/// All of them.
pub(super) async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    review_meeting(manager).await?;
    review_action(manager).await?;
    contract_risk(manager).await?;
    improvement_plan(manager).await?;
    default_notice(manager).await?;
    contact(manager).await?;
    contract_document(manager).await?;
    plan_item(manager).await?;
    Ok(())
}

async fn review_meeting(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("review_meeting")
                .col(big_integer("id").primary_key())
                .col(big_integer("contract_id"))
                .col(integer("position"))
                .col(date_null("held_on"))
                .col(text_null("attended"))
                .col(text_null("minutes"))
                .col(text("gaps"))
                .foreign_key(ForeignKey::create().from("review_meeting", "contract_id").to("contract", "id"))
                .to_owned(),
        )
        .await?;
    index(manager, "review_meeting", "contract_id").await?;
    Ok(())
}

async fn review_action(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("review_action")
                .col(big_integer("id").primary_key())
                .col(big_integer("contract_id"))
                .col(integer("position"))
                .col(text("says"))
                .col(date_null("agreed_on"))
                .col(text_null("owner"))
                .col(date_null("due_on"))
                .col(date_null("done_on"))
                .col(text_null("outcome"))
                .col(text("gaps"))
                .foreign_key(ForeignKey::create().from("review_action", "contract_id").to("contract", "id"))
                .to_owned(),
        )
        .await?;
    index(manager, "review_action", "contract_id").await?;
    Ok(())
}

async fn contract_risk(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("contract_risk")
                .col(big_integer("id").primary_key())
                .col(big_integer("contract_id"))
                .col(integer("position"))
                .col(text("title"))
                .col(text_null("describes"))
                .col(text_null("category"))
                .col(text_null("likelihood"))
                .col(text_null("impact"))
                .col(text_null("mitigation"))
                .col(text_null("owner"))
                .col(text_null("standing"))
                .col(big_integer_null("from_risk_id"))
                .col(text("gaps"))
                .foreign_key(ForeignKey::create().from("contract_risk", "contract_id").to("contract", "id"))
                .foreign_key(ForeignKey::create().from("contract_risk", "from_risk_id").to("risk", "id"))
                .to_owned(),
        )
        .await?;
    index(manager, "contract_risk", "contract_id").await?;
    Ok(())
}

async fn improvement_plan(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("improvement_plan")
                .col(big_integer("id").primary_key())
                .col(big_integer("contract_id"))
                .col(integer("position"))
                .col(text("title"))
                .col(text_null("reason"))
                .col(text_null("action"))
                .col(text_null("owner"))
                .col(text_null("measure"))
                .col(date_null("begun_on"))
                .col(date_null("due_on"))
                .col(text_null("standing"))
                .col(date_null("closed_on"))
                .col(text_null("outcome"))
                .col(text("gaps"))
                .foreign_key(
                    ForeignKey::create().from("improvement_plan", "contract_id").to("contract", "id"),
                )
                .to_owned(),
        )
        .await?;
    index(manager, "improvement_plan", "contract_id").await?;
    Ok(())
}

async fn default_notice(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("default_notice")
                .col(big_integer("id").primary_key())
                .col(big_integer("contract_id"))
                .col(integer("position"))
                .col(text("title"))
                .col(text_null("clause"))
                .col(date_null("issued_on"))
                .col(date_null("remedy_by"))
                .col(text_null("standing"))
                .col(date_null("remedied_on"))
                .col(text_null("outcome"))
                .col(text("gaps"))
                .foreign_key(ForeignKey::create().from("default_notice", "contract_id").to("contract", "id"))
                .to_owned(),
        )
        .await?;
    index(manager, "default_notice", "contract_id").await?;
    Ok(())
}

async fn contact(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("contact")
                .col(big_integer("id").primary_key())
                .col(big_integer("contract_id"))
                .col(integer("position"))
                .col(text("side"))
                .col(text("title"))
                .col(text_null("duty"))
                .col(text_null("email"))
                .col(text_null("phone"))
                .col(text("gaps"))
                .foreign_key(ForeignKey::create().from("contact", "contract_id").to("contract", "id"))
                .to_owned(),
        )
        .await?;
    index(manager, "contact", "contract_id").await?;
    Ok(())
}

async fn contract_document(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("contract_document")
                .col(big_integer("id").primary_key())
                .col(big_integer("contract_id"))
                .col(integer("position"))
                .col(text("kind"))
                .col(text("title"))
                .col(text("name"))
                .col(text("media"))
                .col(big_integer("bytes"))
                .col(text("sha256"))
                .col(text("object"))
                .col(timestamp_with_time_zone("added_at"))
                .col(boolean("withdrawn"))
                .col(big_integer("person_id"))
                .foreign_key(
                    ForeignKey::create().from("contract_document", "contract_id").to("contract", "id"),
                )
                .foreign_key(ForeignKey::create().from("contract_document", "person_id").to("person", "id"))
                .to_owned(),
        )
        .await?;
    index(manager, "contract_document", "contract_id").await?;
    Ok(())
}

async fn plan_item(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("plan_item")
                .col(big_integer("id").primary_key())
                .col(big_integer("contract_id"))
                .col(integer("position"))
                .col(text("kind"))
                .col(text("step"))
                .col(text_null("owner"))
                .col(date_null("due_on"))
                .col(date_null("done_on"))
                .col(text_null("note"))
                .col(text("gaps"))
                .foreign_key(ForeignKey::create().from("plan_item", "contract_id").to("contract", "id"))
                .to_owned(),
        )
        .await?;
    index(manager, "plan_item", "contract_id").await?;
    Ok(())
}
