//! Returns: a contract with its KPIs, its returns and what became of them.

use std::collections::BTreeMap;

use entity::id::{ContractId, KpiId, OrganisationId, ReturnId, RowId};
use entity::state::ContractStage;
use entity::{
    contract, contract_return, figure_correction, kpi, kpi_target, kpi_version, performance_text,
    return_evidence, return_figure, return_query, return_submission, text_check,
};
use rules::contract::Contract;
use rules::returns::{Kpi, Monitoring, Return, Version};
use sea_orm::{ColumnTrait, Condition, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, Select};

use super::contract::whole as whole_contract;
use crate::store::{House, Provider, Reader, Staff, StoreError};

impl Reader<Staff> {
    /// One contract of the authority's own, with its KPIs and returns: these as they were submitted, never as drafts.
    pub async fn monitoring(&self, reference: &str) -> Result<Option<Monitoring>, StoreError> {
        let contract = self.contract(reference).await?;
        Ok(whole(&self.store.db, contract).await?.map(Monitoring::as_submitted))
    }
}

impl Reader<House> {
    /// A contract of any authority with its KPIs and returns, for what time alone causes and for commands.
    pub async fn monitoring(&self, id: ContractId) -> Result<Option<Monitoring>, StoreError> {
        let contract = self.contract(id).await?;
        whole(&self.store.db, contract).await
    }
}

impl Reader<Provider> {
    /// The contract of one of the provider's own returns, with its KPIs and the returns that are its own.
    pub async fn monitoring_of(&self, id: ReturnId) -> Result<Option<Monitoring>, StoreError> {
        let db = &self.store.db;
        let Some(row) = contract_return::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
        let monitoring = self.own_monitoring(row.contract_id).await?;
        Ok(monitoring.filter(|monitoring| monitoring.one(id).is_ok()))
    }

    /// Every contract whose returns are, or were, the provider's own, oldest first.
    pub async fn own_monitorings(&self) -> Result<Vec<Monitoring>, StoreError> {
        let db = &self.store.db;
        let returned = contract_return::Entity::find()
            .filter(contract_return::Column::OrganisationId.eq(self.scope.organisation))
            .all(db)
            .await?;
        let ids: std::collections::BTreeSet<_> = returned.into_iter().map(|row| row.contract_id).collect();
        let own = Condition::any()
            .add(contract::Column::OrganisationId.eq(self.scope.organisation))
            .add(contract::Column::Id.is_in(ids));
        let begun = contract::Column::Stage.is_in([ContractStage::InForce, ContractStage::Ended]);
        let rows = contract::Entity::find().filter(own).filter(begun);
        let rows = rows.order_by_asc(contract::Column::Id).all(db).await?;
        let mut all = Vec::new();
        for row in rows {
            all.extend(self.own_monitoring(row.id).await?);
        }
        Ok(all)
    }

    /// INVARIANT: of a contract that is with another provider now, a provider reads only what it returned itself; of its
    /// own contract it reads everything, because whoever takes a contract over carries its figures on.
    async fn own_monitoring(&self, id: ContractId) -> Result<Option<Monitoring>, StoreError> {
        let row = contract::Entity::find_by_id(id).one(&self.store.db).await?;
        let own = self.scope.organisation;
        let is_with_us = row.as_ref().and_then(|row| row.organisation_id) == Some(own);
        let contract = whole_contract(&self.store.db, row).await?;
        let Some(mut monitoring) = whole(&self.store.db, contract).await? else { return Ok(None) };
        if !is_with_us {
            keep_only(&mut monitoring, own);
        }
        Ok((is_with_us || !monitoring.returns.is_empty()).then_some(monitoring))
    }
}

fn keep_only(monitoring: &mut Monitoring, own: OrganisationId) {
    monitoring.returns.retain(|one| one.row.organisation_id == Some(own));
    let kept: Vec<ReturnId> = monitoring.returns.iter().map(|one| one.row.id).collect();
    monitoring.corrections.retain(|row| kept.contains(&row.return_id));
    monitoring.checks.retain(|row| kept.contains(&row.return_id));
    monitoring.texts.clear();
}

