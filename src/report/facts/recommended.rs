//! Recommendations, each with the step that is left to an officer, so that it can be minuted as it stands.

use entity::recommendation;
use paper::{Block, Inline, plain};

use super::field::Reading;

/// What is recommended, with to whom a further step is delegated in its last sentence.
pub(super) fn with_delegation(
    reading: &Reading,
    row: &recommendation::Model,
    mut says: Vec<Block>,
) -> Vec<Block> {
    let Some(mut to) = title(reading, row, "delegate") else { return says };
    if let Some(consulting) = title(reading, row, "consulting") {
        to.push(Inline::Text(", after consulting ".to_owned()));
        to.extend(consulting);
    }
    to.push(Inline::Text(".".to_owned()));
    match says.last_mut() {
        Some(Block::Paragraph { text, .. }) => {
            let opening =
                if speaks_of_it(text) { " to " } else { ", and that the next step be delegated to " };
            without_stop(text);
            text.push(Inline::Text(opening.to_owned()));
            text.extend(to);
        }
        _ => {
            to.insert(0, Inline::Text("The next step is delegated to ".to_owned()));
            says.push(Block::Paragraph { numbered: false, text: to, anchor: None });
        }
    }
    says
}

/// Whether a recommendation says already that something is delegated.
fn speaks_of_it(text: &[Inline]) -> bool {
    plain(text).to_lowercase().contains("delegat")
}

/// An officer or member within a sentence: "the Director of Public Health".
fn title(reading: &Reading, row: &recommendation::Model, name: &str) -> Option<Vec<Inline>> {
    let piece = reading.piece_of::<recommendation::Entity>(row, name).filter(|piece| piece.says)?;
    let mut title = piece.into_inlines();
    if !plain(&title).to_lowercase().starts_with("the ") {
        title.insert(0, Inline::Text("the ".to_owned()));
    }
    Some(title)
}

/// Takes the full stop off the end.
fn without_stop(text: &mut [Inline]) {
    match text.last_mut() {
        Some(Inline::Text(words)) => words.truncate(words.trim_end().trim_end_matches('.').len()),
        Some(Inline::Strong(text) | Inline::Emphasis(text)) => without_stop(text),
        _ => {}
    }
}
