//! The record that a report on performance is made from.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use entity::choice::Choice;
use rules::law::clock::long_instant;
use rules::report::Figures;
use rules::report::performance::{Eyes, Performance, Which};
use rules::returns::Monitoring;
use rules::returns::papers::{Issuing, may_write, which};
use rules::settings::Authority;
use serde::{Deserialize, Serialize};

use crate::report::{Composed, changed_since, compose_performance, kept_performance};
use crate::store::{Colleague, IssuedReport, Staff};
use crate::web::answer::Stop;
use crate::web::desk::{Desk, Posted};
use crate::web::pages::own_authority;
use crate::web::pages::report::away;

/// The address of a report: of a period by its number, or of the whole contract.
#[derive(Debug, Deserialize)]
pub struct To {
    reference: String,
    #[serde(default)]
    number: Option<i32>,
}

/// The record that the report is made from, and what was issued before.
pub(super) struct Loaded {
    pub monitoring: Monitoring,
    pub authority: Authority,
    pub which: Which,
    /// Every report of the contract that was issued, newest first.
    pub issued: Vec<IssuedReport>,
    pub may_write: bool,
    demonstration: bool,
    pub now: DateTime<Utc>,
}

/// A report that was issued, as a list shows it.
#[derive(Serialize)]
pub(super) struct IssuedLine {
    pub number: i32,
    pub title: String,
    pub at: String,
    pub who: String,
    /// What changed since, in sentences.
    pub since: Vec<String>,
}

impl Loaded {
    /// The report at an address of the desk's own authority.
    pub async fn of(desk: &Desk<Staff>, to: &To) -> Result<Arc<Self>, Stop> {
        let monitoring = desk.monitoring(&to.reference).await?.ok_or(Stop::NotFound)?;
        let which = match to.number {
            Some(number) => Which::Monitoring(monitoring.numbered(number)?.row.id),
            None => Which::Review,
        };
        Self::with(desk, monitoring, which).await
    }

    /// The same of a record that is there already.
    pub async fn with(desk: &Desk<Staff>, monitoring: Monitoring, which: Which) -> Result<Arc<Self>, Stop> {
        Ok(Arc::new(Self {
            authority: own_authority(desk).await?,
            issued: desk.performance_papers(monitoring.contract.row.id).await?,
            may_write: may_write(&monitoring, which, &desk.actor).is_ok(),
            demonstration: desk.is_demonstration().await?,
            now: desk.now,
            monitoring,
            which,
        }))
    }

    /// Where all reports of the contract are.
    pub fn home(&self) -> String {
        format!("/contracts/{}/performance/reports", self.monitoring.contract.row.reference)
    }

    /// Where this one is.
    pub fn path(&self) -> String {
        match self.number() {
            Some(number) => format!("{}/monitoring/{number}", self.home()),
            None => format!("{}/review", self.home()),
        }
    }

    fn number(&self) -> Option<i32> {
        let id = self.which.of_return()?;
        self.monitoring.one(id).ok().map(|one| one.row.number)
    }

    /// What a file of it is called.
    pub fn file_name(&self) -> String {
        let reference = &self.monitoring.contract.row.reference;
        match self.number() {
            Some(number) => format!("{reference}-monitoring-{number}"),
            None => format!("{reference}-review"),
        }
    }

    /// What pages call it.
    pub fn name(&self) -> String {
        let of = self.which.of_return().and_then(|id| self.monitoring.one(id).ok());
        match of {
            Some(one) => format!("Monitoring report, {}", self.monitoring.period_words(one)),
            None => "Contract review".to_owned(),
        }
    }

    /// The report for these readers.
    pub fn report(&self, eyes: Eyes) -> Result<Performance<'_>, Stop> {
        Ok(Performance::of(&self.monitoring, &self.authority, self.which, eyes, self.now)?)
    }

    /// The figures that prose can name.
    pub fn figures(&self) -> Result<Figures, Stop> {
        Ok(Figures::of_performance(&self.report(Eyes::Council)?))
    }

    /// The report as the record stands.
    pub async fn compose(self: &Arc<Self>, eyes: Eyes) -> Result<Composed, Stop> {
        let it = Arc::clone(self);
        away(move || {
            let of = Performance::of(&it.monitoring, &it.authority, it.which, eyes, it.now)
                .map_err(crate::report::ReportError::Refused)?;
            compose_performance(&of, it.demonstration)
        })
        .await
    }

    /// What it takes to issue it as the record stands.
    pub async fn issuing(self: &Arc<Self>, posted: &Posted<Staff>, texts: bool) -> Result<Issuing, Stop> {
        let (council, public) =
            (self.compose(Eyes::Council).await?, self.compose(Eyes::Public { texts }).await?);
        let (title, document, mut missing) = away(move || kept_performance(council)).await?;
        let (_, public_document, also) = away(move || kept_performance(public)).await?;
        missing.extend(also);
        Ok(Issuing {
            id: posted.new_id().await?,
            last: self.issued.first().map_or(0, |newest| newest.number),
            before: self.of_this().next().map(|newest| (newest.number, newest.digest.clone())),
            title,
            document,
            public_document,
            missing,
        })
    }

    /// Those that were issued of this report, newest first.
    pub fn of_this(&self) -> impl Iterator<Item = &IssuedReport> {
        self.issued
            .iter()
            .filter(|one| one.kind == self.which.kind() && one.return_id == self.which.of_return())
    }

    /// How a list shows one.
    pub fn line(&self, one: &IssuedReport, colleagues: &[Colleague]) -> IssuedLine {
        let who = colleagues.iter().find(|colleague| colleague.id == one.person);
        IssuedLine {
            number: one.number,
            title: one.title.clone(),
            at: long_instant(one.at),
            who: who.map(|colleague| colleague.name.clone()).unwrap_or_default(),
            since: self.since(one, Eyes::Council),
        }
    }

    /// What changed since one was issued, as these readers may know it.
    pub fn since(&self, one: &IssuedReport, eyes: Eyes) -> Vec<String> {
        let Some(which) = which(one.kind, one.return_id) else { return Vec::new() };
        since_of(&self.monitoring, &self.authority, which, one, eyes, self.now)
    }
}

/// What changed in the days of an issued report since.
pub(super) fn since_of(
    monitoring: &Monitoring,
    authority: &Authority,
    which: Which,
    one: &IssuedReport,
    eyes: Eyes,
    now: DateTime<Utc>,
) -> Vec<String> {
    match Performance::of(monitoring, authority, which, eyes, now) {
        Ok(report) => changed_since(&report.over(one.days), one.at),
        Err(_) => vec![
            "It cannot be told what changed since: the term of the contract cannot be worked out now."
                .to_owned(),
        ],
    }
}

/// How an issued report says what it is.
pub(super) fn status(
    kind: entity::state::PerformanceKind,
    number: i32,
    at: DateTime<Utc>,
    public: bool,
) -> String {
    let copy = if public { "public copy of report" } else { "report" };
    format!("{}, {copy} {number}, issued {}", kind.label(), long_instant(at))
}
