//! Each lot once its quality is signed off: prices, ranking, what would change the winner.

use rules::access::Act;

use super::Routes;
use crate::web::audience::Audience::May;
use crate::web::pages::{bids, lots};

pub(super) fn routes(routes: Routes) -> Routes {
    let read = May(Act::ReadPrices);
    let run = May(Act::RunEvaluation);
    routes
        .get("/tenders/{reference}/lots/{lot}/prices", read, lots::prices)
        .post("/tenders/{reference}/lots/{lot}/prices", run, lots::open)
        .get("/tenders/{reference}/lots/{lot}/prices/{bid}", read, lots::price)
        .post("/tenders/{reference}/lots/{lot}/prices/{bid}", run, lots::ask)
        .post("/tenders/{reference}/lots/{lot}/prices/{bid}/decide", run, lots::decide)
        .get("/tenders/{reference}/lots/{lot}/ranking", read, lots::ranking)
        .post("/tenders/{reference}/lots/{lot}/ranking", run, lots::freeze)
        .post("/tenders/{reference}/lots/{lot}/ranking/draw", run, lots::draw)
        .get("/tenders/{reference}/lots/{lot}/ranking/evaluate.json", read, lots::evaluate_file)
        .get("/tenders/{reference}/lots/{lot}/what-if", read, lots::what_if)
        .post("/tenders/{reference}/lots/{lot}/what-if/keep", read, lots::keep)
        .post("/tenders/{reference}/lots/{lot}/what-if/leave-out", read, lots::leave_out)
        .get("/bids/{id}/price-query", May(Act::ReadBids), bids::price_query)
        .post("/bids/{id}/price-query", May(Act::SubmitBid), bids::explain_price)
}
