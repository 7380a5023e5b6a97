//! What a bidder declares with a bid: its organisation's details and grounds for exclusion as they stand, and on
//! which sub-contractors it relies (Procurement Act 2023, sections 26 to 28, schedules 6 and 7).

use chrono::NaiveDate;
use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::organisation;
use entity::state::YesNo;
use sea_orm::Value;
use serde::{Deserialize, Serialize};

use crate::field::{Field, Kind, Lists, Typed, draft, options};
use crate::{Problem, Refusal, Why};

/// What is asked with each bid, beside what the organisation declares once for all.
pub const FIELDS: &[Field] = &[
    Field::optional(
        "subcontractors",
        "Sub-contractors you rely on to meet the conditions",
        "One a line: name and registered number. Leave it empty if there are none.",
        Kind::Lines,
    ),
    Field::optional(
        "subcontractor_grounds",
        "Does a ground for exclusion apply to any of them?",
        "Answer this if you named any.",
        Kind::Choice(options::<YesNo>),
    ),
    Field::optional(
        "subcontractor_note",
        "Which ground, to whom, and what has been done about it",
        "Answer this if a ground applies.",
        Kind::Prose,
    ),
    Field::given("confirmed", "We confirm that all of this is true and complete today", "", Kind::Tick),
];

/// What is declared with a bid, as it is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declared {
    /// The organisation's own, as it stood.
    pub organisation: OrganisationDeclared,
    /// Sub-contractors relied on: one an entry.
    pub subcontractors: Vec<String>,
    /// Whether a ground for exclusion applies to one of them: the code of yes or no.
    pub subcontractor_grounds: Option<String>,
    /// Which, and what was done about it.
    pub subcontractor_note: Option<String>,
}

/// What an organisation declares of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationDeclared {
    /// Its name.
    pub name: String,
    /// The code of its kind.
    pub kind: String,
    /// Its company or charity number.
    pub registered_number: Option<String>,
    /// Its identifier on the central digital platform.
    pub identifier: Option<String>,
    /// Whether it is a small or medium-sized enterprise: the code of yes or no.
    pub sme: Option<String>,
    /// Whether it is a voluntary, community or social enterprise: the code of yes or no.
    pub vcse: Option<String>,
    /// Whether a mandatory ground for exclusion applies: the code of yes or no.
    pub mandatory_grounds: String,
    /// Which, and what was done about it.
    pub mandatory_note: Option<String>,
    /// Whether a discretionary ground applies: the code of yes or no.
    pub discretionary_grounds: String,
    /// Which, and what was done about it.
    pub discretionary_note: Option<String>,
    /// The day it last declared that.
    pub declared_on: NaiveDate,
}

impl OrganisationDeclared {
    /// What an organisation declares as it stands. Refuses one that has not declared anything yet.
    pub fn of(row: &organisation::Model) -> Result<Self, Refusal> {
        let undeclared = || {
            Refusal::of(
                Why::Incomplete,
                "Your organisation has not made its declarations yet. A provider administrator makes them on the organisation’s page.",
            )
        };
        let code = |answer: YesNo| answer.code().to_owned();
        Ok(Self {
            name: row.name.clone(),
            kind: row.kind.code().to_owned(),
            registered_number: row.registered_number.clone(),
            identifier: row.identifier.clone(),
            sme: row.sme.map(code),
            vcse: row.vcse.map(code),
            mandatory_grounds: row.mandatory_grounds.map(code).ok_or_else(undeclared)?,
            mandatory_note: row.mandatory_note.clone(),
            discretionary_grounds: row.discretionary_grounds.map(code).ok_or_else(undeclared)?,
            discretionary_note: row.discretionary_note.clone(),
            declared_on: row.declared_on.ok_or_else(undeclared)?,
        })
    }
}

/// Reads the declarations of a bid as typed. Refuses what is not confirmed, and a ground for exclusion without a note.
pub fn read(typed: &Typed, organisation: &organisation::Model) -> Result<Declared, Refusal> {
    let organisation = OrganisationDeclared::of(organisation)?;
    let draft = draft(FIELDS, typed, &Lists::default(), &Gaps::default())?;
    let text = |name: &str| draft.text(name).map(ToOwned::to_owned);
    let lines = draft.text("subcontractors").unwrap_or_default();
    let declared = Declared {
        organisation,
        subcontractors: lines.lines().map(ToOwned::to_owned).collect(),
        subcontractor_grounds: text("subcontractor_grounds"),
        subcontractor_note: text("subcontractor_note"),
    };
    let mut problems = Vec::new();
    let grounds = declared.subcontractor_grounds.as_deref();
    if !declared.subcontractors.is_empty() && grounds.is_none() {
        problems.push(Problem::at(
            "subcontractor_grounds",
            "Choose whether a ground for exclusion applies to a sub-contractor.",
        ));
    }
    if grounds == Some(YesNo::Yes.code()) && declared.subcontractor_note.is_none() {
        problems.push(Problem::at(
            "subcontractor_note",
            "Say which ground applies to whom, and what has been done about it.",
        ));
    }
    if draft.value("confirmed") != Some(&Value::Bool(Some(true))) {
        problems
            .push(Problem::at("confirmed", "Tick the box to confirm that all of this is true and complete."));
    }
    Refusal::unless_empty(problems)?;
    Ok(declared)
}

impl Declared {
    /// As it is sealed: canonical JSON.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_value(self).unwrap_or_default().to_string()
    }

    /// Declarations as they were sealed.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// What the boxes hold, in the order of the fields.
    #[must_use]
    pub fn values(&self) -> Vec<Value> {
        let lines = (!self.subcontractors.is_empty()).then(|| self.subcontractors.join("\n"));
        vec![
            Value::String(lines),
            Value::String(self.subcontractor_grounds.clone()),
            Value::String(self.subcontractor_note.clone()),
            Value::Bool(Some(true)),
        ]
    }
}

/// What the boxes hold before anything was declared.
#[must_use]
pub fn empty() -> Vec<Value> {
    vec![Value::String(None), Value::String(None), Value::String(None), Value::Bool(Some(false))]
}
