//! The ranking as the input file of `gatehouse evaluate`, so that anyone can check it.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rules::award::reading::rankings;

use super::head::result;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;

/// What the ranking that stands was frozen from, bids by their labels.
pub async fn evaluate_file(
    desk: Desk<Staff>,
    Path((reference, lot)): Path<(String, i64)>,
) -> Result<Response, Stop> {
    let r = result(&desk, &reference, lot).await?;
    let rankings = rankings(&r, &desk.actor)?;
    let ranking = rankings.last().ok_or(Stop::NotFound)?;
    let file = ranking.frozen.evaluate_file().ok_or(Stop::NotFound)?;
    let name = format!("attachment; filename=\"evaluate-{reference}-{lot}-{}.json\"", ranking.row.number);
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CONTENT_DISPOSITION, &name)];
    Ok((headers, file).into_response())
}
