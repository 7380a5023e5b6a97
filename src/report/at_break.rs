//! The paper on which it is decided at a break clause or an extension option, from the record of its contract.

use chrono::{DateTime, Utc};
use entity::id::RowId;
use entity::state::ReportStyle;
use paper::{Block, Document};
use rules::contract::Contract;
use rules::field::long_day;
use rules::report::at_break::AtBreak;
use rules::report::{Figures, too_much};
use rules::settings::Authority;

use super::{Composed, ReportError, accent, facts, filled_in};

/// Composes the paper on the end of one part of a contract's term, as authorities of its style put it.
pub fn compose_break(
    contract: &Contract,
    authority: &Authority,
    period: RowId,
    now: DateTime<Utc>,
    demonstration: bool,
) -> Result<Composed, ReportError> {
    let at = AtBreak::of(contract, authority, period, now).map_err(ReportError::Refused)?;
    of_texts(&at)?;
    let figures = Figures::of_break(&at);
    let style = authority.row.report_style;
    let template = match style {
        ReportStyle::Gateway => "gateway/break-point.md.j2",
        ReportStyle::Cabinet => "cabinet/break-point.md.j2",
    };
    filled_in(template, facts::of_break(&at, &figures), |blocks| document(&at, style, demonstration, blocks))
}

/// The same as JSON, ready to be kept, with what its prose refers to but is not there.
pub fn kept_break(composed: Composed) -> Result<(String, Vec<String>), ReportError> {
    // Which paper it is, is said when it is read; one that says the same is the same paper.
    let document = Document { status: None, ..composed.document };
    let json = serde_json::to_string(&document).map_err(ReportError::Kept)?;
    let mut missing: Vec<String> = composed.missing.into_iter().map(|missing| missing.name).collect();
    missing.sort_unstable();
    missing.dedup();
    Ok((json, missing))
}

fn document(at: &AtBreak<'_>, style: ReportStyle, demonstration: bool, blocks: Vec<Block>) -> Document {
    let authority = &at.authority.row;
    let (title, last) = (&at.contract.row.title, long_day(at.point.span.last));
    let title = match (style, at.is_option()) {
        (ReportStyle::Gateway, false) => {
            format!("Gateway 4 contract review before the break on {last}: {title}")
        }
        (ReportStyle::Gateway, true) => {
            format!("Gateway 4 contract review before the option on {last}: {title}")
        }
        (ReportStyle::Cabinet, false) => format!("{title}: the break on {last}"),
        (ReportStyle::Cabinet, true) => format!("{title}: extension after {last}"),
    };
    let decided = at.point.progress.decided;
    Document {
        running_header: format!("{}: {title}", authority.name),
        title,
        publisher: authority.name.clone(),
        language: "en-GB".to_owned(),
        mark: demonstration.then(|| "Demonstration data".to_owned()),
        status: (!decided)
            .then(|| format!("Draft, after change {} of the contract", at.contract.row.version.0)),
        accent: accent(&authority.accent),
        contents: false,
        blocks,
    }
}

/// Refuses a text that is too long, or holds too many figures.
fn of_texts(at: &AtBreak<'_>) -> Result<(), ReportError> {
    let pack = at.pack();
    let written = pack.iter().flat_map(|pack| {
        [
            &pack.summary,
            &pack.recommendation,
            &pack.reasons,
            &pack.performance,
            &pack.options,
            &pack.consultation,
        ]
    });
    let implied = at.contract.implications.iter().map(|row| &row.says);
    match written.flatten().chain(implied).find_map(|text| too_much(text)) {
        Some(says) => Err(ReportError::TooMuch(says)),
        None => Ok(()),
    }
}
