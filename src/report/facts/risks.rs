//! The authority's risk key, explained.

use entity::state::RiskAxis;
use minijinja::Value;
use rules::settings::Authority;

use super::named;
use crate::report::piece::Piece;

/// What the letters mean, by axis; nothing where they are not told apart.
pub(super) fn key(authority: &Authority) -> Value {
    named([
        ("likelihood", levels(authority, RiskAxis::Likelihood)),
        ("impact", levels(authority, RiskAxis::Impact)),
    ])
}

/// "A: Very high"; letters that follow each other and mean the same share an entry.
fn levels(authority: &Authority, axis: RiskAxis) -> Piece {
    let of_axis = || authority.risk_levels.iter().filter(|level| level.axis == axis);
    let mut lines: Vec<(String, &str)> = Vec::new();
    for level in of_axis() {
        match lines.last_mut() {
            Some((codes, label)) if *label == level.label => codes.extend([", ", &level.code]),
            _ => lines.push((level.code.clone(), &level.label)),
        }
    }
    // One label for several letters says nothing of any of them.
    if lines.len() == 1 && of_axis().count() > 1 {
        return Piece::text("");
    }
    let lines: Vec<String> = lines.iter().map(|(codes, label)| format!("{codes}: {label}")).collect();
    Piece::text(&lines.join("; "))
}
