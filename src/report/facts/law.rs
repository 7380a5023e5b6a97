//! What the law says, and why, a line for each step.

use minijinja::Value;
use paper::{Block, Marker, paragraph};
use rules::law::key_decision::Answer;
use rules::law::reason::Reason;
use rules::law::regime::Regime;
use rules::procurement::found::Found;

use super::field::Reading;
use super::named;
use crate::report::markdown::unsettled;
use crate::report::piece::Piece;

/// Where it stands from which day a law is in force.
const IN_FORCE: [&str; 3] = ["SI 2024/716", "SI 2023/1348", "Procurement Act 2023; SI 2024/716"];

/// The regime and the key-decision test, each with the reasons that decide it; and what to say where one
/// cannot be told.
pub(super) fn of(reading: &Reading, found: &Found) -> Value {
    let told = |name: &str| reading.figure(name).unwrap_or_else(|| Piece::text(""));
    let is_told = found.regime.regime != Regime::CannotTell;
    let regime = found.regime.reasons.iter().filter(|reason| is_told && !tells_the_day(reason));
    let reasons = regime.chain(found.key_decision.deciding());
    let threshold = match &found.regime.thresholds[..] {
        [threshold] => threshold.kind.words(),
        _ => "",
    };
    let is_key_told = found.key_decision.answer != Answer::CannotTell;
    named([
        ("regime", told("found.regime")),
        ("threshold_for", Piece::text(threshold)),
        ("key_decision", told("found.key_decision")),
        ("reasons", list(reasons)),
        ("unsettled", Piece::text(unsettled(is_told, is_key_told))),
    ])
}

/// Whether a reason only says which law was in force on the day, which needs no telling once the law is
/// named.
fn tells_the_day(reason: &Reason) -> bool {
    IN_FORCE.iter().any(|source| reason.source.starts_with(source))
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
