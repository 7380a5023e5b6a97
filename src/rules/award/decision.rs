//! The decision on a lot: an award by the right tier, or none with its ground.

use chrono::{DateTime, NaiveDate, Utc};
use entity::award;
use entity::choice::Choice;
use entity::id::{AwardId, BidId};
use entity::number::Version;
use entity::state::{AwardKind, CallIn, IfWinnerFails, NoAwardGround};
use sea_orm::ActiveValue::Set;

use super::LotResult;
use super::facts::not_now;
use super::frozen::Frozen;
use super::order::route;
use super::ranking::open_questions;
use crate::access::{Act, Actor};
use crate::field::Kind::{Choice as OneOf, Day, Line, Prose};
use crate::field::{Draft, Field, options};
use crate::law::clock::uk_date;
use crate::law::dates::call_in_ends;
use crate::law::regime::Finding;
use crate::scoring::given::{day, text};
use crate::settings::{Authority, decider};
use crate::{Action, Change, Problem, Refusal, Why};

/// The fields of a decision, whichever it is.
pub const DECIDE: &[Field] = &[
    Field::given("taken_by", "Decided by", "The body or officer.", Line),
    Field::optional("delegated_by", "Left to them by", "The body that delegated it, if one did.", Line),
    Field::optional("delegation", "Where that is recorded", "Such as the minute or the scheme.", Line),
    Field::given("taken_on", "Day of the decision", "For example, 18 1 2028.", Day),
    Field::given("says", "The decision", "As recorded.", Prose),
    Field::given("reasons", "Reasons", "Every bidder reads them where no contract is awarded.", Prose),
    Field::optional(
        "alternatives",
        "Alternatives considered",
        "What else was weighed, and why it was rejected. It stands in the decision record.",
        Prose,
    ),
    Field::optional(
        "interests",
        "Interests declared by whoever decided",
        "And what was done about them. Leave it empty if there were none.",
        Prose,
    ),
    Field::given("published_on", "Published on", "Call-in runs from this day.", Day),
    Field::given("may_be_called_in", "May it be called in?", "", OneOf(whether_called_in)),
];

/// On which ground no contract is awarded, beside the fields of every decision.
pub const GROUND: &[Field] = &[Field::given("ground", "Ground", "", OneOf(options::<NoAwardGround>))];

fn whether_called_in() -> Vec<(String, String)> {
    vec![
        (CallIn::Open.code().to_owned(), "Yes, until the call-in period ends".to_owned()),
        (CallIn::NotSubject.code().to_owned(), "No: it is urgent or otherwise exempt".to_owned()),
    ]
}

impl LotResult {
    /// The bid that can be awarded the contract now: the winner of the ranking or, where one fell away, who comes next
    /// as it was published.
    pub fn candidate(&self) -> Result<BidId, Refusal> {
        let failed: Vec<_> = self.rows().awards.iter().filter(|it| it.failed_on.is_some()).collect();
        let Some(last) = failed.last() else { return self.winner_by_todays_facts() };
        match self.if_winner_fails() {
            Some(IfWinnerFails::Recompute) if last.ranking_id == self.ranking().map(|row| row.id) => {
                not_now("Freeze the ranking again without the bid that fell away: the terms say so.")
            }
            Some(IfWinnerFails::Recompute) => self.winner_by_todays_facts(),
            Some(IfWinnerFails::ScoresStand) => {
                let fell = |bid: &BidId| failed.iter().any(|award| award.bid_id == Some(*bid));
                self.next_in_line(fell)
            }
            None => Err(Refusal::of(
                Why::CannotTell,
                "The terms do not say what happens when the winner falls away, so no contract can be awarded.",
            )),
        }
    }

    /// The winner, where nothing has changed since the ranking was frozen.
    ///
    /// INVARIANT: a bid that left, failed a check or did not explain its price after the ranking was frozen is never
    /// awarded a contract, nor does its price count in anyone's score.
    fn winner_by_todays_facts(&self) -> Result<BidId, Refusal> {
        let winner = self.winner()?;
        Refusal::unless_empty(
            open_questions(self).into_iter().map(|one| Problem::whole(one.says)).collect(),
        )?;
        if self.frozen_result() != Some(Frozen::of(&self.evaluated()?)) {
            return not_now("A bid has left since the ranking was frozen. Freeze the ranking again first.");
        }
        Ok(winner)
    }

