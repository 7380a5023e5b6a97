//! `gatehouse report`: a procurement's report as a tagged PDF, or for Word.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail};
use clap::Args;
use entity::choice::Choice;
use entity::state::ReportKind;
use rules::procurement::found::found;
use rules::report::awarding::Awarding;
use rules::report::{Moment, is_exempt, moment};

use super::{MachineClock, Settings};
use crate::report::{Sources, compose};
use crate::store::House;

/// What `report` takes.
#[derive(Debug, Args)]
pub struct Report {
    #[command(flatten)]
    settings: Settings,
    /// The procurement, such as MED-2021-001
    reference: String,
    /// gateway-1 or cabinet, award or award-decision
    #[arg(long)]
    kind: String,
    /// The file to write: a PDF, or a document for Word if its name ends in .docx
    #[arg(long)]
    out: PathBuf,
}

/// Composes the report from the record and writes it.
pub async fn run(report: Report, clock: MachineClock) -> anyhow::Result<ExitCode> {
    let kind = ReportKind::of(&report.kind).ok_or_else(|| {
        let kinds: Vec<_> = ReportKind::ALL.iter().map(|kind| kind.code()).collect();
        anyhow!("there is no report called {}; there are {}", report.kind, kinds.join(" and "))
    })?;
    let store = report.settings.open_existing().await?;
    let reader = store.reader(House);
    let Some(procurement) = reader.procurement(&report.reference).await? else {
        bail!("there is no procurement {}", report.reference);
    };
    let authority = reader.authority(procurement.row.authority_id).await?;
    let authority = authority.ok_or_else(|| anyhow!("its authority is missing"))?;
    if !rules::report::kinds(authority.row.report_style).contains(&kind) {
        bail!("{} does not make a report called {}", authority.row.name, kind.code());
    }
    let own = reader.report(procurement.row.id, kind).await?.map(|report| report.own()).unwrap_or_default();
    let found = found(&procurement, &authority.row, clock());
    let demonstration = reader.is_demonstration().await?;
    let awarding = match moment(kind) {
        Moment::Commencement => None,
        Moment::Award if is_exempt(kind) => {
            bail!("{} is read by signing in: nobody signs in here", kind.code())
        }
        Moment::Award => {
            let records = reader.tender_records(procurement.row.id).await?;
            let people = reader.names(authority.row.id).await?;
            Some(Awarding::open(&procurement, &authority, &records, &people, clock()))
        }
    };
    let sources = Sources {
        procurement: &procurement,
        authority: &authority,
        found: &found,
        awarding: awarding.as_ref(),
        own: &own,
        demonstration,
    };
    let document = compose(kind, &sources)?.document;
    let word = report.out.extension().is_some_and(|ending| ending == "docx");
    let bytes = if word { paper::word::to_docx(&document) } else { paper::pdf::to_pdf(&document) };
    std::fs::write(&report.out, bytes)
        .with_context(|| format!("{} could not be written", report.out.display()))?;
    println!("Written: {}", report.out.display());
    store.close().await?;
    Ok(ExitCode::SUCCESS)
}
