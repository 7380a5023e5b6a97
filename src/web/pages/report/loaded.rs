//! A report on its way to a page: the record it is made from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use entity::choice::Choice;
use entity::id::RowId;
use entity::state::ReportKind;
use rules::field::Draft;
use rules::procurement::Procurement;
use rules::procurement::found::{Found, found};
use rules::report::awarding::{Awarding, TenderRecord};
use rules::report::{
    Figures, Keeping, Moment, Paper, Report, as_written, is_exempt, kinds, may_read, may_write_report, moment,
};
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
    /// What a report of an award says of the tenders.
    pub awarding: Option<Awarding>,
    /// The reports of this procurement that its reader may read.
    papers: Vec<ReportKind>,
    /// Why its reader may not write in this one.
    may_not_write: Option<Refusal>,
    demonstration: bool,
}

/// What pages call a report, and where it is.
#[derive(Serialize)]
pub(super) struct Names {
    title: &'static str,
    path: String,
    /// Whether it is a report of an award, which knows no clearance.
    of_award: bool,
    why_not: Option<String>,
    papers: Vec<Listed>,
}

/// One of the reports of a procurement.
#[derive(Serialize)]
struct Listed {
    title: &'static str,
    path: String,
    is_here: bool,
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
        ReportError::Refused(refusal) => Stop::Refused(refusal),
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
        let records = desk.tender_records(procurement.row.id).await?;
        let read = |kind: ReportKind| match moment(kind) {
            Moment::Commencement => Ok(()),
            // There is no award before something was published.
            Moment::Award if records.iter().all(|record| record.tender.terms.is_empty()) => {
                Err(Refusal::not_found())
            }
            Moment::Award => {
                let begun: Vec<_> = records.iter().filter_map(|record| record.scoring.as_ref()).collect();
                may_read(kind, &begun, &desk.actor)
            }
        };
        read(kind).map_err(Stop::Refused)?;
        let papers = made.iter().copied().filter(|kind| read(*kind).is_ok()).collect();
        let mut loaded = Self::with(desk, procurement, authority, kind).await?;
        if moment(kind) == Moment::Award {
            loaded.awarding = Some(loaded.awarding_of(desk, &records).await?);
        }
        Ok(Arc::new(Self { papers, ..loaded }))
    }

    /// What the report says of the tenders: what everyone may know or, where it is exempt, what is open to its reader.
    async fn awarding_of(&self, desk: &Desk<Staff>, records: &[TenderRecord]) -> Result<Awarding, Stop> {
        let people = desk.colleagues().await?.into_iter().map(|one| (one.id, one.name)).collect();
        let (p, authority) = (&self.procurement, &self.authority);
        Ok(match is_exempt(self.kind) {
            true => Awarding::exempt(p, authority, records, &people, &desk.actor, desk.now),
            false => Awarding::open(p, authority, records, &people, desk.now),
        })
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
            awarding: None,
            papers: vec![kind],
            may_not_write: may_write_report(kind, &procurement, &desk.actor).err(),
            demonstration: desk.is_demonstration().await?,
            procurement,
            authority,
            kind,
            report,
        })
    }

    /// What pages call it, and where it is.
    pub fn names(&self) -> Names {
        let listed = |kind: &ReportKind| Listed {
            title: kind.label(),
            path: self.path_of(*kind),
            is_here: *kind == self.kind,
        };
        let of_award = moment(self.kind) == Moment::Award;
        Names {
            title: self.kind.label(),
            path: self.path(),
            why_not: self.may_not_write.as_ref().filter(|_| of_award).map(|it| it.clone().first()),
            of_award,
            papers: self.papers.iter().map(listed).collect(),
        }
    }

    /// Whether its reader may write in it.
    pub fn may_write(&self) -> bool {
        self.may_not_write.is_none()
    }

    /// The figures that prose in it can name.
    pub fn figures(&self) -> Figures {
        let figures = Figures::of(&self.procurement, &self.authority, &self.found);
        match &self.awarding {
            Some(awarding) => figures.with_award(awarding),
            None => figures,
        }
    }

    /// Where it is.
    pub fn path(&self) -> String {
        self.path_of(self.kind)
    }

    fn path_of(&self, kind: ReportKind) -> String {
        format!("/procurements/{}/report/{}", self.procurement.row.reference, kind.code())
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
            awarding: self.awarding.as_ref(),
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
