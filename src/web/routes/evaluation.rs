//! The panel at work: begun, interests declared, questions given out, bidders asked.

use super::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
}
