//! A check, and what a bidder gave for it, as pages show them.

use entity::choice::Choice;
use entity::state::{CheckKind, CheckOutcome, PartKind, YesNo};
use entity::{bid_check, bid_part};
use rules::bid::declaration::Declared;
use rules::field::long_day;
use rules::law::clock::long_instant;
use rules::tender::Tender;
use serde::Serialize;

use super::check_path;
use crate::store::{Colleague, OpenedPart, Says};
use crate::web::pages::opening::name;

/// A check as pages show it.
#[derive(Serialize)]
pub(super) struct Shown {
    path: String,
    kind: &'static str,
    says: Option<String>,
    subject: String,
    outcome: &'static str,
    code: &'static str,
    facts: Vec<(&'static str, String)>,
    may_ask: bool,
    is_decided: bool,
    to_notify: Option<String>,
}

impl Shown {
    pub(super) fn of(
        tender: &Tender,
        reference: &str,
        check: &bid_check::Model,
        colleagues: &[Colleague],
    ) -> Self {
        let is_decided = check.decided_at.is_some() && code(check.outcome) != "not-started";
        Self {
            path: check_path(reference, check.bid_id.0, check.id),
            kind: check.kind.label(),
            says: says(tender, check),
            subject: check.subject.clone(),
            outcome: check.outcome.label(),
            code: code(check.outcome),
            facts: facts(check, colleagues),
            may_ask: !is_decided,
            is_decided,
            to_notify: check.notify_by.filter(|_| check.notified.is_none()).map(long_day),
        }
    }
}

/// What the condition asks, for a check of one.
fn says(tender: &Tender, check: &bid_check::Model) -> Option<String> {
    if check.kind != CheckKind::Condition {
        return None;
    }
    let conditions = tender.published()?.conditions;
    conditions.into_iter().find(|condition| Some(condition.id) == check.condition_id).map(|one| one.says)
}

fn code(outcome: CheckOutcome) -> &'static str {
    match outcome {
        CheckOutcome::Open => "not-started",
        CheckOutcome::Asked => "in-progress",
        CheckOutcome::Passed | CheckOutcome::PutRight | CheckOutcome::Replaced => "complete",
        CheckOutcome::Failed => "returned",
    }
}

fn facts(check: &bid_check::Model, colleagues: &[Colleague]) -> Vec<(&'static str, String)> {
    let by = check.decided_by.map(|person| name(colleagues, person)).unwrap_or_default();
    [
        ("Asked", check.asked.clone()),
        ("Can answer until the end of", check.respond_by.map(long_day)),
        ("The bidder answered", check.response.clone()),
        ("Answered", check.responded_at.map(long_instant)),
        ("What was found", check.finding.clone()),
        ("Reason", check.reason.clone()),
        ("Decided", check.decided_at.map(|at| format!("{by}, {}", long_instant(at)))),
        ("To be notified by", check.notify_by.map(long_day)),
        ("Notified", check.notified.clone()),
    ]
    .into_iter()
    .filter_map(|(label, value)| Some((label, value?)))
    .collect()
}

/// Something the bidder gave for the checks.
#[derive(Serialize)]
pub(super) struct Given {
    title: String,
    facts: Vec<(&'static str, String)>,
    file: Option<GivenFile>,
}

/// A file of evidence.
#[derive(Serialize)]
struct GivenFile {
    path: String,
    name: String,
}

/// What the bidder declared, and gave for each condition. Files are at paths below `path`.
pub(super) fn given(tender: &Tender, path: &str, parts: &[OpenedPart]) -> Vec<Given> {
    let conditions = tender.published().map(|terms| terms.conditions).unwrap_or_default();
    let about = |part: &bid_part::Model| conditions.iter().find(|one| Some(one.id) == part.about);
    let one = |OpenedPart { part, says }: &OpenedPart| match (part.kind, says) {
        (PartKind::Declaration, Says::Text(text)) => Some(declared(&Declared::of(text)?)),
        (PartKind::Condition, Says::Text(text)) => {
            let condition = about(part)?;
            let facts = vec![("Asked", condition.says.clone()), ("Given", text.clone())];
            Some(Given { title: condition.kind.label().to_owned(), facts, file: None })
        }
        (PartKind::File, Says::File(file)) => {
            let title =
                about(part).map_or("Evidence".to_owned(), |one| format!("{}: evidence", one.kind.label()));
            let path = format!("{path}/files/{}", part.id.0);
            Some(Given { title, facts: Vec::new(), file: Some(GivenFile { path, name: file.name.clone() }) })
        }
        (PartKind::Declaration | PartKind::Condition, Says::File(_))
        | (PartKind::File, Says::Text(_))
        | (PartKind::Answer | PartKind::Price, _) => None,
    };
    parts.iter().filter_map(one).collect()
}

fn declared(declared: &Declared) -> Given {
    let own = &declared.organisation;
    let answer = |code: &str| YesNo::of(code).map(|answer| answer.label().to_owned());
    let facts = [
        ("Registered number", own.registered_number.clone()),
        ("Identifier on the central digital platform", own.identifier.clone()),
        ("A mandatory ground for exclusion applies", answer(&own.mandatory_grounds)),
        ("Which, and what has been done", own.mandatory_note.clone()),
        ("A discretionary ground applies", answer(&own.discretionary_grounds)),
        ("Which, and what has been done about it", own.discretionary_note.clone()),
        ("Declared on", Some(long_day(own.declared_on))),
        (
            "Sub-contractors relied on",
            Some(declared.subcontractors.join("\n")).filter(|names| !names.is_empty()),
        ),
        ("A ground applies to one of them", declared.subcontractor_grounds.as_deref().and_then(answer)),
        ("Which, to whom, and what has been done", declared.subcontractor_note.clone()),
    ];
    let facts = facts.into_iter().filter_map(|(label, value)| Some((label, value?))).collect();
    Given { title: "Declarations".to_owned(), facts, file: None }
}
