//! Returns as the council reads them, and corrections.

use rules::access::Act;

use super::Routes;
use crate::web::audience::Audience::May;
use crate::web::pages::return_review::{self as review, Close, Reopen, SendBack};

pub(super) fn routes(routes: Routes) -> Routes {
    let read = May(Act::ReadContracts);
    let act = May(Act::ReviewReturn);
    let own = May(Act::ReadReturns);
    routes
        .get("/returns-to-review", read, review::list_waiting)
        .get("/contracts/{reference}/returns", read, review::list)
        .get("/contracts/{reference}/returns/{number}", read, review::show)
        .get("/contracts/{reference}/returns/{number}/query", act, review::show_questions)
        .post("/contracts/{reference}/returns/{number}/query", act, review::save_questions)
        .post("/contracts/{reference}/returns/{number}/accept", act, review::accept)
        .get("/contracts/{reference}/returns/{number}/send-back", act, review::show_form::<SendBack>)
        .post("/contracts/{reference}/returns/{number}/send-back", act, review::save_form::<SendBack>)
        .get("/contracts/{reference}/returns/{number}/close", act, review::show_form::<Close>)
        .post("/contracts/{reference}/returns/{number}/close", act, review::save_form::<Close>)
        .get("/contracts/{reference}/returns/{number}/reopen", act, review::show_form::<Reopen>)
        .post("/contracts/{reference}/returns/{number}/reopen", act, review::save_form::<Reopen>)
        .get("/contracts/{reference}/returns/{number}/corrections/{id}", read, review::show_correction)
        .post("/contracts/{reference}/returns/{number}/corrections/{id}", act, review::decide_correction)
        .get(
            "/contracts/{reference}/returns/{number}/figures/{row}/correct",
            act,
            review::show_own_correction,
        )
        .post(
            "/contracts/{reference}/returns/{number}/figures/{row}/correct",
            act,
            review::save_own_correction,
        )
        .get("/contracts/{reference}/returns/{number}/evidence/{id}", read, review::read_evidence)
        .get("/contracts/{reference}/returns/{number}/texts", read, review::show_texts)
        .post("/contracts/{reference}/returns/{number}/texts", May(Act::WritePerformance), review::save_texts)
        .get("/returns/{id}/answer", own, review::show_answers)
        .post("/returns/{id}/answer", own, review::save_answers)
        .get("/returns/{id}/figures/{row}/correct", own, review::show_proposed)
        .post("/returns/{id}/figures/{row}/correct", own, review::save_proposed)
}
