//! Walking the chain: every byte of every line is checked against the hashes.

use std::collections::{BTreeMap, HashMap};

use entity::{audit_detail, audit_line};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;

use super::apply::house_row;
use super::chain::{beginning, detail_digest, line_hash};
use super::{House, Reader, StoreError};

/// How many lines are read at once.
const PAGE: u64 = 1_000;

/// A chain that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many lines it has.
    pub lines: i64,
    /// The hash of the newest.
    pub head: String,
    /// How many details have been disposed of, as lines of the chain record.
    pub disposed: i64,
}

/// The first line that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Which line.
    pub line: i64,
    /// What is wrong with it.
    pub why: String,
}

impl Reader<House> {
    /// Walks the chain from its first line. The inner error names the first line that does not hold.
    pub async fn verify(&self) -> Result<Result<Verified, Broken>, StoreError> {
        let mut walk = Walk::default();
        loop {
            let lines = audit_line::Entity::find()
                .filter(audit_line::Column::Seq.gt(walk.lines))
                .order_by_asc(audit_line::Column::Seq)
                .limit(PAGE)
                .all(&self.store.db)
                .await?;
            let Some(last) = lines.last() else { break };
            let details = audit_detail::Entity::find()
                .filter(audit_detail::Column::Seq.gt(walk.lines))
                .filter(audit_detail::Column::Seq.lte(last.seq))
                .all(&self.store.db)
                .await?;
            let details: HashMap<i64, audit_detail::Model> =
                details.into_iter().map(|detail| (detail.seq, detail)).collect();
            for line in &lines {
                if let Err(why) = walk.step(line, details.get(&line.seq)) {
                    return Ok(Err(Broken { line: walk.lines + 1, why }));
                }
            }
        }
        let house = house_row(&self.store.db).await?;
        Ok(walk.end(house.seq, &house.head))
    }
}

#[derive(Default)]
struct Walk {
    lines: i64,
    head: Option<String>,
    /// Lines without their detail, by authority: a later disposal must account for them.
    without_detail: BTreeMap<Option<i64>, Vec<i64>>,
    disposed: i64,
}

impl Walk {
    fn step(&mut self, line: &audit_line::Model, detail: Option<&audit_detail::Model>) -> Result<(), String> {
        let head = self.head.clone().unwrap_or_else(beginning);
        let body: BTreeMap<String, Value> =
            serde_json::from_str(&line.body).map_err(|_| "its body cannot be read".to_owned())?;
        let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
        let authority = body.get("authority").and_then(Value::as_i64);
        let same = [
            (line.seq == self.lines + 1, "a line is missing before it"),
            (line.previous == head, "it does not follow the line before"),
            (
                line.hash == line_hash(&line.previous, line.seq, &line.body),
                "its hash does not fit its content",
            ),
            (
                body.get("seq").and_then(Value::as_i64) == Some(line.seq),
                "its number is not the one in its body",
            ),
            (text("about") == line.about, "its subject is not the one in its body"),
            (authority == line.authority_id.map(|id| id.0), "its authority is not the one in its body"),
        ];
        if let Some((_, why)) = same.iter().find(|(holds, _)| !holds) {
            return Err((*why).to_owned());
        }
        match detail {
            Some(detail) if detail_digest(&detail.salt, &detail.fields) != text("detail") => {
                return Err("its detail is not what was recorded".to_owned());
            }
            Some(detail) if detail.authority_id != line.authority_id => {
                return Err("its detail belongs to another authority".to_owned());
            }
            Some(_) => {}
            None => self.without_detail.entry(authority).or_default().push(line.seq),
        }
        if text("action") == rules::Action::DisposeDetails.code() {
            let gone = self.without_detail.remove(&authority).unwrap_or_default();
            self.disposed += i64::try_from(gone.len()).unwrap_or(i64::MAX);
        }
        self.lines = line.seq;
        self.head = Some(line.hash.clone());
        Ok(())
    }

    fn end(self, seq: i64, head: &str) -> Result<Verified, Broken> {
        let newest = self.head.unwrap_or_else(beginning);
        if let Some(line) = self.without_detail.values().flatten().min() {
            return Err(Broken {
                line: *line,
                why: "its detail is gone and no disposal accounts for it".to_owned(),
            });
        }
        if seq != self.lines || head != newest {
            return Err(Broken { line: self.lines + 1, why: "the newest lines are missing".to_owned() });
        }
        Ok(Verified { lines: self.lines, head: newest, disposed: self.disposed })
    }
}
