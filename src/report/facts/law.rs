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
    let reasons = found.regime.reasons.iter().chain(&found.key_decision.reasons);
    named([
        ("regime", told("found.regime")),
        ("key_decision", told("found.key_decision")),
        ("reasons", list(reasons)),
    ])
}

fn list<'a>(reasons: impl Iterator<Item = &'a Reason>) -> Piece {
    let items: Vec<_> = reasons.map(|reason| vec![paragraph(sentence(reason))]).collect();
    Piece::blocks(if items.is_empty() {
        Vec::new()
    } else {
        vec![Block::List { marker: Marker::Bullet, items }]
    })
}

/// With the source inside the sentence.
fn sentence(reason: &Reason) -> String {
    format!("{} ({}).", reason.says.trim_end_matches('.'), reason.source)
}
