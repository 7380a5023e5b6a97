//! Questions about tenders: all of them for the council, their own for providers, the answered ones for everyone.

use std::collections::BTreeMap;

use entity::id::{OrganisationId, TenderId};
use entity::state::{AnswerTo, TenderStage};
use entity::{clarification, organisation, tender};
use rules::tender::clarification::{Asked, is_corrected};
use sea_orm::{
    ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};

use crate::store::{Provider, Reader, Staff, StoreError};

/// An answered question as everyone reads it: nothing of it tells who asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnsweredToAll {
    /// Its number among the questions of the tender.
    pub number: i32,
    /// The question, as the council stated it.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// When it was given.
    pub at: chrono::DateTime<chrono::Utc>,
    /// Whether it took the place of an earlier answer.
    pub corrected: bool,
}

impl Reader<Staff> {
    /// The questions about a tender of the authority's own, in the order they were asked.
    pub async fn questions(&self, tender: TenderId) -> Result<Vec<Asked>, StoreError> {
        asked(&self.store.db, self.questions_of(tender)).await
    }

    /// One question about a tender of the authority's own, by its number.
    pub async fn question(&self, tender: TenderId, number: i32) -> Result<Option<Asked>, StoreError> {
        let one = self.questions_of(tender).filter(clarification::Column::Number.eq(number));
        Ok(asked(&self.store.db, one).await?.pop())
    }

    fn questions_of(&self, tender: TenderId) -> Select<clarification::Entity> {
        let own = tender::Entity::find_by_id(tender)
            .filter(tender::Column::AuthorityId.eq(self.scope.authority))
            .select_only()
            .column(tender::Column::Id);
        clarification::Entity::find()
            .filter(clarification::Column::TenderId.in_subquery(own.into_query()))
            .order_by_asc(clarification::Column::Number)
    }
}

impl Reader<Provider> {
    /// The provider's own questions about a tender, in the order they were asked.
    pub async fn own_questions(&self, tender: TenderId) -> Result<Vec<clarification::Model>, StoreError> {
        let own = clarification::Entity::find()
            .filter(clarification::Column::OrganisationId.eq(self.scope.organisation))
            .filter(clarification::Column::TenderId.eq(tender));
        Ok(own.order_by_asc(clarification::Column::Number).all(&self.store.db).await?)
    }

    /// The number of the next question about a tender.
    pub async fn next_question(&self, tender: TenderId) -> Result<i32, StoreError> {
        let last = clarification::Entity::find()
            .filter(clarification::Column::TenderId.eq(tender))
            .order_by_desc(clarification::Column::Number)
            .select_only()
            .column(clarification::Column::Number);
        let last: Option<i32> = last.into_tuple().one(&self.store.db).await?;
        Ok(last.unwrap_or_default() + 1)
    }
}

impl<S> Reader<S> {
    /// The questions about a published tender that were answered to everyone, in the order they were asked.
    pub async fn clarifications_for_everyone(
        &self,
        tender: TenderId,
    ) -> Result<Vec<AnsweredToAll>, StoreError> {
        let published = tender::Entity::find_by_id(tender)
            .filter(tender::Column::Stage.ne(TenderStage::Draft))
            .select_only()
            .column(tender::Column::Id);
        let rows = clarification::Entity::find()
            .filter(clarification::Column::TenderId.in_subquery(published.into_query()))
            .filter(clarification::Column::Audience.eq(AnswerTo::Everyone))
            .order_by_asc(clarification::Column::Number)
            .all(&self.store.db)
            .await?;
        Ok(rows.into_iter().filter_map(to_all).collect())
    }
}

fn to_all(row: clarification::Model) -> Option<AnsweredToAll> {
    let corrected = is_corrected(&row);
    Some(AnsweredToAll {
        number: row.number,
        question: row.stated?,
        answer: row.answer?,
        at: row.answered_at?,
        corrected,
    })
}

async fn asked(
    db: &DatabaseConnection,
    query: Select<clarification::Entity>,
) -> Result<Vec<Asked>, StoreError> {
    let rows = query.all(db).await?;
    let ids: Vec<OrganisationId> = rows.iter().map(|row| row.organisation_id).collect();
    let askers = organisation::Entity::find().filter(organisation::Column::Id.is_in(ids)).all(db).await?;
    let askers: BTreeMap<OrganisationId, organisation::Model> =
        askers.into_iter().map(|row| (row.id, row)).collect();
    let whole =
        |row: clarification::Model| Some(Asked { asker: askers.get(&row.organisation_id)?.clone(), row });
    Ok(rows.into_iter().filter_map(whole).collect())
}
