//! The table of scores: one's own and, beside them, those of the winning bid.

use paper::{Align, Block, Column, Row, Table, text};
use rules::award::summary::{Assessed, AssessedCriterion, Summary};

use super::told;

/// The highest score of the scale.
pub(super) fn highest(summary: &Summary) -> i32 {
    summary.method.scale.iter().map(|step| step.score).max().unwrap_or_default()
}

/// One row a question or heading, then quality, price and total.
pub(super) fn table(summary: &Summary) -> Block {
    let mut columns = vec![column("Criterion", Align::Left, true), column("Weight", Align::Decimal, false)];
    columns.extend(of_bid("Your"));
    if summary.winner.is_some() {
        columns.extend(of_bid("Winner’s"));
    }
    let mut rows: Vec<Row> = summary.own.criteria.iter().map(|own| criterion(summary, own)).collect();
    rows.push(sum(summary, "Quality", &summary.method.quality_weight, |bid| &bid.quality_score, false));
    rows.push(sum(summary, "Price", &summary.method.price_weight, |bid| &bid.price_score, false));
    rows.push(sum(summary, &summary.method.total, "", |bid| &bid.total, true));
    let caption = format!("Scores from 0 to {}, and the points that they come to", highest(summary));
    Block::Table(Table { caption: text(caption), columns, rows, anchor: None })
}

fn of_bid(whose: &str) -> [Column; 2] {
    [
        column(&format!("{whose} score"), Align::Centre, false),
        column(&format!("{whose} points"), Align::Decimal, false),
    ]
}

fn column(heading: &str, align: Align, heads_rows: bool) -> Column {
    Column { heading: text(heading), align, heads_rows }
}

fn criterion(summary: &Summary, own: &AssessedCriterion) -> Row {
    let winner = summary.winner.as_ref().map(|it| it.criteria.iter().find(|one| one.id == own.id));
    let title = match own.score {
        Some(_) => own.title.clone(),
        None => format!("{}, together", own.title),
    };
    let both = |one: &AssessedCriterion| {
        let score = one.score.map_or_else(|| "–".to_owned(), |score| score.to_string());
        [told(score), told(&one.weighted)]
    };
    let mut cells = vec![told(title), told(&own.weight)];
    cells.extend(both(own));
    if let Some(winner) = winner {
        cells.extend(winner.map_or_else(|| [told("–"), told("–")], both));
    }
    Row { cells, total: false }
}

fn sum(
    summary: &Summary,
    title: &str,
    weight: &str,
    of: impl Fn(&Assessed) -> &Option<String>,
    total: bool,
) -> Row {
    let mut cells = vec![told(title), told(weight)];
    for bid in [Some(&summary.own), summary.winner.as_ref()].into_iter().flatten() {
        let points = of(bid).clone().unwrap_or_else(|| "Not scored".to_owned());
        cells.extend([told("–"), told(points)]);
    }
    Row { cells, total }
}
