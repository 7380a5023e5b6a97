//! How long the details of changes are kept, and their recorded disposal. The lines themselves stay,
//! so that the chain still holds.

use chrono::{DateTime, Utc};
use entity::id::AuthorityId;
use entity::{audit_detail, retention};
use sea_orm::sea_query::{Expr, ExprTrait};

use crate::access::{Act, Actor, may};
use crate::field::{Draft, Field, Kind};
use crate::law::dates::minus_months;
use crate::settings::Authority;
use crate::{Action, Change, Disposal, Refusal, Subject, Why};

/// The form of a disposal.
pub const DISPOSE: &[Field] = &[Field::given(
    "reason",
    "Reason",
    "Who asked for it, or which rule it follows. Kept in the record.",
    Kind::Prose,
)];

/// The instant before which details of one kind are past their period.
#[must_use]
pub fn past_before(period: &retention::Model, now: DateTime<Utc>) -> DateTime<Utc> {
    let months = u32::try_from(period.months).unwrap_or(u32::MAX);
    minus_months(now.date_naive(), months).and_time(now.time()).and_utc()
}

/// Disposes of the details of one kind that are past their period.
/// `count` is how many there are; none at all is refused. The reason goes into the detail of this line.
pub fn dispose(
    authority: &Authority,
    period: &retention::Model,
    draft: &Draft,
    count: u64,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let own: Option<AuthorityId> = actor.authority();
    if own != Some(authority.row.id) || own != Some(period.authority_id) {
        return Err(Refusal::not_found());
    }
    may(actor, Act::Dispose)?;
    if count == 0 {
        return Err(Refusal::of(Why::NotNow, "Nothing is past its period."));
    }
    let past = Expr::col(audit_detail::Column::AuthorityId)
        .eq(authority.row.id)
        .and(Expr::col(audit_detail::Column::Kind).eq(period.kind))
        .and(Expr::col(audit_detail::Column::At).lt(past_before(period, now)));
    let change = Change::of(Action::DisposeDetails, Subject::Authority(authority.row.id), own);
    let reason = draft.text("reason").unwrap_or_default();
    let disposal = Disposal { kind: period.kind, before: past_before(period, now), count };
    Ok(change.rests_on(&authority.row).dispose(past, reason, disposal))
}

#[cfg(test)]
mod tests;
