//! Reports on performance that were issued.

use entity::id::{AuthorityId, ContractId, PersonId, ReturnId};
use entity::state::PerformanceKind;
use entity::{contract, performance_paper};
use rules::returns::Monitoring;
use rules::term::Span;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};

use super::contract::whole as whole_contract;
use super::returns::whole as whole_monitoring;
use crate::store::{Public, Reader, Staff, StoreError};

/// A report that was issued, without its copies.
#[derive(Clone, Debug)]
pub struct IssuedReport {
    /// Which of its contract.
    pub number: i32,
    /// Its kind.
    pub kind: PerformanceKind,
    /// The return of its period, if it is of one.
    pub return_id: Option<ReturnId>,
    /// What it is called.
    pub title: String,
    /// The days that it tells of.
    pub days: Span,
    /// When it was issued.
    pub at: chrono::DateTime<chrono::Utc>,
    /// Who issued it.
    pub person: PersonId,
    /// The digest of both its copies.
    pub digest: String,
}

type Row = (
    i32,
    PerformanceKind,
    Option<ReturnId>,
    String,
    chrono::NaiveDate,
    chrono::NaiveDate,
    chrono::DateTime<chrono::Utc>,
    PersonId,
    String,
);

impl IssuedReport {
    fn of((number, kind, return_id, title, first, last, at, person, digest): Row) -> Self {
        Self { number, kind, return_id, title, days: Span { first, last }, at, person, digest }
    }
}

impl Reader<Staff> {
    /// Those of a contract of the authority's own, newest first.
    pub async fn performance_papers(&self, contract: ContractId) -> Result<Vec<IssuedReport>, StoreError> {
        let rows =
            listed(self.own_performance_papers(contract)).into_tuple::<Row>().all(&self.store.db).await?;
        Ok(rows.into_iter().map(IssuedReport::of).collect())
    }

    /// One of them, whole.
    pub async fn performance_paper(
        &self,
        contract: ContractId,
        number: i32,
    ) -> Result<Option<performance_paper::Model>, StoreError> {
        let of = self.own_performance_papers(contract);
        Ok(of.filter(performance_paper::Column::Number.eq(number)).one(&self.store.db).await?)
    }

    fn own_performance_papers(&self, contract: ContractId) -> Select<performance_paper::Entity> {
        let own = self.own_contracts().select_only().column(contract::Column::Id).into_query();
        performance_paper::Entity::find()
            .filter(performance_paper::Column::ContractId.eq(contract))
            .filter(performance_paper::Column::ContractId.in_subquery(own))
    }
}

fn listed(of: Select<performance_paper::Entity>) -> Select<performance_paper::Entity> {
    use performance_paper::Column as C;
    of.order_by_desc(C::Number).select_only().columns([
        C::Number,
        C::Kind,
        C::ReturnId,
        C::Title,
        C::FirstOn,
        C::LastOn,
        C::At,
        C::PersonId,
        C::Digest,
    ])
}

impl Reader<Public> {
    /// The reports that were issued on a contract of a council's public register, newest first.
    pub async fn public_performance(
        &self,
        authority: AuthorityId,
        reference: &str,
    ) -> Result<Vec<IssuedReport>, StoreError> {
        let Some(contract) = self.public_contract(authority, reference).await? else { return Ok(Vec::new()) };
        let of =
            performance_paper::Entity::find().filter(performance_paper::Column::ContractId.eq(contract.id));
        let rows = listed(of).into_tuple::<Row>().all(&self.store.db).await?;
        Ok(rows.into_iter().map(IssuedReport::of).collect())
    }

    /// One of them with the record it tells of, so that its public copy can say what changed since.
    ///
    /// INVARIANT: nothing but the public copy of an issued report, and what `returns::publish` lets through of the
    /// record, may come of this.
    pub async fn public_performance_paper(
        &self,
        authority: AuthorityId,
        reference: &str,
        number: i32,
    ) -> Result<Option<(performance_paper::Model, Monitoring)>, StoreError> {
        let Some(contract) = self.public_contract(authority, reference).await? else { return Ok(None) };
        let of = performance_paper::Entity::find()
            .filter(performance_paper::Column::ContractId.eq(contract.id))
            .filter(performance_paper::Column::Number.eq(number));
        let Some(paper) = of.one(&self.store.db).await? else { return Ok(None) };
        let contract = whole_contract(&self.store.db, Some(contract)).await?;
        let monitoring = whole_monitoring(&self.store.db, contract).await?.map(Monitoring::as_submitted);
        Ok(monitoring.map(|monitoring| (paper, monitoring)))
    }
}
