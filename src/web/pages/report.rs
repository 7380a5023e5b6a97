//! A procurement's report: read as a page, fetched as a tagged PDF.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use paper::Document;
use rules::procurement::found::found;
use serde::Serialize;

use super::case;
use super::procurements::Head;
use crate::report::{Kind, Sources, compose};
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

/// The report as a page.
pub async fn show(
    desk: Desk<Staff>,
    Path((reference, kind)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let (head, kind, document) = composed(&desk, &reference, &kind).await?;
    let pdf = format!("/procurements/{reference}/report/{}/pdf", kind.code());
    desk.page(&ReportPage { head, title: kind.title(), html: paper::to_html(&document), pdf })
}

/// The report as a tagged PDF.
pub async fn pdf(
    desk: Desk<Staff>,
    Path((reference, kind)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let (_, kind, document) = composed(&desk, &reference, &kind).await?;
    // Laying out pages keeps a processor busy; it must not hold up other answers.
    let bytes =
        tokio::task::spawn_blocking(move || paper::pdf::to_pdf(&document)).await.map_err(|_| Stop::Broken)?;
    let name = format!("attachment; filename=\"{reference}-{}.pdf\"", kind.code());
    let headers = [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}

async fn composed(desk: &Desk<Staff>, reference: &str, kind: &str) -> Result<(Head, Kind, Document), Stop> {
    let (procurement, authority) = case(desk, reference).await?;
    let kind = Kind::of(kind)
        .filter(|kind| Kind::of_style(authority.row.report_style).contains(kind))
        .ok_or(Stop::NotFound)?;
    let found = found(&procurement, &authority.row, desk.now);
    let demonstration = desk.is_demonstration().await?;
    let sources = Sources { procurement: &procurement, authority: &authority, found: &found, demonstration };
    let document = compose(kind, &sources).map_err(|error| {
        tracing::error!(%error, "a report could not be composed");
        Stop::Broken
    })?;
    Ok((Head::of(desk, &procurement, &authority), kind, document))
}
