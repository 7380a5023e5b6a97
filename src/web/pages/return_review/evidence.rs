//! Files that came with a return, as the council reads them.

use axum::extract::Path;
use axum::response::Response;
use entity::id::RowId;
use rules::bid::FileName;

use super::Case;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::download::download;

/// A file that came with what was submitted.
pub async fn read(
    desk: Desk<Staff>,
    Path((reference, number, id)): Path<(String, i32, i64)>,
) -> Result<Response, Stop> {
    let case = Case::of(&desk, &reference, number).await?;
    let file = case.one()?.files().find(|file| file.id == RowId(id)).ok_or(Stop::NotFound)?;
    let name = FileName { name: file.name.clone(), media: file.media.clone() };
    Ok(download(name, desk.open_evidence(file).await?))
}
