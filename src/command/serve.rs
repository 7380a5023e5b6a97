//! `gatehouse serve`: the site, until it is told to stop.

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use age::secrecy::zeroize::Zeroizing;
use anyhow::{Context, bail};
use clap::Args;

use tokio::sync::watch;

use super::connections::{Patience, serve as serve_connections};
use super::posting::{NO_MAIL, keep_posting};
use super::settings::{Registration, read_key, read_key_file};
use super::watching::keep_watching;
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
    let key_file = check_key(settings.key_file.as_deref(), &settings.data)?;
    // Likewise before the record is opened.
    settings.post(false)?;
    let store = settings.open().await?;
    if store.reader(House).is_demonstration().await? {
        bail!(
            "this record holds the demonstration, whose passwords are published; serve another data folder"
        );
    }
    let store = settings.equip(store, key_file).await?;
    listen(store, Clock::Machine(clock), clock, &settings, false).await
}

/// The first line of the key that the demonstration makes for itself.
pub(super) const DEMONSTRATION_KEY: &str = "gatehouse demonstration key, not for serving";

/// Refuses a missing, misplaced or published key.
fn check_key<'a>(file: Option<&'a Path>, data: &Path) -> anyhow::Result<&'a Path> {
    let Some(file) = file else {
        bail!(
            "a key file is needed: make one with `head -c 32 /dev/urandom | base64 > FILE`, \
             keep it outside the data folder, and name it with --key-file or GATEHOUSE_KEY_FILE"
        );
    };
    let key = Zeroizing::new(read_key_file(file)?);
    let inside = file.canonicalize()?.starts_with(data.canonicalize().unwrap_or_else(|_| data.to_owned()));
    if inside {
        bail!(
            "the key file lies inside the data folder; a copy of the folder would hold both the record and its key"
        );
    }
    if key.starts_with(DEMONSTRATION_KEY) {
        bail!("this is the demonstration's key; make one of your own");
    }
    // Before the record is opened, which would make one where there is none.
    read_key(file)?;
    Ok(file)
}

/// A head of a request is small; a body has a time of its own.
const PATIENCE: Patience = Patience { head: Duration::from_secs(15), goodbye: Duration::from_secs(30) };

/// Listens until the process is told to stop, then lets open requests end.
pub(super) async fn listen(
    store: Store,
    clock: Clock,
    machine: MachineClock,
    settings: &Settings,
    demonstration: bool,
) -> anyhow::Result<ExitCode> {
    let registration = settings.registration == Registration::On;
    let site = Site { url: settings.site_url(), demonstration, registration };
    let post = settings.post(demonstration)?;
    let listener = tokio::net::TcpListener::bind(settings.listen).await.with_context(|| {
        format!("cannot listen at {}; is another Gatehouse running there?", settings.listen)
    })?;
    println!("Gatehouse is at {}", site.url);
    if post.is_none() {
        tracing::warn!("{NO_MAIL}");
    }
    let sweeping = tokio::spawn(keep_swept(store.clone(), machine));
    let (stop, stopped) = watch::channel(false);
    let watching = tokio::spawn(keep_watching(store.clone(), clock, stopped.clone()));
    let posting = post.map(|post| tokio::spawn(keep_posting(store.clone(), post, clock, stopped)));
    let app = App::new(store.clone(), clock, site);
    let told = async {
        told_to_stop().await;
        // Who listens no more has ended already.
        let _ = stop.send(true);
    };
    serve_connections(listener, router(app), PATIENCE, told).await;
    sweeping.abort();
    let _ = tokio::time::timeout(PATIENCE.goodbye, watching).await;
    if let Some(posting) = posting {
        // An email cut off here goes out again later: its letter is held for some minutes only.
        let _ = tokio::time::timeout(PATIENCE.goodbye, posting).await;
    }
    store.close().await?;
    Ok(ExitCode::SUCCESS)
}

/// How often files that no row names are looked for.
const SWEEP_EVERY: Duration = Duration::from_secs(60 * 60);

async fn keep_swept(store: Store, machine: MachineClock) {
    loop {
        // Not at the start: whoever named another record or place of files by mistake has time to notice.
        tokio::time::sleep(SWEEP_EVERY).await;
        match store.sweep(machine()).await {
            Ok(0) => {}
            Ok(swept) => tracing::info!(swept, "files that nothing names were taken away"),
            Err(error) => tracing::error!(%error, "files that nothing names were not taken away"),
        }
    }
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
