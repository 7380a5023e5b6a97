use entity::id::OrganisationId;
use entity::state::Role;

use super::*;
use crate::award::testing::{DRAWN_FROM, at, low, priced, ranked_rows, result, sealed, with_prices};
use crate::scoring::testing::{X, Y, Z, entered, evaluator, now, officer};
use crate::testing::tenders::LOT;
use crate::testing::{actor, check_refused, form, rows, word};
use entity::number::{BasisPoints, Pence};

fn flags_of(prices: [i64; 3], change: impl Fn(&mut crate::scoring::Rows)) -> Vec<(BidId, String)> {
    let r = result(with_prices(prices, change));
    let may = Opened::<Prices>::to(r.scoring(), LOT, &officer()).expect("open");
    flags(&r, &may).into_iter().map(|flag| (flag.bid, flag.says)).collect()
}

/// With two others, their mean and the price of one of them tell the price of the other.
#[test]
fn the_bidder_is_not_told_what_the_others_cost() {
    let fifth = |rows: &mut crate::scoring::Rows| rows.row.low_share = Some(BasisPoints::percent(20));
    let r = result(with_prices([50_000, 100_000, 100_000], fifth));
    let may = Opened::<Prices>::to(r.scoring(), LOT, &officer()).expect("open");
    let told: Vec<_> = flags(&r, &may).into_iter().map(|flag| flag.told).collect();
    assert_eq!(told, ["£50,000 is more than 20% below the mean of the other bids."]);
}

/// A fifth below the mean of the others is low only beyond it: £80,000 against £100,000 is not.
#[test]
fn a_price_is_low_beyond_the_share_below_the_mean_of_the_others() {
    let fifth = |rows: &mut crate::scoring::Rows| rows.row.low_share = Some(BasisPoints::percent(20));
    assert_eq!(flags_of([80_000, 100_000, 100_000], fifth), []);
    let says = "£79,999 is more than 20% below the mean of the other bids, £100,000.".to_owned();
    assert_eq!(flags_of([79_999, 100_000, 100_000], fifth), [(X, says)]);
}

#[test]
fn a_price_is_low_beyond_the_share_below_the_benchmark_or_the_value() {
    let against = |floor: Option<i64>| {
        move |rows: &mut crate::scoring::Rows| {
            rows.row.low_rule = LowRule::Benchmark;
            rows.row.low_share = Some(BasisPoints::percent(50));
            rows.tender.lots[0].benchmark_floor = floor.map(Pence::pounds);
        }
    };
    let low =
        |prices, floor| flags_of(prices, against(floor)).into_iter().map(|(bid, _)| bid).collect::<Vec<_>>();
    assert_eq!(low([109_999, 110_000, 150_000], None), [X]);
    assert_eq!(low([49_999, 50_000, 150_000], Some(100_000)), [X]);
    let by_eye = |rows: &mut crate::scoring::Rows| {
        rows.row.low_rule = LowRule::ByEye;
        rows.row.low_share = None;
    };
    assert_eq!(flags_of([1, 110_000, 150_000], by_eye), []);
}

#[test]
fn one_price_alone_has_no_others() {
    let alone = |rows: &mut crate::scoring::Rows| {
        for bid in [Y, Z] {
            crate::scoring::testing::check(rows, bid, entity::state::CheckOutcome::Failed);
        }
    };
    assert_eq!(flags_of([1, 100_000, 100_000], alone), []);
}

fn ask_until(r: &LotResult, actor: &Actor, by: &str) -> Result<Change, Refusal> {
    let draft =
        form(ASK, &[("flagged", "It is far below."), ("asked", "Show your costs."), ("respond_by", by)]);
    ask(r, X, RowId(1), LetterId(2), &draft, DRAWN_FROM, actor, now())
}

#[test]
fn a_bidder_is_asked_once_prices_are_open() {
    let written = rows(ask_until(&result(priced()), &officer(), "2026-09-25"));
    assert!(written[1].contains("your bid stays") && written[1].contains("25 September 2026"), "{written:?}");
    let early = ask_until(&result(sealed()), &officer(), "2026-09-25");
    check_refused(early, Why::NotNow, "Open the prices of this lot first.");
    assert_eq!(word(&ask_until(&result(priced()), &evaluator(0), "2026-09-25")), "role");
    let says = "respond_by: Give the bidder until tomorrow at least.";
    check_refused(ask_until(&result(priced()), &officer(), "2026-09-20"), Why::Incomplete, says);
    let mut asked = priced();
    asked.lows = vec![low(X, |_| {})];
    let says = "This bidder was asked to explain its price already.";
    check_refused(ask_until(&result(asked), &officer(), "2026-09-25"), Why::NotNow, says);
    let says = "A decision on this lot is recorded. Its prices are no longer asked about.";
    let awarded = result(crate::award::testing::awarded(Some(X), |_| {}));
    check_refused(ask_until(&awarded, &officer(), "2026-09-25"), Why::NotNow, says);
}

