//! The record of actions, as an authority's own people may read it.

use chrono::{DateTime, Utc};
use entity::audit_line;
use entity::id::PersonId;
use rules::{Action, Subject};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;

use crate::store::{Reader, Staff, StoreError};

/// How many lines a page shows.
const PAGE: u64 = 50;

/// A line of the record, told again.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its number.
    pub seq: i64,
    /// When.
    pub at: Option<DateTime<Utc>>,
    /// Who; nobody for the house itself.
    pub person: Option<PersonId>,
    /// What was done.
    pub did: &'static str,
    /// Which part or list of it, if one is named.
    pub on: Option<String>,
    /// What it was about, such as `procurement/12`.
    pub about: String,
    /// Its hash.
    pub hash: String,
}

impl Reader<Staff> {
    /// Lines of the authority's own record, newest first: all, or those about one thing.
    pub async fn lines(&self, about: Option<Subject>, before: Option<i64>) -> Result<Vec<Line>, StoreError> {
        let mut query = audit_line::Entity::find()
            .filter(audit_line::Column::AuthorityId.eq(self.scope.authority))
            .order_by_desc(audit_line::Column::Seq)
            .limit(PAGE);
        if let Some(about) = about {
            query = query.filter(audit_line::Column::About.eq(about.to_string()));
        }
        if let Some(before) = before {
            query = query.filter(audit_line::Column::Seq.lt(before));
        }
        Ok(query.all(&self.store.db).await?.into_iter().map(told).collect())
    }
}

/// When a line was written, as it says itself.
pub(super) fn written_at(line: &audit_line::Model) -> Option<DateTime<Utc>> {
    let body: Value = serde_json::from_str(&line.body).ok()?;
    body.get("at")?.as_str()?.parse().ok()
}

fn told(line: audit_line::Model) -> Line {
    let body: Value = serde_json::from_str(&line.body).unwrap_or(Value::Null);
    let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
    Line {
        seq: line.seq,
        at: written_at(&line),
        person: text("actor").strip_prefix("person/").and_then(|id| id.parse().ok()).map(PersonId),
        did: Action::of(text("action")).map_or("did something", Action::words),
        on: body.get("on").and_then(Value::as_str).map(str::to_owned),
        about: line.about,
        hash: line.hash,
    }
}
