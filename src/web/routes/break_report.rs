//! The paper on a break or an option of a contract: read, written, kept.

use rules::access::Act;

use super::Routes;
use crate::web::audience::Audience::May;
use crate::web::pages::break_report as report;

pub(super) fn routes(routes: Routes) -> Routes {
    let read = May(Act::ReadContracts);
    let write = May(Act::WriteBreakPaper);
    routes
        .get("/contracts/{reference}/breaks/{period}/report", read, report::show)
        .get("/contracts/{reference}/breaks/{period}/report/pdf", read, report::pdf)
        .get("/contracts/{reference}/breaks/{period}/report/word", read, report::word)
        .post("/contracts/{reference}/breaks/{period}/report/keep", write, report::keep)
        .get("/contracts/{reference}/breaks/{period}/report/kept/{number}", read, report::kept)
        .get("/contracts/{reference}/breaks/{period}/report/kept/{number}/pdf", read, report::kept_pdf)
        .get("/contracts/{reference}/breaks/{period}/report/kept/{number}/word", read, report::kept_word)
        .get("/contracts/{reference}/breaks/{period}/pack", write, report::pack)
        .post("/contracts/{reference}/breaks/{period}/pack", write, report::write)
        .get("/contracts/{reference}/breaks/{period}/pack/{heading}", write, report::implication)
        .post("/contracts/{reference}/breaks/{period}/pack/{heading}", write, report::imply)
}
