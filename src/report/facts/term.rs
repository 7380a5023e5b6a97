//! The term: its parts, where each ends and what stands there.

use entity::state::TermEnd;
use minijinja::Value;
use paper::Inline;
use rules::law::dates::{last_day_of_period, long_date};
use rules::procurement::Procurement;
use rules::procurement::found::{turning_points, years};

use super::figure::figure;
use super::{Facts, named};
use crate::report::piece::Piece;

/// The term as a whole.
pub(super) fn of(procurement: &Procurement) -> Value {
    named([
        ("breaks", points(procurement, TermEnd::Break)),
        ("extensions", points(procurement, TermEnd::Extension)),
    ])
}

/// "2 years and 4 years": after how long a break clause or an extension option stands.
fn points(procurement: &Procurement, end: TermEnd) -> Piece {
    let points = turning_points(procurement).into_iter().filter(|(_, point)| *point == end);
    let mut inlines: Vec<Inline> = Vec::new();
    let after: Vec<u32> = points.map(|(months, _)| months).collect();
    for (index, months) in after.iter().enumerate() {
        if index > 0 {
            let last = index + 1 == after.len();
            inlines.push(Inline::Text(if last { " and " } else { ", " }.to_owned()));
        }
        inlines.push(Inline::Figure {
            name: format!("found.term.{months}"),
            source: "Parts of the term, added up".to_owned(),
            shown: years(*months),
        });
    }
    Piece::inlines(inlines)
}

/// The parts of the term, each with where it ends and what stands there.
pub(super) fn periods(rows: Vec<Facts>, procurement: &Procurement) -> Value {
    let mut months = Some(0_u32);
    let rows = rows.into_iter().zip(&procurement.term_periods).map(|(mut facts, part)| {
        let length = part.months.and_then(|length| u32::try_from(length).ok());
        months = months.zip(length).map(|(months, length)| months.saturating_add(length));
        let name = |what: &str| format!("found.term.{}.{what}", part.position);
        facts.insert("ends".to_owned(), ends(procurement, months, name("ends")).into());
        facts.insert("then".to_owned(), then(part.ends_with, name("ends_with")).into());
        facts
    });
    Value::from_iter(rows.collect::<Vec<_>>())
}

/// "2 years in, on 31 March 2024", or without the day where the first is not known.
fn ends(procurement: &Procurement, months: Option<u32>, name: String) -> Piece {
    let Some(months) = months else { return Piece::text("Not stated") };
    let shown = match procurement.row.starts_on {
        Some(first) => format!("{}, on {}", years(months), long_date(last_day_of_period(first, months))),
        None => years(months),
    };
    figure(name, "Parts of the term, added up", shown)
}

fn then(end: Option<TermEnd>, name: String) -> Piece {
    let shown = match end {
        Some(TermEnd::Break) => "Break clause: the contract runs on unless it is ended",
        Some(TermEnd::Extension) => "Extension option: the contract ends unless it is extended",
        Some(TermEnd::End) => "End of the contract",
        None => "Not stated",
    };
    figure(name, "Parts of the term", shown)
}
