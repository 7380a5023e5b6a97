//! What the other bidders do not read of one of the winner's explanations: marked up, with what they will read beside it.

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::RowId;
use rules::award::deed::Deed;
use rules::award::redaction::{Explanation, WITHHOLD, explanations, for_others, pieces, withhold};
use rules::field::{Lists, draft};
use sea_orm::Value;
use serde::Serialize;

use super::Case;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::pages::tenders::TenderHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct RedactionPage {
    head: TenderHead,
    title: String,
    question: String,
    award: String,
    back: String,
    agreed: String,
    /// What the others read, by the marks in the box; nothing where the marks are wrong.
    read: Option<String>,
    form: Option<Form>,
    why_not: Option<String>,
}

impl Page for RedactionPage {
    const TEMPLATE: &'static str = "award/redaction.html";
    fn title(&self) -> String {
        self.title.clone()
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

type ToQuestion = Path<(String, i64, i64)>;

/// One explanation with its marks.
pub async fn show(desk: Desk<Staff>, path: ToQuestion) -> Result<Response, Stop> {
    draw_redaction(&desk, path, None).await
}

/// Keeps the marks.
pub async fn save(
    Path((reference, lot, question)): ToQuestion,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let case = Case::of(&posted, &reference, lot).await?;
    let id: RowId = posted.new_id().await?;
    let (seen, actor, now) = (posted.seen(), &posted.actor, posted.now);
    let change = draft(WITHHOLD, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| withhold(&case.result, RowId(question), id, &draft, seen, actor, now));
    let then = format!("{}/redaction/{question}", case.path);
    match posted.settle(change, &then).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_redaction(&posted, Path((reference, lot, question)), Some(&again)).await,
    }
}

async fn draw_redaction(
    desk: &Desk<Staff>,
    Path((reference, lot, question)): ToQuestion,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let case = Case::of(desk, &reference, lot).await?;
    let all = explanations(&case.result, &desk.actor)?;
    let one = all.into_iter().find(|one| one.criterion.0 == question).ok_or(Stop::NotFound)?;
    let may = case.may(desk, Deed::Withhold);
    let marked = one.marked.clone().unwrap_or_else(|| one.agreed.clone());
    let form = (may.is_ok() || again.is_some()).then(|| {
        let values = [Value::from(marked.clone())];
        let holds = Holds { values: &values, gaps: &Gaps::default() };
        let action = format!("{}/redaction/{question}", case.path);
        draw(action, case.version(Deed::Withhold), WITHHOLD, &holds, &Lists::default(), again)
    });
    let typed = again.map(|again| again.typed.get("marked").to_owned());
    desk.page(&RedactionPage {
        head: TenderHead::of(desk, &case.tender),
        title: case.titled(&format!("What others read: {}", one.title)),
        read: read(typed.as_deref().unwrap_or(&marked), &one),
        question: one.title,
        agreed: one.agreed,
        back: format!("{}/letters", case.path),
        award: case.path.clone(),
        form,
        why_not: may.err().map(rules::Refusal::first),
    })
}

/// What the others would read, where the marks are sound.
fn read(marked: &str, one: &Explanation) -> Option<String> {
    let marked = marked.replace("\r\n", "\n");
    let whole: String = pieces(&marked).ok()?.iter().map(|piece| piece.text()).collect();
    (whole == one.agreed).then(|| for_others(&marked))
}
