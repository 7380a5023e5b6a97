//! One tender at a glance, with its task list and what stands in the way of its publication.

use axum::extract::Path;
use axum::response::Response;
use rules::access::Act;
use rules::law::clock::long_instant;
use rules::tender::Standing;
use rules::tender::edit::Writing;
use rules::tender::parts::TASKS;
use rules::tender::ready::{Obstacle, obstacles, pointed_out};
use serde::Serialize;

use super::TenderHead;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::award::{AwardLine, lines};
use crate::web::pages::holder::OnPages;
use crate::web::pages::tasks::Tasks;
use crate::web::view::Page;

#[derive(Serialize)]
struct ShowPage {
    head: TenderHead,
    reference: String,
    title: String,
    procurement: String,
    glance: Vec<(&'static str, String)>,
    /// What stands in the way of publication; nothing once it is published.
    missing: Vec<Told>,
    pointed_out: Vec<Told>,
    tasks: Tasks,
    /// Where the award of each lot stands, once one can be decided.
    awards: Vec<AwardLine>,
    documents: usize,
    may_see_emails: bool,
}

/// Something to look at, and where.
#[derive(Serialize)]
struct Told {
    says: String,
    path: String,
}

impl Page for ShowPage {
    const TEMPLATE: &'static str = "tenders/show.html";
    fn title(&self) -> String {
        format!("{}: {}", self.reference, self.title)
    }
}

/// One tender at a glance.
pub async fn show(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let opened = Writing::open(&desk, &reference).await?;
    let Writing { tender, procurement, now } = &opened.holder;
    let is_written = match tender.standing(*now) {
        Standing::Draft => true,
        Standing::Open => tender.is_amending(*now),
        Standing::Closed | Standing::Opened | Standing::Cancelled => false,
    };
    let told = |all: Vec<Obstacle>| {
        let path = |one: &Obstacle| format!("{}/{}", opened.path, one.at.path());
        all.into_iter().filter(|_| is_written).map(|one| Told { path: path(&one), says: one.says }).collect()
    };
    desk.page(&ShowPage {
        missing: told(obstacles(tender, procurement, *now)),
        pointed_out: told(pointed_out(tender, procurement, *now)),
        awards: lines(&desk, tender).await?,
        tasks: Tasks::of(&opened.holder, &opened.path, TASKS),
        documents: tender.files.iter().filter(|file| !file.withdrawn).count(),
        procurement: procurement.row.reference.clone(),
        title: tender.row.title.clone(),
        may_see_emails: desk.may(Act::WriteTender),
        glance: glance(&opened.holder),
        reference: opened.reference,
        head: opened.head,
    })
}

fn glance(writing: &Writing) -> Vec<(&'static str, String)> {
    let row = &writing.tender.row;
    let unknown = || "Not yet given".to_owned();
    let instant = |at: Option<_>| at.map_or_else(unknown, long_instant);
    vec![
        ("Maximum value, without VAT", row.value.map_or_else(unknown, |value| value.to_string())),
        ("Questions until", instant(row.questions_until)),
        ("Deadline for bids", instant(row.closes_at.or(row.deadline))),
        ("Lots", writing.tender.lots.len().to_string()),
        (
            "Questions of quality",
            writing.tender.criteria.iter().filter(|row| row.question.is_some()).count().to_string(),
        ),
    ]
}
