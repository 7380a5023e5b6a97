//! The money of a contract: price, budget and payments year by year, the forecast, and what is out of line.

mod chart;
mod indexation;
mod years;

use axum::extract::{Path, Query};
use axum::response::Response;
use chrono::NaiveDate;
use entity::choice::Choice;
use rules::access::Act;
use rules::contract::Contract;
use rules::contract::money::{Money, money, warnings};
use rules::field::long_day;
use rules::law::clock::uk_date;
use rules::rows::Holder;
use rules::term::Unreckonable;
use serde::{Deserialize, Serialize};

use super::ContractHead;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::contract_case;
use crate::web::view::Page;

use chart::bars;
use indexation::Indexation;
use years::{Sums, Year};

#[derive(Serialize)]
struct MoneyPage {
    head: ContractHead,
    path: String,
    /// What everything comes to; or why it cannot be worked out.
    reckoned: Option<Reckoned>,
    why_not: Option<String>,
    sources: Vec<Source>,
    may_write: bool,
    may_change_prices: bool,
    keeps_indices: bool,
}

#[derive(Serialize)]
struct Reckoned {
    until: String,
    /// Whether it is shown with every option taken.
    longest: bool,
    /// Whether that is later than the end as it stands.
    has_longer: bool,
    warnings: Vec<String>,
    totals: Vec<(&'static str, String)>,
    years: Vec<Year>,
    sums: Sums,
    bars: Option<String>,
    indexation: Option<Indexation>,
}

/// Money from one source.
#[derive(Serialize)]
struct Source {
    source: String,
    owner: Option<String>,
    year: String,
    amount: String,
    secured: &'static str,
}

/// How far the page looks.
#[derive(Default, Deserialize)]
pub struct Until {
    #[serde(default)]
    to: String,
}

impl Page for MoneyPage {
    const TEMPLATE: &'static str = "contracts/money.html";
    fn title(&self) -> String {
        format!("Money – {}", self.head.reference())
    }
}

/// The money of one contract.
pub async fn show(
    desk: Desk<Staff>,
    Path(reference): Path<String>,
    Query(until): Query<Until>,
) -> Result<Response, Stop> {
    let (contract, _) = contract_case(&desk, &reference).await?;
    let series = desk.index_series().await?;
    let series = series.iter().find(|row| Some(row.id) == contract.row.index_series_id);
    let today = uk_date(desk.now);
    let reckoned = ends(&contract, today, until.to == "longest").and_then(|ends| {
        let money = money(&contract, ends.on, today)?;
        let indexation = Indexation::of(&contract, ends.on, series)?;
        Ok(reckoned(&contract, &ends, &money, indexation))
    });
    let (reckoned, why_not) = match reckoned {
        Ok(reckoned) => (Some(reckoned), None),
        Err(why) => (None, Some(why.to_string())),
    };
    desk.page(&MoneyPage {
        head: ContractHead::of(&desk, &contract),
        path: format!("/contracts/{reference}"),
        reckoned,
        why_not,
        sources: contract.budgets.iter().map(Source::of).collect(),
        may_write: desk.may(Act::WriteContract),
        may_change_prices: contract.may_write_there("prices", &desk.actor).is_ok(),
        keeps_indices: desk.may(Act::KeepIndices),
    })
}

/// The last day that is shown, and whether there is a later one.
struct Ends {
    on: NaiveDate,
    longest: bool,
    has_longer: bool,
}

fn ends(contract: &Contract, today: NaiveDate, longest: bool) -> Result<Ends, Unreckonable> {
    if let Some(on) = contract.row.ended_on {
        return Ok(Ends { on, longest: false, has_longer: false });
    }
    let term = contract.term(today)?;
    let has_longer = term.longest_on() > term.ends_on();
    let longest = longest && has_longer;
    Ok(Ends { on: if longest { term.longest_on() } else { term.ends_on() }, longest, has_longer })
}

fn reckoned(contract: &Contract, ends: &Ends, money: &Money, indexation: Option<Indexation>) -> Reckoned {
    Reckoned {
        until: long_day(ends.on),
        longest: ends.longest,
        has_longer: ends.has_longer,
        warnings: warnings(contract, money),
        totals: totals(contract, money),
        years: money.years.iter().map(Year::of).collect(),
        sums: Sums::of(money),
        bars: bars(money),
        indexation,
    }
}

fn totals(contract: &Contract, money: &Money) -> Vec<(&'static str, String)> {
    let shown = |sum: Option<entity::number::Pence>| {
        sum.map_or_else(|| "Cannot tell".to_owned(), |sum| sum.to_string())
    };
    let value = contract.row.value_now.or(contract.row.value);
    let value = value.map_or_else(|| "Not yet given".to_owned(), |value| value.to_string());
    vec![
        ("Contract value with every option", value),
        ("Price", shown(money.price)),
        ("Paid", money.paid.to_string()),
        ("Forecast", shown(money.forecast)),
        ("Forecast less price", shown(money.variance)),
        ("Secured", money.secured.to_string()),
        ("Not secured", shown(money.unsecured)),
    ]
}

impl Source {
    fn of(row: &entity::contract_budget::Model) -> Self {
        let share = row.share.map(|share| format!("{share} of the year’s price"));
        Self {
            source: row.source.clone(),
            owner: row.owner.clone(),
            year: row.year.map_or_else(|| "Every year".to_owned(), |year| format!("Year {year}")),
            amount: row
                .amount
                .map(|amount| amount.to_string())
                .or(share)
                .unwrap_or_else(|| "Not given".to_owned()),
            secured: row.secured.map_or("Not said", Choice::label),
        }
    }
}
