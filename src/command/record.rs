//! `gatehouse record`: the chain's headers, for those who check receipts elsewhere.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;

use super::Settings;
use crate::store::House;
use crate::store::chain::Header;

/// How many lines are read at once.
const PAGE: u64 = 1_000;

/// What `record` takes.
#[derive(Debug, Args)]
pub struct Record {
    #[command(flatten)]
    settings: Settings,
    /// The file to write: one line of JSON for each line of the record, without what it says
    #[arg(long)]
    out: PathBuf,
}

/// Writes the headers of the chain, the first line first.
pub async fn run(record: Record) -> anyhow::Result<ExitCode> {
    let store = record.settings.open_existing().await?;
    let file = File::create(&record.out)
        .with_context(|| format!("{} could not be written", record.out.display()))?;
    let mut out = BufWriter::new(file);
    let mut last = 0;
    loop {
        let headers = store.reader(House).headers(last, PAGE).await?;
        for header in &headers {
            writeln!(out, "{}", serde_json::to_string(header)?)?;
        }
        let Some(newest) = headers.last() else { break };
        last = newest.seq;
    }
    out.into_inner().context("the file could not be written")?.sync_all()?;
    store.close().await?;
    println!("{last} lines are in {}.", record.out.display());
    Ok(ExitCode::SUCCESS)
}

/// Finds a line in exported headers, after following them from the first to the last.
pub(super) fn find(file: &Path, seq: i64) -> anyhow::Result<Option<Header>> {
    let open = File::open(file).with_context(|| format!("{} could not be read", file.display()))?;
    let (mut before, mut found): (Option<Header>, _) = (None, None);
    for line in BufReader::new(open).lines() {
        let header: Header = serde_json::from_str(&line?)
            .with_context(|| format!("{} is not a record as `gatehouse record` writes it", file.display()))?;
        if !header.follows(before.as_ref()) {
            bail!("line {} of the exported record does not follow the one before", header.seq);
        }
        if header.seq == seq {
            found = Some(header.clone());
        }
        before = Some(header);
    }
    Ok(found)
}
