//! Forms as a template draws them: each field with its label, hint, what it holds and what is wrong.

mod merge;

use std::borrow::Cow;

use entity::choice::Choice;
use entity::gaps::{Gap, Gaps};
use entity::number::Version;
use rules::Problem;
use rules::field::{Field, Kind, Lists, Need, shown, typed};
use rules::report::{Figures, read_out};
use sea_orm::Value;
use serde::Serialize;

use super::desk::Again;

pub use merge::{merge, merge_under};

/// A form as a template draws it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Form {
    /// Where it is sent.
    pub action: String,
    /// The version of the root it is drawn from.
    pub version: i32,
    /// What its boxes were drawn from, as a digest; empty for a form without boxes of the common kind.
    pub drawn: String,
    /// Its fields, in the order of the page.
    pub fields: Vec<Drawn>,
    /// What is wrong with it, in the order of the page.
    pub problems: Vec<DrawnProblem>,
    /// Whether someone else changed the record since it was drawn.
    pub stale: bool,
    /// Whether it comes back unsent, after signing in again.
    pub unsent: bool,
}

impl Form {
    /// Whether it comes back because it was not taken.
    #[must_use]
    pub fn came_back(&self) -> bool {
        self.stale || !self.problems.is_empty()
    }
}

impl Form {
    /// The same as one of several on a page: before the name of each of its boxes stands what tells them apart, such
    /// as `k3-`. It is drawn over [`Again::under`] and read from `Typed::under`.
    #[must_use]
    pub fn under(mut self, prefix: &str) -> Self {
        for field in &mut self.fields {
            field.name = format!("{prefix}{}", field.name).into();
        }
        for problem in &mut self.problems {
            problem.at = problem.at.take().map(|at| format!("{prefix}{at}"));
        }
        self
    }
}

impl Drawn {
    /// The same under another label.
    #[must_use]
    pub fn called(mut self, label: &str) -> Self {
        self.label = label.to_owned().into();
        self
    }

    /// The same; a choice that was made can be taken back.
    #[must_use]
    pub fn clearing(mut self) -> Self {
        self.clears = true;
        self
    }

    /// Its name on the page.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether there is something in it, or something to say of it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.value.is_empty() || self.error.is_some() || self.saved_now.is_some()
    }
}

/// A field as a template draws it.
#[derive(Clone, Debug, Serialize)]
pub struct Drawn {
    name: Cow<'static, str>,
    label: Cow<'static, str>,
    hint: &'static str,
    kind: &'static str,
    value: String,
    day: String,
    month: String,
    year: String,
    time: String,
    options: Vec<DrawnOption>,
    gap: Option<String>,
    gaps: Vec<DrawnOption>,
    most: Option<usize>,
    /// Whether a choice that was made can be taken back.
    clears: bool,
    error: Option<String>,
    saved_now: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct DrawnOption {
    code: String,
    label: String,
    chosen: bool,
}

/// A problem, linked to the box it belongs to.
#[derive(Clone, Debug, Serialize)]
pub struct DrawnProblem {
    /// The id of the box, if it belongs to one.
    pub at: Option<String>,
    /// What to do about it.
    pub says: String,
}

/// What a form holds when it is first drawn: the values of a row and its gaps.
pub struct Holds<'a> {
    /// The values, in the order of the fields; empty for a new row.
    pub values: &'a [Value],
    /// Why some are empty.
    pub gaps: &'a Gaps,
}

/// Draws a form over what is saved, or over what was typed when it comes back.
pub fn draw(
    action: String,
    version: Version,
    fields: &[Field],
    holds: &Holds<'_>,
    lists: &Lists,
    again: Option<&Again>,
) -> Form {
    let drawn_from = merge::drawn_from(fields, holds);
    let stale =
        again.is_some_and(|again| again.stale || merge::any_clash(version, fields, holds, &again.typed));
    let offering = fields.iter().enumerate().filter(|(_, field)| !field.offers_nothing(lists));
    let drawn = offering.map(|(index, field)| {
        let saved = holds.values.get(index);
        draw_field(field, saved, holds.gaps, lists, again, stale)
    });
    Form { fields: drawn.collect(), stale, drawn: drawn_from, ..frame(action, version, fields, again) }
}

/// A form without fields of the common kind: one that is only a button, or draws its own.
pub fn frame(action: String, version: Version, fields: &[Field], again: Option<&Again>) -> Form {
    Form {
        action,
        version: version.0,
        drawn: String::new(),
        fields: Vec::new(),
        problems: again.map(|again| draw_problems(&again.problems, fields)).unwrap_or_default(),
        stale: is_stale(version, again),
        unsent: again.is_some_and(|again| again.unsent),
    }
}

/// INVARIANT: a form that comes back carries the present version, so whoever sends it again must have
/// been told that the record moved since it was first drawn, whatever else it came back for. A form with boxes
/// of the common kind is told apart box by box instead (`merge`).
pub fn is_stale(version: Version, again: Option<&Again>) -> bool {
    again.is_some_and(|again| again.stale || again.typed.get("version") != version.0.to_string())
}

