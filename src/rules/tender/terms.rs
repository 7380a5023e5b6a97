//! What is published: the whole of a tender as everyone reads it, frozen as text with a digest.
//!
//! INVARIANT: after publication everything rests on the terms, never on the tender's rows, so that what is
//! written for an amendment changes nothing before it is published too.

use chrono::{DateTime, NaiveDate, Utc};
use entity::choice::Choice;
use entity::id::RowId;
use entity::number::{BasisPoints, Pence};
use entity::state::{
    AboveCeiling, ConditionKind, FormulaKind, IfWinnerFails, NeededBy, RankOn, TieRule, YesNo,
};
use entity::terms;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The terms of a tender.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// What it is called in letters and addresses.
    pub reference: String,
    /// What is bought.
    pub title: String,
    /// What is bought, in a few paragraphs.
    pub description: String,
    /// CPV codes, with their check digits.
    pub cpv_codes: Vec<String>,
    /// The most that could be paid over the longest term, in pence, without VAT.
    pub value: Option<Pence>,
    /// Where providers turn to.
    pub contact: String,
    /// Why it is not divided into lots, if it is not.
    pub lots_reason: Option<String>,
    /// The official notice it was published with.
    pub notice: NoticeTerms,
    /// What was done to engage the market beforehand, as everyone may know it.
    pub engagement: Option<String>,
    /// Until when providers may ask.
    pub questions_until: DateTime<Utc>,
    /// A bid whose last byte arrives then or later is late.
    pub deadline: DateTime<Utc>,
    /// The day by which the award is planned.
    pub award_planned: Option<NaiveDate>,
    /// What counts as the price.
    pub price_basis: String,
    /// The scoring scale, lowest score first.
    pub scale: Vec<StepTerms>,
    /// Conditions of participation.
    pub conditions: Vec<ConditionTerms>,
    /// The lots; at least one.
    pub lots: Vec<LotTerms>,
    /// The documents.
    pub files: Vec<FileTerms>,
}

/// The official notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeTerms {
    /// Its reference.
    pub reference: String,
    /// Where it can be read.
    pub link: Option<String>,
    /// When it was published.
    pub published_at: DateTime<Utc>,
}

/// A score and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTerms {
    /// The score.
    pub score: i32,
    /// Its name.
    pub label: String,
    /// What an answer with this score is like.
    pub words: String,
}

/// A condition of participation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionTerms {
    /// Its row.
    pub id: RowId,
    /// What it is about.
    #[serde(with = "coded")]
    pub kind: ConditionKind,
    /// What a bidder must show.
    pub says: String,
    /// What shows it.
    pub evidence: Option<String>,
    /// By when it must be met.
    #[serde(with = "coded")]
    pub needed_by: NeededBy,
}

/// A lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotTerms {
    /// Its row.
    pub id: RowId,
    /// What it is.
    pub title: String,
    /// What is bought in it.
    pub description: Option<String>,
    /// The contract's first day.
    pub starts_on: Option<NaiveDate>,
    /// The initial term, in months.
    pub months: i32,
    /// The longest term with every option, in months.
    pub longest_months: i32,
    /// The most that could be paid for it over the longest term, in pence, without VAT.
    pub value: Option<Pence>,
    /// How many yearly prices a bid gives.
    pub price_years: i32,
    /// The share of price.
    pub price_weight: BasisPoints,
    /// The share of quality.
    pub quality_weight: BasisPoints,
    /// How a price becomes a score.
    #[serde(with = "coded")]
    pub formula: FormulaKind,
    /// Benchmark formula: at and below it a price takes the whole weight.
    pub benchmark_floor: Option<Pence>,
    /// Benchmark formula: at and above it a price takes nothing.
    pub benchmark_ceiling: Option<Pence>,
    /// The most a bid may cost, if there is a ceiling.
    pub ceiling: Option<Pence>,
    /// What happens to a bid above it.
    #[serde(with = "perhaps_coded")]
    pub above_ceiling: Option<AboveCeiling>,
    /// Which totals are ranked.
    #[serde(with = "coded")]
    pub rank_on: RankOn,
    /// The least quality, as a share of the quality available.
    pub overall_minimum: Option<BasisPoints>,
    /// Whether a bid below a minimum is out.
    #[serde(with = "coded")]
    pub minimum_disqualifies: YesNo,
    /// What happens to the ranking when the winner falls away. Terms published before this was asked say nothing of it.
    #[serde(default, with = "perhaps_coded")]
    pub if_winner_fails: Option<IfWinnerFails>,
    /// What quality is scored on: the tree, a heading before what stands under it.
    pub criteria: Vec<CriterionTerms>,
    /// What separates equal totals, in order.
    pub tie_breaks: Vec<TieTerms>,
    /// The imagined bids of the worked example.
    pub samples: Vec<SampleTerms>,
}

