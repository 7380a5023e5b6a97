//! `gatehouse migrate`: the schema brought up to date.

use std::process::ExitCode;

use clap::Args;

use super::Settings;

/// What `migrate` takes.
#[derive(Debug, Args)]
pub struct Migrate {
    #[command(flatten)]
    settings: Settings,
}

/// Opens the record, which brings its schema up to date.
pub async fn run(migrate: Migrate) -> anyhow::Result<ExitCode> {
    migrate.settings.open().await?.close().await?;
    println!("The database is up to date.");
    Ok(ExitCode::SUCCESS)
}
