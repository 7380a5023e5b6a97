//! A frozen ranking as a page shows it: the table, how each number comes about, and the record that holds it.

use entity::number::Pence;
use rules::award::equal::separated;
use rules::award::frozen::{FrozenBid, Number};
use rules::award::reading::{RankedLine, ShownRanking};
use rules::exact::plain;
use rules::law::clock::long_instant;
use rules::tender::terms::{CriterionTerms, LotTerms};
use serde::Serialize;

use crate::store::Colleague;
use crate::web::pages::opening::name;

/// A frozen ranking.
#[derive(Serialize)]
pub(super) struct Ranked {
    number: i32,
    by: String,
    digest: String,
    /// The line of the record of actions that holds the digest.
    line: Option<i64>,
    weights: String,
    formula: Option<String>,
    arithmetic: Option<String>,
    rank_on: &'static str,
    /// Whether prices have a score of their own.
    scores_price: bool,
    lines: Vec<Line>,
    /// What separated bids with equal totals.
    separated: Vec<String>,
    out: Vec<Out>,
    parts_do_not_add_up: bool,
    comes_out_again: bool,
}

/// A bid that is ranked.
#[derive(Serialize)]
struct Line {
    rank: usize,
    label: String,
    name: Option<String>,
    price: String,
    price_score: Option<Shown>,
    quality_score: Option<Shown>,
    total: Option<Shown>,
    worked: Vec<(String, String)>,
    below: Vec<String>,
}

/// A number as published and exact.
#[derive(Serialize)]
struct Shown {
    published: String,
    exact: String,
}

/// A bid that is not ranked, and why.
#[derive(Serialize)]
struct Out {
    label: String,
    name: Option<String>,
    why: Vec<String>,
    quality_score: Option<Shown>,
    worked: Vec<(String, String)>,
}

impl Ranked {
    /// A ranking, with the line of the record that holds it.
    pub(super) fn of(
        ranking: &ShownRanking<'_>,
        terms: &LotTerms,
        line: Option<i64>,
        colleagues: &[Colleague],
    ) -> Self {
        let frozen = &ranking.frozen;
        let formula = frozen.formula();
        let percent = |text: &str| text.parse().map_or_else(|_| text.to_owned(), |exact| plain(&exact));
        let weight = frozen.price_weight.parse().ok();
        let scores_price = formula.is_some_and(|formula| formula.scores_price());
        let in_pounds = !scores_price;
        Self {
            number: ranking.row.number,
            by: format!("{}, {}", name(colleagues, ranking.row.person_id), long_instant(ranking.row.at)),
            digest: ranking.row.digest.clone(),
            line,
            weights: format!(
                "price {}%, quality {}%",
                percent(&frozen.price_weight),
                percent(&frozen.quality_weight)
            ),
            formula: formula.map(|formula| formula.words()),
            arithmetic: formula.zip(weight).map(|(formula, weight)| formula.arithmetic(&weight)),
            rank_on: match frozen.rank_on.as_str() {
                "published" => "totals as published, rounded once to two decimals, half up",
                _ => "exact totals, before any rounding",
            },
            scores_price,
            lines: ranking.bids.iter().filter_map(|bid| of_line(bid, terms, in_pounds)).collect(),
            separated: separated_bids(ranking, terms),
            out: ranking
                .bids
                .iter()
                .filter(|bid| bid.frozen.rank.is_none())
                .map(|bid| out(bid, terms))
                .collect(),
            parts_do_not_add_up: frozen.parts_do_not_add_up,
            comes_out_again: ranking.comes_out_again,
        }
    }
}

/// A sentence for each two neighbours of the ranking that have equal totals and different ranks.
fn separated_bids(ranking: &ShownRanking<'_>, terms: &LotTerms) -> Vec<String> {
    let sentence = |pair: &[RankedLine<'_>]| {
        let [before, after] = pair else { return None };
        let by = separated(&ranking.frozen, terms, &before.frozen, &after.frozen)?;
        let (one, other) = (&before.frozen.label, &after.frozen.label);
        Some(format!("{one} and {other} have equal totals. For these the published terms put {by} first."))
    };
    ranking.bids.windows(2).filter_map(sentence).collect()
}

fn of_line(bid: &RankedLine<'_>, terms: &LotTerms, in_pounds: bool) -> Option<Line> {
    let frozen = &bid.frozen;
    Some(Line {
        rank: frozen.rank?,
        label: frozen.label.clone(),
        name: bid.name.map(str::to_owned),
        price: frozen.price_pence.map(|pence| Pence(pence).to_string()).unwrap_or_default(),
        price_score: frozen.price_score.as_ref().map(shown),
        quality_score: frozen.quality_score.as_ref().map(shown),
        total: frozen.total.as_ref().map(|total| match in_pounds {
            true => Shown { published: format!("£{}", total.published), ..shown(total) },
            false => shown(total),
        }),
        worked: worked(bid, terms),
        below: minimums(frozen, terms),
    })
}

fn out(bid: &RankedLine<'_>, terms: &LotTerms) -> Out {
    Out {
        label: bid.frozen.label.clone(),
        name: bid.name.map(str::to_owned),
        why: match bid.frozen.status.as_str() {
            "excluded" => bid.frozen.why.clone(),
            _ => minimums(&bid.frozen, terms),
        },
        quality_score: bid.frozen.quality_score.as_ref().map(shown),
        worked: worked(bid, terms),
    }
}

fn shown(number: &Number) -> Shown {
    Shown { published: number.published.clone(), exact: number.exact.clone() }
}

/// What each line of arithmetic is, and the line.
fn worked(bid: &RankedLine<'_>, terms: &LotTerms) -> Vec<(String, String)> {
    let Some(worked) = &bid.worked else { return Vec::new() };
    let questions = worked.questions.iter().map(|(id, line)| (question(terms, id), line.clone()));
    let rest = [
        ("Quality score, from the exact parts", &worked.quality),
        ("Price score", &worked.price),
        ("Total, from the exact parts", &worked.total),
    ];
    let rest = rest.into_iter().filter_map(|(what, line)| Some((what.to_owned(), line.clone()?)));
    questions.chain(rest).collect()
}

/// The minimums that a bid does not reach, in words.
fn minimums(bid: &FrozenBid, terms: &LotTerms) -> Vec<String> {
    let says = |code: &String| match code.as_str() {
        "overall" => match terms.overall_minimum {
            Some(least) => format!("Its quality is below {least} of the quality available."),
            None => "Its quality is below the least that was published.".to_owned(),
        },
        "no_quality" => "It has no quality at all, so there is no price per quality point.".to_owned(),
        other => {
            let id = other.trim_start_matches("criterion:");
            let least = find(terms, id).and_then(|one| one.minimum);
            let least = least.map(|least| format!(", {least}")).unwrap_or_default();
            format!("“{}” is below its least score{least}.", question(terms, id))
        }
    };
    bid.why.iter().map(says).collect()
}

fn find<'a>(terms: &'a LotTerms, id: &str) -> Option<&'a CriterionTerms> {
    terms.criteria.iter().find(|one| one.id.0.to_string() == id)
}

/// What the question of this number is called.
pub(super) fn question(terms: &LotTerms, id: &str) -> String {
    find(terms, id).map_or_else(|| format!("Question {id}"), |one| one.title.clone())
}
