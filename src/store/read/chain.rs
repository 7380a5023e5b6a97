//! The chain as it is exported: headers only.

use entity::audit_line;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::store::chain::Header;
use crate::store::{House, Reader, StoreError};

impl Reader<House> {
    /// The headers of the lines after a number, in order; empty after the newest.
    pub async fn headers(&self, after: i64, most: u64) -> Result<Vec<Header>, StoreError> {
        let lines = audit_line::Entity::find()
            .filter(audit_line::Column::Seq.gt(after))
            .order_by_asc(audit_line::Column::Seq)
            .limit(most)
            .all(&self.store.db)
            .await?;
        let header = |line: audit_line::Model| Header::of(line.seq, line.previous, &line.body, line.hash);
        Ok(lines.into_iter().map(header).collect())
    }
}
