//! The mark of a workbook: which return it was made for, and what that asked then.

use entity::id::ReturnId;

use crate::returns::{Monitoring, Return};
use crate::{Problem, Refusal, Why};

/// The way these workbooks are laid out. It goes up when an older workbook could no longer be read.
pub const FORMAT: u32 = 1;

const BEGINS: &str = "gatehouse-return/";

/// Which return a workbook was made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// How it is laid out.
    pub format: u32,
    /// The return.
    pub id: ReturnId,
    /// The reference of its contract.
    pub reference: String,
    /// The number of its period.
    pub period: i32,
    /// The number of each KPI it asked for, and of the version that stood.
    pub kpis: Vec<(i32, i32)>,
}

impl Mark {
    /// The mark of a return.
    #[must_use]
    pub fn of(monitoring: &Monitoring, one: &Return) -> Self {
        let asked = monitoring.asked(one).into_iter().filter(|asked| asked.is_providers());
        Self {
            format: FORMAT,
            id: one.row.id,
            reference: monitoring.contract.row.reference.clone(),
            period: one.row.number,
            kpis: asked.map(|asked| (asked.kpi.row.number, asked.version.row.number)).collect(),
        }
    }

    /// As it stands in a hidden cell.
    #[must_use]
    pub fn written(&self) -> String {
        let kpis: Vec<String> =
            self.kpis.iter().map(|(number, version)| format!("{number}.{version}")).collect();
        let (format, id, reference, period) = (self.format, self.id.0, &self.reference, self.period);
        format!("{BEGINS}{format} {id} {reference} {period} {}", kpis.join(","))
    }

    /// Whether a cell begins like a mark.
    #[must_use]
    pub fn is_begun_by(text: &str) -> bool {
        text.trim_start().starts_with(BEGINS)
    }

    /// From a hidden cell. Of a later layout only its number is known.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut words = text.trim().strip_prefix(BEGINS)?.split(' ');
        let format = words.next()?.parse().ok()?;
        let id = ReturnId(words.next()?.parse().ok()?);
        let reference = words.next()?.chars().take(40).collect();
        let period = words.next()?.parse().ok()?;
        let pairs = words.next().unwrap_or("").split(',').filter(|pair| !pair.is_empty());
        let pair = |pair: &str| {
            let (number, version) = pair.split_once('.')?;
            Some((number.parse().ok()?, version.parse().ok()?))
        };
        let kpis = pairs.map(pair).collect::<Option<_>>()?;
        Some(Self { format, id, reference, period, kpis })
    }

    /// Whether a workbook with this mark may be read into a return: one of another return, of another contract or of an
    /// older layout may not.
    pub fn must_fit(&self, monitoring: &Monitoring, one: &Return) -> Result<(), Refusal> {
        let own = &monitoring.contract.row.reference;
        let period = monitoring.period_words(one);
        let says = if self.reference != *own {
            format!(
                "This workbook belongs to contract {}. You are filling in {period} of {own}. Choose the workbook of that return.",
                self.reference
            )
        } else if self.id != one.row.id {
            let of = monitoring.one(self.id).map(|other| monitoring.period_words(other));
            let of = of.unwrap_or_else(|_| format!("period {}", self.period));
            format!(
                "This workbook is for {of}. You are filling in {period}. Choose the workbook of {period}, or open the return for {of}."
            )
        } else if self.format != FORMAT {
            "This workbook was made before its layout changed. Download it again, copy your figures over, and send that one."
                .to_owned()
        } else {
            return Ok(());
        };
        Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("file", says)] })
    }

    /// Which version of a KPI the workbook asked for.
    #[must_use]
    pub fn version_of(&self, number: i32) -> Option<i32> {
        self.kpis.iter().find(|(kpi, _)| *kpi == number).map(|(_, version)| *version)
    }
}
