//! Questions about figures: a box beside each, those that matter first.

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::KpiId;
use rules::access::Act;
use rules::field::{Typed, draft};
use rules::returns::entry::name;
use rules::returns::review::{QUESTION, Reviewed, order, query};
use rules::returns::{Monitoring, Return};
use rules::{Problem, Refusal};
use serde::Serialize;

use super::Case;
use super::boxes::boxes;
use super::shown::ShownFigure;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Drawn, Form, frame};
use crate::web::pages::contracts::ContractHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct AskPage {
    head: ContractHead,
    reference: String,
    path: String,
    period: String,
    form: Form,
    figures: Vec<Asking>,
}

/// A figure with the box of its question; with none where it cannot be asked about.
#[derive(Serialize)]
struct Asking {
    shown: ShownFigure,
    question: Vec<Drawn>,
}

impl Page for AskPage {
    const TEMPLATE: &'static str = "return_review/ask.html";
    fn title(&self) -> String {
        format!("Ask about the return for {} – {}", self.period, self.reference)
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// The boxes.
pub async fn show(
    desk: Desk<Staff>,
    Path((reference, number)): Path<(String, i32)>,
) -> Result<Response, Stop> {
    draw(&desk, &reference, number, None).await
}

/// Sends the questions.
pub async fn save(
    Path((reference, number)): Path<(String, i32)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let case = Case::of(&posted, &reference, number).await?;
    let one = case.one()?;
    let ids = posted.new_ids(case.monitoring.asked(one).len().max(1)).await?;
    let letter = posted.new_id().await?;
    let change = read(&case.monitoring, one, &posted.typed).and_then(|asked| {
        let numbers = (ids.as_slice(), letter);
        query(&case.monitoring, one, &asked, numbers, posted.seen(), &posted.actor, posted.now)
    });
    match posted.settle(change, &case.path).await? {
        Ok(response) => Ok(response),
        Err(again) => draw(&posted, &reference, number, Some(&again)).await,
    }
}

/// The questions that were typed; an empty box asks nothing.
fn read(monitoring: &Monitoring, one: &Return, typed: &Typed) -> Result<Vec<(KpiId, String)>, Refusal> {
    let (mut questions, mut problems) = (Vec::new(), Vec::new());
    for asked in monitoring.asked(one) {
        let own = typed.under(&name(asked, ""));
        match draft(QUESTION, &own, &Default::default(), &Gaps::default()) {
            Ok(draft) => {
                questions.extend(draft.text("question").map(|text| (asked.kpi.row.id, text.to_owned())));
            }
            Err(refusal) => problems.extend(
                refusal
                    .says
                    .into_iter()
                    .map(|it| Problem { field: it.field.map(|field| name(asked, &field)), ..it }),
            ),
        }
    }
    Refusal::unless_empty(problems)?;
    Ok(questions)
}

async fn draw(
    desk: &Desk<Staff>,
    reference: &str,
    number: i32,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let case = Case::of(desk, reference, number).await?;
    let (monitoring, one) = (&case.monitoring, case.one()?);
    if again.is_none() {
        monitoring.council_acts(Act::ReviewReturn, &desk.actor)?;
        one.may_be_asked_about()?;
    }
    let waits: Vec<_> = one.unanswered().map(|row| row.kpi_id).collect();
    let mut form = frame(format!("{}/query", case.path), case.version()?, &[], again);
    let mut asking = |reviewed: &Reviewed<'_>| {
        let asked = reviewed.asked;
        let may = asked.is_providers() && !waits.contains(&asked.kpi.row.id);
        let question = match may {
            true => boxes(&mut form, &name(asked, ""), QUESTION, &[], again),
            false => Vec::new(),
        };
        Asking { shown: ShownFigure::of(monitoring, one, reviewed), question }
    };
    let figures = order(monitoring, one).iter().map(&mut asking).collect();
    desk.page(&AskPage {
        head: ContractHead::of(desk, &monitoring.contract),
        period: monitoring.period_words(one),
        form,
        figures,
        reference: reference.to_owned(),
        path: case.path.clone(),
    })
}
