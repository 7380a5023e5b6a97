//! Why the law says what it says, a line for each step.

use minijinja::Value;
use paper::{Block, Marker, paragraph};
use rules::law::reason::Reason;
use rules::procurement::found::Found;

use super::field::Reading;
use super::named;
use crate::report::piece::Piece;

/// The regime and the key-decision test, each with its reasons.
pub(super) fn of(reading: &Reading, found: &Found) -> Value {
    let told = |name: &str| {
        let piece = reading.figure(name);
        piece.unwrap_or_else(|| Piece::text("It cannot be told from what is recorded"))
    };
    named([
        ("regime", told("found.regime")),
        ("key_decision", told("found.key_decision")),
        ("regime_reasons", reasons(&found.regime.reasons)),
        ("key_reasons", reasons(&found.key_decision.reasons)),
    ])
}

fn reasons(reasons: &[Reason]) -> Piece {
    let items: Vec<_> = reasons.iter().map(|reason| vec![paragraph(reason.to_string())]).collect();
    Piece::blocks(match items.len() {
        0 => Vec::new(),
        1 => items.into_iter().flatten().collect(),
        _ => vec![Block::List { marker: Marker::Bullet, items }],
    })
}
