//! Tenders: written, published, asked about, opened.

use rules::access::Act;
use rules::tender::edit::Writing;

use super::Routes;
use crate::web::audience::Audience::{Anyone, May};
use crate::web::pages::{
    checks, lists, opening, opportunities, panel, parts, price, publication, questions, record, rows, tenders,
};

pub(super) fn routes(routes: Routes) -> Routes {
    publication(questions_and_opening(writing(routes)))
}

fn writing(routes: Routes) -> Routes {
    let read = May(Act::ReadProcurements);
    let tendering = May(Act::WriteTender);
    routes
        .post("/procurements/{reference}/tender", tendering, tenders::start)
        .get("/tenders", read, tenders::list)
        .get("/tenders/{reference}", read, tenders::show)
        .get("/tenders/{reference}/part/{part}", read, parts::show::<Writing>)
        .post("/tenders/{reference}/part/{part}", tendering, parts::save::<Writing>)
        .get("/tenders/{reference}/list/{list}", read, lists::show::<Writing>)
        .post("/tenders/{reference}/list/{list}/empty", tendering, lists::say_empty::<Writing>)
        .get("/tenders/{reference}/list/{list}/new", tendering, rows::new::<Writing>)
        .post("/tenders/{reference}/list/{list}/new", tendering, rows::add::<Writing>)
        .get("/tenders/{reference}/list/{list}/{row}", read, rows::show::<Writing>)
        .post("/tenders/{reference}/list/{list}/{row}", tendering, rows::save::<Writing>)
        .post("/tenders/{reference}/list/{list}/{row}/up", tendering, rows::up::<Writing>)
        .get("/tenders/{reference}/list/{list}/{row}/remove", tendering, rows::ask_to_remove::<Writing>)
        .post("/tenders/{reference}/list/{list}/{row}/remove", tendering, rows::remove::<Writing>)
        .post("/tenders/{reference}/list/scale/begin/{scale}", tendering, tenders::choose_scale)
        .get("/tenders/{reference}/files", read, tenders::new_file)
        .post_file("/tenders/{reference}/files", tendering, tenders::add_file)
        .get("/tenders/{reference}/files/{row}", read, tenders::read_file)
        .post("/tenders/{reference}/files/{row}/remove", tendering, tenders::remove_file)
        .get("/tenders/{reference}/emails", tendering, tenders::emails)
        .get("/tenders/{reference}/history", read, record::of_tender)
}

/// Questions about tenders, the panel, the opening of bids and their checks.
fn questions_and_opening(routes: Routes) -> Routes {
    let read = May(Act::ReadProcurements);
    let write = May(Act::WriteTender);
    let opens = May(Act::OpenBids);
    let checks = May(Act::DecideChecks);
    let own_bids = May(Act::ReadBids);
    let bids = May(Act::WriteBid);
    routes
        .get("/tenders/{reference}/questions", read, questions::list)
        .get("/tenders/{reference}/questions/{number}", read, questions::show)
        .post("/tenders/{reference}/questions/{number}", write, questions::answer)
        .get("/tenders/{reference}/panel", read, panel::show)
        .post("/tenders/{reference}/panel", write, panel::seat)
        .post("/tenders/{reference}/panel/{member}/leave", write, panel::leave)
        .get("/tenders/{reference}/bids", read, opening::show)
        .post("/tenders/{reference}/bids/begin", opens, opening::begin)
        .post("/tenders/{reference}/bids/open", opens, opening::open)
        .get("/tenders/{reference}/bids/{bid}", checks, checks::show)
        .get("/tenders/{reference}/bids/{bid}/files/{part}", checks, checks::file)
        .post("/tenders/{reference}/bids/{bid}/subcontractor", checks, checks::add_subcontractor)
        .get("/tenders/{reference}/bids/{bid}/checks/{check}", checks, checks::decide)
        .post("/tenders/{reference}/bids/{bid}/checks/{check}", checks, checks::save_decision)
        .get("/tenders/{reference}/bids/{bid}/checks/{check}/ask", checks, checks::ask)
        .post("/tenders/{reference}/bids/{bid}/checks/{check}/ask", checks, checks::save_ask)
        .get("/tenders/{reference}/bids/{bid}/checks/{check}/notified", checks, checks::notified)
        .post("/tenders/{reference}/bids/{bid}/checks/{check}/notified", checks, checks::save_notified)
        .get("/opportunities/{reference}/ask", own_bids, questions::show_ask)
        .post("/opportunities/{reference}/ask", bids, questions::ask)
        .post("/opportunities/{reference}/follow", bids, questions::follow)
        .post("/opportunities/{reference}/unfollow", bids, questions::unfollow)
}

fn publication(routes: Routes) -> Routes {
    let read = May(Act::ReadProcurements);
    let tender = May(Act::WriteTender);
    routes
        .get("/tenders/{reference}/price", read, price::show)
        .post("/tenders/{reference}/price", tender, price::choose)
        .get("/tenders/{reference}/publication", read, publication::show)
        .post("/tenders/{reference}/publication", tender, publication::publish)
        .post("/tenders/{reference}/publication/begin-amendment", tender, publication::begin_amendment)
        .get("/tenders/{reference}/publication/{form}", read, publication::show_form)
        .post("/tenders/{reference}/publication/{form}", read, publication::decide)
        .get("/opportunities", Anyone, opportunities::list)
        .get("/opportunities/feed.atom", Anyone, opportunities::feed)
        .get("/opportunities/{reference}", Anyone, opportunities::show)
        .get("/opportunities/{reference}/files/{file}", Anyone, opportunities::file)
}
