//! Submissions of returns, each held to the line that submitted it.

use entity::id::RowId;
use entity::return_submission;
use rules::sha256;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::super::Broken;
use super::{Found, PAGE, Seals};
use crate::store::StoreError;

impl Seals {
    /// The first submission of a return that no line tells of, or that is not the one that was submitted.
    pub(super) async fn returns(
        &mut self,
        look: &DatabaseTransaction,
        lines: i64,
    ) -> Result<Result<(), Broken>, StoreError> {
        let mut last = RowId(i64::MIN);
        loop {
            let rows = return_submission::Entity::find().filter(return_submission::Column::Id.gt(last));
            let rows = rows.order_by_asc(return_submission::Column::Id).limit(PAGE).all(look).await?;
            let Some(newest) = rows.last() else { return Ok(Ok(())) };
            last = newest.id;
            for row in &rows {
                let about = (format!("return/{}", row.return_id.0), i64::from(row.number));
                let found = Found { digest: sha256(&row.document), at: row.at, person: row.person_id };
                let untold = "there is a submission of a return that no line tells of";
                if let Err(broken) = self.hold(&about, &found, &row.digest, (lines, untold)) {
                    return Ok(Err(broken));
                }
            }
        }
    }
}
