//! The lines of a case: each with the hash of the one before, and what it wrote.

use std::collections::BTreeMap;

use rules::case::{Columns, TABLES, Tables};
use rules::salted;
use serde::Deserialize;
use serde_json::Value;

use crate::store::CaseLine;
use crate::store::chain::line_hash;

/// As they are written: one line of JSON each.
pub(super) fn write(lines: &[CaseLine]) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for line in lines {
        serde_json::to_writer(&mut bytes, line)?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}

/// What the lines of a case prove.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Their numbers.
    pub lines: Vec<i64>,
    /// Between how many pairs of them lines of other matters are left out.
    pub gaps: usize,
    /// How many details are not there.
    pub without_detail: usize,
    /// What each line submits or freezes: its subject and number, then its line and digest.
    pub seals: BTreeMap<(String, i64), (i64, String)>,
    /// The rows of the case's tables as the details say they came to be, by table and number.
    pub rows: BTreeMap<(String, i64), Columns>,
}

#[derive(Deserialize)]
struct Wrote {
    deed: String,
    table: String,
    columns: Columns,
}

/// Reads the lines and holds each to its hash, its link and its detail; every fault is told.
pub(super) fn read(bytes: &[u8], faults: &mut Vec<String>) -> Told {
    let (mut told, mut before): (Told, Option<CaseLine>) = (Told::default(), None);
    let said = String::from_utf8_lossy(bytes);
    for (at, said) in said.lines().enumerate() {
        let Ok(line) = serde_json::from_str::<CaseLine>(said) else {
            faults.push(format!("row {} is no line of a record", at + 1));
            continue;
        };
        hold(&line, before.as_ref(), &mut told, faults);
        told.lines.push(line.seq);
        before = Some(line);
    }
    told
}

fn hold(line: &CaseLine, before: Option<&CaseLine>, told: &mut Told, faults: &mut Vec<String>) {
    let seq = line.seq;
    let mut fault = |why: &str| faults.push(format!("line {seq}: {why}"));
    if line_hash(&line.previous, seq, &line.body) != line.hash {
        fault("its hash does not fit what it says");
    }
    match before {
        Some(before) if before.seq >= seq => fault("it does not come after the line before it"),
        Some(before) if before.seq + 1 == seq && before.hash != line.previous => {
            fault("it does not follow the line before it");
        }
        Some(before) if before.seq + 1 < seq => told.gaps += 1,
        Some(_) | None => {}
    }
    let Ok(Value::Object(body)) = serde_json::from_str(&line.body) else {
        return fault("what it says cannot be read");
    };
    let word = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    if body.get("seq").and_then(Value::as_i64) != Some(seq) {
        fault("its number is not the one in what it says");
    }
    if let Some(number) = body.get("seals_number").and_then(Value::as_i64)
        && told.seals.insert((word("about"), number), (seq, word("seals_digest"))).is_some()
    {
        fault("it freezes what another line froze already");
    }
    match &line.detail {
        Some(detail) if salted(&detail.salt, &detail.fields) != word("detail") => {
            fault("what it wrote is not what was recorded");
        }
        Some(detail) => match serde_json::from_str::<Vec<Wrote>>(&detail.fields) {
            Ok(all) => all.into_iter().for_each(|wrote| replay(wrote, &mut told.rows)),
            Err(_) => fault("what it wrote cannot be read"),
        },
        None => told.without_detail += 1,
    }
}

/// Lets a row come to be again, for tables of the case.
fn replay(wrote: Wrote, rows: &mut BTreeMap<(String, i64), Columns>) {
    let Some(id) = wrote.columns.get("id").and_then(Value::as_i64) else { return };
    if !TABLES.contains(&wrote.table.as_str()) {
        return;
    }
    let key = (wrote.table, id);
    match wrote.deed.as_str() {
        "delete" => drop(rows.remove(&key)),
        _ => rows.entry(key).or_default().extend(wrote.columns),
    }
}

/// Holds the rows of a case to what the lines wrote: none is other, none is missing, none was added.
pub(super) fn hold_rows(record: &Tables, told: &Told, faults: &mut Vec<String>) {
    let mut left: BTreeMap<_, _> = told.rows.iter().collect();
    for (table, rows) in record {
        for row in rows {
            let id = row.get("id").and_then(Value::as_i64).unwrap_or_default();
            match left.remove(&(table.clone(), id)) {
                None if told.without_detail > 0 => {}
                None => faults.push(format!("{table} {id}: no line of the record tells of it")),
                Some(written) => {
                    let other = written.iter().filter(|(column, _)| column.as_str() != "version");
                    for (column, value) in other.filter(|(column, value)| !same(row.get(*column), value)) {
                        let value = shown(value);
                        faults.push(format!(
                            "{table} {id}: {column} is not what was recorded, which was {value}"
                        ));
                    }
                }
            }
        }
    }
    for (table, id) in left.into_keys() {
        faults.push(format!("{table} {id}: a line of the record tells of it, and it is not here"));
    }
}

/// A large text is kept in the detail by its digest.
fn same(found: Option<&Value>, recorded: &Value) -> bool {
    let by_digest = recorded.as_str().and_then(|text| text.strip_prefix("sha256:"));
    match (found, by_digest) {
        (Some(Value::String(text)), Some(digest)) => super::digest_of(text) == digest,
        (found, _) => found.unwrap_or(&Value::Null) == recorded,
    }
}

fn shown(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= 60 { text } else { text.chars().take(60).chain(['…']).collect() }
}
