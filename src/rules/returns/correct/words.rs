//! Figures and their corrections in words, the same wherever a figure is used.

use entity::state::{CorrectionStanding, KpiKind};

use crate::field::long_day;
use crate::law::clock::uk_date;
use crate::returns::measure::{reading, shown};
use crate::returns::values::Values;
use crate::returns::{Current, Version};

/// What a figure says, with what it is made of: `83.3% (50 of 60)`.
#[must_use]
pub fn value_words(version: &Version, values: &Values) -> String {
    let value = shown(version, &reading(version, values));
    if let Some(why) = &values.none_reason {
        return format!("No figure: {why}");
    }
    let parts = match version.row.kind {
        KpiKind::Count => values.new_this_year.map(|new| format!("{new} new this year")),
        KpiKind::Rate => {
            values.numerator.zip(values.denominator).map(|(above, below)| format!("{above} of {below}"))
        }
        KpiKind::Caseload => {
            values.opening.zip(values.added).zip(values.closed).map(|((opening, added), closed)| {
                format!("{opening} at the start, {added} new, {closed} closed")
            })
        }
        KpiKind::Narrative => return values.words.clone().unwrap_or(value),
        KpiKind::YesNo | KpiKind::Score => None,
    };
    parts.map(|parts| format!("{value} ({parts})")).unwrap_or(value)
}

/// What was corrected of a figure, oldest first, each with both values, the day and the reason. Whoever shows a figure
/// shows these with it.
#[must_use]
pub fn corrected_words(version: &Version, current: &Current<'_>) -> Vec<String> {
    let words = |text: &str| Values::read(text).map(|values| value_words(version, &values));
    let agreed = current.corrected.iter().filter(|row| row.standing == CorrectionStanding::Agreed);
    agreed
        .map(|row| {
            let on = long_day(uk_date(row.decided_at.unwrap_or(row.proposed_at)));
            let before = words(&row.before).unwrap_or_default();
            let after = words(&row.after).unwrap_or_default();
            format!("Corrected on {on}: {after}, where {before} stood before. Why: {}", row.reason)
        })
        .collect()
}
