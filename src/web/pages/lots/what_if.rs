//! What would change the winner: information for the officer and the approver, after the ranking is frozen.

use axum::extract::Path;
use axum::response::Response;
use rules::award::LotResult;
use rules::award::frozen::Frozen;
use rules::award::reading::rankings;
use rules::award::what_if::{WhatIf, keep_in_case_file, what_if};
use rules::exact::{fraction, two_decimals};
use rules::price::PriceFormula;
use serde::Serialize;

use super::chart::plot;
use super::head::{LotHead, both, path, result};
use super::ranked::question;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Desk, Posted};
use crate::web::view::Page;

#[derive(Serialize)]
struct WhatIfPage {
    head: LotHead,
    winner: String,
    nearest: Option<String>,
    split_words: Vec<String>,
    splits: Vec<Split>,
    plot: Option<String>,
    scores: Vec<String>,
    counted: Vec<String>,
    all_are_ranked: bool,
    formulas: Vec<Other>,
    is_kept: bool,
}

/// A price weight just above which these win.
#[derive(Serialize)]
struct Split {
    above: String,
    exactly: String,
    winner: String,
}

/// Another formula and who would win by it.
#[derive(Serialize)]
struct Other {
    name: &'static str,
    winner: String,
    same: bool,
    cannot: Option<String>,
}

impl Page for WhatIfPage {
    const TEMPLATE: &'static str = "lots/what_if.html";
    fn title(&self) -> String {
        self.head.titled("What would change the winner")
    }
}

/// The four questions and their answers.
pub async fn show(desk: Desk<Staff>, Path((reference, lot)): Path<(String, i64)>) -> Result<Response, Stop> {
    let r = result(&desk, &reference, lot).await?;
    let about = what_if(&r, &desk.actor)?;
    let all = rankings(&r, &desk.actor)?;
    let ranking = all.last().ok_or(Stop::NotFound)?;
    let terms = r.scoring().terms().lot(r.lot()).ok_or(Stop::NotFound)?;
    let named = |label: &str| {
        let name = ranking.bids.iter().find(|bid| bid.frozen.label == label).and_then(|bid| bid.name);
        both(label, name)
    };
    let split_words = about.split_words(&named);
    desk.page(&WhatIfPage {
        winner: joined(&about.winner, &named),
        nearest: about.nearest_words(),
        plot: plot(&about, &named, split_words.join(" ")),
        splits: splits(&about, &named),
        split_words,
        scores: about.score_words(&named, &|id| question(terms, id)),
        counted: about.counted_words(&named),
        all_are_ranked: are_all_ranked(&ranking.frozen),
        formulas: about.formulas.iter().map(|one| other(one, &about, &named)).collect(),
        is_kept: r.scoring().lot(r.lot()).is_some_and(|row| row.what_if_kept),
        head: LotHead::of(&desk, &r),
    })
}

/// Shows it in the case file.
pub async fn keep(
    Path((reference, lot)): Path<(String, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let r = result(&posted, &reference, lot).await?;
    choose(&posted, &r, (&reference, lot), true).await
}

/// Leaves it out of the case file.
pub async fn leave_out(
    Path((reference, lot)): Path<(String, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let r = result(&posted, &reference, lot).await?;
    choose(&posted, &r, (&reference, lot), false).await
}

async fn choose(
    posted: &Posted<Staff>,
    r: &LotResult,
    (reference, lot): (&str, i64),
    kept: bool,
) -> Result<Response, Stop> {
    let change = keep_in_case_file(r, kept, posted.seen(), &posted.actor);
    posted.settle_or_stop(change, &format!("{}/what-if", path(reference, lot))).await
}

fn joined(labels: &[String], named: &dyn Fn(&str) -> String) -> String {
    match labels {
        [] => "No bid".to_owned(),
        some => some.iter().map(|label| named(label)).collect::<Vec<_>>().join(" and "),
    }
}

fn splits(about: &WhatIf, named: &dyn Fn(&str) -> String) -> Vec<Split> {
    let one = |split: &rules::evaluation::SplitChange| Split {
        above: format!("{}%", two_decimals(&split.price_weight)),
        exactly: fraction(&split.price_weight),
        winner: joined(&split.winner, named),
    };
    about.splits.iter().map(one).collect()
}

fn are_all_ranked(frozen: &Frozen) -> bool {
    frozen.bids.iter().all(|bid| bid.rank.is_some())
}

fn other(
    (formula, result): &(PriceFormula, Result<Vec<String>, String>),
    about: &WhatIf,
    named: &dyn Fn(&str) -> String,
) -> Other {
    let winner = result.as_ref().ok();
    Other {
        name: formula.name(),
        winner: winner.map(|winner| joined(winner, named)).unwrap_or_default(),
        same: winner == Some(&about.winner),
        cannot: result.as_ref().err().cloned(),
    }
}
