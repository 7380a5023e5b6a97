//! An authority with all it has settled for itself.

use entity::id::AuthorityId;
use entity::{approver_tier, audit_detail, authority, implication_heading, meeting, retention, risk_level};
use rules::settings::Authority;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::store::{Reader, Staff, StoreError};

impl Reader<Staff> {
    /// The reader's own authority.
    pub async fn authority(&self) -> Result<Option<Authority>, StoreError> {
        whole(&self.store.db, self.scope.authority).await
    }

    /// How many details of one kind are from before an instant.
    pub async fn details_before(
        &self,
        period: &retention::Model,
        before: chrono::DateTime<chrono::Utc>,
    ) -> Result<u64, StoreError> {
        let past = audit_detail::Entity::find()
            .filter(audit_detail::Column::AuthorityId.eq(self.scope.authority))
            .filter(audit_detail::Column::Kind.eq(period.kind))
            .filter(audit_detail::Column::At.lt(before));
        Ok(past.count(&self.store.db).await?)
    }
}

macro_rules! settled {
    ($db:expr, $id:expr, $($module:ident),+) => {
        ($(
            $module::Entity::find()
                .filter($module::Column::AuthorityId.eq($id))
                .order_by_asc($module::Column::Position)
                .order_by_asc($module::Column::Id)
                .all($db)
                .await?,
        )+)
    };
}

pub(super) async fn whole(db: &DatabaseConnection, id: AuthorityId) -> Result<Option<Authority>, StoreError> {
    let Some(row) = authority::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
    let (risk_levels, tiers, headings, mut meetings, retentions) =
        settled!(db, id, risk_level, approver_tier, implication_heading, meeting, retention);
    meetings.sort_by_key(|meeting| meeting.meets_on);
    Ok(Some(Authority { row, risk_levels, tiers, headings, meetings, retentions }))
}
