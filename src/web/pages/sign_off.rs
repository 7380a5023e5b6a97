//! The sign-off of a lot's quality: what is still missing, what the agreed scores come to, and the button.

use axum::extract::Path;
use axum::response::Response;
use entity::id::RowId;
use rules::bid::{Names, Opened};
use rules::exact::{percent, plain, two_decimals};
use rules::law::clock::long_instant;
use rules::scoring::Scoring;
use rules::scoring::sign_off::{
    Agreed, Missing, Place, agreed, missing_records, sign_off as sign_off_rule, signs,
};
use rules::tender::terms::LotTerms;
use serde::Serialize;

use super::opening::name;
use super::scores::shown::{named, names};
use super::scoring_case;
use super::tenders::TenderHead;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, frame};
use crate::web::view::Page;

#[derive(Serialize)]
struct SignOffPage {
    head: TenderHead,
    lot: Option<String>,
    available: String,
    missing: Vec<ShownMissing>,
    bids: Vec<ShownBid>,
    disqualifies: bool,
    signed: Option<String>,
    prices: String,
    form: Form,
    may_sign: bool,
    why_not: Option<String>,
}

/// A record that is missing, and where it is put right.
#[derive(Serialize)]
struct ShownMissing {
    says: String,
    path: String,
}

/// What the agreed scores of a bid come to.
#[derive(Serialize)]
struct ShownBid {
    label: String,
    quality: String,
    below: Vec<String>,
    fails: bool,
    scores: Vec<ShownScore>,
}

#[derive(Serialize)]
struct ShownScore {
    title: String,
    score: i32,
    reason: String,
}

impl Page for SignOffPage {
    const TEMPLATE: &'static str = "moderation/sign_off.html";
    fn title(&self) -> String {
        format!("Sign off quality – {}", self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// What is missing, or what is signed.
pub async fn show(desk: Desk<Staff>, Path((reference, lot)): Path<(String, i64)>) -> Result<Response, Stop> {
    draw_sign_off(&desk, &reference, lot, None).await
}

/// Signs off the quality of a lot.
pub async fn sign_off(
    Path((reference, lot)): Path<(String, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let scoring = scoring_case(&posted, &reference).await?;
    let change = sign_off_rule(&scoring, RowId(lot), posted.seen(), &posted.actor, posted.now);
    match posted.settle(change, &path(&reference, lot)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_sign_off(&posted, &reference, lot, Some(&again)).await,
    }
}

fn path(reference: &str, lot: i64) -> String {
    format!("/tenders/{reference}/lots/{lot}/sign-off")
}

async fn draw_sign_off(
    desk: &Desk<Staff>,
    reference: &str,
    lot: i64,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let scoring = scoring_case(desk, reference).await?;
    let terms = scoring.terms().lot(RowId(lot)).ok_or(Stop::NotFound)?;
    let row = scoring.lot(terms.id).ok_or(Stop::NotFound)?;
    let signed = match (row.signed_at, row.signed_by) {
        (Some(at), Some(by)) => {
            Some(format!("{}, {}", name(&desk.colleagues().await?, by), long_instant(at)))
        }
        _ => None,
    };
    let missing = match signed {
        Some(_) => Vec::new(),
        None => missing_records(&scoring, terms.id, desk.now),
    };
    let names = names(desk, &scoring);
    let bids = agreed(&scoring, terms.id, &desk.actor, desk.now);
    let shown = |bid: &Agreed<'_>| of_bid(&scoring, names.as_ref(), bid);
    let signs = signs(&scoring, &desk.actor);
    desk.page(&SignOffPage {
        head: TenderHead::of(desk, scoring.tender()),
        lot: title(&scoring, terms),
        available: plain(&percent(terms.quality_weight)),
        missing: missing.into_iter().map(|it| shown_missing(reference, it)).collect(),
        bids: bids.iter().flatten().map(shown).collect(),
        disqualifies: terms.minimum_disqualifies == entity::state::YesNo::Yes,
        prices: format!("/tenders/{reference}/lots/{lot}/prices"),
        may_sign: signed.is_none() && signs.is_ok() && bids.is_ok(),
        why_not: why_not(signed.is_some(), signs.err(), bids.err()),
        form: frame(path(reference, lot), row.version, &[], again),
        signed,
    })
}

/// Why this person does not sign, or why nobody can: what is missing is listed apart.
fn why_not(is_signed: bool, signs: Option<rules::Refusal>, bids: Option<rules::Refusal>) -> Option<String> {
    let stands = bids.filter(|refusal| refusal.kind == rules::Why::NotNow);
    signs.filter(|_| !is_signed).or(stands).map(rules::Refusal::first)
}

fn title(scoring: &Scoring, lot: &LotTerms) -> Option<String> {
    (scoring.terms().lots.len() > 1).then(|| lot.title.clone())
}

fn of_bid(scoring: &Scoring, names: Option<&Opened<Names>>, bid: &Agreed<'_>) -> ShownBid {
    let scores = bid.scores.iter().map(|(question, row)| ShownScore {
        title: question.title.clone(),
        score: row.score,
        reason: row.reason.clone(),
    });
    ShownBid {
        label: named(scoring, names, bid.bid, bid.label),
        quality: two_decimals(&bid.quality),
        below: bid.below.clone(),
        fails: bid.fails,
        scores: scores.collect(),
    }
}

fn shown_missing(reference: &str, missing: Missing) -> ShownMissing {
    let place = match missing.place {
        Place::Checks => "bids".to_owned(),
        Place::Question(question) => format!("moderation/{}", question.0),
        Place::Panel => "evaluation/panel".to_owned(),
        Place::Interests => "evaluation/interests".to_owned(),
        Place::Queries => "evaluation/queries".to_owned(),
    };
    ShownMissing { says: missing.says, path: format!("/tenders/{reference}/{place}") }
}
