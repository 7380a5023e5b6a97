//! The award: decision, letters, notices, standstill, signature; and what a bidder is told.

use super::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
}
