//! Facts as runs that know where they came from, and as blocks.

use paper::{Block, Inline, Marker, paragraph};
use rules::report::{Figure, Place};

use crate::report::piece::Piece;

/// A figure of the catalogue.
pub(super) fn bound(figure: &Figure) -> Piece {
    let Figure { name, source, shown, .. } = figure.clone();
    Piece::inlines(vec![Inline::Figure { name, source, shown }])
}

/// Words that stand where a figure would.
pub(super) fn figure(place: Place, shown: &str) -> Piece {
    let Place { name, source } = place;
    Piece::inlines(vec![Inline::Figure { name, source, shown: shown.to_owned() }])
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
