//! The steps themselves, each with how it was found.

use chrono::NaiveDate;
use entity::state::StepKind;

use super::{Decided, Decider, Facts, Plan, Step, Trouble, is_long};
use crate::law::dates::{AGENDA_CLEAR_DAYS, clear_working_days_before, long_date};
use crate::law::key_decision::{Answer, notice_by};
use crate::term::Notice;

/// All steps around a decision.
pub(super) fn plan(
    facts: &Facts,
    notice: Notice,
    serve: NaiveDate,
    decided: &Decided,
    trouble: Option<Trouble>,
) -> Plan {
    let agenda = agenda(decided);
    let report = report(decided, agenda.as_ref());
    let mut steps = Vec::new();
    steps.extend(latest_return(facts, decided, report.as_ref(), agenda.as_ref()));
    steps.extend(forward_plan(facts, decided.meeting.on));
    steps.extend(report);
    steps.extend(agenda);
    steps.push(step(StepKind::Meeting, decided.meeting.on, how_decided(facts, decided, serve)));
    steps.push(step(
        StepKind::Published,
        decided.published,
        "As many working days later as the authority takes.",
    ));
    steps.push(step(
        StepKind::CallIn,
        decided.call_in_ends,
        "The authority’s call-in period, in working days.",
    ));
    steps.extend(ends(facts, notice, Ok(serve)));
    in_order(Plan { steps, trouble })
}

/// How the day of the decision was found. A calendar that ends long before the last safe day gives an earlier one than
/// there will be.
fn how_decided(facts: &Facts, decided: &Decided, serve: NaiveDate) -> &'static str {
    let is_last = match &facts.decider {
        Decider::Meets { meetings, .. } => meetings.iter().all(|meeting| meeting.on <= decided.meeting.on),
        Decider::AnyDay { .. } | Decider::Unknown(_) => false,
    };
    match (decided.meets, is_last && is_long(decided.meeting.on, serve)) {
        (true, true) => {
            "The committee calendar ends with this meeting, long before the last safe day. Once later meetings are entered, \
             this day moves."
        }
        (true, false) => "The last meeting in the committee calendar after which notice can still be sent.",
        (false, _) => "The last working day on which it can be decided so that notice can still be sent.",
    }
}

/// Only the day for notice is known: no meeting can be told.
pub(super) fn without_a_day(facts: &Facts, notice: Notice, serve: NaiveDate, trouble: Trouble) -> Plan {
    let mut steps = vec![unknown_step(StepKind::Meeting, &trouble.words())];
    steps.extend(ends(facts, notice, Ok(serve)));
    Plan { steps, trouble: Some(trouble) }
}

/// Nothing can be worked back beyond the last day by the contract.
pub(super) fn unknown(facts: &Facts, notice: Option<Notice>, trouble: Trouble) -> Plan {
    let why = trouble.words();
    let mut steps = vec![unknown_step(StepKind::Meeting, &why)];
    match notice {
        Some(notice) => steps.extend(ends(facts, notice, Err(why.clone()))),
        None => {
            steps.push(unknown_step(StepKind::Serve, &why));
            steps.push(turn(facts));
        }
    }
    Plan { steps, trouble: Some(trouble) }
}

/// The last safe day, the last day by the contract, and the end of the part.
fn ends(facts: &Facts, notice: Notice, serve: Result<NaiveDate, String>) -> [Step; 3] {
    let by = notice.received_by(facts.last);
    let how = match serve {
        Ok(day) if day == by => format!("{}.", notice.words()),
        Ok(_) | Err(_) => format!(
            "{}. By the contract it must be received by {}; this is the last working day that is safe.",
            notice.words(),
            long_date(by)
        ),
    };
    [
        Step { kind: StepKind::Serve, on: serve, how },
        step(StepKind::Received, by, &format!("{} before {}.", notice.how_long(), long_date(facts.last))),
        turn(facts),
    ]
}

fn turn(facts: &Facts) -> Step {
    step(StepKind::Turn, facts.last, "The contract’s first day and the parts of its term.")
}

/// The legal last day, or an earlier one that the calendar gives.
fn agenda(decided: &Decided) -> Option<Step> {
    if !decided.meets {
        return None;
    }
    let law = clear_working_days_before(decided.meeting.on, AGENDA_CLEAR_DAYS);
    Some(match (law, decided.meeting.agenda_on) {
        (Ok(law), Some(given)) if given <= law => {
            step(StepKind::Agenda, given, "As the committee calendar gives it.")
        }
        (Ok(law), _) => step(StepKind::Agenda, law, "Five clear working days before the meeting."),
        (Err(unknown), _) => unknown_step(StepKind::Agenda, &unknown.to_string()),
    })
}

/// The calendar's deadline; where it gives none, the agenda's day is the very last.
fn report(decided: &Decided, agenda: Option<&Step>) -> Option<Step> {
    let agenda = agenda?;
    Some(match decided.meeting.reports_by {
        Some(day) => step(StepKind::Report, day, "As the committee calendar gives it."),
        None => Step {
            kind: StepKind::Report,
            how: "The committee calendar gives no deadline for reports, so this is the day the agenda is published. \
                  Ask for the deadline: it is earlier."
                .to_owned(),
            ..agenda.clone()
        },
    })
}

fn forward_plan(facts: &Facts, meets: NaiveDate) -> Option<Step> {
    let how = match facts.key {
        Answer::NotKey => return None,
        Answer::Key => "28 clear days before the decision, which is key.",
        Answer::CannotTell => "28 clear days before the decision, in case it is key: that cannot be told.",
    };
    Some(step(StepKind::ForwardPlan, notice_by(meets), how))
}

/// The last return that is due by the time the report must be written.
fn latest_return(
    facts: &Facts,
    decided: &Decided,
    report: Option<&Step>,
    agenda: Option<&Step>,
) -> Option<Step> {
    let returns = facts.returns?;
    let by = [report, agenda].into_iter().flatten().filter_map(|step| step.on.as_ref().ok()).min();
    match returns.latest_by(facts.term, by.copied().unwrap_or(decided.meeting.on)) {
        Ok(Some((period, due))) => {
            let how = format!(
                "The return for {} to {}, due that day.",
                long_date(period.first),
                long_date(period.last)
            );
            Some(step(StepKind::Return, due, &how))
        }
        Ok(None) => {
            Some(unknown_step(StepKind::Return, "No return is due before the report must be written."))
        }
        Err(unknown) => Some(unknown_step(StepKind::Return, &unknown.to_string())),
    }
}

fn step(kind: StepKind, on: NaiveDate, how: &str) -> Step {
    Step { kind, on: Ok(on), how: how.to_owned() }
}

fn unknown_step(kind: StepKind, why: &str) -> Step {
    Step { kind, on: Err(why.to_owned()), how: String::new() }
}

/// By day; a step that cannot be told stays where it stands. Kinds are declared in the order in which they come.
fn in_order(mut plan: Plan) -> Plan {
    if plan.steps.iter().all(|step| step.on.is_ok()) {
        plan.steps.sort_by_key(|step| (step.on.as_ref().ok().copied(), step.kind));
    }
    plan
}
