//! The rush before a deadline, against the real server: 200 providers upload and submit in the last ten seconds.
//! Not part of the timed suite:
//!
//! ```sh
//! cargo build --release && cargo run --release --example rush            # the rush
//! cargo run --release --example rush -- --kill                           # killed in the middle of it
//! cargo run --release --example rush -- --database postgres://…/empty    # on PostgreSQL
//! ```

mod provider;
mod server;
mod stage;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, ensure};
use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use clap::Parser;

use provider::{Outcome, Provider};
use server::{Place, Server};

/// The rush before a deadline.
#[derive(Parser)]
struct Rush {
    /// How many providers bid
    #[arg(long, default_value_t = 200)]
    providers: usize,
    /// How many bytes each uploads
    #[arg(long, default_value_t = 2 * 1024 * 1024)]
    bytes: usize,
    /// How long the stage may take to set, in seconds, before the rush of ten
    #[arg(long, default_value_t = 75)]
    setting: i64,
    /// The most memory the server may have used, in megabytes
    #[arg(long, default_value_t = 400)]
    memory: u64,
    /// Kill the server in the middle, and start it again
    #[arg(long)]
    kill: bool,
    /// An empty PostgreSQL database, instead of SQLite
    #[arg(long)]
    database: Option<String>,
    /// The program
    #[arg(long, default_value = "target/release/gatehouse")]
    program: PathBuf,
}

/// How long before the deadline they come.
const LAST: TimeDelta = TimeDelta::seconds(10);
/// How long before the deadline the server is killed.
const KILLED: TimeDelta = TimeDelta::milliseconds(4_000);

#[tokio::main]
async fn main() -> ExitCode {
    match run(Rush::parse()).await {
        Ok(()) => {
            println!("The rush held.");
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("The rush did not hold: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a load test runs by the machine's clock")]
fn now() -> DateTime<Utc> {
    Utc::now()
}

async fn run(rush: Rush) -> anyhow::Result<()> {
    // Another part of the process may have chosen it already; either does.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let folder = tempfile::tempdir()?;
    let place = Place::new(&rush.program, folder.path(), rush.database.clone())?;
    let deadline = (now() + TimeDelta::seconds(rush.setting) + LAST).duration_trunc(TimeDelta::seconds(1))?;
    place.run(&["demo", "--load-only", "--now", &stage::before(now())])?;
    let bidders = stage::set(&place, rush.providers, deadline, now).await?;
    let mut server = Server::start(&place).await?;
    let mut providers = Vec::new();
    for bidder in bidders {
        providers.push(Provider::at(&server, bidder, rush.bytes)?);
    }
    let early = (deadline - LAST - now()).num_milliseconds();
    ensure!(early > 0, "setting the stage took too long; give it more with --setting");
    println!(
        "{} providers wait; the deadline is in {} s.",
        providers.len(),
        (deadline - now()).num_seconds()
    );
    tokio::time::sleep(Duration::from_millis(early.unsigned_abs())).await;

    let rushing: Vec<_> = providers.into_iter().map(|one| tokio::spawn(one.rush(LAST))).collect();
    if rush.kill {
        let until = (deadline - KILLED - now()).num_milliseconds().max(0);
        tokio::time::sleep(Duration::from_millis(until.unsigned_abs())).await;
        server.kill().await?;
        println!("Killed.");
    }
    let mut done = Vec::new();
    for one in rushing {
        done.push(one.await?);
    }
    if rush.kill {
        server = Server::start(&place).await?;
    }
    check(&rush, &place, &server, done, folder.path()).await?;
    server.stop().await?;
    place.run(&["verify"])?;
    Ok(())
}

async fn check(
    rush: &Rush,
    place: &Place,
    server: &Server,
    done: Vec<(Provider, Outcome)>,
    folder: &Path,
) -> anyhow::Result<()> {
    let count = |wanted: fn(&Outcome) -> bool| done.iter().filter(|(_, outcome)| wanted(outcome)).count();
    let taken = count(|outcome| matches!(outcome, Outcome::Taken { .. }));
    let late = count(|outcome| matches!(outcome, Outcome::Late));
    let cut_off = count(|outcome| matches!(outcome, Outcome::CutOff));
    let peak = server.peak_memory()?;
    println!("{taken} bids taken, {late} told that they were late, {cut_off} cut off; {peak} MB at most.");
    for (provider, outcome) in &done {
        if let Outcome::Dishonest(says) = outcome {
            anyhow::bail!("{} was told: {says}", provider.email());
        }
    }
    ensure!(taken > 0, "nobody's bid was taken");
    ensure!(rush.kill || cut_off == 0, "connections were cut off though nobody killed the server");
    ensure!(peak <= rush.memory, "the server used {peak} MB");
    let exported = folder.join("record.jsonl").display().to_string();
    place.run(&["record", "--out", &exported])?;
    let mut slowest = Duration::ZERO;
    for (provider, outcome) in &done {
        let Outcome::Taken { after, .. } = outcome else { continue };
        slowest = slowest.max(*after);
        let at = server.address();
        let receipt = provider.receipt(at, outcome).await.with_context(|| provider.email().to_owned())?;
        provider.opens(at, &receipt).await.with_context(|| provider.email().to_owned())?;
        let file = folder.join("receipt.json");
        std::fs::write(&file, receipt.json())?;
        place.run(&["verify", "--receipt", &file.display().to_string(), "--record", &exported])?;
    }
    println!(
        "Every accepted bid has a receipt and opens. The slowest answer to a submission took {slowest:?}."
    );
    Ok(())
}
