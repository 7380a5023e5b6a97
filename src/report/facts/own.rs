//! The report's own prose, by the code of the section it is written in.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Object;

use crate::report::piece::Piece;

/// Gives a piece for any section: an empty one where nothing is written.
#[derive(Debug)]
pub(super) struct Own(BTreeMap<String, Piece>);

impl Own {
    pub(super) fn of(pieces: impl Iterator<Item = (String, Piece)>) -> Value {
        Value::from_object(Self(pieces.collect()))
    }
}

impl Object for Own {
    fn get_value(self: &Arc<Self>, section: &Value) -> Option<Value> {
        let piece = self.0.get(&section.to_string()).cloned();
        Some(piece.unwrap_or_else(|| Piece::blocks(Vec::new())).into())
    }
}
