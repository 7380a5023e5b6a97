//! A report on its way to a page: the record it is made from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use entity::choice::Choice;
use entity::id::RowId;
use entity::state::ReportKind;
use rules::field::Draft;
use rules::procurement::Procurement;
use rules::procurement::found::{Found, found};
use rules::report::{Keeping, Paper, Report, as_written, kinds};
use rules::settings::Authority;
use rules::{Refusal, Why};
use serde::Serialize;
use tokio::sync::Semaphore;

use crate::report::{Composed, Missing, ReportError, Sources, compose, to_keep};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Desk, Posted};
use crate::web::pages::case;

/// The record that a report is made from.
#[derive(Clone)]
pub(super) struct Loaded {
    pub procurement: Procurement,
    pub authority: Authority,
    pub kind: ReportKind,
    pub report: Option<Report>,
    pub own: BTreeMap<String, String>,
    pub found: Found,
    demonstration: bool,
}

/// What pages call a report, and where it is.
#[derive(Serialize)]
pub(super) struct Names {
    title: &'static str,
    path: String,
}

/// How many reports are composed at once; each keeps a processor busy.
static PLACES: Semaphore = Semaphore::const_new(2);

/// How many may wait for that, each with a record in memory; more are asked to come again.
static QUEUE: Semaphore = Semaphore::const_new(32);

/// Does work on a report away from the threads that answer requests.
pub(in crate::web::pages) async fn away<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ReportError> + Send + 'static,
) -> Result<T, Stop> {
    let queued = QUEUE.try_acquire().map_err(|_| Stop::Busy)?;
    let place = PLACES.acquire().await.map_err(|_| Stop::Busy)?;
    let work = move || {
        let _places = (queued, place);
        work()
    };
    let done = tokio::task::spawn_blocking(work).await.map_err(|_| Stop::Broken)?;
    done.map_err(stop)
}

/// Too much prose is the writer's to mend; a template that fails is ours.
fn stop(error: ReportError) -> Stop {
    match error {
        ReportError::TooMuch(says) => Stop::Refused(Refusal::of(Why::Incomplete, says)),
        error => {
            tracing::error!(%error, "a report could not be composed");
            Stop::Broken
        }
    }
}

impl Loaded {
    /// Loads a report of the desk's own authority; there is none of a kind that it does not make.
    pub async fn of(desk: &Desk<Staff>, reference: &str, kind: &str) -> Result<Arc<Self>, Stop> {
        let (procurement, authority) = case(desk, reference).await?;
        let made = kinds(authority.row.report_style);
        let kind = ReportKind::of(kind).filter(|kind| made.contains(kind)).ok_or(Stop::NotFound)?;
        Ok(Arc::new(Self::with(desk, procurement, authority, kind).await?))
    }

    async fn with(
        desk: &Desk<Staff>,
        procurement: Procurement,
        authority: Authority,
        kind: ReportKind,
    ) -> Result<Self, Stop> {
        let report = desk.report(procurement.row.id, kind).await?;
        Ok(Self {
            own: report.as_ref().map(Report::own).unwrap_or_default(),
            found: found(&procurement, &authority.row, desk.now),
            demonstration: desk.is_demonstration().await?,
            procurement,
            authority,
            kind,
            report,
        })
    }

    /// What pages call it, and where it is.
    pub fn names(&self) -> Names {
        Names { title: self.kind.label(), path: self.path() }
    }

    /// Where it is.
    pub fn path(&self) -> String {
        format!("/procurements/{}/report/{}", self.procurement.row.reference, self.kind.code())
    }

    /// The report as the record stands.
    pub async fn compose(self: &Arc<Self>) -> Result<Composed, Stop> {
        let loaded = Arc::clone(self);
        away(move || compose(loaded.kind, &loaded.sources())).await
    }

    /// The same, ready to be kept.
    pub async fn to_keep(self: &Arc<Self>) -> Result<Paper, Stop> {
        let loaded = Arc::clone(self);
        away(move || to_keep(loaded.kind, &loaded.sources())).await
    }

    /// The report as it will be with a section written anew.
    pub fn written(&self, section: &str, record: &Draft, own: Option<&str>) -> Result<Arc<Self>, Refusal> {
        let mut after = Self { procurement: as_written(&self.procurement, record)?, ..self.clone() };
        match own {
            Some(says) => after.own.insert(section.to_owned(), says.to_owned()),
            None => after.own.remove(section),
        };
        Ok(Arc::new(after))
    }

    fn sources(&self) -> Sources<'_> {
        Sources {
            procurement: &self.procurement,
            authority: &self.authority,
            found: &self.found,
            own: &self.own,
            demonstration: self.demonstration,
        }
    }
}

/// What it takes to keep a paper of this report.
pub(super) async fn keeping_of(
    posted: &Posted<Staff>,
    loaded: &Loaded,
    paper: Paper,
) -> Result<Keeping, Stop> {
    let row: RowId = posted.new_id().await?;
    Ok(Keeping {
        report: loaded.report.clone(),
        begins: posted.new_id().await?,
        row,
        salt: posted.salt(),
        authority: loaded.authority.row.clone(),
        paper,
    })
}

/// What the report that a procurement is decided on refers to but is not there, each with where to mend it.
pub(in crate::web::pages) async fn missing(
    desk: &Desk<Staff>,
    procurement: &Procurement,
    authority: &Authority,
) -> Result<Vec<Gap>, Stop> {
    let Some(kind) = kinds(authority.row.report_style).first() else { return Ok(Vec::new()) };
    let loaded = Arc::new(Loaded::with(desk, procurement.clone(), authority.clone(), *kind).await?);
    match loaded.compose().await {
        Ok(composed) => Ok(gaps(&loaded, composed.missing)),
        // A paper that cannot be composed must not hide the way to withdraw it.
        Err(Stop::Refused(refusal)) => Ok(vec![Gap { name: refusal.first(), path: loaded.path() }]),
        Err(stop) => Err(stop),
    }
}

/// Something that prose refers to but is not there, and where to mend it.
#[derive(Serialize)]
pub(in crate::web::pages) struct Gap {
    name: String,
    path: String,
}

/// Each name once a section.
pub(super) fn gaps(loaded: &Loaded, missing: Vec<Missing>) -> Vec<Gap> {
    let missing: BTreeSet<(String, String)> =
        missing.into_iter().map(|missing| (missing.section, missing.name)).collect();
    let gap = |(section, name)| Gap { path: format!("{}/sections/{section}", loaded.path()), name };
    missing.into_iter().map(gap).collect()
}

/// The report that a procurement is decided on, as the record stands, ready to be kept.
pub(in crate::web::pages) async fn keeping(
    posted: &Posted<Staff>,
    procurement: &Procurement,
    authority: &Authority,
) -> Result<Keeping, Stop> {
    let none = || Stop::Refused(Refusal::of(Why::NotNow, "This authority makes no report of this."));
    let kind = kinds(authority.row.report_style).first().ok_or_else(none)?;
    let loaded = Arc::new(Loaded::with(posted, procurement.clone(), authority.clone(), *kind).await?);
    let paper = loaded.to_keep().await?;
    keeping_of(posted, &loaded, paper).await
}

impl Names {
    /// What pages call it.
    pub fn title(&self) -> &'static str {
        self.title
    }
}
