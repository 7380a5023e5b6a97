//! Papers on breaks and options of contracts, each held to the line that kept it.

use entity::break_paper;
use entity::id::RowId;
use rules::sha256;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::super::Broken;
use super::{Found, Seals};
use crate::store::StoreError;

/// How many papers are read at once; each may be large.
const PAGE: u64 = 4;

impl Seals {
    /// The first paper that no line tells of, or that is not the one that was kept.
    pub(super) async fn break_papers(
        &mut self,
        look: &DatabaseTransaction,
        lines: i64,
    ) -> Result<Result<(), Broken>, StoreError> {
        let mut last = RowId(i64::MIN);
        loop {
            let rows = break_paper::Entity::find().filter(break_paper::Column::Id.gt(last));
            let rows = rows.order_by_asc(break_paper::Column::Id).limit(PAGE).all(look).await?;
            let Some(newest) = rows.last() else { return Ok(Ok(())) };
            last = newest.id;
            for row in &rows {
                let about = (format!("contract/{}", row.contract_id.0), i64::from(row.number));
                let found = Found { digest: sha256(&row.document), at: row.at, person: row.person_id };
                let untold = "there is a paper on a break that no line tells of";
                if let Err(broken) = self.hold(&about, &found, &row.digest, (lines, untold)) {
                    return Ok(Err(broken));
                }
            }
        }
    }
}
