//! Reports: from the record of a procurement to one document value.
//!
//! A template says in Markdown what stands where; the record's facts pass through it as numbered
//! marks and become typed runs afterwards, so that no value is ever read as Markdown. The writers'
//! prose is read apart and put in as blocks. [`mod@facts`] is what a template can name, `template`
//! fills it in, `markdown` reads the outcome, `sections` parts it, `limits` refuses too much of it.

mod at_break;
pub mod compare;
mod facts;
mod kind;
mod limits;
mod markdown;
mod missing;
pub mod outcome;
mod performance;
mod piece;
mod prose;
mod sections;
mod since;
mod targets;
mod template;
pub mod trend;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use entity::state::ReportKind;
use paper::{Block, Document, numbers};
use rules::procurement::Procurement;
use rules::procurement::approval::paper_stands_since;
use rules::procurement::found::Found;
use rules::report::awarding::Awarding;
use rules::report::{Figures, Moment, Paper, moment};
use rules::settings::Authority;

pub use at_break::{compose_break, kept_break};
pub use performance::{compose_performance, kept_performance};
pub use prose::prose;
pub use sections::TENDERS;
pub use since::{changed_since, with_changes};
pub use targets::{Target, targets};

/// What a report is made from.
pub struct Sources<'a> {
    /// The record.
    pub procurement: &'a Procurement,
    /// Whose it is, with its headings, risk key and colour.
    pub authority: &'a Authority,
    /// What was found from the record.
    pub found: &'a Found,
    /// The tenders made of it, for a report of an award: open to everyone, or with what is exempt.
    pub awarding: Option<&'a Awarding>,
    /// The report's own prose, by the code of its section.
    pub own: &'a BTreeMap<String, String>,
    /// Whether every page says that this is demonstration data.
    pub demonstration: bool,
}

/// A report, with the sections it is composed of on screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    /// What is painted.
    pub document: Document,
    /// Its sections, in order; together they hold every block.
    pub sections: Vec<Section>,
    /// What the prose refers to but is not there: names of figures, and anchors.
    pub missing: Vec<Missing>,
}

/// A section of a report: what stands under one of its highest headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its anchor in the paper, and its name in addresses.
    pub code: String,
    /// Its heading.
    pub title: String,
    /// Its number, if it takes one.
    pub number: Option<String>,
    /// What belongs here, for whoever writes it.
    pub guidance: String,
    /// The prose that can be written here, in the order it is printed. Without any it is pure data.
    pub writes: Vec<Passage>,
    /// The parts and lists of the record whose facts stand here, by their codes.
    pub from: Vec<String>,
    /// Which blocks of the document it is; none where its heading waits for something to stand below.
    pub blocks: Range<usize>,
}

/// Prose that can be written in a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passage {
    /// A field of the record, by its name.
    Field(&'static str),
    /// What this report alone says here.
    Own,
}

/// Something that prose refers to but is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The code of the section it is missing in.
    pub section: String,
    /// The name of the figure or the anchor, as typed.
    pub name: String,
}

/// Why a report could not be composed. Only [`ReportError::TooMuch`] can be a writer's doing; else a
/// template is at fault.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The template could not be filled in.
    #[error("the report template could not be filled in: {0:#}")]
    Template(#[from] minijinja::Error),
    /// The Markdown of the template holds something that has no place in a paper.
    #[error("the report template holds {0}")]
    Markdown(String),
    /// A version could not be written down, or no longer be read.
    #[error("a kept version of the report: {0}")]
    Kept(serde_json::Error),
    /// A text or the whole paper is larger than a paper may be.
    #[error("{0}")]
    TooMuch(String),
    /// A rule says that there is nothing to report on, or that it cannot be told.
    #[error("{0:?}")]
    Refused(rules::Refusal),
}

/// Dark blue, 11:1 on white.
const FALLBACK_ACCENT: u32 = 0x1d_3a_6b;

/// Composes a report as one document value. The same sources give the same document.
pub fn compose(kind: ReportKind, sources: &Sources) -> Result<Composed, ReportError> {
    limits::of_texts(sources)?;
    let Sources { procurement, found, .. } = sources;
    let figures = Figures::of(procurement, sources.authority, found);
    let figures = match sources.awarding {
        Some(awarding) => figures.with_award(awarding),
        None => figures,
    };
    let template = kind::template(kind, sources.authority.row.report_style);
    filled_in(template, facts::of(sources, &figures), |blocks| document(kind, sources, blocks))
}

/// Fills in a template and makes one document of it.
fn filled_in(
    template: &str,
    facts: minijinja::Value,
    document: impl FnOnce(Vec<Block>) -> Document,
) -> Result<Composed, ReportError> {
    let read = markdown::read(&template::fill(template, facts)?)?;
    limits::of_blocks(&read.blocks)?;
    let mut document = document(read.blocks);
    let numbers = numbers(&document);
    let sections = sections::of(&document, &numbers, read.sections)?;
    document.contents = limits::is_long(&document, &sections);
    let missing = missing::mark(&mut document, &numbers, &sections);
    Ok(Composed { document, sections, missing })
}

fn document(kind: ReportKind, sources: &Sources, blocks: Vec<Block>) -> Document {
    let authority = &sources.authority.row;
    let title = kind::title_of(kind, authority.report_style, &sources.procurement.row.title);
    Document {
        running_header: format!("{}: {title}", authority.name),
        title,
        publisher: authority.name.clone(),
        language: "en-GB".to_owned(),
        mark: sources.demonstration.then(|| "Demonstration data".to_owned()),
        status: status(kind, sources),
        accent: accent(&authority.accent),
        contents: false,
        blocks,
    }
}

/// A paper that others have not been sent says so. The count of changes tells two drafts apart.
fn status(kind: ReportKind, sources: &Sources) -> Option<String> {
    match moment(kind) {
        Moment::Commencement => {
            let draft = paper_stands_since(sources.procurement).is_none();
            let version = sources.procurement.row.version.0;
            draft.then(|| format!("Draft, after change {version} of the record"))
        }
        Moment::Award => {
            let decided = |awarding: &Awarding| {
                let mut lots = awarding.lots().map(|(_, lot)| lot.open.as_ref());
                !awarding.tenders.is_empty() && lots.all(|open| open.is_some_and(|open| open.award.is_some()))
            };
            let draft = !sources.awarding.is_some_and(decided);
            draft.then(|| "Draft: the award is not decided yet".to_owned())
        }
    }
}

/// Composes a report and makes it ready to be kept in the record.
pub fn to_keep(kind: ReportKind, sources: &Sources) -> Result<Paper, ReportError> {
    let composed = compose(kind, sources)?;
    // Which version it is, is said when it is read; a paper that says the same is the same paper.
    let document = Document { status: None, ..composed.document };
    let document = serde_json::to_string(&document).map_err(ReportError::Kept)?;
    let missing: BTreeSet<String> = composed.missing.into_iter().map(|missing| missing.name).collect();
    Ok(Paper::new(kind, document, missing.into_iter().collect()))
}

/// The document of a version that was kept.
pub fn as_kept(document: &str) -> Result<Document, ReportError> {
    serde_json::from_str(document).map_err(ReportError::Kept)
}

/// Six hexadecimal digits as a colour.
fn accent(digits: &str) -> u32 {
    let digits = digits.trim().trim_start_matches('#');
    let whole = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16).ok().filter(|_| whole).unwrap_or(FALLBACK_ACCENT)
}

#[cfg(test)]
mod tests;
