//! Returns: what is measured of a contract, what its provider returns, and what that comes to.
//!
//! `standing` is the only room that matches the stage of a return; `measure` alone says what a figure comes to.

pub mod correct;
pub mod due;
pub mod entry;
pub mod evidence;
pub mod figures;
pub mod kpis;
pub mod measure;
pub mod nil;
pub mod overview;
pub mod papers;
pub mod periods;
pub mod plans;
pub mod publish;
pub mod review;
pub mod save;
pub mod sheet;
pub mod sign;
pub mod standing;
mod submitted;
pub mod texts;
pub mod timely;
pub mod trend;
pub mod values;

use chrono::{Datelike, NaiveDate};
use entity::id::{KpiId, ReturnId, RowId};
use entity::state::{CorrectionStanding, EnteredBy, RhythmFrom};
use entity::{
    contract_outcome, contract_return, figure_correction, kpi, kpi_target, kpi_version, performance_text,
    return_evidence, return_figure, return_query, return_submission, text_check,
};

use crate::Refusal;
use crate::contract::Contract;
use crate::law::dates::{last_day_of_period, plus_days};
use crate::term::Span;
use values::Values;

/// A contract with its KPIs and returns: everything the rules look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Monitoring {
    /// The contract, with its outcomes table.
    pub contract: Contract,
    /// Its KPIs, by outcome and number.
    pub kpis: Vec<Kpi>,
    /// Its returns that were opened, by period.
    pub returns: Vec<Return>,
    /// Corrections of accepted figures, oldest first.
    pub corrections: Vec<figure_correction::Model>,
    /// Texts that were read for publication, oldest first.
    pub checks: Vec<text_check::Model>,
    /// What people wrote for reports on performance.
    pub texts: Vec<performance_text::Model>,
}

/// A KPI with what it asked and asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kpi {
    /// The KPI itself.
    pub row: kpi::Model,
    /// Its versions, oldest first; there is always one.
    pub versions: Vec<Version>,
}

/// What a KPI asks from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The version itself.
    pub row: kpi_version::Model,
    /// Targets of their own, by period.
    pub targets: Vec<kpi_target::Model>,
}

/// A return with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Return {
    /// The return itself.
    pub row: contract_return::Model,
    /// Its figures as they were last saved.
    pub figures: Vec<return_figure::Model>,
    /// What it was as it was submitted, oldest first.
    pub submissions: Vec<return_submission::Model>,
    /// What was asked about it, oldest first.
    pub queries: Vec<return_query::Model>,
    /// Files that came with it, oldest first, also those that were taken out.
    pub evidence: Vec<return_evidence::Model>,
}

/// A KPI as a return asks for it: with the version that stands on the first day of the period.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The KPI.
    pub kpi: &'a Kpi,
    /// What it asks for this period.
    pub version: &'a Version,
}

/// A figure as it stands: with every correction that was agreed.
#[derive(Clone, Debug)]
pub struct Current<'a> {
    /// What was returned.
    pub figure: &'a return_figure::Model,
    /// What counts.
    pub values: Values,
    /// The corrections that were agreed, oldest first.
    pub corrected: Vec<&'a figure_correction::Model>,
}

impl Monitoring {
    /// The monitoring of a contract of which no more is known.
    #[must_use]
    pub fn of(contract: Contract) -> Self {
        Self {
            contract,
            kpis: Vec::new(),
            returns: Vec::new(),
            corrections: Vec::new(),
            checks: Vec::new(),
            texts: Vec::new(),
        }
    }

    /// A KPI of this contract.
    pub fn kpi(&self, id: KpiId) -> Result<&Kpi, Refusal> {
        self.kpis.iter().find(|kpi| kpi.row.id == id).ok_or_else(Refusal::not_found)
    }

    /// A return of this contract.
    pub fn one(&self, id: ReturnId) -> Result<&Return, Refusal> {
        self.returns.iter().find(|one| one.row.id == id).ok_or_else(Refusal::not_found)
    }

    /// A return of this contract, by the number of its period.
    pub fn numbered(&self, number: i32) -> Result<&Return, Refusal> {
        self.returns.iter().find(|one| one.row.number == number).ok_or_else(Refusal::not_found)
    }

    /// An outcome of this contract.
    pub fn outcome(&self, id: RowId) -> Result<&contract_outcome::Model, Refusal> {
        self.contract.outcomes.iter().find(|row| row.id == id).ok_or_else(Refusal::not_found)
    }

    /// The return of the period before, if that was opened.
    #[must_use]
    pub fn before(&self, one: &Return) -> Option<&Return> {
        self.returns.iter().rfind(|earlier| earlier.row.last_on < one.row.first_on)
    }

