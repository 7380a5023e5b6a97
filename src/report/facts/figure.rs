//! Facts as runs that know where they came from, and as blocks.

use paper::{Block, Inline, Marker, paragraph};

use crate::report::piece::Piece;

/// A fact that knows where it came from.
pub(super) fn figure(name: impl Into<String>, source: impl Into<String>, shown: impl Into<String>) -> Piece {
    Piece::inlines(vec![Inline::Figure { name: name.into(), source: source.into(), shown: shown.into() }])
}

/// Entries, one a line: one is a paragraph, several are a list.
pub(super) fn entries(lines: &str) -> Piece {
    let lines: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    Piece::blocks(match lines.as_slice() {
        [] => Vec::new(),
        [one] => vec![paragraph(*one)],
        several => {
            let items = several.iter().map(|line| vec![paragraph(*line)]).collect();
            vec![Block::List { marker: Marker::Bullet, items }]
        }
    })
}
