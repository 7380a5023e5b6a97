//! One outcome of a return: a box for each figure, with what stands beside it.

use axum::extract::Path;
use axum::response::Response;
use entity::id::RowId;
use entity::state::FigureCame;
use rules::returns::save::{is_saved, save as save_rule};
use serde::Serialize;

use super::boxes::{Boxes, came, over, raises, taken};
use super::own::{Head, Own};
use crate::store::Provider;
use crate::web::answer::{Stop, go_to};
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, frame};
use crate::web::view::Page;

/// How often a save is judged anew, because a colleague saved elsewhere in the moment between.
const TRIES: usize = 8;

#[derive(Serialize)]
struct OutcomePage {
    head: Head,
    number: usize,
    of: usize,
    says: String,
    all: Vec<Boxes>,
    form: Option<Form>,
    evidence: String,
    /// Where whoever goes on comes to.
    next: String,
    next_label: &'static str,
}

impl Page for OutcomePage {
    const TEMPLATE: &'static str = "returns/outcome.html";
    fn title(&self) -> String {
        self.head.titled(&format!("Outcome {}", self.number))
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// The figures of one outcome.
pub async fn show(desk: Desk<Provider>, Path((id, row)): Path<(i64, i64)>) -> Result<Response, Stop> {
    draw_outcome(&desk, id, RowId(row), None).await
}

/// Saves the figures of one outcome.
pub async fn save(Path((id, row)): Path<(i64, i64)>, mut posted: Posted<Provider>) -> Result<Response, Stop> {
    let row = RowId(row);
    for _ in 0..TRIES {
        let own = Own::of(&posted, id).await?;
        let one = own.one()?;
        let mut asked = own.asked()?;
        asked.retain(|asked| asked.kpi.row.outcome_id == row);
        let asked = came(&posted, asked);
        let (seen, figures) = taken(&mut posted, &own.monitoring, one, &asked);
        let then = match &figures {
            Ok(figures) if wants_next(&posted) && !raises(&posted, &own.monitoring, one, figures) => {
                next(&own, row)?.0
            }
            Ok(_) | Err(_) => address(&own, row),
        };
        let nothing_new = figures.as_ref().is_ok_and(|all| is_saved(&own.monitoring, one, all));
        if nothing_new && seen == one.row.version && !posted.is_unsent() {
            return Ok(go_to(&then));
        }
        let ids = posted.new_ids(asked.len()).await?;
        let change = figures.and_then(|figures| {
            let (actor, now) = (&posted.actor, posted.now);
            save_rule(&own.monitoring, one, &figures, &ids, FigureCame::Typed, seen, actor, now)
        });
        match posted.settle(change, &then).await? {
            Ok(response) => return Ok(response),
            Err(again) if again.stale && seen == one.row.version => {}
            Err(again) => return draw_outcome(&posted, id, row, Some(&again)).await,
        }
    }
    Err(Stop::Busy)
}

fn wants_next(posted: &Posted<Provider>) -> bool {
    posted.typed.get("go") == "next"
}

fn address(own: &Own, row: RowId) -> String {
    format!("{}/outcomes/{}", own.path(), row.0)
}

/// The page after this one: the next outcome, or the check.
fn next(own: &Own, row: RowId) -> Result<(String, bool), Stop> {
    let all = own.outcomes()?;
    let at = all.iter().position(|(id, _)| *id == row).ok_or(Stop::NotFound)?;
    Ok(match all.get(at + 1) {
        Some((next, _)) => (address(own, *next), true),
        None => (format!("{}/check", own.path()), false),
    })
}

async fn draw_outcome(
    desk: &Desk<Provider>,
    id: i64,
    row: RowId,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let own = Own::of(desk, id).await?;
    let (one, head) = (own.one()?, Head::of(desk, &own)?);
    let outcomes = own.outcomes()?;
    let at = outcomes.iter().position(|(known, _)| *known == row).ok_or(Stop::NotFound)?;
    let (next, is_outcome) = next(&own, row)?;
    let writable = one.writable();
    let mut all: Vec<Boxes> = Vec::new();
    let mut any_open = again.is_some();
    for asked in own.asked()?.into_iter().filter(|asked| asked.kpi.row.outcome_id == row) {
        let is_open = head.may_fill && writable.holds(asked.kpi.row.id);
        any_open |= is_open;
        all.push(Boxes::of(&own.monitoring, one, asked, is_open, again));
    }
    let form =
        any_open.then(|| over(frame(address(&own, row), one.row.version, &[], again), &mut all, again));
    desk.page(&OutcomePage {
        number: at + 1,
        of: outcomes.len(),
        says: outcomes.get(at).map(|(_, says)| says.clone()).unwrap_or_default(),
        all,
        form,
        evidence: format!("{}/evidence", head.path),
        next,
        next_label: if is_outcome { "Next outcome" } else { "Check the return" },
        head,
    })
}
