//! Making a contract of a signed award.

use axum::extract::Path;
use axum::response::Response;
use entity::contract;
use entity::id::RowId;
use entity::number::Version;
use rules::award::LotResult;
use rules::bid::{Opened, Prices};
use rules::contract::start::{Made, Numbers, may_start, rows_begun, start as start_contract};
use rules::procurement::Procurement;
use rules::{Refusal, Why};
use serde::Serialize;

use super::head::Stamp;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Desk, Posted};
use crate::web::pages::tender_case;

/// The contracts made of a lot's award, and whether one may be made now.
#[derive(Serialize)]
pub struct ContractOffer {
    rows: Vec<Begun>,
    may_start: bool,
    action: String,
    version: i32,
}

#[derive(Serialize)]
struct Begun {
    reference: String,
    stage: Stamp,
}

impl ContractOffer {
    /// What the page of an award offers whoever sits at the desk.
    pub async fn of(
        desk: &Desk<Staff>,
        procurement: &Procurement,
        result: &LotResult,
        action: String,
    ) -> Result<Self, Stop> {
        let before = begun(desk, result).await?;
        let made = Made { procurement, before: &before };
        let Version(version) = result.award().map_or(Version(0), |award| award.version);
        Ok(Self {
            may_start: may_start(&made, result, &desk.actor).is_ok(),
            rows: before
                .iter()
                .map(|row| Begun { reference: row.reference.clone(), stage: Stamp::of(row.stage) })
                .collect(),
            action,
            version,
        })
    }
}

async fn begun(desk: &Desk<Staff>, result: &LotResult) -> Result<Vec<contract::Model>, Stop> {
    match result.award() {
        Some(award) => Ok(desk.contracts_of_award(award.id).await?),
        None => Ok(Vec::new()),
    }
}

/// Makes a contract of the award of a lot and goes on to it.
pub async fn start(
    Path((reference, lot)): Path<(String, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let tender = tender_case(&posted, &reference).await?;
    let procurement = posted.procurement_of(&tender).await?.ok_or(Stop::NotFound)?;
    let begun_not = || Refusal::of(Why::NotNow, "The evaluation of this tender has not begun.");
    let scoring = posted.scoring(tender).await?.ok_or_else(begun_not)?;
    let may = Opened::<Prices>::to(&scoring, RowId(lot), &posted.actor)?;
    let result = posted.lot_result(scoring, RowId(lot)).await?.ok_or(Stop::NotFound)?;
    let before = begun(&posted, &result).await?;
    let made = Made { procurement: &procurement, before: &before };
    let numbers =
        Numbers { contract: posted.new_id().await?, rows: posted.new_ids(rows_begun(&made, &result)).await? };
    let change = start_contract(&made, &result, &may, &numbers, &posted.actor);
    posted.settle_or_stop(change, &format!("/contracts/{}", made.reference(&result)?)).await
}
