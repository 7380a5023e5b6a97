//! One published tender in full.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::id::RowId;
use rules::access::{Act, Actor};
use rules::law::clock::long_instant;
use rules::tender::opportunity::Seen;
use rules::tender::terms::Terms;
use serde::Serialize;

use super::super::shown_terms::ShownTerms;
use crate::store::PublishedTender;
use crate::web::answer::Stop;
use crate::web::desk::Counter;
use crate::web::view::Page;

#[derive(Serialize)]
struct ShowPage {
    reference: String,
    title: String,
    council: String,
    code: &'static str,
    label: &'static str,
    closes: String,
    cancelled: Option<(String, String)>,
    terms: ShownTerms,
    lots: Vec<(i64, String)>,
    answers: Vec<Answer>,
    questions_until: String,
    may_ask: bool,
    versions: Vec<ShownVersion>,
    open: bool,
    may_bid: bool,
    own: Option<Own>,
    stranger: bool,
}

/// What a provider sees of its own beside what everyone sees.
#[derive(Serialize)]
struct Own {
    follows: bool,
    bids: Vec<OwnBid>,
}

#[derive(Serialize)]
struct OwnBid {
    id: i64,
    lot_id: i64,
    lot: String,
}

#[derive(Serialize)]
struct Answer {
    number: i32,
    question: String,
    answer: String,
    at: String,
    corrected: bool,
}

#[derive(Serialize)]
struct ShownVersion {
    number: i32,
    at: String,
    digest: String,
    changed: Option<String>,
    extends: Option<&'static str>,
    reason: Option<String>,
}

impl Page for ShowPage {
    const TEMPLATE: &'static str = "opportunities/show.html";
    fn title(&self) -> String {
        self.title.clone()
    }
}

/// One published tender: its terms as they stand, what was answered to everyone, and what changed.
pub async fn show(counter: Counter, Path(reference): Path<String>) -> Result<Response, Stop> {
    let published = counter.opportunity(&reference).await?.ok_or(Stop::NotFound)?;
    let terms = published.versions.last().and_then(Terms::of).ok_or(Stop::NotFound)?;
    let answers = counter.clarifications_for_everyone(published.found.row.tender_id).await?;
    let seen = Seen::of(&published.found.row, counter.now);
    let own = own(&counter, &reference, &terms).await?;
    let begun = |lot: RowId| own.iter().flat_map(|own| &own.bids).any(|bid| bid.lot_id == lot.0);
    counter.page(&ShowPage {
        title: terms.title.clone(),
        council: published.found.council.clone(),
        code: seen.code(),
        label: seen.label(),
        closes: long_instant(published.found.row.closes_at),
        cancelled: cancelled(&published),
        lots: terms
            .lots
            .iter()
            .filter(|lot| !begun(lot.id))
            .map(|lot| (lot.id.0, lot.title.clone()))
            .collect(),
        answers: answers
            .into_iter()
            .map(|one| Answer {
                number: one.number,
                question: one.question,
                answer: one.answer,
                at: long_instant(one.at),
                corrected: one.corrected,
            })
            .collect(),
        questions_until: long_instant(terms.questions_until),
        may_ask: seen == Seen::Open && counter.now < terms.questions_until && counter.may(Act::WriteBid),
        versions: published.versions.iter().rev().map(version).collect(),
        open: seen == Seen::Open,
        may_bid: counter.may(Act::WriteBid),
        stranger: counter.actor.is_none(),
        own,
        terms: ShownTerms::of(&terms),
        reference,
    })
}

async fn own(counter: &Counter, reference: &str, terms: &Terms) -> Result<Option<Own>, Stop> {
    let (Some(reader), Some(organisation)) =
        (counter.own(), counter.actor.as_ref().and_then(Actor::organisation))
    else {
        return Ok(None);
    };
    let Some(tender) = reader.tender(reference).await? else { return Ok(None) };
    let title = |lot: RowId| terms.lot(lot).map(|lot| lot.title.clone()).unwrap_or_default();
    let bids = reader.own_bids_for(tender.row.id).await?;
    Ok(Some(Own {
        follows: tender.followers.iter().any(|follower| follower.organisation_id == organisation),
        bids: bids
            .iter()
            .map(|bid| OwnBid { id: bid.id.0, lot_id: bid.lot_id.0, lot: title(bid.lot_id) })
            .collect(),
    }))
}

fn cancelled(published: &PublishedTender) -> Option<(String, String)> {
    let at = published.found.row.cancelled_at?;
    Some((long_instant(at), published.cancel_reason.clone().unwrap_or_default()))
}

fn version(row: &entity::terms::Model) -> ShownVersion {
    ShownVersion {
        number: row.number,
        at: long_instant(row.at),
        digest: row.digest.clone(),
        changed: row.changed.clone(),
        extends: row.extends.map(Choice::label),
        reason: row.extends_reason.clone(),
    }
}
