//! The result as people read it at a terminal.

use std::fmt::Write;

use rules::evaluation::{EvaluatedBid, Evaluation, Lot, Minimum, RankOn, Status};
use rules::exact::{Exact, fraction, plain, two_decimals};

use super::Checked;

/// Numbers stand at the right of their column, words at the left.
enum Column {
    Words(&'static str),
    Number(&'static str),
}

/// How the lot is scored, a row for each bid, best first, and what would change the winner.
pub(super) fn table(checked: &Checked) -> String {
    let evaluation = &checked.evaluation;
    let lot = evaluation.lot();
    let mut out = heading(lot);
    out.push_str(&bids(evaluation));
    out.push('\n');
    line(&mut out, &result(evaluation));
    if evaluation.has_parts_that_do_not_add_up() {
        line(&mut out, "Each number is rounded once, so the rounded parts may not add up to the total.");
    }
    if !checked.split_changes.is_empty() {
        let rows = checked.split_changes.iter().map(|change| {
            let weight = &change.price_weight;
            vec![two_decimals(weight), names(&change.winner), fraction(weight)]
        });
        line(&mut out, "\nWho has the highest exact total as the price weight grows:");
        let columns = [Column::Number("Above"), Column::Words("Winner"), Column::Words("Exactly above")];
        out.push_str(&aligned(&columns, rows.collect()));
    }
    if !checked.if_counted.is_empty() {
        let rows = checked.if_counted.iter().map(|it| vec![visible(&it.id), names(&it.winner)]);
        line(&mut out, "\nWho would have the best exact total if one bid more were counted:");
        let columns = [Column::Words("Counted"), Column::Words("Winner")];
        out.push_str(&aligned(&columns, rows.collect()));
    }
    out
}

fn heading(lot: &Lot) -> String {
    let ranked = match lot.rank_on {
        RankOn::Exact => "exact totals",
        RankOn::Published => "published totals",
    };
    format!(
        "Price {}, quality {}; {}; ranked on {ranked}.\n{}\n\n",
        plain(&lot.price_weight),
        plain(&lot.quality_weight),
        lot.price_formula,
        lot.price_formula.arithmetic(&lot.price_weight)
    )
}

fn bids(evaluation: &Evaluation) -> String {
    let lot = evaluation.lot();
    let total = if lot.price_formula.scores_price() { "Total" } else { "Pounds a point" };
    let columns = [
        Column::Number("Rank"),
        Column::Words("Bid"),
        Column::Number("Price"),
        Column::Number("Price score"),
        Column::Number("Quality score"),
        Column::Number(total),
        Column::Words("Remarks"),
    ];
    let mut all: Vec<_> = lot.bids.iter().zip(evaluation.bids()).collect();
    all.sort_by_key(|(_, result)| result.rank.unwrap_or(usize::MAX));
    let number = |number: &Option<Exact>| number.as_ref().map_or("-".to_owned(), two_decimals);
    let rows = all.into_iter().map(|(bid, result)| {
        vec![
            result.rank.map_or("-".to_owned(), |rank| rank.to_string()),
            visible(&result.id),
            bid.price.map_or("-".to_owned(), |price| price.to_string()),
            number(&result.price_score),
            number(&result.quality_score),
            number(&result.total),
            remarks(result),
        ]
    });
    aligned(&columns, rows.collect())
}

fn remarks(bid: &EvaluatedBid) -> String {
    let minimums = |below: &[Minimum]| {
        let each = below.iter().map(|minimum| match minimum {
            Minimum::Criterion(id) => format!("below the minimum of {}", visible(id)),
            Minimum::Overall => "below the overall minimum".to_owned(),
            Minimum::NoQuality => "no quality".to_owned(),
        });
        each.collect::<Vec<_>>().join(", ")
    };
    match &bid.status {
        Status::Ranked(below) if below.is_empty() => String::new(),
        Status::Ranked(below) => format!("{}, which does not disqualify", minimums(below)),
        Status::FailedMinimum(below) => format!("out: {}", minimums(below)),
        Status::Excluded(why) => format!("excluded: {}", visible(why)),
    }
}

fn result(evaluation: &Evaluation) -> String {
    match evaluation.winner() {
        [] => "No bid stands, so none wins.".to_owned(),
        [winner] => format!("Winner: {}.", visible(winner)),
        tied => format!("Tied at the top: {}. The rules do not choose between them.", names(tied)),
    }
}

fn names(all: &[String]) -> String {
    all.iter().map(|name| visible(name)).collect::<Vec<_>>().join(", ")
}

/// A name that cannot move the cursor or colour the terminal.
fn visible(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { '\u{FFFD}' } else { character }).collect()
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

/// Columns two spaces apart, each as wide as its widest cell.
fn aligned(columns: &[Column], rows: Vec<Vec<String>>) -> String {
    let heads = columns.iter().map(|(Column::Words(head) | Column::Number(head))| (*head).to_owned());
    let all: Vec<Vec<String>> = std::iter::once(heads.collect()).chain(rows).collect();
    let width = |at: usize| all.iter().filter_map(|row| row.get(at)).map(|it| it.chars().count()).max();
    let widths: Vec<_> = (0..columns.len()).map(|at| width(at).unwrap_or_default()).collect();
    let mut out = String::new();
    for row in &all {
        let mut text = String::new();
        for ((column, width), cell) in columns.iter().zip(&widths).zip(row) {
            // Writing to a string cannot fail.
            let _ = match column {
                Column::Words(_) => write!(text, "{cell:<width$}  "),
                Column::Number(_) => write!(text, "{cell:>width$}  "),
            };
        }
        line(&mut out, text.trim_end());
    }
    out
}
