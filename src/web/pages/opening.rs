//! The bids of a tender: sealed and counted, opened by two people, then recorded.

use axum::extract::Path;
use axum::response::Response;
use entity::id::{PersonId, RowId};
use rules::bid::checks::{BidStanding, OpenedBid, may_check, standing_of};
use rules::law::clock::long_instant;
use rules::tender::opening::{
    begin as begin_rule, complete, lapses, may_complete, may_open, may_read_record, rows_needed,
};
use rules::tender::{Standing, Tender};
use rules::{Refusal, Why};
use serde::Serialize;

use super::tender_case;
use super::tenders::TenderHead;
use crate::store::{Colleague, Staff};
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::view::Page;

#[derive(Serialize)]
struct BidsPage {
    head: TenderHead,
    path: String,
    version: i32,
    standing: &'static str,
    closes: Option<String>,
    submitted: u64,
    begun: Option<Begun>,
    may_begin: bool,
    may_complete: bool,
    why_not: Option<String>,
    record: Option<Record>,
    problems: Vec<String>,
}

/// An opening that waits for its second person.
#[derive(Serialize)]
struct Begun {
    by: String,
    at: String,
    until: String,
}

/// The record of the opening. It is internal.
#[derive(Serialize)]
struct Record {
    first: String,
    first_at: String,
    second: String,
    second_at: String,
    bids: Vec<Opened>,
    hidden: Option<String>,
    may_check: bool,
}

/// An opened bid in that record.
#[derive(Serialize)]
struct Opened {
    id: i64,
    name: String,
    lot: Option<String>,
    submitted_at: String,
    digest: String,
    standing: String,
    code: &'static str,
}

impl Page for BidsPage {
    const TEMPLATE: &'static str = "opening/show.html";
    fn title(&self) -> String {
        format!("Bids – {}", self.head.reference())
    }
    fn has_problems(&self) -> bool {
        !self.problems.is_empty()
    }
}

/// How many bids there are, what can be done to open them, and afterwards the record of it.
pub async fn show(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    draw_bids(&desk, &reference, None).await
}

/// Begins the opening, as the first of two.
pub async fn begin(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let tender = tender_case(&posted, &reference).await?;
    let id: RowId = posted.new_id().await?;
    let change = begin_rule(&tender, id, posted.seen(), &posted.actor, posted.now);
    match posted.settle(change, &path(&reference)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_bids(&posted, &reference, Some(&again)).await,
    }
}

/// Completes it, as the second.
pub async fn open(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let tender = tender_case(&posted, &reference).await?;
    let change = match may_complete(&tender, &posted.actor, posted.now) {
        Ok(begun) => {
            let first = posted.person(begun.first_person_id).await?.ok_or(Stop::NotFound)?;
            let bids = posted.bids_to_open(tender.row.id).await?;
            let ids = posted.new_ids(rows_needed(&tender, bids.len())).await?;
            complete(&tender, &first, &bids, &ids, posted.seen(), &posted.actor, posted.now)
        }
        Err(refusal) => Err(refusal),
    };
    match posted.settle(change, &path(&reference)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_bids(&posted, &reference, Some(&again)).await,
    }
}

fn path(reference: &str) -> String {
    format!("/tenders/{reference}/bids")
}

async fn draw_bids(desk: &Desk<Staff>, reference: &str, again: Option<&Again>) -> Result<Response, Stop> {
    let tender = tender_case(desk, reference).await?;
    let colleagues = desk.colleagues().await?;
    let (actor, now) = (&desk.actor, desk.now);
    let may = may_open(&tender, actor, now);
    let begun = tender.begun(now);
    desk.page(&BidsPage {
        head: TenderHead::of(desk, &tender),
        path: path(reference),
        version: tender.row.version.0,
        standing: tender.standing(now).code(),
        closes: tender.row.closes_at.map(long_instant),
        submitted: desk.submitted_bids(tender.row.id).await?,
        may_begin: may.is_ok() && begun.is_none(),
        may_complete: may_complete(&tender, actor, now).is_ok(),
        begun: begun.map(|opening| Begun {
            by: name(&colleagues, opening.first_person_id),
            at: long_instant(opening.first_at),
            until: long_instant(lapses(opening)),
        }),
        why_not: why_not(&tender, may, desk),
        record: record(desk, &tender, &colleagues).await?,
        problems: problems(again),
    })
}

/// Why this person cannot do the next step, where they hold a role that could.
fn why_not(tender: &Tender, may: Result<(), Refusal>, desk: &Desk<Staff>) -> Option<String> {
    if tender.standing(desk.now) != Standing::Closed || !desk.may(rules::access::Act::OpenBids) {
        return None;
    }
    let refusal = match (may, tender.begun(desk.now)) {
        (Err(refusal), _) => refusal,
        (Ok(()), Some(_)) => may_complete(tender, &desk.actor, desk.now).err()?,
        (Ok(()), None) => return None,
    };
    Some(refusal.first())
}

fn problems(again: Option<&Again>) -> Vec<String> {
    let Some(again) = again else { return Vec::new() };
    let mut says: Vec<String> = again.problems.iter().map(|problem| problem.says.clone()).collect();
    if again.stale {
        says.push("Someone else was faster. See below where the opening stands now.".to_owned());
    }
    says
}

async fn record(
    desk: &Desk<Staff>,
    tender: &Tender,
    colleagues: &[Colleague],
) -> Result<Option<Record>, Stop> {
    let Some(opening) = tender.opened() else { return Ok(None) };
    let hidden = match may_read_record(tender, &desk.actor) {
        Ok(()) => None,
        Err(refusal) if refusal.kind == Why::NotFound => return Ok(None),
        Err(refusal) => Some(refusal.first()),
    };
    let mut bids = if hidden.is_none() { desk.opened_bids(tender.row.id).await? } else { Vec::new() };
    // By name: the order of the numbers is nobody's to know who may later read a bid under its label.
    bids.sort_by(|one, other| one.opened.name.cmp(&other.opened.name));
    Ok(Some(Record {
        first: name(colleagues, opening.first_person_id),
        first_at: long_instant(opening.first_at),
        second: opening.second_person_id.map(|person| name(colleagues, person)).unwrap_or_default(),
        second_at: opening.second_at.map(long_instant).unwrap_or_default(),
        bids: bids.iter().map(|bid| opened(tender, bid)).collect(),
        hidden,
        may_check: may_check(tender, &desk.actor, desk.now).is_ok(),
    }))
}

fn opened(tender: &Tender, one: &OpenedBid) -> Opened {
    let terms = tender.published();
    let lots = terms.iter().flat_map(|terms| &terms.lots);
    let lot = lots.clone().find(|lot| lot.id == one.bid.row.lot_id).filter(|_| lots.count() > 1);
    let submission = one.bid.submissions.iter().find(|row| row.id == one.opened.submission_id);
    let standing = standing_of(&one.bid.checks);
    Opened {
        id: one.bid.row.id.0,
        name: one.opened.name.clone(),
        lot: lot.map(|lot| lot.title.clone()),
        submitted_at: submission.map(|row| long_instant(row.at)).unwrap_or_default(),
        digest: one.opened.digest.clone(),
        standing: standing.label(),
        code: match standing {
            BidStanding::In => "complete",
            BidStanding::Checking(_) => "not-started",
            BidStanding::Out(_) => "returned",
        },
    }
}

/// Someone of the council by name.
pub(super) fn name(colleagues: &[Colleague], person: PersonId) -> String {
    colleagues.iter().find(|one| one.id == person).map(|one| one.name.clone()).unwrap_or_default()
}
