//! The lists of the record: a sequence of rows each, and each row's facts by name.

use entity::gaps::Gap;
use entity::state::ConsultationKind;
use entity::{
    appraised_option, measure, milestone, outcome, reason, recommendation, risk, service_gap, term_period,
};
use minijinja::Value;
use paper::{Block, Marker, paragraph};
use rules::each_list;
use rules::procurement::Procurement;
use rules::procurement::lists::CODES;
use rules::rows::{Listed, list_gap};

use super::field::{Reading, written_words};
use super::told::{consulted, earlier_decisions};
use super::{Facts, gives, money, recommended, statistics};
use crate::report::piece::Piece;

/// Every list, by a name of one word, and under `without` what to print for those without rows.
pub(super) fn of(reading: &Reading, procurement: &Procurement) -> Facts {
    let rows = |rows: Vec<Facts>| Value::from_iter(rows);
    let asked = |kind| consulted(reading, procurement, kind);
    let lists = [
        ("recommendations", recommendations(reading, procurement)),
        ("reasons", rows(numbered::<reason::Entity>(reading, procurement, |row| &row.says))),
        ("statistics", statistics::of(reading, procurement)),
        ("service_gaps", rows(reading.rows::<service_gap::Entity>(procurement))),
        ("capacities", statistics::capacities(reading, procurement)),
        ("earlier_decisions", earlier_decisions(reading, procurement)),
        ("fundings", money::fundings(reading, procurement)),
        ("term_periods", rows(term_periods(reading, procurement))),
        ("cost_avoidances", statistics::avoidances(reading, procurement)),
        ("outcomes", outcomes(reading, procurement)),
        ("options", options(reading, procurement)),
        ("risks", rows(reading.rows::<risk::Entity>(procurement))),
        ("consultations_internal", asked(Some(ConsultationKind::Internal))),
        ("consultations_external", asked(Some(ConsultationKind::External))),
        ("consultations_other", asked(None)),
        ("milestones", rows(reading.rows::<milestone::Entity>(procurement))),
        ("without", without(procurement)),
        ("gives", gives::of(reading, procurement)),
    ];
    lists.into_iter().map(|(name, list)| (name.to_owned(), list)).collect()
}

/// Rows that a paper numbers, without the number that was typed or pasted before one.
fn numbered<E: Listed<Of = Procurement>>(
    reading: &Reading,
    procurement: &Procurement,
    says: fn(&E::Model) -> &String,
) -> Vec<Facts> {
    let rows = E::rows(procurement).iter().map(|row| {
        let mut facts = reading.row::<E>(row);
        let says = Piece::blocks(reading.prose(without_number(says(row))));
        facts.insert("says".to_owned(), says.into());
        facts
    });
    rows.collect()
}

/// Each recommendation, with to whom its next step is delegated.
fn recommendations(reading: &Reading, procurement: &Procurement) -> Value {
    let mut rows = numbered::<recommendation::Entity>(reading, procurement, |row| &row.says);
    for (facts, row) in rows.iter_mut().zip(&procurement.recommendations) {
        let says = facts.get("says").and_then(|says| says.downcast_object_ref::<Piece>()).cloned();
        let says = says.map_or_else(Vec::new, Piece::into_blocks);
        let says = recommended::with_delegation(reading, row, says);
        facts.insert("says".to_owned(), Piece::blocks(says).into());
    }
    Value::from_iter(rows)
}

/// The text without a number at its start, unless a list of its own starts there.
fn without_number(text: &str) -> &str {
    let after_number = |line: &str| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let rest = (rest.len() < line.len()).then_some(rest)?;
        let rest = rest.strip_prefix(['.', ')'])?;
        rest.starts_with(char::is_whitespace).then(|| rest.trim_start().len())
    };
    let text = text.trim();
    let others = text.lines().skip(1).any(|line| after_number(line.trim_start()).is_some());
    match after_number(text) {
        Some(length) if !others => &text[text.len() - length..],
        _ => text,
    }
}

/// Each part of the term, with where it ends.
fn term_periods(reading: &Reading, procurement: &Procurement) -> Vec<Facts> {
    let rows = procurement.term_periods.iter().map(|part| {
        let mut facts = reading.row::<term_period::Entity>(part);
        let ends = reading.figure(&format!("found.term.{}.ends", part.id.0));
        facts.insert("ends".to_owned(), ends.unwrap_or_else(|| Piece::text("Not stated")).into());
        facts
    });
    rows.collect()
}

/// Each outcome with its measures: one is a paragraph, several are a list.
fn outcomes(reading: &Reading, procurement: &Procurement) -> Value {
    let rows = procurement.outcomes.iter().map(|outcome| {
        let mut facts = reading.row::<outcome::Entity>(outcome);
        let measures: Vec<_> =
            procurement.measures_of(outcome).map(|row| vec![measure(reading, row)]).collect();
        let measures = match measures.len() {
            0 => Piece::text("Not stated"),
            1 => Piece::blocks(measures.concat()),
            _ => Piece::blocks(vec![Block::List { marker: Marker::Bullet, items: measures }]),
        };
        facts.insert("measures".to_owned(), measures.into());
        facts
    });
    Value::from_iter(rows.collect::<Vec<_>>())
}

fn measure(reading: &Reading, row: &measure::Model) -> Block {
    let says = reading.piece_of::<measure::Entity>(row, "says").map(Piece::into_blocks);
    says.and_then(|blocks| blocks.into_iter().next()).unwrap_or_else(|| paragraph(&row.says))
}

/// Each option, with whether it is the one recommended as something a template can ask.
fn options(reading: &Reading, procurement: &Procurement) -> Value {
    let rows = procurement.appraised_options.iter().map(|option| {
        let mut facts = reading.row::<appraised_option::Entity>(option);
        let recommended = option.recommended == Some(entity::state::YesNo::Yes);
        facts.insert("is_recommended".to_owned(), recommended.into());
        // "Combination of options 2 and 3" says itself what it combines.
        let says = option.combines.as_ref().is_some_and(|combines| option.title.contains(combines));
        facts.insert("says_combines".to_owned(), says.into());
        for name in ["strengths", "risks", "benefits"] {
            if option.gaps.of(name) == Some(Gap::Blank) {
                facts.insert(name.to_owned(), Piece::text("–").into());
            }
        }
        facts
    });
    Value::from_iter(rows.collect::<Vec<_>>())
}

/// What stands for each list that has no rows.
fn without(procurement: &Procurement) -> Value {
    let words = CODES.iter().map(|code| {
        let has_rows = each_list!(*code, has_rows(procurement)).unwrap_or_default();
        // The list was filled in, and holds none of the kind that is asked for.
        let words = if has_rows { Piece::text("None") } else { nothing(procurement, code) };
        (code.replace('-', "_"), Value::from(words))
    });
    Value::from(words.collect::<Facts>())
}

fn has_rows<E: Listed<Of = Procurement>>(procurement: &Procurement) -> bool {
    !E::rows(procurement).is_empty()
}

/// Why a list is empty, as the record says.
pub(super) fn nothing(procurement: &Procurement, code: &str) -> Piece {
    Piece::text(written_words(procurement.row.gaps.of(&list_gap(code))))
}
