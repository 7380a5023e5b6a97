//! What the public may read of figures and of texts.
//!
//! A count of 1 to 4 tells of people whom others may know, and so does whatever it could be worked out from. Three rules
//! keep that in, whatever was published before or is published later:
//!
//! 1. In one figure, what is left when a small count is taken from a larger one is held back with it, under one word, so
//!    that it cannot be told which of the two was small. Flows of a caseload are held back as soon as any part of it is
//!    small, so that no small part can be reckoned from the others.
//! 2. A sum is held back if any of its parts is: no total of a year is ever one equation for what is missing in it.
//! 3. Once a figure was corrected and is or was small, nothing of its KPI is published, because what stood elsewhere
//!    before would give the rest away.
//!
//! How a figure stands to its target is held back with the figure. In doubt more is held back.

use std::collections::BTreeMap;

use entity::id::{KpiId, ReturnId};
use entity::state::{KpiKind, SmallNumbers, YesNo};

use super::measure::YearToDate;
use super::values::Values;
use super::{Asked, Monitoring, Return, Version};
use crate::sha256;

/// What stands in the place of a count of 1 to 4.
pub const FEW: &str = "Fewer than 5";

/// What stands in the place of what such a count could be worked out from.
pub const BACK: &str = "Held back";

/// The numbers of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A count.
    Count,
    /// Those of them who are new this year.
    NewThisYear,
    /// What is above the line.
    Numerator,
    /// What is below it.
    Denominator,
    /// Cases open at the beginning.
    Opening,
    /// Cases opened.
    Added,
    /// Cases closed.
    Closed,
    /// Cases open at the end.
    Closing,
}

impl Part {
    /// Every one.
    pub const ALL: [Self; 8] = [
        Self::Count,
        Self::NewThisYear,
        Self::Numerator,
        Self::Denominator,
        Self::Opening,
        Self::Added,
        Self::Closed,
        Self::Closing,
    ];

    fn of(self, values: &Values) -> Option<i64> {
        match self {
            Self::Count => values.count,
            Self::NewThisYear => values.new_this_year,
            Self::Numerator => values.numerator,
            Self::Denominator => values.denominator,
            Self::Opening => values.opening,
            Self::Added => values.added,
            Self::Closed => values.closed,
            Self::Closing => values.closing,
        }
    }
}

/// What keeps a number in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// It is 1 to 4.
    Few,
    /// A count of 1 to 4 could be worked out from it.
    Back,
}

impl Held {
    /// What stands in its place.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Few => FEW,
            Self::Back => BACK,
        }
    }
}

/// Which numbers of one figure the public may not read, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Veil(BTreeMap<Part, Held>);

impl Veil {
    /// Whether a number may not be read, and why.
    #[must_use]
    pub fn over(&self, part: Part) -> Option<Held> {
        self.0.get(&part).copied()
    }

    /// Whether anything is held back.
    #[must_use]
    pub fn is_drawn(&self) -> bool {
        !self.0.is_empty()
    }

    /// Why what the figure comes to may not be read, if it may not.
    #[must_use]
    pub fn over_reading(&self, kind: KpiKind) -> Option<Held> {
        match kind {
            KpiKind::Count => self.over(Part::Count),
            KpiKind::Caseload => self.over(Part::Closing),
            KpiKind::Rate => {
                let either = self.over(Part::Numerator).or(self.over(Part::Denominator));
                either.map(|_| Held::Back)
            }
            KpiKind::YesNo | KpiKind::Score | KpiKind::Narrative => None,
        }
    }

    fn hold(&mut self, part: Part, held: Held) {
        self.0.entry(part).or_insert(held);
    }
}

/// Whether a count tells of so few that it is not published.
#[must_use]
pub const fn is_small(count: i64) -> bool {
    count >= 1 && count <= 4
}

/// What is held back of one figure by itself.
#[must_use]
pub fn veil(version: &Version, values: &Values) -> Veil {
    let mut veil = Veil::default();
    if version.row.small_numbers == Some(SmallNumbers::Publish) {
        return veil;
    }
    match version.row.kind {
        KpiKind::Count if version.row.people == Some(YesNo::Yes) => {
            part_of(&mut veil, (Part::Count, values.count), (Part::NewThisYear, values.new_this_year));
        }
        KpiKind::Count => few(&mut veil, Part::Count, values),
        KpiKind::Rate => {
            part_of(&mut veil, (Part::Denominator, values.denominator), (Part::Numerator, values.numerator));
        }
        KpiKind::Caseload => caseload(&mut veil, values),
        KpiKind::YesNo | KpiKind::Score | KpiKind::Narrative => {}
    }
    veil
}

fn few(veil: &mut Veil, part: Part, values: &Values) {
    if part.of(values).is_some_and(is_small) {
        veil.hold(part, Held::Few);
    }
}

