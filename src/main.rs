//! The command line. Owns the real clock and the real randomness; everything else is handed them.

use std::process::ExitCode;

use clap::Parser;
use gatehouse::command::{Command, run};
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("warn,gatehouse=info,tower_http=info"));
    let command = Command::parse();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match &command {
        Command::Serve(_) => log.json().init(),
        _ => log.init(),
    }
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    let clock = chrono::Utc::now;
    match run(command, clock).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("gatehouse: {error:#}");
            ExitCode::FAILURE
        }
    }
}
