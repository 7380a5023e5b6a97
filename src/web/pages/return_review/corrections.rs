//! A correction that waits for the council, with both values and what follows from it.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::id::RowId;
use entity::state::CorrectionStanding;
use rules::access::Act;
use rules::field::{Lists, draft};
use rules::law::clock::long_instant;
use rules::returns::correct::{DECIDE, OutOfStep, decide as decide_rule, found, value_words};
use rules::returns::measure::Rag;
use rules::returns::measure::rag;
use rules::returns::values::Values;
use serde::Serialize;

use super::Case;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw as draw_fields};
use crate::web::pages::contracts::ContractHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct CorrectionPage {
    head: ContractHead,
    reference: String,
    path: String,
    period: String,
    title: String,
    before: Side,
    after: Side,
    reason: String,
    facts: Vec<(&'static str, String)>,
    /// Later periods that would no longer fit.
    shifts: Vec<String>,
    form: Option<Form>,
    why_not: Option<String>,
}

/// One of the two values, with how it stands to the target.
#[derive(Serialize)]
struct Side {
    value: String,
    code: &'static str,
    words: &'static str,
}

impl Page for CorrectionPage {
    const TEMPLATE: &'static str = "return_review/correction.html";
    fn title(&self) -> String {
        format!("Correction of {} – {}", self.title, self.reference)
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

type ToCorrection = Path<(String, i32, i64)>;

/// One correction.
pub async fn show(desk: Desk<Staff>, Path((reference, number, id)): ToCorrection) -> Result<Response, Stop> {
    draw(&desk, &reference, number, id, None).await
}

/// Agrees to it or refuses it, by the button that was pressed.
pub async fn decide(
    Path((reference, number, id)): ToCorrection,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let case = Case::of(&posted, &reference, number).await?;
    let one = case.one()?;
    let letter = posted.new_id().await?;
    let agrees = posted.typed.get("decision") == "agree";
    let change = draft(DECIDE, &posted.typed, &Lists::default(), &Gaps::default()).and_then(|draft| {
        let why = draft.text("decided_reason");
        let seen = posted.seen();
        decide_rule(&case.monitoring, one, RowId(id), (agrees, why), letter, seen, &posted.actor, posted.now)
    });
    match posted.settle(change, &case.path).await? {
        Ok(response) => Ok(response),
        Err(again) => draw(&posted, &reference, number, id, Some(&again)).await,
    }
}

async fn draw(
    desk: &Desk<Staff>,
    reference: &str,
    number: i32,
    id: i64,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let case = Case::of(desk, reference, number).await?;
    let (monitoring, one) = (&case.monitoring, case.one()?);
    let row = found(monitoring, one, RowId(id))?;
    let kpi = monitoring.kpi(row.kpi_id)?;
    let asked = monitoring.asked_of(kpi, one).ok_or(Stop::NotFound)?;
    let side = |text: &str| {
        let values = Values::read(text).unwrap_or_default();
        let stands: Rag = rag(asked.version, &values, one.row.first_on);
        Side { value: value_words(asked.version, &values), code: stands.code(), words: stands.words() }
    };
    let mut facts =
        vec![("Proposed", long_instant(row.proposed_at)), ("Standing", row.standing.label().to_owned())];
    facts.extend(row.decided_at.map(|at| ("Decided", long_instant(at))));
    facts.extend(row.decided_reason.clone().map(|why| ("Why not", why)));
    let may = monitoring.council_acts(Act::ReviewReturn, &desk.actor).map(|_| ());
    let waits = row.standing == CorrectionStanding::Proposed;
    let form = (waits && (may.is_ok() || again.is_some())).then(|| {
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        let action = format!("{}/corrections/{id}", case.path);
        draw_fields(action, one.row.version, DECIDE, &holds, &Lists::default(), again)
    });
    let after = Values::read(&row.after).unwrap_or_default();
    desk.page(&CorrectionPage {
        head: ContractHead::of(desk, &monitoring.contract),
        period: monitoring.period_words(one),
        title: asked.version.row.title.clone(),
        before: side(&row.before),
        after: side(&row.after),
        reason: row.reason.clone(),
        facts,
        shifts: monitoring.shifted_by(one, asked, &after).iter().map(shift_words).collect(),
        form,
        why_not: may.err().filter(|_| waits).map(rules::Refusal::first),
        reference: reference.to_owned(),
        path: case.path.clone(),
    })
}

/// A later period that no longer fits, in words.
pub fn shift_words(it: &OutOfStep) -> String {
    format!("{} began with {} open cases; it would begin with {}.", it.period, it.stands, it.carried)
}
