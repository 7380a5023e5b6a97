//! Every route, in one list, each with its audience: those of tenders, bids and their evaluation in rooms of their own.

mod award;
mod bids;
mod break_report;
mod breaks;
mod calendar;
mod contract_money;
mod contract_register;
mod contracts;
mod evaluation;
mod kpis;
mod lots;
mod performance;
mod performance_report;
mod return_review;
mod return_workbook;
mod returns;
mod scores;
mod tenders;

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, post};
use rules::access::Act;
use rules::procurement::Procurement;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::{DefaultOnResponse, TraceLayer};
use tracing::Level;

use super::audience::{self, Audience};
use super::desk::App;
use super::pages::{
    account, approval, clearance, decision, health, home, law, lists, organisation, parts, people,
    procurements, record, register, report, retention, rows, settings, sign_in, statement,
};
use super::{answer, assets, security};
use crate::store::{Provider, Staff};

/// A route as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteFact {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Its path, with names in braces.
    pub path: &'static str,
    /// For whom it is.
    pub audience: Audience,
}

/// The whole site.
pub fn router(app: App) -> Router {
    routes(Routes::new(app.clone()))
        .router
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(app.clone(), answer::draw_stops))
        .layer(from_fn_with_state(app.clone(), security::headers))
        // INVARIANT: the log tells method, matched path and status, never a person, a query or a form.
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(span)
                .on_response(DefaultOnResponse::new().level(Level::INFO)),
        )
        .with_state(app)
}

/// Every route and its audience, for the test that keeps the list.
#[must_use]
pub fn route_facts(app: App) -> Vec<RouteFact> {
    routes(Routes::new(app)).facts
}

fn span(request: &axum::extract::Request) -> tracing::Span {
    let path = request
        .extensions()
        .get::<axum::extract::MatchedPath>()
        .map_or("", axum::extract::MatchedPath::as_str);
    tracing::info_span!("request", method = %request.method(), path)
}

fn routes(routes: Routes) -> Routes {
    use Audience::{Anyone, May, SignedIn};
    let read = May(Act::ReadProcurements);
    let write = May(Act::WriteProcurement);
    let manage = May(Act::ManagePeople);
    let colleagues = May(Act::ManageColleagues);
    let routes = evaluation::routes(routes);
    let routes = award::routes(lots::routes(scores::routes(routes)));
    let routes = calendar::routes(routes);
    let routes = contracts::routes(bids::routes(tenders::routes(routes)));
    let routes = breaks::routes(routes);
    let routes = contract_register::routes(routes);
    let routes = break_report::routes(routes);
    let routes = contract_money::routes(routes);
    let routes = return_workbook::routes(returns::routes(kpis::routes(routes)));
    let routes = performance_report::routes(performance::routes(return_review::routes(routes)));
    routes
        .get("/", Anyone, home::show)
        .get("/health", Anyone, health::show)
        .get("/accessibility", Anyone, statement::show)
        .get("/assets/{mark}/{name}", Anyone, assets::get)
        .get("/sign-in", Anyone, sign_in::show)
        .post("/sign-in", Anyone, sign_in::sign_in)
        .get("/invitation/{token}", Anyone, sign_in::invitation)
        .post("/invitation/{token}", Anyone, sign_in::choose_password)
        .get("/register", Anyone, register::show)
        .post("/register", Anyone, register::register)
        .post("/sign-out", SignedIn, account::sign_out)
        .get("/account", SignedIn, account::show)
        .post("/account/sign-out-everywhere", SignedIn, account::sign_out_everywhere)
        .post("/account/password", SignedIn, account::change_password)
        .get("/procurements", read, procurements::list)
        .get("/procurements/new", write, procurements::new)
        .post("/procurements/new", write, procurements::start)
        .get("/procurements/{reference}", read, procurements::show)
        .get("/procurements/{reference}/law", read, law::show)
        .get("/procurements/{reference}/part/{part}", read, parts::show::<Procurement>)
        .post("/procurements/{reference}/part/{part}", write, parts::save::<Procurement>)
        .get("/procurements/{reference}/list/{list}", read, lists::show::<Procurement>)
        .post("/procurements/{reference}/list/{list}/empty", write, lists::say_empty::<Procurement>)
        .get("/procurements/{reference}/list/{list}/new", write, rows::new::<Procurement>)
        .post("/procurements/{reference}/list/{list}/new", write, rows::add::<Procurement>)
        .get("/procurements/{reference}/list/{list}/{row}", read, rows::show::<Procurement>)
        .post("/procurements/{reference}/list/{list}/{row}", write, rows::save::<Procurement>)
        .post("/procurements/{reference}/list/{list}/{row}/up", write, rows::up::<Procurement>)
        .get("/procurements/{reference}/list/{list}/{row}/remove", write, rows::ask_to_remove::<Procurement>)
        .post("/procurements/{reference}/list/{list}/{row}/remove", write, rows::remove::<Procurement>)
        .get("/procurements/{reference}/approval", read, approval::show)
        .post("/procurements/{reference}/approval/send", May(Act::SendToClearance), approval::send)
        .post("/procurements/{reference}/approval/take-back", May(Act::SendToClearance), approval::take_back)
        .post(
            "/procurements/{reference}/approval/put-forward",
            May(Act::PutForDecision),
            approval::put_forward,
        )
        .post("/procurements/{reference}/approval/withdraw", May(Act::Withdraw), approval::withdraw)
        .get("/procurements/{reference}/clearance/{kind}", read, clearance::show)
        .post("/procurements/{reference}/clearance/{kind}", read, clearance::answer)
        .get("/procurements/{reference}/decision", May(Act::RecordDecision), decision::show)
        .post("/procurements/{reference}/decision", May(Act::RecordDecision), decision::save)
        .get("/procurements/{reference}/call-in", May(Act::RecordDecision), decision::show_call_in)
        .post("/procurements/{reference}/call-in", May(Act::RecordDecision), decision::save_call_in)
        .get("/procurements/{reference}/history", read, record::of_procurement)
        .get("/procurements/{reference}/report/{kind}", read, report::show)
        .get("/procurements/{reference}/report/{kind}/pdf", read, report::pdf)
        .get("/procurements/{reference}/report/{kind}/word", read, report::word)
        .get("/procurements/{reference}/report/{kind}/sections", read, report::sections)
        .get("/procurements/{reference}/report/{kind}/sections/{section}", read, report::section)
        .post("/procurements/{reference}/report/{kind}/sections/{section}", write, report::save)
        .post("/procurements/{reference}/report/{kind}/sections/{section}/preview", write, report::preview)
        .get("/procurements/{reference}/report/{kind}/versions", read, report::versions)
        .post("/procurements/{reference}/report/{kind}/versions", write, report::keep)
        .get("/procurements/{reference}/report/{kind}/versions/{number}", read, report::version)
        .get("/procurements/{reference}/report/{kind}/versions/{number}/pdf", read, report::version_pdf)
        .get("/procurements/{reference}/report/{kind}/versions/{number}/word", read, report::version_word)
        .get("/procurements/{reference}/report/{kind}/compare", read, report::compare)
        .get("/people", manage, people::list::<Staff>)
        .get("/people/invite", manage, people::new::<Staff>)
        .post("/people/invite", manage, people::invite::<Staff>)
        .get("/people/{person}", manage, people::show::<Staff>)
        .post("/people/{person}/roles", manage, people::change_roles::<Staff>)
        .post("/people/{person}/link", manage, people::invite_again::<Staff>)
        .post("/people/{person}/stop", manage, people::stop::<Staff>)
        .post("/people/{person}/allow", manage, people::allow::<Staff>)
        .get("/settings", May(Act::ChangeSettings), settings::show)
        .get("/settings/figures", May(Act::ChangeSettings), settings::figures)
        .post("/settings/figures", May(Act::ChangeSettings), settings::save_figures)
        .get("/settings/{list}/new", May(Act::ChangeSettings), settings::new)
        .post("/settings/{list}/new", May(Act::ChangeSettings), settings::add)
        .get("/settings/{list}/{row}", May(Act::ChangeSettings), settings::edit)
        .post("/settings/{list}/{row}", May(Act::ChangeSettings), settings::save)
        .post("/settings/{list}/{row}/remove", May(Act::ChangeSettings), settings::remove)
        .get("/record", May(Act::ReadRecord), record::list)
        .get("/retention", May(Act::Dispose), retention::show)
        .post("/retention/{row}", May(Act::Dispose), retention::dispose)
        .get("/organisation", May(Act::ReadOrganisation), organisation::show)
        .get("/organisation/part/{part}", May(Act::ChangeOrganisation), organisation::part)
        .post("/organisation/part/{part}", May(Act::ChangeOrganisation), organisation::save)
        .get("/organisation/people", colleagues, people::list::<Provider>)
        .get("/organisation/people/invite", colleagues, people::new::<Provider>)
        .post("/organisation/people/invite", colleagues, people::invite::<Provider>)
        .get("/organisation/people/{person}", colleagues, people::show::<Provider>)
        .post("/organisation/people/{person}/roles", colleagues, people::change_roles::<Provider>)
        .post("/organisation/people/{person}/link", colleagues, people::invite_again::<Provider>)
        .post("/organisation/people/{person}/stop", colleagues, people::stop::<Provider>)
        .post("/organisation/people/{person}/allow", colleagues, people::allow::<Provider>)
}

