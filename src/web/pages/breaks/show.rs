//! One break or option: every step worked back, who decides and why, what was decided, what can be recorded now.

use axum::extract::Path;
use axum::response::Response;
use chrono::NaiveDate;
use entity::choice::Choice;
use entity::contract_decision;
use entity::state::{BreakAnswer, ContractStage, StepKind};
use rules::contract::dates::{Point, needs_notice, notice_of};
use rules::contract::decide::Deed;
use rules::field::long_day;
use rules::law::clock::uk_date;
use rules::term::back::Step;
use rules::term::standing::if_missed;
use serde::Serialize;

use super::Case;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::contracts::ContractHead;
use crate::web::pages::term::Coming;
use crate::web::view::Page;

#[derive(Serialize)]
struct BreakPage {
    head: ContractHead,
    reference: String,
    title: String,
    path: String,
    facts: Vec<(&'static str, String)>,
    coming: Option<Coming>,
    is_loud: bool,
    steps: Vec<StepRow>,
    decisions: Vec<Recorded>,
    actions: Vec<Action>,
    /// Whose the next of them is, where it is not the reader's.
    whose: Option<&'static str>,
    /// Why nothing is left to do.
    over: Option<&'static str>,
}

#[derive(Serialize)]
struct StepRow {
    title: &'static str,
    on: Result<String, String>,
    how: String,
    code: &'static str,
    label: &'static str,
    /// Where a step that someone recorded can be seen.
    reference: Option<String>,
}

/// A decision as it was recorded.
#[derive(Serialize)]
struct Recorded {
    title: String,
    withdrawn: bool,
    facts: Vec<(&'static str, String)>,
}

#[derive(Serialize)]
struct Action {
    label: &'static str,
    path: String,
    main: bool,
}

impl Page for BreakPage {
    const TEMPLATE: &'static str = "breaks/show.html";
    fn title(&self) -> String {
        format!("{} – {}", self.title, self.reference)
    }
}

/// One break or option.
pub async fn show(
    desk: Desk<Staff>,
    Path((reference, period)): Path<(String, i64)>,
) -> Result<Response, Stop> {
    let case = Case::of(&desk, &reference, period).await?;
    let today = uk_date(desk.now);
    let point = case.point(&desk);
    let coming = point.as_ref().and_then(|point| Coming::of(&reference, point));
    let actions = actions(&desk, &case);
    desk.page(&BreakPage {
        head: ContractHead::of(&desk, &case.contract),
        title: case.title(),
        path: case.path.clone(),
        facts: facts(&case, point.as_ref()),
        is_loud: coming.as_ref().is_some_and(Coming::is_loud),
        coming,
        steps: point.as_ref().map(|point| steps(&case, point, today)).unwrap_or_default(),
        decisions: case
            .contract
            .decisions
            .iter()
            .filter(|row| row.period_id == case.period)
            .map(recorded)
            .collect(),
        whose: whose(&case, point.as_ref()).filter(|_| !actions.iter().any(|action| action.main)),
        over: over(&case, point.as_ref()),
        actions,
        reference,
    })
}

fn facts(case: &Case, point: Option<&Point<'_>>) -> Vec<(&'static str, String)> {
    let row = case.row();
    let part = format!(
        "Part {}, from {} to {}",
        case.place + 1,
        long_day(case.span.first),
        long_day(case.span.last)
    );
    let mut facts =
        vec![("It stands at the end of", part), ("If nothing is done", if_missed(case.end).to_owned())];
    match notice_of(row) {
        Some(notice) => {
            let by = notice.received_by(case.span.last);
            facts.push(("Notice", format!("{}. It must be received by {}.", notice.words(), long_day(by))));
            let safe = notice.safe_day(case.span.last).map_or_else(|unknown| unknown.to_string(), long_day);
            facts.push(("Last safe day to send it", safe));
        }
        None => facts.push(("Notice", "Not recorded. Read the contract and enter it.".to_owned())),
    }
    facts.extend(row.notice_by.map(|by| ("Who may give notice", by.label().to_owned())));
    facts.extend(row.notice_form.clone().map(|form| ("In what form", form)));
    if let Some(point) = point {
        let value = point.value.value.map_or_else(|| "Cannot tell".to_owned(), |value| value.to_string());
        facts.push(("What the decision is worth", format!("{value}. {}", point.value.how)));
        let body = point.body.value.clone().unwrap_or_else(|| "Cannot tell".to_owned());
        facts.push(("Who decides", format!("{body}. {}", point.body.how)));
    }
    facts
}

fn steps(case: &Case, point: &Point<'_>, today: NaiveDate) -> Vec<StepRow> {
    let of = |step: &Step| {
        let done =
            case.contract.steps.iter().find(|row| row.period_id == case.period && row.step == step.kind);
        let (code, label) = how_far(step, point, today);
        StepRow {
            title: step.kind.label(),
            on: step.on.clone().map(long_day),
            how: step.how.clone(),
            code,
            label,
            reference: done.map(|row| {
                let reference = row.reference.as_ref().map(|reference| format!(": {reference}"));
                format!("Done on {}{}", long_day(row.done_on), reference.unwrap_or_default())
            }),
        }
    };
    point.plan.steps.iter().map(of).collect()
}

/// How far a step has come: the name of its mark, and its word.
fn how_far(step: &Step, point: &Point<'_>, today: NaiveDate) -> (&'static str, &'static str) {
    let progress = &point.progress;
    let is_missed =
        |kind| point.next.as_ref().is_some_and(|next| next.missed.iter().any(|(step, _)| *step == kind));
    let is_next = point.next.as_ref().is_some_and(|next| next.step == step.kind);
    let before_decision = match step.kind {
        StepKind::Return
        | StepKind::ForwardPlan
        | StepKind::Report
        | StepKind::Agenda
        | StepKind::Meeting => true,
        StepKind::Published | StepKind::CallIn | StepKind::Serve | StepKind::Received | StepKind::Turn => {
            false
        }
    };
    let after_notice = matches!(step.kind, StepKind::Serve | StepKind::Received) && progress.noticed;
    let gone_by = step.on.as_ref().is_ok_and(|on| *on < today);
    if progress.done.contains(&step.kind) || after_notice || (before_decision && progress.decided) {
        ("complete", "Done")
    } else if is_missed(step.kind) {
        ("returned", "Gone by, not recorded as done")
    } else if is_next {
        ("started", "Next")
    } else if gone_by {
        ("not-started", "Gone by")
    } else {
        ("not-started", "Ahead")
    }
}

fn recorded(row: &contract_decision::Model) -> Recorded {
    let mut facts = vec![
        ("Decided by", row.taken_by.clone()),
        ("On", long_day(row.taken_on)),
        ("The decision", row.says.clone()),
        ("Reasons", row.reasons.clone()),
        ("Published on", long_day(row.published_on)),
        ("Call-in", row.call_in.label().to_owned()),
    ];
    facts.extend(row.call_in_ends_on.map(|on| ("It can be called in until the end of", long_day(on))));
    facts.extend(row.call_in_outcome.clone().map(|says| ("What became of it", says)));
    let left = row.delegated_by.clone().zip(row.delegation.clone());
    facts.extend(left.map(|(by, place)| ("Left to them by", format!("{by}. {place}"))));
    facts.extend(row.notice_on.map(|on| ("Notice sent on", long_day(on))));
    facts.extend(row.notice_how.clone().map(|how| ("How it was sent", how)));
    facts.extend(row.received_on.map(|on| ("It counts as received on", long_day(on))));
    facts.extend(row.withdrawn_on.map(|on| ("Withdrawn on", long_day(on))));
    facts.extend(row.withdrawn_reason.clone().map(|why| ("Why it was withdrawn", why)));
    Recorded {
        title: format!("{}. {}", row.number, row.answer.label()),
        withdrawn: row.withdrawn_on.is_some(),
        facts,
    }
}

/// What the rules let the reader record now; first what the break waits for.
fn actions(desk: &Desk<Staff>, case: &Case) -> Vec<Action> {
    let all = [
        (Deed::Decide, "Record the decision", "decide", true),
        (Deed::CloseCallIn, "Record what became of the call-in", "call-in", true),
        (Deed::GiveNotice, "Record that notice was given", "notice", true),
        (Deed::Step, "Record a step as done", "step", false),
        (Deed::TheirNotice, "Record notice of the provider", "their-notice", false),
        (Deed::Withdraw, "Withdraw the decision", "withdraw", false),
    ];
    let offered = all.into_iter().filter(|(deed, _, _, _)| case.may(desk, *deed).is_ok());
    offered
        .map(|(_, label, path, main)| Action { label, path: format!("{}/{path}", case.path), main })
        .collect()
}

/// Whose what comes next is.
fn whose(case: &Case, point: Option<&Point<'_>>) -> Option<&'static str> {
    let point = point.filter(|_| case.contract.row.stage == ContractStage::InForce)?;
    let clerk = "An approver or democratic services records the decision, and what became of its call-in.";
    match case.contract.decision(case.period) {
        None => Some(clerk),
        Some(row) if row.answer == BreakAnswer::Renegotiate => Some(clerk),
        Some(row) if !needs_notice(row.answer, point.end) || row.notice_on.is_some() => None,
        Some(row) => Some(match row.call_in {
            entity::state::CallIn::Open | entity::state::CallIn::CalledIn => clerk,
            entity::state::CallIn::NotSubject
            | entity::state::CallIn::Passed
            | entity::state::CallIn::Upheld => {
                "The contract manager or a procurement officer records the notice."
            }
        }),
    }
}

fn over(case: &Case, point: Option<&Point<'_>>) -> Option<&'static str> {
    match (point, case.contract.row.stage) {
        (Some(_), ContractStage::SettingUp) => {
            Some("The contract is being set up. Decisions are recorded once it is in force.")
        }
        (Some(point), _) if point.next.is_none() => Some("It is settled: nothing is left to do here."),
        (Some(_), _) => None,
        (None, _) => {
            Some("Nothing is left to decide here: the day has gone by, or the contract ends before it.")
        }
    }
}
