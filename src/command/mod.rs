//! Commands at the server: one file a command.

mod authority;
mod case;
mod connections;
mod demo;
mod evaluate;
mod key;
mod migrate;
mod posting;
mod receipt;
mod record;
mod report;
mod serve;
mod settings;
mod tick;
mod verify;
mod watching;

use std::process::ExitCode;

use chrono::{DateTime, Utc};
use clap::Parser;

pub use settings::Settings;

/// What a council uses from the first idea of buying a service to the last quarter of the contract.
#[derive(Debug, Parser)]
#[command(name = "gatehouse", version)]
pub enum Command {
    /// Serve a demonstration with two councils and their procurements
    Demo(demo::Demo),
    /// Serve
    Serve(serve::Serve),
    /// Bring the database up to date, and do nothing else
    Migrate(migrate::Migrate),
    /// Add an authority and its first administrator
    Authority(authority::AddAuthority),
    /// Write a procurement's report as a tagged PDF
    Report(report::Report),
    /// Score one lot described in a file, to check a result
    Evaluate(evaluate::Evaluate),
    /// Write the whole evaluation of a tender into a folder, with digests, as a case file
    Case(case::Case),
    /// Walk the record of actions and say whether it holds, or whether a bidder's receipt or a case file does
    Verify(verify::Verify),
    /// Export the record's hashes, so that receipts can be checked elsewhere
    Record(record::Record),
    /// Do once what serving does by itself: what time causes to contracts, emails that wait, files that nothing names
    Tick(tick::Tick),
    /// Copy the server's key, sealed to a passphrase, or restore it from such a copy
    Key(key::Key),
}

/// The machine's clock.
pub type MachineClock = fn() -> DateTime<Utc>;

/// Runs a command.
pub async fn run(command: Command, clock: MachineClock) -> anyhow::Result<ExitCode> {
    match command {
        Command::Demo(demo) => demo::run(demo, clock).await,
        Command::Serve(serve) => serve::run(serve, clock).await,
        Command::Migrate(migrate) => migrate::run(migrate).await,
        Command::Authority(authority) => authority::run(authority, clock).await,
        Command::Report(report) => report::run(report, clock).await,
        Command::Evaluate(evaluate) => evaluate::run(&evaluate),
        Command::Case(case) => case::run(case).await,
        Command::Verify(verify) => verify::run(verify).await,
        Command::Record(record) => record::run(record).await,
        Command::Tick(tick) => tick::run(tick, clock).await,
        Command::Key(key) => key::run(&key),
    }
}
