//! What is done to a document before it is painted: charts get their tables, and nothing is nested
//! or grows so far that painting it could run out of stack or time.

mod flat;

use std::borrow::Cow;
use std::ops::Range;

use crate::{Block, Cell, Chart, Document, Fact, Inline, Row, Table};

/// How deep blocks may stand in one another; what stands deeper is painted as plain paragraphs.
pub const DEEPEST_BLOCKS: usize = 12;
/// How deep running text may be nested; deeper styling is left out, its words stay.
pub const DEEPEST_INLINES: usize = 16;

/// How many characters a document may hold, with a few for each block. A document beyond that, some
/// two thousand pages, is cut before the block that is too much, and says so.
pub const LARGEST: usize = 6_000_000;

/// A document as it is painted: the same, unless it has charts with tables or is nested too deep.
pub(crate) fn prepared(document: &Document) -> Cow<'_, Document> {
    let within = within(&document.blocks);
    let whole = within == document.blocks.len();
    if whole && document.blocks.iter().all(|block| fine(block, 1)) {
        return Cow::Borrowed(document);
    }
    let mut blocks = blocks(&document.blocks[..within], 1);
    if !whole {
        let said = "The rest of this paper is left out, because it is longer than can be painted.";
        blocks.push(Block::Callout { label: "Cut".to_owned(), blocks: vec![crate::paragraph(said)] });
    }
    Cow::Owned(Document {
        blocks,
        title: document.title.clone(),
        publisher: document.publisher.clone(),
        language: document.language.clone(),
        running_header: document.running_header.clone(),
        mark: document.mark.clone(),
        status: document.status.clone(),
        ..*document
    })
}

/// A document as it is painted, and where a range of its top-level blocks stands in that: charts
/// with tables are two blocks there.
pub(crate) fn prepared_part(document: &Document, part: Range<usize>) -> (Cow<'_, Document>, Range<usize>) {
    let within = within(&document.blocks);
    let painted = prepared(document);
    let all = painted.blocks.len();
    let place = |at: usize| {
        let before = &document.blocks[..at.min(within)];
        let tables = before.iter().filter(|block| brings_table(block)).count();
        before.len() + tables
    };
    // Whoever asks for what was left out is shown the words in its place.
    let end = if part.end > within { all } else { place(part.end) };
    let start = place(part.start).min(end);
    (painted, start..end)
}

fn brings_table(block: &Block) -> bool {
    matches!(block, Block::Figure(chart) if chart.table == crate::ChartTable::Follows)
}

/// How many of the blocks, from the first, are painted.
fn within(blocks: &[Block]) -> usize {
    let mut size = 0;
    let over = blocks.iter().position(|block| {
        size += flat::size(block);
        size > LARGEST
    });
    over.unwrap_or(blocks.len())
}

/// Whether a block may be painted as it is.
fn fine(block: &Block, depth: usize) -> bool {
    if depth > DEEPEST_BLOCKS {
        return false;
    }
    let inner = |blocks: &Vec<Block>| blocks.iter().all(|block| fine(block, depth + 1));
    match block {
        Block::Heading { text, .. } | Block::Paragraph { text, .. } => shallow(text, 1),
        Block::List { items, .. } => items.iter().all(inner),
        Block::Callout { blocks, .. } => inner(blocks),
        Block::Facts(facts) => facts.iter().all(|fact| shallow(&fact.term, 1) && inner(&fact.is)),
        Block::Table(table) => {
            let heads = shallow(&table.caption, 1) && table.columns.iter().all(|it| shallow(&it.heading, 1));
            heads && table.rows.iter().flat_map(|row| &row.cells).all(|cell| inner(&cell.blocks))
        }
        Block::Figure(chart) => chart.table == crate::ChartTable::Elsewhere && shallow(&chart.caption, 1),
        Block::RestartNumbers | Block::PageBreak => true,
    }
}

fn shallow(inlines: &[Inline], depth: usize) -> bool {
    depth <= DEEPEST_INLINES
        && inlines.iter().all(|inline| match inline {
            Inline::Strong(text)
            | Inline::Emphasis(text)
            | Inline::Note(text)
            | Inline::Link { text, .. } => shallow(text, depth + 1),
            Inline::Text(_) | Inline::Reference(_) | Inline::Figure { .. } | Inline::Break => true,
        })
}

fn blocks(all: &[Block], depth: usize) -> Vec<Block> {
    all.iter().flat_map(|one| block(one, depth)).collect()
}

fn block(block: &Block, depth: usize) -> Vec<Block> {
    if depth > DEEPEST_BLOCKS {
        return flat::paragraphs(block);
    }
    let one = match block {
        Block::Heading { level, numbered, text, anchor } => Block::Heading {
            level: *level,
            numbered: *numbered,
            text: inlines(text, 1),
            anchor: anchor.clone(),
        },
        Block::Paragraph { numbered, text, anchor } => {
            Block::Paragraph { numbered: *numbered, text: inlines(text, 1), anchor: anchor.clone() }
        }
        Block::List { marker, items } => {
            let items = items.iter().map(|item| blocks(item, depth + 1)).collect();
            Block::List { marker: *marker, items }
        }
        Block::Table(table) => Block::Table(self::table(table, depth)),
        Block::Facts(facts) => Block::Facts(facts.iter().map(|fact| self::fact(fact, depth)).collect()),
        Block::Callout { label, blocks } => {
            Block::Callout { label: label.clone(), blocks: self::blocks(blocks, depth + 1) }
        }
        Block::Figure(chart) => {
            return Chart { caption: inlines(&chart.caption, 1), ..chart.clone() }.with_table();
        }
        Block::RestartNumbers => Block::RestartNumbers,
        Block::PageBreak => Block::PageBreak,
    };
    vec![one]
}

fn fact(fact: &Fact, depth: usize) -> Fact {
    Fact { term: inlines(&fact.term, 1), is: blocks(&fact.is, depth + 1) }
}

fn table(table: &Table, depth: usize) -> Table {
    let cell = |cell: &Cell| Cell { blocks: blocks(&cell.blocks, depth + 1) };
    let row = |row: &Row| Row { cells: row.cells.iter().map(cell).collect(), total: row.total };
    let columns = table
        .columns
        .iter()
        .map(|column| crate::Column { heading: inlines(&column.heading, 1), ..column.clone() });
    Table {
        caption: inlines(&table.caption, 1),
        columns: columns.collect(),
        rows: table.rows.iter().map(row).collect(),
        anchor: table.anchor.clone(),
    }
}

fn inlines(all: &[Inline], depth: usize) -> Vec<Inline> {
    if depth > DEEPEST_INLINES {
        return flat::leaves(all);
    }
    let deeper = |text: &Vec<Inline>| inlines(text, depth + 1);
    let one = |inline: &Inline| match inline {
        Inline::Strong(text) => Inline::Strong(deeper(text)),
        Inline::Emphasis(text) => Inline::Emphasis(deeper(text)),
        Inline::Note(text) => Inline::Note(deeper(text)),
        Inline::Link { href, text } => Inline::Link { href: href.clone(), text: deeper(text) },
        leaf => leaf.clone(),
    };
    all.iter().map(one).collect()
}
