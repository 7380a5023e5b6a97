//! Reports: their own prose, and the versions that were kept.

use entity::id::ProcurementId;
use entity::state::{Occasion, ReportKind};
use entity::{kept_report, passage, procurement, report};
use rules::report::{Kept, Report};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use crate::store::{House, Reader, Staff, StoreError};

/// How many versions that only a save made are listed, newest first. Those that count are listed for ever.
const LISTED: i32 = 500;

impl Reader<Staff> {
    /// The report of this kind of one of the authority's procurements, if it has begun.
    pub async fn report(&self, of: ProcurementId, kind: ReportKind) -> Result<Option<Report>, StoreError> {
        whole(&self.store.db, self.own_report(of, kind)).await
    }

    /// A version of it with its paper.
    pub async fn kept_report(
        &self,
        of: ProcurementId,
        kind: ReportKind,
        number: i32,
    ) -> Result<Option<kept_report::Model>, StoreError> {
        let Some(report) = self.own_report(of, kind).one(&self.store.db).await? else { return Ok(None) };
        Ok(kept_report::Entity::find()
            .filter(kept_report::Column::ReportId.eq(report.id))
            .filter(kept_report::Column::Number.eq(number))
            .one(&self.store.db)
            .await?)
    }

    fn own_report(&self, of: ProcurementId, kind: ReportKind) -> Select<report::Entity> {
        report::Entity::find()
            .inner_join(procurement::Entity)
            .filter(procurement::Column::AuthorityId.eq(self.scope.authority))
            .filter(report::Column::ProcurementId.eq(of))
            .filter(report::Column::Kind.eq(kind))
    }
}

impl Reader<House> {
    /// The report of this kind of any procurement, for commands.
    pub async fn report(&self, of: ProcurementId, kind: ReportKind) -> Result<Option<Report>, StoreError> {
        let query = report::Entity::find()
            .filter(report::Column::ProcurementId.eq(of))
            .filter(report::Column::Kind.eq(kind));
        whole(&self.store.db, query).await
    }
}

async fn whole(db: &DatabaseConnection, query: Select<report::Entity>) -> Result<Option<Report>, StoreError> {
    let Some(row) = query.one(db).await? else { return Ok(None) };
    let passages = passage::Entity::find()
        .filter(passage::Column::ReportId.eq(row.id))
        .order_by_asc(passage::Column::Id)
        .all(db)
        .await?;
    use kept_report::Column as C;
    let newest: Option<Option<i32>> = kept_report::Entity::find()
        .select_only()
        .column_as(C::Number.max(), "newest")
        .filter(C::ReportId.eq(row.id))
        .into_tuple()
        .one(db)
        .await?;
    let newest = newest.flatten().unwrap_or_default();
    let kept = kept_report::Entity::find()
        .select_only()
        .columns([C::Id, C::Number, C::At, C::PersonId, C::Occasion, C::Note, C::Digest])
        .filter(C::ReportId.eq(row.id))
        .filter(C::Occasion.ne(Occasion::Saved).or(C::Number.gt(newest.saturating_sub(LISTED))))
        .order_by_desc(C::Number)
        .into_tuple()
        .all(db)
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
    Ok(Some(Report { kept: kept.collect(), row, passages }))
}
