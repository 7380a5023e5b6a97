//! `gatehouse verify --case`: whether a case file holds, from its folder alone.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

use rules::award::frozen::Frozen;
use rules::case::{Columns, TABLES, Tables};
use rules::scoring::sheets::digest_from;
use serde_json::Value;

use super::chain::{self, Told};
use super::contents::{CaseFile, Contents, FORMAT, MANIFEST, Manifest, number, text};
use super::facts::{keeps_what_if, labelled, last_ranking, rows};
use super::{digest, digest_of, what_if};

/// Everything that does not hold, by file, and what is to be known of the rest.
#[derive(Debug, Default)]
struct Findings {
    faults: Vec<(String, String)>,
    notes: Vec<String>,
}

impl Findings {
    fn add(&mut self, file: &str, why: impl Into<String>) {
        self.faults.push((file.to_owned(), why.into()));
    }
}

/// Checks a case file, and says of each thing that does not hold in which file it is and why.
pub fn run(folder: &Path) -> anyhow::Result<ExitCode> {
    let contents = Contents::read(folder)?;
    let mut findings = Findings::default();
    manifest(&contents, &mut findings);
    everything(&contents, &mut findings);
    let Findings { faults, notes } = findings;
    for note in notes {
        println!("{note}");
    }
    if faults.is_empty() {
        let manifest = contents.0.get(MANIFEST).map(|bytes| digest(bytes)).unwrap_or_default();
        println!(
            "The case file holds. The SHA-256 of its manifest is {manifest}; compare it with the one noted when it was made."
        );
        return Ok(ExitCode::SUCCESS);
    }
    for (file, why) in &faults {
        println!("{file}: {why}.");
    }
    println!("The case file does not hold.");
    Ok(ExitCode::FAILURE)
}

fn manifest(contents: &Contents, findings: &mut Findings) {
    let Some(bytes) = contents.0.get(MANIFEST) else {
        return findings.add(MANIFEST, "it is missing");
    };
    let Ok(read) = serde_json::from_slice::<Manifest>(bytes) else {
        return findings.add(MANIFEST, "it cannot be read");
    };
    if read.format != FORMAT || read.write().ok().as_ref() != Some(bytes) {
        findings.add(MANIFEST, "it is not as it was written");
    }
    for (name, listed) in &read.files {
        match contents.0.get(name) {
            None => findings.add(name, "it is missing"),
            Some(bytes) if digest(bytes) != *listed => {
                findings.add(name, "its digest is not the one in the manifest")
            }
            Some(_) => {}
        }
    }
    for name in contents.0.keys().filter(|name| *name != MANIFEST && !read.files.contains_key(*name)) {
        findings.add(name, "the manifest does not name it");
    }
}

/// What the files say, held to each other, whatever the manifest says.
fn everything(contents: &Contents, findings: &mut Findings) {
    let nothing = Vec::new();
    let bytes = |name: &str| contents.0.get(name).unwrap_or(&nothing);
    let mut faults = Vec::new();
    let told = chain::read(bytes("audit.jsonl"), &mut faults);
    faults.drain(..).for_each(|why| findings.add("audit.jsonl", why));
    findings.notes.push(format!(
        "{} lines of the record; between {} pairs of them lines of other matters are left out.",
        told.lines.len(),
        told.gaps
    ));
    if told.without_detail > 0 {
        findings.notes.push(format!(
            "The details of {} lines are not there, disposed of or left out: what they alone tell was not checked.",
            told.without_detail
        ));
    }
    let case = match serde_json::from_slice::<CaseFile>(bytes("case.json")) {
        Ok(case) => case,
        Err(error) => return findings.add("case.json", format!("it cannot be read: {error}")),
    };
    if case.format != FORMAT || case.write().ok().as_ref() != Some(bytes("case.json")) {
        findings.add("case.json", "it is not as it was written");
    }
    if !TABLES.iter().copied().eq(case.record.keys().map(String::as_str)) {
        findings.add("case.json", "a table is missing, or there is one that does not belong here");
    }
    if case.lines != told.lines {
        let differs = case.lines.iter().zip(&told.lines).find(|(named, there)| named != there);
        let named =
            differs.map(|(named, _)| *named).or_else(|| case.lines.last().copied()).unwrap_or_default();
        findings.add("audit.jsonl", format!("at line {named} it has other lines than case.json names"));
    }
    chain::hold_rows(&case.record, &told, &mut faults);
    sealed(&case, &told, &mut faults);
    rankings(&case.record, &mut faults);
    faults.into_iter().for_each(|why| findings.add("case.json", why));
    for lot in lots(&case.record) {
        result(contents, &case.record, lot, findings);
    }
}

