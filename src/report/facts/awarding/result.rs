//! The result of a lot in tables: scores by question, and bids by label.

use entity::id::RowId;
use minijinja::Value;
use rules::award::papers::{ExemptBid, ExemptLow, ExemptResult};
use rules::report::awarding::{Awarding, Lotted, lot_name, slug};

use super::{Facts, Reading, facts, figure, prose, text};
use crate::report::piece::Piece;

/// So many bids fit beside each other.
const BESIDE: usize = 5;

/// A bid as its column or row is headed.
struct Headed {
    label: String,
    name: Option<String>,
}

pub(super) fn of(
    reading: &Reading,
    name: &str,
    lot: &Lotted,
    anchor: &mut impl FnMut(&str) -> Value,
) -> Facts {
    let mut all = facts([
        ("bids", Value::from_iter(bids(reading, name, lot))),
        ("score_tables", Value::from_iter(score_tables(reading, name, lot, anchor))),
    ]);
    all.extend(exempt(lot));
    all
}

/// The score of the bid that is awarded the contract, or can be, as far as it is in the report.
pub(super) fn winners_score(reading: &Reading, awarding: &Awarding, lot: &Lotted, question: RowId) -> Piece {
    let label = match lot.told() {
        Some(told) => told.bids.iter().find(|bid| Some(bid.bid) == told.first).map(|bid| &bid.label),
        None => lot.open.as_ref().and_then(|open| open.winner.as_ref()).map(|winner| &winner.label),
    };
    let name = label.map(|label| format!("{}.{}.score.{}", lot_name(awarding, lot), slug(label), question.0));
    name.and_then(|name| reading.figure(&name)).unwrap_or_else(|| Piece::text("").unasked())
}

/// The bids in the order of their labels.
fn headed(lot: &Lotted) -> Vec<Headed> {
    match (lot.told(), &lot.open) {
        (Some(told), _) => {
            told.bids.iter().map(|it| Headed { label: it.label.clone(), name: it.name.clone() }).collect()
        }
        (None, Some(open)) => {
            open.bids.iter().map(|it| Headed { label: it.label.clone(), name: None }).collect()
        }
        (None, None) => Vec::new(),
    }
}

fn bids(reading: &Reading, name: &str, lot: &Lotted) -> Vec<Facts> {
    let standing = |label: &str| match (lot.told(), &lot.open) {
        (Some(told), _) => told.bids.iter().find(|it| it.label == label).map(|it| it.standing),
        (None, Some(open)) => open.bids.iter().find(|it| it.label == label).map(|it| it.standing),
        (None, None) => None,
    };
    let why = |label: &str| {
        let bid: Option<&ExemptBid> =
            lot.told().and_then(|told| told.bids.iter().find(|it| it.label == label));
        bid.and_then(|bid| bid.why_out.clone()).unwrap_or_default()
    };
    let one = |bid: &Headed| {
        let figure = |fact: &str| figure(reading, &format!("{name}.{}.{fact}", slug(&bid.label)));
        facts([
            ("label", text(&bid.label)),
            // A narrow column must not part the letter from its word.
            ("label_in_cell", text(&bid.label.replace(' ', "\u{a0}"))),
            ("name", figure("name")),
            ("standing", text(standing(&bid.label).unwrap_or_default())),
            ("why_out", prose(&why(&bid.label))),
            ("quality", figure("quality")),
            ("price", figure("price")),
            ("price_score", figure("price_score")),
            ("total", figure("total")),
            ("rank", figure("rank")),
        ])
    };
    headed(lot).iter().map(one).collect()
}

/// The moderated scores: a row a question, a column a bid, as many beside each other as a page holds.
fn score_tables(
    reading: &Reading,
    name: &str,
    lot: &Lotted,
    anchor: &mut impl FnMut(&str) -> Value,
) -> Vec<Facts> {
    let bids = headed(lot);
    let cell = |bid: &Headed, question: RowId| {
        reading.figure(&format!("{name}.{}.score.{}", slug(&bid.label), question.0))
    };
    let scored: Vec<_> =
        bids.iter().filter(|bid| lot.terms.questions().any(|it| cell(bid, it.id).is_some())).collect();
    let tables = scored.chunks(BESIDE).map(|beside| {
        let rows = lot.terms.questions().map(|question| {
            let cells = beside
                .iter()
                .map(|bid| cell(bid, question.id).map_or_else(|| text("Not scored"), Value::from));
            facts([
                ("title", text(&question.title)),
                ("weight", text(&question.weight.to_string())),
                ("cells", Value::from_iter(cells)),
            ])
        });
        let heads = beside.iter().map(|bid| match &bid.name {
            Some(name) => text(&format!("{} ({name})", bid.label)),
            None => text(&bid.label),
        });
        let quality =
            beside.iter().map(|bid| figure(reading, &format!("{name}.{}.quality", slug(&bid.label))));
        facts([
            ("heads", Value::from_iter(heads)),
            ("rows", Value::from_iter(rows)),
            ("quality", Value::from_iter(quality)),
            ("at", anchor("scores")),
        ])
    });
    tables.collect()
}

/// What only the exempt appendix says.
fn exempt(lot: &Lotted) -> Facts {
    let told = lot.told();
    let explained = told.iter().flat_map(|told| &told.explained).map(|it| {
        facts([
            ("question", text(lot.title_of(it.question))),
            ("score", it.score.into()),
            ("label", text(&it.label)),
            ("reason", prose(&it.reason)),
        ])
    });
    facts([
        ("is_ranked", told.is_some_and(|told| told.ranking.is_some()).into()),
        ("is_priced", told.is_some_and(|told| told.bids.iter().any(|bid| bid.price.is_some())).into()),
        ("why_none", text(told.and_then(|told| told.why_none.as_deref()).unwrap_or_default())),
        ("explained", Value::from_iter(explained.collect::<Vec<_>>())),
        ("lows", Value::from_iter(told.iter().flat_map(|told| &told.lows).map(low).collect::<Vec<_>>())),
        (
            "somebody_is_out",
            told.is_some_and(|told| told.bids.iter().any(|bid| bid.why_out.is_some())).into(),
        ),
        ("draw", text(&told.and_then(draw).unwrap_or_default())),
        ("do_not_add_up", told.is_some_and(|told| told.parts_do_not_add_up).into()),
    ])
}

fn low(low: &ExemptLow) -> Facts {
    facts([
        ("label", text(&low.label)),
        ("flagged", prose(&low.flagged)),
        ("answer", prose(low.answer.as_deref().unwrap_or("No answer came."))),
        ("outcome", text(low.outcome.unwrap_or("Not decided yet"))),
        ("reason", prose(low.reason.as_deref().unwrap_or_default())),
    ])
}

fn draw(told: &ExemptResult) -> Option<String> {
    let (day, witnesses) = told.draw.as_ref()?;
    let day = rules::law::dates::long_date(*day);
    Some(format!(
        "Equal bids were separated by the draw that was published, held on {day} before {witnesses}."
    ))
}
