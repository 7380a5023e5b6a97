//! Details past their retention period, and their recorded disposal.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::id::SettingId;
use rules::field::{Lists, draft};
use rules::law::clock::long_instant;
use rules::retention::{DISPOSE, dispose as rule, past_before};
use serde::Serialize;

use super::own_authority;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::view::Page;

#[derive(Serialize)]
struct RetentionPage {
    periods: Vec<Period>,
}

#[derive(Serialize)]
struct Period {
    title: &'static str,
    months: i32,
    before: String,
    past: u64,
    form: Form,
}

impl Page for RetentionPage {
    const TEMPLATE: &'static str = "retention.html";
    fn title(&self) -> String {
        "Retention review".to_owned()
    }
    fn has_problems(&self) -> bool {
        self.periods.iter().any(|period| period.form.came_back())
    }
}

/// How many details of each kind are past their period.
pub async fn show(desk: Desk<Staff>) -> Result<Response, Stop> {
    draw_review(&desk, None).await
}

/// Disposes of those of one kind, with a reason.
pub async fn dispose(Path(id): Path<i64>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let authority = own_authority(&posted).await?;
    let period =
        authority.retentions.iter().find(|period| period.id == SettingId(id)).ok_or(Stop::NotFound)?;
    let past = posted.details_before(period, past_before(period, posted.now)).await?;
    let change = draft(DISPOSE, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| rule(&authority, period, &draft, past, &posted.actor, posted.now));
    match posted.settle(change, "/retention").await? {
        Ok(response) => Ok(response),
        Err(again) => draw_review(&posted, Some((id, &again))).await,
    }
}

async fn draw_review(desk: &Desk<Staff>, again: Option<(i64, &Again)>) -> Result<Response, Stop> {
    let authority = own_authority(desk).await?;
    let mut periods = Vec::new();
    for period in &authority.retentions {
        let before = past_before(period, desk.now);
        let own = again.filter(|(id, _)| *id == period.id.0).map(|(_, again)| again);
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        let action = format!("/retention/{}", period.id.0);
        periods.push(Period {
            title: period.kind.label(),
            months: period.months,
            before: long_instant(before),
            past: desk.details_before(period, before).await?,
            form: draw(action, authority.row.version, DISPOSE, &holds, &Lists::default(), own),
        });
    }
    desk.page(&RetentionPage { periods })
}
