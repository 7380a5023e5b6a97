//! Boxes of which there is one for each of several things, such as a question about each figure.

use rules::Problem;
use rules::field::{Field, Kind};
use serde::Serialize;

use crate::web::desk::Again;

/// A box as the macro `field` draws it, with a name of its own.
#[derive(Clone, Debug, Serialize)]
pub struct OwnBox {
    name: String,
    label: &'static str,
    hint: &'static str,
    kind: &'static str,
    value: String,
    options: Vec<OwnOption>,
    gap: Option<String>,
    gaps: Vec<String>,
    most: Option<usize>,
    error: Option<String>,
    saved_now: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct OwnOption {
    code: String,
    label: String,
    chosen: bool,
}

/// A box under a prefix: what was typed where the form came back, else what is held.
pub fn own_box(prefix: &str, field: &Field, held: Option<&str>, again: Option<&Again>) -> OwnBox {
    let name = format!("{prefix}{}", field.name);
    let is_it = |problem: &&Problem| problem.field.as_deref() == Some(name.as_str());
    let error = again.and_then(|again| again.problems.iter().find(is_it)).map(|it| it.says.clone());
    let value = match again {
        Some(again) => again.typed.get(&name).to_owned(),
        None => held.unwrap_or_default().to_owned(),
    };
    let options = field.options(&Default::default()).into_iter();
    OwnBox {
        options: options.map(|(code, label)| OwnOption { chosen: code == value, code, label }).collect(),
        label: field.label,
        hint: field.hint,
        kind: match field.kind {
            Kind::Prose => "prose",
            Kind::Choice(_) => "radios",
            Kind::Number | Kind::Whole(..) => "number",
            _ => "line",
        },
        gap: None,
        gaps: Vec::new(),
        most: field.most().filter(|most| *most > 200),
        saved_now: None,
        error,
        value,
        name,
    }
}
