//! A paper as plain text, to look for words in and to compare with what it was.

use std::fmt::Write as _;

use paper::{Block, Document, Inline, Marker};

/// The whole paper, a block a line, with what it is.
pub(super) fn outline(document: &Document) -> String {
    let mut out = format!("TITLE {}\n", document.title);
    blocks(&document.blocks, 0, &mut out);
    out
}

fn blocks(blocks: &[Block], depth: usize, out: &mut String) {
    for one in blocks {
        block(one, depth, out);
    }
}

fn block(block: &Block, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    let mark = |numbered: &bool| if *numbered { "§ " } else { "" };
    let _ = match block {
        Block::Heading { level, numbered, text, .. } => {
            writeln!(out, "{indent}{} {}{}", "#".repeat(usize::from(*level)), mark(numbered), words(text))
        }
        Block::Paragraph { numbered, text, .. } => writeln!(out, "{indent}{}{}", mark(numbered), words(text)),
        Block::List { marker, items } => {
            let mark = match marker {
                Marker::Bullet => "-",
                Marker::Number => "1.",
                Marker::Letter => "a)",
            };
            for item in items {
                let _ = writeln!(out, "{indent}{mark}");
                blocks(item, depth + 1, out);
            }
            Ok(())
        }
        Block::Facts(facts) => {
            for fact in facts {
                let _ = writeln!(out, "{indent}{} =", words(&fact.term));
                blocks(&fact.is, depth + 1, out);
            }
            Ok(())
        }
        Block::Table(table) => {
            let headings: Vec<_> = table.columns.iter().map(|column| words(&column.heading)).collect();
            let _ = writeln!(out, "{indent}TABLE {} [{}]", words(&table.caption), headings.join(" | "));
            for row in &table.rows {
                let mark = if row.total { "=" } else { "|" };
                let cells: Vec<_> = row.cells.iter().map(|cell| in_a_line(&cell.blocks)).collect();
                let _ = writeln!(out, "{indent}  {mark} {}", cells.join(" | "));
            }
            Ok(())
        }
        other => writeln!(out, "{indent}{other:?}"),
    };
}

/// What a cell holds, in one line.
fn in_a_line(cell: &[Block]) -> String {
    let mut out = String::new();
    blocks(cell, 0, &mut out);
    out.trim_end().replace("-\n  ", "- ").replace('\n', " / ")
}

/// Running text, with its notes, links and references.
pub(super) fn words(inlines: &[Inline]) -> String {
    inlines.iter().map(word).collect()
}

fn word(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => text.clone(),
        Inline::Figure { shown, .. } => shown.clone(),
        Inline::Strong(text) | Inline::Emphasis(text) => words(text),
        Inline::Link { href, text } => format!("{} <{href}>", words(text)),
        Inline::Reference(anchor) => format!("(see {anchor})"),
        Inline::Note(text) => format!(" [note: {}]", words(text)),
        Inline::Break => " / ".to_owned(),
    }
}
