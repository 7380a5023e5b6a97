//! `gatehouse verify --receipt`: whether a receipt holds, and is in the record.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use rules::bid::Receipt;
use rules::law::clock::long_instant;

use super::{Settings, record};
use crate::store::House;
use crate::store::chain::{Header, line_hash};

/// Checks a receipt within itself, then against exported headers, or against the record where none are given.
pub(super) async fn check(
    receipt: &Path,
    exported: Option<&Path>,
    settings: &Settings,
) -> anyhow::Result<ExitCode> {
    let text = std::fs::read_to_string(receipt)
        .with_context(|| format!("{} could not be read", receipt.display()))?;
    let receipt = Receipt::read(&text).with_context(|| format!("{} is not a receipt", receipt.display()))?;
    if let Some(why) = contradiction(&receipt) {
        println!("The receipt does not hold. {why}");
        return Ok(ExitCode::FAILURE);
    }
    let found = match exported {
        Some(file) => record::find(file, receipt.line.seq)?,
        None => in_record(receipt.line.seq, settings).await?,
    };
    if found.is_none_or(|found| found.hash != receipt.line.hash) {
        println!(
            "The receipt holds in itself, but the record has another line {}, or none.",
            receipt.line.seq
        );
        return Ok(ExitCode::FAILURE);
    }
    let about = &receipt.about;
    println!(
        "The receipt holds: {} submitted bid {} for {}, lot “{}”, submission {}, at {}. It is line {} of the record.",
        about.organisation,
        about.bid.0,
        about.tender,
        about.lot,
        about.number,
        long_instant(receipt.at),
        receipt.line.seq
    );
    Ok(ExitCode::SUCCESS)
}

fn contradiction(receipt: &Receipt) -> Option<&'static str> {
    let line = &receipt.line;
    if line_hash(&line.previous, line.seq, &line.body) != line.hash {
        return Some("The hash of its line does not fit what the line says.");
    }
    receipt.contradiction()
}

async fn in_record(seq: i64, settings: &Settings) -> anyhow::Result<Option<Header>> {
    let store = settings.open_existing().await?;
    let found = store.reader(House).headers(seq - 1, 1).await?;
    store.close().await?;
    Ok(found.into_iter().find(|header| header.seq == seq))
}
