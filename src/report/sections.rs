//! The sections of a composed report.

use paper::{Document, Numbers};
use rules::field::Kind;
use rules::procurement::lists::CODES;
use rules::procurement::parts::PARTS;

use super::markdown::{Guide, Opened};
use super::{Passage, ReportError, Section};

/// What stands before the first heading: its code and title.
const OPENING: (&str, &str) = ("opening", "Head of the paper");

/// What a guide calls the tenders made of a procurement, where their facts stand in a section.
pub const TENDERS: &str = "tenders";

/// Every section with its number and its blocks, which together are the whole document.
pub(super) fn of(
    document: &Document,
    numbers: &Numbers,
    opened: Vec<Opened>,
) -> Result<Vec<Section>, ReportError> {
    let after = |next: Option<&Opened>| next.map_or(document.blocks.len(), |next| next.at);
    let ends: Vec<usize> = (1..=opened.len()).map(|next| after(opened.get(next))).collect();
    let sections = opened.into_iter().zip(ends).map(|(section, end)| {
        let (code, title) = section.heading.unwrap_or_else(|| (OPENING.0.to_owned(), OPENING.1.to_owned()));
        let Guide { guidance, writes, from } = section.guide;
        Ok(Section {
            number: numbers.place(&code).and_then(|place| place.number.clone()),
            guidance,
            writes: writes.iter().map(|name| passage(name)).collect::<Result<_, _>>()?,
            from: from.into_iter().map(code_of).collect::<Result<_, _>>()?,
            blocks: section.at..end,
            code,
            title,
        })
    });
    sections.collect()
}

fn passage(name: &str) -> Result<Passage, ReportError> {
    if name == "own" {
        return Ok(Passage::Own);
    }
    let fields = PARTS.iter().flat_map(|part| part.fields);
    let mut prose = fields.filter(|field| matches!(field.kind, Kind::Prose));
    let field = prose.find(|field| field.name == name);
    let field =
        field.ok_or_else(|| ReportError::Markdown(format!("a guide that lets “{name}” be written")))?;
    Ok(Passage::Field(field.name))
}

fn code_of(code: String) -> Result<String, ReportError> {
    let is_part = PARTS.iter().any(|part| part.code == code) || CODES.contains(&code.as_str());
    if is_part || code == TENDERS {
        return Ok(code);
    }
    Err(ReportError::Markdown(format!("a guide that takes facts from “{code}”")))
}
