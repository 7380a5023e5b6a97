//! `gatehouse tick`: what has to be done now and then, once. Serving does the same by itself: emails every minute, the
//! sweep every hour.

use std::process::ExitCode;

use clap::Args;

use super::posting::{NO_MAIL, post_once};
use super::{MachineClock, Settings};
use crate::post::Round;
use crate::store::Vault;

/// What `tick` takes.
#[derive(Debug, Args)]
pub struct Tick {
    #[command(flatten)]
    settings: Settings,
}

/// Sends emails about letters that wait, and takes files away that nothing names.
pub async fn run(tick: Tick, clock: MachineClock) -> anyhow::Result<ExitCode> {
    let settings = tick.settings;
    let store = settings.open_existing().await?;
    // The key tells whether it is the record that the files belong to.
    let store = match settings.key_file.as_deref() {
        Some(key_file) => settings.equip(store, key_file).await?,
        None => store.with_vault(Vault::of_files(settings.files()?)).await?,
    };
    // Both are done, whatever becomes of the other.
    let (posted, swept) = (post_once(&store, &settings, clock).await, store.sweep(clock()).await);
    store.close().await?;
    match posted? {
        Some(Round { sent, refused, put_off }) => println!(
            "{sent} emails about letters went out, {refused} were refused for good; the emails of {put_off} letters \
             are tried again later."
        ),
        None => println!("{NO_MAIL}"),
    }
    println!("{} files that nothing names were taken away.", swept?);
    Ok(ExitCode::SUCCESS)
}
