//! The real program, in a folder of its own.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, bail};
use tokio::process::{Child, Command};

/// Where a record lies, and the program that serves it.
pub struct Place {
    program: PathBuf,
    folder: PathBuf,
    database: Option<String>,
}

impl Place {
    /// A place for a record that is not there yet.
    pub fn new(program: &Path, folder: &Path, database: Option<String>) -> anyhow::Result<Self> {
        let program = program.canonicalize().context("build the program first: cargo build")?;
        Ok(Self { program, folder: folder.join("data"), database })
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        &self.folder
    }

    /// The database's address.
    pub fn address(&self) -> String {
        let file = || format!("sqlite://{}?mode=rwc", self.folder.join("gatehouse.db").display());
        self.database.clone().unwrap_or_else(file)
    }

    fn with(&self, arguments: &[&str]) -> Vec<String> {
        let mut all: Vec<String> = arguments.iter().map(|&one| one.to_owned()).collect();
        all.extend(["--data".to_owned(), self.folder.display().to_string()]);
        all.extend(["--database".to_owned(), self.address()]);
        all
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> anyhow::Result<()> {
        let output = std::process::Command::new(&self.program).args(self.with(arguments)).output()?;
        if output.status.success() {
            return Ok(());
        }
        let said = [output.stdout, output.stderr].concat();
        bail!("gatehouse {}: {}", arguments.join(" "), String::from_utf8_lossy(&said))
    }
}

/// The program, serving.
pub struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Starts it somewhere and waits until it answers.
    pub async fn start(place: &Place) -> anyhow::Result<Self> {
        let free = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        Self::start_at(place, &free.to_string()).await
    }

    async fn start_at(place: &Place, listen: &str) -> anyhow::Result<Self> {
        let address = format!("http://{listen}");
        let child = Command::new(&place.program)
            .args(place.with(&["demo", "--listen", listen]))
            .env("RUST_LOG", "warn,sqlx=error")
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        for _ in 0..300 {
            if reqwest::get(format!("{address}/health"))
                .await
                .is_ok_and(|answer| answer.status().is_success())
            {
                return Ok(Self { child, address });
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        bail!("the server does not answer")
    }

    /// Where it is.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The most memory it has had, in megabytes.
    pub fn peak_memory(&self) -> anyhow::Result<u64> {
        let id = self.child.id().context("the server has ended")?;
        let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).context("no peak is told")?;
        let kilobytes: u64 = line.split_whitespace().nth(1).context("no peak is told")?.parse()?;
        Ok(kilobytes / 1024)
    }

    /// Kills it with SIGKILL, and starts it again where it was.
    pub async fn kill_and_start(self, place: &Place) -> anyhow::Result<Self> {
        let address = self.address.clone();
        self.stop().await?;
        Self::start_at(place, address.trim_start_matches("http://")).await
    }

    /// Ends it with SIGKILL.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        Ok(self.child.kill().await?)
    }
}
