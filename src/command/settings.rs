//! The settings that every command takes, by flag or environment.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use age::secrecy::zeroize::Zeroizing;
use anyhow::{Context, bail};
use clap::{Args, ValueEnum};

use crate::post::{Post, Way};
use crate::store::{Dice, Files, Scanner, ServerKey, Store, Vault};

/// Whom the demonstration's emails are from.
const DEMONSTRATION_SENDER: &str = "Gatehouse demonstration <letters@gatehouse.example>";

/// Where the record is and where the site is.
#[derive(Clone, Debug, Args)]
pub struct Settings {
    /// Where to listen
    #[arg(long, env = "GATEHOUSE_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The folder of the database and files
    #[arg(long, env = "GATEHOUSE_DATA", default_value = "data")]
    pub data: PathBuf,
    /// The database, such as postgres://host/name; an SQLite file in the data folder if not given
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database: Option<String>,
    /// The site's own address, for links, cookies and proof of origin; made from --listen if not given
    #[arg(long, env = "GATEHOUSE_URL")]
    pub url: Option<String>,
    /// The file of the server's key; when serving never inside the data folder
    #[arg(long, env = "GATEHOUSE_KEY_FILE")]
    pub key_file: Option<PathBuf>,
    /// Where files are kept, such as s3://bucket/folder, with key, region and endpoint in the usual AWS_* variables;
    /// the folder `files` in the data folder if not given
    #[arg(long, env = "GATEHOUSE_FILES")]
    pub files: Option<String>,
    /// A command that reads each uploaded file from standard input: 0 says that it is clean, 1 that it is not, such
    /// as `clamdscan --quiet -`
    #[arg(long, env = "GATEHOUSE_SCAN")]
    pub scan_command: Option<String>,
    /// Whether strangers may register an organisation
    #[arg(long, env = "GATEHOUSE_REGISTRATION", value_enum, default_value_t = Registration::On)]
    pub registration: Registration,
    /// The mail server that tells providers of letters, such as smtps://user:password@mail.example.org, or
    /// smtp://mail.example.org:587?tls=required; without one no email is sent
    #[arg(long, env = "GATEHOUSE_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// Whom those emails are from, such as "Anytown Council tenders <tenders@anytown.example>"
    #[arg(long, env = "GATEHOUSE_MAIL_FROM")]
    pub mail_from: Option<String>,
}

/// Whether strangers may register an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Registration {
    /// They may.
    On,
    /// They are told to write to the council.
    Off,
}

impl Settings {
    /// The site's own address without a closing slash.
    #[must_use]
    pub fn site_url(&self) -> String {
        self.url.clone().unwrap_or_else(|| format!("http://{}", self.listen)).trim_end_matches('/').to_owned()
    }

    /// The SQLite file, unless another database is named.
    #[must_use]
    pub fn sqlite_file(&self) -> Option<PathBuf> {
        self.database.is_none().then(|| self.data.join("gatehouse.db"))
    }

    /// The database's address.
    #[must_use]
    pub fn address(&self) -> String {
        match &self.database {
            Some(address) => address.clone(),
            None => sqlite_address(&self.data.join("gatehouse.db")),
        }
    }

    /// Opens the record, making the data folder if it is not there.
    pub async fn open(&self) -> anyhow::Result<Store> {
        self.make_data_folder()?;
        Store::open(&self.address(), Dice::from_machine()).await.context("the database could not be opened")
    }

    /// Opens the record only if there is one, for commands that read.
    pub async fn open_existing(&self) -> anyhow::Result<Store> {
        match self.sqlite_file() {
            Some(file) if !file.exists() => {
                anyhow::bail!(
                    "there is no record at {}; run `gatehouse demo` or `gatehouse serve` first",
                    file.display()
                )
            }
            _ => self.open().await,
        }
    }

    /// Where files are kept.
    pub fn files(&self) -> anyhow::Result<Files> {
        let files = match &self.files {
            Some(bucket) if bucket.starts_with("s3://") => Files::in_bucket(bucket),
            Some(folder) => Files::in_folder(Path::new(folder)),
            None => Files::in_folder(&self.files_folder()),
        };
        files.context("the place of files could not be opened")
    }

    /// The folder of files, unless another place is named.
    #[must_use]
    pub fn files_folder(&self) -> PathBuf {
        self.data.join("files")
    }

    /// Gives an open record the key of a file, and its files.
    pub async fn equip(&self, store: Store, key_file: &Path) -> anyhow::Result<Store> {
        let key = read_key(key_file)?;
        let scanner = self.scan_command.as_deref().and_then(Scanner::of);
        let vault = Vault::new(key, self.files()?, scanner);
        store.with_vault(vault).await.with_context(|| format!("with the key in {}", key_file.display()))
    }

    /// How emails go out: the demonstration's into a folder beside its record, whatever is set; others by the mail
    /// server that is named, if one is.
    pub fn post(&self, demonstration: bool) -> anyhow::Result<Option<Post<Way>>> {
        if demonstration {
            let sender = DEMONSTRATION_SENDER.parse().context("the demonstration's sender")?;
            return Ok(Some(Post::new(Way::folder(&self.mail_folder())?, sender, self.site_url())));
        }
        let (address, sender) = match (&self.smtp_url, &self.mail_from) {
            (Some(address), Some(sender)) => (address, sender),
            (None, None) => return Ok(None),
            (Some(_), None) => bail!(
                "a mail server is set, but nobody whom emails are from: --mail-from or GATEHOUSE_MAIL_FROM"
            ),
            (None, Some(_)) => {
                bail!("emails have a sender, but no mail server: --smtp-url or GATEHOUSE_SMTP_URL")
            }
        };
        let sender = sender.parse().with_context(|| format!("--mail-from is no email address: {sender}"))?;
        let server = Way::smtp(address, &sender).context("--smtp-url or GATEHOUSE_SMTP_URL")?;
        Ok(Some(Post::new(server, sender, self.site_url())))
    }

    /// Where the demonstration's emails are written.
    #[must_use]
    pub fn mail_folder(&self) -> PathBuf {
        self.data.join("mail")
    }

    /// Makes the data folder.
    pub fn make_data_folder(&self) -> anyhow::Result<()> {
        let mut folder = std::fs::DirBuilder::new();
        folder.recursive(true);
        // The record holds what only the council may see: nobody else of the machine looks into the folder.
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
        folder
            .create(&self.data)
            .with_context(|| format!("the data folder {} could not be made", self.data.display()))
    }
}

/// The server's key.
pub(super) fn read_key(file: &Path) -> anyhow::Result<ServerKey> {
    let text = Zeroizing::new(read_key_file(file)?);
    ServerKey::read(&text).with_context(|| {
        format!(
            "there is no key in {}: its last line must hold 32 random bytes in base64 or hexadecimal",
            file.display()
        )
    })
}

/// What a key file holds.
pub(super) fn read_key_file(file: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(file)
        .with_context(|| format!("the key file {} could not be read", file.display()))
}

/// The address of an SQLite file.
#[must_use]
pub fn sqlite_address(file: &Path) -> String {
    format!("sqlite://{}?mode=rwc", file.display())
}
