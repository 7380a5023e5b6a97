//! The schema, step by step. A step that has landed is never changed; a new one follows it.

use sea_orm_migration::prelude::*;
pub use sea_orm_migration::{MigrationTrait, MigratorTrait};

mod m000001_house;
mod m000002_people;
mod m000003_procurement;
mod m000004_case;
mod m000005_plan;
mod m000006_reports;
mod m000007_tenders;
mod m000008_bids;
mod m000009_evaluation;
mod m000010_award;
mod m000011_outbox;
mod m000012_contracts;
mod m000013_returns;

/// All steps, oldest first.
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m000001_house::Migration),
            Box::new(m000002_people::Migration),
            Box::new(m000003_procurement::Migration),
            Box::new(m000004_case::Migration),
            Box::new(m000005_plan::Migration),
            Box::new(m000006_reports::Migration),
            Box::new(m000007_tenders::Migration),
            Box::new(m000008_bids::Migration),
            Box::new(m000009_evaluation::Migration),
            Box::new(m000010_award::Migration),
            Box::new(m000011_outbox::Migration),
            Box::new(m000012_contracts::Migration),
            Box::new(m000013_returns::Migration),
        ]
    }
}

/// An index on one column, named after it.
async fn index(manager: &SchemaManager<'_>, table: &'static str, column: &'static str) -> Result<(), DbErr> {
    let name = format!("{table}_{column}");
    manager.create_index(Index::create().name(name).table(table).col(column).to_owned()).await
}

/// No two rows alike in all of these columns; it serves queries by the first as well.
async fn unique(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    let mut index =
        Index::create().name(format!("{table}_{}", columns.join("_"))).table(table).unique().to_owned();
    for column in columns {
        index.col(*column);
    }
    manager.create_index(index).await
}

/// An index on columns together, for lists that are sorted by the second within the first.
async fn together(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    let mut index = Index::create().name(format!("{table}_{}", columns.join("_"))).table(table).to_owned();
    for column in columns {
        index.col(*column);
    }
    manager.create_index(index).await
}
