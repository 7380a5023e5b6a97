//! What comes next across the contracts of an authority, by columns that are stored and indexed for it.

use chrono::NaiveDate;
use entity::contract;
use entity::state::ContractStage;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect};

use crate::store::{Reader, Staff, StoreError};

/// Where a page of the list ends: the next begins after this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextAfter {
    /// Whether it is one of the loud ones, which come first.
    pub loud: bool,
    /// Its day.
    pub on: NaiveDate,
    /// Its contract's number.
    pub id: i64,
}

/// A page of the list.
#[derive(Clone, Debug)]
pub struct NextListing {
    /// The contracts: first those that someone must see to today, then by the first day that matters.
    pub rows: Vec<contract::Model>,
    /// Where the next page starts, if there is one.
    pub next: Option<NextAfter>,
}

impl Reader<Staff> {
    /// The authority's contracts in force by the first day that matters, `most` at a time.
    pub async fn next_decisions(
        &self,
        after: Option<NextAfter>,
        most: u64,
    ) -> Result<NextListing, StoreError> {
        use contract::Column::{Id, NextLoud, NextOn, Stage};
        let mut query = self
            .own_contracts()
            .filter(Stage.eq(ContractStage::InForce))
            .filter(NextOn.is_not_null())
            .order_by_desc(NextLoud)
            .order_by_asc(NextOn)
            .order_by_asc(Id)
            .limit(most + 1);
        if let Some(after) = after {
            query = query.filter(follows(after));
        }
        let mut rows: Vec<contract::Model> = query.all(&self.store.db).await?;
        let more = rows.len() as u64 > most;
        rows.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        let place =
            |row: &contract::Model| Some(NextAfter { loud: row.next_loud, on: row.next_on?, id: row.id.0 });
        let next = rows.last().filter(|_| more).and_then(place);
        Ok(NextListing { rows, next })
    }
}

/// What comes after this one in the order of the list.
fn follows(after: NextAfter) -> Condition {
    use contract::Column::{Id, NextLoud, NextOn};
    let later = Condition::any()
        .add(NextOn.gt(after.on))
        .add(Condition::all().add(NextOn.eq(after.on)).add(Id.gt(after.id)));
    let alike = Condition::all().add(NextLoud.eq(after.loud)).add(later);
    let quiet = after.loud.then(|| NextLoud.eq(false));
    Condition::any().add(alike).add_option(quiet)
}
