//! The term of contracts: breaks and what is decided at them, variations, the end, the next decisions.

use rules::access::Act;

use super::Routes;
use crate::web::audience::Audience::May;
use crate::web::pages::breaks::{self, CallIn, Decide, Notice, Step, TheirNotice, Withdraw};
use crate::web::pages::{contract_end, term, variations};

pub(super) fn routes(routes: Routes) -> Routes {
    let read = May(Act::ReadContracts);
    let write = May(Act::WriteContract);
    let decide = May(Act::DecideContract);
    routes
        .get("/contracts/next", read, term::next)
        .get("/contracts/{reference}/term", read, term::show)
        .get("/contracts/{reference}/breaks/{period}", read, breaks::show)
        .get("/contracts/{reference}/breaks/{period}/decide", decide, breaks::show_form::<Decide>)
        .post("/contracts/{reference}/breaks/{period}/decide", decide, breaks::save::<Decide>)
        .get("/contracts/{reference}/breaks/{period}/withdraw", decide, breaks::show_form::<Withdraw>)
        .post("/contracts/{reference}/breaks/{period}/withdraw", decide, breaks::save::<Withdraw>)
        .get("/contracts/{reference}/breaks/{period}/call-in", decide, breaks::show_form::<CallIn>)
        .post("/contracts/{reference}/breaks/{period}/call-in", decide, breaks::save::<CallIn>)
        .get("/contracts/{reference}/breaks/{period}/notice", write, breaks::show_form::<Notice>)
        .post("/contracts/{reference}/breaks/{period}/notice", write, breaks::save::<Notice>)
        .get("/contracts/{reference}/breaks/{period}/their-notice", write, breaks::show_form::<TheirNotice>)
        .post("/contracts/{reference}/breaks/{period}/their-notice", write, breaks::save::<TheirNotice>)
        .get("/contracts/{reference}/breaks/{period}/step", write, breaks::show_form::<Step>)
        .post("/contracts/{reference}/breaks/{period}/step", write, breaks::save::<Step>)
        .get("/contracts/{reference}/variations", read, variations::list)
        .get("/contracts/{reference}/variations/new", write, variations::new)
        .post("/contracts/{reference}/variations/new", write, variations::save)
        .get("/contracts/{reference}/end", write, contract_end::show)
        .post("/contracts/{reference}/end", write, contract_end::save)
}
