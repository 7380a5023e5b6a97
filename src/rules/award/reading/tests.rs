use super::*;
use crate::Why;
use crate::award::testing::{freeze, priced, ranked_rows, result, sealed, with_prices};
use crate::scoring::testing::{X, approver, check, evaluator, moderated, of, officer};
use crate::testing::{check_refused, word};
use entity::state::{AboveCeiling, CheckOutcome, FormulaKind};

/// A price with its schedule as it was sealed.
fn scheduled(mut rows: crate::award::Rows) -> LotResult {
    for row in &mut rows.prices {
        let half = Pence(row.total.0 / 2);
        row.schedule = Schedule { years: vec![half, Pence(row.total.0 - half.0)] }.text();
    }
    result(rows)
}

#[test]
fn prices_are_read_after_the_sign_off_by_those_who_may() {
    let mut unsigned = sealed();
    unsigned.scoring = of(moderated());
    let says = "Prices are shown once the quality of this lot is signed off.";
    check_refused(price_lines(&result(unsigned), &officer()), Why::NotNow, says);
    assert_eq!(word(&price_lines(&result(priced()), &evaluator(0))), "role");
    assert_eq!(word(&rankings(&result(ranked_rows()), &evaluator(0))), "role");
    let r = result(sealed());
    let lines = price_lines(&r, &approver()).expect("signed off");
    assert!(lines.iter().all(|line| line.price.is_none() && line.years.is_empty()), "sealed still");
    assert_eq!(lines[0].name, Some("Bidder Y"));
}

#[test]
fn a_price_is_shown_with_all_that_is_to_be_known_of_it() {
    let r = scheduled(with_prices([100_000, 120_000, 30_000], |rows| {
        let lot = &mut rows.tender.lots[0];
        lot.formula = Some(FormulaKind::Benchmark);
        (lot.benchmark_floor, lot.benchmark_ceiling) =
            (Some(Pence::pounds(30_000)), Some(Pence::pounds(120_000)));
        (lot.ceiling, lot.above_ceiling) = (Some(Pence::pounds(110_000)), Some(AboveCeiling::Counted));
        check(rows, X, CheckOutcome::Failed);
    }));
    let lines = price_lines(&r, &officer()).expect("open");
    let [y, z, x] = lines.as_slice() else { panic!("three bids") };
    assert_eq!(y.years, [Pence::pounds(60_000); 2]);
    assert_eq!(
        y.notes,
        [
            "The total is £10,000 above the ceiling of £110,000. It is scored like any other.",
            "At or above the benchmark ceiling of £120,000: no price score.",
        ]
    );
    let failed = "Its quality is below a minimum, so it is not ranked. Its price need not be explained.";
    assert_eq!(z.notes, [failed, "At or below the benchmark floor of £30,000: the whole price weight."]);
    assert_eq!(
        z.flag.as_ref().map(|flag| flag.says.as_str()),
        Some("£30,000 is more than 50% below the mean of the other bids, £120,000.")
    );
    assert_eq!((x.price, x.out.as_deref()), (None, Some("No reference came.")));
}

#[test]
fn a_ranking_is_read_best_first_and_earlier_ones_stay() {
    let again = freeze(ranked_rows());
    let r = result(again);
    let rankings = rankings(&r, &approver()).expect("frozen");
    assert_eq!(rankings.iter().map(|it| it.row.number).collect::<Vec<_>>(), [1, 2]);
    assert!(rankings.iter().all(|it| it.comes_out_again));
    let order: Vec<_> = rankings[0].bids.iter().map(|it| (it.name, it.frozen.rank)).collect();
    assert_eq!(order, [(Some("Bidder X"), Some(1)), (Some("Bidder Y"), Some(2)), (Some("Bidder Z"), None)]);
    let worked = rankings[0].bids[0].worked.as_ref().and_then(|it| it.total.as_deref());
    assert_eq!(worked, Some("60 + 24 = 84.00"));
    assert_eq!(r.named(X, &approver()), Some(("Bid C", Some("Bidder X"))));
    assert_eq!(r.named(X, &evaluator(0)), None);
    assert_eq!(result(priced()).named(X, &approver()), None);
    assert_eq!((r.is_ranked(), result(priced()).is_ranked()), (true, false));
}
