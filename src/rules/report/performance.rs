//! What the reports on performance say of a contract: what each KPI came to over the periods of a report, what is off
//! target, what was corrected, and how the returns came. The council reads everything that was returned, the public what
//! `returns::publish` lets it.

mod figures;
mod told;

use chrono::{DateTime, NaiveDate, Utc};
use entity::id::ReturnId;
use entity::performance_text;
use entity::state::PerformanceKind;

use crate::contract::dates::Term;
use crate::contract::law::law_of;
use crate::contract::money::{Money, money};
use crate::law::clock::uk_date;
use crate::law::regime::Finding;
use crate::returns::publish::Public;
use crate::returns::{Asked, Kpi, Monitoring, Return, Version};
use crate::settings::Authority;
use crate::term::Span;
use crate::{Refusal, Why};

pub(super) use figures::figures;
pub use told::{Corrected, Exception, Told, Yearly};

/// Which report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The monitoring report of one period.
    Monitoring(ReturnId),
    /// The review of the contract over its life so far.
    Review,
}

impl Which {
    /// Its kind.
    #[must_use]
    pub const fn kind(self) -> PerformanceKind {
        match self {
            Self::Monitoring(_) => PerformanceKind::Monitoring,
            Self::Review => PerformanceKind::Review,
        }
    }

    /// The return whose period it is of.
    #[must_use]
    pub const fn of_return(self) -> Option<ReturnId> {
        match self {
            Self::Monitoring(id) => Some(id),
            Self::Review => None,
        }
    }
}

/// For whom it is composed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eyes {
    /// The council and its steering group.
    Council,
    /// Everyone.
    Public {
        /// Whether what was written for the report was read for publication and found fit.
        texts: bool,
    },
}

/// A contract as a report on its performance sees it.
#[derive(Clone, Debug)]
pub struct Performance<'a> {
    /// The record.
    pub source: &'a Monitoring,
    /// Whose it is.
    pub authority: &'a Authority,
    /// Which report.
    pub which: Which,
    /// For whom.
    pub eyes: Eyes,
    /// The record with those figures alone that this copy may rest on.
    pub seen: Monitoring,
    /// The first and the last day it tells of.
    pub span: Span,
    /// The term as it stands.
    pub term: Term,
    /// The money, to the end of the longest term.
    pub money: Money,
    /// The law that governs the contract.
    pub finding: Finding,
    /// The instant it is seen from.
    pub now: DateTime<Utc>,
    /// Its day.
    pub today: NaiveDate,
    public: Option<Public>,
}

impl<'a> Performance<'a> {
    /// The same report, telling of other days.
    #[must_use]
    pub fn over(self, span: Span) -> Self {
        Self { span, ..self }
    }

    /// The report as the record stands. Refuses a period that was not returned, and a contract without any return.
    pub fn of(
        source: &'a Monitoring,
        authority: &'a Authority,
        which: Which,
        eyes: Eyes,
        now: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        if authority.row.id != source.contract.row.authority_id {
            return Err(Refusal::not_found());
        }
        let today = uk_date(now);
        let contract = &source.contract;
        let told = |why: crate::term::Unreckonable| Refusal::of(Why::CannotTell, why.to_string());
        let term = contract.term(today).map_err(told)?;
        let public = match eyes {
            Eyes::Council => None,
            Eyes::Public { .. } => Some(Public::of(source)),
        };
        Ok(Self {
            span: span(source, which)?,
            seen: public.as_ref().map_or_else(|| as_returned(source), |public| public.monitoring.clone()),
            money: money(contract, term.longest_on(), today).map_err(told)?,
            finding: law_of(contract, now),
            source,
            authority,
            which,
            eyes,
            term,
            now,
            today,
            public,
        })
    }

    /// Whether it is the copy for everyone.
    #[must_use]
    pub const fn is_public(&self) -> bool {
        matches!(self.eyes, Eyes::Public { .. })
    }

    /// The periods it tells of, oldest first: those up to its own, or every one that began.
    #[must_use]
    pub fn periods(&self) -> Vec<&Return> {
        self.seen.returns.iter().filter(|one| one.row.last_on <= self.span.last).collect()
    }

    /// The period that it is about; of a review the last one that it tells of.
    #[must_use]
    pub fn period(&self) -> Option<&Return> {
        self.periods().last().copied()
    }

    /// The KPIs that were asked for in any of its periods, by outcome.
    #[must_use]
    pub fn kpis(&self) -> Vec<&Kpi> {
        let periods = self.periods();
        let asked = |kpi: &&Kpi| periods.iter().any(|one| self.seen.asked_of(kpi, one).is_some());
        self.seen.kpis.iter().filter(asked).collect()
    }

    /// A KPI as it was asked for last.
    #[must_use]
    pub fn last_asked<'b>(&'b self, kpi: &'b Kpi) -> Option<(&'b Return, Asked<'b>)> {
        let periods = self.periods();
        periods.into_iter().rev().find_map(|one| Some((one, self.seen.asked_of(kpi, one)?)))
    }

    /// What was written for it, if this copy may show it.
    #[must_use]
    pub fn text(&self) -> Option<&'a performance_text::Model> {
        match self.eyes {
            Eyes::Council | Eyes::Public { texts: true } => self.source.written_for(self.which),
            Eyes::Public { texts: false } => None,
        }
    }

    /// The name of a KPI.
    #[must_use]
    pub fn title<'b>(&self, kpi: &'b Kpi) -> &'b str {
        let version = kpi.version_on(self.span.last).or(kpi.latest());
        version.map_or("", |version: &Version| version.row.title.as_str())
    }

    pub(super) const fn veiled(&self) -> Option<&Public> {
        self.public.as_ref()
    }
}

impl Monitoring {
    /// What was written for a report.
    #[must_use]
    pub fn written_for(&self, which: Which) -> Option<&performance_text::Model> {
        self.texts.iter().find(|row| row.kind == which.kind() && row.return_id == which.of_return())
    }
}

/// The days that a report tells of.
pub fn span(monitoring: &Monitoring, which: Which) -> Result<Span, Refusal> {
    let first = monitoring.returns.first().map(|one| one.row.first_on);
    match which {
        Which::Monitoring(id) => {
            let one = monitoring.one(id)?;
            if one.is_returned() {
                return Ok(Span { first: monitoring.year_of(one.row.first_on).first, last: one.row.last_on });
            }
            let says = format!(
                "The return for {} is not there yet. The report can be made once the provider has submitted it.",
                monitoring.period_words(one)
            );
            Err(Refusal::of(Why::NotNow, says))
        }
        Which::Review => {
            // What was accepted is reviewed; before anything is, what was submitted.
            let last = monitoring.returns.iter().rfind(|one| one.is_accepted());
            let last = last.or_else(|| monitoring.returns.iter().rfind(|one| one.is_returned()));
            let days = first.zip(last).map(|(first, last)| Span { first, last: last.row.last_on });
            days.ok_or_else(|| {
                let says = "No return was submitted yet. The review can be made once one is there.";
                Refusal::of(Why::NotNow, says)
            })
        }
    }
}

/// With what was submitted, and the council's own figures; what a provider has only saved is its own.
fn as_returned(source: &Monitoring) -> Monitoring {
    let mut seen = source.clone();
    for (one, from) in seen.returns.iter_mut().zip(&source.returns) {
        if from.is_returned() {
            continue;
        }
        one.figures.retain(|figure| {
            let asked = source.kpi(figure.kpi_id).ok().and_then(|kpi| source.asked_of(kpi, from));
            asked.is_some_and(|asked| !asked.is_providers())
        });
    }
    seen
}

#[cfg(test)]
mod tests;
