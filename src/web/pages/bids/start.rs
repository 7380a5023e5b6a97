//! Starting a bid.

use axum::extract::Path;
use axum::response::Response;
use entity::id::{BidId, RowId};
use rules::bid::start::{Beginning, start as start_bid};

use crate::store::Provider;
use crate::web::answer::{Stop, go_to};
use crate::web::desk::Posted;

/// Starts a bid for the lot that was chosen, or the only one, and goes on to it; one that was begun before is gone on
/// with.
pub async fn start(Path(reference): Path<String>, posted: Posted<Provider>) -> Result<Response, Stop> {
    let tender = posted.tender(&reference).await?.ok_or(Stop::NotFound)?;
    let organisation = posted.organisation().await?.ok_or(Stop::NotFound)?;
    let terms = tender.published().ok_or(Stop::NotFound)?;
    let lot = match (posted.typed.get("lot").parse(), terms.lots.as_slice()) {
        (Ok(number), _) => RowId(number),
        (Err(_), [only]) => only.id,
        (Err(_), _) => return Err(Stop::NotFound),
    };
    let own = posted.own_bids_for(tender.row.id).await?;
    if let Some(begun) = own.iter().find(|bid| bid.lot_id == lot) {
        return Ok(go_to(&format!("/bids/{}", begun.id.0)));
    }
    let keys = match organisation.public_key {
        Some(_) => None,
        None => Some(posted.new_keys().await?),
    };
    let id: BidId = posted.new_id().await?;
    let beginning = Beginning { id, follower: posted.new_id().await?, keys };
    let change = start_bid(beginning, &tender, lot, &organisation, &own, &posted.actor, posted.now);
    posted.settle_or_stop(change, &format!("/bids/{}", id.0)).await
}
