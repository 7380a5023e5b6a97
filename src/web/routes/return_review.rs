//! Returns as the council reads them: questions, acceptance, corrections.

use super::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
}
