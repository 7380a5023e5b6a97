//! A document of a published tender.

use axum::extract::Path;
use axum::response::Response;
use entity::id::RowId;
use rules::bid::FileName;

use crate::web::answer::Stop;
use crate::web::desk::Counter;
use crate::web::download::download;

/// The document, saved under its own name.
pub async fn file(counter: Counter, Path((reference, id)): Path<(String, i64)>) -> Result<Response, Stop> {
    let file = counter.published_file(&reference, RowId(id)).await?.ok_or(Stop::NotFound)?;
    let bytes = counter.open_file(&file).await?;
    Ok(download(FileName { name: file.name, media: file.media }, bytes))
}
