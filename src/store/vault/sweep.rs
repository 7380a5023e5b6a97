//! Sweeping: files that no row names, because what they were uploaded for never came to be.

use std::path::Path;

use chrono::{DateTime, Duration, Utc};
use entity::{bid_part, tender_file};
use futures_util::TryStreamExt;
use object_store::path::Path as ObjectPath;
use rules::bid::Sealed;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashSet;

use crate::store::{Pen, Store, StoreError};

/// A file that no row names is left alone so long: its row may be on its way.
const STRAY_AFTER: Duration = Duration::hours(24);
/// How many strays one sweep takes away at most.
const MOST: usize = 10_000;
/// How many names are looked up at once.
const BATCH: usize = 200;

impl Store {
    /// Takes files away that are older than a day and that no row names; says how many. `now` is the machine's clock,
    /// by which files are dated.
    pub async fn sweep(&self, now: DateTime<Utc>) -> Result<usize, StoreError> {
        let files = &self.vault()?.files;
        let before = now - STRAY_AFTER;
        let mut listed = files.list();
        let (mut swept, mut batch) = (0, Vec::new());
        while swept < MOST {
            let next = listed.try_next().await?;
            let is_last = next.is_none();
            batch.extend(next.filter(|found| found.last_modified < before).map(|found| found.location));
            if batch.len() == BATCH || is_last {
                swept += self.sweep_batch(std::mem::take(&mut batch)).await?;
            }
            if is_last {
                break;
            }
        }
        if let Some(folder) = files.folder.clone() {
            let cut_off = tokio::task::spawn_blocking(move || sweep_cut_off(&folder, before)).await;
            swept += cut_off.unwrap_or_default();
        }
        Ok(swept)
    }

    /// Takes a sealed object away at once that was sealed for a row which never came to be. One that a row names stays;
    /// one that cannot be taken away now is for the sweep.
    pub async fn throw_away(&self, sealed: &Sealed) {
        let name = ObjectPath::from(sealed.object.as_str());
        if let Err(error) = self.sweep_batch(vec![name]).await {
            tracing::warn!(%error, "a sealed object that nothing names could not be removed; the sweep will");
        }
    }

    async fn sweep_batch(&self, names: Vec<ObjectPath>) -> Result<usize, StoreError> {
        let texts: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        let parts: Vec<String> = bid_part::Entity::find()
            .select_only()
            .column(bid_part::Column::Object)
            .filter(bid_part::Column::Object.is_in(texts.clone()))
            .into_tuple()
            .all(&self.db)
            .await?;
        let documents: Vec<String> = tender_file::Entity::find()
            .select_only()
            .column(tender_file::Column::Object)
            .filter(tender_file::Column::Object.is_in(texts))
            .into_tuple()
            .all(&self.db)
            .await?;
        let named: HashSet<String> = parts.into_iter().chain(documents).collect();
        let mut swept = 0;
        for name in names.iter().filter(|name| !named.contains(name.as_ref())) {
            self.vault()?.files.remove(name).await?;
            swept += 1;
        }
        Ok(swept)
    }
}

impl Pen {
    /// The same, for whoever had it sealed.
    pub async fn throw_away(&self, sealed: &Sealed) {
        self.store.throw_away(sealed).await;
    }
}

/// In a folder an upload lies beside its name, with `#` and a number, until it is whole; a killed server leaves it so.
fn sweep_cut_off(folder: &Path, before: DateTime<Utc>) -> usize {
    let (mut folders, mut swept) = (vec![folder.to_owned()], 0);
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let Ok(about) = entry.metadata() else { continue };
            if about.is_dir() {
                folders.push(entry.path());
            } else if is_cut_off(&entry.path())
                && about.modified().is_ok_and(|at| DateTime::<Utc>::from(at) < before)
            {
                swept += usize::from(std::fs::remove_file(entry.path()).is_ok());
            }
        }
    }
    swept
}

fn is_cut_off(file: &Path) -> bool {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.rsplit_once('#')
        .is_some_and(|(_, end)| !end.is_empty() && end.bytes().all(|sign| sign.is_ascii_digit()))
}
