//! What the figures come to: per contract, across contracts, and the reports made of them.

use rules::access::Act;

use super::Routes;
use crate::web::audience::Audience::May;
use crate::web::pages::performance;

pub(super) fn routes(routes: Routes) -> Routes {
    let read = May(Act::ReadContracts);
    let write = May(Act::WriteContract);
    routes
        .get("/performance", read, performance::list)
        .get("/performance.csv", read, performance::all_csv)
        .get("/contracts/{reference}/performance", read, performance::show)
        .get("/contracts/{reference}/performance.csv", read, performance::csv)
        .get("/contracts/{reference}/performance/{number}", read, performance::show_kpi)
        .post("/contracts/{reference}/performance/{number}/plan", write, performance::begin_plan)
}
