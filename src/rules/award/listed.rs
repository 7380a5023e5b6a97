//! An award as a list of steps: which are done, which comes next and whose it is, and the days that follow.

use chrono::{DateTime, NaiveDate, Utc};
use entity::award;
use entity::state::{AwardKind, CallIn, StandstillKind};

use super::LotResult;
use super::deed::Deed;
use super::ending::{due, earliest};
use super::notice::ends;
use super::order::{Route, Step, after_notice, is_suspended, next, route};
use crate::Refusal;
use crate::access::who;
use crate::field::long_day;
use crate::law::clock::{long_instant, uk_date};
use crate::law::notices::Notice;
use crate::law::regime::Finding;
use crate::law::standstill::{Duty, earliest_signing};

/// How far a step has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It is done.
    Done,
    /// It comes next, and can be done now.
    Next,
    /// It comes next, but a day or an end has to be waited for.
    Waiting,
    /// Something comes before it.
    Later,
}

/// One step of an award as a page lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Which.
    pub step: Step,
    /// What it is called under this law.
    pub title: String,
    /// How far it has come.
    pub how: How,
    /// What is known of it, sentence by sentence.
    pub says: Vec<String>,
    /// Whose step it is: "approver or democratic services". Empty where there is only to wait.
    pub who: String,
}

/// The steps of a lot's award under the law that governs it. Refuses while that law cannot be told.
pub fn listed(r: &LotResult, finding: &Finding, now: DateTime<Utc>) -> Result<Vec<Listed>, Refusal> {
    let route = route(finding)?;
    let next = next(r, finding, route, now);
    let steps = [
        Step::Decision,
        Step::CallIn,
        Step::Tell,
        Step::Notice,
        Step::Standstill,
        Step::Signature,
        Step::AfterNotice,
    ];
    let told = Told { r, award: r.current(), finding, route, today: uk_date(now), next };
    Ok(steps.into_iter().filter(|step| told.has(*step)).map(|step| told.step(step)).collect())
}

/// What the sentences are made from.
struct Told<'a> {
    r: &'a LotResult,
    award: Option<&'a award::Model>,
    finding: &'a Finding,
    route: Route,
    today: NaiveDate,
    next: Step,
}

