//! What the bidders are told: each letter as it goes out, looked at before they are all sent at once.

use ::paper::Document;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use entity::id::{BidId, LetterId, RowId};
use rules::award::deed::Deed;
use rules::award::redaction::explanations;
use rules::award::summary::Summary;
use rules::award::tell::{Envelope, Told, preview, send};
use rules::law::clock::long_instant;
use serde::Serialize;

use super::Case;
use crate::report::outcome::{Outcome, document};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, frame};
use crate::web::pages::report::away;
use crate::web::pages::tenders::TenderHead;
use crate::web::view::Page;

/// A letter as it is, or would be, sent.
struct Letter {
    told: Told,
    /// When it was sent; nothing before.
    sent: Option<String>,
}

#[derive(Serialize)]
struct LettersPage {
    head: TenderHead,
    title: String,
    lot: Option<String>,
    back: String,
    rows: Vec<Row>,
    /// Why a letter cannot be written yet.
    missing: Vec<String>,
    /// The winner's explanations, where the others read them.
    explanations: Vec<Marked>,
    sent: Option<String>,
    form: Form,
    may_tell: bool,
    why_not: Option<String>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    path: String,
    outcome: &'static str,
    summary: &'static str,
}

#[derive(Serialize)]
struct Marked {
    title: String,
    path: String,
    withheld: bool,
}

