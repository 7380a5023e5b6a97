//! What figures come to across the contracts of an authority, read with a handful of queries however many there are.

use std::collections::BTreeMap;

use entity::id::{AuthorityId, ContractId, ReturnId, RowId};
use entity::state::ContractStage;
use entity::{
    contract, contract_outcome, contract_return, figure_correction, improvement_plan, kpi, return_figure,
    return_submission,
};
use rules::contract::Contract;
use rules::returns::{Kpi, Monitoring, Return};
use sea_orm::{
    ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::returns::{by, kpis};
use crate::store::{Reader, Staff, StoreError};

/// So many contracts are read at a time.
const AT_A_TIME: usize = 50;

/// Which figures are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FiguresOf {
    /// Those of the last return that was submitted, and of any period after it.
    Latest,
    /// Those of every period.
    All,
}

impl Reader<Staff> {
    /// The authority's contracts in force or ended that have KPIs, by title.
    pub async fn measured_contracts(&self) -> Result<Vec<contract::Model>, StoreError> {
        use contract::Column::{Id, Stage, Title};
        let measured = kpi::Entity::find()
            .filter(kpi::Column::AuthorityId.eq(self.scope.authority))
            .select_only()
            .column(kpi::Column::ContractId)
            .distinct()
            .into_query();
        let own = self.own_contracts().filter(Id.in_subquery(measured));
        let watched = own.filter(Stage.is_in([ContractStage::InForce, ContractStage::Ended]));
        Ok(watched.order_by_asc(Title).order_by_asc(Id).all(&self.store.db).await?)
    }

    /// These contracts of the authority's own with what was submitted of them, in their order. Of the contracts
    /// themselves only outcomes and improvement plans are read.
    pub async fn measured(
        &self,
        contracts: Vec<contract::Model>,
        of: FiguresOf,
    ) -> Result<Vec<Monitoring>, StoreError> {
        let own = |row: &contract::Model| row.authority_id == self.scope.authority;
        let contracts: Vec<_> = contracts.into_iter().filter(own).collect();
        let mut all = Vec::new();
        for some in contracts.chunks(AT_A_TIME) {
            all.extend(read(&self.store.db, self.scope.authority, some.to_vec(), of).await?);
        }
        Ok(all)
    }
}

async fn read(
    db: &DatabaseConnection,
    authority: AuthorityId,
    contracts: Vec<contract::Model>,
    of: FiguresOf,
) -> Result<Vec<Monitoring>, StoreError> {
    let ids: Vec<ContractId> = contracts.iter().map(|row| row.id).collect();
    macro_rules! of_contracts {
        ($module:ident by $column:ident) => {
            entity::$module::Entity::find()
                .filter(entity::$module::Column::ContractId.is_in(ids.clone()))
                .order_by_asc(entity::$module::Column::$column)
                .order_by_asc(entity::$module::Column::Id)
                .all(db)
                .await?
        };
    }
    let measured: Vec<kpi::Model> = of_contracts!(kpi by Number);
    let mut kpis = by_contract(kpis(db, measured).await?);
    let outcomes: Vec<contract_outcome::Model> = of_contracts!(contract_outcome by Position);
    let plans: Vec<improvement_plan::Model> = of_contracts!(improvement_plan by Position);
    let corrections: Vec<figure_correction::Model> = of_contracts!(figure_correction by Id);
    let own = contract_return::Entity::find()
        .filter(contract_return::Column::AuthorityId.eq(authority))
        .filter(contract_return::Column::ContractId.is_in(ids.clone()))
        .order_by_asc(contract_return::Column::Number);
    let mut returns = by(with_figures(db, own.all(db).await?, of).await?, |one| one.row.contract_id);
    let mut outcomes = by(outcomes, |row| row.contract_id);
    let mut plans = by(plans, |row| row.contract_id);
    let mut corrections = by(corrections, |row| row.contract_id);
    let whole = |row: contract::Model| {
        let id = row.id;
        let mut contract = Contract::of(row);
        contract.outcomes = outcomes.remove(&id).unwrap_or_default();
        contract.plans = plans.remove(&id).unwrap_or_default();
        let mut monitoring = Monitoring::of(contract);
        monitoring.kpis = in_order(kpis.remove(&id).unwrap_or_default(), &monitoring.contract.outcomes);
        monitoring.returns = returns.remove(&id).unwrap_or_default();
        monitoring.corrections = corrections.remove(&id).unwrap_or_default();
        monitoring.as_submitted()
    };
    Ok(contracts.into_iter().map(whole).collect())
}

fn by_contract(all: Vec<Kpi>) -> BTreeMap<ContractId, Vec<Kpi>> {
    by(all, |kpi| kpi.row.contract_id)
}

/// As pages show them: by outcome, then by number.
fn in_order(mut kpis: Vec<Kpi>, outcomes: &[contract_outcome::Model]) -> Vec<Kpi> {
    let place = |outcome: RowId| outcomes.iter().position(|row| row.id == outcome);
    kpis.sort_by_key(|kpi| (place(kpi.row.outcome_id), kpi.row.number));
    kpis
}

/// Returns with their submissions and figures, as far as these are asked for.
async fn with_figures(
    db: &DatabaseConnection,
    rows: Vec<contract_return::Model>,
    of: FiguresOf,
) -> Result<Vec<Return>, StoreError> {
    let wanted = wanted(&rows, of);
    let figures = return_figure::Entity::find()
        .filter(return_figure::Column::ReturnId.is_in(wanted.clone()))
        .order_by_asc(return_figure::Column::KpiId);
    let submissions = return_submission::Entity::find()
        .filter(return_submission::Column::ReturnId.is_in(wanted))
        .order_by_asc(return_submission::Column::Number);
    let mut figures = by(figures.all(db).await?, |row| row.return_id);
    let mut submissions = by(submissions.all(db).await?, |row| row.return_id);
    let one = |row: contract_return::Model| Return {
        figures: figures.remove(&row.id).unwrap_or_default(),
        submissions: submissions.remove(&row.id).unwrap_or_default(),
        queries: Vec::new(),
        evidence: Vec::new(),
        row,
    };
    Ok(rows.into_iter().map(one).collect())
}

/// The returns whose figures are read.
fn wanted(rows: &[contract_return::Model], of: FiguresOf) -> Vec<ReturnId> {
    let mut last: BTreeMap<ContractId, i32> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.submissions > 0) {
        let latest = last.entry(row.contract_id).or_insert(row.number);
        *latest = row.number.max(*latest);
    }
    let is_wanted = |row: &&contract_return::Model| match of {
        FiguresOf::All => true,
        FiguresOf::Latest => last.get(&row.contract_id).is_none_or(|last| row.number >= *last),
    };
    rows.iter().filter(is_wanted).map(|row| row.id).collect()
}
