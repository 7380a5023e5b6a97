//! Reports on performance: what people write for them, how they are issued, and what changed since.
//!
//! Figures come from the record (`report::performance`). An issued report never changes: both copies are kept, and a later
//! correction stands at its head.

use chrono::{DateTime, Utc};
use entity::id::{ReturnId, RowId};
use entity::number::Version;
use entity::state::{CorrectionStanding, PerformanceKind};
use entity::{figure_correction, performance_paper, performance_text};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::standing::not_now;
use super::{Monitoring, Return};
use crate::access::{Act, Actor};
use crate::field::Kind::{Choice, Prose};
use crate::field::{Draft, Field};
use crate::report::performance::{Which, span};
use crate::report::{Figures, prose_problems};
use crate::term::Span;
use crate::{Action, Change, Problem, Refusal, Subject, Why, sha256};

/// What is written for a report.
pub const WRITE: &[Field] = &[
    Field::optional(
        "summary",
        "Summary",
        "How the service does, in a few sentences. It stands first. Figures are printed for you.",
        Prose,
    ),
    Field::optional(
        "findings",
        "What lies behind the figures",
        "Why figures are as they are, and what is done about those that are off target.",
        Prose,
    ),
    Field::optional("lessons", "What was learnt", "For this service and for others that are bought.", Prose),
    Field::optional(
        "recommendation",
        "What is recommended",
        "What the steering group is asked to note, agree or decide.",
        Prose,
    ),
];

/// What is asked when a report is issued.
pub const ISSUE: &[Field] = &[Field::given(
    "texts",
    "What the public copy shows of the texts above",
    "A text that tells of a few people, or of one, must not be published.",
    Choice(texts),
)];

fn texts() -> Vec<(String, String)> {
    let all = [
        ("left_out", "None of them: the public copy has figures alone"),
        (READ, "All of them: I have read them, and they show no person and no count of 1 to 4"),
    ];
    all.into_iter().map(|(code, label)| (code.to_owned(), label.to_owned())).collect()
}

const READ: &str = "read";

/// The largest report that is kept, in bytes of the JSON of both its copies.
const LARGEST: usize = 32_000_000;

/// Whether someone may write for a report and issue it now.
pub fn may_write(monitoring: &Monitoring, which: Which, actor: &Actor) -> Result<Span, Refusal> {
    monitoring.council_acts(Act::WritePerformance, actor)?;
    span(monitoring, which)
}

/// What prose may name, and where the row goes if it is the first.
#[derive(Clone, Copy, Debug)]
pub struct Writing<'a> {
    /// The number of the row, if there is none yet.
    pub id: RowId,
    /// The figures that prose can name.
    pub figures: &'a Figures,
    /// The places of the report that prose can refer to.
    pub places: &'a [&'a str],
}

/// Writes what people say in a report.
pub fn write(
    monitoring: &Monitoring,
    which: Which,
    writing: &Writing<'_>,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    may_write(monitoring, which, actor)?;
    let held = monitoring.written_for(which);
    let before = |name: &str| held.and_then(|row| written(row, name));
    let changed = draft.texts().filter(|(name, text)| before(name) != Some(*text));
    let wrong = |(name, text): (&'static str, &str)| {
        let problems = prose_problems(text, writing.figures, writing.places.iter().copied());
        problems.into_iter().map(move |says| Problem::at(name, says)).collect::<Vec<_>>()
    };
    Refusal::unless_empty(changed.flat_map(wrong).collect())?;
    let row = &monitoring.contract.row;
    let about = Subject::Contract(row.id);
    let change = Change::of(Action::WritePerformance, about, Some(row.authority_id))
        .moves(row, seen)
        .on(named(monitoring, which));
    Ok(match held {
        Some(text) => change.update(
            draft.onto(performance_text::ActiveModel { id: Unchanged(text.id), ..Default::default() }),
        ),
        None => change.insert(draft.onto(performance_text::ActiveModel {
            id: Set(writing.id),
            contract_id: Set(row.id),
            kind: Set(which.kind()),
            return_id: Set(which.of_return()),
            gaps: Set(entity::gaps::Gaps::default()),
            ..Default::default()
        })),
    })
}

fn written<'a>(row: &'a performance_text::Model, name: &str) -> Option<&'a str> {
    let text = match name {
        "summary" => &row.summary,
        "findings" => &row.findings,
        "lessons" => &row.lessons,
        "recommendation" => &row.recommendation,
        _ => return None,
    };
    text.as_deref()
}

/// What the record of actions calls a report.
fn named(monitoring: &Monitoring, which: Which) -> String {
    use entity::choice::Choice as _;
    let label = which.kind().label();
    match which.of_return().and_then(|id| monitoring.one(id).ok()) {
        Some(one) => format!("{label}, {}", monitoring.period_words(one)),
        None => label.to_owned(),
    }
}