impl Page for LettersPage {
    const TEMPLATE: &'static str = "award/letters.html";
    fn title(&self) -> String {
        self.title.clone()
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

#[derive(Serialize)]
struct LetterPage {
    head: TenderHead,
    title: String,
    name: String,
    back: String,
    award: String,
    pdf: String,
    sent: Option<String>,
    html: String,
}

impl Page for LetterPage {
    const TEMPLATE: &'static str = "award/letter.html";
    fn title(&self) -> String {
        self.title.clone()
    }
}

type ToLot = Path<(String, i64)>;

/// One row a bidder, and the one act that tells them all.
pub async fn list(desk: Desk<Staff>, Path((reference, lot)): ToLot) -> Result<Response, Stop> {
    let case = Case::of(&desk, &reference, lot).await?;
    draw_letters(&desk, &case, None).await
}

/// Tells every bidder.
pub async fn tell(Path((reference, lot)): ToLot, posted: Posted<Staff>) -> Result<Response, Stop> {
    let case = Case::of(&posted, &reference, lot).await?;
    let bids: Vec<BidId> = case.result.bidders(&posted.actor)?.into_iter().map(|(bid, _)| bid).collect();
    let letters: Vec<LetterId> = posted.new_ids(bids.len()).await?;
    let summaries: Vec<RowId> = posted.new_ids(bids.len()).await?;
    let numbers = bids.into_iter().zip(letters).zip(summaries);
    let envelopes: Vec<_> =
        numbers.map(|((bid, letter), summary)| Envelope { bid, letter, summary }).collect();
    let (seen, actor, now) = (posted.seen(), &posted.actor, posted.now);
    let change = send(&case.result, &case.authority, &case.finding, &envelopes, seen, actor, now);
    match posted.settle(change, &case.path).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_letters(&posted, &case, Some(&again)).await,
    }
}

/// One letter as it is read.
pub async fn one(
    desk: Desk<Staff>,
    Path((reference, lot, bid)): Path<(String, i64, i64)>,
) -> Result<Response, Stop> {
    let case = Case::of(&desk, &reference, lot).await?;
    let letter = find(&desk, &case, BidId(bid)).await?;
    let document = paper(&desk, &case, &letter).await?;
    let html = away(move || Ok(::paper::to_html(&document))).await?;
    desk.page(&LetterPage {
        head: TenderHead::of(&desk, &case.tender),
        title: case.titled(&format!("Letter to {}", letter.told.name)),
        back: format!("{}/letters", case.path),
        award: case.path.clone(),
        pdf: format!("{}/letters/{bid}/pdf", case.path),
        name: letter.told.name,
        sent: letter.sent,
        html,
    })
}

/// The same as a tagged PDF.
pub async fn pdf(
    desk: Desk<Staff>,
    Path((reference, lot, bid)): Path<(String, i64, i64)>,
) -> Result<Response, Stop> {
    let case = Case::of(&desk, &reference, lot).await?;
    let letter = find(&desk, &case, BidId(bid)).await?;
    let document = paper(&desk, &case, &letter).await?;
    let bytes = away(move || Ok(::paper::pdf::to_pdf(&document))).await?;
    let name = format!("attachment; filename=\"{reference}-outcome-{bid}.pdf\"");
    let headers = [(header::CONTENT_TYPE, "application/pdf"), (header::CONTENT_DISPOSITION, &name)];
    Ok((headers, bytes).into_response())
}

/// The letter to one bidder: what was kept, once it was sent.
async fn find(desk: &Desk<Staff>, case: &Case, bid: BidId) -> Result<Letter, Stop> {
    let letters = all(desk, case).await?;
    let found = letters.into_iter().find(|one| one.told.bid == bid).ok_or(Stop::NotFound)?;
    Ok(found)
}

/// Every letter of the decision that stands, in the order of the bidders' names.
async fn all(desk: &Desk<Staff>, case: &Case) -> Result<Vec<Letter>, Stop> {
    let bidders = case.result.bidders(&desk.actor)?;
    let kept = desk.outcome_letters(&case.result).await?;
    let is_sent = case.result.award().is_some_and(|award| award.told_at.is_some());
    let mut letters = Vec::new();
    for (bid, name) in bidders {
        if !is_sent {
            let (actor, now) = (&desk.actor, desk.now);
            let told = preview(&case.result, &case.authority, &case.finding, bid, actor, now)?;
            letters.push(Letter { told, sent: None });
            continue;
        }
        let Some((_, letter, summary)) = kept.iter().find(|(of, _, _)| *of == bid) else { continue };
        let summary = summary.as_ref().and_then(Summary::read);
        letters.push(Letter {
            sent: Some(long_instant(letter.at)),
            told: Told {
                bid,
                name: name.to_owned(),
                subject: letter.subject.clone(),
                says: letter.says.clone(),
                summary,
            },
        });
    }
    Ok(letters)
}

async fn paper(desk: &Desk<Staff>, case: &Case, letter: &Letter) -> Result<Document, Stop> {
    let terms = desk.address(&format!("/opportunities/{}", case.tender.row.reference));
    Ok(document(&Outcome {
        authority: &case.authority.row.name,
        to: &letter.told.name,
        address: letter.told.summary.as_ref().and_then(|it| it.own.address.as_deref()),
        sent: letter.sent.as_deref().unwrap_or("Not sent yet"),
        subject: &letter.told.subject,
        says: &letter.told.says,
        summary: letter.told.summary.as_ref(),
        terms_at: &terms,
        demonstration: desk.is_demonstration().await?,
    }))
}

async fn draw_letters(desk: &Desk<Staff>, case: &Case, again: Option<&Again>) -> Result<Response, Stop> {
    let may = case.may(desk, Deed::Tell);
    let (letters, missing) = match all(desk, case).await {
        Ok(letters) => (letters, Vec::new()),
        Err(Stop::Refused(refusal)) if refusal.kind == rules::Why::Incomplete => {
            (Vec::new(), refusal.says.into_iter().map(|problem| problem.says).collect())
        }
        Err(stop) => return Err(stop),
    };
    let winner = case.result.award().and_then(|award| award.bid_id);
    let row = |letter: &Letter| Row {
        name: letter.told.name.clone(),
        path: format!("{}/letters/{}", case.path, letter.told.bid.0),
        outcome: match (winner, winner == Some(letter.told.bid)) {
            (Some(_), true) => "Awarded the contract",
            (Some(_), false) => "Not successful",
            (None, _) => "No contract is awarded",
        },
        summary: match letter.told.summary {
            Some(_) => "Letter and assessment summary",
            None => "Letter: the bid was not assessed to the end",
        },
    };
    let award = case.result.award();
    let marks = if winner.is_some() { explanations(&case.result, &desk.actor)? } else { Vec::new() };
    let marked = |one: rules::award::redaction::Explanation| Marked {
        path: format!("{}/redaction/{}", case.path, one.criterion.0),
        title: one.title,
        withheld: one.marked.is_some_and(|says| says.contains("[[")),
    };
    desk.page(&LettersPage {
        head: TenderHead::of(desk, &case.tender),
        title: case.titled("Letters to the bidders"),
        lot: case.lot.clone(),
        back: case.path.clone(),
        rows: letters.iter().map(row).collect(),
        may_tell: may.is_ok() && missing.is_empty(),
        missing,
        explanations: marks.into_iter().map(marked).collect(),
        sent: award.and_then(|award| award.told_at).map(long_instant),
        form: frame(format!("{}/letters", case.path), case.version(Deed::Tell), &[], again),
        why_not: may.err().map(rules::Refusal::first),
    })
}
