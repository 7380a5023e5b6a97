use entity::id::RowId;
use entity::state::{CheckOutcome, Role, WinnerFailure};
use sea_orm::ActiveValue::Set as Given;

use super::*;
use crate::award::ending::{FAILURE, record_failure};
use crate::award::order::{Step, must_be};
use crate::award::ranking::freeze as freeze_ranking;
use crate::award::testing::{
    DRAWN_FROM, at, authority, award_of, awarded, found, freeze, priced, ranked_rows, result, saying, sealed,
    with_prices,
};
use crate::scoring::testing::{BIDS, X, Y, approver, check, officer, someone};
use crate::testing::{check_refused, day as on, form, refused, rows, word};

fn draft_of(by: &str, delegated: &str, minute: &str, taken: &str, published: &str) -> Draft {
    form(
        DECIDE,
        &[
            ("taken_by", by),
            ("delegated_by", delegated),
            ("delegation", minute),
            ("taken_on", taken),
            ("says", "Agreed."),
            ("reasons", "As ranked."),
            ("published_on", published),
            ("may_be_called_in", "open"),
        ],
    )
}

fn decide_by(rows: crate::award::Rows, draft: &Draft, actor: &Actor) -> Result<Change, Refusal> {
    let finding = found("2026-08-03", 700_000, true);
    let now = at("2026-10-01");
    award_contract(&result(rows), &authority(), &finding, AwardId(1), draft, DRAWN_FROM, actor, now)
}

fn director() -> Draft {
    draft_of("director", "", "", "2026-09-21", "2026-09-22")
}

