use entity::state::{AboveCeiling, CheckOutcome, LowOutcome};
use sea_orm::ActiveValue::Set as Given;

use super::*;
use crate::award::prices::{Unsealed, open};
use crate::award::testing::{
    DRAWN_FROM, awarded, freeze as frozen_rows, low, priced, ranked_rows, result, sealed, with_prices,
};
use crate::award::what_if::{keep_in_case_file, what_if};
use crate::bid::price::Schedule;
use crate::bid::{Opened, Prices};
use crate::scoring::testing::{X, Y, Z, approver, check, evaluator, now, officer, someone};
use crate::testing::tenders::LOT;
use crate::testing::{check_refused, form, rows, word};
use entity::number::Pence;
use entity::tie_break;

fn freeze_now(r: &LotResult) -> Result<Change, Refusal> {
    freeze(r, RowId(7), DRAWN_FROM, &officer(), now())
}

/// Fact sheet, section 4, test B: Z fails the minimum, so X wins with 84.00 to 82.00; with Z counted Y would.
#[test]
fn test_b_of_the_fact_sheet_is_frozen_from_the_record() {
    let parts = freeze_now(&result(priced())).expect("allowed").into_parts();
    assert_eq!((parts.seals.map(|it| it.number), parts.about), (Some(1), Subject::Lot(LOT)));
    let frozen = result(ranked_rows()).frozen_result().expect("it can be read");
    let each: Vec<_> = frozen
        .bids
        .iter()
        .map(|bid| {
            (
                bid.label.as_str(),
                bid.total.as_ref().map(|it| it.published.as_str()),
                bid.rank,
                bid.why.clone(),
            )
        })
        .collect();
    let expected = [
        ("Bid A", Some("82.00"), Some(2), vec![]),
        ("Bid B", None, None, vec!["overall".to_owned()]),
        ("Bid C", Some("84.00"), Some(1), vec![]),
    ];
    assert_eq!(each, expected);
    assert_eq!(result(ranked_rows()).winner(), Ok(X));
    let about = what_if(&result(ranked_rows()), &approver()).expect("open");
    let counted: Vec<_> = about.counted.iter().map(|it| (it.id.as_str(), it.winner.join(" "))).collect();
    assert_eq!(counted, [("Bid B", "Bid A".to_owned())]);
    let splits: Vec<_> = about
        .splits
        .iter()
        .map(|it| (crate::exact::fraction(&it.price_weight), it.winner.join(" ")))
        .collect();
    assert_eq!(splits, [("0/1".to_owned(), "Bid A".to_owned()), ("600/11".to_owned(), "Bid C".to_owned())]);
}

