//! A procurement's report: read as a page, fetched as a tagged PDF.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use entity::choice::Choice;
use entity::state::ReportKind;
use paper::Document;
use rules::procurement::found::found;
use serde::Serialize;
use tokio::sync::Semaphore;

use super::case;
use super::procurements::Head;
use crate::report::{Sources, compose};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::view::Page;

#[derive(Serialize)]
struct ReportPage {
    head: Head,
    title: &'static str,
    html: String,
    pdf: String,
}

impl Page for ReportPage {
    const TEMPLATE: &'static str = "procurements/report.html";
    fn title(&self) -> String {
        format!("{} – {}", self.title, self.head.reference())
    }
}

/// How many reports are laid out at once; each keeps a processor busy.
static PLACES: Semaphore = Semaphore::const_new(2);

/// The report as a page.
pub async fn show(
    desk: Desk<Staff>,
    Path((reference, kind)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let (head, kind, html) = painted(&desk, &reference, &kind, paper::to_html).await?;
    let pdf = format!("/procurements/{reference}/report/{}/pdf", kind.code());
    desk.page(&ReportPage { head, title: kind.label(), html, pdf })
}

/// The report as a tagged PDF.
pub async fn pdf(
    desk: Desk<Staff>,
    Path((reference, kind)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let (_, kind, bytes) = painted(&desk, &reference, &kind, paper::pdf::to_pdf).await?;
    let name = format!("attachment; filename=\"{reference}-{}.pdf\"", kind.code());
    let headers = [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}

/// Composes a report and paints it, away from the threads that answer requests.
async fn painted<T: Send + 'static>(
    desk: &Desk<Staff>,
    reference: &str,
    kind: &str,
    paint: fn(&Document) -> T,
) -> Result<(Head, ReportKind, T), Stop> {
    let (procurement, authority) = case(desk, reference).await?;
    let kinds = rules::report::kinds(authority.row.report_style);
    let kind = ReportKind::of(kind).filter(|kind| kinds.contains(kind)).ok_or(Stop::NotFound)?;
    let head = Head::of(desk, &procurement, &authority);
    let found = found(&procurement, &authority.row, desk.now);
    let demonstration = desk.is_demonstration().await?;
    let place = PLACES.acquire().await.map_err(|_| Stop::Busy)?;
    let work = move || {
        let _place = place;
        let sources = Sources {
            procurement: &procurement,
            authority: &authority,
            found: &found,
            own: &BTreeMap::new(),
            demonstration,
        };
        compose(kind, &sources).map(|composed| paint(&composed.document))
    };
    let painted = tokio::task::spawn_blocking(work).await.map_err(|_| Stop::Broken)?;
    let painted = painted.map_err(|error| {
        tracing::error!(%error, "a report could not be composed");
        Stop::Broken
    })?;
    Ok((head, kind, painted))
}
