mod conditions;

use entity::number::{BasisPoints, Pence};
use entity::state::{Category, ConditionKind, FormulaKind, NeededBy, TieRule};

use super::*;
use crate::law::cpv::Cpv;
use crate::testing::publishing::{published_at, ready};
use crate::testing::{blank, day};
use entity::id::RowId;
use entity::lot;
use sea_orm::ActiveValue::Set;

/// What stands in the way once a whole tender is changed like this.
fn check(change: impl FnOnce(&mut Tender, &mut Procurement), expected: &[(&str, Place)]) {
    let (mut tender, mut procurement) = ready();
    change(&mut tender, &mut procurement);
    let found = obstacles(&tender, &procurement, published_at());
    let found: Vec<_> = found.iter().map(|one| (one.says.as_str(), one.at)).collect();
    assert_eq!(found, expected);
}

/// What someone writes into a tender.
type Writes = fn(&mut Tender);

const ABOUT: Place = Place::Part("about");
const CRITERIA: Place = Place::List("criteria");
const LOTS: Place = Place::List("lots");
const SCALE: Place = Place::List("scale");
const TIES: Place = Place::List("tie-breaks");
const CONDITIONS: Place = Place::List("conditions");

#[test]
fn nothing_stands_in_the_way_of_a_whole_tender() {
    check(|_, _| (), &[]);
    assert_eq!((CRITERIA.path(), ABOUT.path()), ("list/criteria".to_owned(), "part/about".to_owned()));
}

#[test]
fn everything_is_said_at_once() {
    let (mut tender, procurement) = ready();
    tender.row.description = None;
    tender.row.conflicts_on = None;
    tender.row.notice_reference = None;
    tender.lots[0].formula = None;
    tender.row.deadline = None;
    assert_eq!(obstacles(&tender, &procurement, published_at()).len(), 5);
}

#[test]
fn the_facts_that_publication_asks_for() {
    let table: [(Writes, &str, Place); 12] = [
        (|t| t.row.description = None, "Describe what is bought, as the public will read it.", ABOUT),
        (|t| t.row.contact = None, "Say where providers turn to.", ABOUT),
        (|t| t.row.price_basis = None, "Say what counts as the price.", Place::Part("price")),
        (|t| t.row.lots_reason = None, "Say why it is not divided into lots.", ABOUT),
        (
            |t| t.row.engagement_held = None,
            "Say whether the market was engaged beforehand.",
            Place::Part("engagement"),
        ),
        (
            |t| t.row.engagement_held = Some(YesNo::Yes),
            "The market was engaged: give the reference of the engagement notice (UK2), or say why there was none.",
            Place::Part("engagement"),
        ),
        (
            |t| t.row.conflicts_on = None,
            "Give the day on which the conflicts assessment was complete.",
            Place::Part("conflicts"),
        ),
        (
            |t| t.row.conflicts_on = Some(day("2026-08-04")),
            "The conflicts assessment cannot have been complete on 4 August 2026, which is still to come.",
            Place::Part("conflicts"),
        ),
        (|t| t.row.conflicts_by = None, "Say who made the conflicts assessment.", Place::Part("conflicts")),
        (
            |t| t.lots[0].longest_months = Some(12),
            "Lot “The whole service”: the longest term must not be shorter than the initial one.",
            LOTS,
        ),
        (
            |t| t.lots[0].starts_on = Some(day("2026-09-03")),
            "Lot “The whole service”: the contract must not start before the deadline for bids.",
            LOTS,
        ),
        (
            |t| t.row.questions_until = None,
            "Say until when providers may ask questions.",
            Place::Part("timetable"),
        ),
    ];
    for (change, says, at) in table {
        check(|tender, _| change(tender), &[(says, at)]);
    }
    check(
        |tender, _| {
            tender.row.engagement_held = Some(YesNo::Yes);
            tender.row.engagement_reason = Some("It was one conversation.".to_owned());
        },
        &[],
    );
}

#[test]
fn weights_must_sum_and_it_is_said_what_they_sum_to() {
    check(
        |tender, _| tender.lots[0].price_weight = Some(BasisPoints(5_950)),
        &[("Price, 59.5%, and quality, 40%, make 99.5%. They must make 100%.", LOTS)],
    );
    check(
        |tender, _| tender.criteria[0].weight = Some(BasisPoints(3_650)),
        &[("The weights of the questions sum to 36.5%, not to the quality weight of 40%.", CRITERIA)],
    );
    check(
        |tender, _| {
            let mut heading = tender.criteria[0].clone();
            heading.id = RowId(200);
            heading.title = "Quality".to_owned();
            heading.question = None;
            let mut other = tender.criteria[0].clone();
            other.id = RowId(201);
            other.title = "People".to_owned();
            for (row, weight) in [(&mut other, 1_000), (&mut tender.criteria[0], 2_000)] {
                row.parent_id = Some(RowId(200));
                row.weight = Some(BasisPoints(weight));
            }
            tender.criteria.extend([heading, other]);
        },
        &[("The weights under “Quality” sum to 30%, not to the 40% of their heading.", CRITERIA)],
    );
}

#[test]
fn a_question_is_whole() {
    let table: [(Writes, &str); 4] = [
        (
            |t| t.criteria[0].question = None,
            "“Delivery” asks nothing. Write its question, or put questions under it.",
        ),
        (|t| t.criteria[0].weight = None, "Give the weight of “Delivery”."),
        (|t| t.criteria[0].word_limit = None, "Give the most words an answer to “Delivery” may have."),
        (
            |t| t.criteria[0].parent_id = Some(RowId(52)),
            "“Delivery” stands under a heading that is not there.",
        ),
    ];
    for (change, says) in &table[..3] {
        check(|tender, _| change(tender), &[(says, CRITERIA)]);
    }
    let (change, says) = table[3];
    let round = "The weights of the questions sum to 0%, not to the quality weight of 40%.";
    check(|tender, _| change(tender), &[(says, CRITERIA), (round, CRITERIA)]);
    check(|tender, _| tender.criteria.clear(), &[("Add the questions that quality is scored on.", CRITERIA)]);
}

