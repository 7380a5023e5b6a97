use entity::id::RowId;
use entity::number::BasisPoints;
use entity::state::{Role, TenderStage};
use entity::{condition, criterion, lot, scale_step, tie_break};

use super::*;
use crate::rows::{Listed, Progress, Task, add_row, change_part, change_row, part, progress, remove_row};
use crate::tender::lists::{CODES, choices};
use crate::tender::parts::TASKS;
use crate::tender::scale::{Scale, choose_scale};
use crate::testing::tenders::{LOT, QUESTION, open_tender, tender};
use crate::testing::{SEEN, at, check_refused, form, noon, refused, rows, staff, strangers, word};
use crate::{Change, field};

fn writing() -> Writing {
    let mut procurement = at(entity::state::Stage::Effective);
    procurement.row.total_value = Some(entity::number::Pence::pounds(1_655_000));
    Writing { tender: tender(), procurement, now: noon("2026-08-04") }
}

fn officer() -> Actor {
    staff(Role::ProcurementOfficer)
}

fn add<E: Listed<Of = Writing>>(w: &Writing, typed: &[(&str, &str)]) -> Result<Change, Refusal> {
    let draft =
        field::draft(E::FIELDS, &crate::testing::typed(E::FIELDS, typed), &choices(w), &Gaps::default())?;
    add_row::<E>(w, RowId(900), &draft, SEEN, &officer())
}

#[test]
fn it_is_written_as_a_draft_or_while_an_amendment_is_written() {
    let now = noon("2026-08-04");
    assert!(may_write(&tender(), &officer(), now).is_ok());
    assert_eq!(refused(may_write(&tender(), &staff(Role::ReportWriter), now)).0, Why::NotYours);
    for stranger in strangers() {
        assert_eq!(refused(may_write(&tender(), &stranger, now)).0, Why::NotFound);
    }
    let mut open = open_tender(now);
    assert_eq!(refused(may_write(&open, &officer(), now)).0, Why::NotNow);
    open.row.amending = true;
    assert!(may_write(&open, &officer(), now).is_ok());
    let closes = open.row.closes_at.expect("it is open");
    assert_eq!(refused(may_write(&open, &officer(), closes)).0, Why::NotNow);
    for stage in [TenderStage::Opened, TenderStage::Cancelled] {
        open.row.stage = stage;
        assert_eq!(refused(may_write(&open, &officer(), now)).0, Why::NotNow, "{stage:?}");
    }
}

#[test]
fn every_part_and_every_list_is_one_task() {
    let mut tasks: Vec<&str> = TASKS
        .iter()
        .flat_map(|(_, tasks)| *tasks)
        .map(|task| match task {
            Task::Part(code) | Task::List(code) => *code,
        })
        .collect();
    let mut all: Vec<&str> = PARTS.iter().map(|part| part.code).chain(CODES.iter().copied()).collect();
    tasks.sort_unstable();
    all.sort_unstable();
    assert_eq!(tasks, all);
    assert_eq!(progress(&writing(), Task::Part("timetable")), Progress::Complete);
    assert_eq!(progress(&writing(), Task::List("criteria")), Progress::Complete);
}