/// A count and a part of it. The part says no more than that it is held back: whether it or what is left is small would
/// tell one from the other where the whole is known.
fn part_of(veil: &mut Veil, (whole, all): (Part, Option<i64>), (part, some): (Part, Option<i64>)) {
    if all.is_some_and(is_small) {
        veil.hold(whole, Held::Few);
    }
    let left = all.zip(some).map(|(all, some)| all.saturating_sub(some));
    if [all, some, left].into_iter().flatten().any(is_small) {
        veil.hold(part, Held::Back);
    }
}

fn caseload(veil: &mut Veil, values: &Values) {
    let parts = [Part::Opening, Part::Added, Part::Closed, Part::Closing];
    if !parts.iter().any(|part| part.of(values).is_some_and(is_small)) {
        return;
    }
    few(veil, Part::Opening, values);
    few(veil, Part::Closing, values);
    veil.hold(Part::Added, Held::Back);
    veil.hold(Part::Closed, Held::Back);
}

fn all_of(values: &Values) -> Veil {
    let given = Part::ALL.into_iter().filter(|part| part.of(values).is_some());
    Veil(given.map(|part| (part, Held::Back)).collect())
}

/// The monitoring of a contract as the public may read it.
#[derive(Clone, Debug)]
pub struct Public {
    /// With figures of accepted returns alone: any other can still change without a trace.
    pub monitoring: Monitoring,
    veils: BTreeMap<(ReturnId, KpiId), Veil>,
}

impl Public {
    /// As the record stands.
    #[must_use]
    pub fn of(monitoring: &Monitoring) -> Self {
        let mut monitoring = monitoring.clone();
        for one in &mut monitoring.returns {
            if !one.is_accepted() {
                one.figures.clear();
                one.row.nil = false;
            }
        }
        let mut veils = BTreeMap::new();
        for kpi in &monitoring.kpis {
            let shut = is_corrected_and_small(&monitoring, kpi.row.id);
            for one in &monitoring.returns {
                let Some(asked) = monitoring.asked_of(kpi, one) else { continue };
                let Some(current) = monitoring.current(one, kpi.row.id) else { continue };
                let own = if shut { all_of(&current.values) } else { veil(asked.version, &current.values) };
                veils.insert((one.row.id, kpi.row.id), own);
            }
        }
        Self { monitoring, veils }
    }

    /// What is held back of a figure.
    #[must_use]
    pub fn veil(&self, one: ReturnId, kpi: KpiId) -> Veil {
        self.veils.get(&(one, kpi)).cloned().unwrap_or_default()
    }

    /// Why what the figure of a period comes to may not be read, if it may not.
    #[must_use]
    pub fn over(&self, one: &Return, asked: Asked<'_>) -> Option<Held> {
        self.veil(one.row.id, asked.kpi.row.id).over_reading(asked.version.row.kind)
    }

    /// The year to date, and whether it may not be read because a part of it may not.
    #[must_use]
    pub fn year_to_date(&self, one: &Return, asked: Asked<'_>) -> (YearToDate, Option<Held>) {
        let year = self.monitoring.year_to_date(one, asked, None);
        let held = self.monitoring.year_to(one).into_iter().any(|period| {
            let veil = self.veil(period.row.id, asked.kpi.row.id);
            veil.is_drawn() && summed(asked.version).iter().any(|part| veil.over(*part).is_some())
        });
        (year, held.then_some(Held::Back))
    }
}

/// Which numbers of the periods the year to date is made of. In doubt more of them.
fn summed(version: &Version) -> &'static [Part] {
    match version.row.kind {
        KpiKind::Count => &[Part::Count, Part::NewThisYear],
        KpiKind::Rate => &[Part::Numerator, Part::Denominator],
        KpiKind::Caseload => &[Part::Opening, Part::Added],
        KpiKind::YesNo | KpiKind::Score | KpiKind::Narrative => &[],
    }
}

/// Whether a figure of this KPI was corrected and is small, or was before.
fn is_corrected_and_small(monitoring: &Monitoring, kpi: KpiId) -> bool {
    monitoring.returns.iter().any(|one| {
        let Some(current) = monitoring.current(one, kpi) else { return false };
        let Ok(asked) = monitoring.kpi(kpi) else { return false };
        let Some(asked) = monitoring.asked_of(asked, one) else { return false };
        let first = Values::of(current.figure);
        let later = current.corrected.iter().filter_map(|row| Values::read(&row.after));
        !current.corrected.is_empty()
            && std::iter::once(first).chain(later).any(|values| veil(asked.version, &values).is_drawn())
    })
}

impl Monitoring {
    /// Whether a text of a return may be published: the last who read exactly these words said so.
    #[must_use]
    pub fn may_publish(&self, one: ReturnId, kpi: Option<KpiId>, text: &str) -> bool {
        let digest = sha256(text);
        let of = |row: &&entity::text_check::Model| {
            row.return_id == one && row.kpi_id == kpi && row.digest == digest
        };
        self.checks.iter().rfind(of).is_some_and(|row| row.fit == YesNo::Yes)
    }
}

#[cfg(test)]
mod tests;
