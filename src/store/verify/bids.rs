//! Bids: what is withdrawn, what stands and what was opened is what lines and submissions tell.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use entity::id::{BidId, RowId};
use entity::{bid, opened_bid, submission};
use rules::Action;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Body, Broken};
use crate::store::StoreError;

/// How many rows are read at once.
const PAGE: u64 = 200;

/// What lines tell of withdrawals, and the submissions that they are about.
#[derive(Default)]
pub(super) struct Bids {
    /// The lines that withdraw, by the bid and the instant.
    withdrawals: BTreeMap<(String, DateTime<Utc>), Vec<i64>>,
    submitted: BTreeMap<RowId, One>,
    last: BTreeMap<BidId, RowId>,
}

/// A submission, and the line that tells of it.
struct One {
    line: i64,
    bid: BidId,
    number: i32,
    digest: String,
    /// When it was submitted, unless it is withdrawn.
    stands: Option<DateTime<Utc>>,
}

impl Bids {
    /// Takes in a line that withdraws.
    pub(super) fn hear(&mut self, line: i64, body: &Body) {
        if body.action == Action::WithdrawBid {
            self.withdrawals.entry((body.text("about").to_owned(), body.at)).or_default().push(line);
        }
    }

    /// Takes in a submission, which this line tells of.
    pub(super) fn submission(&mut self, line: i64, row: &submission::Model) -> Result<(), &'static str> {
        if let Some(at) = row.withdrawn_at {
            let told = self.withdrawals.get_mut(&(format!("bid/{}", row.bid_id.0), at));
            if told.and_then(Vec::pop).is_none() {
                return Err("what it submitted is withdrawn, and no line tells of that");
            }
        }
        let last = self.last.get(&row.bid_id).and_then(|id| self.submitted.get(id));
        if last.is_none_or(|last| last.number < row.number) {
            self.last.insert(row.bid_id, row.id);
        }
        let stands = row.withdrawn_at.is_none().then_some(row.at);
        let one = One { line, bid: row.bid_id, number: row.number, digest: row.digest.clone(), stands };
        self.submitted.insert(row.id, one);
        Ok(())
    }

    /// The first line whose withdrawal is not there, whose bid does not stand as it was submitted, or whose
    /// submission was opened as another.
    pub(super) async fn first_broken(
        self,
        look: &DatabaseTransaction,
        lines: i64,
    ) -> Result<Option<Broken>, StoreError> {
        if let Some(line) = self.withdrawals.values().flatten().min() {
            return Ok(broken(*line, "what it withdrew is not withdrawn"));
        }
        let standing = self.standing(look, lines).await?;
        Ok(if standing.is_some() { standing } else { self.opened(look, lines).await? })
    }

    async fn standing(&self, look: &DatabaseTransaction, lines: i64) -> Result<Option<Broken>, StoreError> {
        let mut last = BidId(i64::MIN);
        loop {
            let rows = bid::Entity::find().filter(bid::Column::Id.gt(last));
            let rows = rows.order_by_asc(bid::Column::Id).limit(PAGE).all(look).await?;
            let Some(newest) = rows.last() else { return Ok(None) };
            last = newest.id;
            for row in &rows {
                let submitted = self.last.get(&row.id).and_then(|id| self.submitted.get(id));
                let number = submitted.map_or(0, |one| one.number);
                let stands = submitted.and_then(|one| one.stands);
                if row.submissions != number || row.submitted_at != stands {
                    let line = submitted.map_or(lines, |one| one.line);
                    return Ok(broken(line, "the bid does not stand as it was last submitted or withdrawn"));
                }
            }
        }
    }

    async fn opened(&self, look: &DatabaseTransaction, lines: i64) -> Result<Option<Broken>, StoreError> {
        let mut last = RowId(i64::MIN);
        loop {
            let rows = opened_bid::Entity::find().filter(opened_bid::Column::Id.gt(last));
            let rows = rows.order_by_asc(opened_bid::Column::Id).limit(PAGE).all(look).await?;
            let Some(newest) = rows.last() else { return Ok(None) };
            last = newest.id;
            for row in &rows {
                let Some(one) = self.submitted.get(&row.submission_id) else {
                    return Ok(broken(lines, "a bid was opened that was not submitted"));
                };
                if one.bid != row.bid_id || one.digest != row.digest {
                    return Ok(broken(one.line, "what it submitted was opened as something else"));
                }
            }
        }
    }
}

fn broken(line: i64, why: &str) -> Option<Broken> {
    Some(Broken { line, why: why.to_owned() })
}
