//! Opening the database: SQLite by default, PostgreSQL by address.

use std::sync::Arc;
use std::time::Duration;

use migration::{Migrator, MigratorTrait};
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr};

use super::apply::house_row;
use super::turn::{LONGEST_WAIT, Turns};
use super::{Dice, Store, StoreError};

impl Store {
    /// Connects and brings the schema up to date.
    pub async fn open(address: &str, dice: Dice) -> Result<Self, DbErr> {
        let db = connect(address, true).await?;
        Migrator::up(&db, None).await?;
        let turns = Turns::at(&db);
        Ok(Self { db, turns, dice: Arc::new(dice), vault: None })
    }

    /// Whether nothing has been recorded yet.
    pub async fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(house_row(&self.db).await?.seq == 0)
    }

    /// Throws the whole record at an address away. Refuses unless it is a demonstration.
    pub async fn start_over(address: &str) -> Result<(), StoreError> {
        // SQLite drops tables one by one, so their ties to each other are not looked at meanwhile.
        let db = connect(address, false).await?;
        if !house_row(&db).await?.demonstration {
            return Err(StoreError::Stale);
        }
        Migrator::fresh(&db).await?;
        Ok(db.close().await?)
    }

    /// Whether the database answers.
    pub async fn answers(&self) -> bool {
        self.db.ping().await.is_ok()
    }

    /// Closes the pool, writing SQLite's log back into its file.
    pub async fn close(self) -> Result<(), DbErr> {
        self.db.close().await
    }
}

async fn connect(address: &str, foreign_keys: bool) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(address);
    options.max_connections(10).acquire_timeout(LONGEST_WAIT).sqlx_logging(false).map_sqlx_sqlite_opts(
        move |sqlite| {
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(foreign_keys)
                // What is disposed of must not stay readable in the file.
                .pragma("secure_delete", "ON")
                .busy_timeout(Duration::from_secs(15))
        },
    );
    Database::connect(options).await
}
