//! The panel at work: begun, interests declared, questions given out, bidders asked.

use rules::access::Act;

use super::Routes;
use crate::web::audience::Audience::May;
use crate::web::pages::{bids, evaluation};

pub(super) fn routes(routes: Routes) -> Routes {
    let see = May(Act::SeeEvaluation);
    let run = May(Act::RunEvaluation);
    let decide = May(Act::DecideConflicts);
    routes
        .get("/evaluations", May(Act::Evaluate), evaluation::mine)
        .get("/tenders/{reference}/evaluation", see, evaluation::show)
        .get("/tenders/{reference}/evaluation/exits", May(Act::ReadEvaluation), evaluation::show_exits)
        .post("/tenders/{reference}/evaluation/exits", run, evaluation::record_exit)
        .get("/tenders/{reference}/evaluation/queries", see, evaluation::show_queries)
        .post("/tenders/{reference}/evaluation/queries", run, evaluation::ask)
        .get("/bids/{id}/queries/{number}", May(Act::ReadBids), bids::show_query)
        .post("/bids/{id}/queries/{number}", May(Act::SubmitBid), bids::answer_query)
        .get("/tenders/{reference}/evaluation/begin", run, evaluation::show_begin)
        .post("/tenders/{reference}/evaluation/begin", run, evaluation::begin)
        .get("/tenders/{reference}/evaluation/panel", see, evaluation::show_panel)
        .post("/tenders/{reference}/evaluation/panel", run, evaluation::give_out)
        .get("/tenders/{reference}/evaluation/panel/join", decide, evaluation::show_join)
        .post("/tenders/{reference}/evaluation/panel/join", decide, evaluation::join)
        .get("/tenders/{reference}/evaluation/panel/{member}/release", decide, evaluation::show_release)
        .post("/tenders/{reference}/evaluation/panel/{member}/release", decide, evaluation::release)
        .get("/tenders/{reference}/evaluation/interests", see, evaluation::show_interests)
        .post("/tenders/{reference}/evaluation/interests", May(Act::Evaluate), evaluation::declare)
        .get("/tenders/{reference}/evaluation/interests/{person}", decide, evaluation::decision)
        .post("/tenders/{reference}/evaluation/interests/{person}", decide, evaluation::decide)
}
