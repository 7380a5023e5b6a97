//! `gatehouse verify`: whether the record of actions holds.

use std::process::ExitCode;

use clap::Args;

use super::Settings;
use crate::store::House;

/// What `verify` takes.
#[derive(Debug, Args)]
pub struct Verify {
    #[command(flatten)]
    settings: Settings,
}

/// Walks the chain; says how many lines it has, or names the first that does not hold.
pub async fn run(verify: Verify) -> anyhow::Result<ExitCode> {
    let store = verify.settings.open_existing().await?;
    let answer = store.reader(House).verify().await?;
    store.close().await?;
    Ok(match answer {
        Ok(verified) => {
            println!("The record holds: {} lines, the newest is {}.", verified.lines, verified.head);
            if verified.disposed > 0 {
                println!(
                    "The details of {} lines have been disposed of, as the record says.",
                    verified.disposed
                );
            }
            ExitCode::SUCCESS
        }
        Err(broken) => {
            println!("Line {} does not hold: {}.", broken.line, broken.why);
            ExitCode::FAILURE
        }
    })
}
