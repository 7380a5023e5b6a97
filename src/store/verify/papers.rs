//! Kept reports: each is the one whose digest its line tells.

use std::collections::BTreeMap;

use entity::id::RowId;
use entity::kept_report;
use rules::sha256;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::Broken;
use crate::store::StoreError;

/// How many papers are read at once; each may be large.
const PAGE: u64 = 20;

/// What the chain tells of the versions that were kept: by report and number, the line and the digest.
#[derive(Default)]
pub(super) struct Papers {
    told: BTreeMap<(i64, i64), (i64, String)>,
}

impl Papers {
    pub(super) fn told(&mut self, line: i64, report: i64, number: i64, digest: &str) {
        self.told.insert((report, number), (line, digest.to_owned()));
    }

    /// The first line whose paper is not there, or is not the one that was kept.
    pub(super) async fn first_broken(
        &self,
        look: &DatabaseTransaction,
        lines: i64,
    ) -> Result<Option<Broken>, StoreError> {
        let mut told = self.told.clone();
        let mut last = RowId(i64::MIN);
        loop {
            let kept = kept_report::Entity::find()
                .filter(kept_report::Column::Id.gt(last))
                .order_by_asc(kept_report::Column::Id)
                .limit(PAGE)
                .all(look)
                .await?;
            let Some(newest) = kept.last() else { break };
            last = newest.id;
            for row in &kept {
                match told.remove(&(row.report_id.0, i64::from(row.number))) {
                    Some((_, digest)) if digest == row.digest && digest == sha256(&row.document) => {}
                    Some((line, _)) => return Ok(broken(line, "its report is not the one that was kept")),
                    None => return Ok(broken(lines, "there is a kept report that no line tells of")),
                }
            }
        }
        Ok(told.into_values().next().and_then(|(line, _)| broken(line, "the report it kept is gone")))
    }
}

fn broken(line: i64, why: &str) -> Option<Broken> {
    Some(Broken { line, why: why.to_owned() })
}
