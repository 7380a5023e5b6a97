//! Kept reports: each is the one that its line tells of, kept by the same person, then and on that occasion.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use entity::choice::Choice;
use entity::id::{ReportId, RowId};
use entity::{kept_report, report};
use rules::{salted, sha256};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Body, Broken};
use crate::store::StoreError;

/// How many papers are read at once; each may be large.
const PAGE: u64 = 4;

/// What the chain tells of the versions that were kept, by report and number.
#[derive(Default)]
pub(super) struct Papers {
    told: BTreeMap<(i64, i64), Told>,
    twice: Option<i64>,
}

/// What one line tells of the version it kept.
struct Told {
    line: i64,
    at: DateTime<Utc>,
    actor: String,
    about: String,
    kind: String,
    occasion: String,
    digest: String,
}

impl Papers {
    /// Takes in a line that keeps a version.
    pub(super) fn hear(&mut self, line: i64, body: &Body) {
        let (Some(report), Some(number)) = (body.number("keeps_report"), body.number("keeps_number")) else {
            return;
        };
        let text = |name: &str| body.text(name).to_owned();
        let told = Told {
            line,
            at: body.at,
            actor: text("actor"),
            about: text("about"),
            kind: text("keeps_kind"),
            occasion: text("keeps_occasion"),
            digest: text("keeps_digest"),
        };
        if self.told.insert((report, number), told).is_some() {
            self.twice = self.twice.or(Some(line));
        }
    }

    /// The first line whose paper is not there, or is not the one that was kept.
    pub(super) async fn first_broken(
        mut self,
        look: &DatabaseTransaction,
        lines: i64,
    ) -> Result<Option<Broken>, StoreError> {
        if let Some(line) = self.twice {
            return Ok(broken(line, "it keeps a version that is kept already"));
        }
        let reports = report::Entity::find().all(look).await?;
        let reports: HashMap<ReportId, report::Model> =
            reports.into_iter().map(|report| (report.id, report)).collect();
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
                let Some(told) = self.told.remove(&(row.report_id.0, i64::from(row.number))) else {
                    return Ok(broken(lines, "there is a kept report that no line tells of"));
                };
                if let Err(why) = told.holds(row, reports.get(&row.report_id)) {
                    return Ok(broken(told.line, why));
                }
            }
        }
        let gone = self.told.into_values().next();
        Ok(gone.and_then(|told| broken(told.line, "the report it kept is gone")))
    }
}

impl Told {
    fn holds(&self, row: &kept_report::Model, report: Option<&report::Model>) -> Result<(), &'static str> {
        let of = report.is_some_and(|report| {
            self.about == format!("procurement/{}", report.procurement_id.0)
                && self.kind == report.kind.code()
        });
        let checks = [
            (self.digest == salted(&row.salt, &row.document), "its report is not the one that was kept"),
            (row.digest == sha256(&row.document), "its report is not the one that was kept"),
            (self.occasion == row.occasion.code(), "its report was kept on another occasion"),
            (self.at == row.at, "its report was kept at another time"),
            (self.actor == format!("person/{}", row.person_id.0), "its report was kept by someone else"),
            (of, "its report is of something else"),
        ];
        checks.iter().find(|(holds, _)| !holds).map_or(Ok(()), |(_, why)| Err(why))
    }
}

fn broken(line: i64, why: &str) -> Option<Broken> {
    Some(Broken { line, why: why.to_owned() })
}
