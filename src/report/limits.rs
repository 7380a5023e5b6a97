//! How much a report may hold. What is beyond is refused, with what to shorten.

use paper::{Block, DEEPEST_BLOCKS, DEEPEST_INLINES, Document, Inline, LARGEST, plain};
use rules::report::{Prose, prose_of, too_much};

use super::{ReportError, Section, Sources};

/// How many numbered sections make a paper long enough for a contents page.
const MANY_SECTIONS: usize = 12;

/// About how many characters eight pages hold.
const EIGHT_PAGES: usize = 8 * 2_200;

/// What each block and each piece of text counts beside its characters; never less than in `paper`.
const EACH: usize = 20;

/// Refuses a text that is too long, or holds too many figures.
pub(super) fn of_texts(sources: &Sources) -> Result<(), ReportError> {
    let refuse = |place: String, says: String| Err(ReportError::TooMuch(format!("{place}: {says}")));
    for (section, text) in sources.own {
        if let Some(says) = too_much(text) {
            return refuse(format!("What only this report says in the section “{section}”"), says);
        }
    }
    for Prose { title, entry, label, text } in prose_of(sources.procurement) {
        if let Some(says) = too_much(&text) {
            let place = entry.map_or(label.to_owned(), |entry| format!("{title}, entry {entry}, {label}"));
            return refuse(place, says);
        }
    }
    Ok(())
}

/// Refuses a paper that is larger than can be painted, or nested deeper.
pub(super) fn of_blocks(blocks: &[Block]) -> Result<(), ReportError> {
    if size(blocks) > LARGEST {
        let says = "This report is longer than a paper can be. Shorten its prose or its tables.";
        return Err(ReportError::TooMuch(says.to_owned()));
    }
    if !is_shallow(blocks, 1) {
        let says = "This report nests lists and styles deeper than a paper can show.";
        return Err(ReportError::TooMuch(says.to_owned()));
    }
    Ok(())
}

/// Whether a paper is long enough to need a contents page.
pub(super) fn is_long(document: &Document, sections: &[Section]) -> bool {
    let numbered = sections.iter().filter(|section| section.number.is_some()).count();
    numbered >= MANY_SECTIONS || size(&document.blocks) > EIGHT_PAGES
}

/// About how much blocks hold.
fn size(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| EACH + of_block(block)).sum()
}

fn of_block(block: &Block) -> usize {
    match block {
        Block::Heading { text, .. } | Block::Paragraph { text, .. } => words(text),
        Block::List { items, .. } => items.iter().map(|item| size(item)).sum(),
        Block::Callout { label, blocks } => label.len() + size(blocks),
        Block::Facts(facts) => facts.iter().map(|fact| words(&fact.term) + size(&fact.is)).sum(),
        Block::Table(table) => {
            let heads: usize = table.columns.iter().map(|column| words(&column.heading)).sum();
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            words(&table.caption) + heads + cells.map(|cell| EACH + size(&cell.blocks)).sum::<usize>()
        }
        Block::Figure(chart) => {
            let points = chart.series.iter().flat_map(|series| &series.points);
            words(&chart.caption) + chart.alternative.len() + points.map(|it| it.shown.len()).sum::<usize>()
        }
        Block::RestartNumbers | Block::PageBreak => 0,
    }
}

fn words(text: &[Inline]) -> usize {
    plain(text).len() + EACH * text.len()
}

fn is_shallow(blocks: &[Block], depth: usize) -> bool {
    depth <= DEEPEST_BLOCKS
        && blocks.iter().all(|block| match block {
            Block::Heading { text, .. } | Block::Paragraph { text, .. } => is_plain_enough(text, 1),
            Block::List { items, .. } => items.iter().all(|item| is_shallow(item, depth + 1)),
            Block::Callout { blocks, .. } => is_shallow(blocks, depth + 1),
            Block::Facts(facts) => facts.iter().all(|fact| is_shallow(&fact.is, depth + 1)),
            Block::Table(table) => {
                let mut cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.all(|cell| is_shallow(&cell.blocks, depth + 1))
            }
            Block::Figure(_) | Block::RestartNumbers | Block::PageBreak => true,
        })
}

fn is_plain_enough(text: &[Inline], depth: usize) -> bool {
    depth <= DEEPEST_INLINES
        && text.iter().all(|inline| match inline {
            Inline::Strong(text)
            | Inline::Emphasis(text)
            | Inline::Note(text)
            | Inline::Link { text, .. } => is_plain_enough(text, depth + 1),
            _ => true,
        })
}

#[cfg(test)]
mod tests;
