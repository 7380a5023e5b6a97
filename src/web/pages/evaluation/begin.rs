//! The beginning of an evaluation: whether the panel reads labels or names, and what makes a price look low.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::id::{BidId, RowId};
use entity::number::BasisPoints;
use entity::state::LowRule;
use rules::field::{Lists, draft};
use rules::scoring::Entered;
use rules::scoring::begin::{BEGIN, Drawn, begin as begin_rule, may_begin};
use rules::tender::Tender;
use sea_orm::Value;

use super::{FormPage, path};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Holds, draw};
use crate::web::pages::tender_case;
use crate::web::pages::tenders::TenderHead;

/// By how much below the others a price is asked about, unless the officer says otherwise.
const USUAL_SHARE: BasisPoints = BasisPoints(2_000);

/// The form of the beginning.
pub async fn show(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    draw_begin(&desk, &reference, None).await
}

/// Begins: labels are drawn at random.
pub async fn begin(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let tender = tender_case(&posted, &reference).await?;
    let bids = posted.entered_bids(&tender).await?;
    let before = posted.scoring(tender.clone()).await?;
    let drawn = drawn(&posted, &tender, &bids).await?;
    let change = draft(BEGIN, &posted.typed, &Lists::default(), &Gaps::default()).and_then(|draft| {
        let before = before.as_ref().map(rules::scoring::Scoring::row);
        begin_rule(&tender, &bids, before, &drawn, &draft, &posted.actor, posted.now)
    });
    match posted.settle(change, &path(&reference)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_begin(&posted, &reference, Some(&again)).await,
    }
}

/// Numbers for the rows, and the bids in an order that nobody chose.
async fn drawn(posted: &Posted<Staff>, tender: &Tender, bids: &[Entered]) -> Result<Drawn, Stop> {
    let order: Vec<BidId> = posted.shuffled(bids.iter().map(|entered| entered.bid.row.id).collect());
    let rows: Vec<RowId> = posted.new_ids(order.len()).await?;
    let lots = tender.published().map_or(0, |terms| terms.lots.len());
    Ok(Drawn {
        id: posted.new_id().await?,
        lots: posted.new_ids(lots).await?,
        order: order.into_iter().zip(rows).collect(),
    })
}

async fn draw_begin(desk: &Desk<Staff>, reference: &str, again: Option<&Again>) -> Result<Response, Stop> {
    let tender = tender_case(desk, reference).await?;
    let bids = desk.entered_bids(&tender).await?;
    let begun = desk.scoring(tender.clone()).await?.is_some();
    let may = may_begin(&tender, &bids, begun, &desk.actor, desk.now);
    let usual = usual();
    let holds = Holds { values: &usual, gaps: &Gaps::default() };
    let form = (may.is_ok() || again.is_some()).then(|| {
        let action = format!("{}/begin", path(reference));
        draw(action, tender.row.version, BEGIN, &holds, &Lists::default(), again)
    });
    desk.page(&FormPage {
        head: TenderHead::of(desk, &tender),
        title: "Begin the evaluation".to_owned(),
        trail: vec![(path(reference), "Evaluation")],
        facts: vec![("Bids that were opened", bids.len().to_string())],
        intro: "Each bid gets a label drawn at random, such as “Bid A”. This is settled once, before anybody reads a bid, and does not change afterwards.",
        label: "Begin the evaluation",
        back: path(reference),
        form,
        why_not: may.err().map(rules::Refusal::first),
    })
}

/// What the form holds at first: masked, and a price a fifth below the others is asked about.
fn usual() -> Vec<Value> {
    vec![Value::Bool(Some(true)), LowRule::OthersMean.code().into(), Value::Int(Some(USUAL_SHARE.0))]
}
