use entity::id::AwardId;

use super::*;
use crate::award::decision::{DECIDE, GROUND};
use crate::award::order::{Route, Step, next, route};
use crate::award::proposal::grounds;
use crate::award::testing::{at, authority, found};
use crate::scoring::testing::{approver, officer, opened_tender};
use crate::testing::tenders::LOT;
use crate::testing::{form, refused, rows, word};

fn drawn() -> Drawn {
    Drawn { id: ScoringId(1), lots: vec![LotEvaluationId(2)], order: Vec::new() }
}

fn none_on(ground: &str) -> Draft {
    let given = [
        ("taken_by", "Director"),
        ("taken_on", "2026-09-21"),
        ("says", "End it."),
        ("reasons", "Nobody bid."),
        ("published_on", "2026-09-21"),
        ("may_be_called_in", "not_subject"),
        ("ground", ground),
    ];
    form(&[DECIDE, GROUND].concat(), &given)
}

#[test]
fn a_tender_without_bids_ends_before_any_evaluation() {
    let tender = opened_tender();
    let by = |draft: &Draft, actor: &Actor| {
        end(&tender, LOT, &authority(), &drawn(), AwardId(3), draft, actor, at("2026-09-22"))
    };
    let written = rows(by(&none_on("no_bids"), &approver()));
    let tables: Vec<_> = written.iter().map(|line| line.split(' ').nth(1).unwrap_or_default()).collect();
    assert_eq!(tables, ["scoring", "lot_evaluation", "award"]);
    assert_eq!(word(&by(&none_on("no_bids"), &officer())), "role");
    let says = "ground: No bid came for this lot. Choose that ground.";
    assert_eq!(refused(by(&none_on("none_left"), &approver())).1, says);
}

#[test]
fn it_is_only_for_tenders_that_no_bid_came_for() {
    let tender = opened_tender();
    let by = |bids: usize, begun: bool| may_end(&tender, bids, begun, &approver(), at("2026-09-22"));
    assert_eq!(word(&by(0, false)), "yes");
    assert_eq!(word(&by(1, false)), "stage");
    assert_eq!(word(&by(0, true)), "stage");
    let sealed = crate::testing::tenders::closing_at(crate::testing::noon("2026-09-03"));
    assert_eq!(word(&may_end(&sealed, 0, false, &approver(), at("2026-09-22"))), "stage");
}

#[test]
fn its_pages_offer_that_one_ground_and_nobody_is_to_be_told() {
    let tender = opened_tender();
    let r = nothing_came(&tender, LOT).expect("it was opened");
    let open: Vec<_> = grounds(&r, &approver())
        .expect("an approver reads it")
        .into_iter()
        .filter(|it| it.1.is_none())
        .collect();
    let codes: Vec<_> = open.iter().map(|(ground, _)| entity::choice::Choice::code(*ground)).collect();
    assert_eq!(codes, ["no_bids", "other"]);
    let finding = found("2026-08-03", 700_000, true);
    assert_eq!(route(&finding).map(|it| it == Route::Below).ok(), Some(false));
    assert_eq!(
        next(&r, &finding, route(&finding).expect("it can be told"), at("2026-09-22")),
        Step::Decision
    );
}
