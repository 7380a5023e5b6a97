//! A scoring scale to begin with.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use rules::tender::edit::Writing;
use rules::tender::scale::{Scale, choose_scale};

use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Posted;
use crate::web::pages::holder::OnPages;

/// Puts one of the scales in the place of whatever scale there is.
pub async fn choose(
    Path((reference, code)): Path<(String, String)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let scale = Scale::of(&code).ok_or(Stop::NotFound)?;
    let opened = Writing::open(&posted, &reference).await?;
    let ids = posted.new_ids(scale.count()).await?;
    let change = choose_scale(&opened.holder, scale, &ids, posted.seen(), &posted.actor);
    posted.settle_or_stop(change, &opened.list_path("scale")).await
}
