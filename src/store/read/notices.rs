//! Statutory notices that contracts make due, across contracts.

use chrono::NaiveDate;
use entity::id::RowId;
use entity::{contract, notice_due};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::procurement::PAGE;
use crate::store::{Reader, Staff, StoreError};

/// A page of notices, each with its contract.
#[derive(Clone, Debug)]
pub struct NoticeListing {
    /// The notices, first due first.
    pub rows: Vec<(notice_due::Model, contract::Model)>,
    /// Behind which one the next page starts, if there is one: the last day for it, and its number.
    pub next: Option<(NaiveDate, RowId)>,
}

impl Reader<Staff> {
    /// A page of the authority's notices that are to be published and have a last day, first due first.
    pub async fn notices_due(&self, after: Option<(NaiveDate, RowId)>) -> Result<NoticeListing, StoreError> {
        let mut query = self
            .open_notices()
            .filter(notice_due::Column::DueOn.is_not_null())
            .order_by_asc(notice_due::Column::DueOn)
            .order_by_asc(notice_due::Column::Id)
            .limit(PAGE + 1);
        if let Some((day, id)) = after {
            let same_day = Condition::all().add(notice_due::Column::DueOn.eq(day));
            let same_day = same_day.add(notice_due::Column::Id.gt(id));
            query = query.filter(Condition::any().add(notice_due::Column::DueOn.gt(day)).add(same_day));
        }
        let mut rows = self.with_contracts(query).await?;
        let more = rows.len() as u64 > PAGE;
        rows.truncate(PAGE as usize);
        let next = rows.last().filter(|_| more).and_then(|(row, _)| Some((row.due_on?, row.id)));
        Ok(NoticeListing { rows, next })
    }

    /// The first of the authority's notices that are to be published and for which the law sets no day.
    pub async fn notices_without_day(&self) -> Result<Vec<(notice_due::Model, contract::Model)>, StoreError> {
        let query = self.open_notices().filter(notice_due::Column::DueOn.is_null());
        self.with_contracts(query.order_by_asc(notice_due::Column::Id).limit(PAGE)).await
    }

    fn open_notices(&self) -> Select<notice_due::Entity> {
        notice_due::Entity::find()
            .filter(notice_due::Column::AuthorityId.eq(self.scope.authority))
            .filter(notice_due::Column::PublishedOn.is_null())
            .filter(notice_due::Column::NotNeeded.is_null())
    }

    async fn with_contracts(
        &self,
        query: Select<notice_due::Entity>,
    ) -> Result<Vec<(notice_due::Model, contract::Model)>, StoreError> {
        let rows = query.all(&self.store.db).await?;
        let ids: Vec<_> = rows.iter().map(|row| row.contract_id).collect();
        let of = self.own_contracts().filter(contract::Column::Id.is_in(ids)).all(&self.store.db).await?;
        let paired = rows.into_iter().filter_map(|row| {
            let contract = of.iter().find(|contract| contract.id == row.contract_id)?.clone();
            Some((row, contract))
        });
        Ok(paired.collect())
    }
}