impl Told<'_> {
    /// Whether there is such a step on this way.
    fn has(&self, step: Step) -> bool {
        let no_award = self.award.is_some_and(|it| it.kind == AwardKind::NoAward);
        match step {
            Step::Decision | Step::CallIn => true,
            Step::Tell => !self.r.entered().is_empty(),
            Step::Notice => !no_award && matches!(self.route, Route::Act(_) | Route::Health),
            Step::Standstill => !no_award && self.route != Route::Below,
            Step::Signature => !no_award,
            Step::AfterNotice => self.notice().is_some() || self.award.is_none(),
            Step::Done => false,
        }
    }

    fn notice(&self) -> Option<&Notice> {
        after_notice(self.award?, self.finding)
    }

    fn step(&self, step: Step) -> Listed {
        let how = match step {
            _ if step < self.next => How::Done,
            _ if step > self.next => How::Later,
            Step::Standstill => How::Waiting,
            Step::CallIn if self.call_in_runs() => How::Waiting,
            Step::Decision if self.r.candidate().is_err() => How::Waiting,
            Step::Decision
            | Step::CallIn
            | Step::Tell
            | Step::Notice
            | Step::Signature
            | Step::AfterNotice
            | Step::Done => How::Next,
        };
        let says = match self.award {
            Some(award) => self.says(award, step, how),
            None => self.ahead(step),
        };
        Listed { step, title: self.title(step), how, says, who: whose(step) }
    }

    fn call_in_runs(&self) -> bool {
        let open = self.award.filter(|it| it.call_in == CallIn::Open);
        open.and_then(|it| it.call_in_ends_on).is_some_and(|ends| self.today <= ends)
    }

    fn title(&self, step: Step) -> String {
        match step {
            Step::Decision => "Decision".to_owned(),
            Step::CallIn => "Call-in".to_owned(),
            Step::Tell => "Letters to the bidders".to_owned(),
            Step::Notice if self.route == Route::Health => "Notice of intention to make an award".to_owned(),
            Step::Notice => "Contract award notice (UK6)".to_owned(),
            Step::Standstill if self.route == Route::Act(Duty::Voluntary) => {
                "Voluntary standstill".to_owned()
            }
            Step::Standstill => "Standstill".to_owned(),
            Step::Signature => "Signature of the contract".to_owned(),
            Step::AfterNotice => match self.notice() {
                Some(notice) => match notice.kind.number() {
                    Some(number) => format!("{} ({number})", notice.kind.words()),
                    None => notice.kind.words().to_owned(),
                },
                None => "Notice that follows".to_owned(),
            },
            Step::Done => step.words().to_owned(),
        }
    }

    /// What is known of a step before anything is decided.
    fn ahead(&self, step: Step) -> Vec<String> {
        match (step, self.route) {
            (Step::Decision, _) => self.r.candidate().err().map(Refusal::first).into_iter().collect(),
            (Step::Standstill, Route::Act(Duty::Voluntary)) => {
                vec!["The law leaves it to the council. It is chosen with the award notice.".to_owned()]
            }
            (Step::Standstill, Route::Legacy) => {
                vec!["Ten days, counted from the letters to the bidders.".to_owned()]
            }
            (Step::Standstill, Route::Act(_) | Route::Health) => {
                vec!["Eight working days, counted from the notice.".to_owned()]
            }
            _ => Vec::new(),
        }
    }

    fn says(&self, award: &award::Model, step: Step, how: How) -> Vec<String> {
        match step {
            Step::Decision => vec![decided(award)],
            Step::CallIn => vec![self.call_in(award)],
            Step::Tell => award
                .told_at
                .map(|at| format!("Every bidder was told at {}.", long_instant(at)))
                .into_iter()
                .collect(),
            Step::Notice => self.before_signing(award, how),
            Step::Standstill => self.standstill(award),
            Step::Signature => self.signature(award, how),
            Step::AfterNotice => self.afterwards(award, how),
            Step::Done => Vec::new(),
        }
    }

    fn call_in(&self, award: &award::Model) -> String {
        let ends = award.call_in_ends_on.map(long_day).unwrap_or_default();
        match award.call_in {
            CallIn::NotSubject => "Not subject to call-in.".to_owned(),
            CallIn::Open if self.call_in_runs() => {
                format!("The decision may be called in until the end of {ends}.")
            }
            CallIn::Open => {
                format!("The call-in period ended with {ends}. Record that it was not called in.")
            }
            CallIn::CalledIn => "The decision was called in. Record whether it stands.".to_owned(),
            CallIn::Passed => format!("Not called in by the end of {ends}."),
            CallIn::Upheld => "Called in, and the decision stands.".to_owned(),
        }
    }

    fn before_signing(&self, award: &award::Model, how: How) -> Vec<String> {
        match (award.notice_on, &award.notice_reference, how) {
            (Some(day), Some(reference), _) => {
                vec![format!("Notice {reference} was published on {}.", long_day(day))]
            }
            (_, _, How::Next) => {
                let today = ends(self.route, self.today).ok();
                let from = |end| {
                    format!(
                        "With a notice published today, standstill would run until the end of {}, and the contract could be signed from {}.",
                        long_day(end),
                        long_day(earliest_signing(end))
                    )
                };
                today.map(from).into_iter().collect()
            }
            (_, _, How::Done | How::Waiting | How::Later) => Vec::new(),
        }
    }

    fn standstill(&self, award: &award::Model) -> Vec<String> {
        let mut says = Vec::new();
        match (award.standstill, award.standstill_ends_on) {
            (Some(StandstillKind::Without), _) => says.push("None is given.".to_owned()),
            (_, Some(ends)) if self.today <= ends => says.push(format!(
                "It runs until the end of {}. The contract can be signed from {}.",
                long_day(ends),
                long_day(earliest_signing(ends))
            )),
            (_, Some(ends)) => says.push(format!("It ended with {}.", long_day(ends))),
            (_, None) => says.extend(self.ahead(Step::Standstill)),
        }
        if is_suspended(award, self.route) {
            let day = award.challenged_on.map(long_day).unwrap_or_default();
            says.push(format!("The challenge of {day} suspends the award until it has ended."));
        }
        says
    }

    fn signature(&self, award: &award::Model, how: How) -> Vec<String> {
        match (award.signed_on, how) {
            (Some(day), _) => vec![format!("Signed on {}.", long_day(day))],
            (None, How::Next) => vec!["The contract can be signed now. Then record the day.".to_owned()],
            (None, How::Done | How::Waiting | How::Later) => {
                let from = earliest(award).filter(|_| award.standstill_ends_on.is_some());
                from.map(|day| format!("From {}.", long_day(day))).into_iter().collect()
            }
        }
    }

    fn afterwards(&self, award: &award::Model, how: How) -> Vec<String> {
        let Some(notice) = self.notice() else { return Vec::new() };
        if let (How::Done, Some(reference)) = (how, &award.after_notice) {
            return vec![format!("Notice {reference} is recorded.")];
        }
        let by = award.after_notice_by.or_else(|| due(award, self.finding, award.signed_on));
        vec![match by {
            Some(by) if self.today > by => format!("It was due by the end of {}.", long_day(by)),
            Some(by) => format!("Due by the end of {}.", long_day(by)),
            None => format!("Due {}.", notice.due.words()),
        }]
    }
}

