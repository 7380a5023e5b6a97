//! Walking the chain: every byte of every line is checked against the hashes, and every kept report against its line.

mod bids;
mod papers;
mod seals;

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Duration, Utc};
use entity::choice::Choice;
use entity::{audit_detail, audit_line, house};
use rules::{Action, salted};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, DbBackend, EntityTrait, IsolationLevel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, TransactionOptions, TransactionTrait,
};
use serde_json::Value;

use super::apply::{MOST_LATE_SECONDS, house_row};
use super::chain::{beginning, line_hash};
use super::{House, Reader, StoreError};
use papers::Papers;
use seals::{KeptObject, Seals};

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
    pub disposed: u64,
    /// How many files were read and found to be what was kept; none where the record was opened without its files.
    pub files: Option<u64>,
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
        // One look at the whole record, so that lines written meanwhile do not read as tampering.
        let options = match self.store.db.get_database_backend() {
            DbBackend::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                ..Default::default()
            },
            _ => TransactionOptions::default(),
        };
        let look = self.store.db.begin_with_options(options).await?;
        let answer = walk(&look).await;
        look.rollback().await?;
        let (verified, objects) = match answer? {
            Ok(holds) => holds,
            Err(broken) => return Ok(Err(broken)),
        };
        self.files(verified, objects).await
    }

    /// Reads every file that a row names, and holds it to what the row says.
    async fn files(
        &self,
        verified: Verified,
        objects: Vec<KeptObject>,
    ) -> Result<Result<Verified, Broken>, StoreError> {
        let mut read = 0;
        for object in objects {
            let Some(found) = self.store.look_at(&object.object).await? else {
                return Ok(Ok(verified));
            };
            let whole = found.is_some_and(|(bytes, sha256)| bytes == object.bytes && sha256 == object.sha256);
            if !whole {
                let why = match object.line {
                    Some(_) => "a sealed part of what it submitted is gone from the files, or was changed",
                    None => "a file that the record names is gone, or was changed",
                };
                let line = object.line.unwrap_or(verified.lines);
                return Ok(Err(Broken { line, why: format!("{why} ({})", object.object) }));
            }
            read += 1;
        }
        Ok(Ok(Verified { files: self.store.has_files().then_some(read), ..verified }))
    }
}

type Walked = Result<(Verified, Vec<KeptObject>), Broken>;

async fn walk(look: &DatabaseTransaction) -> Result<Walked, StoreError> {
    let mut walk = Walk::default();
    let mut last = i64::MIN;
    loop {
        let lines = audit_line::Entity::find()
            .filter(audit_line::Column::Seq.gt(last))
            .order_by_asc(audit_line::Column::Seq)
            .limit(PAGE)
            .all(look)
            .await?;
        let Some(newest) = lines.last().map(|line| line.seq) else { break };
        let details = audit_detail::Entity::find()
            .filter(audit_detail::Column::Seq.gt(last))
            .filter(audit_detail::Column::Seq.lte(newest))
            .all(look)
            .await?;
        let details: HashMap<i64, audit_detail::Model> =
            details.into_iter().map(|detail| (detail.seq, detail)).collect();
        for line in &lines {
            if let Err(why) = walk.step(line, details.get(&line.seq)) {
                return Ok(Err(Broken { line: walk.lines + 1, why }));
            }
        }
        last = newest;
    }
    let details = audit_detail::Entity::find().count(look).await?;
    let houses = house::Entity::find().count(look).await?;
    let (papers, seals) = (std::mem::take(&mut walk.papers), std::mem::take(&mut walk.seals));
    let verified = match walk.end(&house_row(look).await?, details, houses) {
        Ok(verified) => verified,
        Err(broken) => return Ok(Err(broken)),
    };
    if let Some(broken) = papers.first_broken(look, verified.lines).await? {
        return Ok(Err(broken));
    }
    let objects = seals.rows(look, verified.lines).await?;
    Ok(objects.map(|objects| (verified, objects)))
}

/// A line whose detail is not there: some later disposal must account for it.
struct Missing {
    line: i64,
    authority: Option<i64>,
    kind: &'static str,
    at: DateTime<Utc>,
}

#[derive(Default)]
struct Walk {
    lines: i64,
    head: Option<String>,
    newest: Option<DateTime<Utc>>,
    details: u64,
    missing: Vec<Missing>,
    disposed: u64,
    papers: Papers,
    seals: Seals,
}

