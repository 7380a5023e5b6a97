//! What is nested too deep, laid flat. Nothing here recurses, whatever the depth.

use crate::{Block, Inline};

/// What is still to be laid flat, last first.
enum Rest<'a> {
    Blocks(&'a [Block]),
    Words(&'a [Inline]),
    Label(&'a str),
}

/// What a block, a cell or a piece of text counts beside its characters.
const EACH: usize = 20;

/// About how much a block holds.
pub(super) fn size(block: &Block) -> usize {
    let mut size = 0;
    visit(block, |held| size += held.size());
    size
}

/// The words of a block as plain paragraphs, in reading order.
pub(super) fn paragraphs(block: &Block) -> Vec<Block> {
    let mut flat = Vec::new();
    visit(block, |held| match held {
        Rest::Words(words) => {
            flat.push(Block::Paragraph { numbered: false, text: leaves(words), anchor: None });
        }
        Rest::Label(label) => flat.push(crate::paragraph(*label)),
        Rest::Blocks(_) => {}
    });
    flat
}

/// Meets all that a block holds, in reading order.
fn visit<'a>(block: &'a Block, mut meet: impl FnMut(&Rest<'a>)) {
    let mut rest = vec![Rest::Blocks(std::slice::from_ref(block))];
    while let Some(next) = rest.pop() {
        meet(&next);
        let Rest::Blocks([first, after @ ..]) = next else { continue };
        rest.push(Rest::Blocks(after));
        let mut inside = inside(first);
        inside.reverse();
        rest.append(&mut inside);
    }
}

impl Rest<'_> {
    fn size(&self) -> usize {
        match self {
            Rest::Blocks(_) => EACH,
            Rest::Words(words) => words_size(words),
            Rest::Label(label) => label.len(),
        }
    }
}

fn words_size(inlines: &[Inline]) -> usize {
    let mut size = 0;
    let mut rest = vec![inlines];
    while let Some(next) = rest.pop() {
        for inline in next {
            size += EACH;
            match inline {
                Inline::Text(words) | Inline::Figure { shown: words, .. } => size += words.len(),
                Inline::Strong(text) | Inline::Emphasis(text) | Inline::Note(text) => rest.push(text),
                Inline::Link { text, .. } => rest.push(text),
                Inline::Reference(_) | Inline::Break => {}
            }
        }
    }
    size
}

/// What a block holds, in reading order.
fn inside(block: &Block) -> Vec<Rest<'_>> {
    match block {
        Block::Heading { text, .. } | Block::Paragraph { text, .. } => vec![Rest::Words(text)],
        Block::List { items, .. } => items.iter().map(|item| Rest::Blocks(item)).collect(),
        Block::Callout { label, blocks } => vec![Rest::Label(label), Rest::Blocks(blocks)],
        Block::Facts(facts) => {
            facts.iter().flat_map(|fact| [Rest::Words(&fact.term), Rest::Blocks(&fact.is)]).collect()
        }
        Block::Table(table) => {
            let mut inside = vec![Rest::Words(&table.caption)];
            inside.extend(table.columns.iter().map(|column| Rest::Words(&column.heading)));
            let cells = table.rows.iter().flat_map(|row| row.cells.iter().take(table.columns.len()));
            inside.extend(cells.map(|cell| Rest::Blocks(&cell.blocks)));
            inside
        }
        Block::Figure(chart) => {
            let mut inside = vec![Rest::Words(&chart.caption), Rest::Label(&chart.alternative)];
            for series in &chart.series {
                inside.push(Rest::Label(&series.name));
                inside.extend(series.points.iter().map(|point| Rest::Label(&point.shown)));
            }
            inside
        }
        Block::RestartNumbers | Block::PageBreak => Vec::new(),
    }
}

/// Running text without its styling. A note becomes words of the text.
pub(super) fn leaves(inlines: &[Inline]) -> Vec<Inline> {
    let mut flat = Vec::new();
    let mut rest = vec![inlines];
    while let Some(next) = rest.pop() {
        let Some((first, after)) = next.split_first() else { continue };
        rest.push(after);
        match first {
            Inline::Strong(text) | Inline::Emphasis(text) | Inline::Link { text, .. } => rest.push(text),
            Inline::Note(text) => {
                flat.push(Inline::Text(" ".to_owned()));
                rest.push(text);
            }
            leaf => flat.push(leaf.clone()),
        }
    }
    flat
}
