//! The workbook of a return, to take away.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use entity::id::ReturnId;
use rules::access::Act;
use rules::returns::sheet::sheet;

use super::monitoring;
use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::workbook::returns::write;

const MEDIA: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A return with what it says by now, and what stands beside each figure.
pub async fn download(desk: Desk<Provider>, Path(id): Path<i64>) -> Result<Response, Stop> {
    let monitoring = monitoring(&desk, ReturnId(id)).await?;
    monitoring.provider_acts(Act::ReadReturns, &desk.actor)?;
    let one = monitoring.one(ReturnId(id))?;
    let (sheet, opened_at) = (sheet(&monitoring, one), one.row.opened_at);
    let name = format!("{}-{}.xlsx", monitoring.contract.row.reference, one.row.first_on.format("%Y-%m"));
    let made = tokio::task::spawn_blocking(move || write(&sheet, opened_at)).await;
    let book = made.map_err(|_| Stop::Broken)?.map_err(|error| {
        tracing::error!(%error, "the workbook of a return could not be made");
        Stop::Broken
    })?;
    let name = format!("attachment; filename=\"{name}\"");
    Ok(([(header::CONTENT_TYPE, MEDIA), (header::CONTENT_DISPOSITION, &name)], book).into_response())
}
