//! Tenders with all that belongs to them.

use entity::id::TenderId;
use entity::tender;
use rules::tender::Tender;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, Select};

use crate::store::{House, Reader, Staff, StoreError};

impl Reader<Staff> {
    /// One tender of the authority's own.
    pub async fn tender(&self, reference: &str) -> Result<Option<Tender>, StoreError> {
        let row =
            self.own_tenders().filter(tender::Column::Reference.eq(reference)).one(&self.store.db).await?;
        whole(&self.store.db, row).await
    }

    fn own_tenders(&self) -> Select<tender::Entity> {
        tender::Entity::find().filter(tender::Column::AuthorityId.eq(self.scope.authority))
    }
}

impl Reader<House> {
    /// One tender of any authority, for commands.
    pub async fn tender(&self, reference: &str) -> Result<Option<Tender>, StoreError> {
        let query = tender::Entity::find().filter(tender::Column::Reference.eq(reference));
        whole(&self.store.db, query.one(&self.store.db).await?).await
    }
}

macro_rules! rows_of {
    ($db:expr, $id:expr, $($module:ident by $column:ident),+) => {
        ($(
            entity::$module::Entity::find()
                .filter(entity::$module::Column::TenderId.eq($id))
                .order_by_asc(entity::$module::Column::$column)
                .order_by_asc(entity::$module::Column::Id)
                .all($db)
                .await?,
        )+)
    };
}

pub(super) async fn whole(
    db: &DatabaseConnection,
    row: Option<tender::Model>,
) -> Result<Option<Tender>, StoreError> {
    let Some(row) = row else { return Ok(None) };
    let id: TenderId = row.id;
    let (lots, criteria, scale_steps, tie_breaks, conditions, sample_bids, files) = rows_of!(
        db, id, lot by Position, criterion by Position, scale_step by Score, tie_break by Position,
        condition by Position, sample_bid by Position, tender_file by Position
    );
    let (terms, followers, reopenings, panel, openings) = rows_of!(
        db, id, terms by Number, follower by Since, reopening by At, panel_member by Since, opening by FirstAt
    );
    Ok(Some(Tender {
        row,
        lots,
        criteria,
        scale_steps,
        tie_breaks,
        conditions,
        sample_bids,
        files,
        terms,
        followers,
        reopenings,
        panel,
        openings,
    }))
}
