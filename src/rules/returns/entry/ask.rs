//! What is asked of a figure that may be right and looks odd. A reason answers it; nothing is refused.

use entity::state::KpiKind;
use num_traits::{Signed, Zero};

use super::{Beside, Values, Version};
use crate::exact::whole;
use crate::returns::measure::{Rag, Reading, rag, reading, shown, target_shown};

/// By how much of the period before a figure may move without being asked about, in percent.
const JUMP: i64 = 25;

/// What is asked of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// It moved by more than a quarter since the period before.
    Jump(String),
    /// It is exactly what it was in the period before.
    Unchanged(String),
    /// It is off its target.
    OffTarget(String),
    /// Its denominator is nought.
    ZeroDenominator(String),
}

impl Question {
    /// As the page asks it.
    #[must_use]
    pub fn says(&self) -> &str {
        match self {
            Self::Jump(says)
            | Self::Unchanged(says)
            | Self::OffTarget(says)
            | Self::ZeroDenominator(says) => says,
        }
    }
}

/// Everything that is asked of a figure, in the order of the page. One reason answers all of it.
#[must_use]
pub fn questions(version: &Version, values: &Values, beside: &Beside) -> Vec<Question> {
    let mut asked = Vec::new();
    let now = reading(version, values);
    if now == Reading::ZeroDenominator {
        asked.push(Question::ZeroDenominator(
            "There was nobody to count among, so there is no rate. Is that right?".to_owned(),
        ));
    }
    if let (Reading::Value(new), Some(last)) = (&now, &beside.last)
        && let Reading::Value(old) = reading(version, last)
    {
        let was = shown(version, &Reading::Value(old.clone()));
        let moved = (new - &old).abs() * whole(100);
        if same_numbers(values, last) && version.row.kind != KpiKind::YesNo && !new.is_zero() {
            asked.push(Question::Unchanged(format!(
                "This is exactly what it was in the period before, {was}. Is that right?"
            )));
        } else if version.row.kind != KpiKind::YesNo && moved > old.abs() * whole(JUMP) {
            asked.push(Question::Jump(format!(
                "This was {was} in the period before, so it moved by more than {JUMP}%. What lies behind it?"
            )));
        }
    }
    if rag(version, values, beside.first_on) == Rag::Red
        && let Some(target) = beside.target
    {
        asked.push(Question::OffTarget(format!(
            "The target is {}. What keeps it from being reached, and what is done about it?",
            target_shown(version, target)
        )));
    }
    asked
}

/// Whether the same numbers are given: what is carried is not typed, so it does not count.
fn same_numbers(one: &Values, other: &Values) -> bool {
    let bare = |values: &Values| Values { opening: None, words: None, none_reason: None, ..values.clone() };
    bare(one) == bare(other)
}
