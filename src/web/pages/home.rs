//! The first page: what Gatehouse is, or what waits for whoever is signed in.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use chrono::Duration;
use entity::choice::Choice;
use entity::procurement;
use entity::state::Stage;
use rules::access::{Act, Side, may, minds_unmanaged};
use rules::law::clock::uk_date;
use rules::tender::Standing;
use serde::Serialize;

use super::evaluation::{self, Order, Waiting};
use super::procurements::Listed;
use super::tenders::Listed as ListedTender;
use super::term::ListedNext;
use crate::store::{ListingFilter, Staff, TenderFilter};
use crate::web::answer::Stop;
use crate::web::answer::go_to;
use crate::web::audience::Whoever;
use crate::web::desk::{App, Desk};
use crate::web::view::{Frame, Page, render};

#[derive(Serialize)]
struct WelcomePage {}

impl Page for WelcomePage {
    const TEMPLATE: &'static str = "welcome.html";
    fn title(&self) -> String {
        "Buying services well, from first idea to last quarter".to_owned()
    }
}

#[derive(Serialize)]
struct HomePage {
    name: String,
    days: Vec<ComesUp>,
    panels: Vec<Waiting>,
    reads_all: bool,
    groups: Vec<Group>,
    tenders: Vec<TenderGroup>,
    /// The first days that matter in the contracts, for those who manage them.
    contracts: Vec<ListedNext>,
    /// Returns that wait to be reviewed, for those who review them.
    returns: Vec<super::return_review::Waiting>,
    may_start: bool,
}

/// A day that comes up, or has gone by.
#[derive(Serialize)]
struct ComesUp {
    says: String,
    path: String,
}

#[derive(Serialize)]
struct TenderGroup {
    title: &'static str,
    rows: Vec<ListedTender>,
}

#[derive(Serialize)]
struct Group {
    title: String,
    rows: Vec<Listed>,
}

impl Page for HomePage {
    const TEMPLATE: &'static str = "home.html";
    fn title(&self) -> String {
        "What waits for you".to_owned()
    }
}

/// What waits for staff, a provider's own page, or the welcome for anyone else.
pub async fn show(State(app): State<App>, Whoever(signed): Whoever, uri: Uri) -> Result<Response, Stop> {
    let frame = Frame::of(&app, signed.as_ref(), &uri);
    let Some(signed) = signed else { return render(&frame, &WelcomePage {}) };
    match signed.actor().side {
        Side::Provider(_) if may(signed.actor(), Act::ReadBids).is_ok() => Ok(go_to("/bids")),
        Side::Provider(_) if may(signed.actor(), Act::ReadReturns).is_ok() => Ok(go_to("/returns")),
        Side::Provider(_) => Ok(go_to("/organisation")),
        Side::Staff(_) | Side::House => waiting(&Desk::<Staff>::open(&app, &signed, frame, app.now())?).await,
    }
}

/// What waits for them on the panels they sit on, until it is over.
async fn waiting_on_panels(desk: &Desk<Staff>) -> Result<Vec<Waiting>, Stop> {
    if !desk.may(Act::Evaluate) {
        return Ok(Vec::new());
    }
    let mut panels = evaluation::waiting(desk).await?;
    panels.retain(|one| one.order() != Order::Over);
    Ok(panels)
}

/// How many days back what people were reminded of is shown.
const REMINDED_DAYS: i64 = 30;

/// What whoever manages contracts was reminded of lately, the first day first; each day once, however often that was.
async fn days_that_come_up(desk: &Desk<Staff>) -> Result<Vec<ComesUp>, Stop> {
    let Some(person) = desk.actor.person.filter(|_| desk.may(Act::ReadContracts)) else {
        return Ok(Vec::new());
    };
    let since = desk.now - Duration::days(REMINDED_DAYS);
    let mut rows = desk.reminders(person, minds_unmanaged(&desk.actor), since).await?;
    // The last part of a key says how many days before it was; a key without it is that of the day.
    let mut seen = BTreeSet::new();
    rows.retain(|row| {
        seen.insert(row.once.rsplit_once('/').map_or_else(String::new, |(day, _)| day.to_owned()))
    });
    rows.sort_by_key(|row| (row.on_day, row.id));
    Ok(rows.into_iter().map(|row| ComesUp { says: row.says, path: row.path }).collect())
}

