//! Filling in a template: every value becomes a numbered mark, and the values are kept beside.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, UndefinedBehavior, Value};

use super::ReportError;
use super::piece::{Anchor, Content, Piece};

/// Every template: reports, and the parts they share.
pub(super) const TEMPLATES: &[(&str, &str)] = &[
    ("gateway/gateway-1.md.j2", include_str!("../../templates/reports/gateway/gateway-1.md.j2")),
    ("cabinet/cabinet.md.j2", include_str!("../../templates/reports/cabinet/cabinet.md.j2")),
    ("gateway/award.md.j2", include_str!("../../templates/reports/gateway/award.md.j2")),
    ("cabinet/award.md.j2", include_str!("../../templates/reports/cabinet/award.md.j2")),
    ("award/exempt.md.j2", include_str!("../../templates/reports/award/exempt.md.j2")),
    ("award/decision.md.j2", include_str!("../../templates/reports/award/decision.md.j2")),
    ("parts/award/tendered.md.j2", include_str!("../../templates/reports/parts/award/tendered.md.j2")),
    ("parts/award/method.md.j2", include_str!("../../templates/reports/parts/award/method.md.j2")),
    ("parts/award/panel.md.j2", include_str!("../../templates/reports/parts/award/panel.md.j2")),
    ("parts/award/scores.md.j2", include_str!("../../templates/reports/parts/award/scores.md.j2")),
    ("parts/award/result.md.j2", include_str!("../../templates/reports/parts/award/result.md.j2")),
    ("parts/award/recommended.md.j2", include_str!("../../templates/reports/parts/award/recommended.md.j2")),
    ("parts/award/legal.md.j2", include_str!("../../templates/reports/parts/award/legal.md.j2")),
    ("parts/award/timetable.md.j2", include_str!("../../templates/reports/parts/award/timetable.md.j2")),
    ("parts/award/money.md.j2", include_str!("../../templates/reports/parts/award/money.md.j2")),
    ("parts/award/thread.md.j2", include_str!("../../templates/reports/parts/award/thread.md.j2")),
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
    ("parts/law.md.j2", include_str!("../../templates/reports/parts/law.md.j2")),
    ("parts/milestones.md.j2", include_str!("../../templates/reports/parts/milestones.md.j2")),
    ("gateway/break-point.md.j2", include_str!("../../templates/reports/gateway/break-point.md.j2")),
    ("cabinet/break-point.md.j2", include_str!("../../templates/reports/cabinet/break-point.md.j2")),
    ("parts/break/glance.md.j2", include_str!("../../templates/reports/parts/break/glance.md.j2")),
    ("parts/break/ways.md.j2", include_str!("../../templates/reports/parts/break/ways.md.j2")),
    ("parts/break/term.md.j2", include_str!("../../templates/reports/parts/break/term.md.j2")),
    ("parts/break/steps.md.j2", include_str!("../../templates/reports/parts/break/steps.md.j2")),
    ("parts/break/money.md.j2", include_str!("../../templates/reports/parts/break/money.md.j2")),
    ("parts/break/variations.md.j2", include_str!("../../templates/reports/parts/break/variations.md.j2")),
    ("parts/break/avoidance.md.j2", include_str!("../../templates/reports/parts/break/avoidance.md.j2")),
    ("parts/break/performance.md.j2", include_str!("../../templates/reports/parts/break/performance.md.j2")),
    ("parts/break/reviews.md.j2", include_str!("../../templates/reports/parts/break/reviews.md.j2")),
    ("parts/break/cohorts.md.j2", include_str!("../../templates/reports/parts/break/cohorts.md.j2")),
    ("parts/break/risks.md.j2", include_str!("../../templates/reports/parts/break/risks.md.j2")),
    ("parts/break/notices.md.j2", include_str!("../../templates/reports/parts/break/notices.md.j2")),
    ("parts/break/recommended.md.j2", include_str!("../../templates/reports/parts/break/recommended.md.j2")),
    ("gateway/monitoring.md.j2", include_str!("../../templates/reports/gateway/monitoring.md.j2")),
    ("cabinet/monitoring.md.j2", include_str!("../../templates/reports/cabinet/monitoring.md.j2")),
    ("gateway/contract-review.md.j2", include_str!("../../templates/reports/gateway/contract-review.md.j2")),
    ("cabinet/contract-review.md.j2", include_str!("../../templates/reports/cabinet/contract-review.md.j2")),
    ("parts/performance/key.md.j2", include_str!("../../templates/reports/parts/performance/key.md.j2")),
    (
        "parts/performance/glance.md.j2",
        include_str!("../../templates/reports/parts/performance/glance.md.j2"),
    ),
    (
        "parts/performance/standing.md.j2",
        include_str!("../../templates/reports/parts/performance/standing.md.j2"),
    ),
    (
        "parts/performance/outcomes.md.j2",
        include_str!("../../templates/reports/parts/performance/outcomes.md.j2"),
    ),
    (
        "parts/performance/exceptions.md.j2",
        include_str!("../../templates/reports/parts/performance/exceptions.md.j2"),
    ),
    (
        "parts/performance/corrections.md.j2",
        include_str!("../../templates/reports/parts/performance/corrections.md.j2"),
    ),
    (
        "parts/performance/timeliness.md.j2",
        include_str!("../../templates/reports/parts/performance/timeliness.md.j2"),
    ),
    ("parts/performance/money.md.j2", include_str!("../../templates/reports/parts/performance/money.md.j2")),
    ("parts/performance/next.md.j2", include_str!("../../templates/reports/parts/performance/next.md.j2")),
    (
        "parts/performance/ratings.md.j2",
        include_str!("../../templates/reports/parts/performance/ratings.md.j2"),
    ),
    (
        "parts/performance/avoidance.md.j2",
        include_str!("../../templates/reports/parts/performance/avoidance.md.j2"),
    ),
];

