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
    let settings = tick.settings;
    let store = settings.open_existing().await?;
    // The key tells whether it is the record that the files belong to.
    let store = match settings.key_file.as_deref() {
        Some(key_file) => settings.equip(store, key_file).await?,
        None => store.with_vault(Vault::of_files(settings.files()?)).await?,
    };
    let swept = store.sweep(clock()).await?;
    store.close().await?;
    println!("{swept} files that nothing names were taken away.");
    Ok(ExitCode::SUCCESS)
}
