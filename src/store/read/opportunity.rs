//! What everybody may read: published tenders, their terms, and what was answered to everyone.

use chrono::{DateTime, Utc};
use entity::id::{RowId, TenderId};
use entity::number::Pence;
use entity::{authority, opportunity, tender, tender_file, terms};
use rules::tender::terms::Terms;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

use super::procurement::{PAGE, has_word};
use crate::store::{Public, Reader, StoreError};

/// Which published tenders a list shows.
#[derive(Clone, Debug, Default)]
pub struct OpportunityFilter {
    /// Words in the title, the reference or the description.
    pub words: String,
    /// The first digits of a CPV code.
    pub cpv: String,
    /// Worth at least this.
    pub value_from: Option<Pence>,
    /// Worth at most this.
    pub value_to: Option<Pence>,
    /// Closing at this instant or later.
    pub closes_from: Option<DateTime<Utc>>,
    /// Closing before this instant.
    pub closes_before: Option<DateTime<Utc>>,
    /// Only those with several lots, or only those with one.
    pub several_lots: Option<bool>,
    /// Closed and cancelled ones too.
    pub closed_too: bool,
    /// Only those after this place: the last one on the page before.
    pub after: Option<(DateTime<Utc>, TenderId)>,
}

/// A page of a list of published tenders, newest first.
#[derive(Clone, Debug)]
pub struct OpportunityListing {
    /// The tenders, each with the name of its council.
    pub rows: Vec<Opportunity>,
    /// How many fit altogether.
    pub count: u64,
    /// After which place the next page starts, if there is one.
    pub next: Option<(DateTime<Utc>, TenderId)>,
}

/// A published tender in a list.
#[derive(Clone, Debug)]
pub struct Opportunity {
    /// What it is found by.
    pub row: opportunity::Model,
    /// The name of the council.
    pub council: String,
}

/// A published tender in full.
#[derive(Clone, Debug)]
pub struct PublishedTender {
    /// What it is found by, and the council.
    pub found: Opportunity,
    /// Every version of its terms, oldest first.
    pub versions: Vec<terms::Model>,
    /// Why it was cancelled, if it was.
    pub cancel_reason: Option<String>,
}

impl OpportunityFilter {
    /// Whether it leaves anything out that is open.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        let words = !self.words.trim().is_empty() || !self.cpv.is_empty();
        let value = self.value_from.is_some() || self.value_to.is_some();
        words
            || value
            || self.closes_from.is_some()
            || self.closes_before.is_some()
            || self.several_lots.is_some()
    }
}

impl Reader<Public> {
    /// A page of the published tenders.
    pub async fn opportunities(
        &self,
        filter: &OpportunityFilter,
        now: DateTime<Utc>,
    ) -> Result<OpportunityListing, StoreError> {
        let fitting = narrowed(filter, now);
        let count = fitting.clone().count(&self.store.db).await?;
        let mut page = fitting
            .order_by_desc(opportunity::Column::PublishedAt)
            .order_by_desc(opportunity::Column::TenderId)
            .limit(PAGE + 1);
        if let Some((at, id)) = filter.after {
            let same = opportunity::Column::PublishedAt.eq(at).and(opportunity::Column::TenderId.lt(id));
            page = page.filter(opportunity::Column::PublishedAt.lt(at).or(same));
        }
        let mut rows = self.with_council(page).await?;
        let more = rows.len() as u64 > PAGE;
        rows.truncate(PAGE as usize);
        let next = rows.last().filter(|_| more).map(|one| (one.row.published_at, one.row.tender_id));
        Ok(OpportunityListing { rows, count, next })
    }

    /// So many of those that were published or changed last.
    pub async fn latest_opportunities(&self, most: u64) -> Result<Vec<Opportunity>, StoreError> {
        let newest = opportunity::Entity::find()
            .order_by_desc(opportunity::Column::ChangedAt)
            .order_by_desc(opportunity::Column::TenderId);
        self.with_council(newest.limit(most)).await
    }

    /// One published tender.
    pub async fn opportunity(&self, reference: &str) -> Result<Option<PublishedTender>, StoreError> {
        let one = opportunity::Entity::find().filter(opportunity::Column::Reference.eq(reference));
        let Some(found) = self.with_council(one).await?.into_iter().next() else { return Ok(None) };
        let id = found.row.tender_id;
        let versions = terms::Entity::find()
            .filter(terms::Column::TenderId.eq(id))
            .order_by_asc(terms::Column::Number)
            .all(&self.store.db)
            .await?;
        let row = tender::Entity::find_by_id(id).one(&self.store.db).await?;
        Ok(Some(PublishedTender { found, versions, cancel_reason: row.and_then(|row| row.cancel_reason) }))
    }

    /// A document that some version of the published terms names.
    pub async fn published_file(
        &self,
        reference: &str,
        id: RowId,
    ) -> Result<Option<tender_file::Model>, StoreError> {
        let Some(published) = self.opportunity(reference).await? else { return Ok(None) };
        let named = |version: &terms::Model| {
            Terms::of(version).is_some_and(|terms| terms.files.iter().any(|file| file.id == id))
        };
        if !published.versions.iter().any(named) {
            return Ok(None);
        }
        let file = tender_file::Entity::find_by_id(id)
            .filter(tender_file::Column::TenderId.eq(published.found.row.tender_id));
        Ok(file.one(&self.store.db).await?)
    }

    async fn with_council(&self, query: Select<opportunity::Entity>) -> Result<Vec<Opportunity>, StoreError> {
        let rows = query.all(&self.store.db).await?;
        let mut councils: Vec<_> = rows.iter().map(|row| row.authority_id).collect();
        councils.sort_unstable();
        councils.dedup();
        let councils = authority::Entity::find()
            .filter(authority::Column::Id.is_in(councils))
            .all(&self.store.db)
            .await?;
        let name = |row: &opportunity::Model| {
            let council = councils.iter().find(|council| council.id == row.authority_id);
            council.map(|council| council.name.clone()).unwrap_or_default()
        };
        Ok(rows.into_iter().map(|row| Opportunity { council: name(&row), row }).collect())
    }
}

fn narrowed(filter: &OpportunityFilter, now: DateTime<Utc>) -> Select<opportunity::Entity> {
    use opportunity::Column;
    let mut fits = Condition::all();
    if !filter.closed_too {
        fits = fits.add(Column::CancelledAt.is_null()).add(Column::ClosesAt.gt(now));
    }
    fits = fits
        .add_option(filter.value_from.map(|value| Column::Value.gte(value)))
        .add_option(filter.value_to.map(|value| Column::Value.lte(value)))
        .add_option(filter.closes_from.map(|at| Column::ClosesAt.gte(at)))
        .add_option(filter.closes_before.map(|at| Column::ClosesAt.lt(at)))
        .add_option(filter.several_lots.map(
            |several| {
                if several { Column::Lots.gt(1) } else { Column::Lots.eq(1) }
            },
        ));
    let digits: String = filter.cpv.chars().take_while(char::is_ascii_digit).take(8).collect();
    if !digits.is_empty() {
        // Each stored code follows a space.
        fits = fits.add(Column::CpvCodes.contains(format!(" {digits}")));
    }
    for word in filter.words.split_whitespace().take(8) {
        fits = fits.add(has_word(word, [Column::Title, Column::Reference, Column::Description]));
    }
    opportunity::Entity::find().filter(fits)
}