fn draw_problems(problems: &[Problem], fields: &[Field]) -> Vec<DrawnProblem> {
    let place =
        |problem: &Problem| fields.iter().position(|field| Some(field.name) == problem.field.as_deref());
    let mut ordered: Vec<&Problem> = problems.iter().collect();
    ordered.sort_by_key(|problem| place(problem).unwrap_or(usize::MAX));
    let at = |problem: &Problem| problem.field.as_deref().map(|name| box_of(name, fields));
    ordered.into_iter().map(|problem| DrawnProblem { at: at(problem), says: problem.says.clone() }).collect()
}

/// The id of the box that a link to a field leads to.
fn box_of(name: &str, fields: &[Field]) -> String {
    match fields.iter().find(|field| field.name == name).map(|field| field.kind) {
        Some(Kind::Day | Kind::Instant) => format!("{name}-day"),
        Some(Kind::Choice(options)) if options().len() <= RADIOS => format!("{name}-1"),
        _ => name.to_owned(),
    }
}

/// Up to so many choices are shown as buttons; more as a list that opens.
const RADIOS: usize = 6;

fn draw_field(
    field: &Field,
    saved: Option<&Value>,
    gaps: &Gaps,
    lists: &Lists,
    again: Option<&Again>,
    stale: bool,
) -> Drawn {
    let boxes = saved.map(|value| typed(field, value)).unwrap_or_default();
    let error = again
        .and_then(|again| again.problems.iter().find(|problem| problem.field.as_deref() == Some(field.name)));
    let again = again.filter(|again| merge::shows_typed(field, saved, gaps, &again.typed));
    let holds = |name: &str| match again {
        Some(again) => again.typed.get(name).to_owned(),
        None => boxes.iter().find(|(held, _)| held == name).map(|(_, text)| text.clone()).unwrap_or_default(),
    };
    let value = holds(field.name);
    let gap_name = format!("{}-gap", field.name);
    let gap = match again {
        Some(again) => Gap::of(again.typed.get(&gap_name)),
        None => gaps.of(field.name),
    };
    let options = field.options(lists);
    let saved_now = again.filter(|_| stale).and(saved).and_then(|saved| {
        let changed = again.is_some_and(|again| merge::clashes(field, saved, gaps, &again.typed));
        let shown = shown(field, saved, lists);
        changed.then(|| if shown.is_empty() { "nothing".to_owned() } else { shown })
    });
    Drawn {
        name: field.name.into(),
        label: field.label.into(),
        hint: field.hint,
        clears: field.need == Need::Known,
        kind: kind_of(field, options.len()),
        day: holds(&format!("{}-day", field.name)),
        month: holds(&format!("{}-month", field.name)),
        year: holds(&format!("{}-year", field.name)),
        time: holds(&format!("{}-time", field.name)),
        options: options
            .into_iter()
            .map(|(code, label)| DrawnOption { chosen: code == value, code, label })
            .collect(),
        gap: gap.map(|gap| gap.label().to_owned()),
        gaps: match field.need {
            Need::Given | Need::Optional => Vec::new(),
            Need::Known => gap_options(gap),
        },
        most: field.most().filter(|most| *most > 200),
        error: error.map(|problem| problem.says.clone()),
        saved_now,
        value,
    }
}

fn gap_options(chosen: Option<Gap>) -> Vec<DrawnOption> {
    let option = |gap: &Gap| DrawnOption {
        code: gap.code().to_owned(),
        label: gap.label().to_owned(),
        chosen: Some(*gap) == chosen,
    };
    Gap::ALL.iter().map(option).collect()
}

fn kind_of(field: &Field, options: usize) -> &'static str {
    match field.kind {
        Kind::Line | Kind::Cpv => "line",
        Kind::Link => "url",
        Kind::Email => "email",
        Kind::Prose => "prose",
        Kind::Answer => "answer",
        Kind::Lines => "lines",
        Kind::Money => "money",
        Kind::Percent => "percent",
        Kind::Number | Kind::Whole(_, _) => "number",
        Kind::Day => "day",
        Kind::Instant => "instant",
        Kind::Tick => "tick",
        Kind::Choice(_) if options <= RADIOS => "radios",
        Kind::Choice(_) | Kind::From(_) | Kind::RowFrom(_) => "select",
    }
}

/// A fact as a page shows it when it cannot be changed.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    label: &'static str,
    shown: String,
    gap: Option<&'static str>,
    prose: bool,
}

/// The fields of a row as facts. Prose is read out: figures in it stand as they are now.
pub fn facts(fields: &[Field], values: &[Value], gaps: &Gaps, lists: &Lists, figures: &Figures) -> Vec<Fact> {
    let fact = |(field, value): (&Field, &Value)| {
        let (shown, prose) =
            (shown(field, value, lists), matches!(field.kind, Kind::Prose | Kind::Answer | Kind::Lines));
        Fact {
            label: field.label,
            shown: if prose { read_out(&shown, figures) } else { shown },
            gap: gaps.of(field.name).map(Choice::label),
            prose,
        }
    };
    // What nobody is asked, such as the only lot, is not told either.
    let told = |(field, _): &(&Field, &Value)| {
        !(matches!(field.kind, Kind::RowFrom(_)) && field.offers_nothing(lists))
    };
    fields.iter().zip(values).filter(told).map(fact).collect()
}

impl Fact {
    /// Whether it is given, or said to be missing for a reason.
    #[must_use]
    pub fn is_there(&self) -> bool {
        !self.shown.is_empty() || self.gap.is_some()
    }
}
