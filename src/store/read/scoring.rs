//! The evaluation of a tender's bids, and the result of each lot, with all that belongs to them.

use std::collections::BTreeMap;

use entity::id::{BidId, OrganisationId, PersonId, RowId, SheetId, TenderId};
use entity::state::TenderStage;
use entity::{award, organisation, panel_member, score, scoring, tender};
use rules::award::LotResult;
use rules::bid::checks::OpenedBid;
use rules::scoring::{Entered, Scoring};
use rules::tender::Tender;
use sea_orm::{
    ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::opening::opened_bids;
use crate::store::{House, Reader, Staff, StoreError};

/// How many panels of one person are looked at for what waits for them.
const SEATS: u64 = 20;

impl Reader<Staff> {
    /// The evaluation of a tender of the authority's own, once it has begun.
    pub async fn scoring(&self, tender: Tender) -> Result<Option<Scoring>, StoreError> {
        if tender.row.authority_id != self.scope.authority {
            return Ok(None);
        }
        whole(&self.store.db, tender).await
    }

    /// The opened bids of a tender of the authority's own with their bidders, for the act that begins their evaluation.
    pub async fn entered_bids(&self, tender: &Tender) -> Result<Vec<Entered>, StoreError> {
        if tender.row.authority_id != self.scope.authority {
            return Ok(Vec::new());
        }
        entered(&self.store.db, tender.row.id).await
    }

    /// The references of the authority's opened tenders on whose panel someone is or was, newest first.
    pub async fn seats_of(&self, person: PersonId) -> Result<Vec<String>, StoreError> {
        let seats = panel_member::Entity::find()
            .filter(panel_member::Column::PersonId.eq(person))
            .select_only()
            .column(panel_member::Column::TenderId);
        let tenders = tender::Entity::find()
            .filter(tender::Column::AuthorityId.eq(self.scope.authority))
            .filter(tender::Column::Stage.is_in([TenderStage::Published, TenderStage::Opened]))
            .filter(tender::Column::Id.in_subquery(seats.into_query()))
            .order_by_desc(tender::Column::Id);
        let rows = tenders.limit(SEATS).all(&self.store.db).await?;
        Ok(rows.into_iter().map(|row| row.reference).collect())
    }

    /// The result of one lot of an evaluation of the authority's own.
    pub async fn lot_result(&self, scoring: Scoring, lot: RowId) -> Result<Option<LotResult>, StoreError> {
        if scoring.tender().row.authority_id != self.scope.authority {
            return Ok(None);
        }
        result(&self.store.db, scoring, lot).await
    }
}

impl Reader<House> {
    /// The evaluation of a tender of any authority, for commands.
    pub async fn scoring(&self, tender: Tender) -> Result<Option<Scoring>, StoreError> {
        whole(&self.store.db, tender).await
    }

    /// The result of one lot of any evaluation, for commands.
    pub async fn lot_result(&self, scoring: Scoring, lot: RowId) -> Result<Option<LotResult>, StoreError> {
        result(&self.store.db, scoring, lot).await
    }
}

/// Rows of a table that belong to a tender, in the order in which they were made.
macro_rules! of_tender {
    ($db:expr, $id:expr, $module:ident) => {
        entity::$module::Entity::find()
            .filter(entity::$module::Column::TenderId.eq($id))
            .order_by_asc(entity::$module::Column::Id)
            .all($db)
            .await?
    };
}

/// The same, of one lot of it.
macro_rules! of_lot {
    ($db:expr, $id:expr, $module:ident) => {
        entity::$module::Entity::find()
            .filter(entity::$module::Column::LotId.eq($id))
            .order_by_asc(entity::$module::Column::Id)
            .all($db)
            .await?
    };
}

/// Rows of a table that belong to an award of these.
macro_rules! of_awards {
    ($db:expr, $awards:expr, $module:ident) => {
        entity::$module::Entity::find()
            .filter(entity::$module::Column::AwardId.is_in($awards.iter().map(|row: &award::Model| row.id)))
            .order_by_asc(entity::$module::Column::Id)
            .all($db)
            .await?
    };
}

pub(super) async fn whole(db: &DatabaseConnection, tender: Tender) -> Result<Option<Scoring>, StoreError> {
    let id: TenderId = tender.row.id;
    let row = scoring::Entity::find().filter(scoring::Column::TenderId.eq(id)).one(db).await?;
    let Some(row) = row else { return Ok(None) };
    let sheets = of_tender!(db, id, score_sheet);
    let of_sheets: Vec<SheetId> = sheets.iter().map(|sheet| sheet.id).collect();
    let moderations = of_tender!(db, id, moderation);
    let meetings = moderations.iter().map(|meeting| meeting.id);
    let moderated = entity::moderated_score::Entity::find()
        .filter(entity::moderated_score::Column::ModerationId.is_in(meetings))
        .order_by_asc(entity::moderated_score::Column::Id);
    let rows = rules::scoring::Rows {
        bids: entered(db, id).await?,
        labels: of_tender!(db, id, bid_label),
        questions: of_tender!(db, id, seat_question),
        releases: of_tender!(db, id, seat_release),
        declarations: of_tender!(db, id, conflict_declaration),
        exits: of_tender!(db, id, bid_exit),
        scores: score::Entity::find()
            .filter(score::Column::SheetId.is_in(of_sheets))
            .order_by_asc(score::Column::Id)
            .all(db)
            .await?,
        moderated: moderated.all(db).await?,
        queries: of_tender!(db, id, bidder_query),
        lots: of_tender!(db, id, lot_evaluation),
        row,
        tender,
        sheets,
        moderations,
    };
    Ok(Scoring::of(rows))
}

/// The bids that were opened, each with its bidder.
async fn entered(db: &DatabaseConnection, tender: TenderId) -> Result<Vec<Entered>, StoreError> {
    let opened = opened_bids(db, tender).await?;
    let of = opened.iter().map(|one| one.bid.row.organisation_id);
    let bidders = organisation::Entity::find().filter(organisation::Column::Id.is_in(of)).all(db).await?;
    let bidders: BTreeMap<OrganisationId, organisation::Model> =
        bidders.into_iter().map(|row| (row.id, row)).collect();
    let mut last: BTreeMap<BidId, Entered> = BTreeMap::new();
    for OpenedBid { bid, opened } in opened {
        let Some(bidder) = bidders.get(&bid.row.organisation_id).cloned() else { continue };
        last.insert(bid.row.id, Entered { bid, opened, bidder });
    }
    Ok(last.into_values().collect())
}

pub(super) async fn result(
    db: &DatabaseConnection,
    scoring: Scoring,
    lot: RowId,
) -> Result<Option<LotResult>, StoreError> {
    if scoring.terms().lot(lot).is_none() {
        return Ok(None);
    }
    let awards: Vec<award::Model> = of_lot!(db, lot, award);
    Ok(Some(LotResult::of(rules::award::Rows {
        lot,
        prices: of_lot!(db, lot, bid_price),
        lows: of_lot!(db, lot, low_price),
        rankings: of_lot!(db, lot, ranking),
        draws: of_tender!(db, scoring.tender().row.id, draw),
        redactions: of_awards!(db, awards, redaction),
        summaries: of_awards!(db, awards, assessment_summary),
        awards,
        scoring,
    })))
}