async fn waiting(desk: &Desk<Staff>) -> Result<Response, Stop> {
    let mut groups = Vec::new();
    for stage in Stage::ALL.iter().copied().filter(|stage| waits_for(desk, *stage)) {
        let filter = ListingFilter { stage: Some(stage), ..Default::default() };
        let rows: Vec<procurement::Model> = desk.procurements(&filter).await?.rows;
        if !rows.is_empty() {
            groups
                .push(Group { title: waits(stage).to_owned(), rows: rows.iter().map(Listed::of).collect() });
        }
    }
    desk.page(&HomePage {
        name: desk.actor.name.clone(),
        days: days_that_come_up(desk).await?,
        panels: waiting_on_panels(desk).await?,
        reads_all: desk.may(Act::ReadProcurements),
        groups,
        tenders: tenders(desk).await?,
        contracts: contracts(desk).await?,
        returns: super::return_review::waits(desk).await?,
        may_start: desk.may(Act::WriteProcurement),
    })
}

/// The five first days that matter in the authority's contracts, for those who manage contracts.
async fn contracts(desk: &Desk<Staff>) -> Result<Vec<ListedNext>, Stop> {
    if !desk.may(Act::WriteContract) {
        return Ok(Vec::new());
    }
    let today = uk_date(desk.now);
    let rows = desk.next_decisions(None, 5).await?.rows;
    Ok(rows.iter().filter_map(|row| ListedNext::of(row, today)).collect())
}

/// The tenders that wait for something this person may do.
async fn tenders(desk: &Desk<Staff>) -> Result<Vec<TenderGroup>, Stop> {
    let mut groups = Vec::new();
    for standing in Standing::ALL {
        let title = match standing {
            Standing::Draft if desk.may(Act::WriteTender) => "Tenders to be written and published",
            Standing::Open if desk.may(Act::WriteTender) => "Tenders open for bids",
            Standing::Closed if desk.may(Act::OpenBids) => "Tenders whose bids are to be opened",
            Standing::Opened if desk.may(Act::DecideChecks) => "Tenders whose bids are opened",
            Standing::Draft | Standing::Open | Standing::Closed | Standing::Opened | Standing::Cancelled => {
                continue;
            }
        };
        let filter = TenderFilter { standing: Some(*standing), ..Default::default() };
        let rows = desk.tenders(&filter, desk.now).await?.rows;
        if !rows.is_empty() {
            let rows = rows.iter().map(|row| ListedTender::of(row, desk.now)).collect();
            groups.push(TenderGroup { title, rows });
        }
    }
    Ok(groups)
}

/// What procurements of a stage wait for.
fn waits(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "To be written and sent to clearance",
        Stage::InClearance => "Waiting for clearance",
        Stage::ForDecision => "Waiting for a decision",
        Stage::Decided => "Waiting for the end of call-in",
        Stage::Effective => "Effective, ready for a tender",
        Stage::Refused | Stage::Withdrawn => "Ended",
    }
}

/// Whether procurements of a stage wait for something this person may do.
fn waits_for(desk: &Desk<Staff>, stage: Stage) -> bool {
    use entity::state::ClearanceKind;
    match stage {
        Stage::Draft => desk.may(Act::WriteProcurement),
        Stage::InClearance => {
            desk.may(Act::PutForDecision) || ClearanceKind::ALL.iter().any(|kind| desk.may(Act::Clear(*kind)))
        }
        Stage::ForDecision | Stage::Decided => desk.may(Act::RecordDecision),
        Stage::Effective => desk.may(Act::SendToClearance),
        Stage::Refused | Stage::Withdrawn => false,
    }
}
