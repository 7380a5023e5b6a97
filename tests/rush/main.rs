//! The rush before a deadline, against the real server: 200 providers upload and submit in the last ten seconds. Each of
//! them gets an honest answer; every bid with a receipt is whole and opens; the record holds. Not part of the timed
//! suite:
//!
//! ```sh
//! cargo build && cargo run --example rush            # the rush; faster with --release on both
//! cargo build && cargo run --example rush -- --kill  # the server is killed in the middle of it, and started again
//! tests/postgres bash -c 'cargo run --example rush -- --database "$GATEHOUSE_TEST_POSTGRES"'
//! ```

mod afterwards;
mod answers;
mod form;
mod provider;
mod server;
mod stage;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use clap::Parser;

use answers::Answers;
use provider::{Outcome, Provider, When};
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
    #[arg(long, default_value_t = 120)]
    setting: i64,
    /// How long before the deadline they come, in seconds; more for a slow machine
    #[arg(long, default_value_t = 10)]
    last: i64,
    /// The most memory the server may have used, in megabytes
    #[arg(long, default_value_t = 400)]
    memory: u64,
    /// The longest that an answer may have taken, in seconds
    #[arg(long, default_value_t = 30)]
    longest: u64,
    /// Kill the server in the middle, and start it again
    #[arg(long)]
    kill: bool,
    /// An empty PostgreSQL database, instead of SQLite
    #[arg(long)]
    database: Option<String>,
    /// The program; the one built beside this, if not given
    #[arg(long)]
    program: Option<PathBuf>,
}

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

/// Waits until so long before a deadline.
async fn wait(deadline: DateTime<Utc>, before: TimeDelta) {
    let wait = (deadline - before - now()).num_milliseconds().max(0);
    tokio::time::sleep(Duration::from_millis(wait.unsigned_abs())).await;
}

async fn run(rush: Rush) -> anyhow::Result<()> {
    let (last, killed_before) = (TimeDelta::seconds(rush.last), TimeDelta::seconds(rush.last) / 2);
    // Another part of the process may have chosen it already; either does.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let folder = tempfile::tempdir()?;
    let beside = std::env::current_exe()?.with_file_name("../gatehouse");
    let program = rush.program.clone().unwrap_or(beside);
    let place = Place::new(&program, folder.path(), rush.database.clone())?;
    let begun = Instant::now();
    let deadline = (now() + TimeDelta::seconds(rush.setting) + last).duration_trunc(TimeDelta::seconds(1))?;
    place.run(&["demo", "--load-only", "--now", &stage::before(now())])?;
    let bidders = stage::set(&place, rush.providers, deadline, now).await?;
    let mut server = Server::start(&place).await?;
    let answers = Answers::default();
    let at = |bidder| Provider::at(&server, bidder, rush.bytes, &answers);
    let providers: Vec<Provider> = bidders.into_iter().map(at).collect::<anyhow::Result<_>>()?;
    println!("The stage is set in {} s; {} providers wait.", begun.elapsed().as_secs(), providers.len());
    ensure!(deadline - last > now(), "setting the stage took too long; give it more with --setting");
    wait(deadline, last).await;

    let rushing: Vec<_> = providers.into_iter().map(|one| tokio::spawn(one.rush(last))).collect();
    let mut peak = 0;
    if rush.kill {
        wait(deadline, killed_before).await;
        peak = server.peak_memory()?;
        let killed = Instant::now();
        server = server.kill_and_start(&place).await?;
        println!(
            "Killed {killed_before} before the deadline; it answers again {:?} later.",
            killed.elapsed()
        );
    }
    let mut done = Vec::new();
    for one in rushing {
        let (provider, outcome) = one.await?;
        let outcome = outcome.with_context(|| provider.email().to_owned())?;
        done.push((provider, outcome));
    }
    let over = (now() - deadline).num_milliseconds();
    println!("The last answer came {over} ms after the deadline.");
    answers.print();
    peak = peak.max(server.peak_memory()?);
    check(&rush, &place, done, folder.path(), deadline).await?;
    println!("The server used {peak} MB at most.");
    ensure!(peak <= rush.memory, "the server used more than {} MB", rush.memory);
    ensure!(answers.slowest().as_secs() < rush.longest, "an answer took {:?}", answers.slowest());
    ensure!(
        rush.kill || answers.times_cut_off() == 0,
        "connections were cut off, and nobody killed the server"
    );
    server.stop().await?;
    place.run(&["verify"])
}

/// What everybody has in the end.
async fn check(
    rush: &Rush,
    place: &Place,
    done: Vec<(Provider, Outcome)>,
    folder: &Path,
    deadline: DateTime<Utc>,
) -> anyhow::Result<()> {
    let count = |wanted: fn(&Outcome) -> bool| done.iter().filter(|(_, outcome)| wanted(outcome)).count();
    let taken = count(|outcome| matches!(outcome, Outcome::Taken(_)));
    let submitting = count(|outcome| matches!(outcome, Outcome::Late(When::Submitting)));
    let before = count(|outcome| matches!(outcome, Outcome::Late(When::BeforeSubmitting)));
    println!("{taken} bids taken, {submitting} refused as late, {before} told so before they could submit.");
    ensure!(taken > 0, "nobody's bid was taken");
    let exported = folder.join("record.jsonl").display().to_string();
    place.run(&["record", "--out", &exported])?;
    let mut before_the_kill = 0;
    for (provider, outcome) in &done {
        match outcome {
            Outcome::Late(_) => provider.is_a_draft().await.with_context(|| provider.email().to_owned())?,
            Outcome::Taken(at) => {
                let receipt = provider.receipt(at).await.with_context(|| provider.email().to_owned())?;
                provider.opens(&receipt).await.with_context(|| provider.email().to_owned())?;
                ensure!(receipt.at < deadline, "{} was taken after the deadline", provider.email());
                before_the_kill += usize::from(receipt.at < deadline - TimeDelta::seconds(rush.last) / 2);
                let file = folder.join("receipt.json");
                std::fs::write(&file, receipt.json())?;
                place.run(&["verify", "--receipt", &file.display().to_string(), "--record", &exported])?;
            }
        }
    }
    if rush.kill {
        println!("{before_the_kill} of them were taken before the server was killed.");
    }
    println!("Every bid that was taken has a receipt and opens; every other one is a draft that opens.");
    Ok(())
}
