//! A return as a workbook, out and in.

use rules::access::Act;

use super::Routes;
use crate::web::audience::Audience::May;
use crate::web::pages::return_workbook;

pub(super) fn routes(routes: Routes) -> Routes {
    let fill = May(Act::PrepareReturn);
    routes
        .get("/returns/{id}/workbook", May(Act::ReadReturns), return_workbook::download)
        .get("/returns/{id}/workbook/read", fill, return_workbook::ask)
        .post_file("/returns/{id}/workbook/read", fill, return_workbook::look)
        .post("/returns/{id}/workbook/record", fill, return_workbook::record)
}
