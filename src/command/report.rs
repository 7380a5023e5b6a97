//! `gatehouse report`: a procurement's report, the paper on a break of a contract, or a report on its performance, as a
//! tagged PDF or for Word.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail};
use clap::Args;
use entity::choice::Choice;
use entity::state::{PerformanceKind, ReportKind};
use paper::Document;
use rules::procurement::found::found;
use rules::report::awarding::Awarding;
use rules::report::performance::{Eyes, Performance, Which};
use rules::report::{Moment, is_exempt, moment};
use rules::returns::Monitoring;

use super::{MachineClock, Settings};
use crate::report::{ReportError, Sources, compose, compose_break, compose_performance};
use crate::store::House;

/// The kind that is of a contract.
const BREAK: &str = "break";

/// What `report` takes.
#[derive(Debug, Args)]
pub struct Report {
    #[command(flatten)]
    settings: Settings,
    /// The procurement, such as MED-2021-001, or the contract
    reference: String,
    /// gateway-1 or cabinet, award or award-decision; for a contract break, monitoring or review
    #[arg(long)]
    kind: String,
    /// For break: the part of the contract's term at whose end it is decided
    #[arg(long, default_value_t = 1)]
    part: usize,
    /// For monitoring: the period, by its number
    #[arg(long, default_value_t = 1)]
    period: i32,
    /// For monitoring and review: the copy for everyone
    #[arg(long)]
    public: bool,
    /// The file to write: a PDF, or a document for Word if its name ends in .docx
    #[arg(long)]
    out: PathBuf,
}

/// Composes the report from the record and writes it.
pub async fn run(report: Report, clock: MachineClock) -> anyhow::Result<ExitCode> {
    if report.kind == BREAK {
        return of_break(report, clock).await;
    }
    if let Some(kind) = PerformanceKind::of(&report.kind) {
        return of_performance(report, kind, clock).await;
    }
    let kind = ReportKind::of(&report.kind).ok_or_else(|| {
        let kinds: Vec<_> = ReportKind::ALL.iter().map(|kind| kind.code()).collect();
        let all = kinds.join(", ");
        anyhow!("there is no report called {}; there are {all}, {BREAK}, monitoring and review", report.kind)
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
    write(&compose(kind, &sources)?.document, &report.out)?;
    store.close().await?;
    Ok(ExitCode::SUCCESS)
}

/// The paper on the end of one part of a contract's term.
async fn of_break(report: Report, clock: MachineClock) -> anyhow::Result<ExitCode> {
    let store = report.settings.open_existing().await?;
    let reader = store.reader(House);
    let Some(contract) = reader.contract_called(&report.reference).await? else {
        bail!("there is no contract {}", report.reference);
    };
    let authority = reader.authority(contract.row.authority_id).await?;
    let authority = authority.ok_or_else(|| anyhow!("its authority is missing"))?;
    let part = report.part.checked_sub(1).and_then(|place| contract.periods.get(place));
    let part = part.ok_or_else(|| anyhow!("its term has no part {}", report.part))?.id;
    let demonstration = reader.is_demonstration().await?;
    match compose_break(&contract, &authority, part, clock(), demonstration) {
        Ok(composed) => write(&composed.document, &report.out)?,
        Err(ReportError::Refused(refusal)) => bail!(refusal.first()),
        Err(error) => return Err(error.into()),
    }
    store.close().await?;
    Ok(ExitCode::SUCCESS)
}

/// A report on the performance of a contract. What was written for it stays out of the copy for everyone.
async fn of_performance(
    report: Report,
    kind: PerformanceKind,
    clock: MachineClock,
) -> anyhow::Result<ExitCode> {
    let store = report.settings.open_existing().await?;
    let reader = store.reader(House);
    let contract = reader.contract_called(&report.reference).await?;
    let monitoring = match contract {
        // Whoever runs commands reads what was submitted, as the council does.
        Some(contract) => reader.monitoring(contract.row.id).await?.map(Monitoring::as_submitted),
        None => None,
    };
    let monitoring = monitoring.ok_or_else(|| anyhow!("there is no contract {}", report.reference))?;
    let authority = reader.authority(monitoring.contract.row.authority_id).await?;
    let authority = authority.ok_or_else(|| anyhow!("its authority is missing"))?;
    let which = match kind {
        PerformanceKind::Review => Which::Review,
        PerformanceKind::Monitoring => {
            let one = monitoring.numbered(report.period);
            Which::Monitoring(one.map_err(|_| anyhow!("it has no period {}", report.period))?.row.id)
        }
    };
    let demonstration = reader.is_demonstration().await?;
    let eyes = if report.public { Eyes::Public { texts: false } } else { Eyes::Council };
    match Performance::of(&monitoring, &authority, which, eyes, clock()) {
        Ok(of) => write(&compose_performance(&of, demonstration)?.document, &report.out)?,
        Err(refusal) => bail!(refusal.first()),
    }
    store.close().await?;
    Ok(ExitCode::SUCCESS)
}

fn write(document: &Document, out: &Path) -> anyhow::Result<()> {
    let word = out.extension().is_some_and(|ending| ending == "docx");
    let bytes = if word { paper::word::to_docx(document) } else { paper::pdf::to_pdf(document) };
    std::fs::write(out, bytes).with_context(|| format!("{} could not be written", out.display()))?;
    println!("Written: {}", out.display());
    Ok(())
}
