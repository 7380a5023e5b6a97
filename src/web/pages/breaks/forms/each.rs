//! Each form: its words, its fields and its rule.

use rules::contract::dates::notice_of;
use rules::contract::decide::{
    CALL_IN, Deed, GIVEN, STEP, THEIRS, WITHDRAW, close_call_in, decide, decide_fields, give_notice,
    provider_gave_notice, step_done, withdraw,
};
use rules::field::{Draft, Field, long_day};
use rules::term::standing::if_missed;
use rules::{Change, Refusal};
use sea_orm::Value;

use super::super::Case;
use super::{BreakForm, By};
use crate::store::Staff;
use crate::web::desk::Desk;

/// What was decided.
pub struct Decide;
/// That the decision is withdrawn.
pub struct Withdraw;
/// What became of the call-in.
pub struct CallIn;
/// Notice of the council.
pub struct Notice;
/// Notice of the provider.
pub struct TheirNotice;
/// A step that was done.
pub struct Step;

type Facts = Vec<(&'static str, String)>;

impl BreakForm for Decide {
    const DEED: Deed = Deed::Decide;
    const PATH: &'static str = "decide";
    const HEADING: &'static str = "Record the decision";
    const INTRO: &'static str = "Once recorded it stays as it is, or is withdrawn. The end of call-in is worked out from the day of publication.";

    fn fields(case: &Case) -> Vec<Field> {
        decide_fields(case.end)
    }

    fn known(desk: &Desk<Staff>, case: &Case, field: &Field) -> Value {
        let body = case.point(desk).and_then(|point| point.body.value);
        if field.name == "taken_by" { Value::from(body) } else { Value::String(None) }
    }

    fn facts(desk: &Desk<Staff>, case: &Case) -> Facts {
        let mut facts = vec![("If nothing is done", if_missed(case.end).to_owned())];
        facts.extend(notice(case));
        if let Some(point) = case.point(desk) {
            let body = point.body.value.unwrap_or_else(|| "Cannot tell".to_owned());
            facts.push(("Who decides", format!("{body}. {}", point.body.how)));
        }
        facts
    }

    fn change(case: &Case, draft: &Draft, by: &By<'_>) -> Result<Change, Refusal> {
        decide(&case.contract, &case.authority, case.period, by.id, draft, by.seen, by.actor, by.now)
    }
}

impl BreakForm for Withdraw {
    const DEED: Deed = Deed::Withdraw;
    const PATH: &'static str = "withdraw";
    const HEADING: &'static str = "Withdraw the decision";
    const INTRO: &'static str =
        "It stays in the record as withdrawn, and another can be recorded in its place.";

    fn fields(_: &Case) -> Vec<Field> {
        WITHDRAW.to_vec()
    }

    fn facts(_: &Desk<Staff>, case: &Case) -> Facts {
        decision(case)
    }

    fn change(case: &Case, draft: &Draft, by: &By<'_>) -> Result<Change, Refusal> {
        withdraw(&case.contract, &case.authority, case.period, draft, by.seen, by.actor, by.now)
    }
}

impl BreakForm for CallIn {
    const DEED: Deed = Deed::CloseCallIn;
    const PATH: &'static str = "call-in";
    const HEADING: &'static str = "Record what became of the call-in";
    const INTRO: &'static str = "Notice can be given once the call-in period has ended, or once a decision that was called in stands. Where it does not stand, withdraw the decision instead.";

    fn fields(_: &Case) -> Vec<Field> {
        CALL_IN.to_vec()
    }

    fn facts(_: &Desk<Staff>, case: &Case) -> Facts {
        decision(case)
    }

    fn change(case: &Case, draft: &Draft, by: &By<'_>) -> Result<Change, Refusal> {
        close_call_in(&case.contract, case.period, draft, by.seen, by.actor, by.now)
    }
}

impl BreakForm for Notice {
    const DEED: Deed = Deed::GiveNotice;
    const PATH: &'static str = "notice";
    const HEADING: &'static str = "Record that notice was given";
    const INTRO: &'static str = "Send it first, then record it here. The day on which it counts as received is worked out from the contract.";

    fn fields(_: &Case) -> Vec<Field> {
        GIVEN.to_vec()
    }

    fn facts(_: &Desk<Staff>, case: &Case) -> Facts {
        let mut facts = decision(case);
        facts.extend(notice(case));
        facts.extend(case.row().notice_form.clone().map(|form| ("In what form", form)));
        facts
    }

    fn change(case: &Case, draft: &Draft, by: &By<'_>) -> Result<Change, Refusal> {
        give_notice(&case.contract, &case.authority, case.period, draft, by.seen, by.actor, by.now)
    }
}

impl BreakForm for TheirNotice {
    const DEED: Deed = Deed::TheirNotice;
    const PATH: &'static str = "their-notice";
    const HEADING: &'static str = "Record notice of the provider";
    const INTRO: &'static str = "Where the contract lets the provider give notice, and it comes in time, the contract ends here whatever the council decides.";

    fn fields(_: &Case) -> Vec<Field> {
        THEIRS.to_vec()
    }

    fn facts(_: &Desk<Staff>, case: &Case) -> Facts {
        notice(case)
    }

    fn change(case: &Case, draft: &Draft, by: &By<'_>) -> Result<Change, Refusal> {
        let (contract, authority) = (&case.contract, &case.authority);
        provider_gave_notice(contract, authority, case.period, by.id, draft, by.seen, by.actor, by.now)
    }
}

impl BreakForm for Step {
    const DEED: Deed = Deed::Step;
    const PATH: &'static str = "step";
    const HEADING: &'static str = "Record a step as done";
    const INTRO: &'static str =
        "A step that is not recorded as done is said to be missed once its day has gone by.";

    fn fields(_: &Case) -> Vec<Field> {
        STEP.to_vec()
    }

    fn change(case: &Case, draft: &Draft, by: &By<'_>) -> Result<Change, Refusal> {
        step_done(&case.contract, &case.authority, case.period, by.id, draft, by.seen, by.actor, by.now)
    }
}

/// The notice, and its last safe day.
fn notice(case: &Case) -> Facts {
    let Some(notice) = notice_of(case.row()) else { return Vec::new() };
    let safe = notice.safe_day(case.span.last).map_or_else(|unknown| unknown.to_string(), long_day);
    let by = long_day(notice.received_by(case.span.last));
    vec![
        ("Notice", format!("{}. It must be received by {by}.", notice.words())),
        ("Last safe day to send it", safe),
    ]
}

/// The decision that stands.
fn decision(case: &Case) -> Facts {
    use entity::choice::Choice;
    let Some(row) = case.contract.decision(case.period) else { return Vec::new() };
    let taken = format!("{}, decided by {} on {}.", row.answer.label(), row.taken_by, long_day(row.taken_on));
    let mut facts = vec![("The decision", taken)];
    facts.extend(row.call_in_ends_on.map(|on| ("It can be called in until the end of", long_day(on))));
    facts
}
