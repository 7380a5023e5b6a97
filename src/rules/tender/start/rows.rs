//! The rows a tender begins with: one lot, a question for each outcome, rules for equal totals, sample bids.

use entity::gaps::Gaps;
use entity::id::{RowId, TenderId};
use entity::number::{BasisPoints, Pence};
use entity::outcome;
use entity::state::{RankOn, TermEnd, TieRule};
use entity::{criterion, lot, sample_bid, tie_break};
use sea_orm::ActiveValue::Set;

use crate::Change;
use crate::procurement::Procurement;
use crate::procurement::found::{longest_term, maximum};
use crate::report::{Figures, in_few_words, read_out};

/// How many rows the lot begins with beside its questions: itself, two rules for equal totals, three samples.
pub(super) const OF_THE_LOT: usize = 6;

/// What separates equal totals, unless the tender says otherwise.
const TIES: [TieRule; 2] = [TieRule::Quality, TieRule::Price];

/// The samples: a name, a price in percent of the maximum value, and quality.
const SAMPLES: [(&str, i64, i32); 3] = [("Sample A", 90, 60), ("Sample B", 95, 75), ("Sample C", 100, 90)];

/// Adds them all. There are as many numbers as rows.
pub(super) fn with_rows(
    change: Change,
    procurement: &Procurement,
    tender: TenderId,
    ids: &[RowId],
    figures: &Figures,
) -> Change {
    let (lot_id, mut ids) = (ids[0], ids[1..].iter().copied());
    let mut change = change.insert(lot(procurement, tender, lot_id));
    let weight = even_weight(procurement);
    for ((position, outcome), id) in (1_i32..).zip(&procurement.outcomes).zip(&mut ids) {
        change = change.insert(criterion::ActiveModel {
            id: Set(id),
            tender_id: Set(tender),
            position: Set(position),
            lot_id: Set(lot_id),
            outcome_id: Set(Some(outcome.id)),
            title: Set(named(&read_out(&outcome.says, figures))),
            question: Set(Some(read_out(&question(procurement, outcome), figures))),
            weight: Set(weight),
            gaps: Set(Gaps::default()),
            ..Default::default()
        });
    }
    for ((position, rule), id) in (1_i32..).zip(TIES).zip(&mut ids) {
        change = change.insert(tie_break::ActiveModel {
            id: Set(id),
            tender_id: Set(tender),
            position: Set(position),
            lot_id: Set(lot_id),
            rule: Set(rule),
            criterion_id: Set(None),
            gaps: Set(Gaps::default()),
        });
    }
    let Some(Pence(most)) = maximum(procurement).value else { return change };
    for ((position, (name, percent, quality)), id) in (1_i32..).zip(SAMPLES).zip(&mut ids) {
        change = change.insert(sample_bid::ActiveModel {
            id: Set(id),
            tender_id: Set(tender),
            position: Set(position),
            lot_id: Set(lot_id),
            name: Set(name.to_owned()),
            price: Set(share_of(most, percent)),
            quality: Set(BasisPoints::percent(quality)),
            gaps: Set(Gaps::default()),
        });
    }
    change
}

fn lot(procurement: &Procurement, tender: TenderId, id: RowId) -> lot::ActiveModel {
    let of = &procurement.row;
    let longest = longest_term(procurement).value.and_then(|months| i32::try_from(months).ok());
    lot::ActiveModel {
        id: Set(id),
        tender_id: Set(tender),
        position: Set(1),
        title: Set(of.title.clone()),
        starts_on: Set(of.starts_on),
        months: Set(initial_term(procurement).or(longest)),
        longest_months: Set(longest),
        value: Set(maximum(procurement).value),
        price_years: Set(longest.map(|months| months.saturating_add(11) / 12)),
        price_weight: Set(of.price_weight),
        quality_weight: Set(of.quality_weight),
        rank_on: Set(Some(RankOn::Published)),
        minimum_disqualifies: Set(Some(super::BELOW_MINIMUM_IS_OUT)),
        if_winner_fails: Set(Some(super::IF_THE_WINNER_FAILS)),
        gaps: Set(Gaps::default()),
        ..Default::default()
    }
}

/// Up to the first option to extend; a break clause ends nothing by itself.
fn initial_term(procurement: &Procurement) -> Option<i32> {
    let parts = &procurement.term_periods;
    let runs_to = parts.iter().position(|part| part.ends_with == Some(TermEnd::Extension))?;
    parts.iter().take(runs_to + 1).try_fold(0_i32, |sum, part| sum.checked_add(part.months?))
}

/// The quality weight shared evenly, where it can be shared exactly.
fn even_weight(procurement: &Procurement) -> Option<BasisPoints> {
    let count = i32::try_from(procurement.outcomes.len()).ok().filter(|count| *count > 0)?;
    let BasisPoints(quality) = procurement.row.quality_weight?;
    (quality % count == 0).then_some(BasisPoints(quality / count))
}

fn question(procurement: &Procurement, outcome: &outcome::Model) -> String {
    let mut asks = format!(
        "The outcome to be achieved: {}\n\nHow will you achieve it for the people who use the service, and how \
         will you know that you have?",
        outcome.says
    );
    let measures: Vec<_> = procurement.measures_of(outcome).map(|row| format!("- {}", row.says)).collect();
    if !measures.is_empty() {
        asks.push_str(&format!("\n\nIt is measured by:\n{}", measures.join("\n")));
    }
    asks
}

/// A share of a sum in whole pounds, rounded down; below a pound, the sum itself.
fn share_of(pence: i64, percent: i64) -> Pence {
    let share = i128::from(pence) * i128::from(percent) / 100;
    let pounds = i64::try_from(share / 100).unwrap_or(i64::MAX / 100);
    if pounds > 0 { Pence::pounds(pounds) } else { Pence(pence) }
}

/// The most characters of an outcome that stand whole as the title of its question.
const WHOLE: usize = 120;

/// A question is called by the outcome it grew out of: whole where it is short, else by its first words.
fn named(outcome: &str) -> String {
    let line = outcome.trim().trim_end_matches('.');
    if line.chars().count() <= WHOLE && !line.contains('\n') { line.to_owned() } else { in_few_words(line) }
}
