//! The whole evaluation at a glance: where each lot is, what comes next and who does it.

use axum::extract::Path;
use axum::response::Response;
use rules::access::Act;
use rules::award::order::route;
use rules::law::clock::long_instant;
use rules::procurement::found::found;
use rules::scoring::begin::may_begin;
use rules::scoring::{Scoring, may_see};
use rules::tender::{Standing, Tender};
use serde::Serialize;

use super::path;
use super::steps::{ComesNext, Lot, Shown};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::tenders::TenderHead;
use crate::web::pages::{own_authority, tender_case};
use crate::web::view::Page;

#[derive(Serialize)]
struct GlancePage {
    head: TenderHead,
    path: String,
    /// Before it has begun: when it can be, and who does what until then.
    before: Option<Before>,
    begun: Option<String>,
    masked: bool,
    lots: Vec<ShownLot>,
    is_on_panel: bool,
    reads_exits: bool,
}

/// What stands before the beginning.
#[derive(Serialize)]
struct Before {
    says: String,
    path: Option<(String, &'static str)>,
}

#[derive(Serialize)]
struct ShownLot {
    title: Option<String>,
    next: ComesNext,
    steps: Vec<Shown>,
}

impl Page for GlancePage {
    const TEMPLATE: &'static str = "evaluation/show.html";
    fn title(&self) -> String {
        format!("Evaluation – {}", self.head.reference())
    }
}

/// Where each lot is, and what comes next.
pub async fn show(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let tender = tender_case(&desk, &reference).await?;
    may_see(&tender, &desk.actor)?;
    let scoring = desk.scoring(tender.clone()).await?;
    let is_on_panel = tender.is_on_panel(desk.actor.person);
    let (before, lots) = match &scoring {
        Some(s) => (None, lots(&desk, s).await?),
        None => (Some(before(&desk, &tender).await?), Vec::new()),
    };
    desk.page(&GlancePage {
        head: TenderHead::of(&desk, &tender),
        path: path(&reference),
        before,
        begun: scoring.as_ref().map(|s| long_instant(s.row().begun_at)),
        masked: scoring.as_ref().is_some_and(|s| s.row().masked),
        lots,
        is_on_panel,
        reads_exits: desk.may(Act::ReadEvaluation) && !is_on_panel,
    })
}

/// When it can begin, and who does what until then.
async fn before(desk: &Desk<Staff>, tender: &Tender) -> Result<Before, Stop> {
    let reference = &tender.row.reference;
    let bids = |says: String| Before { says, path: Some((format!("/tenders/{reference}/bids"), "Bids")) };
    let closes = tender.row.closes_at.map(long_instant).unwrap_or_default();
    let before = match tender.standing(desk.now) {
        Standing::Draft => Before {
            says: "The evaluation begins once the tender is published, its deadline has passed and two people have opened the bids.".to_owned(),
            path: None,
        },
        Standing::Open => bids(format!("The evaluation can begin once the bids are opened. Two people can open them from {closes}.")),
        Standing::Closed => bids("Two people who are not on the panel open the bids first.".to_owned()),
        Standing::Cancelled => {
            Before { says: "This tender has been cancelled. Its bids are not evaluated.".to_owned(), path: None }
        }
        Standing::Opened => opened(desk, tender).await?,
    };
    Ok(Before { path: before.path.filter(|_| desk.may(Act::ReadProcurements)), ..before })
}

/// The bids are opened: the officer begins, or completes the panel first.
async fn opened(desk: &Desk<Staff>, tender: &Tender) -> Result<Before, Stop> {
    let reference = &tender.row.reference;
    if !desk.may(Act::RunEvaluation) {
        let says = "The bids are opened. The procurement officer begins the evaluation.".to_owned();
        return Ok(Before { says, path: None });
    }
    let bids = desk.entered_bids(tender).await?;
    Ok(match may_begin(tender, &bids, false, &desk.actor, desk.now) {
        Ok(()) => Before {
            says: "The bids are opened. You can begin the evaluation.".to_owned(),
            path: Some((format!("{}/begin", path(reference)), "Begin the evaluation")),
        },
        Err(refusal) => {
            Before { says: refusal.first(), path: Some((format!("/tenders/{reference}/panel"), "Panel")) }
        }
    })
}

async fn lots(desk: &Desk<Staff>, s: &Scoring) -> Result<Vec<ShownLot>, Stop> {
    let several = s.terms().lots.len() > 1;
    let procurement = desk.procurement_of(s.tender()).await?.ok_or(Stop::NotFound)?;
    let authority = own_authority(desk).await?;
    let finding = found(&procurement, &authority.row, desk.now).regime;
    let law = route(&finding).ok().map(|route| (&finding, route));
    let mut all = Vec::new();
    for terms in &s.terms().lots {
        let result = desk.lot_result(s.clone(), terms.id).await?.ok_or(Stop::NotFound)?;
        let lot = Lot { desk, s, result: &result, law, id: terms.id };
        all.push(ShownLot {
            title: several.then(|| terms.title.clone()),
            next: lot.comes_next(),
            steps: lot.steps(),
        });
    }
    Ok(all)
}
