//! Reports on performance, each held with both its copies to the line that issued it.

use entity::id::RowId;
use entity::performance_paper;
use rules::returns::papers::digest_of;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::super::Broken;
use super::{Found, Seals};
use crate::store::StoreError;

/// How many reports are read at once; each may be large.
const PAGE: u64 = 4;

impl Seals {
    /// The first report that no line tells of, or that is not the one that was issued.
    pub(super) async fn performance_papers(
        &mut self,
        look: &DatabaseTransaction,
        lines: i64,
    ) -> Result<Result<(), Broken>, StoreError> {
        let mut last = RowId(i64::MIN);
        loop {
            let rows = performance_paper::Entity::find().filter(performance_paper::Column::Id.gt(last));
            let rows = rows.order_by_asc(performance_paper::Column::Id).limit(PAGE).all(look).await?;
            let Some(newest) = rows.last() else { return Ok(Ok(())) };
            last = newest.id;
            for row in &rows {
                let about = (format!("performance/{}", row.contract_id.0), i64::from(row.number));
                let digest = digest_of(&row.document, &row.public_document);
                let found = Found { digest, at: row.at, person: row.person_id };
                let untold = "there is a report on performance that no line tells of";
                if let Err(broken) = self.hold(&about, &found, &row.digest, (lines, untold)) {
                    return Ok(Err(broken));
                }
            }
        }
    }
}
