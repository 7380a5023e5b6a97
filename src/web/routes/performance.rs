//! What the figures come to: per contract, across contracts, and the reports made of them.

use super::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
}
