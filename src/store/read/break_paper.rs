//! The papers on breaks and options that were kept.

use entity::id::{ContractId, RowId};
use entity::{break_paper, contract};
use rules::report::Kept;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};

use crate::store::{Reader, Staff, StoreError};

impl Reader<Staff> {
    /// Those on the end of one part of a contract's term, newest first, without the papers themselves.
    pub async fn break_papers(&self, contract: ContractId, period: RowId) -> Result<Vec<Kept>, StoreError> {
        use break_paper::Column as C;
        let kept = self
            .own_break_papers(contract)
            .filter(C::PeriodId.eq(period))
            .order_by_desc(C::Number)
            .select_only()
            .columns([C::Id, C::Number, C::At, C::PersonId, C::Occasion, C::Note, C::Digest])
            .into_tuple()
            .all(&self.store.db)
            .await?;
        let kept = kept.into_iter().map(|(id, number, at, person, occasion, note, digest)| Kept {
            id,
            number,
            at,
            person,
            occasion,
            note,
            digest,
        });
        Ok(kept.collect())
    }

    /// One of them, whole.
    pub async fn break_paper(
        &self,
        contract: ContractId,
        period: RowId,
        number: i32,
    ) -> Result<Option<break_paper::Model>, StoreError> {
        let of = self.own_break_papers(contract).filter(break_paper::Column::PeriodId.eq(period));
        Ok(of.filter(break_paper::Column::Number.eq(number)).one(&self.store.db).await?)
    }

    /// The highest number of any paper of a contract; 0 where there is none.
    pub async fn last_break_paper(&self, contract: ContractId) -> Result<i32, StoreError> {
        let highest: Option<Option<i32>> = self
            .own_break_papers(contract)
            .select_only()
            .column_as(break_paper::Column::Number.max(), "highest")
            .into_tuple()
            .one(&self.store.db)
            .await?;
        Ok(highest.flatten().unwrap_or_default())
    }

    fn own_break_papers(&self, contract: ContractId) -> Select<break_paper::Entity> {
        let own = self.own_contracts().select_only().column(contract::Column::Id).into_query();
        break_paper::Entity::find()
            .filter(break_paper::Column::ContractId.eq(contract))
            .filter(break_paper::Column::ContractId.in_subquery(own))
    }
}
