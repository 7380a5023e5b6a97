mod call_in;
mod clearing;
mod deciding;
mod stages;

use entity::choice::Choice;
use entity::decision;
use entity::id::PersonId;
use entity::state::{CallIn, DecisionAnswer, Role};

use super::*;
use crate::field::Typed;
use crate::testing::{
    SEEN, at, blank, check_refused, council, day, form, keeping, noon, ready, rows, staff, staff_roles,
    strangers, word,
};

const ID: RowId = RowId(70);

/// The day on which tests take and publish decisions.
const THURSDAY: &str = "2021-10-21";

fn sent(p: &Procurement, actor: &Actor) -> Result<Change, Refusal> {
    send_to_clearance(p, keeping(), SEEN, actor, noon(THURSDAY))
}

fn put_forward(p: &Procurement, authority: &authority::Model, actor: &Actor) -> Result<Change, Refusal> {
    put_for_decision(p, authority, keeping(), SEEN, actor, noon(THURSDAY))
}

fn answer(answer: &str, comment: &str) -> Draft {
    form(CLEAR, &[("answer", answer), ("comment", comment)])
}

/// A decision taken and published on that Thursday.
fn decided(answer: &str, may_be_called_in: &str) -> Draft {
    decided_on(answer, may_be_called_in, THURSDAY, THURSDAY)
}

fn decided_on(answer: &str, may_be_called_in: &str, taken: &str, published: &str) -> Draft {
    let given = [
        ("answer", answer),
        ("taken_by", "Cabinet"),
        ("taken_on", taken),
        ("says", "Agreed."),
        ("reasons", "As reported."),
        ("published_on", published),
        ("may_be_called_in", may_be_called_in),
    ];
    form(DECIDE, &given)
}

fn became(outcome: &str, comment: &str) -> Draft {
    form(CALL_IN, &[("outcome", outcome), ("call_in_outcome", comment)])
}

/// An answer on clearance as it is kept.
fn kept_answer(round: i32, kind: ClearanceKind) -> clearance::Model {
    blank::<clearance::ActiveModel, _>(|row| {
        row.round = Set(round);
        row.kind = Set(kind);
        row.answer = Set(ClearanceAnswer::Cleared);
        row.person_id = Set(PersonId(41));
    })
}

/// A procurement in its first round of clearance with these answers.
fn in_clearance(kinds: &[ClearanceKind]) -> Procurement {
    let mut p = at(Stage::InClearance);
    p.row.clearance_round = 1;
    p.clearances = kinds.iter().map(|kind| kept_answer(1, *kind)).collect();
    p
}

/// A decision as it is kept, which may be called in until the Thursday after.
fn kept_decision(call_in: CallIn) -> decision::Model {
    blank::<decision::ActiveModel, _>(|row| {
        row.id = Set(ID);
        row.answer = Set(DecisionAnswer::Approved);
        row.taken_on = Set(day(THURSDAY));
        row.published_on = Set(Some(day(THURSDAY)));
        row.call_in = Set(call_in);
        row.call_in_ends_on = Set(Some(day("2021-10-28")));
        row.call_in_outcome = Set((call_in == CallIn::CalledIn).then(|| "Four members.".to_owned()));
        row.person_id = Set(PersonId(41));
    })
}

fn awaiting(call_in: CallIn) -> Procurement {
    let mut p = at(Stage::Decided);
    p.decisions = vec![kept_decision(call_in)];
    p
}

/// The last row of a change: the procurement's own.
fn last_row(change: Result<Change, Refusal>) -> String {
    rows(change).pop().expect("every step writes the procurement")
}
