//! `gatehouse tick`: what has to be done now and then, once. Serving does the same every hour.

use std::process::ExitCode;

use clap::Args;

use super::{MachineClock, Settings};
use crate::store::Vault;

/// What `tick` takes.
#[derive(Debug, Args)]
pub struct Tick {
    #[command(flatten)]
    settings: Settings,
}

/// Takes files away that nothing names.
pub async fn run(tick: Tick, clock: MachineClock) -> anyhow::Result<ExitCode> {
    let store = tick.settings.open_existing().await?;
    let store = store.with_vault(Vault::of_files(tick.settings.files()?)).await?;
    let swept = store.sweep(clock()).await?;
    store.close().await?;
    println!("{swept} files that nothing names were taken away.");
    Ok(ExitCode::SUCCESS)
}
