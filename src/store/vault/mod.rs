//! The vault: what is sealed, to whom, and what opens it.
//!
//! A sealed object is an age file. Inside stands one line of JSON with 32 random bytes, then the text or the file
//! itself. Its digest covers all of that, so that it gives nothing away.

mod arriving;
mod header;
mod key;
mod opening;
mod scan;
mod sealing;
mod sweep;

use std::sync::Arc;

use entity::house;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

pub use arriving::UploadFault;
pub use key::ServerKey;
pub use opening::{FileStream, OwnParts};
pub use scan::Scanner;

use arriving::Places;

use super::apply::house_row;
use super::files::Files;
use super::{Store, StoreError};

/// Objects that are sealed: the first step of their names.
const SEALED: &str = "sealed";
/// Objects that everyone may read: the first step of their names.
const OPEN: &str = "open";
/// The first steps of all our names.
const KINDS: [&str; 2] = [SEALED, OPEN];

/// What a store needs beyond its database to seal, to open and to keep files.
#[derive(Debug)]
pub struct Vault {
    key: Option<ServerKey>,
    files: Files,
    scanner: Option<Scanner>,
    places: Places,
}

impl Vault {
    /// A vault of a key and a place for files; what is uploaded goes through the scanner, if there is one.
    #[must_use]
    pub fn new(key: ServerKey, files: Files, scanner: Option<Scanner>) -> Self {
        Self { key: Some(key), files, scanner, places: Places::default() }
    }

    /// Files alone, for commands that look after them and open nothing.
    #[must_use]
    pub fn of_files(files: Files) -> Self {
        Self { key: None, files, scanner: None, places: Places::default() }
    }

    /// The scanner at work on a file, if there is one.
    async fn scan(&self) -> Result<Option<scan::Scan>, StoreError> {
        match &self.scanner {
            Some(scanner) => Ok(Some(scanner.start().await?)),
            None => Ok(None),
        }
    }

    fn key(&self) -> Result<&ServerKey, StoreError> {
        self.key.as_ref().ok_or(StoreError::NoVault)
    }
}

impl Store {
    /// The same store with its key and files. A record keeps the public half of the first key it was opened with;
    /// another key is refused, because nothing sealed before would ever open again.
    ///
    /// The public half is a setting of the house, written once; it is no action of anybody's and has no audit line.
    pub async fn with_vault(mut self, vault: Vault) -> Result<Self, StoreError> {
        if let Some(key) = &vault.key {
            self.hold_to(key.public()).await?;
        }
        self.vault = Some(Arc::new(vault));
        Ok(self)
    }

    async fn hold_to(&self, public: String) -> Result<(), StoreError> {
        house::Entity::update_many()
            .col_expr(house::Column::ServerKey, Expr::value(public.clone()))
            .filter(house::Column::Id.eq(1))
            .filter(Expr::col(house::Column::ServerKey).is_null())
            .exec(&self.db)
            .await?;
        match house_row(&self.db).await?.server_key {
            Some(kept) if kept == public => Ok(()),
            Some(_) | None => Err(StoreError::WrongKey),
        }
    }

    /// Its key and files.
    pub(super) fn vault(&self) -> Result<&Vault, StoreError> {
        self.vault.as_deref().ok_or(StoreError::NoVault)
    }
}