fn decide_at(answer: Option<&str>, when: &str) -> Result<Change, Refusal> {
    let mut rows = priced();
    rows.lows = vec![low(X, |row| row.answer = Set(answer.map(str::to_owned)))];
    let draft = form(DECIDE, &[("outcome", "disregarded"), ("reason", "Nothing was shown.")]);
    decide(&result(rows), X, &draft, DRAWN_FROM, &officer(), at(when))
}

/// Procurement Act 2023, section 19(4): a reasonable opportunity comes first.
#[test]
fn nothing_is_decided_before_the_bidder_had_its_chance() {
    let says = "The bidder can still explain its price, until the end of 25 September 2026.";
    check_refused(decide_at(None, "2026-09-25"), Why::NotNow, says);
    assert_eq!(word(&decide_at(None, "2026-09-26")), "yes");
    assert_eq!(word(&decide_at(Some("We own the building."), "2026-09-21")), "yes");
    let mut rows = priced();
    rows.lows = vec![low(X, |row| row.outcome = Set(Some(LowOutcome::Accepted)))];
    let draft = form(DECIDE, &[("outcome", "accepted"), ("reason", "Shown.")]);
    let again = decide(&result(rows), X, &draft, DRAWN_FROM, &officer(), now());
    check_refused(again, Why::NotNow, "This was decided already.");
    let never = decide(&result(priced()), X, &draft, DRAWN_FROM, &officer(), now());
    assert_eq!(word(&never), "absent");
}

#[test]
fn a_bidder_explains_once_and_before_it_is_decided() {
    let bid = entered(X).bid;
    let by = |organisation, low: &low_price::Model| {
        let someone = actor(Side::Provider(OrganisationId(organisation)), &[Role::BidAuthor]);
        explain(&bid, low, &form(EXPLAIN, &[("answer", "We own it.")]), DRAWN_FROM, &someone, now())
    };
    assert_eq!(word(&by(1, &low(X, |_| {}))), "yes");
    assert_eq!(word(&by(2, &low(X, |_| {}))), "absent");
    assert_eq!(word(&by(1, &low(Y, |_| {}))), "absent");
    let answered = low(X, |row| row.answer = Set(Some("Before.".to_owned())));
    check_refused(by(1, &answered), Why::NotNow, "This was answered already.");
    let decided = low(X, |row| row.outcome = Set(Some(LowOutcome::Disregarded)));
    check_refused(by(1, &decided), Why::NotNow, "This could be answered until the end of 25 September 2026.");
}

#[test]
fn what_waits_keeps_the_ranking_open() {
    let mut rows = with_prices([30_000, 120_000, 130_000], |_| {});
    let says = |rows: &crate::award::Rows| {
        undecided(&result(rows.clone())).into_iter().map(|it| it.1).collect::<Vec<_>>()
    };
    assert_eq!(says(&rows), ["Bid C: its price looks abnormally low. Ask the bidder to explain it."]);
    rows.lows = vec![low(X, |_| {})];
    assert_eq!(says(&rows), ["Bid C: decide on its price, which looked abnormally low."]);
    rows.lows = vec![low(X, |row| row.outcome = Set(Some(LowOutcome::Accepted)))];
    assert_eq!(says(&rows), Vec::<String>::new());
    assert_eq!(says(&ranked_rows()), Vec::<String>::new());
    let poor = with_prices([100_000, 120_000, 30_000], |_| {});
    assert_eq!(flagged(&result(poor.clone()))[0].bid, Z, "it is flagged, but fails the minimum");
    assert_eq!(says(&poor), Vec::<String>::new());
    let mut asked = poor;
    asked.lows = vec![low(Z, |_| {})];
    assert_eq!(says(&asked), ["Bid B: decide on its price, which looked abnormally low."]);
}
