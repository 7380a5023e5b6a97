//! Opening the database: SQLite by default, PostgreSQL by address.

use std::sync::Arc;
use std::time::Duration;

use migration::{Migrator, MigratorTrait};
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr};

use super::apply::house_row;
use super::{Dice, Store, StoreError};

impl Store {
    /// Connects and brings the schema up to date.
    pub async fn open(address: &str, dice: Dice) -> Result<Self, DbErr> {
        let db = connect(address).await?;
        Migrator::up(&db, None).await?;
        Ok(Self { db, dice: Arc::new(dice) })
    }

    /// Whether nothing has been recorded yet.
    pub async fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(house_row(&self.db).await?.seq == 0)
    }

    /// Throws the whole record away. Refuses unless it is a demonstration.
    pub async fn start_over(&self) -> Result<(), StoreError> {
        if !house_row(&self.db).await?.demonstration {
            return Err(StoreError::Stale);
        }
        Ok(Migrator::fresh(&self.db).await?)
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

async fn connect(address: &str) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(address);
    options
        .max_connections(10)
        .acquire_timeout(Duration::from_secs(20))
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(15))
        });
    Database::connect(options).await
}
