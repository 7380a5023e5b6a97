//! Rows that open with a label: what was decided before, and whom was asked.

use entity::state::{ConsultationKind, ConsultationState};
use entity::{consultation, earlier_decision};
use minijinja::Value;
use paper::{Inline, plain};
use rules::procurement::Procurement;
use rules::rows::Listed;

use super::field::Reading;
use crate::report::piece::{Content, Piece};

/// Each earlier decision with who decided and when as one label.
pub(super) fn earlier_decisions(reading: &Reading, procurement: &Procurement) -> Value {
    let rows = procurement.earlier_decisions.iter().map(|row| {
        let mut facts = reading.row::<earlier_decision::Entity>(row);
        let names = ["body", "decided_when"];
        facts.insert("label".to_owned(), label::<earlier_decision::Entity>(reading, row, &names));
        facts
    });
    Value::from_iter(rows.collect::<Vec<_>>())
}

/// Each consultation of a kind, with how far it has come as a label: "External consultation planned".
pub(super) fn consulted(
    reading: &Reading,
    procurement: &Procurement,
    kind: Option<ConsultationKind>,
) -> Value {
    let of_kind = procurement.consultations.iter().filter(|row| row.kind == kind);
    let rows = of_kind.map(|row| {
        let mut facts = reading.row::<consultation::Entity>(row);
        let stage = row.state.map_or("", stage);
        let label = match row.kind {
            Some(ConsultationKind::Internal) => format!("Internal consultation {}", stage.to_lowercase()),
            Some(ConsultationKind::External) => format!("External consultation {}", stage.to_lowercase()),
            None => stage.to_owned(),
        };
        let label = label.trim_end();
        facts.insert("label".to_owned(), Piece::text(label).into());
        facts.insert("stage".to_owned(), Piece::text(stage).into());
        facts
    });
    Value::from_iter(rows.collect::<Vec<_>>())
}

/// How far a consultation has come, as a paper says it.
const fn stage(state: ConsultationState) -> &'static str {
    match state {
        ConsultationState::Done => "Carried out",
        ConsultationState::Ongoing => "Under way",
        ConsultationState::Planned => "Planned",
    }
}

/// Several facts of a row as one label, parted by commas, without those that say nothing or nothing new.
fn label<E: Listed>(reading: &Reading, row: &E::Model, names: &[&str]) -> Value {
    let mut label: Vec<Inline> = Vec::new();
    let pieces = names.iter().filter_map(|name| reading.piece_of::<E>(row, name)).filter(|piece| piece.says);
    for piece in pieces {
        let Content::Inlines(words) = piece.content else { continue };
        if plain(&label).contains(&plain(&words)) {
            continue;
        }
        if !label.is_empty() {
            label.push(Inline::Text(", ".to_owned()));
        }
        label.extend(words);
    }
    Piece::inlines(label).into()
}
