//! Returns of all contracts of an authority that wait for someone: submitted ones, overdue ones, proposed corrections.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use entity::id::{ContractId, ReturnId};
use entity::state::{ContractStage, CorrectionStanding};
use entity::{contract, contract_return, figure_correction};
use rules::returns::standing::review::{TO_REVIEW, WITH_PROVIDER};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::store::{Reader, Staff, StoreError};

/// A return with the contract it belongs to.
#[derive(Clone, Debug)]
pub struct OfContract {
    /// The return.
    pub row: contract_return::Model,
    /// The contract.
    pub contract: contract::Model,
}

/// What of returns waits, oldest first.
#[derive(Clone, Debug, Default)]
pub struct ReturnsWaiting {
    /// Those that were submitted and are to be read.
    pub submitted: Vec<OfContract>,
    /// Those whose figures have corrections that are to be decided on, with how many.
    pub corrections: Vec<(OfContract, usize)>,
    /// Those that are with their provider after their day.
    pub overdue: Vec<OfContract>,
    /// Whether there are more than are listed.
    pub more: bool,
}

impl Reader<Staff> {
    /// What of the authority's returns waits on this day, of each kind at most so many.
    pub async fn returns_waiting(&self, today: NaiveDate, most: u64) -> Result<ReturnsWaiting, StoreError> {
        use contract_return::Column::{DueOn, Id, Stage};
        let submitted = self.own_returns(Condition::all().add(Stage.eq(TO_REVIEW)), most).await?;
        let late = Condition::all().add(Stage.is_in(WITH_PROVIDER.iter().copied())).add(DueOn.lt(today));
        let overdue = self.own_returns(late, most).await?;
        let proposed = Query::select()
            .column(figure_correction::Column::ReturnId)
            .from(figure_correction::Entity)
            .and_where(figure_correction::Column::Standing.eq(CorrectionStanding::Proposed))
            .to_owned();
        let proposed = Condition::all().add(Id.in_subquery(proposed));
        let proposed = self.own_returns(proposed, most).await?;
        let more = [&submitted, &overdue, &proposed].iter().any(|rows| rows.len() as u64 > most);
        let cut = |mut rows: Vec<OfContract>| {
            rows.truncate(usize::try_from(most).unwrap_or(usize::MAX));
            rows
        };
        let corrections = self.counted(cut(proposed)).await?;
        Ok(ReturnsWaiting { submitted: cut(submitted), corrections, overdue: cut(overdue), more })
    }

    async fn own_returns(&self, fits: Condition, most: u64) -> Result<Vec<OfContract>, StoreError> {
        use contract_return::Column::{AuthorityId, ContractId as Contract, DueOn, Id};
        let going = Query::select()
            .column(contract::Column::Id)
            .from(contract::Entity)
            .and_where(contract::Column::AuthorityId.eq(self.scope.authority))
            .and_where(contract::Column::Stage.ne(ContractStage::Abandoned))
            .to_owned();
        let rows = contract_return::Entity::find()
            .filter(AuthorityId.eq(self.scope.authority))
            .filter(Contract.in_subquery(going))
            .filter(fits)
            .order_by_asc(DueOn)
            .order_by_asc(Id)
            .limit(most.saturating_add(1));
        let rows = rows.all(&self.store.db).await?;
        let ids: BTreeSet<ContractId> = rows.iter().map(|row| row.contract_id).collect();
        let contracts = contract::Entity::find()
            .filter(contract::Column::AuthorityId.eq(self.scope.authority))
            .filter(contract::Column::Id.is_in(ids));
        let contracts = contracts.all(&self.store.db).await?;
        let contracts: BTreeMap<_, _> = contracts.into_iter().map(|row| (row.id, row)).collect();
        let with = |row: contract_return::Model| {
            let contract = contracts.get(&row.contract_id)?.clone();
            Some(OfContract { row, contract })
        };
        Ok(rows.into_iter().filter_map(with).collect())
    }

    async fn counted(&self, rows: Vec<OfContract>) -> Result<Vec<(OfContract, usize)>, StoreError> {
        let ids: Vec<ReturnId> = rows.iter().map(|it| it.row.id).collect();
        let proposed = figure_correction::Entity::find()
            .filter(figure_correction::Column::ReturnId.is_in(ids))
            .filter(figure_correction::Column::Standing.eq(CorrectionStanding::Proposed));
        let proposed = proposed.all(&self.store.db).await?;
        let count = |id: ReturnId| proposed.iter().filter(|row| row.return_id == id).count();
        Ok(rows
            .into_iter()
            .map(|it| {
                let all = count(it.row.id);
                (it, all)
            })
            .collect())
    }
}
