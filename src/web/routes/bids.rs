//! Bids and letters, as providers see them.

use rules::access::Act;

use super::Routes;
use crate::web::audience::Audience::May;
use crate::web::pages::{bids, checks, letters};

pub(super) fn routes(routes: Routes) -> Routes {
    let own_bids = May(Act::ReadBids);
    routes
        .post("/opportunities/{reference}/bids", May(Act::WriteBid), bids::start)
        .get("/bids", May(Act::ReadBids), bids::list)
        .get("/bids/{id}", May(Act::ReadBids), bids::show)
        .get("/bids/{id}/questions/{criterion}", May(Act::ReadBids), bids::question)
        .post("/bids/{id}/questions/{criterion}", May(Act::WriteBid), bids::save_question)
        .get("/bids/{id}/conditions/{condition}", May(Act::ReadBids), bids::condition)
        .post("/bids/{id}/conditions/{condition}", May(Act::WriteBid), bids::save_condition)
        .get("/bids/{id}/price", May(Act::ReadBids), bids::price)
        .post("/bids/{id}/price", May(Act::WriteBid), bids::save_price)
        .get("/bids/{id}/declarations", May(Act::ReadBids), bids::declarations)
        .post("/bids/{id}/declarations", May(Act::WriteBid), bids::save_declarations)
        .get("/bids/{id}/files", May(Act::ReadBids), bids::files)
        .post_file("/bids/{id}/files", May(Act::WriteBid), bids::add_file)
        .get("/bids/{id}/files/{file}", May(Act::ReadBids), bids::file)
        .post("/bids/{id}/files/{file}/remove", May(Act::WriteBid), bids::remove)
        .get("/bids/{id}/check", May(Act::ReadBids), bids::check)
        .post("/bids/{id}/submit", May(Act::SubmitBid), bids::submit)
        .post("/bids/{id}/withdraw", May(Act::SubmitBid), bids::withdraw)
        .get("/bids/{id}/receipts/{number}", May(Act::ReadBids), bids::receipt)
        .get("/bids/{id}/receipts/{number}/json", May(Act::ReadBids), bids::receipt_json)
        .get("/bids/{id}/document", May(Act::ReadBids), bids::document)
        .get("/bids/{id}/document/pdf", May(Act::ReadBids), bids::document_pdf)
        .get("/bids/{id}/asked/{check}", own_bids, checks::show_asked)
        .post("/bids/{id}/asked/{check}", May(Act::WriteBid), checks::respond)
        .get("/letters", May(Act::ReadOrganisation), letters::list)
        .get("/letters/{letter}", May(Act::ReadOrganisation), letters::show)
}