/// Whatever was submitted or frozen, by its digest, against the line that says so; and every such line has its row.
fn sealed(case: &CaseFile, told: &Told, faults: &mut Vec<String>) {
    let mut seals = told.seals.clone();
    let mut hold = |what: String, about: (String, i64), found: String, filed: &str| match seals.remove(&about)
    {
        None => faults.push(format!("{what}: no line of the record froze it")),
        Some((line, sealed)) if sealed != found => {
            faults.push(format!("{what}: it is not what line {line} froze"));
        }
        Some(_) if filed != found => {
            faults.push(format!("{what}: its digest is not the one of what it says"))
        }
        Some(_) => {}
    };
    let record = &case.record;
    let of = |row: &Columns, kind: &str, owner: &str| {
        (format!("{kind}/{}", number(row, owner)), number(row, "number"))
    };
    for row in rows(record, "terms") {
        let what = format!("terms {}", number(row, "id"));
        hold(what, of(row, "tender", "tender_id"), digest_of(text(row, "text")), text(row, "digest"));
    }
    for row in rows(record, "submission") {
        let what = format!("submission {}", number(row, "id"));
        hold(what, of(row, "bid", "bid_id"), digest_of(text(row, "manifest")), text(row, "digest"));
    }
    for row in rows(record, "ranking") {
        let what = format!("ranking {}", number(row, "id"));
        hold(what, of(row, "lot", "lot_id"), digest_of(text(row, "result")), text(row, "digest"));
    }
    for row in rows(record, "score_sheet").filter(|row| !text(row, "locked_at").is_empty()) {
        let id = number(row, "id");
        hold(
            format!("score_sheet {id}"),
            (format!("sheet/{id}"), 1),
            sheet(record, row),
            text(row, "digest"),
        );
    }
    for ((about, number), (line, _)) in seals {
        faults.push(format!("{about}, number {number}: line {line} froze it, and it is not here"));
    }
    for row in rows(record, "assessment_summary") {
        if digest_of(text(row, "text")) != text(row, "digest") {
            faults.push(format!(
                "assessment_summary {}: its digest is not the one of what it says",
                number(row, "id")
            ));
        }
    }
    for row in rows(record, "opened_bid") {
        let submission =
            rows(record, "submission").find(|it| number(it, "id") == number(row, "submission_id"));
        if submission.is_none_or(|it| text(it, "digest") != text(row, "digest")) {
            faults.push(format!("opened_bid {}: it is not what was submitted", number(row, "id")));
        }
    }
}

fn sheet(record: &Tables, row: &Columns) -> String {
    let own = rows(record, "score").filter(|score| number(score, "sheet_id") == number(row, "id"));
    let scores = own.map(|score| {
        let given = score.get("score").and_then(Value::as_i64).and_then(|score| i32::try_from(score).ok());
        (number(score, "criterion_id"), given, score.get("reason").and_then(Value::as_str))
    });
    digest_from(text(row, "salt"), number(row, "bid_id"), number(row, "person_id"), scores.collect())
}

/// Each frozen ranking comes out again to the last digit, from the prices that were opened and the scores that were agreed.
fn rankings(record: &Tables, faults: &mut Vec<String>) {
    for row in rows(record, "ranking") {
        let (id, lot) = (number(row, "id"), number(row, "lot_id"));
        let mut fault = |why: String| faults.push(format!("ranking {id}: {why}"));
        let Some(frozen) = Frozen::of_text(text(row, "result")) else {
            fault("it cannot be read".to_owned());
            continue;
        };
        if frozen.again().is_err() {
            fault("worked out again from what went in, it comes out otherwise".to_owned());
        }
        for bid in &frozen.bids {
            let Some(of) = labelled(record, lot, &bid.label) else {
                fault(format!("there is no bid {}", bid.label));
                continue;
            };
            let opened = rows(record, "bid_price").find(|row| number(row, "bid_id") == of);
            if bid.price_pence.is_some_and(|price| opened.is_none_or(|row| number(row, "total") != price)) {
                fault(format!("the price of {} is not the one that was opened", bid.label));
            }
            for (question, score) in &bid.scores {
                if agreed(record, question, of) != Some(*score) {
                    fault(format!("a score of {} is not the one that was agreed", bid.label));
                }
            }
        }
    }
}

fn agreed(record: &Tables, question: &str, bid: i64) -> Option<i64> {
    let meeting =
        rows(record, "moderation").find(|row| number(row, "criterion_id").to_string() == question)?;
    let mut agreed = rows(record, "moderated_score").filter(|row| number(row, "bid_id") == bid);
    agreed.find(|row| number(row, "moderation_id") == number(meeting, "id")).map(|row| number(row, "score"))
}

fn lots(record: &Tables) -> BTreeSet<i64> {
    rows(record, "lot_evaluation").map(|row| number(row, "lot_id")).collect()
}

/// The files worked out from a ranking, byte by byte.
fn result(contents: &Contents, record: &Tables, lot: i64, findings: &mut Findings) {
    let frozen = last_ranking(record, lot).and_then(|row| Frozen::of_text(text(row, "result")));
    let kept = frozen.as_ref().filter(|_| keeps_what_if(record, lot));
    let expected = [
        (
            format!("evaluate-{lot}.json"),
            frozen.as_ref().and_then(Frozen::evaluate_file).map(String::into_bytes),
        ),
        (format!("what-if-{lot}.json"), kept.and_then(|frozen| what_if::write(frozen).ok())),
    ];
    for (name, expected) in expected {
        match (contents.0.get(&name), expected) {
            (Some(found), Some(expected)) if *found != expected => {
                findings.add(&name, "it is not what comes out of the frozen ranking");
            }
            (None, Some(_)) => findings.add(&name, "it is not here, and should be"),
            (Some(_), None) => {
                findings.add(&name, "there is no ranking that it comes from, or nobody chose to keep it")
            }
            (Some(_), Some(_)) | (None, None) => {}
        }
    }
}