    /// The best of the frozen ranking that neither fell away nor is out; equal ones by the draw, if there was one.
    fn next_in_line(&self, fell: impl Fn(&BidId) -> bool) -> Result<BidId, Refusal> {
        let ranked = self.ranked();
        let mut left = ranked.into_iter().filter(|(_, it)| !fell(&it.bid.row.id) && self.out(it).is_none());
        let Some((rank, best)) = left.next() else {
            return not_now("No bid is left in the ranking, so no contract can be awarded.");
        };
        let mut equal: Vec<_> = left.take_while(|(other, _)| *other == rank).map(|(_, it)| it).collect();
        if equal.is_empty() {
            return Ok(best.bid.row.id);
        }
        equal.push(best);
        let drawn = self.ranking().map(|row| self.order_drawn(row.id)).unwrap_or_default();
        let first = drawn.into_iter().find(|bid| equal.iter().any(|it| it.bid.row.id == *bid));
        first.map_or_else(
            || not_now("The bids that come next are equal, and the terms separate them no further."),
            Ok,
        )
    }
}

/// Records the award to the bid that wins. The end of call-in is computed from the day of publication.
///
/// Refuses before the ranking is frozen, where the code cannot choose, while a decision stands, a body that is not the
/// tier for the price and was not left it by that tier, and days that cannot be.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn award_contract(
    r: &LotResult,
    authority: &Authority,
    finding: &Finding,
    id: AwardId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    r.acts(Act::RecordAward, actor)?;
    its_own(r, authority)?;
    no_decision_stands(r)?;
    route(finding)?;
    let winner = r.candidate()?;
    let mut problems = impossible_days(draft, r.ranking().map(|row| uk_date(row.at)), now)?;
    problems.extend(wrong_tier(r, authority, winner, draft)?);
    Refusal::unless_empty(problems)?;
    let row = award::ActiveModel {
        kind: Set(AwardKind::Award),
        ranking_id: Set(r.ranking().map(|row| row.id)),
        bid_id: Set(Some(winner)),
        ..recorded(r, authority, id, draft, actor, now)?
    };
    let rests = r.bid(winner)?;
    let change = r.moving(Action::DecideAward, seen)?.rests_on(&authority.row).rests_on(&rests.bid.row);
    Ok(change.insert(row))
}

/// Records that no contract is awarded, which ends the lot at whatever point it has come to.
///
/// Refuses a ground that the record does not bear out, while a decision stands, and days that cannot be.
pub fn award_nothing(
    r: &LotResult,
    authority: &Authority,
    id: AwardId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let row = nothing(r, authority, id, draft, actor, now)?;
    Ok(r.moving(Action::DecideNoAward, seen)?.rests_on(&authority.row).insert(row))
}

/// The row of such a decision.
pub(super) fn nothing(
    r: &LotResult,
    authority: &Authority,
    id: AwardId,
    draft: &Draft,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<award::ActiveModel, Refusal> {
    r.acts(Act::RecordAward, actor)?;
    its_own(r, authority)?;
    no_decision_stands(r)?;
    let ground = draft.text("ground").and_then(NoAwardGround::of).ok_or_else(Refusal::not_found)?;
    let opened = r.scoring().tender().row.opened_at.map(uk_date);
    let mut problems = impossible_days(draft, opened, now)?;
    problems.extend(not_borne_out(r, ground).map(|says| Problem::at("ground", says)));
    Refusal::unless_empty(problems)?;
    Ok(award::ActiveModel {
        kind: Set(AwardKind::NoAward),
        ranking_id: Set(r.ranking().map(|row| row.id)),
        ground: Set(Some(ground)),
        ..recorded(r, authority, id, draft, actor, now)?
    })
}

/// Why the record does not bear out a ground for awarding nothing.
pub(super) fn not_borne_out(r: &LotResult, ground: NoAwardGround) -> Option<&'static str> {
    let ranked = r.ranking().map(|_| r.ranked().len());
    let left = r.entered().into_iter().filter(|it| r.out(it).is_none()).count();
    match ground {
        NoAwardGround::NoBids if !r.entered().is_empty() => Some("Bids came for this lot."),
        NoAwardGround::NoneLeft if r.entered().is_empty() => {
            Some("No bid came for this lot. Choose that ground.")
        }
        NoAwardGround::NoneLeft if left > 0 && ranked != Some(0) => {
            Some("Bids are left. Until the ranking is frozen, it cannot be told that none is.")
        }
        NoAwardGround::OverBudget if r.rows().prices.is_empty() => {
            Some("No price has been opened, so none can be over budget.")
        }
        NoAwardGround::Tie if r.first().len() < 2 => Some("No bids are equal at the top of the ranking."),
        NoAwardGround::NoBids
        | NoAwardGround::NoneLeft
        | NoAwardGround::OverBudget
        | NoAwardGround::Tie
        | NoAwardGround::Other => None,
    }
}

