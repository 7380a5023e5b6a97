//! `gatehouse tick`: what has to be done now and then, once. Serving does the same by itself: what time causes to contracts
//! and emails every minute, the sweep every hour.

use std::process::ExitCode;

use anyhow::bail;
use chrono::{DateTime, Utc};
use clap::Args;

use super::posting::{NO_MAIL, post_once};
use super::{MachineClock, Settings};
use crate::post::{Pace, Round};
use crate::store::{House, Vault};
use crate::watch::{self, look};
use crate::web::Clock;

/// What `tick` takes.
#[derive(Debug, Args)]
pub struct Tick {
    #[command(flatten)]
    settings: Settings,
    /// Do it as of this instant, such as 2026-11-21T09:00:00Z; for tests. A record that is not the demonstration refuses
    /// one in the future
    #[arg(long)]
    now: Option<DateTime<Utc>>,
}

/// Does to contracts what time causes, sends emails that wait, and takes files away that nothing names.
pub async fn run(tick: Tick, clock: MachineClock) -> anyhow::Result<ExitCode> {
    let settings = tick.settings;
    let store = settings.open_existing().await?;
    let demonstration = store.reader(House).is_demonstration().await?;
    // Lines of the future would keep everybody from writing until it has come.
    if tick.now.is_some_and(|now| now > clock()) && !demonstration {
        bail!("--now is in the future; only the demonstration can be taken there");
    }
    let now = tick.now.map_or(Clock::Machine(clock), Clock::Fixed);
    // The key tells whether it is the record that the files belong to.
    let store = match settings.key_file.as_deref() {
        Some(key_file) => settings.equip(store, key_file).await?,
        None => store.with_vault(Vault::of_files(settings.files()?)).await?,
    };
    // All are done, whatever becomes of the others; first what there may be emails about.
    let looked = look(&store, Pace { now: &|| now.now(), stop: &|| false }).await;
    let (posted, swept) = (post_once(&store, &settings, now).await, store.sweep(clock()).await);
    store.close().await?;
    let watch::Round { looked_at, changes, passed_over, failed } = looked?;
    println!(
        "{looked_at} contracts were looked at and {changes} changes written; {passed_over} are looked at again later."
    );
    if failed > 0 {
        println!("{failed} contracts could not be looked at; the log says why.");
    }
    match posted? {
        Some(Round { sent, refused, put_off }) => println!(
            "{sent} emails went out, {refused} were refused for good; the emails of {put_off} letters and reminders are \
             tried again later."
        ),
        None => println!("{NO_MAIL}"),
    }
    println!("{} files that nothing names were taken away.", swept?);
    Ok(ExitCode::SUCCESS)
}
