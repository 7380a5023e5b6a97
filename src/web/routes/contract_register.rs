//! The register of contracts: an authority's own, what the Transparency Code asks for, and what everyone may read.

use rules::access::Act;

use super::Routes;
use crate::web::audience::Audience::{Anyone, May};
use crate::web::pages::contracts::{register, transparency};
use crate::web::pages::councils;

pub(super) fn routes(routes: Routes) -> Routes {
    let read = May(Act::ReadContracts);
    routes
        .get("/contracts", read, register::list)
        .get("/contracts.csv", read, register::csv)
        .get("/contracts.xlsx", read, register::xlsx)
        .get("/contracts/views", read, register::views)
        .get("/contracts/views/new", read, register::ask_to_keep)
        .post("/contracts/views/new", read, register::keep)
        .post("/contracts/views/{view}/drop", read, register::drop_view)
        .get("/contracts/transparency", read, transparency::show)
        .get("/contracts/transparency/contracts.csv", read, transparency::contracts)
        .get("/contracts/transparency/invitations.csv", read, transparency::invitations)
        .get("/contracts/transparency.xlsx", read, transparency::workbook)
        .get("/councils", Anyone, councils::list)
        .get("/councils/{authority}/contracts", Anyone, councils::register)
        .get("/councils/{authority}/contracts.csv", Anyone, councils::csv)
        .get("/councils/{authority}/contracts/{reference}", Anyone, councils::show)
}
