//! The lists of a tender, one row a thing, and what their fields choose from.

use entity::state::{
    AboveCeiling, ConditionKind, FormulaKind, IfWinnerFails, NeededBy, RankOn, TieRule, YesNo,
};
use entity::{condition, criterion, lot, sample_bid, scale_step, tie_break};

use super::edit::Writing;
use crate::field::Kind::{Choice, Day, Line, Money, Percent, Prose, RowFrom, Whole};
use crate::field::{Field, List, Lists, options};
use crate::rows::listed;

listed! {
    of Writing;
    lot in tender.lots: "lots", "Lots", "lot",
        "What is bid for, scored, ranked and awarded together. There is at least one.", [
        Field::given("title", "Lot", "What it is, in a few words.", Line),
        Field::optional("description", "Description", "Where it says more than the tender’s own.", Prose),
        Field::known("starts_on", "First day of the contract", "", Day),
        Field::known("months", "Initial term", "In whole months.", Whole(1, 600)),
        Field::known("longest_months", "Longest term with every option", "In whole months.", Whole(1, 600)),
        Field::known("value", "Maximum value", "Over the longest term, in pounds, without VAT.", Money),
        Field::known("price_years", "Yearly prices in a bid", "How many years a bid gives a price for.", Whole(1, 50)),
        Field::known("price_weight", "Weight of price", "In percent. Price and quality make 100%.", Percent),
        Field::known("quality_weight", "Weight of quality", "In percent.", Percent),
        Field::known("formula", "How a price becomes a score", "Compare them under “Price and scoring” first.", Choice(options::<FormulaKind>)),
        Field::optional("benchmark_floor", "Benchmark formula: floor", "At and below this price a bid takes the whole weight, in pounds.", Money),
        Field::optional("benchmark_ceiling", "Benchmark formula: ceiling", "At and above this price a bid takes nothing, in pounds.", Money),
        Field::optional("ceiling", "Price ceiling", "The most a bid may cost, in pounds, if there is a ceiling.", Money),
        Field::optional("above_ceiling", "A bid above the price ceiling", "", Choice(options::<AboveCeiling>)),
        Field::known("rank_on", "Bids are ranked on", "", Choice(options::<RankOn>)),
        Field::optional("overall_minimum", "Least quality overall", "In percent of the quality available, if there is a minimum.", Percent),
        Field::optional("minimum_disqualifies", "Is a bid below a minimum out?", "", Choice(options::<YesNo>)),
        Field::optional("if_winner_fails", "If the winner falls away before the signature", "It withdraws, or fails its last checks.", Choice(options::<IfWinnerFails>)),
    ];
    criterion in tender.criteria: "criteria", "Questions and weights", "question",
        "What quality is scored on. A heading shares its weight among the questions under it, and asks nothing itself.", [
        Field::given("title", "Title", "In a few words.", Line),
        Field::given("lot_id", "Lot", "", RowFrom(List::Lots)),
        Field::optional("parent_id", "Under the heading", "", RowFrom(List::CriterionHeadings)),
        Field::optional("weight", "Weight", "In percent of everything, price included.", Percent),
        Field::optional("question", "What bidders are asked", "Leave empty for a heading.", Prose),
        Field::optional("word_limit", "Most words in an answer", "", Whole(1, 20_000)),
        Field::optional("minimum", "Least score", "On the scoring scale, if there is a minimum.", Whole(0, 100)),
        Field::optional("outcome_id", "Outcome it grew out of", "", RowFrom(List::Outcomes)),
    ];
    scale_step in tender.scale_steps: "scale", "Scoring scale", "score",
        "Every score and what an answer is like that earns it, lowest first.", [
        Field::given("label", "Name", "Such as Good.", Line),
        Field::given("score", "Score", "", Whole(0, 100)),
        Field::given("words", "What such an answer is like", "", Prose),
    ];
    tie_break in tender.tie_breaks: "tie-breaks", "Equal totals", "rule for equal totals",
        "What separates bids with equal totals, in order.", [
        Field::given("rule", "By", "", Choice(options::<TieRule>)),
        Field::given("lot_id", "Lot", "", RowFrom(List::Lots)),
        Field::optional("criterion_id", "Which question", "Where one question decides.", RowFrom(List::Questions)),
    ];
    condition in tender.conditions: "conditions", "Conditions of participation", "condition",
        "Pass or fail, decided before scoring. Only what is proportionate to be able to perform the contract.", [
        Field::given("kind", "What it is about", "", Choice(options::<ConditionKind>)),
        Field::given("says", "What a bidder must show", "", Prose),
        Field::known("evidence", "What shows it", "", Prose),
        Field::given("needed_by", "Needed", "", Choice(options::<NeededBy>)),
    ];
    sample_bid in tender.sample_bids: "sample-bids", "Sample bids", "sample bid",
        "Imagined bids for the worked example, which is published with the formula.", [
        Field::given("name", "Name", "Such as Sample A.", Line),
        Field::given("lot_id", "Lot", "", RowFrom(List::Lots)),
        Field::given("price", "Price", "In pounds.", Money),
        Field::given("quality", "Quality", "In percent of the quality available.", Percent),
    ];
}

/// What the fields of a tender choose from. With one lot only, nobody is asked to choose it.
#[must_use]
pub fn choices(writing: &Writing) -> Lists {
    let tender = &writing.tender;
    let lot_of = |id| match tender.lots.len() {
        0 | 1 => String::new(),
        _ => tender
            .lots
            .iter()
            .find(|lot| lot.id == id)
            .map(|lot| format!(" ({})", lot.title))
            .unwrap_or_default(),
    };
    let lots = tender.lots.iter().filter(|_| tender.lots.len() > 1);
    let criteria = |headings: bool| {
        let chosen = tender.criteria.iter().filter(move |row| row.question.is_none() == headings);
        chosen.map(|row| (row.id.0.to_string(), format!("{}{}", row.title, lot_of(row.lot_id)))).collect()
    };
    let outcomes = writing.procurement.outcomes.iter();
    Lists(
        [
            (List::Lots, lots.map(|lot| (lot.id.0.to_string(), lot.title.clone())).collect()),
            (List::CriterionHeadings, criteria(true)),
            (List::Questions, criteria(false)),
            (
                List::Outcomes,
                outcomes
                    .map(|outcome| {
                        (outcome.id.0.to_string(), format!("{}. {}", outcome.position, outcome.says))
                    })
                    .collect(),
            ),
        ]
        .into(),
    )
}
