//! Notice: what makes a decision to end at a break, or to extend, come true.

use chrono::{DateTime, Utc};
use entity::contract_decision;
use entity::id::{PersonId, RowId};
use entity::number::Version;
use entity::state::{CallIn, NoticeBy};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::super::Contract;
use super::super::dates::{Point, needs_notice, notice_of};
use super::super::derived::keep_up;
use super::super::given::not_now;
use super::{changed, its_own, not_future, point_at, standing};
use crate::access::{Act, Actor};
use crate::field::Kind::{Day, Line};
use crate::field::{Draft, Field, long_day};
use crate::law::clock::uk_date;
use crate::scoring::given::{day, text};
use crate::settings::Authority;
use crate::term::notice::Came;
use crate::term::standing::if_missed;
use crate::{Action, Change, Problem, Refusal, Why};

/// Notice that was given.
pub const GIVEN: &[Field] = &[
    Field::given("notice_on", "Day it was sent", "For example, 18 1 2028.", Day),
    Field::given(
        "notice_how",
        "How it was sent",
        "As the contract asks, such as: by post to the registered office.",
        Line,
    ),
];

/// Records that notice was given. The day on which it counts as received is computed.
///
/// Refuses before a decision that needs it stands and its call-in is over, and notice that counts as received too late:
/// it would not end or extend the contract, whatever the record said.
pub fn give(
    contract: &Contract,
    authority: &Authority,
    period: RowId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let (person, decision, point) = may_give(contract, authority, period, actor, now)?;
    let (row, last, end) = (point.period, point.span.last, point.end);
    let sent = day(draft, "notice_on")?;
    let mut problems: Vec<_> = not_future(draft, "notice_on", now).into_iter().collect();
    if sent < decision.taken_on {
        problems.push(Problem::at("notice_on", "Notice cannot go before it was decided. Check the day."));
    } else if let Some(ends) = decision.call_in_ends_on.filter(|ends| sent <= *ends) {
        let says = format!(
            "The decision could be called in until {}, so notice could not go before the day after. Check the day.",
            long_day(ends)
        );
        problems.push(Problem::at("notice_on", says));
    }
    Refusal::unless_empty(problems)?;
    let Some(notice) = notice_of(row) else {
        return Err(Refusal::of(
            Why::CannotTell,
            "The notice of this part is not recorded, so it cannot be judged.",
        ));
    };
    let told = |unknown: crate::law::holidays::NotLoaded| Refusal::of(Why::CannotTell, unknown.to_string());
    let received = match notice.came(sent, last).map_err(told)? {
        Came::InTime { received } => received,
        late @ Came::Late { .. } => {
            let says = format!("{} {}", late.late().unwrap_or_default(), if_missed(end));
            return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("notice_on", says)] });
        }
    };
    let written = contract_decision::ActiveModel {
        id: Unchanged(decision.id),
        notice_on: Set(Some(sent)),
        notice_how: Set(Some(text(draft, "notice_how")?)),
        received_on: Set(Some(received)),
        noticed_by: Set(Some(person)),
        ..Default::default()
    };
    let after = changed(contract, decision.id, |row| {
        (row.notice_on, row.received_on) = (Some(sent), Some(received));
    });
    let change = contract.moving(Action::RecordNoticeGiven, seen).update(written);
    Ok(change.update(keep_up(&after, authority, uk_date(now))))
}

/// Whether the council's notice can be recorded now.
pub(super) fn may_give<'a>(
    contract: &'a Contract,
    authority: &Authority,
    period: RowId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(PersonId, &'a contract_decision::Model, Point<'a>), Refusal> {
    let person = contract.in_force(Act::WriteContract, actor)?;
    its_own(contract, authority)?;
    let decision = standing(contract, period)?;
    let row = contract.period(period)?;
    if !needs_notice(decision.answer, row.ends_with.ok_or_else(Refusal::not_found)?) {
        return not_now("This decision needs no notice: it takes its course by itself.");
    }
    if let Some(on) = decision.notice_on {
        return not_now(format!("Notice was given on {} already.", long_day(on)));
    }
    if row.notice_by == Some(NoticeBy::Provider) {
        return not_now("By the contract only the provider may give notice here.");
    }
    match decision.call_in {
        CallIn::NotSubject | CallIn::Passed | CallIn::Upheld => {}
        CallIn::Open => {
            let ends = decision.call_in_ends_on.map(long_day).unwrap_or_default();
            return not_now(format!("The call-in must be closed first. It runs until the end of {ends}."));
        }
        CallIn::CalledIn => return not_now("The decision was called in. Notice waits until it stands."),
    }
    Ok((person, decision, point_at(contract, authority, period, uk_date(now))?))
}