impl Walk {
    fn step(&mut self, line: &audit_line::Model, detail: Option<&audit_detail::Model>) -> Result<(), String> {
        let head = self.head.clone().unwrap_or_else(beginning);
        let body = Body::read(&line.body).ok_or("its body cannot be read")?;
        let late_by = Duration::seconds(MOST_LATE_SECONDS);
        holds(&[
            (line.seq == self.lines + 1, "a line is missing before it"),
            (line.previous == head, "it does not follow the line before"),
            (
                line.hash == line_hash(&line.previous, line.seq, &line.body),
                "its hash does not fit its content",
            ),
            (body.number("seq") == Some(line.seq), "its number is not the one in its body"),
            (body.text("about") == line.about, "its subject is not the one in its body"),
            (
                body.number("authority") == line.authority_id.map(|id| id.0),
                "its authority is not the one in its body",
            ),
            (
                self.newest.is_none_or(|newest| body.at >= newest - late_by),
                "it is older than the line before",
            ),
        ])?;
        match detail {
            Some(detail) => {
                holds(&[
                    (
                        salted(&detail.salt, &detail.fields) == body.text("detail"),
                        "its detail is not what was recorded",
                    ),
                    (detail.authority_id == line.authority_id, "its detail belongs to another authority"),
                    (detail.kind == body.action.kind(), "its detail is filed under another kind"),
                    (detail.at == body.at, "its detail is filed under another time"),
                ])?;
                self.details += 1;
            }
            None => self.missing.push(Missing {
                line: line.seq,
                authority: body.number("authority"),
                kind: body.action.kind().code(),
                at: body.at,
            }),
        }
        if body.action == Action::DisposeDetails {
            self.account_for(&body)?;
        }
        self.papers.hear(line.seq, &body);
        self.seals.hear(line.seq, &body);
        self.lines = line.seq;
        self.head = Some(line.hash.clone());
        self.newest = self.newest.max(Some(body.at));
        Ok(())
    }

    /// A disposal accounts for missing details of its own authority, its kind and before its day, and for as
    /// many as it says.
    fn account_for(&mut self, body: &Body) -> Result<(), String> {
        let before: DateTime<Utc> =
            body.text("disposes_before").parse().map_err(|_| "its disposal cannot be read")?;
        let known = self.missing.len();
        self.missing.retain(|missing| {
            let covered = missing.authority == body.number("authority")
                && missing.kind == body.text("disposes_kind")
                && missing.at < before;
            !covered
        });
        let gone = (known - self.missing.len()) as u64;
        if body.number("disposes_count") != i64::try_from(gone).ok() {
            return Err(format!("it disposed of another number of details than the {gone} that are gone"));
        }
        self.disposed += gone;
        Ok(())
    }

    fn end(self, house: &house::Model, details: u64, houses: u64) -> Result<Verified, Broken> {
        let newest = self.head.unwrap_or_else(beginning);
        let broken = |line: i64, why: &str| Err(Broken { line, why: why.to_owned() });
        if let Some(missing) = self.missing.first() {
            return broken(missing.line, "its detail is gone and no disposal accounts for it");
        }
        if house.seq != self.lines || house.head != newest {
            return broken(self.lines + 1, "the newest lines are missing");
        }
        if house.newest_at != self.newest || houses != 1 {
            return broken(
                self.lines,
                "the time of the newest line is not the one recorded beside the chain",
            );
        }
        if details != self.details {
            return broken(self.lines, "there are details that belong to no line");
        }
        Ok(Verified { lines: self.lines, head: newest, disposed: self.disposed, files: None })
    }
}

/// A line's body, read.
struct Body {
    fields: BTreeMap<String, Value>,
    action: Action,
    at: DateTime<Utc>,
}

impl Body {
    fn read(text: &str) -> Option<Self> {
        let fields: BTreeMap<String, Value> = serde_json::from_str(text).ok()?;
        let action = Action::of(fields.get("action")?.as_str()?)?;
        let at = fields.get("at")?.as_str()?.parse().ok()?;
        Some(Self { fields, action, at })
    }

    fn text(&self, name: &str) -> &str {
        self.fields.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    fn number(&self, name: &str) -> Option<i64> {
        self.fields.get(name).and_then(Value::as_i64)
    }
}

/// The first of these that does not hold.
fn holds(checks: &[(bool, &str)]) -> Result<(), String> {
    match checks.iter().find(|(holds, _)| !holds) {
        Some((_, why)) => Err((*why).to_owned()),
        None => Ok(()),
    }
}
