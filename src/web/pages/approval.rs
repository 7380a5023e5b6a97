//! How a procurement comes to a decision: its stages, clearances, the decision, and what comes next.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::number::Version;
use entity::state::{CallIn, Stage};
use rules::access::{Act, Actor};
use rules::field::long_day;
use rules::law::clock::long_instant;
use rules::procurement::Procurement;
use rules::procurement::approval as rule;
use rules::procurement::progress::what_is_missing;
use rules::settings::Authority;
use rules::{Change, Refusal};
use serde::Serialize;

use super::case;
use super::procurements::Head;
use super::report::{Gap, keeping, missing};
use super::tenders::Offer;
use crate::store::{Colleague, Staff};
use crate::web::answer::Stop;
use crate::web::desk::{Desk, Posted};
use crate::web::view::Page;

#[derive(Serialize)]
struct ApprovalPage {
    head: Head,
    path: String,
    version: i32,
    steps: Vec<Step>,
    missing: Vec<String>,
    gone: Vec<Gap>,
    clearances: Vec<Clearance>,
    earlier: Vec<Clearance>,
    decisions: Vec<Decision>,
    waiting: Option<String>,
    may_send: bool,
    may_take_back: bool,
    may_put_forward: bool,
    may_decide: bool,
    may_close_call_in: bool,
    may_withdraw: bool,
    tender: Option<Offer>,
}

#[derive(Serialize)]
struct Step {
    label: &'static str,
    place: &'static str,
}

#[derive(Serialize)]
struct Clearance {
    kind: &'static str,
    label: &'static str,
    answer: Option<&'static str>,
    comment: Option<String>,
    who: Option<String>,
    at: Option<String>,
    may_answer: bool,
}

