//! A return as it is submitted: canonical JSON, which never changes and says everything by itself.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::returns::save::carried;
use crate::returns::values::Values;
use crate::returns::{Asked, Monitoring, Return};

/// A return as it is submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The reference of the contract.
    pub contract: String,
    /// Which period of it, from 1.
    pub period: i32,
    /// The first day of the period.
    pub first_on: NaiveDate,
    /// Its last day.
    pub last_on: NaiveDate,
    /// Which submission of the return, from 1.
    pub submission: i32,
    /// Why there was nothing to return, if there was nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nil: Option<String>,
    /// What the provider says of the period as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The figures, in the order of pages.
    pub figures: Vec<Returned>,
    /// Files for the return as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<ReturnedFile>,
}

/// A figure as it is submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// The number of its KPI within the contract.
    pub kpi: i32,
    /// Which version of the KPI it answers.
    pub version: i32,
    /// What the KPI was called then.
    pub title: String,
    /// The values.
    pub values: Values,
    /// What is said of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Why they are right, where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Files that show what they rest on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<ReturnedFile>,
}

/// A file as it is submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnedFile {
    /// What it is called.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl Document {
    /// What a return says now, of the figures that its provider returns.
    #[must_use]
    pub fn of(monitoring: &Monitoring, one: &Return, submission: i32) -> Self {
        let asked = monitoring.asked(one).into_iter().filter(Asked::is_providers);
        Self {
            contract: monitoring.contract.row.reference.clone(),
            period: one.row.number,
            first_on: one.row.first_on,
            last_on: one.row.last_on,
            submission,
            nil: one.row.nil.then(|| one.row.nil_reason.clone().unwrap_or_default()),
            note: one.row.note.clone(),
            figures: asked.filter_map(|asked| returned(monitoring, one, asked)).collect(),
            files: files(one, None),
        }
    }

    /// As canonical JSON.
    #[must_use]
    pub fn written(&self) -> String {
        serde_json::to_string(self).expect("numbers and text can always be written as JSON")
    }

    /// From canonical JSON.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// What it says of a KPI, by its number.
    #[must_use]
    pub fn figure(&self, kpi: i32) -> Option<&Returned> {
        self.figures.iter().find(|figure| figure.kpi == kpi)
    }
}

fn returned(monitoring: &Monitoring, one: &Return, asked: Asked<'_>) -> Option<Returned> {
    let figure = one.figure(asked.kpi.row.id)?;
    Some(Returned {
        kpi: asked.kpi.row.number,
        version: asked.version.row.number,
        title: asked.version.row.title.clone(),
        values: carried(asked, &Values::of(figure), monitoring.opening(one, asked)),
        comment: figure.comment.clone(),
        reason: figure.reason.clone(),
        files: files(one, Some(asked.kpi.row.id)),
    })
}

fn files(one: &Return, kpi: Option<entity::id::KpiId>) -> Vec<ReturnedFile> {
    let own = one.files().filter(|file| file.kpi_id == kpi);
    own.map(|file| ReturnedFile { name: file.name.clone(), sha256: file.sha256.clone() }).collect()
}
