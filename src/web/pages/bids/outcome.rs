//! What a bidder was told of the outcome: the kept letter and assessment summary, and what everyone may know since.

use ::paper::Document;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use entity::state::StandstillKind;
use rules::award::summary::Summary;
use rules::field::long_day;
use rules::law::clock::long_instant;
use rules::law::standstill::earliest_signing;
use serde::{Deserialize, Serialize};

use super::own::{Head, Own};
use crate::report::outcome::{Outcome as Paper, document};
use crate::store::{Outcome, Provider, Since};
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::report::away;
use crate::web::view::Page;

/// Which decision's letter is asked for; the last one, unless it says otherwise.
#[derive(Default, Deserialize)]
pub struct Asked {
    decision: Option<i32>,
}

#[derive(Serialize)]
struct OutcomePage {
    head: Head,
    number: i32,
    since: Vec<String>,
    others: Vec<Other>,
    html: String,
}

/// The letter of another decision on the same lot.
#[derive(Serialize)]
struct Other {
    number: i32,
    at: String,
    fallen: bool,
}

impl Page for OutcomePage {
    const TEMPLATE: &'static str = "bids/outcome.html";
    fn title(&self) -> String {
        self.head.titled("Outcome of your bid")
    }
}

/// As a page: the newest, or the one asked for.
pub async fn outcome(
    desk: Desk<Provider>,
    Path(id): Path<i64>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let own = Own::of(&desk, id).await?;
    let all = desk.own_outcomes(&own.bid).await?;
    let one = find(&all, &asked)?;
    let document = compose(&desk, &own, one).await?;
    let html = away(move || Ok(::paper::to_html(&document))).await?;
    let others = all.iter().filter(|other| other.since.number != one.since.number);
    desk.page(&OutcomePage {
        head: Head::of(&desk, &own),
        number: one.since.number,
        since: since(&one.since),
        others: others
            .map(|other| Other {
                number: other.since.number,
                at: long_instant(other.letter.at),
                fallen: other.since.fallen,
            })
            .collect(),
        html,
    })
}

/// As a tagged PDF.
pub async fn outcome_pdf(
    desk: Desk<Provider>,
    Path(id): Path<i64>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let own = Own::of(&desk, id).await?;
    let all = desk.own_outcomes(&own.bid).await?;
    let one = find(&all, &asked)?;
    let document = compose(&desk, &own, one).await?;
    let bytes = away(move || Ok(::paper::pdf::to_pdf(&document))).await?;
    let name = format!("attachment; filename=\"outcome-{}-{}.pdf\"", own.terms.reference, one.since.number);
    let headers = [(header::CONTENT_TYPE, "application/pdf"), (header::CONTENT_DISPOSITION, &name)];
    Ok((headers, bytes).into_response())
}

fn find<'a>(all: &'a [Outcome], asked: &Asked) -> Result<&'a Outcome, Stop> {
    let fits = |one: &&Outcome| asked.decision.is_none_or(|number| one.since.number == number);
    all.iter().find(fits).ok_or(Stop::NotFound)
}

async fn compose(desk: &Desk<Provider>, own: &Own, one: &Outcome) -> Result<Document, Stop> {
    let summary = one.summary.as_ref().and_then(Summary::read);
    let submitted = own.bid.submissions.last().and_then(|row| rules::bid::Manifest::read(&row.manifest));
    let to = submitted.map_or_else(|| own.organisation.name.clone(), |it| it.about.organisation);
    let authority = desk.council_of(&own.bid).await?.unwrap_or_default();
    let terms = desk.address(&format!("/opportunities/{}", own.terms.reference));
    Ok(document(&Paper {
        authority: &authority,
        to: summary.as_ref().map_or(&to, |it| &it.own.name),
        address: summary.as_ref().and_then(|it| it.own.address.as_deref()),
        sent: &long_instant(one.letter.at),
        subject: &one.letter.subject,
        says: &one.letter.says,
        summary: summary.as_ref(),
        terms_at: &terms,
        demonstration: desk.is_demonstration().await?,
    }))
}

/// What everyone may know of the award since the letter.
fn since(since: &Since) -> Vec<String> {
    let mut says = Vec::new();
    if since.fallen {
        says.push("This no longer stands: the winner fell away before the contract was signed.".to_owned());
    }
    if let (Some(reference), Some(day)) = (&since.notice_reference, since.notice_on) {
        says.push(format!("Notice {reference} was published on {}.", long_day(day)));
    }
    match (since.standstill, since.standstill_ends_on, since.signed_on) {
        (Some(StandstillKind::Without), _, None) => says.push("No standstill is given.".to_owned()),
        (_, Some(ends), None) => says.push(format!(
            "Standstill lasts until the end of {}. The contract is not signed before {}.",
            long_day(ends),
            long_day(earliest_signing(ends))
        )),
        (_, _, Some(day)) => says.push(format!("The contract was signed on {}.", long_day(day))),
        (_, None, None) => {}
    }
    says
}