/// A question, or a heading that shares its weight among questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionTerms {
    /// Its row.
    pub id: RowId,
    /// The heading it stands under.
    pub parent: Option<RowId>,
    /// The outcome of the procurement it grew out of.
    pub outcome: Option<RowId>,
    /// What it is called.
    pub title: String,
    /// What bidders are asked; nothing for a heading.
    pub question: Option<String>,
    /// Its weight in percent of everything.
    pub weight: BasisPoints,
    /// The most words an answer may have.
    pub word_limit: Option<i32>,
    /// The least score.
    pub minimum: Option<i32>,
}

/// What separates equal totals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TieTerms {
    /// By what.
    #[serde(with = "coded")]
    pub rule: TieRule,
    /// By the score of which question.
    pub criterion: Option<RowId>,
}

/// An imagined bid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleTerms {
    /// What it is called.
    pub name: String,
    /// What it would cost.
    pub price: Pence,
    /// Its quality, as a share of the quality available.
    pub quality: BasisPoints,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileTerms {
    /// Its row.
    pub id: RowId,
    /// What it is.
    pub title: String,
    /// What it is called when it is saved.
    pub name: String,
    /// Its media type.
    pub media: String,
    /// How many bytes it has.
    pub bytes: i64,
    /// SHA-256 of them.
    pub sha256: String,
}

impl Terms {
    /// The terms of a stored version. Stored terms can always be read.
    #[must_use]
    pub fn of(row: &terms::Model) -> Option<Self> {
        serde_json::from_str(&row.text).ok()
    }

    /// The canonical text, whose digest is published.
    #[must_use]
    pub fn text(&self) -> String {
        // Through a value, so that keys come in order whatever order the fields are declared in.
        let value = serde_json::to_value(self).unwrap_or_default();
        value.to_string()
    }

    /// One lot of it.
    #[must_use]
    pub fn lot(&self, id: RowId) -> Option<&LotTerms> {
        self.lots.iter().find(|lot| lot.id == id)
    }

    /// The highest score of the scale.
    #[must_use]
    pub fn highest_score(&self) -> i32 {
        self.scale.iter().map(|step| step.score).max().unwrap_or_default()
    }
}

impl LotTerms {
    /// The questions that bidders answer: whatever nothing stands under.
    pub fn questions(&self) -> impl Iterator<Item = &CriterionTerms> {
        self.criteria.iter().filter(|one| !self.criteria.iter().any(|other| other.parent == Some(one.id)))
    }
}

/// A coded value as its code.
mod coded {
    use super::{Choice, Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<C: Choice, S: Serializer>(value: &C, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(value.code())
    }

    pub(super) fn deserialize<'de, C: Choice, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
        let code = String::deserialize(deserializer)?;
        C::of(&code).ok_or_else(|| serde::de::Error::custom("an unknown code"))
    }
}

/// The same, where there may be none.
mod perhaps_coded {
    use super::{Choice, Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<C: Choice, S: Serializer>(
        value: &Option<C>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        value.map(Choice::code).serialize(serializer)
    }

    pub(super) fn deserialize<'de, C: Choice, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<C>, D::Error> {
        let code = Option::<String>::deserialize(deserializer)?;
        code.map(|code| C::of(&code).ok_or_else(|| serde::de::Error::custom("an unknown code"))).transpose()
    }
}
