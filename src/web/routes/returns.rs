//! Returns as providers fill them in, sign and submit them; and the figures that a council returns itself.

use rules::access::Act;

use super::Routes;
use crate::web::audience::Audience::May;
use crate::web::pages::returns::{self, check, council, evidence, nil, outcome};

pub(super) fn routes(routes: Routes) -> Routes {
    let read = May(Act::ReadReturns);
    let prepare = May(Act::PrepareReturn);
    let sign = May(Act::SignReturn);
    routes
        .get("/returns", read, returns::list)
        .get("/returns/nil", prepare, nil::show)
        .post("/returns/nil", prepare, nil::save)
        .get("/returns/{id}", read, returns::show)
        .get("/returns/{id}/outcomes/{row}", read, outcome::show)
        .post("/returns/{id}/outcomes/{row}", prepare, outcome::save)
        .get("/returns/{id}/evidence", read, evidence::show)
        .post_file("/returns/{id}/evidence", prepare, evidence::add)
        .get("/returns/{id}/evidence/{file}", read, evidence::file)
        .post("/returns/{id}/evidence/{file}/remove", prepare, evidence::remove)
        .get("/returns/{id}/check", read, check::show)
        .post("/returns/{id}/note", prepare, check::note)
        .post("/returns/{id}/send", prepare, check::send)
        .post("/returns/{id}/submit", prepare, check::submit)
        .post("/returns/{id}/sign", sign, check::sign)
        .post("/returns/{id}/decline", sign, check::decline)
        .get("/returns/{id}/submissions/{number}", read, returns::submission)
        .get("/contracts/{reference}/returns/{number}/own", May(Act::ReadContracts), council::show)
        .post("/contracts/{reference}/returns/{number}/own", May(Act::EnterCouncilFigures), council::save)
}
