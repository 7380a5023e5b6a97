//! What a case file takes from the record beside the evaluation: its lines, who its people are, what bidders were told.

use std::collections::BTreeMap;

use entity::id::{PersonId, TenderId};
use entity::{audit_detail, audit_line, letter, person};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

use crate::store::{House, Reader, StoreError};

/// A line of the record, as `verify` needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseLine {
    /// Its number.
    pub seq: i64,
    /// The hash of the line before.
    pub previous: String,
    /// What it says, as it was hashed.
    pub body: String,
    /// Its hash.
    pub hash: String,
    /// What it wrote, unless that was disposed of.
    pub detail: Option<CaseDetail>,
}

/// What a line wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseDetail {
    /// What keeps its digest from giving it away.
    pub salt: String,
    /// The rows, as they were hashed.
    pub fields: String,
}

impl Reader<House> {
    /// Every line about these subjects, in order, with its detail where that is kept.
    pub async fn case_lines(&self, about: Vec<String>) -> Result<Vec<CaseLine>, StoreError> {
        let db = &self.store.db;
        let lines = audit_line::Entity::find()
            .filter(audit_line::Column::About.is_in(about))
            .order_by_asc(audit_line::Column::Seq)
            .all(db)
            .await?;
        let mut all = Vec::new();
        for some in lines.chunks(500) {
            let of = some.iter().map(|line| line.seq);
            let details =
                audit_detail::Entity::find().filter(audit_detail::Column::Seq.is_in(of)).all(db).await?;
            let mut details: BTreeMap<i64, CaseDetail> = details
                .into_iter()
                .map(|row| (row.seq, CaseDetail { salt: row.salt, fields: row.fields }))
                .collect();
            all.extend(some.iter().cloned().map(|line| CaseLine {
                detail: details.remove(&line.seq),
                seq: line.seq,
                previous: line.previous,
                body: line.body,
                hash: line.hash,
            }));
        }
        Ok(all)
    }

    /// The names of these people.
    pub async fn names_of(&self, people: Vec<PersonId>) -> Result<BTreeMap<i64, String>, StoreError> {
        let rows =
            person::Entity::find().filter(person::Column::Id.is_in(people)).all(&self.store.db).await?;
        Ok(rows.into_iter().map(|row| (row.id.0, row.name)).collect())
    }

    /// What the bidders of a tender were told of the outcome, oldest first.
    pub async fn outcomes(&self, tender: TenderId) -> Result<Vec<letter::Model>, StoreError> {
        let letters = letter::Entity::find()
            .filter(letter::Column::TenderId.eq(tender))
            .filter(letter::Column::Once.starts_with("outcome/"));
        Ok(letters.order_by_asc(letter::Column::Id).all(&self.store.db).await?)
    }
}