#[derive(Serialize)]
struct Decision {
    answer: &'static str,
    facts: Vec<(&'static str, String)>,
}

impl Page for ApprovalPage {
    const TEMPLATE: &'static str = "procurements/approval.html";
    fn title(&self) -> String {
        format!("Clearance and decision – {}", self.head.reference())
    }
}

/// Where it stands and what can be done next.
pub async fn show(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let (procurement, authority) = case(&desk, &reference).await?;
    let colleagues = desk.colleagues().await?;
    let mut page = approval_page(&desk, &procurement, &authority, &colleagues);
    if procurement.row.stage == Stage::Draft {
        page.gone = missing(&desk, &procurement, &authority).await?;
    }
    page.tender = Some(Offer::of(&desk, &procurement).await?);
    desk.page(&page)
}

fn approval_page(
    desk: &Desk<Staff>,
    p: &Procurement,
    authority: &Authority,
    colleagues: &[Colleague],
) -> ApprovalPage {
    let (actor, seen) = (&desk.actor, p.row.version);
    let stage = p.row.stage;
    ApprovalPage {
        head: Head::of(desk, p, authority),
        path: format!("/procurements/{}", p.row.reference),
        version: seen.0,
        steps: steps(stage),
        missing: match stage {
            Stage::Draft => what_is_missing(p).into_iter().map(|problem| problem.says).collect(),
            _ => Vec::new(),
        },
        gone: Vec::new(),
        clearances: clearances(p, authority, actor, colleagues),
        earlier: earlier(p, colleagues),
        decisions: p.decisions.iter().map(|row| decision(row, colleagues)).collect(),
        waiting: match stage {
            Stage::InClearance => {
                rule::may_put_for_decision(p, &authority.row, actor).err().map(Refusal::first)
            }
            _ => None,
        }
        .filter(|_| desk.may(Act::PutForDecision)),
        may_send: stage == Stage::Draft && desk.may(Act::SendToClearance),
        may_take_back: rule::take_back(p, seen, actor).is_ok(),
        may_put_forward: rule::may_put_for_decision(p, &authority.row, actor).is_ok(),
        may_decide: rule::may_decide(p, actor).is_ok(),
        may_close_call_in: rule::may_close_call_in(p, actor).is_ok(),
        may_withdraw: rule::withdraw(p, seen, actor).is_ok(),
        tender: None,
    }
}

fn steps(now: Stage) -> Vec<Step> {
    let way = match now {
        Stage::Refused => vec![Stage::Draft, Stage::InClearance, Stage::ForDecision, Stage::Refused],
        Stage::Withdrawn => vec![Stage::Draft, Stage::Withdrawn],
        Stage::Draft | Stage::InClearance | Stage::ForDecision | Stage::Decided | Stage::Effective => {
            vec![Stage::Draft, Stage::InClearance, Stage::ForDecision, Stage::Decided, Stage::Effective]
        }
    };
    let here = way.iter().position(|stage| *stage == now).unwrap_or_default();
    let place = |index: usize| match index.cmp(&here) {
        std::cmp::Ordering::Less => "done",
        std::cmp::Ordering::Equal => "here",
        std::cmp::Ordering::Greater => "to come",
    };
    way.iter().enumerate().map(|(index, stage)| Step { label: stage.label(), place: place(index) }).collect()
}

fn clearances(
    p: &Procurement,
    authority: &Authority,
    actor: &Actor,
    colleagues: &[Colleague],
) -> Vec<Clearance> {
    let needed = rule::clearances_needed(&authority.row);
    let waiting = p.row.stage == Stage::InClearance;
    let shown = needed.into_iter().map(|kind| {
        let given = rule::answers_this_round(p).find(|answer| answer.kind == kind);
        let may_answer = waiting && given.is_none() && rules::access::may(actor, Act::Clear(kind)).is_ok();
        match given {
            Some(given) => Clearance { may_answer, ..answered(given, colleagues) },
            None => Clearance {
                kind: kind.code(),
                label: kind.label(),
                answer: None,
                comment: None,
                who: None,
                at: None,
                may_answer,
            },
        }
    });
    shown.collect()
}

fn earlier(p: &Procurement, colleagues: &[Colleague]) -> Vec<Clearance> {
    let past = p.clearances.iter().filter(|answer| answer.round < p.row.clearance_round);
    past.map(|answer| answered(answer, colleagues)).collect()
}

fn answered(row: &entity::clearance::Model, colleagues: &[Colleague]) -> Clearance {
    Clearance {
        kind: row.kind.code(),
        label: row.kind.label(),
        answer: Some(row.answer.label()),
        comment: row.comment.clone(),
        who: name(colleagues, row.person_id),
        at: Some(long_instant(row.at)),
        may_answer: false,
    }
}

fn name(colleagues: &[Colleague], person: entity::id::PersonId) -> Option<String> {
    colleagues.iter().find(|colleague| colleague.id == person).map(|colleague| colleague.name.clone())
}

fn decision(row: &entity::decision::Model, colleagues: &[Colleague]) -> Decision {
    let call_in = match (row.call_in, row.call_in_ends_on) {
        (CallIn::Open, Some(ends)) => format!("May be called in until the end of {}", long_day(ends)),
        (state, Some(ends)) => format!("{} (the period ended on {})", state.label(), long_day(ends)),
        (state, None) => state.label().to_owned(),
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let facts = vec![
        ("Decided by", row.taken_by.clone()),
        ("Date", long_day(row.taken_on)),
        ("Decision", row.says.clone()),
        ("Reasons", row.reasons.clone()),
        ("Alternatives rejected", text(&row.alternatives)),
        ("Interests declared", text(&row.interests)),
        ("Conditions", text(&row.conditions)),
        ("Delegated to", text(&row.delegated_to)),
        ("After consulting", text(&row.consulting)),
        ("Published", row.published_on.map(long_day).unwrap_or_default()),
        ("Call-in", call_in),
        ("Comment on the call-in", text(&row.call_in_outcome)),
        ("Recorded by", name(colleagues, row.person_id).unwrap_or_default()),
    ];
    Decision {
        answer: row.answer.label(),
        facts: facts.into_iter().filter(|(_, shown)| !shown.is_empty()).collect(),
    }
}

/// Sends it to clearance, with the report as it stands.
pub async fn send(path: Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let (procurement, authority) = case(&posted, &path).await?;
    let keeping = keeping(&posted, &procurement, &authority).await?;
    let change = rule::send_to_clearance(&procurement, keeping, posted.seen(), &posted.actor, posted.now);
    settle(&posted, change, &path).await
}

/// Takes it back to draft.
pub async fn take_back(path: Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    step(path, posted, |p, _, seen, actor| rule::take_back(p, seen, actor)).await
}

/// Puts it forward for decision, with the report as it stands.
pub async fn put_forward(path: Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let (procurement, authority) = case(&posted, &path).await?;
    let keeping = keeping(&posted, &procurement, &authority).await?;
    let (seen, actor) = (posted.seen(), &posted.actor);
    let change = rule::put_for_decision(&procurement, &authority.row, keeping, seen, actor, posted.now);
    settle(&posted, change, &path).await
}

/// Gives it up.
pub async fn withdraw(path: Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    step(path, posted, |p, _, seen, actor| rule::withdraw(p, seen, actor)).await
}

async fn step(
    path: Path<String>,
    posted: Posted<Staff>,
    rule: impl FnOnce(&Procurement, &Authority, Version, &Actor) -> Result<Change, Refusal>,
) -> Result<Response, Stop> {
    let (procurement, authority) = case(&posted, &path).await?;
    let change = rule(&procurement, &authority, posted.seen(), &posted.actor);
    settle(&posted, change, &path).await
}

async fn settle(
    posted: &Posted<Staff>,
    change: Result<Change, Refusal>,
    reference: &str,
) -> Result<Response, Stop> {
    posted.settle_or_stop(change, &format!("/procurements/{reference}/approval")).await
}
