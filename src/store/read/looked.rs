//! Contracts as time passes: which are to be looked at, what people were reminded of, whose calendars read them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use entity::id::{AuthorityId, ContractId, PersonId, RowId};
use entity::number::Version;
use entity::state::{ContractStage, ReturnStage};
use entity::{audit_line, authority, contract, contract_return, feed, letter, notice_due, reminder};
use rules::Subject;
use rules::contract::Contract;
use sea_orm::sea_query::{Expr, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};

use super::audit::written_at;
use super::contract::whole;
use crate::store::{House, Reader, Staff, StoreError};

/// The most contracts of one person that a calendar shows: those whose next day comes first.
pub const MOST_IN_CALENDAR: u64 = 500;
/// The most reminders that a page shows.
const MOST_REMINDERS: u64 = 200;

impl Reader<House> {
    /// Every authority, by its number.
    pub async fn authorities(&self) -> Result<Vec<AuthorityId>, StoreError> {
        let rows = authority::Entity::find().order_by_asc(authority::Column::Id).all(&self.store.db).await?;
        Ok(rows.into_iter().map(|row| row.id).collect())
    }

    /// Contracts of an authority that were not looked at today by its present settings, after one of them: those in
    /// force, and those that ended and have notices still to be published or returns still to come. Those with returns
    /// that someone has to be told of are looked at whenever that is so.
    pub async fn contracts_to_look_at(
        &self,
        authority: &authority::Model,
        today: NaiveDate,
        after: ContractId,
        most: u64,
    ) -> Result<Vec<ContractId>, StoreError> {
        let open = notice_due::Entity::find()
            .select_only()
            .column(notice_due::Column::ContractId)
            .filter(notice_due::Column::AuthorityId.eq(authority.id))
            .filter(notice_due::Column::PublishedOn.is_null())
            .filter(notice_due::Column::NotNeeded.is_null())
            .into_query();
        let ended = Condition::all().add(contract::Column::Stage.eq(ContractStage::Ended)).add(
            Condition::any()
                .add(contract::Column::Id.in_subquery(open))
                .add(contract::Column::Id.in_subquery(awaited(authority)))
                .add(contract::Column::Id.in_subquery(untold(authority))),
        );
        let not_today = Condition::any()
            .add(not_looked_at(authority.version, today))
            .add(contract::Column::Id.in_subquery(untold(authority)))
            .add(contract::Column::Id.in_subquery(handed_over(authority)));
        let ids = contract::Entity::find()
            .select_only()
            .column(contract::Column::Id)
            .filter(contract::Column::AuthorityId.eq(authority.id))
            .filter(Condition::any().add(contract::Column::Stage.eq(ContractStage::InForce)).add(ended))
            .filter(not_today)
            .filter(contract::Column::Id.gt(after))
            .order_by_asc(contract::Column::Id)
            .limit(most);
        Ok(ids.into_tuple().all(&self.store.db).await?)
    }

    /// The keys of all letters about the returns of a contract that were written.
    pub async fn lettered(&self, contract: ContractId) -> Result<BTreeSet<String>, StoreError> {
        let keys: Vec<String> = letter::Entity::find()
            .select_only()
            .column(letter::Column::Once)
            .filter(letter::Column::ContractId.eq(contract))
            .into_tuple()
            .all(&self.store.db)
            .await?;
        Ok(keys.into_iter().collect())
    }

    /// The keys of all reminders of a contract that were written.
    pub async fn reminded(&self, contract: ContractId) -> Result<BTreeSet<String>, StoreError> {
        let keys: Vec<String> = reminder::Entity::find()
            .select_only()
            .column(reminder::Column::Once)
            .filter(reminder::Column::ContractId.eq(contract))
            .into_tuple()
            .all(&self.store.db)
            .await?;
        Ok(keys.into_iter().collect())
    }
}

/// Contracts with returns that were not submitted yet and are waited for.
fn awaited(authority: &authority::Model) -> SelectStatement {
    of_returns(authority)
        .filter(contract_return::Column::Stage.is_in([ReturnStage::Open, ReturnStage::WithSignatory]))
        .filter(contract_return::Column::Submissions.eq(0))
        .into_query()
}

/// Contracts with a return that was submitted, and nobody was told.
fn untold(authority: &authority::Model) -> SelectStatement {
    let told = "NOT EXISTS (SELECT 1 FROM reminder WHERE reminder.once = \
                'return/' || contract_return.id || '/submitted/' || contract_return.submissions)";
    of_returns(authority)
        .filter(contract_return::Column::Stage.eq(ReturnStage::Submitted))
        .filter(Expr::cust(told))
        .into_query()
}