pub(super) async fn whole(
    db: &DatabaseConnection,
    contract: Option<Contract>,
) -> Result<Option<Monitoring>, StoreError> {
    let Some(contract) = contract else { return Ok(None) };
    let id = contract.row.id;
    let place = |outcome: RowId| contract.outcomes.iter().position(|row| row.id == outcome);
    let mut rows = contract.kpis.clone();
    rows.sort_by_key(|row| (place(row.outcome_id), row.number));
    let kpis = kpis(db, rows).await?;
    let returns = returns(db, id).await?;
    let corrections = figure_correction::Entity::find()
        .filter(figure_correction::Column::ContractId.eq(id))
        .order_by_asc(figure_correction::Column::Id);
    let checks = text_check::Entity::find()
        .filter(text_check::Column::ContractId.eq(id))
        .order_by_asc(text_check::Column::Id);
    let texts = performance_text::Entity::find()
        .filter(performance_text::Column::ContractId.eq(id))
        .order_by_asc(performance_text::Column::Id);
    Ok(Some(Monitoring {
        kpis,
        returns,
        corrections: corrections.all(db).await?,
        checks: checks.all(db).await?,
        texts: texts.all(db).await?,
        contract,
    }))
}

pub(super) async fn kpis(db: &DatabaseConnection, rows: Vec<kpi::Model>) -> Result<Vec<Kpi>, StoreError> {
    let ids: Vec<KpiId> = rows.iter().map(|row| row.id).collect();
    let versions = kpi_version::Entity::find()
        .filter(kpi_version::Column::KpiId.is_in(ids.clone()))
        .order_by_asc(kpi_version::Column::Number);
    let targets = kpi_target::Entity::find()
        .filter(kpi_target::Column::KpiId.is_in(ids))
        .order_by_asc(kpi_target::Column::FirstOn);
    let mut targets = by(targets.all(db).await?, |row| row.kpi_version_id);
    let mut versions = by(versions.all(db).await?, |row| row.kpi_id);
    let kpi = |row: kpi::Model| {
        let of = versions.remove(&row.id).unwrap_or_default().into_iter();
        let version =
            |row: kpi_version::Model| Version { targets: targets.remove(&row.id).unwrap_or_default(), row };
        Kpi { versions: of.map(version).collect(), row }
    };
    Ok(rows.into_iter().map(kpi).collect())
}

async fn returns(db: &DatabaseConnection, contract: ContractId) -> Result<Vec<Return>, StoreError> {
    let of = contract_return::Entity::find().filter(contract_return::Column::ContractId.eq(contract));
    let rows = of.order_by_asc(contract_return::Column::Number).all(db).await?;
    let ids: Vec<ReturnId> = rows.iter().map(|row| row.id).collect();
    macro_rules! of {
        ($module:ident by $column:ident) => {
            in_order(
                $module::Entity::find().filter($module::Column::ReturnId.is_in(ids.clone())),
                $module::Column::$column,
            )
            .all(db)
            .await?
        };
    }
    let mut figures = by(of!(return_figure by KpiId), |row| row.return_id);
    let mut submissions = by(of!(return_submission by Number), |row| row.return_id);
    let mut queries = by(of!(return_query by Id), |row| row.return_id);
    let mut evidence = by(of!(return_evidence by Id), |row| row.return_id);
    let one = |row: contract_return::Model| Return {
        figures: figures.remove(&row.id).unwrap_or_default(),
        submissions: submissions.remove(&row.id).unwrap_or_default(),
        queries: queries.remove(&row.id).unwrap_or_default(),
        evidence: evidence.remove(&row.id).unwrap_or_default(),
        row,
    };
    Ok(rows.into_iter().map(one).collect())
}

fn in_order<E: EntityTrait, C: ColumnTrait>(query: Select<E>, column: C) -> Select<E> {
    query.order_by_asc(column)
}

pub(super) fn by<K: Ord, M>(rows: Vec<M>, key: impl Fn(&M) -> K) -> BTreeMap<K, Vec<M>> {
    let mut all: BTreeMap<K, Vec<M>> = BTreeMap::new();
    for row in rows {
        all.entry(key(&row)).or_default().push(row);
    }
    all
}
