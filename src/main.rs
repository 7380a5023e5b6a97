//! The command line. Owns the real clock and the real randomness; everything else is handed them.

use std::process::ExitCode;

use clap::Parser;
use gatehouse::command::{Command, run};
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,sea_orm_migration=warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    let clock = chrono::Utc::now;
    match run(Command::parse(), clock).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("gatehouse: {error:#}");
            ExitCode::FAILURE
        }
    }
}