#[test]
fn the_winner_is_awarded_by_the_tier_for_its_price() {
    let written = rows(decide_by(ranked_rows(), &director(), &approver()));
    assert!(written[0].contains(r#""bid_id":61,"call_in":"open""#), "{written:?}");
    assert!(written[0].contains(r#""call_in_ends_on":"2026-09-29""#), "{written:?}");
    assert_eq!(word(&decide_by(ranked_rows(), &director(), &someone(6, Role::DemocraticServices))), "yes");
    assert_eq!(word(&decide_by(ranked_rows(), &director(), &officer())), "role");
    check_refused(
        decide_by(priced(), &director(), &approver()),
        Why::NotNow,
        "Freeze the ranking of this lot first.",
    );
    let again = decide_by(awarded(Some(X), |_| {}), &director(), &approver());
    check_refused(again, Why::NotNow, "A decision on this lot is recorded already.");
}

/// X bids £100,000, so the director decides.
#[test]
fn another_body_decides_only_where_the_tier_left_it_to_them() {
    let table = [
        ("Director", "", "", "yes"),
        ("Head of service", "Director", "Minute 12", "yes"),
        ("Head of service", "Director", "", "delegation: Say where the delegation is recorded."),
        (
            "Head of service",
            "Cabinet",
            "Minute 12",
            "delegated_by: Director decides at this price, so only Director can delegate it.",
        ),
        (
            "Cabinet",
            "",
            "",
            "taken_by: Director decides at this price. If it left the decision to someone, say so and where that is recorded.",
        ),
    ];
    for (by, delegated, minute, says) in table {
        let result = decide_by(
            ranked_rows(),
            &draft_of(by, delegated, minute, "2026-09-21", "2026-09-22"),
            &approver(),
        );
        let told = if result.is_ok() { "yes".to_owned() } else { refused(result).1 };
        assert_eq!(told, says, "{by} {delegated}");
    }
    let dear = freeze(with_prices([120_000, 190_000, 66_000], |_| {}));
    let says = refused(decide_by(dear, &director(), &approver())).1;
    assert!(says.starts_with("taken_by: Cabinet decides at this price."), "{says}");
}

#[test]
fn it_is_decided_after_the_ranking_and_published_after_that() {
    let table = [
        ("2026-09-20", "2026-09-20", "yes"),
        (
            "2026-09-19",
            "2026-09-21",
            "taken_on: It cannot be decided before what it rests on. Check the day.",
        ),
        (
            "2026-10-02",
            "2026-10-02",
            "taken_on: Day of the decision must not be in the future.\npublished_on: Day of publication must not be in the future.",
        ),
        (
            "2026-09-22",
            "2026-09-21",
            "published_on: It cannot be published before it was taken. Check both dates.",
        ),
    ];
    for (taken, published, says) in table {
        let result = decide_by(ranked_rows(), &draft_of("Director", "", "", taken, published), &approver());
        let told = if result.is_ok() { "yes".to_owned() } else { refused(result).1 };
        assert_eq!(told, says, "{taken} {published}");
    }
}

#[test]
fn without_tiers_or_call_in_days_it_cannot_be_told() {
    let finding = found("2026-08-03", 700_000, true);
    let by = |authority: &Authority, finding: &Finding| {
        award_contract(
            &result(ranked_rows()),
            authority,
            finding,
            AwardId(1),
            &director(),
            DRAWN_FROM,
            &approver(),
            at("2026-10-01"),
        )
    };
    let mut no_tiers = authority();
    no_tiers.tiers.clear();
    assert_eq!(word(&by(&no_tiers, &finding)), "unknown");
    let mut no_days = authority();
    no_days.row.call_in_days = None;
    assert_eq!(word(&by(&no_days, &finding)), "unknown");
    assert_eq!(word(&by(&authority(), &found("2010-01-01", 1, true))), "unknown");
    let mut other = authority();
    other.row.id = crate::testing::ELSEWHERE;
    assert_eq!(word(&by(&other, &finding)), "absent");
}

fn nothing(rows: crate::award::Rows, ground: &str) -> Result<Change, Refusal> {
    let fields: &[Field] = &[DECIDE, GROUND].concat();
    let given = [
        ("taken_by", "Director"),
        ("taken_on", "2026-09-21"),
        ("says", "None."),
        ("reasons", "As found."),
        ("published_on", "2026-09-22"),
        ("may_be_called_in", "not_subject"),
        ("ground", ground),
    ];
    award_nothing(
        &result(rows),
        &authority(),
        AwardId(1),
        &form(fields, &given),
        DRAWN_FROM,
        &approver(),
        at("2026-10-01"),
    )
}

/// Ground; with bids sealed, with a ranking that has a winner, with every bid out.
#[test]
fn awarding_nothing_needs_a_ground_that_the_record_bears_out() {
    let all_out = || {
        with_prices([100_000, 120_000, 66_000], |rows| {
            BIDS.iter().for_each(|bid| check(rows, *bid, CheckOutcome::Failed));
        })
    };
    let table = [
        ("no_bids", ["form", "form", "form"]),
        ("none_left", ["form", "form", "yes"]),
        ("over_budget", ["form", "yes", "yes"]),
        ("tie", ["form", "form", "form"]),
        ("other", ["yes", "yes", "yes"]),
    ];
    for (ground, expected) in table {
        let each = [sealed(), ranked_rows(), all_out()].map(|rows| word(&nothing(rows, ground)));
        assert_eq!(each, expected, "{ground}");
    }
    assert_eq!(word(&nothing(awarded(Some(X), |_| {}), "other")), "stage");
}

fn fell(row: &mut award::ActiveModel) {
    row.failed_on = Given(Some(on("2026-09-25")));
    row.failure = Given(Some(WinnerFailure::Withdrew));
}

#[test]
fn when_the_winner_falls_away_what_was_published_happens() {
    let by = |published| result(saying(awarded(Some(X), fell), published)).candidate();
    assert_eq!(by(Some(IfWinnerFails::ScoresStand)), Ok(Y));
    let says = "Freeze the ranking again without the bid that fell away: the terms say so.";
    check_refused(by(Some(IfWinnerFails::Recompute)), Why::NotNow, says);
    let says = "The terms do not say what happens when the winner falls away, so no contract can be awarded.";
    check_refused(by(None), Why::CannotTell, says);
    let both = |published| {
        let mut all = awarded(Some(X), fell);
        let second = award_of(&all, Some(Y), fell);
        all.awards.push(second);
        result(saying(all, published)).candidate()
    };
    let says = "No bid is left in the ranking, so no contract can be awarded.";
    check_refused(both(Some(IfWinnerFails::ScoresStand)), Why::NotNow, says);
}

#[test]
fn a_ranking_is_worked_out_again_only_where_it_was_published() {
    let mut all = awarded(Some(X), fell);
    let without = with_prices([100_000, 120_000, 66_000], |rows| check(rows, X, CheckOutcome::Failed));
    all.scoring = without.scoring;
    let by = |published| {
        let all = saying(all.clone(), published);
        freeze_ranking(&result(all), RowId(9), DRAWN_FROM, &officer(), at("2026-10-01"))
    };
    let parts = by(Some(IfWinnerFails::Recompute)).expect("published").into_parts();
    assert_eq!(parts.seals.map(|it| it.number), Some(2));
    let says = "The terms did not say that the ranking is worked out again when a winner falls away.";
    check_refused(by(Some(IfWinnerFails::ScoresStand)), Why::NotNow, says);
    check_refused(by(None), Why::NotNow, says);
    assert_eq!(result(saying(freeze(all.clone()), Some(IfWinnerFails::Recompute))).candidate(), Ok(Y));
}

#[test]
fn a_bid_that_is_out_since_the_ranking_is_neither_awarded_nor_told_nor_signed_with() {
    let left =
        || with_prices([100_000, 120_000, 66_000], |rows| check(rows, X, CheckOutcome::Failed)).scoring;
    let mut ranked = ranked_rows();
    ranked.scoring = left();
    let says = "A bid has left since the ranking was frozen. Freeze the ranking again first.";
    check_refused(result(ranked).candidate(), Why::NotNow, says);
    let mut open = ranked_rows();
    open.scoring =
        with_prices([100_000, 120_000, 66_000], |rows| check(rows, Y, CheckOutcome::Asked)).scoring;
    assert_eq!(result(open).candidate().map_err(|refusal| refusal.kind), Err(Why::Incomplete));
    let mut told = awarded(Some(X), |_| {});
    told.scoring = left();
    let finding = found("2026-08-03", 700_000, true);
    for step in [Step::Tell, Step::Notice, Step::Signature] {
        let refused =
            must_be(&result(told.clone()), &finding, step, at("2026-10-01")).expect_err("it is out");
        assert!(refused.first().ends_with("Record first that the winner fell away."));
    }
}

#[test]
fn a_winner_falls_away_before_the_signature_and_its_bid_is_out() {
    let by = |rows: crate::award::Rows, failed: &str, actor: &Actor| {
        let given =
            [("failure", "withdrew"), ("failed_on", failed), ("failure_reason", "They lost their premises.")];
        record_failure(&result(rows), RowId(5), &form(FAILURE, &given), DRAWN_FROM, actor, at("2026-10-01"))
    };
    let written = rows(by(awarded(Some(X), |_| {}), "2026-09-25", &approver()));
    assert!(
        written[0].starts_with("update award") && written[1].starts_with("insert bid_exit"),
        "{written:?}"
    );
    assert_eq!(word(&by(awarded(Some(X), |_| {}), "2026-09-25", &officer())), "role");
    assert_eq!(word(&by(awarded(Some(X), |_| {}), "2026-09-20", &approver())), "form");
    assert_eq!(word(&by(awarded(Some(X), |_| {}), "2026-10-02", &approver())), "form");
    let says = "No award stands, so no winner can fall away.";
    check_refused(by(ranked_rows(), "2026-09-25", &approver()), Why::NotNow, says);
    let signed = awarded(Some(X), |row| row.signed_on = Given(Some(on("2026-09-25"))));
    let says = "The contract is signed. What happens from here is a matter of the contract.";
    check_refused(by(signed, "2026-09-25", &approver()), Why::NotNow, says);
}
