use entity::id::RowId;
use entity::number::BasisPoints;
use entity::state::TermEnd;
use sea_orm::ActiveValue::Set;

use super::*;
use crate::contract::testing::{CONTRACT, dorset, medway, payment};
use crate::testing::{blank, day};

/// A day, what was paid by then, the forecast and the sum paid, in pounds.
type Seen = (&'static str, &'static [(&'static str, i64)], i64, i64);

fn line(
    year: Option<i32>,
    amount: Option<i64>,
    share: Option<i32>,
    secured: Option<Secured>,
) -> contract_budget::Model {
    blank::<contract_budget::ActiveModel, _>(|row| {
        row.id = Set(RowId(700));
        row.contract_id = Set(CONTRACT);
        row.position = Set(1);
        row.source = Set("Public health".to_owned());
        row.year = Set(year);
        row.amount = Set(amount.map(Pence::pounds));
        row.share = Set(share.map(BasisPoints::percent));
        row.secured = Set(secured);
    })
}

fn of(contract: &Contract, until: &str, today: &str) -> Money {
    money(contract, day(until), day(today)).expect("it can be reckoned")
}

/// Dorset: only the first year is secured, £331,000 of £1,655,000 (fact sheet, section 9, check 9).
#[test]
fn eighty_percent_of_dorsets_money_is_not_secured() {
    let mut contract = dorset(TermEnd::Break);
    contract.budgets = vec![line(Some(1), Some(331_000), None, Some(Secured::Secured))];
    let money = of(&contract, "2032-03-31", "2027-04-01");
    assert_eq!(money.price, Some(Pence::pounds(1_655_000)));
    assert_eq!(money.secured, Pence::pounds(331_000));
    assert_eq!(money.unsecured, Some(Pence::pounds(1_324_000)));
    assert_eq!(money.secured_share, Some(whole(20)));
    let says = warnings(&contract, &money);
    assert!(says.contains(&"£1,324,000 (80%) of the price is not secured.".to_owned()), "{says:?}");
    assert!(says.contains(&"Year 2 has £331,000 less in its budget than its price.".to_owned()), "{says:?}");
}

/// Medway: half from the council, half from the CCG, every year; one of the two only sought.
#[test]
fn shares_are_of_the_years_price() {
    let mut contract = medway();
    contract.budgets = vec![
        line(None, None, Some(50), Some(Secured::Secured)),
        line(None, None, Some(50), Some(Secured::Sought)),
    ];
    let money = of(&contract, "2024-03-31", "2022-04-01");
    for year in &money.years {
        assert_eq!(
            (pence(&year.secured), pence(&year.sought)),
            (Some(Pence::pounds(55_000)), Some(Pence::pounds(55_000)))
        );
    }
    assert_eq!(money.secured_share, Some(whole(50)));
    assert_eq!(warnings(&contract, &money), ["£110,000 (50%) of the price is not secured."]);
}

/// What is over in one year pays for no other.
#[test]
fn secured_money_counts_up_to_the_price_of_its_year() {
    let mut contract = medway();
    contract.budgets = vec![line(Some(1), Some(200_000), None, Some(Secured::Secured))];
    let money = of(&contract, "2024-03-31", "2022-04-01");
    assert_eq!((money.secured, money.unsecured), (Pence::pounds(110_000), Some(Pence::pounds(110_000))));
}

/// A year that is over costs what was paid in it; one that runs its price, or what was paid if that is more.
#[test]
fn the_forecast_takes_what_was_paid_for_years_that_are_over() {
    let mut contract = medway();
    let table: [Seen; 5] = [
        ("2022-06-01", &[], 220_000, 0),
        ("2022-06-01", &[("2022-05-01", 27_500)], 220_000, 27_500),
        ("2023-04-01", &[("2022-05-01", 27_500), ("2023-03-31", 70_000)], 207_500, 97_500),
        ("2023-06-01", &[("2022-05-01", 110_000), ("2023-05-01", 130_000)], 240_000, 240_000),
        ("2024-04-01", &[("2022-05-01", 100_000), ("2024-03-31", 100_000)], 200_000, 200_000),
    ];
    for (today, payments, forecast, paid) in table {
        contract.payments = payments.iter().map(|(on, pounds)| payment(1, on, pounds * 100, None)).collect();
        let money = of(&contract, "2024-03-31", today);
        assert_eq!(money.forecast, Some(Pence::pounds(forecast)), "{today}");
        assert_eq!(money.variance, Some(Pence::pounds(forecast - 220_000)), "{today}");
        assert_eq!(money.paid, Pence::pounds(paid), "{today}");
    }
}

#[test]
fn what_is_out_of_line_is_said() {
    let mut contract = medway();
    contract.payments =
        vec![payment(1, "2022-05-01", 11_000_000, None), payment(2, "2023-05-01", 13_000_000, None)];
    assert_eq!(
        warnings(&contract, &of(&contract, "2024-03-31", "2023-06-01")),
        [
            "£240,000 has been paid, £20,000 more than the contract’s value of £220,000. Record a variation, or stop paying.",
            "In year 2 £130,000 was paid, £20,000 more than its price.",
        ]
    );
    contract.payments = vec![payment(1, "2022-05-01", 13_000_000, None)];
    let says = warnings(&contract, &of(&contract, "2024-03-31", "2022-06-01"));
    assert_eq!(says[0], "At £240,000 the forecast is £20,000 above the contract’s value of £220,000.");
    contract.payments[0].taken_back_at = Some(crate::contract::testing::now());
    assert_eq!(warnings(&contract, &of(&contract, "2024-03-31", "2022-06-01")), [""; 0]);
    contract.row.value = Some(Pence::pounds(200_000));
    contract.row.value_now = None;
    let says = warnings(&contract, &of(&contract, "2024-03-31", "2022-06-01"));
    assert!(
        says.contains(
            &"The prices of the years come to £220,000, above the value of £200,000 at which it was signed."
                .to_owned()
        ),
        "{says:?}"
    );
}

#[test]
fn without_a_price_there_is_no_forecast() {
    let mut contract = medway();
    contract.prices.pop();
    let money = of(&contract, "2024-03-31", "2022-06-01");
    assert_eq!((money.forecast, money.price, money.variance), (None, None, None));
    assert_eq!(money.years.len(), 2);
}
