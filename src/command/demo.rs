//! `gatehouse demo`: a record filled with the demonstration, served.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use clap::Args;

use super::serve::{DEMONSTRATION_KEY, listen};
use super::settings::sqlite_address;
use super::{MachineClock, Settings};
use crate::demo::{PASSWORD, PEOPLE, load};
use crate::store::{Dice, House, Store};
use crate::web::Clock;

/// What the names of emails begin with.
const MAILS: [&str; 2] = ["letter-", "reminder-"];

/// The demonstration's record comes out the same each time.
const SEED: u64 = 2021;

/// What `demo` takes.
#[derive(Debug, Args)]
pub struct Demo {
    #[command(flatten)]
    settings: Settings,
    /// Start over: throw away what was done in the demonstration
    #[arg(long)]
    fresh: bool,
    /// Fill the record and stop
    #[arg(long)]
    load_only: bool,
    /// Fix the clock, such as 2026-11-21T09:00:00Z; for tests and pictures
    #[arg(long)]
    now: Option<DateTime<Utc>>,
}

/// Fills the record if it is empty, and serves it.
pub async fn run(demo: Demo, clock: MachineClock) -> anyhow::Result<ExitCode> {
    let settings = &demo.settings;
    let (machine, clock) = (clock, demo.now.map_or(Clock::Machine(clock), Clock::Fixed));
    settings.make_data_folder()?;
    let filling = Filling { settings, key_file: keep_key(settings)?, fresh: demo.fresh, now: clock.now() };
    match settings.sqlite_file() {
        Some(file) => filling.fill_file(&file).await?,
        None => filling.fill_database(&settings.address()).await?,
    }
    let store = settings.open().await?;
    if !store.reader(House).is_demonstration().await? {
        bail!("this record is not a demonstration; `gatehouse serve` serves it");
    }
    if demo.load_only {
        println!("The demonstration is loaded.");
        store.close().await?;
        return Ok(ExitCode::SUCCESS);
    }
    let store = settings.equip(store, &filling.key_file).await?;
    print_people();
    println!("Emails about letters are written to {}.\n", settings.mail_folder().display());
    listen(store, clock, machine, settings, true).await
}

/// Filling a record, if there is none yet.
struct Filling<'a> {
    settings: &'a Settings,
    key_file: PathBuf,
    fresh: bool,
    now: DateTime<Utc>,
}

impl Filling<'_> {
    /// A file is filled beside its place and then put there, so that a half-filled one is never found.
    async fn fill_file(&self, file: &Path) -> anyhow::Result<()> {
        if file.exists() {
            let store = Store::open(&sqlite_address(file), Dice::from_machine()).await?;
            let demonstration = store.reader(House).is_demonstration().await?;
            store.close().await?;
            if !self.fresh {
                return Ok(());
            }
            if !demonstration {
                bail!("{} is not a demonstration; it is left alone", file.display());
            }
            remove(file)?;
        }
        let filling = file.with_extension("filling");
        remove(&filling)?;
        self.fill(&sqlite_address(&filling)).await?;
        std::fs::rename(&filling, file).context("the filled record could not be put in its place")
    }

    async fn fill_database(&self, address: &str) -> anyhow::Result<()> {
        let store = Store::open(address, Dice::from_machine()).await?;
        let (empty, demonstration) = (store.is_empty().await?, store.reader(House).is_demonstration().await?);
        store.close().await?;
        if !empty && !self.fresh {
            return Ok(());
        }
        if !empty && !demonstration {
            bail!("this database is not a demonstration; it is left alone");
        }
        if !empty {
            Store::start_over(address).await?;
        }
        self.fill(address).await
    }

    /// Files of a demonstration that was there before are named by nothing any more: the sweep takes them away, where
    /// they are not most of what is there.
    async fn fill(&self, address: &str) -> anyhow::Result<()> {
        println!("Filling the demonstration, a few seconds …");
        self.clear_mail();
        let store = Store::open(address, Dice::fixed(SEED)).await?;
        let store = self.settings.equip(store, &self.key_file).await?;
        load(&store, self.now).await?;
        Ok(store.close().await?)
    }
}

impl Filling<'_> {
    /// Emails of a demonstration that was there before tell of letters that are there no more.
    fn clear_mail(&self) {
        let mails = std::fs::read_dir(self.settings.mail_folder()).into_iter().flatten().flatten();
        for mail in mails {
            let name = mail.file_name();
            if name
                .to_str()
                .is_some_and(|name| MAILS.iter().any(|mail| name.starts_with(mail)) && name.ends_with(".eml"))
            {
                // One that stays is in nobody's way.
                let _ = std::fs::remove_file(mail.path());
            }
        }
    }
}

/// Takes away an SQLite file with its log.
fn remove(file: &Path) -> anyhow::Result<()> {
    for ending in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        match std::fs::remove_file(&name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("{} could not be removed", file.display()));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The demonstration makes its own key; serving refuses it.
fn keep_key(settings: &Settings) -> anyhow::Result<PathBuf> {
    let file = settings.key_file.clone().unwrap_or_else(|| settings.data.join("demonstration.key"));
    if !file.exists() {
        let key = format!("{DEMONSTRATION_KEY}\n{}\n", Dice::from_machine().token());
        std::fs::write(&file, key).context("the demonstration's key could not be written")?;
    }
    Ok(file)
}

fn print_people() {
    println!("\nSign in with any of these; the password is “{PASSWORD}”.\n");
    let width = PEOPLE.iter().map(|person| person.email.len()).max().unwrap_or_default();
    for person in PEOPLE {
        println!("  {:width$}  {}", person.email, person.name);
    }
    println!();
}