fn decided(award: &award::Model) -> String {
    let by = match (&award.delegated_by, &award.delegation) {
        (Some(body), Some(place)) => format!("{}, to whom {body} left it ({place}),", award.taken_by),
        (Some(body), None) => format!("{}, to whom {body} left it,", award.taken_by),
        (None, _) => award.taken_by.clone(),
    };
    match award.kind {
        AwardKind::Award => format!("{by} decided on {}.", long_day(award.taken_on)),
        AwardKind::NoAward => {
            format!("{by} decided on {} to award no contract.", long_day(award.taken_on))
        }
    }
}

/// Who does it, as pages say it.
fn whose(step: Step) -> String {
    let deed = match step {
        Step::Decision => Deed::Award,
        Step::CallIn => Deed::CloseCallIn,
        Step::Tell => Deed::Tell,
        Step::Notice => Deed::RecordNotice,
        Step::Signature => Deed::Sign,
        Step::AfterNotice => Deed::RecordAfterNotice,
        Step::Standstill | Step::Done => return String::new(),
    };
    who(deed.act())
}

/// The lot's award in one line, for the overview of its tender.
#[must_use]
pub fn in_a_line(r: &LotResult, finding: &Finding, now: DateTime<Utc>) -> String {
    let Ok(steps) = listed(r, finding, now) else {
        return "The law that governs the award cannot be told yet.".to_owned();
    };
    match steps.iter().find(|step| step.how != How::Done) {
        None if r.current().is_some_and(|it| it.kind == AwardKind::NoAward) => {
            "No contract is awarded. Nothing is left to do.".to_owned()
        }
        None => "The contract is signed. Nothing is left to do.".to_owned(),
        Some(step) if step.says.is_empty() => format!("Next: {} ({}).", lower(&step.title), step.who),
        Some(step) => format!("Next: {}. {}", lower(&step.title), step.says.join(" ")),
    }
}

pub(super) fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

impl LotResult {
    /// Awards that came to nothing because the winner fell away, oldest first.
    #[must_use]
    pub fn fallen(&self) -> Vec<&award::Model> {
        self.rows().awards.iter().filter(|it| it.failed_on.is_some()).collect()
    }

    /// The last day for the notice that follows, if the law sets one and it is still to be recorded.
    #[must_use]
    pub fn notice_due(&self, finding: &Finding) -> Option<NaiveDate> {
        let award = self.current().filter(|it| it.after_notice.is_none())?;
        award.after_notice_by.or_else(|| due(award, finding, award.signed_on))
    }
}

#[cfg(test)]
mod tests;
