//! Making a tender of a procurement.

use axum::extract::Path;
use axum::response::Response;
use entity::number::Version;
use rules::procurement::Procurement;
use rules::tender::start::{Numbers, may_start, reference as of_tender, rows_begun, start as start_tender};
use serde::Serialize;

use super::Listed;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Desk, Posted};
use crate::web::pages::case;

/// The tenders made of a procurement, and whether one may be made now.
#[derive(Serialize)]
pub struct Offer {
    rows: Vec<Listed>,
    may_start: bool,
    version: i32,
}

impl Offer {
    /// What a page of a procurement offers whoever sits at the desk.
    pub async fn of(desk: &Desk<Staff>, procurement: &Procurement) -> Result<Self, Stop> {
        let before = desk.tenders_of(procurement.row.id).await?;
        let Version(version) = procurement.row.version;
        Ok(Self {
            may_start: may_start(procurement, &before, &desk.actor, desk.now).is_ok(),
            rows: before.iter().map(|row| Listed::of(row, desk.now)).collect(),
            version,
        })
    }
}

/// Makes a tender of a procurement and goes on to it.
pub async fn start(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let (procurement, authority) = case(&posted, &reference).await?;
    let before = posted.tenders_of(procurement.row.id).await?;
    let numbers =
        Numbers { tender: posted.new_id().await?, rows: posted.new_ids(rows_begun(&procurement)).await? };
    let change = start_tender(&procurement, &authority, &before, &numbers, &posted.actor, posted.now);
    posted.settle_or_stop(change, &format!("/tenders/{}", of_tender(&procurement, &before))).await
}
