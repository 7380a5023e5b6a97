//! Procurements: the list, and one with all that belongs to it.

use entity::id::{AuthorityId, ProcurementId};
use entity::procurement;
use entity::state::Stage;
use rules::procurement::Procurement;
use rules::tender::Tender;
use sea_orm::sea_query::{Expr, ExprTrait, Func, LikeExpr};
use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};

use crate::store::{House, Reader, Staff, StoreError};

/// How many a page of the list shows.
pub(super) const PAGE: u64 = 50;

/// Which procurements a list shows.
#[derive(Clone, Debug, Default)]
pub struct ListingFilter {
    /// Words in the title or the reference.
    pub words: String,
    /// Only this stage.
    pub stage: Option<Stage>,
    /// Only those before this one: the number of the last one on the page before.
    pub after: Option<i64>,
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The procurements, newest first.
    pub rows: Vec<procurement::Model>,
    /// Where the next page starts, if there is one.
    pub next: Option<i64>,
}

impl Reader<Staff> {
    /// A page of the authority's procurements, newest first.
    pub async fn procurements(&self, filter: &ListingFilter) -> Result<Listing, StoreError> {
        let mut query = self.own().order_by_desc(procurement::Column::Id).limit(PAGE + 1);
        if let Some(stage) = filter.stage {
            query = query.filter(procurement::Column::Stage.eq(stage));
        }
        if let Some(after) = filter.after {
            query = query.filter(procurement::Column::Id.lt(after));
        }
        for word in filter.words.split_whitespace().take(8) {
            query =
                query.filter(has_word(word, [procurement::Column::Title, procurement::Column::Reference]));
        }
        let mut rows = query.all(&self.store.db).await?;
        let more = rows.len() as u64 > PAGE;
        rows.truncate(PAGE as usize);
        let next = rows.last().filter(|_| more).map(|row| row.id.0);
        Ok(Listing { rows, next })
    }

    /// One procurement with all that belongs to it.
    pub async fn procurement(&self, reference: &str) -> Result<Option<Procurement>, StoreError> {
        let row = self.own().filter(procurement::Column::Reference.eq(reference)).one(&self.store.db).await?;
        whole(&self.store.db, row).await
    }

    /// The procurement that a tender of the authority's own was made of.
    pub async fn procurement_of(&self, tender: &Tender) -> Result<Option<Procurement>, StoreError> {
        let row = self.own().filter(procurement::Column::Id.eq(tender.row.procurement_id));
        whole(&self.store.db, row.one(&self.store.db).await?).await
    }

    /// The procurement that a contract of the authority's own came of, if it came of one.
    pub async fn procurement_behind(
        &self,
        contract: &rules::contract::Contract,
    ) -> Result<Option<Procurement>, StoreError> {
        let Some(id) = contract.row.procurement_id else { return Ok(None) };
        let row = self.own().filter(procurement::Column::Id.eq(id));
        whole(&self.store.db, row.one(&self.store.db).await?).await
    }

    /// Whether the authority has a procurement of this reference.
    pub async fn has_procurement(&self, reference: &str) -> Result<bool, StoreError> {
        let found =
            self.own().filter(procurement::Column::Reference.eq(reference)).count(&self.store.db).await?;
        Ok(found > 0)
    }

    fn own(&self) -> Select<procurement::Entity> {
        procurement::Entity::find().filter(procurement::Column::AuthorityId.eq(self.scope.authority))
    }
}

impl Reader<House> {
    /// One procurement of any authority, for commands.
    pub async fn procurement(&self, reference: &str) -> Result<Option<Procurement>, StoreError> {
        let query = procurement::Entity::find().filter(procurement::Column::Reference.eq(reference));
        whole(&self.store.db, query.one(&self.store.db).await?).await
    }

    /// An authority with its settings, for commands.
    pub async fn authority(&self, id: AuthorityId) -> Result<Option<rules::settings::Authority>, StoreError> {
        super::authority::whole(&self.store.db, id).await
    }
}

/// A word anywhere in one of these columns, in either case.
pub(super) fn has_word<C: ColumnTrait, const N: usize>(word: &str, columns: [C; N]) -> Condition {
    let pattern = word.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let like = |column: C| {
        Expr::expr(Func::lower(Expr::col(column))).like(LikeExpr::new(format!("%{pattern}%")).escape('\\'))
    };
    columns.into_iter().fold(Condition::any(), |any, column| any.add(like(column)))
}

macro_rules! rows_of {
    ($db:expr, $id:expr, $($module:ident),+) => {
        ($(
            entity::$module::Entity::find()
                .filter(entity::$module::Column::ProcurementId.eq($id))
                .order_by_asc(entity::$module::Column::Position)
                .order_by_asc(entity::$module::Column::Id)
                .all($db)
                .await?,
        )+)
    };
}

async fn whole(
    db: &DatabaseConnection,
    row: Option<procurement::Model>,
) -> Result<Option<Procurement>, StoreError> {
    let Some(row) = row else { return Ok(None) };
    let id: ProcurementId = row.id;
    let (recommendations, reasons, statistics, service_gaps, capacities, earlier_decisions, fundings) =
        rows_of!(db, id, recommendation, reason, statistic, service_gap, capacity, earlier_decision, funding);
    let (term_periods, cost_avoidances, outcomes, measures, appraised_options, risks, consultations) =
        rows_of!(db, id, term_period, cost_avoidance, outcome, measure, appraised_option, risk, consultation);
    let (implications, milestones, attachments, clearances, decisions) =
        rows_of!(db, id, implication, milestone, attachment, clearance, decision);
    Ok(Some(Procurement {
        row,
        recommendations,
        reasons,
        statistics,
        service_gaps,
        capacities,
        earlier_decisions,
        fundings,
        term_periods,
        cost_avoidances,
        outcomes,
        measures,
        appraised_options,
        risks,
        consultations,
        implications,
        milestones,
        attachments,
        clearances,
        decisions,
    }))
}
