//! What people write for the decision at a break or an option, and the papers that are kept of it.
//!
//! The paper itself is composed from the record (`report::at_break`); here is what no record knows: what is recommended
//! and why, how the service has done in words, what else could be done, and what follows under the authority's headings.

use chrono::{DateTime, Utc};
use entity::id::{RowId, SettingId};
use entity::number::Version;
use entity::state::{BreakAnswer, Occasion, TermEnd};
use entity::{break_implication, break_pack, break_paper};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::Contract;
use super::dates::Point;
use super::decide::{answers, its_own, no_decision_stands, point_at};
use super::given::not_now;
use crate::access::{Act, Actor};
use crate::field::Kind::{Choice, Line, Prose};
use crate::field::{Draft, Field};
use crate::law::clock::uk_date;
use crate::report::{Figures, Kept, prose_problems};
use crate::settings::Authority;
use crate::{Action, Change, Problem, Refusal, Why, sha256};

/// What is written at a break clause.
pub const AT_BREAK: &[Field] = &written(at_break);

/// What is written at an extension option.
pub const AT_OPTION: &[Field] = &written(at_option);

/// What is written under one of the authority's own headings.
pub const IMPLIES: &[Field] = &[Field::optional(
    "says",
    "What follows",
    "From what is recommended, under this heading. Leave it empty where nothing does: the paper then says so.",
    Prose,
)];

/// What is asked when a paper is kept.
pub const KEEP: &[Field] = &[Field::optional(
    "note",
    "What this paper is for",
    "Such as “For the agenda of 12 September”. It is shown in the list.",
    Line,
)];

/// The largest paper that is kept, in bytes of its JSON.
const LARGEST: usize = 16_000_000;

const fn written(options: fn() -> Vec<(String, String)>) -> [Field; 7] {
    [
        Field::optional("answer", "What is recommended", "", Choice(options)),
        Field::optional(
            "summary",
            "Summary",
            "The whole paper in a few sentences: what is asked, and why.",
            Prose,
        ),
        Field::optional(
            "recommendation",
            "What else is recommended",
            "As it is to be minuted, such as who may agree the details. The recommendation itself is worded for you.",
            Prose,
        ),
        Field::optional(
            "reasons",
            "Reasons",
            "Those that the decision record will publish, strongest first.",
            Prose,
        ),
        Field::optional(
            "performance",
            "How the service has done",
            "What it achieved and what it did not. Say nothing that shows who anyone is.",
            Prose,
        ),
        Field::optional(
            "options",
            "What else could be done",
            "Each with why it is not recommended. What each decision costs and when it ends is printed for you.",
            Prose,
        ),
        Field::optional(
            "consultation",
            "Who was asked",
            "And what they said: the provider, and those who use the service.",
            Prose,
        ),
    ]
}

fn at_break() -> Vec<(String, String)> {
    coded(TermEnd::Break)
}

fn at_option() -> Vec<(String, String)> {
    coded(TermEnd::Extension)
}

fn coded(end: TermEnd) -> Vec<(String, String)> {
    use entity::choice::Choice as _;
    answers(end).iter().map(|answer| (answer.code().to_owned(), label(*answer, end).to_owned())).collect()
}

/// An answer in the words of what stands at the end of a part.
#[must_use]
pub const fn label(answer: BreakAnswer, end: TermEnd) -> &'static str {
    match (answer, end) {
        (BreakAnswer::Continue, _) => "Let it run on",
        (BreakAnswer::End, TermEnd::Extension) => "Let it end",
        (BreakAnswer::End, TermEnd::Break | TermEnd::End) => "End it",
        (BreakAnswer::Extend, _) => "Extend it",
        (BreakAnswer::Renegotiate, _) => "Renegotiate, then decide again",
    }
}

/// The fields of the form at such an end.
#[must_use]
pub const fn fields(end: TermEnd) -> &'static [Field] {
    match end {
        TermEnd::Extension => AT_OPTION,
        TermEnd::Break | TermEnd::End => AT_BREAK,
    }
}

/// What prose may name, and where the row goes if it is the first.
#[derive(Clone, Copy, Debug)]
pub struct Writing<'a> {
    /// The part of the term at whose end it is decided.
    pub period: RowId,
    /// The number of the row, if there is none yet.
    pub id: RowId,
    /// The figures that prose can name.
    pub figures: &'a Figures,
    /// The places of the paper that prose can refer to.
    pub places: &'a [&'a str],
}

/// The break or option, while someone may write for its decision: the contract is in force, the point is ahead, and
/// nothing is decided.
pub fn may_write<'a>(
    contract: &'a Contract,
    authority: &Authority,
    period: RowId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Point<'a>, Refusal> {
    contract.in_force(Act::WriteBreakPaper, actor)?;
    its_own(contract, authority)?;
    let point = point_at(contract, authority, period, uk_date(now))?;
    no_decision_stands(contract, period)?;
    Ok(point)
}

/// Writes what people say of a break or an option.
pub fn write(
    contract: &Contract,
    authority: &Authority,
    writing: &Writing<'_>,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_write(contract, authority, writing.period, actor, now)?;
    let held = contract.pack(writing.period);
    let before = |name: &str| held.and_then(|pack| written_there(pack, name));
    Refusal::unless_empty(wrong(draft, writing, before))?;
    let change = contract.moving(Action::WriteBreakPack, seen);
    Ok(match held {
        Some(pack) => change
            .update(draft.onto(break_pack::ActiveModel { id: Unchanged(pack.id), ..Default::default() })),
        None => change.insert(draft.onto(break_pack::ActiveModel {
            id: Set(writing.id),
            contract_id: Set(contract.row.id),
            period_id: Set(writing.period),
            ..Default::default()
        })),
    })
}

