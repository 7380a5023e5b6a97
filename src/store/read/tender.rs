//! Tenders: the list, and one with all that belongs to it.

use chrono::{DateTime, Utc};
use entity::id::{ProcurementId, TenderId};
use entity::state::TenderStage;
use entity::tender;
use rules::tender::{Standing, Tender};
use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};

use super::procurement::{PAGE, has_word};
use crate::store::{House, Reader, Staff, StoreError};

/// Which tenders a list shows.
#[derive(Clone, Debug, Default)]
pub struct TenderFilter {
    /// Words in the title or the reference.
    pub words: String,
    /// Only those that stand so.
    pub standing: Option<Standing>,
    /// Only those before this one: the number of the last one on the page before.
    pub after: Option<i64>,
}

/// A page of a list of tenders.
#[derive(Clone, Debug)]
pub struct TenderListing {
    /// The tenders, newest first.
    pub rows: Vec<tender::Model>,
    /// Where the next page starts, if there is one.
    pub next: Option<i64>,
}

impl Reader<Staff> {
    /// A page of the authority's tenders, newest first, as they stand at this instant.
    pub async fn tenders(
        &self,
        filter: &TenderFilter,
        now: DateTime<Utc>,
    ) -> Result<TenderListing, StoreError> {
        let mut query = self.own_tenders().order_by_desc(tender::Column::Id).limit(PAGE + 1);
        if let Some(standing) = filter.standing {
            query = query.filter(stands(standing, now));
        }
        if let Some(after) = filter.after {
            query = query.filter(tender::Column::Id.lt(after));
        }
        for word in filter.words.split_whitespace().take(8) {
            query = query.filter(has_word(word, [tender::Column::Title, tender::Column::Reference]));
        }
        let mut rows = query.all(&self.store.db).await?;
        let more = rows.len() as u64 > PAGE;
        rows.truncate(PAGE as usize);
        let next = rows.last().filter(|_| more).map(|row| row.id.0);
        Ok(TenderListing { rows, next })
    }

    /// Whether the authority has a tender of this reference.
    pub async fn has_tender(&self, reference: &str) -> Result<bool, StoreError> {
        let found = self.own_tenders().filter(tender::Column::Reference.eq(reference));
        Ok(found.count(&self.store.db).await? > 0)
    }

    /// The tenders made of a procurement of the authority's own, oldest first.
    pub async fn tenders_of(&self, procurement: ProcurementId) -> Result<Vec<tender::Model>, StoreError> {
        let of = self.own_tenders().filter(tender::Column::ProcurementId.eq(procurement));
        Ok(of.order_by_asc(tender::Column::Id).all(&self.store.db).await?)
    }

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

/// The same as `rules::tender::standing`, for a query. A story holds the two together.
fn stands(standing: Standing, now: DateTime<Utc>) -> Condition {
    let stage = |stage: TenderStage| Condition::all().add(tender::Column::Stage.eq(stage));
    match standing {
        Standing::Draft => stage(TenderStage::Draft),
        Standing::Open => stage(TenderStage::Published).add(tender::Column::ClosesAt.gt(now)),
        Standing::Closed => stage(TenderStage::Published).add(tender::Column::ClosesAt.lte(now)),
        Standing::Opened => stage(TenderStage::Opened),
        Standing::Cancelled => stage(TenderStage::Cancelled),
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
