//! Who reads the register, and how much of it.

use chrono::{DateTime, NaiveDate, Utc};
use entity::id::{AuthorityId, PersonId, RowId, TenderId};
use entity::state::ContractStage;
use entity::{authority, contract, opportunity, saved_view, terms};
use rules::contract::register::ABOVE;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{RegisterFilter, RegisterListing, listing};
use crate::store::{Public, Reader, Staff, StoreError};

/// Published tenders of a quarter, each as it was published last, with the contracts that came of it.
pub type Invitations = Vec<(terms::Model, Vec<contract::Model>)>;

impl Reader<Staff> {
    /// A page of the authority's register.
    pub async fn register(&self, filter: &RegisterFilter, most: u64) -> Result<RegisterListing, StoreError> {
        listing(&self.store.db, self.scope.authority, filter, most).await
    }

    /// The departments that answer for contracts, by name.
    pub async fn departments(&self) -> Result<Vec<String>, StoreError> {
        let found = self
            .own_contracts()
            .select_only()
            .column(contract::Column::Department)
            .filter(contract::Column::Department.is_not_null())
            .order_by_asc(contract::Column::Department)
            .distinct();
        let found: Vec<(String,)> = found.into_tuple().all(&self.store.db).await?;
        Ok(found.into_iter().map(|(department,)| department).collect())
    }

    /// The views of the register that a person keeps, and those that colleagues share, by name.
    pub async fn saved_views(&self, person: Option<PersonId>) -> Result<Vec<saved_view::Model>, StoreError> {
        let seen = Condition::any()
            .add(saved_view::Column::Shared.eq(true))
            .add_option(person.map(|person| saved_view::Column::PersonId.eq(person)));
        let own = saved_view::Entity::find()
            .filter(saved_view::Column::AuthorityId.eq(self.scope.authority))
            .filter(seen)
            .order_by_asc(saved_view::Column::Name);
        Ok(own.order_by_asc(saved_view::Column::Id).all(&self.store.db).await?)
    }

    /// One view of the authority's own.
    pub async fn saved_view(&self, id: RowId) -> Result<Option<saved_view::Model>, StoreError> {
        let own = saved_view::Entity::find_by_id(id)
            .filter(saved_view::Column::AuthorityId.eq(self.scope.authority));
        Ok(own.one(&self.store.db).await?)
    }

    /// So many contracts that the Transparency Code asks for in a quarter, by reference, after one. The same as
    /// `rules::contract::register::is_asked_for`, for a query; a story holds the two together.
    pub async fn asked_for(
        &self,
        quarter: (NaiveDate, NaiveDate),
        after: &str,
        most: u64,
    ) -> Result<Vec<contract::Model>, StoreError> {
        use contract::Column;
        let (first, last) = quarter;
        let ended = Column::Stage.eq(ContractStage::Ended).and(Column::EndedOn.gte(first));
        let live = Condition::any().add(Column::Stage.eq(ContractStage::InForce)).add(ended);
        let worth = |column: Column| Condition::any().add(column.is_null()).add(column.gt(ABOVE));
        let now_or_then = Condition::any()
            .add(Column::ValueNow.gt(ABOVE))
            .add(Condition::all().add(Column::ValueNow.is_null()).add(worth(Column::Value)));
        let unsigned = Column::SignedOn.is_null();
        let begun = Condition::any()
            .add(Column::SignedOn.lte(last))
            .add(unsigned.clone().and(Column::StartsOn.lte(last)))
            .add(unsigned.and(Column::StartsOn.is_null()));
        let fitting = self.own_contracts().filter(live).filter(now_or_then).filter(begun);
        let page = fitting.filter(Column::Reference.gt(after)).order_by_asc(Column::Reference).limit(most);
        Ok(page.all(&self.store.db).await?)
    }

    /// The authority's tenders that were published from one instant to before another, oldest first.
    pub async fn invitations(
        &self,
        from: DateTime<Utc>,
        before: DateTime<Utc>,
    ) -> Result<Invitations, StoreError> {
        let published: Vec<(TenderId,)> = opportunity::Entity::find()
            .select_only()
            .column(opportunity::Column::TenderId)
            .filter(opportunity::Column::AuthorityId.eq(self.scope.authority))
            .filter(opportunity::Column::PublishedAt.gte(from))
            .filter(opportunity::Column::PublishedAt.lt(before))
            .order_by_asc(opportunity::Column::PublishedAt)
            .order_by_asc(opportunity::Column::TenderId)
            .into_tuple()
            .all(&self.store.db)
            .await?;
        let mut invitations = Vec::with_capacity(published.len());
        for (tender,) in published {
            let newest = terms::Entity::find()
                .filter(terms::Column::TenderId.eq(tender))
                .order_by_desc(terms::Column::Number);
            let Some(newest) = newest.one(&self.store.db).await? else { continue };
            let came = self.own_contracts().filter(contract::Column::TenderId.eq(tender));
            invitations.push((newest, came.all(&self.store.db).await?));
        }
        Ok(invitations)
    }
}

impl Reader<Public> {
    /// The councils, by name.
    pub async fn councils(&self) -> Result<Vec<authority::Model>, StoreError> {
        Ok(authority::Entity::find().order_by_asc(authority::Column::Name).all(&self.store.db).await?)
    }

    /// One council.
    pub async fn council(&self, id: AuthorityId) -> Result<Option<authority::Model>, StoreError> {
        Ok(authority::Entity::find_by_id(id).one(&self.store.db).await?)
    }

    /// A page of a council's public register.
    ///
    /// INVARIANT: the public reads of contracts that are in force or ended, whatever else it asks for.
    pub async fn public_register(
        &self,
        authority: AuthorityId,
        filter: &RegisterFilter,
        most: u64,
    ) -> Result<RegisterListing, StoreError> {
        let filter = RegisterFilter { stages: PUBLIC.to_vec(), ..filter.clone() };
        listing(&self.store.db, authority, &filter, most).await
    }

    /// One contract of a council's public register.
    pub async fn public_contract(
        &self,
        authority: AuthorityId,
        reference: &str,
    ) -> Result<Option<contract::Model>, StoreError> {
        let one = contract::Entity::find()
            .filter(contract::Column::AuthorityId.eq(authority))
            .filter(contract::Column::Reference.eq(reference))
            .filter(contract::Column::Stage.is_in(PUBLIC));
        Ok(one.one(&self.store.db).await?)
    }
}

/// How far a contract has come for the public to read of it.
const PUBLIC: [ContractStage; 2] = [ContractStage::InForce, ContractStage::Ended];
