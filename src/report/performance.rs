//! The reports on the performance of a contract: the monitoring report of a period, and the review of its life so far.

use entity::state::{PerformanceKind, ReportStyle};
use paper::{Block, Document};
use rules::report::performance::{Performance, Which};
use rules::report::{Figures, too_much};

use super::{Composed, ReportError, accent, facts, filled_in};

/// Composes one copy of a report, as authorities of its style put it.
pub fn compose_performance(of: &Performance<'_>, demonstration: bool) -> Result<Composed, ReportError> {
    of_texts(of)?;
    let figures = Figures::of_performance(of);
    let style = of.authority.row.report_style;
    let template = match (of.which.kind(), style) {
        (PerformanceKind::Monitoring, ReportStyle::Gateway) => "gateway/monitoring.md.j2",
        (PerformanceKind::Monitoring, ReportStyle::Cabinet) => "cabinet/monitoring.md.j2",
        (PerformanceKind::Review, ReportStyle::Gateway) => "gateway/contract-review.md.j2",
        (PerformanceKind::Review, ReportStyle::Cabinet) => "cabinet/contract-review.md.j2",
    };
    filled_in(template, facts::of_performance(of, &figures), |blocks| document(of, demonstration, blocks))
}

/// The same as JSON, ready to be kept, with its title and what its prose refers to but is not there.
pub fn kept_performance(composed: Composed) -> Result<(String, String, Vec<String>), ReportError> {
    let title = composed.document.title.clone();
    let (json, missing) = super::kept_break(composed)?;
    Ok((title, json, missing))
}

fn document(of: &Performance<'_>, demonstration: bool, blocks: Vec<Block>) -> Document {
    let authority = &of.authority.row;
    let contract = &of.source.contract.row;
    let title = match (of.which, authority.report_style) {
        (Which::Monitoring(id), _) => {
            let period = of.source.one(id).map(|one| of.source.period_words(one)).unwrap_or_default();
            format!("Monitoring report for {period}: {}", contract.title)
        }
        (Which::Review, ReportStyle::Gateway) => format!("Gateway 4 contract review: {}", contract.title),
        (Which::Review, ReportStyle::Cabinet) => format!("Contract review: {}", contract.title),
    };
    let copy = if of.is_public() { " (public copy)" } else { "" };
    Document {
        running_header: format!("{}: {title}{copy}", authority.name),
        title,
        publisher: authority.name.clone(),
        language: "en-GB".to_owned(),
        mark: demonstration.then(|| "Demonstration data".to_owned()),
        status: Some(match of.is_public() {
            true => "Draft of the public copy".to_owned(),
            false => format!("Draft, after change {} of the contract", contract.version.0),
        }),
        accent: accent(&authority.accent),
        contents: false,
        blocks,
    }
}

/// Refuses a text that is too long, or holds too many figures.
fn of_texts(of: &Performance<'_>) -> Result<(), ReportError> {
    let texts = of.text().into_iter().flat_map(|row| {
        [&row.summary, &row.findings, &row.lessons, &row.recommendation].into_iter().flatten()
    });
    match texts.into_iter().find_map(|text| too_much(text)) {
        Some(says) => Err(ReportError::TooMuch(says)),
        None => Ok(()),
    }
}
