//! The prices of a lot: opened together, then each with what is to be known of it.

use axum::extract::Path;
use axum::response::Response;
use rules::access::Act;
use rules::award::LotResult;
use rules::award::low::{Asked, asked, rule_words};
use rules::award::prices::{Unsealed, open as open_rule};
use rules::award::reading::{PriceLine, price_lines};
use rules::bid::{Opened, Prices};
use rules::field::long_day;
use rules::law::clock::long_instant;
use serde::Serialize;

use super::head::{LotHead, called, path, result};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Desk, Posted};
use crate::web::view::Page;

#[derive(Serialize)]
struct PricesPage {
    head: LotHead,
    /// `unsigned`, `sealed` or `open`.
    stage: &'static str,
    opened: Option<String>,
    may_open: bool,
    rule: String,
    years: Vec<String>,
    lines: Vec<Line>,
    is_frozen: bool,
    may_ask: bool,
}

/// One bid of the table.
#[derive(Serialize)]
pub(super) struct Line {
    pub label: String,
    pub name: Option<String>,
    pub years: Vec<String>,
    pub total: Option<String>,
    pub notes: Vec<String>,
    pub flag: Option<String>,
    pub out: Option<String>,
    /// How the question about the price stands: a shape and a word.
    pub code: &'static str,
    pub says: String,
    pub path: String,
}

impl Page for PricesPage {
    const TEMPLATE: &'static str = "lots/prices.html";
    fn title(&self) -> String {
        self.head.titled("Prices")
    }
}

/// Why prices are sealed, the button that opens them, or the table.
pub async fn show(desk: Desk<Staff>, Path((reference, lot)): Path<(String, i64)>) -> Result<Response, Stop> {
    let r = result(&desk, &reference, lot).await?;
    let row = r.scoring().lot(r.lot()).ok_or(Stop::NotFound)?.clone();
    let stage = match (row.signed_at, row.prices_at) {
        (None, _) => "unsigned",
        (Some(_), None) => "sealed",
        (Some(_), Some(_)) => "open",
    };
    let lines = match row.signed_at {
        Some(_) => price_lines(&r, &desk.actor)?,
        None => Vec::new(),
    };
    let opened = match row.prices_at.zip(row.prices_by) {
        Some((at, by)) => Some(format!("{}, {}", called(&desk, by).await?, long_instant(at))),
        None => None,
    };
    let years = lines.iter().map(|line| line.years.len()).max().unwrap_or_default();
    let shown = lines.iter().map(|line| drawn(&r, line, &path(&reference, lot), &desk)).collect();
    desk.page(&PricesPage {
        stage,
        opened,
        may_open: stage == "sealed" && desk.may(Act::RunEvaluation),
        rule: rule_words(r.scoring().row()),
        years: (1..=years).map(|year| format!("Year {year}")).collect(),
        lines: shown,
        is_frozen: r.is_ranked(),
        may_ask: desk.may(Act::RunEvaluation),
        head: LotHead::of(&desk, &r),
    })
}

/// Opens the prices of every bid that is in.
pub async fn open(
    Path((reference, lot)): Path<(String, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let r = result(&posted, &reference, lot).await?;
    let may = Opened::<Prices>::to(r.scoring(), r.lot(), &posted.actor)?;
    let sealed = posted.sealed_prices(&may).await?;
    let ids = posted.new_ids(sealed.len()).await?;
    let unsealed: Vec<_> =
        sealed.into_iter().zip(ids).map(|((bid, schedule), id)| Unsealed { id, bid, schedule }).collect();
    let change = open_rule(&r, &may, &unsealed, posted.seen(), &posted.actor, posted.now);
    posted.settle_or_stop(change, &format!("{}/prices", path(&reference, lot))).await
}

/// A line as the table shows it.
pub(super) fn drawn(r: &LotResult, line: &PriceLine<'_>, lot: &str, desk: &Desk<Staff>) -> Line {
    let (code, says) = match asked(r, line.bid, desk.now) {
        Asked::Not if line.out.is_some() || line.price.is_none() => ("", String::new()),
        Asked::Not if line.flag.is_some() => ("returned", "Looks low: ask the bidder".to_owned()),
        Asked::Not => ("not-started", "Nothing to ask".to_owned()),
        Asked::Waiting(by) => {
            ("in-progress", format!("Asked: it can answer until the end of {}", long_day(by)))
        }
        Asked::ToDecide => ("returned", "To be decided".to_owned()),
        Asked::Decided(outcome) => ("complete", entity::choice::Choice::label(outcome).to_owned()),
    };
    Line {
        label: line.label.to_owned(),
        name: line.name.map(str::to_owned),
        years: line.years.iter().map(ToString::to_string).collect(),
        total: line.price.map(|price| price.total.to_string()),
        notes: line.notes.clone(),
        flag: line.flag.as_ref().map(|flag| flag.says.clone()),
        out: line.out.clone(),
        code,
        says,
        path: format!("{lot}/prices/{}", line.bid.0),
    }
}