/// How much a request may hold, and how long its answer may take.
#[derive(Clone, Copy)]
struct Most {
    bytes: usize,
    seconds: u64,
}

const FORM: Most = Most { bytes: security::MOST_BYTES, seconds: security::LONGEST_SECONDS };
const UPLOAD: Most =
    Most { bytes: security::MOST_BYTES_WITH_FILE, seconds: security::LONGEST_UPLOAD_SECONDS };

/// Collects routes; none can be added without its audience.
struct Routes {
    app: App,
    router: Router<App>,
    facts: Vec<RouteFact>,
}

impl Routes {
    fn new(app: App) -> Self {
        Self { app, router: Router::new(), facts: Vec::new() }
    }

    fn get<H, T: 'static>(self, path: &'static str, audience: Audience, page: H) -> Self
    where
        H: Handler<T, App>,
    {
        self.add("GET", path, audience, get(page), FORM)
    }

    fn post<H, T: 'static>(self, path: &'static str, audience: Audience, page: H) -> Self
    where
        H: Handler<T, App>,
    {
        self.add("POST", path, audience, post(page), FORM)
    }

    /// A form with a file, which may be larger and take longer.
    fn post_file<H, T: 'static>(self, path: &'static str, audience: Audience, page: H) -> Self
    where
        H: Handler<T, App>,
    {
        self.add("POST", path, audience, post(page), UPLOAD)
    }

    fn add(
        mut self,
        method: &'static str,
        path: &'static str,
        audience: Audience,
        page: MethodRouter<App>,
        most: Most,
    ) -> Self {
        self.facts.push(RouteFact { method, path, audience });
        let checked = page.route_layer(from_fn_with_state((self.app.clone(), audience), audience::check));
        let bounded: MethodRouter<App> = checked.layer(DefaultBodyLimit::max(most.bytes));
        let longest = Duration::from_secs(most.seconds);
        let bounded: MethodRouter<App> =
            bounded.layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, longest));
        self.router = self.router.route(path, bounded);
        self
    }
}