    /// The KPIs that a period asks for, in the order of pages: by outcome, then by number.
    ///
    /// INVARIANT: each with the version that stands on the period's first day, so that a later change never reaches back.
    #[must_use]
    pub fn asked(&self, one: &Return) -> Vec<Asked<'_>> {
        let asked = |kpi| self.asked_of(kpi, one);
        self.kpis.iter().filter_map(asked).collect()
    }

    /// One KPI as a period asks for it; nothing where it does not.
    #[must_use]
    pub fn asked_of<'a>(&self, kpi: &'a Kpi, one: &Return) -> Option<Asked<'a>> {
        let first = one.row.first_on;
        let goes_on = kpi.row.ended_on.is_none_or(|last| last >= first);
        let version = kpi.version_on(first).filter(|_| goes_on)?;
        Some(Asked { kpi, version })
    }

    /// A figure as it stands, if the return has one.
    #[must_use]
    pub fn current<'a>(&'a self, one: &'a Return, kpi: KpiId) -> Option<Current<'a>> {
        let figure = one.figure(kpi)?;
        let agreed = |row: &&figure_correction::Model| {
            row.figure_id == figure.id && row.standing == CorrectionStanding::Agreed
        };
        let corrected: Vec<_> = self.corrections.iter().filter(agreed).collect();
        let values = corrected.last().and_then(|row| Values::read(&row.after));
        Some(Current { figure, values: values.unwrap_or_else(|| Values::of(figure)), corrected })
    }

    /// The cases that were open on the first day of a period, carried from the one before; of the first period, what the
    /// KPI says. Nothing where the period before has no figure.
    #[must_use]
    pub fn opening(&self, one: &Return, asked: Asked<'_>) -> Option<i64> {
        let id = asked.kpi.row.id;
        let before = self.before(one).filter(|before| self.asked_of(asked.kpi, before).is_some());
        match before {
            Some(before) => self.current(before, id)?.values.closing,
            None => Some(asked.version.row.opening.unwrap_or(0)),
        }
    }

    /// The year in which a day falls, as returns count it: from April, or from the first day of the contract.
    #[must_use]
    pub fn year_of(&self, day: NaiveDate) -> Span {
        let start = match self.contract.row.returns_from {
            Some(RhythmFrom::Contract) => self.contract.row.starts_on,
            Some(RhythmFrom::Financial) | None => NaiveDate::from_ymd_opt(day.year() - 1, 4, 1),
        };
        let start = start.unwrap_or(day);
        let mut first = start;
        for year in 1..200 {
            let last = last_day_of_period(start, year * 12);
            if last >= day {
                return Span { first, last };
            }
            first = plus_days(last, 1);
        }
        Span { first: day, last: day }
    }

    /// The returns of the same year up to and with this one, oldest first.
    #[must_use]
    pub fn year_to(&self, one: &Return) -> Vec<&Return> {
        let year = self.year_of(one.row.first_on);
        let in_year =
            |other: &&Return| other.row.first_on >= year.first && other.row.last_on <= one.row.last_on;
        self.returns.iter().filter(in_year).collect()
    }
}

impl Kpi {
    /// The version that stands on a day, if one does.
    #[must_use]
    pub fn version_on(&self, day: NaiveDate) -> Option<&Version> {
        self.versions.iter().rfind(|version| version.row.from_on <= day)
    }

    /// What it asks now: its last version.
    #[must_use]
    pub fn latest(&self) -> Option<&Version> {
        self.versions.last()
    }
}

impl Version {
    /// The target for the period that begins on this day.
    #[must_use]
    pub fn target(&self, first_on: NaiveDate) -> Option<entity::number::Hundredths> {
        let own = self.targets.iter().find(|row| row.first_on == first_on).map(|row| row.target);
        own.or(self.row.target)
    }
}

impl Asked<'_> {
    /// Whether the provider returns it; otherwise the council does.
    #[must_use]
    pub fn is_providers(&self) -> bool {
        match self.version.row.entered_by {
            EnteredBy::Provider => true,
            EnteredBy::Council => false,
        }
    }
}

impl Return {
    /// What it says of a KPI.
    #[must_use]
    pub fn figure(&self, kpi: KpiId) -> Option<&return_figure::Model> {
        self.figures.iter().find(|figure| figure.kpi_id == kpi)
    }

    /// Its period.
    #[must_use]
    pub fn span(&self) -> Span {
        Span { first: self.row.first_on, last: self.row.last_on }
    }

    /// The files that were not taken out.
    pub fn files(&self) -> impl Iterator<Item = &return_evidence::Model> {
        self.evidence.iter().filter(|file| !file.withdrawn)
    }
}

#[cfg(test)]
pub(crate) mod testing;
