//! The value above which a contract falls under the full rules, by the date its procurement commences.

use chrono::NaiveDate;
use entity::number::Pence;

/// Does the figure count VAT?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VatBasis {
    /// The value is tested without VAT (PCR 2015, regulation 5, as first made: read).
    Excluding,
    /// The value is tested with VAT (from 1 January 2022; Procurement Act 2023, section 123(2)).
    Including,
}

impl VatBasis {
    /// `excluding VAT` or `including VAT`.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Excluding => "excluding VAT",
            Self::Including => "including VAT",
        }
    }
}

/// The thresholds for procurements that commence between two dates, both included. In pence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// First day of commencement.
    pub from: NaiveDate,
    /// Last day of commencement.
    pub until: NaiveDate,
    /// Whether the value tested counts VAT.
    pub basis: VatBasis,
    /// Goods and services for a council or another sub-central authority.
    pub sub_central: Pence,
    /// Goods and services for central government.
    pub central: Pence,
    /// Light touch services.
    pub light_touch: Pence,
    /// Works.
    pub works: Pence,
    /// Light touch concessions.
    pub light_touch_concession: Pence,
    /// Other concessions.
    pub concession: Pence,
    /// Where the figures stand.
    pub source: &'static str,
}

/// Every row that is loaded, oldest first.
///
/// The row of 2026 was read in SI 2025/1200; the others come from the project's fact sheet, section 1.
/// Concession figures before 2024 are the works figures of the same row (known).
pub const ALL: [Thresholds; 4] = [
    Thresholds {
        from: day(2020, 1, 1),
        until: day(2021, 12, 31),
        basis: VatBasis::Excluding,
        sub_central: Pence::pounds(189_330),
        central: Pence::pounds(122_976),
        light_touch: Pence::pounds(663_540),
        works: Pence::pounds(4_733_252),
        light_touch_concession: Pence::pounds(4_733_252),
        concession: Pence::pounds(4_733_252),
        source: "Public Contracts Regulations 2015, regulation 5",
    },
    Thresholds {
        from: day(2022, 1, 1),
        until: day(2023, 12, 31),
        basis: VatBasis::Including,
        sub_central: Pence::pounds(213_477),
        central: Pence::pounds(138_760),
        light_touch: Pence::pounds(663_540),
        works: Pence::pounds(5_336_937),
        light_touch_concession: Pence::pounds(5_336_937),
        concession: Pence::pounds(5_336_937),
        source: "Public Contracts Regulations 2015, regulation 5",
    },
    Thresholds {
        from: day(2024, 1, 1),
        until: day(2025, 12, 31),
        basis: VatBasis::Including,
        sub_central: Pence::pounds(214_904),
        central: Pence::pounds(139_688),
        light_touch: Pence::pounds(663_540),
        works: Pence::pounds(5_372_609),
        light_touch_concession: Pence::pounds(5_372_609),
        concession: Pence::pounds(5_372_609),
        source: "Public Contracts Regulations 2015, regulation 5; from 24 February 2025 Procurement Act \
         2023, Schedule 1",
    },
    Thresholds {
        from: day(2026, 1, 1),
        until: day(2027, 12, 31),
        basis: VatBasis::Including,
        sub_central: Pence::pounds(207_720),
        central: Pence::pounds(135_018),
        light_touch: Pence::pounds(663_540),
        works: Pence::pounds(5_193_000),
        light_touch_concession: Pence::pounds(5_372_609),
        concession: Pence::pounds(5_193_000),
        source: "Procurement Act 2023, Schedule 1, as amended by SI 2025/1200",
    },
];

/// The day of the next review, whose figures are not known yet: 1 January 2028.
pub const NEXT_REVIEW: NaiveDate = day(2028, 1, 1);

/// The thresholds for a procurement that commences on this date; none where no figures are loaded.
#[must_use]
pub fn on(date: NaiveDate) -> Option<&'static Thresholds> {
    ALL.iter().find(|row| row.from <= date && date <= row.until)
}

/// The first day after this date on which the thresholds change, the review whose figures are unknown
/// included.
#[must_use]
pub fn next_change_after(date: NaiveDate) -> Option<NaiveDate> {
    changes().find(|change| *change > date)
}

/// The last day on or before this date on which the thresholds changed.
#[must_use]
pub fn last_change_by(date: NaiveDate) -> Option<NaiveDate> {
    changes().filter(|change| *change <= date).last()
}

fn changes() -> impl Iterator<Item = NaiveDate> {
    ALL.iter().map(|row| row.from).chain([NEXT_REVIEW])
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => panic!("a date in the table of thresholds does not exist"),
    }
}

#[cfg(test)]
mod tests;
