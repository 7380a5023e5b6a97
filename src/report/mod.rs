//! Reports: from the record of a procurement to one document value.
//!
//! A template says in Markdown what stands where; the record's facts pass through it as numbered
//! marks and become typed runs afterwards, so that no value is ever read as Markdown. The writers'
//! prose is read apart and put in as blocks. [`mod@facts`] is what a template can name, `template`
//! fills it in, `markdown` reads the outcome.

mod facts;
mod kind;
mod markdown;
mod piece;
mod prose;
mod template;

use paper::Document;
use rules::procurement::Procurement;
use rules::procurement::found::Found;
use rules::settings::Authority;

pub use kind::Kind;
pub use prose::prose;

/// What a report is made from.
pub struct Sources<'a> {
    /// The record.
    pub procurement: &'a Procurement,
    /// Whose it is, with its headings, risk key and colour.
    pub authority: &'a Authority,
    /// What was found from the record.
    pub found: &'a Found,
    /// Whether every page says that this is demonstration data.
    pub demonstration: bool,
}

/// Why a report could not be composed. Never the writer's doing: a template is at fault.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The template could not be filled in.
    #[error("the report template could not be filled in: {0:#}")]
    Template(#[from] minijinja::Error),
    /// The Markdown of the template holds something that has no place in a paper.
    #[error("the report template holds {0}")]
    Markdown(String),
}

/// Dark blue, 11:1 on white.
const FALLBACK_ACCENT: u32 = 0x1d_3a_6b;

/// Composes a report as one document value. The same sources give the same document.
pub fn compose(kind: Kind, sources: &Sources) -> Result<Document, ReportError> {
    let authority = &sources.authority.row;
    let title = kind.title_of(&sources.procurement.row.title);
    let filled = template::fill(kind.template(), facts::of(sources))?;
    Ok(Document {
        running_header: format!("{}: {title}", authority.name),
        title,
        publisher: authority.name.clone(),
        language: "en-GB".to_owned(),
        mark: sources.demonstration.then(|| "Demonstration data".to_owned()),
        accent: accent(&authority.accent),
        contents: false,
        blocks: markdown::read(&filled)?,
    })
}

/// Six hexadecimal digits as a colour.
fn accent(digits: &str) -> u32 {
    let digits = digits.trim().trim_start_matches('#');
    let whole = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16).ok().filter(|_| whole).unwrap_or(FALLBACK_ACCENT)
}

#[cfg(test)]
mod tests;
