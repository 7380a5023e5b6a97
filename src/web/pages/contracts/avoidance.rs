//! Cost avoidance: what is stated and what the model works out from it, every line shown.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::contract_avoidance;
use entity::number::{Hundredths, Pence};
use rules::contract::Contract;
use rules::contract::avoidance::{Model, checks, model};
use rules::contract::price::{total, years};
use rules::exact::{money, plain};
use rules::law::clock::uk_date;
use rules::rows::Holder;
use serde::Serialize;

use super::ContractHead;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::contract_case;
use crate::web::view::Page;

#[derive(Serialize)]
struct AvoidancePage {
    head: ContractHead,
    path: String,
    lines: Vec<Shown>,
    may_write: bool,
}

/// One line of cost avoidance.
#[derive(Serialize)]
struct Shown {
    id: i64,
    measures: String,
    checks: Vec<String>,
    /// What is given, each with its value or that it is not known.
    given: Vec<(&'static str, Option<String>)>,
    /// Stated, and worked out at either rate.
    stated: Sums,
    models: Vec<Worked>,
}

/// Gross, the cost of the service and net.
#[derive(Serialize)]
struct Sums {
    gross: Option<String>,
    cost: Option<String>,
    net: Option<String>,
}

/// The model at one rate.
#[derive(Serialize)]
struct Worked {
    called: &'static str,
    rate: Option<String>,
    /// What is missing, where it cannot be modelled.
    cannot: Option<String>,
    lines: Vec<Line>,
    sums: Option<Sums>,
}

#[derive(Serialize)]
struct Line {
    year: u32,
    avoided: String,
    saving: String,
    saves: String,
}

impl Page for AvoidancePage {
    const TEMPLATE: &'static str = "contracts/avoidance.html";
    fn title(&self) -> String {
        format!("Cost avoidance – {}", self.head.reference())
    }
}

/// Everything a contract is to save.
pub async fn show(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let (contract, _) = contract_case(&desk, &reference).await?;
    let longest = contract.term(uk_date(desk.now)).map(|term| term.longest_on()).ok();
    let cost = |of: Option<i32>| {
        let years = years(&contract, longest?).ok()?;
        let of = usize::try_from(of?).ok()?;
        total(years.get(..of)?)
    };
    desk.page(&AvoidancePage {
        head: ContractHead::of(&desk, &contract),
        path: format!("/contracts/{reference}"),
        lines: contract.avoidances.iter().map(|row| Shown::of(row, cost(row.years))).collect(),
        may_write: may_write(&contract, &desk),
    })
}

fn may_write(contract: &Contract, desk: &Desk<Staff>) -> bool {
    contract.may_write_there("cost-avoidance", &desk.actor).is_ok()
}

impl Shown {
    fn of(row: &contract_avoidance::Model, cost: Option<Pence>) -> Self {
        let worked = |called, rate| Worked::of(called, row, rate, cost);
        Self {
            id: row.id.0,
            measures: row.measures.clone(),
            checks: checks(row, cost),
            given: vec![
                ("Reductions a year, as evaluated", row.evaluated_rate.map(|rate| rate.to_string())),
                ("Reductions a year, as modelled", row.modelled_rate.map(|rate| rate.to_string())),
                ("Cost of one", row.unit_cost.map(|cost| cost.to_string())),
                ("What one that is avoided saves", row.recurs.map(|recurs| recurs.label().to_owned())),
                ("Share of the first year", Some(part_year(row))),
                ("Over how many years", row.years.map(|years| years.to_string())),
                ("Cost of the service over those years", cost.map(|cost| cost.to_string())),
                ("Source", row.source.clone()),
            ],
            stated: Sums {
                gross: row.gross.map(|sum| sum.to_string()),
                cost: row.gross.zip(row.net).and_then(|(gross, net)| {
                    gross.0.checked_sub(net.0).map(|between| Pence(between).to_string())
                }),
                net: row.net.map(|sum| sum.to_string()),
            },
            models: vec![
                worked("At the modelled rate", row.modelled_rate),
                worked("At the evaluated rate", row.evaluated_rate),
            ],
        }
    }
}

fn part_year(row: &contract_avoidance::Model) -> String {
    row.part_year.map_or_else(|| "100%: one saves for the whole of it".to_owned(), |share| share.to_string())
}

impl Worked {
    fn of(
        called: &'static str,
        row: &contract_avoidance::Model,
        rate: Option<Hundredths>,
        cost: Option<Pence>,
    ) -> Self {
        let rated = rate.map(|rate| rate.to_string());
        match model(row, rate, cost) {
            Err(missing) => {
                Self { called, rate: rated, cannot: Some(missing.words()), lines: Vec::new(), sums: None }
            }
            Ok(model) => {
                let sums = Some(sums(&model));
                Self { called, rate: rated, cannot: None, lines: lines(&model), sums }
            }
        }
    }
}

fn sums(model: &Model) -> Sums {
    let shown = |sum: Option<Pence>| sum.map(|sum| sum.to_string());
    Sums { gross: shown(model.gross), cost: shown(model.cost), net: shown(model.net) }
}

fn lines(model: &Model) -> Vec<Line> {
    let line = |line: &rules::contract::avoidance::Line| Line {
        year: line.year,
        avoided: line.avoided.to_string(),
        saving: plain(&line.saving),
        saves: money(&line.saves),
    };
    model.lines.iter().map(line).collect()
}
