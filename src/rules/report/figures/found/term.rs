//! The term: after how long its breaks and extensions stand, and where each part ends.

use entity::state::TermEnd;

use super::{and, figure};
use crate::law::dates::{last_day_of_period, long_date};
use crate::procurement::Procurement;
use crate::procurement::found::{turning_points, years};
use crate::report::figures::Figure;

const SOURCE: &str = "Parts of the term, added up";

pub(super) fn of(procurement: &Procurement) -> Vec<Figure> {
    let points = |name: &str, label: &str, end: TermEnd| {
        let after: Vec<String> = turning_points(procurement)
            .into_iter()
            .filter(|(_, point)| *point == end)
            .map(|(months, _)| years(months))
            .collect();
        (!after.is_empty()).then(|| figure(name, label, SOURCE, and(&after)))
    };
    let mut all = Vec::new();
    all.extend(points("breaks", "Time before each break clause", TermEnd::Break));
    all.extend(points("extensions", "Time before each extension option", TermEnd::Extension));
    all.extend(ends(procurement));
    all
}

/// "2 years in, on 31 March 2024" for each part, or without the day where the first is not known.
fn ends(procurement: &Procurement) -> Vec<Figure> {
    let mut months = 0_u32;
    let mut all = Vec::new();
    for part in &procurement.term_periods {
        let Some(length) = part.months.and_then(|length| u32::try_from(length).ok()) else { return all };
        months = months.saturating_add(length);
        let shown = match procurement.row.starts_on {
            Some(first) => format!("{}, on {}", years(months), long_date(last_day_of_period(first, months))),
            None => years(months),
        };
        let label = format!("End of part {} of the term", part.position);
        all.push(figure(&format!("term.{}.ends", part.id.0), &label, SOURCE, shown));
    }
    all
}
