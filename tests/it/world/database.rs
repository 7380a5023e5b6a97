//! A database for each story: a copy of one that was migrated and filled once.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use gatehouse::demo;
use gatehouse::store::{Dice, Files, Scanner, ServerKey, Store, StoreError, Vault};
use sea_orm::{ConnectionTrait, Database as Connection, DbBackend, Statement};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use super::{MORNING, instant};

/// A database that goes with its story.
pub struct Database {
    pub address: String,
    folder: TempDir,
}

/// The server's key in every story.
const KEY: &str = "1717171717171717171717171717171717171717171717171717171717171717";

static COUNT: AtomicU32 = AtomicU32::new(0);
static FILLED: OnceCell<Filled> = OnceCell::const_new();

/// The filled database that every story copies.
enum Filled {
    File(Database),
    Server { admin: String, template: String, own: Database },
}

impl Database {
    /// A copy of the filled demonstration.
    pub async fn filled() -> Self {
        match FILLED.get_or_init(fill).await {
            Filled::File(filled) => {
                let own = Self::empty_file();
                std::fs::copy(filled.path(), own.path()).expect("the filled file can be copied");
                copy_folder(&filled.files(), &own.files());
                own
            }
            Filled::Server { admin, template, own: filled } => {
                let own = Self::on_server(admin, Some(template)).await;
                copy_folder(&filled.files(), &own.files());
                own
            }
        }
    }

    /// An empty database, without a schema.
    pub async fn empty() -> Self {
        match server() {
            Some(admin) => Self::on_server(&admin, None).await,
            None => Self::empty_file(),
        }
    }

    fn empty_file() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let address = format!("sqlite://{}?mode=rwc", folder.path().join("record.db").display());
        Self { address, folder }
    }

    async fn on_server(admin: &str, template: Option<&str>) -> Self {
        let name = format!("story_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let from = template.map(|template| format!(" TEMPLATE {template}")).unwrap_or_default();
        run(admin, &format!("CREATE DATABASE {name}{from}")).await;
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { address: named(admin, &name), folder }
    }

    /// The store over it, with its key and files.
    pub async fn open(&self, dice: Dice) -> Store {
        self.open_with(dice, KEY, None).await.expect("the record opens with its key")
    }

    /// The same with another key, or with a virus scanner.
    pub async fn open_with(&self, dice: Dice, key: &str, scanner: Option<&str>) -> Result<Store, StoreError> {
        let store = Store::open(&self.address, dice).await?;
        let key = ServerKey::read(key).expect("stories have real keys");
        let files = Files::in_folder(&self.files())?;
        store.with_vault(Vault::new(key, files, scanner.and_then(Scanner::of))).await
    }

    /// Where its files are.
    pub fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    /// The SQLite file.
    pub fn path(&self) -> PathBuf {
        PathBuf::from(self.address.trim_start_matches("sqlite://").trim_end_matches("?mode=rwc"))
    }

    /// Everything that the database holds, as someone reads it who got hold of it: the bytes of the SQLite files, or
    /// every table's rows as text.
    pub async fn stolen(&self) -> Vec<u8> {
        if server().is_none() {
            let ending = |ending: &str| format!("{}{ending}", self.path().display());
            let files = ["", "-wal", "-shm"].into_iter().flat_map(|end| std::fs::read(ending(end)));
            return files.flatten().collect();
        }
        let db = Connection::connect(&self.address).await.expect("the database answers");
        let rows = async |query: String| {
            let statement = Statement::from_string(DbBackend::Postgres, query);
            let rows = db.query_all_raw(statement).await.expect("the database answers");
            rows.iter().map(|row| row.try_get_by_index::<String>(0)).collect::<Result<Vec<_>, _>>()
        };
        let names = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'";
        let mut held = Vec::new();
        for name in rows(names.to_owned()).await.expect("tables have names") {
            let lines = rows(format!("SELECT t::text FROM \"{name}\" t")).await.expect("rows are text");
            held.extend(lines.join("\n").into_bytes());
        }
        db.close().await.expect("it closes");
        held
    }

    /// Runs a statement behind the store's back, as an intruder with the database's password could.
    pub async fn tamper(&self, statement: &str) {
        run(&self.address, statement).await;
    }
}

/// The server to use, if one is named.
pub fn server() -> Option<String> {
    std::env::var("GATEHOUSE_TEST_POSTGRES").ok()
}

async fn fill() -> Filled {
    match server() {
        None => {
            let own = Database::empty_file();
            fill_in(&own).await;
            Filled::File(own)
        }
        Some(admin) => {
            let own = Database::on_server(&admin, None).await;
            fill_in(&own).await;
            let template = own.address.split('?').next().and_then(|address| address.rsplit('/').next());
            Filled::Server { template: template.expect("an address ends in a name").to_owned(), admin, own }
        }
    }
}

async fn fill_in(own: &Database) {
    let store = own.open(Dice::fixed(1)).await;
    demo::load(&store, instant(MORNING)).await.expect("the demonstration plays");
    store.close().await.expect("it closes");
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).into_iter().flatten().flatten() {
        let to = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy_folder(&entry.path(), &to),
            false => drop(std::fs::copy(entry.path(), to).expect("a file can be copied")),
        }
    }
}

async fn run(address: &str, statement: &str) {
    let connection = Connection::connect(address).await.expect("the database answers");
    connection.execute_unprepared(statement).await.unwrap_or_else(|error| panic!("{statement}: {error}"));
    connection.close().await.expect("it closes");
}

/// The same server, another database.
fn named(admin: &str, name: &str) -> String {
    let (base, query) =
        admin.split_once('?').map_or((admin, String::new()), |(base, query)| (base, format!("?{query}")));
    let (server, _) = base.rsplit_once('/').expect("an address ends in a name");
    format!("{server}/{name}{query}")
}
