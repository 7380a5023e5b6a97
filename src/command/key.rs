//! `gatehouse key`: a copy of the server's key, sealed to a passphrase, and the key back out of it.

use std::fs::OpenOptions;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use age::secrecy::zeroize::Zeroizing;
use anyhow::{Context, bail};
use clap::Args;

use super::settings::read_key_file;
use crate::store::ServerKey;

/// The fewest characters of a passphrase.
const PASSPHRASE_LEAST: usize = 12;

/// What `key` takes.
#[derive(Debug, Args)]
pub struct Key {
    /// The file of the server's key; with --restore it is written and must not be there yet
    #[arg(long, env = "GATEHOUSE_KEY_FILE")]
    key_file: PathBuf,
    /// Write a copy of the key, sealed to a passphrase, into this file
    #[arg(long, value_name = "FILE", conflicts_with = "restore", required_unless_present = "restore")]
    backup: Option<PathBuf>,
    /// Write the key file anew out of such a copy
    #[arg(long, value_name = "FILE")]
    restore: Option<PathBuf>,
}

/// Backs the key up, or restores it. The passphrase is one line of standard input.
pub fn run(key: &Key) -> anyhow::Result<ExitCode> {
    match (&key.backup, &key.restore) {
        (Some(copy), _) => back_up(&key.key_file, copy),
        (None, Some(copy)) => restore(&key.key_file, copy),
        (None, None) => bail!("say --backup FILE or --restore FILE"),
    }
}

fn back_up(key_file: &Path, copy: &Path) -> anyhow::Result<ExitCode> {
    let text = Zeroizing::new(read_key_file(key_file)?);
    let key = ServerKey::read(&text).with_context(|| format!("there is no key in {}", key_file.display()))?;
    let passphrase = passphrase()?;
    if passphrase.chars().count() < PASSPHRASE_LEAST {
        bail!("a passphrase has at least {PASSPHRASE_LEAST} characters; nothing was written");
    }
    let sealed = key.backup(passphrase).context("the key could not be sealed")?;
    write_new(copy, &sealed)?;
    println!(
        "A copy of the key whose public half is {} is in {}. Keep it and its passphrase in two places, neither of \
         them this server.",
        key.public(),
        copy.display()
    );
    Ok(ExitCode::SUCCESS)
}

fn restore(key_file: &Path, copy: &Path) -> anyhow::Result<ExitCode> {
    let sealed = std::fs::read(copy).with_context(|| format!("{} could not be read", copy.display()))?;
    let text = ServerKey::restore(&sealed, passphrase()?)
        .context("the copy does not open: the passphrase is another, or the file is no copy of a key")?;
    write_new(key_file, format!("{}\n", text.as_str()).as_bytes())?;
    println!("The key is in {}.", key_file.display());
    Ok(ExitCode::SUCCESS)
}

/// One line, not shown while it is typed.
fn passphrase() -> anyhow::Result<String> {
    let line = match std::io::stdin().is_terminal() {
        true => rpassword::prompt_password("Passphrase: "),
        false => std::io::stdin().lines().next().transpose().map(Option::unwrap_or_default),
    };
    line.context("the passphrase could not be read")
}

/// Writes a file that only its owner reads; never over another.
fn write_new(file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut open = options
        .open(file)
        .with_context(|| format!("{} could not be made; is it there already?", file.display()))?;
    open.write_all(bytes)?;
    open.sync_all()?;
    Ok(())
}