/// The first mark, in a private-use plane of Unicode: the mark of a value is this and its number.
const FIRST_MARK: u32 = 0xF_0000;

/// The most that a template may write.
const MOST_BYTES: usize = 2_000_000;

/// The most steps that filling in may take.
const MOST_STEPS: u64 = 500_000;

/// The most templates that may stand in one another.
const DEEPEST: usize = 50;

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
    let mut markdown = Bounded::default();
    environment(Arc::clone(&pieces))?.get_template(name)?.render_captured_to(facts, &mut markdown)?;
    let markdown =
        String::from_utf8(markdown.0).map_err(|_| ReportError::Markdown("broken text".to_owned()))?;
    let pieces = std::mem::take(&mut *pieces.lock().unwrap_or_else(PoisonError::into_inner));
    Ok(Filled { markdown, pieces })
}

/// What a template writes, up to a limit.
#[derive(Default)]
struct Bounded(Vec<u8>);

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MOST_BYTES {
            return Err(io::Error::other("the template writes more than a paper can hold"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The anchors that templates give themselves, which no anchor made of words may take.
pub(super) fn anchors() -> impl Iterator<Item = String> {
    let parts = TEMPLATES.iter().flat_map(|(_, source)| source.split("{#").skip(1));
    let anchor =
        |part: &str| part.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().map(str::to_owned);
    parts.filter_map(anchor).filter(|anchor| !anchor.is_empty())
}

/// Nothing is escaped, because no value is written: the formatter keeps it and writes its mark.
/// A macro, a `set` block or a `filter` block would turn marks into text, so templates use `include`.
fn environment(pieces: Arc<Mutex<Vec<Piece>>>) -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    environment.set_syntax(syntax()?);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_recursion_limit(DEEPEST);
    environment.set_fuel(Some(MOST_STEPS));
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
    if let Some(anchor) = value.downcast_object_ref::<Anchor>() {
        return output.write_str(anchor.code()).map_err(Error::from);
    }
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
mod tests;
