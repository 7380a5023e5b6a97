//! The money of contracts, their statutory notices and documents, and price indices.

use rules::access::Act;

use super::Routes;
use crate::web::audience::Audience::May;
use crate::web::pages::{contracts, indices};

pub(super) fn routes(routes: Routes) -> Routes {
    let read = May(Act::ReadContracts);
    let write = May(Act::WriteContract);
    let record = May(Act::RecordContractNotice);
    let keep = May(Act::KeepIndices);
    routes
        .get("/contracts/{reference}/money", read, contracts::money)
        .get("/contracts/{reference}/cost-avoidance", read, contracts::avoidance)
        .get("/contracts/{reference}/payments", read, contracts::payments::list)
        .get("/contracts/{reference}/payments/new", write, contracts::payments::new)
        .post("/contracts/{reference}/payments/new", write, contracts::payments::save)
        .get("/contracts/{reference}/payments/import", write, contracts::payments::ask_for_file)
        .post_file("/contracts/{reference}/payments/import", write, contracts::payments::preview)
        .post("/contracts/{reference}/payments/import/record", write, contracts::payments::record_file)
        .get("/contracts/{reference}/payments/{id}/take-back", write, contracts::payments::ask_to_take_back)
        .post("/contracts/{reference}/payments/{id}/take-back", write, contracts::payments::take_back)
        .get("/contracts/notices", read, contracts::notices::all)
        .get("/contracts/{reference}/notices", read, contracts::notices::list)
        .get("/contracts/{reference}/notices/{id}", read, contracts::notices::show)
        .post("/contracts/{reference}/notices/{id}", record, contracts::notices::publish)
        .post("/contracts/{reference}/notices/{id}/not-needed", record, contracts::notices::not_needed)
        .get("/contracts/{reference}/documents", read, contracts::documents::show)
        .post_file("/contracts/{reference}/documents", write, contracts::documents::add)
        .get("/contracts/{reference}/documents/{id}", read, contracts::documents::read)
        .post("/contracts/{reference}/documents/{id}/remove", write, contracts::documents::remove)
        .get("/indices", read, indices::list)
        .get("/indices/new", keep, indices::new)
        .post("/indices/new", keep, indices::save)
        .get("/indices/{id}", read, indices::show)
        .post("/indices/{id}", keep, indices::record)
}
