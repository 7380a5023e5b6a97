//! `gatehouse verify`: whether the record of actions holds, or a receipt, or a case file.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{Settings, case, receipt};
use crate::store::{House, Vault};

/// What `verify` takes.
#[derive(Debug, Args)]
pub struct Verify {
    #[command(flatten)]
    settings: Settings,
    /// Check a bidder's receipt instead, against the record or against an exported one
    #[arg(long)]
    receipt: Option<PathBuf>,
    /// Check a case file instead, as `gatehouse case` writes it; then neither database nor files are needed
    #[arg(long, conflicts_with = "receipt")]
    case: Option<PathBuf>,
    /// The exported record, as `gatehouse record` writes it; then neither database nor files are needed
    #[arg(long, requires = "receipt")]
    record: Option<PathBuf>,
}

/// Walks the chain and reads every file; says how many lines it has, or names the first that does not hold.
pub async fn run(verify: Verify) -> anyhow::Result<ExitCode> {
    if let Some(folder) = &verify.case {
        return case::check(folder);
    }
    if let Some(file) = &verify.receipt {
        return receipt::check(file, verify.record.as_deref(), &verify.settings).await;
    }
    let store = verify.settings.open_existing().await?;
    let store = store.with_vault(Vault::of_files(verify.settings.files()?)).await?;
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
            if let Some(files) = verified.files.filter(|files| *files > 0) {
                println!("Its {files} files are there, and as they were kept.");
            }
            ExitCode::SUCCESS
        }
        Err(broken) => {
            println!("Line {} does not hold: {}.", broken.line, broken.why);
            ExitCode::FAILURE
        }
    })
}
