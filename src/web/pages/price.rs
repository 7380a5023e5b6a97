//! Price models side by side, before one is frozen: each worked through on the sample bids, with its curve and what
//! an officer should know of it.

use axum::extract::{Path, Query};
use axum::response::Response;
use entity::choice::Choice;
use entity::id::RowId;
use entity::lot;
use entity::state::FormulaKind;
use rules::Refusal;
use rules::tender::Tender;
use rules::tender::formula::{Scoring, choose_formula, may_choose_formula};
use serde::{Deserialize, Serialize};

use super::tender_case;
use super::tenders::TenderHead;
use super::worked::{Worked, worked};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Desk, Posted};
use crate::web::view::Page;

/// Which lot is looked at; the first if none is named.
#[derive(Default, Deserialize)]
pub struct Looked {
    lot: Option<i64>,
}

#[derive(Serialize)]
struct PricePage {
    head: TenderHead,
    version: i32,
    lots: Vec<LotLink>,
    lot: Option<i64>,
    weights: Option<String>,
    chosen: Option<Worked>,
    others: Vec<Worked>,
    may_choose: bool,
    why_not: Option<String>,
}

#[derive(Serialize)]
struct LotLink {
    id: i64,
    title: String,
    here: bool,
}

impl Page for PricePage {
    const TEMPLATE: &'static str = "publication/price.html";
    fn title(&self) -> String {
        format!("Price and scoring – {}", self.head.reference())
    }
}

/// Every formula for one lot, the chosen one first.
pub async fn show(
    desk: Desk<Staff>,
    Path(reference): Path<String>,
    Query(looked): Query<Looked>,
) -> Result<Response, Stop> {
    let tender = tender_case(&desk, &reference).await?;
    let lot = lot_of(&tender, &looked)?;
    let scoring = lot.and_then(|lot| Scoring::of(lot, &tender.sample_bids));
    let chosen = lot.and_then(|lot| lot.formula);
    let (mut first, mut others) = (None, Vec::new());
    if let Some(scoring) = &scoring {
        let mut kinds = FormulaKind::ALL.to_vec();
        kinds.sort_by_key(|kind| Some(*kind) != chosen);
        let mut all = worked(scoring, &kinds, chosen);
        if chosen.is_some() {
            first = Some(all.remove(0));
        }
        others = all;
    }
    let may = may_choose_formula(&tender, &desk.actor, desk.now);
    desk.page(&PricePage {
        head: TenderHead::of(&desk, &tender),
        version: tender.row.version.0,
        lots: tender
            .lots
            .iter()
            .map(|row| LotLink { id: row.id.0, title: row.title.clone(), here: lot == Some(row) })
            .collect(),
        lot: lot.map(|lot| lot.id.0),
        weights: lot.and_then(|lot| {
            let (price, quality) = (lot.price_weight?, lot.quality_weight?);
            Some(format!("price {price}, quality {quality}"))
        }),
        chosen: first,
        others,
        may_choose: may.is_ok(),
        why_not: may.err().map(Refusal::first),
    })
}

fn lot_of<'a>(tender: &'a Tender, looked: &Looked) -> Result<Option<&'a lot::Model>, Stop> {
    match looked.lot {
        None => Ok(tender.lots.first()),
        Some(id) => tender.lots.iter().find(|lot| lot.id == RowId(id)).map(Some).ok_or(Stop::NotFound),
    }
}

/// Chooses a formula for a lot.
pub async fn choose(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let tender = tender_case(&posted, &reference).await?;
    let lot = posted.typed.get("lot").parse().map(RowId).map_err(|_| Stop::NotFound)?;
    let kind = FormulaKind::of(posted.typed.get("formula")).ok_or(Stop::NotFound)?;
    let change = choose_formula(&tender, lot, kind, posted.seen(), &posted.actor, posted.now);
    posted.settle_or_stop(change, &format!("/tenders/{reference}/price?lot={}", lot.0)).await
}