/// A composed report on its way into the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuing {
    /// The number of its row.
    pub id: RowId,
    /// The highest number of any report of the contract; none yet is 0.
    pub last: i32,
    /// The digest of the last that was issued of the same kind and period.
    pub before: Option<(i32, String)>,
    /// What it is called.
    pub title: String,
    /// The copy of the council, as JSON.
    pub document: String,
    /// The copy for everyone, as JSON.
    pub public_document: String,
    /// What its prose refers to but is not there, by name.
    pub missing: Vec<String>,
}

impl Issuing {
    /// The digest of both copies.
    #[must_use]
    pub fn digest(&self) -> String {
        digest_of(&self.document, &self.public_document)
    }
}

/// The digest of both copies of a report.
#[must_use]
pub fn digest_of(document: &str, public_document: &str) -> String {
    sha256(&format!("{}{}", sha256(document), sha256(public_document)))
}

/// Whether whoever issues it says that its texts may be published.
#[must_use]
pub fn shows_texts(draft: &Draft) -> bool {
    draft.text("texts") == Some(READ)
}

/// Issues a report as the record stands. Refuses one that is the same as the last, or that refers to what is not there.
pub fn issue(
    monitoring: &Monitoring,
    which: Which,
    issuing: Issuing,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let span = may_write(monitoring, which, actor)?;
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    if let Some(name) = issuing.missing.first() {
        return not_now(format!(
            "The report refers to “{name}”, which is not there. Take it out or choose another, then issue it."
        ));
    }
    let digest = issuing.digest();
    if let Some((number, _)) = issuing.before.as_ref().filter(|(_, before)| *before == digest) {
        return not_now(format!("Nothing has changed since report {number}, which was issued already."));
    }
    if issuing.document.len().saturating_add(issuing.public_document.len()) > LARGEST {
        return Err(Refusal::of(
            Why::NotNow,
            "The report is too long to be issued. Shorten what is written.",
        ));
    }
    let contract = &monitoring.contract.row;
    let number = issuing.last.saturating_add(1);
    let about = Subject::Performance(contract.id);
    let mut change = Change::of(Action::IssuePerformance, about, Some(contract.authority_id))
        .moves(contract, seen)
        .on(match shows_texts(draft) {
            true => format!("{}: texts read, and published", named(monitoring, which)),
            false => format!("{}: texts not published", named(monitoring, which)),
        });
    for one in monitoring.returns.iter().filter(|one| is_within(one, span)) {
        change = change.rests_on(&one.row);
    }
    let row = performance_paper::ActiveModel {
        id: Set(issuing.id),
        authority_id: Set(contract.authority_id),
        contract_id: Set(contract.id),
        kind: Set(which.kind()),
        number: Set(number),
        return_id: Set(which.of_return()),
        first_on: Set(span.first),
        last_on: Set(span.last),
        title: Set(issuing.title),
        document: Set(issuing.document),
        public_document: Set(issuing.public_document),
        digest: Set(digest.clone()),
        at: Set(now),
        person_id: Set(person),
    };
    let change = change.insert_with_large(row, "document", &digest).hiding(&["public_document"]);
    Ok(change.seals(number, &digest))
}

fn is_within(one: &Return, span: Span) -> bool {
    // Trends and corrections in a report reach back before its own year.
    one.row.last_on <= span.last
}

/// What of an issued report is no longer as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Since<'a> {
    /// Corrections that were agreed since, oldest first.
    pub corrected: Vec<&'a figure_correction::Model>,
    /// Returns that were submitted since, for the first time or again.
    pub came: Vec<&'a Return>,
    /// Returns that were accepted since.
    pub accepted: Vec<&'a Return>,
}

impl Since<'_> {
    /// Whether the report still says what the record does.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.corrected.is_empty() && self.came.is_empty() && self.accepted.is_empty()
    }
}

/// What changed in the days that a report tells of since it was issued.
#[must_use]
pub fn since(monitoring: &Monitoring, days: Span, at: DateTime<Utc>) -> Since<'_> {
    let within = || monitoring.returns.iter().filter(|one| is_within(one, days));
    let in_it = |id: ReturnId| within().any(|one| one.row.id == id);
    let later = |instant: Option<DateTime<Utc>>| instant.is_some_and(|instant| instant > at);
    let agreed = |row: &&figure_correction::Model| {
        row.standing == CorrectionStanding::Agreed && later(row.decided_at) && in_it(row.return_id)
    };
    let came = |one: &&Return| one.submissions.iter().any(|submission| submission.at > at);
    Since {
        corrected: monitoring.corrections.iter().filter(agreed).collect(),
        came: within().filter(came).collect(),
        accepted: within().filter(|one| later(one.row.accepted_at) && !came(one)).collect(),
    }
}

/// Which report a row is.
#[must_use]
pub fn which(kind: PerformanceKind, of: Option<ReturnId>) -> Option<Which> {
    match kind {
        PerformanceKind::Monitoring => of.map(Which::Monitoring),
        PerformanceKind::Review => Some(Which::Review),
    }
}

#[cfg(test)]
mod tests;
