//! Bids that nothing published separates: a draw before witnesses, where the terms published one. The code never draws.

use chrono::{DateTime, Utc};
use entity::draw;
use entity::id::{BidId, RowId};
use entity::number::Version;
use entity::state::TieRule;
use sea_orm::ActiveValue::Set;

use crate::access::{Act, Actor};
use crate::award::LotResult;
use crate::award::facts::not_now;
use crate::field::Kind::{Day, Lines};
use crate::field::{Draft, Field};
use crate::law::clock::uk_date;
use crate::scoring::given::{day, text};
use crate::{Action, Change, Problem, Refusal};

/// A draw before witnesses.
pub const DRAW: &[Field] = &[
    Field::given("held_on", "Day of the draw", "For example, 18 1 2028.", Day),
    Field::given("witnesses", "Witnesses", "Two at least, one name or title a line.", Lines),
];

/// The box of the bid that was drawn first.
pub const FIRST_DRAWN: &str = "drawn-1";

/// Bids that are equal at the top of a frozen ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie<'a> {
    /// The bids, in the order of their labels.
    pub equal: Vec<BidId>,
    /// Whether the terms published a draw.
    pub draw_is_published: bool,
    /// The draw, once it is recorded.
    pub drawn: Option<&'a draw::Model>,
    /// The bids in the order in which they were drawn.
    pub order: Vec<BidId>,
}

/// The tie at the top of the ranking that stands, if there is one.
#[must_use]
pub fn tie(r: &LotResult) -> Option<Tie<'_>> {
    let ranking = r.ranking()?;
    let equal: Vec<_> = r.first().iter().map(|it| it.bid.row.id).collect();
    (equal.len() > 1).then(|| Tie {
        equal,
        draw_is_published: r.a_draw_is_published(),
        drawn: r.rows().draws.iter().find(|draw| draw.ranking_id == ranking.id),
        order: r.order_drawn(ranking.id),
    })
}

/// Records a draw between the bids ranked first, in the order in which they were drawn.
///
/// Refuses where the terms publish none, where one bid is ranked first, other bids than those that are equal, fewer than
/// two witnesses, a day before the ranking or in the future, and a second draw.
pub fn record_draw(
    r: &LotResult,
    id: RowId,
    drawn: &[BidId],
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = r.acts(Act::RunEvaluation, actor)?;
    let Some(ranking) = r.ranking() else { return not_now("Freeze the ranking of this lot first.") };
    let mut equal: Vec<_> = r.first().iter().map(|it| it.bid.row.id).collect();
    if equal.len() < 2 {
        return not_now("No bids are equal at the top, so there is nothing to draw.");
    }
    if !r.a_draw_is_published() {
        return not_now("The terms published no draw. No contract can be awarded by one.");
    }
    if r.drawn(ranking.id).is_some() {
        return not_now("The draw is recorded already.");
    }
    let mut given = drawn.to_vec();
    given.sort_unstable();
    equal.sort_unstable();
    let (held, witnesses) = (day(draft, "held_on")?, text(draft, "witnesses")?);
    let mut problems = Vec::new();
    if given != equal {
        problems.push(Problem::at(FIRST_DRAWN, "Give each of the equal bids one place in the draw."));
    }
    if held > uk_date(now) || held < uk_date(ranking.at) {
        problems
            .push(Problem::at("held_on", "Day of the draw must be after the ranking and not in the future."));
    }
    if witnesses.lines().count() < 2 {
        problems.push(Problem::at("witnesses", "Name two witnesses at least."));
    }
    Refusal::unless_empty(problems)?;
    let order: Vec<_> = drawn.iter().map(|bid| bid.0.to_string()).collect();
    Ok(r.moving(Action::RecordDraw, seen)?.insert(draw::ActiveModel {
        id: Set(id),
        tender_id: Set(ranking.tender_id),
        ranking_id: Set(ranking.id),
        held_on: Set(held),
        witnesses: Set(witnesses),
        drawn: Set(order.join(",")),
        at: Set(now),
        person_id: Set(person),
    }))
}

impl LotResult {
    pub(super) fn a_draw_is_published(&self) -> bool {
        self.terms().is_ok_and(|terms| terms.tie_breaks.iter().any(|tie| tie.rule == TieRule::Draw))
    }

    pub(super) fn drawn(&self, ranking: RowId) -> Option<BidId> {
        self.order_drawn(ranking).first().copied()
    }

    /// The bids that were equal, in the order in which they were drawn.
    pub(in crate::award) fn order_drawn(&self, ranking: RowId) -> Vec<BidId> {
        let row = self.rows().draws.iter().find(|draw| draw.ranking_id == ranking);
        let drawn = row.into_iter().flat_map(|row| row.drawn.split(','));
        drawn.filter_map(|bid| bid.parse().ok().map(BidId)).collect()
    }
}
