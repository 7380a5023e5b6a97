//! The figures of a return that the council itself measures.

use axum::extract::Path;
use axum::response::Response;
use rules::returns::save::{is_saved, save_own};
use rules::returns::{Asked, Monitoring, Return};
use serde::Serialize;

use super::boxes::{Boxes, came, over, taken};
use crate::store::Staff;
use crate::web::answer::{Stop, go_to};
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, frame};
use crate::web::pages::contracts::ContractHead;
use crate::web::view::Page;

/// How often a save is judged anew, because someone saved elsewhere in the moment between.
const TRIES: usize = 8;

#[derive(Serialize)]
struct OwnFiguresPage {
    head: ContractHead,
    path: String,
    period: String,
    all: Vec<Boxes>,
    form: Option<Form>,
    why_not: Option<String>,
}

impl Page for OwnFiguresPage {
    const TEMPLATE: &'static str = "returns/council.html";
    fn title(&self) -> String {
        format!("The council’s own figures, {} – {}", self.period, self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// The council's own figures of a return.
pub async fn show(
    desk: Desk<Staff>,
    Path((reference, number)): Path<(String, i32)>,
) -> Result<Response, Stop> {
    draw_own(&desk, &reference, number, None).await
}

/// Saves them.
pub async fn save(
    Path((reference, number)): Path<(String, i32)>,
    mut posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let then = format!("{}/own", path(&reference, number));
    for _ in 0..TRIES {
        let monitoring = desk_monitoring(&posted, &reference).await?;
        let one = monitoring.numbered(number)?;
        let asked = came(&posted, councils(&monitoring, one));
        let (seen, figures) = taken(&mut posted, &monitoring, one, &asked);
        let nothing_new = figures.as_ref().is_ok_and(|all| is_saved(&monitoring, one, all));
        if nothing_new && seen == one.row.version && !posted.is_unsent() {
            return Ok(go_to(&then));
        }
        let ids = posted.new_ids(asked.len()).await?;
        let change = figures
            .and_then(|figures| save_own(&monitoring, one, &figures, &ids, seen, &posted.actor, posted.now));
        match posted.settle(change, &then).await? {
            Ok(response) => return Ok(response),
            Err(again) if again.stale && seen == one.row.version => {}
            Err(again) => return draw_own(&posted, &reference, number, Some(&again)).await,
        }
    }
    Err(Stop::Busy)
}

fn path(reference: &str, number: i32) -> String {
    format!("/contracts/{reference}/returns/{number}")
}

async fn desk_monitoring(desk: &Desk<Staff>, reference: &str) -> Result<Monitoring, Stop> {
    desk.monitoring(reference).await?.ok_or(Stop::NotFound)
}

fn councils<'a>(monitoring: &'a Monitoring, one: &Return) -> Vec<Asked<'a>> {
    monitoring.asked(one).into_iter().filter(|asked| !asked.is_providers()).collect()
}

async fn draw_own(
    desk: &Desk<Staff>,
    reference: &str,
    number: i32,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    // INVARIANT: of the provider's figures this page shows none, so a draft cannot be read here.
    let monitoring = desk_monitoring(desk, reference).await?;
    let one = monitoring.numbered(number)?;
    let may = monitoring.may_enter_own(one, &desk.actor);
    let boxes = |asked| Boxes::of(&monitoring, one, asked, may.is_ok(), again);
    let mut all: Vec<Boxes> = councils(&monitoring, one).into_iter().map(boxes).collect();
    let form = ((may.is_ok() && !all.is_empty()) || again.is_some()).then(|| {
        let form = frame(format!("{}/own", path(reference, number)), one.row.version, &[], again);
        over(form, &mut all, again)
    });
    desk.page(&OwnFiguresPage {
        head: ContractHead::of(desk, &monitoring.contract),
        path: path(reference, number),
        period: monitoring.period_words(one),
        all,
        form,
        why_not: may.err().map(rules::Refusal::first),
    })
}