fn its_own(r: &LotResult, authority: &Authority) -> Result<(), Refusal> {
    let own = authority.row.id == r.scoring().tender().row.authority_id;
    if own { Ok(()) } else { Err(Refusal::not_found()) }
}

pub(super) fn no_decision_stands(r: &LotResult) -> Result<(), Refusal> {
    match r.current() {
        Some(_) => not_now("A decision on this lot is recorded already."),
        None => Ok(()),
    }
}

/// Neither day lies in the future; publication is not before the decision, nor the decision before what it rests on.
fn impossible_days(
    draft: &Draft,
    after: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> Result<Vec<Problem>, Refusal> {
    let (taken, published, today) = (day(draft, "taken_on")?, day(draft, "published_on")?, uk_date(now));
    let mut problems = Vec::new();
    if taken > today {
        problems.push(Problem::at("taken_on", "Day of the decision must not be in the future."));
    } else if after.is_some_and(|after| taken < after) {
        problems
            .push(Problem::at("taken_on", "It cannot be decided before what it rests on. Check the day."));
    }
    if published < taken {
        problems.push(Problem::at(
            "published_on",
            "It cannot be published before it was taken. Check both dates.",
        ));
    } else if published > today {
        problems.push(Problem::at("published_on", "Day of publication must not be in the future."));
    }
    Ok(problems)
}

/// The tier for the winner's price decides, or whoever it left the decision to, with where that is recorded.
fn wrong_tier(
    r: &LotResult,
    authority: &Authority,
    winner: BidId,
    draft: &Draft,
) -> Result<Option<Problem>, Refusal> {
    let price = r.price(winner).map(|row| row.total);
    let tier = decider(authority, price);
    let Some(body) = tier.value else { return Err(Refusal::of(Why::CannotTell, tier.how)) };
    let is_body = |name: Option<&str>| name.is_some_and(|name| name.to_lowercase() == body.to_lowercase());
    let by = draft.text("delegated_by");
    Ok(match (is_body(draft.text("taken_by")), is_body(by), draft.text("delegation")) {
        (true, _, _) | (false, true, Some(_)) => None,
        (false, true, None) => Some(Problem::at("delegation", "Say where the delegation is recorded.")),
        (false, false, _) if by.is_some() => Some(Problem::at(
            "delegated_by",
            format!("{body} decides at this price, so only {body} can delegate it."),
        )),
        (false, false, _) => Some(Problem::at(
            "taken_by",
            format!(
                "{body} decides at this price. If it left the decision to someone, say so and where that is recorded."
            ),
        )),
    })
}

/// What every decision on a lot keeps.
fn recorded(
    r: &LotResult,
    authority: &Authority,
    id: AwardId,
    draft: &Draft,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<award::ActiveModel, Refusal> {
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    let published = day(draft, "published_on")?;
    let (call_in, ends) = match draft.text("may_be_called_in").and_then(CallIn::of) {
        Some(CallIn::Open) => (CallIn::Open, Some(end_of_call_in(authority, published)?)),
        Some(CallIn::NotSubject) => (CallIn::NotSubject, None),
        Some(CallIn::CalledIn | CallIn::Passed | CallIn::Upheld) | None => return Err(Refusal::not_found()),
    };
    Ok(award::ActiveModel {
        id: Set(id),
        version: Set(Version(1)),
        tender_id: Set(r.scoring().tender().row.id),
        lot_id: Set(r.lot()),
        number: Set(r.award().map_or(0, |award| award.number).saturating_add(1)),
        taken_by: Set(text(draft, "taken_by")?),
        delegated_by: Set(draft.text("delegated_by").map(str::to_owned)),
        delegation: Set(draft.text("delegation").map(str::to_owned)),
        taken_on: Set(day(draft, "taken_on")?),
        says: Set(text(draft, "says")?),
        reasons: Set(text(draft, "reasons")?),
        alternatives: Set(draft.text("alternatives").map(str::to_owned)),
        interests: Set(draft.text("interests").map(str::to_owned)),
        published_on: Set(Some(published)),
        call_in: Set(call_in),
        call_in_ends_on: Set(ends),
        recorded_at: Set(now),
        person_id: Set(person),
        ..Default::default()
    })
}

fn end_of_call_in(authority: &Authority, published: NaiveDate) -> Result<NaiveDate, Refusal> {
    let Some(days) = authority.row.call_in_days.and_then(|days| u32::try_from(days).ok()) else {
        return Err(Refusal::of(
            Why::CannotTell,
            "The authority has not set its call-in days, so the end of call-in cannot be found. An administrator can set them.",
        ));
    };
    call_in_ends(published, days).map_err(|unknown| Refusal::of(Why::CannotTell, unknown.to_string()))
}

#[cfg(test)]
mod tests;
