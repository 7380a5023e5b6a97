//! One return as the council reads it: what matters first, and what can be done with it.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use rules::Refusal;
use rules::access::Act;
use rules::field::long_day;
use rules::law::clock::{long_instant, uk_date};
use rules::returns::correct::{may_correct, value_words};
use rules::returns::review::{Reviewed, accept as accept_rule, not_in, order};
use rules::returns::values::Values;
use rules::returns::{Asked, Monitoring, Return};
use serde::Serialize;

use super::Case;
use super::list::{complete_words, timely_words};
use super::shown::{ShownFigure, ShownFile, files};
use crate::store::{Colleague, Staff};
use crate::web::answer::Stop;
use crate::web::desk::{Desk, Posted};
use crate::web::pages::contracts::ContractHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct ReviewPage {
    head: ContractHead,
    reference: String,
    path: String,
    period: String,
    version: i32,
    code: &'static str,
    stage: &'static str,
    facts: Vec<(&'static str, String)>,
    /// Whether something was submitted that can be read.
    is_there: bool,
    note: Option<String>,
    files: Vec<ShownFile>,
    first: Vec<ShownFigure>,
    rest: Vec<ShownFigure>,
    /// What keeps it from being accepted, where nothing else does.
    not_in: Vec<String>,
    own: Option<String>,
    acts: Vec<(&'static str, String)>,
    may_accept: bool,
    why_not: Option<String>,
    waiting: Vec<WaitingCorrection>,
    out_of_step: Vec<String>,
    submissions: Vec<Submission>,
    may_check_texts: bool,
}

#[derive(Serialize)]
struct WaitingCorrection {
    path: String,
    title: String,
}

#[derive(Serialize)]
struct Submission {
    number: i32,
    at: String,
    late: bool,
    digest: String,
}

impl Page for ReviewPage {
    const TEMPLATE: &'static str = "return_review/show.html";
    fn title(&self) -> String {
        format!("Return for {} – {}", self.period, self.reference)
    }
}

/// One return.
pub async fn show(
    desk: Desk<Staff>,
    Path((reference, number)): Path<(String, i32)>,
) -> Result<Response, Stop> {
    let case = Case::of(&desk, &reference, number).await?;
    let (monitoring, one) = (&case.monitoring, case.one()?);
    let reviewed = order(monitoring, one);
    let shown = |reviewed: &Reviewed<'_>| {
        let mut shown = ShownFigure::of(monitoring, one, reviewed);
        let may = may_correct(monitoring, one, shown.number(), &desk.actor);
        shown.correct = may.ok().map(|_| format!("{}/figures/{}/correct", case.path, shown.number()));
        shown
    };
    let may = monitoring.council_acts(Act::ReviewReturn, &desk.actor);
    let (first, rest): (Vec<_>, Vec<_>) = reviewed.iter().partition(|it| !it.marks.is_empty());
    let missing = not_in(monitoring, one);
    let colleagues = desk.colleagues().await?;
    desk.page(&ReviewPage {
        head: ContractHead::of(&desk, &monitoring.contract),
        period: monitoring.period_words(one),
        version: one.row.version.0,
        code: one.row.stage.code(),
        stage: one.row.stage.label(),
        facts: facts(&desk, monitoring, one, &colleagues),
        is_there: one.is_returned() && !one.is_closed(),
        note: one.row.note.clone(),
        files: files(monitoring, one, None),
        first: first.into_iter().map(shown).collect(),
        rest: rest.into_iter().map(shown).collect(),
        not_in: missing.into_iter().map(|problem| problem.says).collect(),
        own: own_figures(&desk, &case, one),
        acts: if may.is_ok() { acts(&case, one, &desk) } else { Vec::new() },
        may_accept: may.is_ok() && one.may_be_accepted().is_ok() && not_in(monitoring, one).is_empty(),
        why_not: why_not(may, one),
        waiting: waiting(&case, one),
        out_of_step: out_of_step(monitoring, one),
        submissions: one.submissions.iter().rev().map(submission).collect(),
        may_check_texts: desk.may(Act::WritePerformance),
        reference,
        path: case.path.clone(),
    })
}

/// Accepts it.
pub async fn accept(
    Path((reference, number)): Path<(String, i32)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let case = Case::of(&posted, &reference, number).await?;
    let letter = posted.new_id().await?;
    let one = case.one()?;
    let change = accept_rule(&case.monitoring, one, letter, posted.seen(), &posted.actor, posted.now);
    posted.settle_or_stop(change, &case.path).await
}

/// What this reader may do with it now, each with its address.
fn acts(case: &Case, one: &Return, desk: &Desk<Staff>) -> Vec<(&'static str, String)> {
    let all = [
        ("Ask about figures", "query", one.may_be_asked_about()),
        ("Send it back", "send-back", one.may_be_sent_back()),
        ("Close the period without a return", "close", one.may_be_closed(uk_date(desk.now))),
        ("Open the period again", "reopen", one.reopens_as().map(|_| ())),
    ];
    let open = all.into_iter().filter(|(_, _, may)| may.is_ok());
    open.map(|(label, end, _)| (label, format!("{}/{end}", case.path))).collect()
}

/// Why it cannot be accepted, for someone who accepts returns; who could, for anyone else while it waits.
fn why_not(may: Result<entity::id::PersonId, Refusal>, one: &Return) -> Option<String> {
    match (may, one.may_be_accepted()) {
        (Ok(_), Ok(())) => None,
        (Ok(_), Err(refusal)) => Some(refusal.first()),
        (Err(refusal), Ok(())) => Some(refusal.first()),
        (Err(_), Err(_)) => None,
    }
}

/// Where the figures that the council measures itself are entered, where there are some and this reader may.
fn own_figures(desk: &Desk<Staff>, case: &Case, one: &Return) -> Option<String> {
    let has_own = case.monitoring.asked(one).iter().any(|asked: &Asked<'_>| !asked.is_providers());
    let may = case.monitoring.may_enter_own(one, &desk.actor).is_ok();
    (has_own && may).then(|| format!("{}/own", case.path))
}

fn facts(
    desk: &Desk<Staff>,
    monitoring: &Monitoring,
    one: &Return,
    colleagues: &[Colleague],
) -> Vec<(&'static str, String)> {
    let row = &one.row;
    let mut facts = vec![("Due", long_day(row.due_on)), ("Came", timely_words(one, desk.now))];
    if one.is_returned() {
        facts.push(("Complete", complete_words(monitoring, one)));
    }
    facts.extend(row.nil_reason.clone().map(|reason| ("Nothing to return", reason)));
    let name = |id| colleagues.iter().find(|one| Some(one.id) == id).map(|one| one.name.clone());
    if let Some(at) = row.accepted_at {
        let by = name(row.accepted_by).map(|name| format!(" by {name}")).unwrap_or_default();
        facts.push(("Accepted", format!("{}{by}", long_instant(at))));
    }
    let reasons = [
        ("Sent back", row.returned_at, &row.returned_reason),
        ("Closed without a return", row.closed_at, &row.closed_reason),
    ];
    for (label, at, reason) in reasons {
        if let (Some(at), Some(reason)) = (at, reason) {
            facts.push((label, format!("{}\n\n{reason}", long_instant(at))));
        }
    }
    facts
}

fn waiting(case: &Case, one: &Return) -> Vec<WaitingCorrection> {
    let monitoring = &case.monitoring;
    let shown = |row: &entity::figure_correction::Model| {
        let asked = monitoring.asked_of(monitoring.kpi(row.kpi_id).ok()?, one)?;
        let words = |text| Values::read(text).map(|values| value_words(asked.version, &values));
        Some(WaitingCorrection {
            path: format!("{}/corrections/{}", case.path, row.id.0),
            title: format!(
                "{}: {} in place of {}",
                asked.version.row.title,
                words(&row.after)?,
                words(&row.before)?
            ),
        })
    };
    monitoring.waiting_corrections().filter(|row| row.return_id == one.row.id).filter_map(shown).collect()
}

/// Caseloads that do not begin with what the period before ended with, in words.
pub fn out_of_step(monitoring: &Monitoring, one: &Return) -> Vec<String> {
    let title = |kpi| {
        let kpi = monitoring.kpi(kpi).ok()?;
        Some(monitoring.asked_of(kpi, one)?.version.row.title.clone())
    };
    let says = |it: rules::returns::correct::OutOfStep| {
        format!(
            "{}: this period began with {} open cases, but by a correction the period before ended with {}. Its figure has to be corrected too.",
            title(it.kpi).unwrap_or_default(),
            it.stands,
            it.carried
        )
    };
    monitoring.out_of_step(one).into_iter().map(says).collect()
}

fn submission(row: &entity::return_submission::Model) -> Submission {
    Submission { number: row.number, at: long_instant(row.at), late: row.late, digest: row.digest.clone() }
}
