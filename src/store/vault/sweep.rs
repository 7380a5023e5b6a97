//! Sweeping: files that no row names, because what they were uploaded for never came to be.

use std::path::Path;

use chrono::{DateTime, Duration, Utc};
use entity::{bid_part, contract_document, return_evidence, tender_file};
use futures_util::TryStreamExt;
use object_store::path::Path as ObjectPath;
use rules::bid::Sealed;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashSet;

use super::KINDS;
use crate::store::{Pen, Store, StoreError};

/// A file that no row names is left alone so long: its row may be on its way.
const STRAY_AFTER: Duration = Duration::hours(24);
/// How many strays one sweep takes away at most.
const MOST: usize = 10_000;
/// How many names are looked up at once.
const BATCH: usize = 200;
/// Strays that are so few are taken away whatever their share.
const FEW: usize = 20;

impl Store {
    /// Takes files away that are older than a day and that no row names; says how many. `now` is the machine's clock,
    /// by which files are dated. Only what has a name of our own shape is looked at: another's place of files, named
    /// by mistake, keeps what it holds.
    ///
    /// INVARIANT: where the record and the files do not seem to belong together, nothing is taken away.
    pub async fn sweep(&self, now: DateTime<Utc>) -> Result<usize, StoreError> {
        let files = &self.vault()?.files;
        let before = now - STRAY_AFTER;
        let (listed, strays) = self.strays(before).await?;
        let mostly_strays = strays.len() > FEW && strays.len() > listed / 2;
        if mostly_strays || (listed > 0 && !self.names_files().await?) {
            return Err(StoreError::OthersFiles { strays: strays.len(), listed });
        }
        let mut swept = 0;
        for name in strays.iter().take(MOST) {
            files.remove(name).await?;
            swept += 1;
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
        if let Err(error) = self.remove_unnamed(sealed).await {
            tracing::warn!(%error, "a sealed object that nothing names could not be removed; the sweep will");
        }
    }

    async fn remove_unnamed(&self, sealed: &Sealed) -> Result<(), StoreError> {
        for name in self.unnamed(vec![ObjectPath::from(sealed.object.as_str())]).await? {
            self.vault()?.files.remove(&name).await?;
        }
        Ok(())
    }

    /// How many files there are, and those of them that were written before an instant and that no row names.
    async fn strays(&self, before: DateTime<Utc>) -> Result<(usize, Vec<ObjectPath>), StoreError> {
        let files = &self.vault()?.files;
        let (mut count, mut strays, mut batch) = (0, Vec::new(), Vec::new());
        for kind in KINDS {
            let mut listed = files.list(kind);
            while let Some(found) = listed.try_next().await? {
                if !is_own(found.location.as_ref()) {
                    continue;
                }
                count += 1;
                if found.last_modified < before {
                    batch.push(found.location);
                }
                if batch.len() == BATCH {
                    strays.extend(self.unnamed(std::mem::take(&mut batch)).await?);
                }
            }
        }
        strays.extend(self.unnamed(batch).await?);
        Ok((count, strays))
    }

    async fn unnamed(&self, names: Vec<ObjectPath>) -> Result<Vec<ObjectPath>, StoreError> {
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
            .filter(tender_file::Column::Object.is_in(texts.clone()))
            .into_tuple()
            .all(&self.db)
            .await?;
        let of_contracts: Vec<String> = contract_document::Entity::find()
            .select_only()
            .column(contract_document::Column::Object)
            .filter(contract_document::Column::Object.is_in(texts.clone()))
            .into_tuple()
            .all(&self.db)
            .await?;
        let of_returns: Vec<String> = return_evidence::Entity::find()
            .select_only()
            .column(return_evidence::Column::Object)
            .filter(return_evidence::Column::Object.is_in(texts))
            .into_tuple()
            .all(&self.db)
            .await?;
        let contracts = of_contracts.into_iter().chain(of_returns);
        let named: HashSet<String> = parts.into_iter().chain(documents).chain(contracts).collect();
        Ok(names.into_iter().filter(|name| !named.contains(name.as_ref())).collect())
    }

    /// Whether the record names any file at all.
    async fn names_files(&self) -> Result<bool, StoreError> {
        let part = bid_part::Entity::find().one(&self.db).await?;
        Ok(part.is_some()
            || tender_file::Entity::find().one(&self.db).await?.is_some()
            || contract_document::Entity::find().one(&self.db).await?.is_some()
            || return_evidence::Entity::find().one(&self.db).await?.is_some())
    }
}

impl Pen {
    /// The same, for whoever had it sealed.
    pub async fn throw_away(&self, sealed: &Sealed) {
        self.store.throw_away(sealed).await;
    }
}

/// Whether this is a name as [`Pen`](crate::store::Pen) gives one: the kind, two hexadecimal digits, the other 62.
fn is_own(name: &str) -> bool {
    let mut steps = name.split('/');
    let (kind, folder, rest) = (steps.next(), steps.next(), steps.next());
    let digits = |step: Option<&str>, count| {
        step.is_some_and(|step| {
            step.len() == count && step.bytes().all(|sign| matches!(sign, b'0'..=b'9' | b'a'..=b'f'))
        })
    };
    kind.is_some_and(|kind| KINDS.contains(&kind))
        && digits(folder, 2)
        && digits(rest, 62)
        && steps.next().is_none()
}

/// In a folder an upload lies beside its name, with `#` and a number, until it is whole; a killed server leaves it so.
fn sweep_cut_off(root: &Path, before: DateTime<Utc>) -> usize {
    let (mut folders, mut swept) = (KINDS.map(|kind| root.join(kind)).to_vec(), 0);
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let Ok(about) = entry.metadata() else { continue };
            if about.is_dir() {
                folders.push(entry.path());
            } else if is_cut_off(root, &entry.path())
                && about.modified().is_ok_and(|at| DateTime::<Utc>::from(at) < before)
            {
                swept += usize::from(std::fs::remove_file(entry.path()).is_ok());
            }
        }
    }
    swept
}

fn is_cut_off(root: &Path, file: &Path) -> bool {
    let name = file.strip_prefix(root).ok().and_then(Path::to_str).unwrap_or_default();
    name.rsplit_once('#').is_some_and(|(name, end)| {
        is_own(name) && !end.is_empty() && end.bytes().all(|sign| sign.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_our_own_shape_are_looked_at() {
        let rest = "0123456789abcdef".repeat(4)[2..].to_owned();
        let table = [
            (format!("sealed/01/{rest}"), true),
            (format!("open/ff/{rest}"), true),
            (format!("other/01/{rest}"), false),
            (format!("sealed/{rest}"), false),
            (format!("sealed/01/{}", &rest[1..]), false),
            (format!("sealed/0G/{rest}"), false),
            (format!("sealed/01/{rest}/x"), false),
            (format!("backup/sealed/01/{rest}"), false),
            ("sealed/01/letter.pdf".to_owned(), false),
        ];
        let root = Path::new("files");
        for (name, own) in table {
            assert_eq!(is_own(&name), own, "{name}");
            assert_eq!(is_cut_off(root, &root.join(format!("{name}#1"))), own, "{name}");
            assert!(!is_cut_off(root, &root.join(&name)), "{name}");
        }
    }
}