#[test]
fn the_scale_goes_from_nought_to_the_highest_with_words_for_each() {
    check(|tender, _| tender.scale_steps.clear(), &[("Choose a scoring scale.", SCALE)]);
    check(
        |tender, _| tender.scale_steps.retain(|step| step.score != 1 && step.score != 3),
        &[("The scale goes from 0 to 5, but 1, 3 is missing.", SCALE)],
    );
    check(
        |tender, _| tender.scale_steps[2].words = " ".to_owned(),
        &[("Say what an answer is like that scores 2.", SCALE)],
    );
    check(
        |tender, _| tender.scale_steps[1].score = 0,
        &[
            ("The scale goes from 0 to 5, but 1 is missing.", SCALE),
            ("The scale has two entries for one score.", SCALE),
        ],
    );
}

#[test]
fn the_formula_fits_its_parameters() {
    check(|tender, _| tender.lots[0].formula = None, &[("Choose how a price becomes a score.", LOTS)]);
    check(
        |tender, _| tender.lots[0].formula = Some(FormulaKind::Benchmark),
        &[("The benchmark formula needs a floor and a ceiling.", LOTS)],
    );
    check(
        |tender, _| {
            tender.lots[0].formula = Some(FormulaKind::Benchmark);
            tender.lots[0].benchmark_floor = Some(Pence::pounds(9));
            tender.lots[0].benchmark_ceiling = Some(Pence::pounds(8));
        },
        &[("The floor, £9, must be below the ceiling, £8.", LOTS)],
    );
    check(
        |tender, _| tender.lots[0].formula = Some(FormulaKind::Fixed),
        &[(
            "The fixed price formula needs a price weight of 0: with a fixed price, quality alone decides.",
            LOTS,
        )],
    );
    check(
        |tender, _| tender.lots[0].ceiling = Some(Pence::pounds(9)),
        &[("Say what happens to a bid above the price ceiling.", LOTS)],
    );
    check(
        |tender, _| {
            tender.sample_bids.pop();
        },
        &[("Give at least two sample bids for the worked example.", Place::List("sample-bids"))],
    );
    check(
        |tender, _| tender.sample_bids[0].price = Pence(0),
        &[(
            "The worked example cannot be scored. A price of £0 cannot be scored by the inverse proportion formula, \
             which divides by a price.",
            Place::List("sample-bids"),
        )],
    );
}

#[test]
fn minimums_are_on_the_scale_and_say_what_they_do() {
    check(
        |tender, _| tender.criteria[0].minimum = Some(6),
        &[("The minimum of “Delivery”, 6, is not on the scale of 0 to 5.", CRITERIA)],
    );
    check(
        |tender, _| {
            tender.criteria[0].minimum = Some(2);
            tender.lots[0].minimum_disqualifies = None;
        },
        &[("Say whether a bid below a minimum is out.", LOTS)],
    );
}

#[test]
fn tie_breaks_are_sound() {
    check(|tender, _| tender.tie_breaks.clear(), &[("Say what separates equal totals.", TIES)]);
    let question = "Choose the question that separates equal totals.";
    check(|tender, _| tender.tie_breaks[0].rule = TieRule::Criterion, &[(question, TIES)]);
    check(
        |tender, _| {
            tender.tie_breaks[0].rule = TieRule::Criterion;
            tender.tie_breaks[0].criterion_id = Some(RowId(999));
        },
        &[("The question that separates equal totals must be one of this lot.", TIES)],
    );
    check(
        |tender, _| {
            let quality = tender.tie_breaks[0].clone();
            tender.tie_breaks[0].rule = TieRule::Draw;
            tender.tie_breaks.extend([quality.clone(), quality]);
        },
        &[
            ("A draw separates every tie, so it must come last.", TIES),
            ("The same rule for equal totals is given twice.", TIES),
        ],
    );
}

#[test]
fn each_lot_is_looked_at() {
    check(
        |tender, _| {
            tender.lots.push(blank::<lot::ActiveModel, _>(|row| {
                row.id = Set(RowId(300));
                row.tender_id = Set(crate::testing::tenders::TENDER);
                row.position = Set(2);
                row.title = Set("North".to_owned());
                row.months = Set(Some(12));
                row.longest_months = Set(Some(12));
                row.price_years = Set(Some(1));
            }));
        },
        &[
            ("Lot “North”: Give the weights of price and quality.", LOTS),
            ("Lot “North”: Add the questions that quality is scored on.", CRITERIA),
            ("Lot “North”: Choose how a price becomes a score.", LOTS),
            ("Lot “North”: Say whether bids are ranked on published or exact totals.", LOTS),
            ("Lot “North”: Say what happens if the winner falls away before the signature.", LOTS),
            ("Lot “North”: Say what separates equal totals.", TIES),
        ],
    );
}

#[test]
fn a_conflicts_assessment_after_the_notice_is_pointed_out() {
    let (mut tender, procurement) = ready();
    tender.row.notice_published_at = Some(crate::testing::noon("2026-07-19"));
    let found = pointed_out(&tender, &procurement, published_at());
    assert!(found.iter().any(|one| one.at == Place::Part("conflicts")), "{found:?}");
}