#[test]
fn what_would_change_the_winner_is_shown_late_and_to_few() {
    let says = "What would change the winner is shown once the ranking is frozen.";
    check_refused(what_if(&result(priced()), &officer()), Why::NotNow, says);
    check_refused(keep_in_case_file(&result(priced()), true, DRAWN_FROM, &officer()), Why::NotNow, says);
    for role in
        [entity::state::Role::Administrator, entity::state::Role::Auditor, entity::state::Role::Evaluator]
    {
        assert_eq!(word(&what_if(&result(ranked_rows()), &someone(50, role))), "role");
    }
    let kept = rows(keep_in_case_file(&result(ranked_rows()), true, DRAWN_FROM, &approver()));
    assert_eq!(kept, [r#"update lot_evaluation {"id":601,"what_if_kept":true}"#]);
}

fn unsealed(bids: &[BidId]) -> Vec<Unsealed> {
    let one = |bid: &BidId| Unsealed {
        id: RowId(bid.0),
        bid: *bid,
        schedule: Schedule { years: vec![Pence::pounds(50_000), Pence::pounds(50_001)] },
    };
    bids.iter().map(one).collect()
}

#[test]
fn prices_are_opened_together_after_the_sign_off_and_once() {
    let r = result(sealed());
    let may = Opened::<Prices>::to(r.scoring(), LOT, &officer()).expect("signed off");
    let by = |r: &LotResult, bids: &[BidId], actor: &Actor| {
        open(r, &may, &unsealed(bids), DRAWN_FROM, actor, now())
    };
    let written = rows(by(&r, &[X, Y, Z], &officer()));
    assert!(written[1].contains(r#""total":10000100"#), "{written:?}");
    assert_eq!(word(&by(&r, &[X, Y], &officer())), "unknown");
    assert_eq!(word(&by(&r, &[X, Y, Z], &approver())), "role");
    assert_eq!(word(&by(&r, &[X, Y, Z], &evaluator(0))), "role");
    check_refused(
        by(&result(priced()), &[X, Y, Z], &officer()),
        Why::NotNow,
        "The prices of this lot have been opened already.",
    );
    let mut unsigned = sealed();
    unsigned.scoring = crate::scoring::testing::of(crate::scoring::testing::moderated());
    let says = "Prices are opened once the quality of this lot is signed off.";
    check_refused(by(&result(unsigned), &[X, Y, Z], &officer()), Why::NotNow, says);
}

#[test]
fn an_excluded_bid_comes_out_before_the_lowest_price_is_found() {
    let excluded = with_prices([100_000, 120_000, 66_000], |rows| check(rows, X, CheckOutcome::Failed));
    let frozen = result(frozen_rows(excluded)).frozen_result().expect("frozen");
    let y = frozen.bid("Bid A").and_then(|bid| bid.price_score.clone()).map(|it| it.published);
    assert_eq!(y.as_deref(), Some("60.00"));
    assert_eq!(frozen.bid("Bid C").map(|bid| bid.why.clone()), Some(vec!["No reference came.".to_owned()]));
}

#[test]
fn a_price_above_the_ceiling_or_not_explained_is_out() {
    let ceiling = |above| {
        let rows = with_prices([100_000, 120_000, 66_000], move |rows| {
            rows.tender.lots[0].ceiling = Some(Pence::pounds(110_000));
            rows.tender.lots[0].above_ceiling = Some(above);
        });
        result(frozen_rows(rows)).ranked().len()
    };
    assert_eq!(ceiling(AboveCeiling::Disregarded), 1);
    assert_eq!(ceiling(AboveCeiling::Counted), 2);
    let mut dear = priced();
    dear.lows = vec![low(X, |row| {
        row.outcome = Given(Some(LowOutcome::Disregarded));
        row.reason = Given(Some("Nothing was shown.".to_owned()));
    })];
    let r = result(frozen_rows(dear));
    assert_eq!(r.winner(), Ok(Y));
    let why = "Its price is abnormally low and was not explained. Nothing was shown.";
    assert_eq!(r.out(r.bid(X).expect("there")).as_deref(), Some(why));
}

#[test]
fn a_ranking_waits_for_prices_and_checks_and_is_frozen_once_for_the_same_facts() {
    check_refused(freeze_now(&result(sealed())), Why::NotNow, "Open the prices of this lot first.");
    let open = with_prices([100_000, 120_000, 66_000], |rows| check(rows, X, CheckOutcome::Asked));
    check_refused(freeze_now(&result(open)), Why::Incomplete, "Bid C: its checks are not all decided.");
    let says = "The ranking is frozen already, and nothing has changed since.";
    check_refused(freeze_now(&result(ranked_rows())), Why::NotNow, says);
    let says = "A decision on this lot is recorded, and rests on its ranking.";
    check_refused(freeze_now(&result(awarded(Some(X), |_| {}))), Why::NotNow, says);
    let by = freeze(&result(priced()), RowId(7), DRAWN_FROM, &approver(), now());
    assert_eq!(word(&by), "role");
}

/// X and Y alike in everything: the published order cannot separate them.
fn tied(draw: bool) -> crate::award::Rows {
    let rows = with_prices([100_000, 100_000, 66_000], |rows| {
        for row in &mut rows.moderated {
            row.score = if row.bid_id == Z { 0 } else { 4 };
        }
        if draw {
            let quality = rows.tender.tie_breaks[0].clone();
            rows.tender.tie_breaks.push(tie_break::Model { position: 2, rule: TieRule::Draw, ..quality });
        }
    });
    frozen_rows(rows)
}

fn draw_of(
    rows: &crate::award::Rows,
    order: &[BidId],
    held: &str,
    witnesses: &str,
) -> Result<Change, Refusal> {
    let draft = form(DRAW, &[("held_on", held), ("witnesses", witnesses)]);
    record_draw(&result(rows.clone()), RowId(4), order, &draft, DRAWN_FROM, &officer(), now())
}

#[test]
fn the_code_never_chooses_between_equal_bids() {
    let says = "Bid A and Bid C are equal. The terms separate them no further and published no draw, so no contract can be awarded.";
    check_refused(result(tied(false)).winner(), Why::NotNow, says);
    let says = "Bid A and Bid C are equal. Record the draw that was published.";
    check_refused(result(tied(true)).winner(), Why::NotNow, says);
    let two = "The head of legal\nThe monitoring officer";
    let without = draw_of(&tied(false), &[X, Y], "2026-09-20", two);
    check_refused(without, Why::NotNow, "The terms published no draw. No contract can be awarded by one.");
    let nothing = draw_of(&ranked_rows(), &[X, Y], "2026-09-20", two);
    check_refused(nothing, Why::NotNow, "No bids are equal at the top, so there is nothing to draw.");
}

#[test]
fn what_stands_in_the_way_is_named_with_its_place() {
    let at =
        |rows: crate::award::Rows| obstacles(&result(rows)).into_iter().map(|it| it.at).collect::<Vec<_>>();
    assert_eq!(at(sealed()), [At::Prices]);
    assert_eq!(at(awarded(Some(X), |_| {})), [At::Nowhere]);
    let open = with_prices([30_000, 120_000, 130_000], |rows| check(rows, Y, CheckOutcome::Asked));
    assert_eq!(at(open), [At::Price(X), At::Checks(Y)]);
    assert_eq!(at(ranked_rows()), []);
    let may = |rows, actor: &Actor| word(&may_freeze(&result(rows), actor));
    assert_eq!((may(priced(), &officer()), may(ranked_rows(), &officer())), ("yes", "stage"));
    assert_eq!(may(priced(), &approver()), "role");
}

#[test]
fn a_tie_is_told_with_what_can_be_done_about_it() {
    assert_eq!(tie(&result(ranked_rows())), None);
    let (without, with) = (result(tied(false)), result(tied(true)));
    let (without, with) = (tie(&without).expect("equal"), tie(&with).expect("equal"));
    assert_eq!((without.draw_is_published, with.draw_is_published), (false, true));
    assert_eq!((with.equal.as_slice(), with.drawn, with.order.len()), ([Y, X].as_slice(), None, 0));
}

#[test]
fn a_draw_is_seen_by_two_and_names_the_equal_bids() {
    let two = "The head of legal\nThe monitoring officer";
    let written = rows(draw_of(&tied(true), &[Y, X], "2026-09-20", two));
    assert!(written[0].contains(r#""drawn":"62,61""#), "{written:?}");
    for order in [&[X][..], &[X, Z], &[X, Y, Z], &[X, X]] {
        let says = "drawn-1: Give each of the equal bids one place in the draw.";
        check_refused(draw_of(&tied(true), order, "2026-09-20", two), Why::Incomplete, says);
    }
    let (when, who) = (
        "held_on: Day of the draw must be after the ranking and not in the future.",
        "witnesses: Name two witnesses at least.",
    );
    check_refused(
        draw_of(&tied(true), &[X, Y], "2026-09-21", "One"),
        Why::Incomplete,
        &format!("{when}\n{who}"),
    );
    check_refused(draw_of(&tied(true), &[X, Y], "2026-09-19", two), Why::Incomplete, when);
    let mut drawn = tied(true);
    drawn.draws = vec![entity::draw::Model {
        id: RowId(4),
        tender_id: drawn.rankings[0].tender_id,
        ranking_id: drawn.rankings[0].id,
        held_on: crate::testing::day("2026-09-20"),
        witnesses: two.to_owned(),
        drawn: "62,61".to_owned(),
        at: now(),
        person_id: entity::id::PersonId(40),
    }];
    assert_eq!(result(drawn.clone()).winner(), Ok(Y));
    check_refused(draw_of(&drawn, &[X, Y], "2026-09-20", two), Why::NotNow, "The draw is recorded already.");
}
