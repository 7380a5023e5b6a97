//! Turns: those who write come one after another, in the order in which they came, and hold no connection meanwhile.
//! In a rush readers would otherwise find every connection taken by somebody who waits to write.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{Store, StoreError};

/// How many write at once on SQLite, which has one writer's place.
const AT_ONCE_ON_SQLITE: usize = 1;
/// The same on PostgreSQL, where they meet only at the chain's one row.
const AT_ONCE_ON_POSTGRES: usize = 4;
/// How long somebody waits for a turn before they are asked to come again.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// The queue of those who write. Cheap to clone.
#[derive(Clone)]
pub(super) struct Turns(Arc<Semaphore>);

/// Somebody's turn, until it is dropped.
pub(super) type Turn = OwnedSemaphorePermit;

impl Turns {
    pub(super) fn at(db: &DatabaseConnection) -> Self {
        Self(Arc::new(Semaphore::new(match db.get_database_backend() {
            DbBackend::Postgres => AT_ONCE_ON_POSTGRES,
            _ => AT_ONCE_ON_SQLITE,
        })))
    }
}

impl Store {
    /// Waits for a turn to write.
    pub(super) async fn turn(&self) -> Result<Turn, StoreError> {
        match tokio::time::timeout(LONGEST_WAIT, self.turns.0.clone().acquire_owned()).await {
            Ok(Ok(turn)) => Ok(turn),
            Ok(Err(_)) | Err(_) => Err(StoreError::TooSlow),
        }
    }

    /// Begins a transaction that may write, in its turn: on SQLite it takes the one writer's place at once. The turn is
    /// to be kept until the transaction has ended, so it stands before it in a `let`.
    pub(super) async fn begin(&self) -> Result<(Turn, DatabaseTransaction), StoreError> {
        let turn = self.turn().await?;
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        Ok((turn, self.db.begin_with_options(options).await?))
    }
}

#[cfg(test)]
mod tests {
    use rules::access::Actor;

    use super::super::apply::house_row;
    use super::super::{Dice, Pen};
    use super::*;

    async fn takes_a_number(pen: Pen) -> i64 {
        pen.new_id().await.expect("its turn comes")
    }

    #[tokio::test]
    async fn those_who_wait_to_write_keep_nobody_from_reading() {
        let folder = tempfile::tempdir().expect("a folder");
        let address = format!("sqlite://{}?mode=rwc", folder.path().join("turns.db").display());
        let store = Store::open(&address, Dice::fixed(1)).await.expect("it opens");
        let (turn, transaction) = store.begin().await.expect("nobody else writes");
        let connections = || store.db.get_sqlite_connection_pool().size();
        let before = connections();
        let pen = || store.pen(Actor::house(), chrono::DateTime::UNIX_EPOCH);
        let waiting: Vec<_> = (0..50).map(|_| tokio::spawn(takes_a_number(pen()))).collect();
        tokio::task::yield_now().await;
        assert_eq!(house_row(&store.db).await.expect("it is read at once").seq, 0);
        assert!(connections() <= before + 1, "who waits holds no connection");
        transaction.rollback().await.expect("it ends");
        drop(turn);
        let mut numbers = Vec::new();
        for one in waiting {
            numbers.push(one.await.expect("it ends"));
        }
        let first = numbers[0];
        assert_eq!(numbers, (first..first + 50).collect::<Vec<_>>(), "in the order in which they came");
    }
}
