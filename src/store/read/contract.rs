//! Contracts: one with all that belongs to it.

use entity::id::{AwardId, ContractId, SettingId};
use entity::{contract, index_series, index_value, procurement};
use rules::contract::Contract;
use sea_orm::{
    ColumnTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select,
};

use crate::store::{House, Reader, Staff, StoreError};

impl Reader<Staff> {
    /// One contract of the authority's own.
    pub async fn contract(&self, reference: &str) -> Result<Option<Contract>, StoreError> {
        let query = self.own_contracts().filter(contract::Column::Reference.eq(reference));
        whole(&self.store.db, query.one(&self.store.db).await?).await
    }

    /// Whether the authority has a contract of this reference.
    pub async fn has_contract(&self, reference: &str) -> Result<bool, StoreError> {
        let found = self.own_contracts().filter(contract::Column::Reference.eq(reference));
        Ok(found.count(&self.store.db).await? > 0)
    }

    /// Whether the authority has a contract of this reference.
    pub async fn contract_is_taken(&self, reference: &str) -> Result<bool, StoreError> {
        let found = self.own_contracts().filter(contract::Column::Reference.eq(reference));
        Ok(found.count(&self.store.db).await? > 0)
    }

    /// The contracts that were made of an award, given up or not.
    pub async fn contracts_of_award(&self, award: AwardId) -> Result<Vec<contract::Model>, StoreError> {
        let of = self.own_contracts().filter(contract::Column::AwardId.eq(award));
        Ok(of.order_by_asc(contract::Column::Id).all(&self.store.db).await?)
    }

    /// The reference of the procurement that a contract came of.
    pub async fn procurement_of_contract(&self, contract: &Contract) -> Result<Option<String>, StoreError> {
        let Some(id) = contract.row.procurement_id else { return Ok(None) };
        let own = procurement::Entity::find_by_id(id)
            .filter(procurement::Column::AuthorityId.eq(self.scope.authority));
        Ok(own.one(&self.store.db).await?.map(|row| row.reference))
    }

    /// The price indices that the authority keeps, in their order.
    pub async fn index_series(&self) -> Result<Vec<index_series::Model>, StoreError> {
        let own = index_series::Entity::find()
            .filter(index_series::Column::AuthorityId.eq(self.scope.authority))
            .order_by_asc(index_series::Column::Position);
        Ok(own.order_by_asc(index_series::Column::Id).all(&self.store.db).await?)
    }

    /// The values of one of the authority's own price indices, oldest first.
    pub async fn index_values(&self, series: SettingId) -> Result<Vec<index_value::Model>, StoreError> {
        let own = index_value::Entity::find()
            .filter(index_value::Column::AuthorityId.eq(self.scope.authority))
            .filter(index_value::Column::SeriesId.eq(series));
        Ok(own.order_by_asc(index_value::Column::Month).all(&self.store.db).await?)
    }

    pub(super) fn own_contracts(&self) -> Select<contract::Entity> {
        contract::Entity::find().filter(contract::Column::AuthorityId.eq(self.scope.authority))
    }
}

impl Reader<House> {
    /// One contract of any authority, for what time alone causes.
    pub async fn contract(&self, id: ContractId) -> Result<Option<Contract>, StoreError> {
        let row = contract::Entity::find_by_id(id).one(&self.store.db).await?;
        whole(&self.store.db, row).await
    }
}

impl Reader<House> {
    /// The contract of this reference, of whatever authority, for commands.
    pub async fn contract_called(&self, reference: &str) -> Result<Option<Contract>, StoreError> {
        let row = contract::Entity::find().filter(contract::Column::Reference.eq(reference));
        whole(&self.store.db, row.one(&self.store.db).await?).await
    }
}

macro_rules! rows_of {
    ($db:expr, $id:expr, $($module:ident by $column:ident),+) => {
        ($(
            entity::$module::Entity::find()
                .filter(entity::$module::Column::ContractId.eq($id))
                .order_by_asc(entity::$module::Column::$column)
                .order_by_asc(entity::$module::Column::Id)
                .all($db)
                .await?,
        )+)
    };
}

pub(super) async fn whole(
    db: &DatabaseConnection,
    row: Option<contract::Model>,
) -> Result<Option<Contract>, StoreError> {
    let Some(row) = row else { return Ok(None) };
    let id = row.id;
    let (periods, prices, budgets, avoidances, cohorts, actions, risks) = rows_of!(
        db, id, contract_period by Position, contract_price by Position, contract_budget by Position,
        contract_avoidance by Position, cohort by Position, review_action by Position, contract_risk by Position
    );
    let (meetings, plans, defaults, contacts, items, documents) = rows_of!(
        db, id, review_meeting by Position, improvement_plan by Position, default_notice by Position,
        contact by Position, plan_item by Position, contract_document by Position
    );
    let (decisions, steps, variations, payments, notices) = rows_of!(
        db, id, contract_decision by Id, contract_step by Id, contract_variation by Number,
        contract_payment by PaidOn, notice_due by EventOn
    );
    let (packs, implications) = rows_of!(db, id, break_pack by Id, break_implication by Id);
    let (outcomes, kpis) = rows_of!(db, id, contract_outcome by Position, kpi by Number);
    let index = match row.index_series_id {
        Some(series) => {
            let of = index_value::Entity::find().filter(index_value::Column::SeriesId.eq(series));
            of.order_by_asc(index_value::Column::Month).all(db).await?
        }
        None => Vec::new(),
    };
    Ok(Some(Contract {
        row,
        periods,
        decisions,
        steps,
        variations,
        prices,
        budgets,
        payments,
        avoidances,
        cohorts,
        meetings,
        actions,
        risks,
        plans,
        defaults,
        contacts,
        items,
        documents,
        notices,
        index,
        outcomes,
        kpis,
        packs,
        implications,
    }))
}