/// Writes what follows under one of the authority's own headings; nothing takes it away.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn imply(
    contract: &Contract,
    authority: &Authority,
    heading: SettingId,
    writing: &Writing<'_>,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_write(contract, authority, writing.period, actor, now)?;
    let heading = authority.headings.iter().find(|it| it.id == heading).ok_or_else(Refusal::not_found)?;
    let held = contract.implication(writing.period, heading.id);
    Refusal::unless_empty(wrong(draft, writing, |_| held.map(|row| row.says.as_str())))?;
    let change = contract.moving(Action::WriteBreakPack, seen).on(heading.title.clone());
    Ok(match (held, draft.text("says")) {
        (Some(row), Some(says)) => change.update(break_implication::ActiveModel {
            id: Unchanged(row.id),
            says: Set(says.to_owned()),
            ..Default::default()
        }),
        (None, Some(says)) => change.insert(break_implication::ActiveModel {
            id: Set(writing.id),
            contract_id: Set(contract.row.id),
            period_id: Set(writing.period),
            heading_id: Set(heading.id),
            says: Set(says.to_owned()),
        }),
        (Some(row), None) => {
            change.delete::<break_implication::Model, break_implication::ActiveModel>(row.clone())
        }
        (None, None) => change,
    })
}

/// What is wrong with the prose that was changed, each with its box.
fn wrong<'a>(draft: &Draft, writing: &Writing<'_>, before: impl Fn(&str) -> Option<&'a str>) -> Vec<Problem> {
    let changed = draft.texts().filter(|(name, text)| *name != "answer" && before(name) != Some(*text));
    let of = |(name, text): (&'static str, &str)| {
        let places = writing.places.iter().copied();
        let problems = prose_problems(text, writing.figures, places);
        problems.into_iter().map(move |says| Problem::at(name, says)).collect::<Vec<_>>()
    };
    changed.flat_map(of).collect()
}

fn written_there<'a>(pack: &'a break_pack::Model, name: &str) -> Option<&'a str> {
    let text = match name {
        "summary" => &pack.summary,
        "recommendation" => &pack.recommendation,
        "reasons" => &pack.reasons,
        "performance" => &pack.performance,
        "options" => &pack.options,
        "consultation" => &pack.consultation,
        _ => return None,
    };
    text.as_deref()
}

/// A composed paper on its way into the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeping {
    /// The number of its row.
    pub id: RowId,
    /// The part of the term that it is about.
    pub period: RowId,
    /// The highest number of any paper of the contract; none yet is 0.
    pub last: i32,
    /// The papers of this part that were kept, newest first.
    pub kept: Vec<Kept>,
    /// The paper, as JSON.
    pub document: String,
    /// What its prose refers to but is not there, by name.
    pub missing: Vec<String>,
}

/// Keeps the paper as the record stands. Refuses one that is the same as the newest, or that refers to what is not there.
pub fn keep(
    contract: &Contract,
    authority: &Authority,
    keeping: Keeping,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_write(contract, authority, keeping.period, actor, now)?;
    if let Some(name) = keeping.missing.first() {
        return not_now(format!(
            "The paper refers to “{name}”, which is not there. Take it out or choose another, then keep it."
        ));
    }
    let digest = sha256(&keeping.document);
    if let Some(same) = keeping.kept.first().filter(|kept| kept.digest == digest) {
        return not_now(format!("Nothing has changed since paper {}, which is kept already.", same.number));
    }
    let change = contract.moving(Action::KeepBreakPaper, seen).rests_on(&authority.row);
    kept_with(change, contract, keeping, Occasion::Kept, draft.text("note"), actor, now)
}

/// The same change, with the paper as it stood kept beside it: what was decided on stays readable.
pub fn with_paper(
    change: Change,
    contract: &Contract,
    keeping: Keeping,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    kept_with(change, contract, keeping, Occasion::Decided, None, actor, now)
}

fn kept_with(
    change: Change,
    contract: &Contract,
    keeping: Keeping,
    occasion: Occasion,
    note: Option<&str>,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    contract.period(keeping.period)?;
    if keeping.document.len() > LARGEST {
        let says = "The paper is too long to be kept. Shorten what is written.";
        return Err(Refusal::of(Why::NotNow, says));
    }
    let (number, digest) = (keeping.last.saturating_add(1), sha256(&keeping.document));
    let row = break_paper::ActiveModel {
        id: Set(keeping.id),
        contract_id: Set(contract.row.id),
        period_id: Set(keeping.period),
        number: Set(number),
        at: Set(now),
        person_id: Set(person),
        occasion: Set(occasion),
        note: Set(note.map(str::to_owned)),
        digest: Set(digest.clone()),
        document: Set(keeping.document),
    };
    Ok(change.insert_with_large(row, "document", &digest).seals(number, &digest))
}

impl Contract {
    /// What was written for the decision at the end of a part.
    #[must_use]
    pub fn pack(&self, period: RowId) -> Option<&break_pack::Model> {
        self.packs.iter().find(|pack| pack.period_id == period)
    }

    /// What was written for it under one of the authority's headings.
    #[must_use]
    pub fn implication(&self, period: RowId, heading: SettingId) -> Option<&break_implication::Model> {
        self.implications.iter().find(|row| row.period_id == period && row.heading_id == heading)
    }
}

#[cfg(test)]
mod tests;
