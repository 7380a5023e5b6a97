//! KPIs of a contract: taken from the outcomes table, written, changed from a day on, stopped; and its periods.

use rules::access::Act;

use super::Routes;
use crate::web::audience::Audience::May;
use crate::web::pages::kpis;

pub(super) fn routes(routes: Routes) -> Routes {
    let read = May(Act::ReadContracts);
    let write = May(Act::WriteKpis);
    routes
        .get("/contracts/{reference}/kpis", read, kpis::list)
        .get("/contracts/{reference}/kpis/take-outcomes", write, kpis::show_outcomes)
        .post("/contracts/{reference}/kpis/take-outcomes", write, kpis::take_outcomes)
        .get("/contracts/{reference}/kpis/new/{outcome}", write, kpis::kinds)
        .get("/contracts/{reference}/kpis/new/{outcome}/{kind}", write, kpis::new)
        .post("/contracts/{reference}/kpis/new/{outcome}/{kind}", write, kpis::add)
        .get("/contracts/{reference}/kpis/{kpi}", read, kpis::show)
        .get("/contracts/{reference}/kpis/{kpi}/change", write, kpis::show_change)
        .post("/contracts/{reference}/kpis/{kpi}/change", write, kpis::save_change)
        .get("/contracts/{reference}/kpis/{kpi}/targets", write, kpis::show_targets)
        .post("/contracts/{reference}/kpis/{kpi}/targets", write, kpis::save_targets)
        .get("/contracts/{reference}/kpis/{kpi}/stop", write, kpis::show_stop)
        .post("/contracts/{reference}/kpis/{kpi}/stop", write, kpis::save_stop)
}
