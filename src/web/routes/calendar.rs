//! Calendars: when those who decide meet, and the days of contracts for calendars elsewhere.

use rules::access::Act;

use super::Routes;
use crate::web::audience::Audience::{Anyone, May};
use crate::web::pages::calendar;

pub(super) fn routes(routes: Routes) -> Routes {
    let (read, keep) = (May(Act::ReadContracts), May(Act::KeepCalendar));
    routes
        .get("/calendar", read, calendar::show)
        .get("/calendar/import", keep, calendar::form)
        .post_file("/calendar/import", keep, calendar::upload)
        .post("/calendar/import/confirm", keep, calendar::confirm)
        .get("/calendar-addresses", read, calendar::addresses)
        .post("/calendar-addresses", read, calendar::make)
        .post("/calendar-addresses/{id}/revoke", read, calendar::revoke)
        .get("/calendars/{secret}", Anyone, calendar::read)
}
