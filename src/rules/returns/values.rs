//! The values of a figure, apart from who wrote them and when.

use entity::number::Hundredths;
use entity::return_figure;
use entity::state::YesNo;
use serde::{Deserialize, Serialize};

/// The values of a figure. Which of them are used depends on the kind of the KPI.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Values {
    /// A count; of people, how many in this period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
    /// Of those people, how many are new this year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_this_year: Option<i64>,
    /// What is above the line of a rate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numerator: Option<i64>,
    /// What is below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominator: Option<i64>,
    /// Cases open on the first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opening: Option<i64>,
    /// Cases that were opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub added: Option<i64>,
    /// Cases that were closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<i64>,
    /// Cases open on the last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closing: Option<i64>,
    /// Yes or no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub yes: Option<bool>,
    /// A score.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<Hundredths>,
    /// What is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Why there is no figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub none_reason: Option<String>,
}

impl Values {
    /// The values of a figure as it was returned.
    #[must_use]
    pub fn of(figure: &return_figure::Model) -> Self {
        Self {
            count: figure.count,
            new_this_year: figure.new_this_year,
            numerator: figure.numerator,
            denominator: figure.denominator,
            opening: figure.opening,
            added: figure.added,
            closed: figure.closed,
            closing: figure.closing,
            yes: figure.yes.map(|yes| yes == YesNo::Yes),
            score: figure.score,
            words: figure.words.clone(),
            none_reason: figure.none_reason.clone(),
        }
    }

    /// As canonical JSON: what is not there is left out, the rest always stands in the same order.
    #[must_use]
    pub fn written(&self) -> String {
        serde_json::to_string(self).expect("numbers and text can always be written as JSON")
    }

    /// From canonical JSON.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// Whether nothing is said at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        Self { opening: None, ..self.clone() } == Self::default()
    }
}