#[test]
fn with_one_lot_a_row_is_of_that_lot() {
    let typed = [("title", "Staff"), ("question", "Who will do it?"), ("weight", "10")];
    let written = rows(add::<criterion::Entity>(&writing(), &typed));
    assert!(written[0].contains(r#""lot_id":51"#), "{written:?}");
    let mut two = writing();
    two.tender.lots.push(lot::Model { id: RowId(151), position: 2, ..two.tender.lots[0].clone() });
    check_refused(add::<criterion::Entity>(&two, &typed), Why::Incomplete, "lot_id: Choose lot.");
    let of_other = [("title", "Staff"), ("question", "Who?"), ("weight", "10"), ("lot_id", "151")];
    assert!(rows(add::<criterion::Entity>(&two, &of_other))[0].contains(r#""lot_id":151"#));
}

/// List, what is typed, and what is said.
#[test]
fn what_cannot_be_is_refused_as_it_is_typed() {
    let mut w = writing();
    let typed = [("kind", "technical"), ("says", "Two services."), ("needed_by", "with_bid")];
    let below = refused(add::<condition::Entity>(&w, &typed)).1;
    assert!(below.starts_with("Below the threshold the law allows no conditions"), "{below}");
    w.tender.row.value = Some(entity::number::Pence::pounds(1_655_000));
    type Rule = fn(&Writing, &[(&str, &str)]) -> Result<Change, Refusal>;
    type Row<'a> = (Rule, &'a [(&'a str, &'a str)], &'a str);
    let table: [Row<'_>; 9] = [
        (
            add::<lot::Entity>,
            &[("title", "North"), ("price_weight", "60"), ("quality_weight", "50")],
            "quality_weight: Weights of price and quality must make 100%. 60% and 50% make 110%.",
        ),
        (
            add::<lot::Entity>,
            &[("title", "North"), ("months", "24"), ("longest_months", "12")],
            "longest_months: The longest term must not be shorter than the initial term. Check both.",
        ),
        (
            add::<lot::Entity>,
            &[("title", "North"), ("ceiling", "100")],
            "above_ceiling: Say what happens to a bid above the price ceiling.",
        ),
        (
            add::<criterion::Entity>,
            &[("title", "Quality of care"), ("word_limit", "500")],
            "word_limit: A heading has no word limit. Leave this empty, or say what bidders are asked.",
        ),
        (
            add::<scale_step::Entity>,
            &[("label", "Good"), ("score", "5"), ("words", "Good.")],
            "score: This score is on the scale already. Change that entry instead.",
        ),
        (
            add::<tie_break::Entity>,
            &[("rule", "criterion")],
            "criterion_id: Choose the question that decides.",
        ),
        (
            add::<tie_break::Entity>,
            &[("rule", "price"), ("criterion_id", "52")],
            "criterion_id: Leave this empty, or choose “The higher score on one question”.",
        ),
        (
            add::<condition::Entity>,
            &[("kind", "insurance"), ("says", "£5m of cover."), ("needed_by", "with_bid")],
            "needed_by: Insurance may not have to be in place before the award (Procurement Act 2023, section 22). Choose “When \
             the contract starts”.",
        ),
        (
            add::<condition::Entity>,
            &[("says", "£5m of cover."), ("needed_by", "at_start")],
            "kind: Choose what it is about.",
        ),
    ];
    for (add, typed, says) in table {
        check_refused(add(&w, typed), Why::Incomplete, says);
    }
}

#[test]
fn the_tree_does_not_run_in_a_circle() {
    let mut w = writing();
    let heading = |id, parent| criterion::Model {
        id: RowId(id),
        parent_id: parent,
        question: None,
        word_limit: None,
        ..tender().criteria[0].clone()
    };
    w.tender.criteria = vec![heading(QUESTION.0, None), heading(200, Some(QUESTION))];
    let typed = [("title", "Delivery"), ("parent_id", "200")];
    let typed = crate::testing::typed(criterion::Entity::FIELDS, &typed);
    let draft =
        field::draft(criterion::Entity::FIELDS, &typed, &choices(&w), &Gaps::default()).expect("it reads");
    check_refused(
        change_row::<criterion::Entity>(&w, QUESTION, &draft, SEEN, &officer()),
        Why::Incomplete,
        "parent_id: It cannot stand under itself. Choose another heading.",
    );
    check_refused(
        remove_row::<criterion::Entity>(&w, QUESTION, SEEN, &officer()),
        Why::NotNow,
        "Questions stand under this heading. Move or remove those first.",
    );
}

#[test]
fn the_last_lot_stays_and_so_does_one_in_use() {
    let mut w = writing();
    let remove = |w: &Writing, id| remove_row::<lot::Entity>(w, id, SEEN, &officer());
    assert_eq!(word(&remove(&w, LOT)), "stage");
    w.tender.lots.push(lot::Model { id: RowId(151), position: 2, ..w.tender.lots[0].clone() });
    assert_eq!(word(&remove(&w, LOT)), "stage");
    assert!(remove(&w, RowId(151)).is_ok());
}

#[test]
fn questions_end_before_bids_do() {
    let part = part::<Writing>("timetable").expect("a part");
    let draft = form(
        part.fields,
        &[
            ("questions_until", "2026-09-03 12:00"),
            ("deadline", "2026-09-03 12 noon"),
            ("award_planned", "2026-09-02"),
        ],
    );
    check_refused(
        change_part(&writing(), part, &draft, SEEN, &officer()),
        Why::Incomplete,
        "questions_until: Questions must end before the deadline for bids, 12 noon on 3 September 2026.\n\
         award_planned: The award must not be planned before the deadline for bids, 3 September 2026.",
    );
}

#[test]
fn a_scale_takes_the_place_of_the_other() {
    let ids: Vec<RowId> = (300..).map(RowId).take(11).collect();
    let mut w = writing();
    let written = rows(choose_scale(&w, Scale::ToTen, &ids, SEEN, &officer()));
    let count = |deed: &str| written.iter().filter(|row| row.starts_with(deed)).count();
    assert_eq!((count("delete scale_step"), count("insert scale_step")), (2, 11));
    w.tender.criteria[0].minimum = Some(6);
    let says = "The least score of “Delivery” is above 5. Change it first.";
    check_refused(choose_scale(&w, Scale::ToFive, &ids, SEEN, &officer()), Why::Incomplete, says);
}

#[test]
fn how_much_of_the_weight_is_given_is_told() {
    let mut w = writing();
    w.tender.criteria[0].weight = Some(BasisPoints(3_650));
    assert_eq!(weights_given(&w.tender), ["36.5% of 40% given to questions."]);
}
