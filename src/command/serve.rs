//! `gatehouse serve`: the site, until it is told to stop.

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::Args;

use super::connections::{Patience, serve as serve_connections};
use super::{MachineClock, Settings};
use crate::store::{House, Store};
use crate::web::{App, Clock, Site, router};

/// What `serve` takes.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    settings: Settings,
    /// Refused: only the demonstration's clock can be set
    #[arg(long, hide = true)]
    now: Option<String>,
}

/// Serves a record that is not a demonstration.
pub async fn run(serve: Serve, clock: MachineClock) -> anyhow::Result<ExitCode> {
    if serve.now.is_some() {
        bail!("the clock cannot be set when serving; `gatehouse demo --now` is for tests and pictures");
    }
    let settings = serve.settings;
    check_key(settings.key_file.as_deref(), &settings.data)?;
    let store = settings.open().await?;
    if store.reader(House).is_demonstration().await? {
        bail!(
            "this record holds the demonstration, whose passwords are published; serve another data folder"
        );
    }
    listen(store, Clock::Machine(clock), &settings, false).await
}

/// The first line of the key that the demonstration makes for itself.
pub(super) const DEMONSTRATION_KEY: &str = "gatehouse demonstration key, not for serving";

/// Refuses a missing, short, misplaced or published key.
fn check_key(file: Option<&Path>, data: &Path) -> anyhow::Result<()> {
    let Some(file) = file else {
        bail!(
            "a key file is needed: make one with `head -c 32 /dev/urandom | base64 > FILE`, \
             keep it outside the data folder, and name it with --key-file or GATEHOUSE_KEY_FILE"
        );
    };
    let key = std::fs::read_to_string(file)
        .with_context(|| format!("the key file {} could not be read", file.display()))?;
    let inside = file.canonicalize()?.starts_with(data.canonicalize().unwrap_or_else(|_| data.to_owned()));
    if inside {
        bail!(
            "the key file lies inside the data folder; a copy of the folder would hold both the record and its key"
        );
    }
    if key.starts_with(DEMONSTRATION_KEY) {
        bail!("this is the demonstration's key; make one of your own");
    }
    if key.trim().len() < 40 {
        bail!(
            "the key in {} is too short: it must hold 32 random bytes in base64 or hexadecimal",
            file.display()
        );
    }
    Ok(())
}

/// A head of a request is small; a body has a time of its own.
const PATIENCE: Patience = Patience { head: Duration::from_secs(15), goodbye: Duration::from_secs(30) };

/// Listens until the process is told to stop, then lets open requests end.
pub(super) async fn listen(
    store: Store,
    clock: Clock,
    settings: &Settings,
    demonstration: bool,
) -> anyhow::Result<ExitCode> {
    let site = Site { url: settings.site_url(), demonstration };
    let listener = tokio::net::TcpListener::bind(settings.listen).await.with_context(|| {
        format!("cannot listen at {}; is another Gatehouse running there?", settings.listen)
    })?;
    println!("Gatehouse is at {}", site.url);
    let app = App::new(store.clone(), clock, site);
    serve_connections(listener, router(app), PATIENCE, told_to_stop()).await;
    store.close().await?;
    Ok(ExitCode::SUCCESS)
}

async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}
