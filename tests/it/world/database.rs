//! A database for each story: a copy of one that was migrated and filled once.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use gatehouse::demo;
use gatehouse::store::{Dice, Store};
use sea_orm::{ConnectionTrait, Database as Connection};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use super::{MORNING, instant};

/// A database that goes with its story.
pub struct Database {
    pub address: String,
    _folder: Option<TempDir>,
}

static COUNT: AtomicU32 = AtomicU32::new(0);
static FILLED: OnceCell<Filled> = OnceCell::const_new();

/// The filled database that every story copies.
enum Filled {
    File { file: PathBuf, _folder: TempDir },
    Server { admin: String, template: String },
}

impl Database {
    /// A copy of the filled demonstration.
    pub async fn filled() -> Self {
        match FILLED.get_or_init(fill).await {
            Filled::File { file, .. } => {
                let own = Self::empty_file();
                std::fs::copy(file, own.path()).expect("the filled file can be copied");
                own
            }
            Filled::Server { admin, template } => Self::on_server(admin, Some(template)).await,
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
        Self { address, _folder: Some(folder) }
    }

    async fn on_server(admin: &str, template: Option<&str>) -> Self {
        let name = format!("story_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let from = template.map(|template| format!(" TEMPLATE {template}")).unwrap_or_default();
        run(admin, &format!("CREATE DATABASE {name}{from}")).await;
        Self { address: named(admin, &name), _folder: None }
    }

    /// The SQLite file.
    fn path(&self) -> PathBuf {
        PathBuf::from(self.address.trim_start_matches("sqlite://").trim_end_matches("?mode=rwc"))
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
    let now = instant(MORNING);
    match server() {
        None => {
            let own = Database::empty_file();
            fill_in(&own.address, now).await;
            let file = own.path();
            Filled::File { file, _folder: own._folder.expect("a file has its folder") }
        }
        Some(admin) => {
            let own = Database::on_server(&admin, None).await;
            fill_in(&own.address, now).await;
            let template = own.address.split('?').next().and_then(|address| address.rsplit('/').next());
            Filled::Server { template: template.expect("an address ends in a name").to_owned(), admin }
        }
    }
}

async fn fill_in(address: &str, now: chrono::DateTime<chrono::Utc>) {
    let store = Store::open(address, Dice::fixed(1)).await.expect("an empty database opens");
    demo::load(&store, now).await.expect("the demonstration plays");
    store.close().await.expect("it closes");
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
