//! Filling in a template: every value becomes a numbered mark, and the values are kept beside.

use std::sync::{Arc, Mutex, PoisonError};

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, UndefinedBehavior, Value};

use super::ReportError;
use super::piece::{Content, Piece};

/// Every template: reports, and the parts they share.
pub(super) const TEMPLATES: &[(&str, &str)] = &[
    ("gateway/gateway-1.md.j2", include_str!("../../templates/reports/gateway/gateway-1.md.j2")),
    ("cabinet/cabinet.md.j2", include_str!("../../templates/reports/cabinet/cabinet.md.j2")),
    ("parts/statistics.md.j2", include_str!("../../templates/reports/parts/statistics.md.j2")),
    ("parts/capacities.md.j2", include_str!("../../templates/reports/parts/capacities.md.j2")),
    ("parts/decisions.md.j2", include_str!("../../templates/reports/parts/decisions.md.j2")),
    ("parts/value.md.j2", include_str!("../../templates/reports/parts/value.md.j2")),
    ("parts/term.md.j2", include_str!("../../templates/reports/parts/term.md.j2")),
    ("parts/funding.md.j2", include_str!("../../templates/reports/parts/funding.md.j2")),
    ("parts/avoidance.md.j2", include_str!("../../templates/reports/parts/avoidance.md.j2")),
    ("parts/outcomes.md.j2", include_str!("../../templates/reports/parts/outcomes.md.j2")),
    ("parts/options.md.j2", include_str!("../../templates/reports/parts/options.md.j2")),
    ("parts/risks.md.j2", include_str!("../../templates/reports/parts/risks.md.j2")),
    ("parts/milestones.md.j2", include_str!("../../templates/reports/parts/milestones.md.j2")),
];

/// The first mark, in a private-use plane of Unicode: the mark of a value is this and its number.
const FIRST_MARK: u32 = 0xF_0000;

/// How many marks the plane has; a paper of more values than that is refused.
const MARKS: usize = 0xFFFE;

/// A filled-in template: Markdown in which every value is a mark, and the values.
#[derive(Debug)]
pub(super) struct Filled {
    pub markdown: String,
    pieces: Vec<Piece>,
}

impl Filled {
    /// Markdown with these values.
    #[cfg(test)]
    pub(super) fn with(markdown: &str, pieces: Vec<Piece>) -> Self {
        Self { markdown: markdown.to_owned(), pieces }
    }

    /// The value whose mark this is.
    pub(super) fn piece(&self, mark: char) -> Option<&Piece> {
        let number = u32::from(mark).checked_sub(FIRST_MARK)?;
        self.pieces.get(usize::try_from(number).ok()?)
    }
}

/// Fills in the template of this name.
pub(super) fn fill(name: &str, facts: Value) -> Result<Filled, ReportError> {
    let pieces = Arc::new(Mutex::new(Vec::new()));
    let markdown = environment(Arc::clone(&pieces))?.get_template(name)?.render(facts)?;
    let pieces = std::mem::take(&mut *pieces.lock().unwrap_or_else(PoisonError::into_inner));
    Ok(Filled { markdown, pieces })
}

/// Nothing is escaped, because no value is written: the formatter keeps it and writes its mark.
/// A macro or a `set` block would turn marks into text, so templates use `include` instead.
fn environment(pieces: Arc<Mutex<Vec<Piece>>>) -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    environment.set_syntax(syntax()?);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_recursion_limit(50);
    environment.set_fuel(Some(500_000));
    environment.set_formatter(move |output, _, value| {
        let mut pieces = pieces.lock().unwrap_or_else(PoisonError::into_inner);
        mark(output, &mut pieces, value)
    });
    environment.add_filter("run_in", run_in);
    for (name, source) in TEMPLATES {
        environment.add_template(name, source)?;
    }
    Ok(environment)
}

/// Comments stand in `<# #>`, because `{#anchor}` is Markdown's. A tag on a line of its own leaves no
/// line, and a part ends with the empty line that parts it from what follows.
fn syntax() -> Result<SyntaxConfig, Error> {
    let mut syntax = SyntaxConfig::builder();
    syntax.comment_delimiters("<#", "#>").trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    syntax.build()
}

/// `{{ prose | run_in(label) }}`: the prose, opening with a label in bold.
fn run_in(prose: &Value, label: &Value) -> Result<Value, Error> {
    match piece(label)?.content {
        Content::Inlines(label) => Ok(piece(prose)?.run_in(label).into()),
        Content::Blocks(_) => Err(Error::new(ErrorKind::InvalidOperation, "prose where a label belongs")),
    }
}

fn mark(output: &mut Output, pieces: &mut Vec<Piece>, value: &Value) -> Result<(), Error> {
    let number = u32::try_from(pieces.len()).unwrap_or(u32::MAX);
    let mark = char::from_u32(FIRST_MARK.saturating_add(number)).filter(|_| pieces.len() < MARKS);
    let mark = mark.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "a paper of too many values"))?;
    pieces.push(piece(value)?);
    output.write_fmt(format_args!("{mark}")).map_err(Error::from)
}

/// Facts as they are, words and numbers as plain text; anything else is a template's mistake.
fn piece(value: &Value) -> Result<Piece, Error> {
    if let Some(piece) = value.downcast_object_ref::<Piece>() {
        return Ok(piece.clone());
    }
    if value.as_str().is_some() || value.is_number() {
        return Ok(Piece::text(&value.to_string()));
    }
    Err(Error::new(ErrorKind::InvalidOperation, format!("{} where a value belongs", value.kind())))
}

#[cfg(test)]
mod tests {
    use super::{TEMPLATES, environment, fill};
    use crate::report::ReportError;
    use minijinja::{Value, context};

    #[test]
    fn templates_are_well_formed_and_hold_no_marks_or_macros() {
        environment(std::sync::Arc::default()).expect("templates that can be read");
        for (name, source) in TEMPLATES {
            let private = |c: char| matches!(u32::from(c), 0xE000..=0xF8FF | 0xF_0000..);
            assert!(!source.contains(private), "{name}");
            assert!(!source.contains("{% macro") && !source.contains("{% call"), "{name}");
        }
    }

    #[test]
    fn a_name_that_does_not_exist_is_refused() {
        let refused = fill("gateway/gateway-1.md.j2", context! { procurement => Value::from(1) });
        assert!(matches!(refused, Err(ReportError::Template(_))));
    }
}