/// Contracts with a return that waits for a provider that no longer has the contract.
fn handed_over(authority: &authority::Model) -> SelectStatement {
    let with_another = "EXISTS (SELECT 1 FROM contract AS now WHERE now.id = contract_return.contract_id \
                        AND COALESCE(now.organisation_id, 0) <> COALESCE(contract_return.organisation_id, 0))";
    of_returns(authority)
        .filter(contract_return::Column::Stage.is_in([ReturnStage::Open, ReturnStage::WithSignatory]))
        .filter(contract_return::Column::Submissions.eq(0))
        .filter(Expr::cust(with_another))
        .into_query()
}

fn of_returns(authority: &authority::Model) -> Select<contract_return::Entity> {
    contract_return::Entity::find()
        .select_only()
        .column(contract_return::Column::ContractId)
        .filter(contract_return::Column::AuthorityId.eq(authority.id))
}

fn not_looked_at(settings: Version, today: NaiveDate) -> Condition {
    use contract::Column::{LookedOn, LookedSettings};
    let day = Condition::any().add(LookedOn.is_null()).add(LookedOn.lt(today));
    day.add(LookedSettings.is_null()).add(LookedSettings.ne(settings))
}

impl Reader<Staff> {
    /// What was written since an instant to remind of contracts that this person manages, newest first; with `unmanaged`
    /// also of those that nobody manages.
    pub async fn reminders(
        &self,
        person: PersonId,
        unmanaged: bool,
        since: DateTime<Utc>,
    ) -> Result<Vec<reminder::Model>, StoreError> {
        let mut whose = Condition::any().add(contract::Column::ManagerId.eq(person));
        if unmanaged {
            whose = whose.add(contract::Column::ManagerId.is_null());
        }
        let ids = self.own_contracts().select_only().column(contract::Column::Id).filter(whose).into_query();
        let rows = reminder::Entity::find()
            .filter(reminder::Column::AuthorityId.eq(self.scope.authority))
            .filter(reminder::Column::At.gte(since))
            .filter(reminder::Column::ContractId.in_subquery(ids))
            .order_by_desc(reminder::Column::At)
            .order_by_desc(reminder::Column::Id)
            .limit(MOST_REMINDERS);
        Ok(rows.all(&self.store.db).await?)
    }

    /// The calendar addresses of a person, oldest first, with the reference of the contract where each is of one.
    pub async fn feeds(&self, person: PersonId) -> Result<Vec<(feed::Model, Option<String>)>, StoreError> {
        let rows = feed::Entity::find()
            .filter(feed::Column::AuthorityId.eq(self.scope.authority))
            .filter(feed::Column::PersonId.eq(person))
            .order_by_asc(feed::Column::Id)
            .all(&self.store.db)
            .await?;
        let ids: Vec<_> = rows.iter().filter_map(|row| row.contract_id).collect();
        let of = self.own_contracts().filter(contract::Column::Id.is_in(ids)).all(&self.store.db).await?;
        let of: BTreeMap<_, _> = of.into_iter().map(|row| (row.id, row.reference)).collect();
        let named = |row: feed::Model| {
            let reference = row.contract_id.and_then(|id| of.get(&id).cloned());
            (row, reference)
        };
        Ok(rows.into_iter().map(named).collect())
    }

    /// One calendar address of a person.
    pub async fn feed(&self, person: PersonId, id: RowId) -> Result<Option<feed::Model>, StoreError> {
        Ok(self.feeds(person).await?.into_iter().map(|(row, _)| row).find(|row| row.id == id))
    }

    /// The contracts that a calendar shows: one, or all that a person manages, in force or ended; those whose next day
    /// comes first, [`MOST_IN_CALENDAR`] at most.
    pub async fn contracts_in_calendar(&self, of: &feed::Model) -> Result<Vec<Contract>, StoreError> {
        let which = match of.contract_id {
            Some(id) => contract::Column::Id.eq(id),
            None => contract::Column::ManagerId.eq(of.person_id),
        };
        let rows = self
            .own_contracts()
            .filter(which)
            .filter(contract::Column::Stage.is_in([ContractStage::InForce, ContractStage::Ended]))
            .order_by_with_nulls(contract::Column::NextOn, Order::Asc, sea_orm::sea_query::NullOrdering::Last)
            .order_by_asc(contract::Column::Id)
            .limit(MOST_IN_CALENDAR)
            .all(&self.store.db)
            .await?;
        let mut contracts = Vec::with_capacity(rows.len());
        for row in rows {
            contracts.extend(whole(&self.store.db, Some(row)).await?);
        }
        Ok(contracts)
    }

    /// When something of the authority's own was last changed, as the record says.
    pub async fn changed_at(&self, about: Subject) -> Result<Option<DateTime<Utc>>, StoreError> {
        let newest = audit_line::Entity::find()
            .filter(audit_line::Column::AuthorityId.eq(self.scope.authority))
            .filter(audit_line::Column::About.eq(about.to_string()))
            .order_by_desc(audit_line::Column::Seq);
        Ok(newest.one(&self.store.db).await?.and_then(|line| written_at(&line)))
    }
}
