//! Contracts: set up, put in force, written part by part and row by row.

use rules::access::Act;
use rules::contract::Contract;

use super::Routes;
use crate::web::audience::Audience::May;
use crate::web::pages::{contracts, lists, parts, record, rows};

pub(super) fn routes(routes: Routes) -> Routes {
    let read = May(Act::ReadContracts);
    let write = May(Act::WriteContract);
    routes
        .post("/tenders/{reference}/lots/{lot}/contract", May(Act::StartContract), contracts::start)
        .get("/contracts/new", write, contracts::new)
        .post("/contracts/new", write, contracts::enter)
        .get("/contracts/{reference}", read, contracts::show)
        .post("/contracts/{reference}/begin", write, contracts::begin)
        .post("/contracts/{reference}/take-back", write, contracts::take_back)
        .get("/contracts/{reference}/abandon", write, contracts::ask_to_abandon)
        .post("/contracts/{reference}/abandon", write, contracts::abandon)
        .get("/contracts/{reference}/part/{part}", read, parts::show::<Contract>)
        .post("/contracts/{reference}/part/{part}", write, parts::save::<Contract>)
        .get("/contracts/{reference}/list/{list}", read, lists::show::<Contract>)
        .post("/contracts/{reference}/list/{list}/empty", write, lists::say_empty::<Contract>)
        .get("/contracts/{reference}/list/{list}/new", write, rows::new::<Contract>)
        .post("/contracts/{reference}/list/{list}/new", write, rows::add::<Contract>)
        .get("/contracts/{reference}/list/{list}/{row}", read, rows::show::<Contract>)
        .post("/contracts/{reference}/list/{list}/{row}", write, rows::save::<Contract>)
        .post("/contracts/{reference}/list/{list}/{row}/up", write, rows::up::<Contract>)
        .get("/contracts/{reference}/list/{list}/{row}/remove", write, rows::ask_to_remove::<Contract>)
        .post("/contracts/{reference}/list/{list}/{row}/remove", write, rows::remove::<Contract>)
        .get("/contracts/{reference}/history", read, record::of_contract)
}
