//! One of the provider's own bids, with what its pages need, and the head of each of them.

use chrono::{DateTime, Duration, Utc};
use entity::choice::Choice;
use entity::id::BidId;
use entity::organisation;
use entity::state::{BidStage, PartKind};
use rules::access::Act;
use rules::bid::price::Schedule;
use rules::bid::save::may_change;
use rules::bid::{Bid, Declared, Filled, Manifest, Place, words};
use rules::law::clock::long_instant;
use rules::tender::terms::{LotTerms, Terms};
use rules::tender::{Standing, Tender};
use serde::Serialize;

use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::Desk;

/// One of the provider's own bids, with its tender as it is published.
pub(super) struct Own {
    pub bid: Bid,
    pub tender: Tender,
    pub terms: Terms,
    pub lot: LotTerms,
    pub organisation: organisation::Model,
}

impl Own {
    /// Finds it; another provider's is not there.
    pub async fn of(desk: &Desk<Provider>, id: i64) -> Result<Self, Stop> {
        let bid = desk.bid(BidId(id)).await?.ok_or(Stop::NotFound)?;
        let tender = desk.tender_of(&bid).await?.ok_or(Stop::NotFound)?;
        let terms = tender.published().ok_or(Stop::NotFound)?;
        let lot = terms.lot(bid.row.lot_id).ok_or(Stop::NotFound)?.clone();
        let organisation = desk.organisation().await?.ok_or(Stop::NotFound)?;
        Ok(Self { bid, tender, terms, lot, organisation })
    }

    /// Where its pages are.
    pub fn path(&self) -> String {
        format!("/bids/{}", self.bid.row.id.0)
    }

    /// What the part at a place says, if there is one.
    pub async fn text(&self, desk: &Desk<Provider>, place: Place) -> Result<Option<String>, Stop> {
        match self.bid.at(place) {
            Some(part) => Ok(Some(desk.own_text(part).await?)),
            None => Ok(None),
        }
    }

    /// The prices of the draft.
    pub async fn schedule(&self, desk: &Desk<Provider>) -> Result<Option<Schedule>, Stop> {
        Ok(self.text(desk, Place::PRICE).await?.and_then(|text| Schedule::of(&text)))
    }

    /// The declarations of the draft.
    pub async fn declared(&self, desk: &Desk<Provider>) -> Result<Option<Declared>, Stop> {
        Ok(self.text(desk, Place::DECLARATION).await?.and_then(|text| Declared::of(&text)))
    }

    /// What the draft says, as far as the rules must know.
    pub async fn filled(&self, desk: &Desk<Provider>) -> Result<Filled, Stop> {
        let opens = desk.own_parts(self.bid.row.id).await?;
        let mut filled = Filled::default();
        for part in self.bid.current() {
            match part.kind {
                PartKind::Answer => {
                    filled.words.insert(part.id, words::count(&opens.text(part).await?));
                }
                PartKind::Price => {
                    filled.price = Schedule::of(&opens.text(part).await?).map(|schedule| (part.id, schedule));
                }
                PartKind::Declaration => {
                    filled.declared =
                        Declared::of(&opens.text(part).await?).map(|declared| (part.id, declared));
                }
                PartKind::Condition | PartKind::File => {}
            }
        }
        Ok(filled)
    }

    /// Whether the draft is another than what was submitted.
    pub fn has_changed(&self) -> bool {
        let draft = Manifest::parts_of(&self.bid, &self.terms, &self.lot);
        let submitted = self.bid.submitted().and_then(|submitted| Manifest::read(&submitted.manifest));
        submitted.is_none_or(|submitted| submitted.parts != draft)
    }
}

/// What every page of one bid shows at its head.
#[derive(Serialize)]
pub(super) struct Head {
    pub path: String,
    pub tender_path: String,
    pub title: String,
    pub reference: String,
    pub lot: Option<String>,
    pub stage: Stamp,
    pub standing: Stamp,
    /// When it closes or closed, and how long that is.
    pub closes: String,
    pub version: i32,
    pub may_write: bool,
    pub may_submit: bool,
    pub why_not: Option<String>,
}

/// A state with its word and its colour's name.
#[derive(Serialize)]
pub(super) struct Stamp {
    pub code: &'static str,
    pub label: &'static str,
}

impl Stamp {
    pub fn of_bid(stage: BidStage) -> Self {
        Self { code: stage.code(), label: stage.label() }
    }

    pub fn of_tender(standing: Standing) -> Self {
        Self { code: standing.code(), label: standing.label() }
    }
}

impl Head {
    pub fn of(desk: &Desk<Provider>, own: &Own) -> Self {
        let (tender, standing) = (&own.tender, own.tender.standing(desk.now));
        let write = may_change(&own.bid, tender, &desk.actor, desk.now);
        let is_open = standing == Standing::Open;
        Self {
            path: own.path(),
            tender_path: format!("/opportunities/{}", tender.row.reference),
            title: own.terms.title.clone(),
            reference: own.terms.reference.clone(),
            lot: lot_name(&own.terms, &own.lot),
            stage: Stamp::of_bid(own.bid.row.stage),
            standing: Stamp::of_tender(standing),
            closes: closes(standing, tender.row.closes_at, desk.now),
            version: own.bid.row.version.0,
            may_write: write.is_ok(),
            may_submit: is_open && desk.may(Act::SubmitBid),
            why_not: write.err().map(rules::Refusal::first),
        }
    }

    /// What the browser shows as the page's name.
    pub fn titled(&self, page: &str) -> String {
        format!("{page} – {}", self.reference)
    }
}

/// The lot's name, where there are several.
pub(super) fn lot_name(terms: &Terms, lot: &LotTerms) -> Option<String> {
    (terms.lots.len() > 1).then(|| lot.title.clone())
}

/// "Closes at 12 noon on 3 September 2026, in 6 days."
pub(super) fn closes(standing: Standing, at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> String {
    let Some(at) = at else { return String::new() };
    match standing {
        Standing::Open => format!("Closes at {}, in {}.", long_instant(at), left(at - now)),
        Standing::Closed | Standing::Opened => format!("Closed at {}.", long_instant(at)),
        Standing::Cancelled => "The council has cancelled this tender.".to_owned(),
        Standing::Draft => String::new(),
    }
}

/// "6 days", "5 hours", "12 minutes"; what has begun does not count.
fn left(span: Duration) -> String {
    let count = |number: i64, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
    match (span.num_days(), span.num_hours(), span.num_minutes()) {
        (days @ 2.., _, _) => count(days, "day"),
        (_, hours @ 2.., _) => count(hours, "hour"),
        (_, _, minutes @ 1..) => count(minutes, "minute"),
        _ => "less than a minute".to_owned(),
    }
}
