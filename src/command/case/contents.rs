//! The files of a case, and the manifest that names each with its digest.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};
use rules::case::{Columns, Tables};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::digest;

/// Which kind of file this is, and which edition of it.
pub(super) const FORMAT: &str = "Gatehouse case file 1";
/// The manifest's name.
pub(super) const MANIFEST: &str = "manifest.json";

/// `case.json`: everything of the evaluation, row by row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseFile {
    pub format: String,
    pub tender: About,
    /// Names by number. They are not part of what lines of the record prove.
    pub people: BTreeMap<i64, String>,
    /// The numbers of the lines in `audit.jsonl`.
    pub lines: Vec<i64>,
    pub record: Tables,
}

/// Which tender it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct About {
    pub id: i64,
    pub reference: String,
    pub title: String,
    pub authority: String,
}

/// `manifest.json`: SHA-256 of every other file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub format: String,
    pub files: BTreeMap<String, String>,
}

/// Files by their names, before they are written.
#[derive(Clone, Debug, Default)]
pub(super) struct Contents(pub BTreeMap<String, Vec<u8>>);

impl CaseFile {
    /// As it is written, and in no other way.
    pub fn write(&self) -> anyhow::Result<Vec<u8>> {
        pretty(self)
    }
}

impl Manifest {
    /// As it is written, and in no other way.
    pub fn write(&self) -> anyhow::Result<Vec<u8>> {
        pretty(self)
    }
}

impl Contents {
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) {
        self.0.insert(name.to_owned(), bytes);
    }

    /// Writes every file and the manifest last; gives the manifest's SHA-256.
    pub fn write(&self, folder: &Path) -> anyhow::Result<String> {
        let mut making = std::fs::DirBuilder::new();
        making.recursive(true);
        // It holds scores, prices and names, which only the council may see.
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut making, 0o700);
        making.create(folder).with_context(|| format!("{} could not be made", folder.display()))?;
        let files = self.0.iter().map(|(name, bytes)| (name.clone(), digest(bytes))).collect();
        let manifest = Manifest { format: FORMAT.to_owned(), files }.write()?;
        for (name, bytes) in self.0.iter().chain([(&MANIFEST.to_owned(), &manifest)]) {
            let mut options = std::fs::OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file =
                options.open(folder.join(name)).with_context(|| format!("{name} could not be made"))?;
            file.write_all(bytes).with_context(|| format!("{name} could not be written"))?;
            file.sync_all()?;
        }
        Ok(digest(&manifest))
    }

    /// Every file of a folder, which has no folders in it.
    pub fn read(folder: &Path) -> anyhow::Result<Self> {
        let mut contents = Self::default();
        let entries =
            std::fs::read_dir(folder).with_context(|| format!("{} could not be read", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if !entry.file_type()?.is_file() {
                bail!("{name} is no file; a case file holds nothing else");
            }
            contents.add(
                &name,
                std::fs::read(entry.path()).with_context(|| format!("{name} could not be read"))?,
            );
        }
        Ok(contents)
    }
}

fn pretty(value: &impl Serialize) -> anyhow::Result<Vec<u8>> {
    // Through a value, so that keys come in order whatever order the fields are declared in.
    let mut bytes = serde_json::to_vec_pretty(&serde_json::to_value(value)?)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A column's whole number, or none there is.
pub(super) fn number(row: &Columns, column: &str) -> i64 {
    row.get(column).and_then(Value::as_i64).unwrap_or_default()
}

/// A column's text, or nothing.
pub(super) fn text<'a>(row: &'a Columns, column: &str) -> &'a str {
    row.get(column).and_then(Value::as_str).unwrap_or_default()
}

/// One column of every row of a table.
pub(super) fn numbers<'a>(
    record: &'a Tables,
    table: &str,
    column: &'a str,
) -> impl Iterator<Item = i64> + 'a {
    record.get(table).into_iter().flatten().map(move |row| number(row, column))
}
