//! KPIs of a contract: taken from the outcomes table, written, changed from a day on, stopped; and its periods.

use super::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
}
