//! `gatehouse case`: the whole evaluation of a tender in a folder, with digests, for whoever has to answer for it later.
//! `gatehouse verify --case` checks one without a database.

mod chain;
mod check;
mod contents;
mod facts;
mod told;
mod what_if;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail};
use clap::Args;
use entity::id::{BidId, PersonId};
use rules::access::Actor;
use rules::award::LotResult;
use rules::award::frozen::Frozen;
use rules::award::summary::Summary;
use rules::case::{TABLES, Tables, tables};
use rules::law::clock::long_instant;
use rules::scoring::Scoring;
use rules::{Subject, sha256};

use super::Settings;
use crate::report::outcome::{Outcome, document};
use crate::store::{CaseLine, House, Reader};
use contents::{About, CaseFile, Contents, FORMAT, number, numbers, text};

pub use check::run as check;

/// What `case` takes.
#[derive(Debug, Args)]
pub struct Case {
    #[command(flatten)]
    settings: Settings,
    /// The tender, such as MED-2021-001
    reference: String,
    /// The folder to write: a new one, or one that is empty
    #[arg(long)]
    out: PathBuf,
}

/// Writes the case file. Refuses before quality is signed off, and a folder that holds something.
pub async fn run(case: Case) -> anyhow::Result<ExitCode> {
    is_empty(&case.out)?;
    let store = case.settings.open_existing().await?;
    let contents = gather(&store.reader(House), &case).await?;
    store.close().await?;
    let manifest = contents.write(&case.out)?;
    println!("The case file of {} is in {}.", case.reference, case.out.display());
    println!(
        "The SHA-256 of its manifest is {manifest}. Note it somewhere else: it stands for every file of the folder."
    );
    Ok(ExitCode::SUCCESS)
}

fn is_empty(folder: &Path) -> anyhow::Result<()> {
    match std::fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            Some(_) => bail!("{} is not empty; a case file needs a folder of its own", folder.display()),
            None => Ok(()),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error).with_context(|| format!("{} could not be read", folder.display())),
    }
}

async fn gather(reader: &Reader<House>, case: &Case) -> anyhow::Result<Contents> {
    let Some(tender) = reader.tender(&case.reference).await? else {
        bail!("there is no tender {}", case.reference);
    };
    let authority = reader.authority(tender.row.authority_id).await?;
    let authority = authority.ok_or_else(|| anyhow!("its authority is missing"))?.row.name;
    let Some(scoring) = reader.scoring(tender).await? else {
        bail!("the evaluation of {} has not begun", case.reference);
    };
    let mut results = Vec::new();
    for lot in scoring.terms().lots.iter().map(|lot| lot.id) {
        results.extend(reader.lot_result(scoring.clone(), lot).await?);
    }
    let mut record =
        tables(&scoring, &results, &Actor::house()).map_err(|refusal| anyhow!(refusal.first()))?;
    for table in TABLES {
        record.entry((*table).to_owned()).or_default();
    }
    let lines = reader.case_lines(subjects(&scoring, &record)).await?;
    let people = reader.names_of(people(&record, &lines)).await?;
    let row = &scoring.tender().row;
    let about = About {
        id: row.id.0,
        reference: row.reference.clone(),
        title: scoring.terms().title.clone(),
        authority,
    };
    let numbers = lines.iter().map(|line| line.seq).collect();
    let file = CaseFile { format: FORMAT.to_owned(), tender: about, people, lines: numbers, record };

    let mut contents = Contents::default();
    for result in &results {
        add_result(&mut contents, result, &file)?;
    }
    add_letters(&mut contents, reader, &scoring, &file, &case.settings.site_url()).await?;
    contents.add("audit.jsonl", chain::write(&lines)?);
    contents.add("case.json", file.write()?);
    contents.add("README.txt", told::told(&file, &scoring, &contents).into_bytes());
    Ok(contents)
}

/// What lines of the record are about that belong to the case.
fn subjects(scoring: &Scoring, record: &Tables) -> Vec<String> {
    let mut about = vec![Subject::Tender(scoring.tender().row.id)];
    about.extend(scoring.terms().lots.iter().map(|lot| Subject::Lot(lot.id)));
    about.extend(numbers(record, "bid", "id").map(|id| Subject::Bid(BidId(id))));
    about.extend(numbers(record, "score_sheet", "id").map(|id| Subject::Sheet(entity::id::SheetId(id))));
    about.iter().map(ToString::to_string).collect()
}

/// Everyone whom a row or a line names.
fn people(record: &Tables, lines: &[CaseLine]) -> Vec<PersonId> {
    let names =
        |column: &str| column == "person_id" || column.ends_with("_person_id") || column.ends_with("_by");
    let rows = record.values().flatten().flatten();
    let of_rows = rows.filter(|(column, _)| names(column)).filter_map(|(_, value)| value.as_i64());
    let of_lines = lines.iter().filter_map(|line| {
        let body: serde_json::Value = serde_json::from_str(&line.body).ok()?;
        body.get("actor")?.as_str()?.strip_prefix("person/")?.parse().ok()
    });
    of_rows.chain(of_lines).collect::<BTreeSet<_>>().into_iter().map(PersonId).collect()
}

/// The lot as `gatehouse evaluate` takes it, and what would change the winner where that was chosen.
fn add_result(contents: &mut Contents, result: &LotResult, file: &CaseFile) -> anyhow::Result<()> {
    let lot = result.lot().0;
    let Some(frozen) = facts::last_ranking(&file.record, lot) else { return Ok(()) };
    let frozen =
        Frozen::of_text(text(frozen, "result")).ok_or_else(|| anyhow!("the ranking cannot be read"))?;
    let evaluate =
        frozen.evaluate_file().ok_or_else(|| anyhow!("the ranking cannot be written as a file"))?;
    contents.add(&format!("evaluate-{lot}.json"), evaluate.into_bytes());
    if facts::keeps_what_if(&file.record, lot) {
        contents.add(&format!("what-if-{lot}.json"), what_if::write(&frozen)?);
    }
    Ok(())
}

/// Each letter of an outcome as it was sent, with its assessment summary, as a tagged PDF.
async fn add_letters(
    contents: &mut Contents,
    reader: &Reader<House>,
    scoring: &Scoring,
    file: &CaseFile,
    site: &str,
) -> anyhow::Result<()> {
    let demonstration = reader.is_demonstration().await?;
    for letter in reader.outcomes(scoring.tender().row.id).await? {
        let bid = letter.once.rsplit('/').next().and_then(|bid| bid.parse::<i64>().ok()).unwrap_or_default();
        let summaries = file.record["assessment_summary"].iter();
        let row = summaries.clone().find(|row| number(row, "letter_id") == letter.id.0);
        let summary: Option<Summary> = row.and_then(|row| serde_json::from_str(text(row, "text")).ok());
        let name = facts::bidder(&file.record, bid);
        let paper = document(&Outcome {
            authority: &file.tender.authority,
            to: name,
            address: summary.as_ref().and_then(|it| it.own.address.as_deref()),
            sent: &long_instant(letter.at),
            subject: &letter.subject,
            says: &letter.says,
            summary: summary.as_ref(),
            terms_at: &format!("{site}/opportunities/{}", file.tender.reference),
            demonstration,
        });
        contents.add(&format!("letter-{}.pdf", letter.id.0), paper::pdf::to_pdf(&paper));
    }
    Ok(())
}

/// SHA-256 of a file, in hexadecimal.
fn digest(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    hex::encode(Sha256::digest(bytes))
}

/// SHA-256 of a text, in hexadecimal.
fn digest_of(says: &str) -> String {
    sha256(says)
}
