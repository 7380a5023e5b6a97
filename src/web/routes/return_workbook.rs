//! A return as a workbook, out and in.

use super::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
}
