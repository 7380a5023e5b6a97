//! Submissions, published terms, locked scores and frozen rankings: each is the one that its line tells of, and every part of a submission is there.

mod breaks;
mod performance;
mod returns;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use entity::id::{PersonId, RowId, SheetId};
use entity::{
    bid_part, contract_document, ranking, return_evidence, score, score_sheet, submission, tender_file, terms,
};
use rules::bid::Manifest;
use rules::scoring::sheets::digest_of;
use rules::sha256;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::bids::Bids;
use super::{Body, Broken};
use crate::store::StoreError;

/// How many rows are read at once.
const PAGE: u64 = 200;

/// What the chain tells of submissions and terms, by what each is about and its number.
#[derive(Default)]
pub(super) struct Seals {
    told: BTreeMap<(String, i64), Told>,
    twice: Option<i64>,
    bids: Bids,
    kept: Vec<KeptObject>,
}

/// What one line tells of what it submitted or froze.
struct Told {
    line: i64,
    at: DateTime<Utc>,
    actor: String,
    digest: String,
}

/// An object that a row names, to be looked at among the files.
pub(super) struct KeptObject {
    /// The line that does not hold where it is not there, or not what it was; none for a draft.
    pub(super) line: Option<i64>,
    /// Its name.
    pub(super) object: String,
    /// How many bytes it has.
    pub(super) bytes: i64,
    /// SHA-256 of them.
    pub(super) sha256: String,
}

impl Seals {
    /// Takes in a line, for what it submits, withdraws or freezes.
    pub(super) fn hear(&mut self, line: i64, body: &Body) {
        self.bids.hear(line, body);
        let Some(number) = body.number("seals_number") else { return };
        let text = |name: &str| body.text(name).to_owned();
        let told = Told { line, at: body.at, actor: text("actor"), digest: text("seals_digest") };
        if self.told.insert((text("about"), number), told).is_some() {
            self.twice = self.twice.or(Some(line));
        }
    }

    /// The first line whose submission or terms are not there, or are not what was submitted or published; otherwise
    /// the objects that the rows name.
    pub(super) async fn rows(
        mut self,
        look: &DatabaseTransaction,
        lines: i64,
    ) -> Result<Result<Vec<KeptObject>, Broken>, StoreError> {
        if let Some(line) = self.twice {
            return Ok(broken(line, "it submits or publishes what was submitted or published already"));
        }
        let mut submitted = BTreeMap::new();
        if let Err(broken) = self.submissions(look, lines, &mut submitted).await? {
            return Ok(Err(broken));
        }
        if let Err(broken) = self.terms(look, lines).await? {
            return Ok(Err(broken));
        }
        if let Err(broken) = self.rankings(look, lines).await? {
            return Ok(Err(broken));
        }
        if let Err(broken) = self.sheets(look, lines).await? {
            return Ok(Err(broken));
        }
        if let Err(broken) = self.break_papers(look, lines).await? {
            return Ok(Err(broken));
        }
        if let Err(broken) = self.performance_papers(look, lines).await? {
            return Ok(Err(broken));
        }
        if let Err(broken) = self.returns(look, lines).await? {
            return Ok(Err(broken));
        }
        if let Some(told) = self.told.into_values().next() {
            return Ok(broken(told.line, "what it submitted or published is gone"));
        }
        if let Some(broken) = self.bids.first_broken(look, lines).await? {
            return Ok(Err(broken));
        }
        if let Err(broken) = parts(look, submitted, &mut self.kept).await? {
            return Ok(Err(broken));
        }
        documents(look, &mut self.kept).await?;
        Ok(Ok(self.kept))
    }

    async fn submissions(
        &mut self,
        look: &DatabaseTransaction,
        lines: i64,
        submitted: &mut BTreeMap<RowId, Submitted>,
    ) -> Result<Result<(), Broken>, StoreError> {
        let mut last = RowId(i64::MIN);
        loop {
            let rows = submission::Entity::find().filter(submission::Column::Id.gt(last));
            let rows = rows.order_by_asc(submission::Column::Id).limit(PAGE).all(look).await?;
            let Some(newest) = rows.last() else { return Ok(Ok(())) };
            last = newest.id;
            for row in &rows {
                let about = (format!("bid/{}", row.bid_id.0), i64::from(row.number));
                let found = Found { digest: sha256(&row.manifest), at: row.at, person: row.person_id };
                let untold = "there is a submission that no line tells of";
                let line = match self.hold(&about, &found, &row.digest, (lines, untold)) {
                    Ok(line) => line,
                    Err(broken) => return Ok(Err(broken)),
                };
                if let Err(why) = self.bids.submission(line, row) {
                    return Ok(broken(line, why));
                }
                let Some(manifest) = Manifest::read(&row.manifest) else {
                    return Ok(broken(line, "its manifest cannot be read"));
                };
                for part in manifest.parts {
                    let one = Submitted { line, bid: row.bid_id.0, digest: part.digest };
                    submitted.entry(part.id).or_insert(one);
                }
            }
        }
    }

    async fn terms(
        &mut self,
        look: &DatabaseTransaction,
        lines: i64,
    ) -> Result<Result<(), Broken>, StoreError> {
        let mut last = RowId(i64::MIN);
        loop {
            let rows = terms::Entity::find().filter(terms::Column::Id.gt(last));
            let rows = rows.order_by_asc(terms::Column::Id).limit(PAGE).all(look).await?;
            let Some(newest) = rows.last() else { return Ok(Ok(())) };
            last = newest.id;
            for row in &rows {
                let about = (format!("tender/{}", row.tender_id.0), i64::from(row.number));
                let found = Found { digest: sha256(&row.text), at: row.at, person: row.person_id };
                let untold = "there are published terms that no line tells of";
                if let Err(broken) = self.hold(&about, &found, &row.digest, (lines, untold)) {
                    return Ok(Err(broken));
                }
            }
        }
    }
}

impl Seals {
    /// Frozen rankings, each held to the line that froze it.
    async fn rankings(
        &mut self,
        look: &DatabaseTransaction,
        lines: i64,
    ) -> Result<Result<(), Broken>, StoreError> {
        for row in ranking::Entity::find().order_by_asc(ranking::Column::Id).all(look).await? {
            let about = (format!("lot/{}", row.lot_id.0), i64::from(row.number));
            let found = Found { digest: sha256(&row.result), at: row.at, person: row.person_id };
            let untold = "there is a frozen ranking that no line tells of";
            if let Err(broken) = self.hold(&about, &found, &row.digest, (lines, untold)) {
                return Ok(Err(broken));
            }
        }
        Ok(Ok(()))
    }

    /// Locked scores, each sheet held to the line that locked it.
    async fn sheets(
        &mut self,
        look: &DatabaseTransaction,
        lines: i64,
    ) -> Result<Result<(), Broken>, StoreError> {
        let mut last = SheetId(i64::MIN);
        loop {
            let rows = score_sheet::Entity::find()
                .filter(score_sheet::Column::Id.gt(last))
                .filter(score_sheet::Column::LockedAt.is_not_null());
            let rows = rows.order_by_asc(score_sheet::Column::Id).limit(PAGE).all(look).await?;
            let Some(newest) = rows.last() else { return Ok(Ok(())) };
            last = newest.id;
            let of = rows.iter().map(|row| row.id);
            let scores = score::Entity::find().filter(score::Column::SheetId.is_in(of)).all(look).await?;
            for row in &rows {
                let about = (format!("sheet/{}", row.id.0), 1);
                let own = scores.iter().filter(|score| score.sheet_id == row.id);
                let at = row.locked_at.unwrap_or(row.started_at);
                let found = Found { digest: digest_of(row, own), at, person: row.person_id };
                let filed = row.digest.as_deref().unwrap_or_default();
                let untold = "there are locked scores that no line tells of";
                if let Err(broken) = self.hold(&about, &found, filed, (lines, untold)) {
                    return Ok(Err(broken));
                }
            }
        }
    }
}

impl Seals {
    /// Holds what a row says now to the line that tells of it, which nothing else can be held to afterwards, and gives
    /// that line. Where there is none, the last of all lines is the one that does not hold.
    fn hold(
        &mut self,
        about: &(String, i64),
        found: &Found,
        filed: &str,
        (lines, untold): (i64, &str),
    ) -> Result<i64, Broken> {
        let Some(told) = self.told.remove(about) else { return broken(lines, untold) };
        match told.holds(found, filed) {
            Ok(()) => Ok(told.line),
            Err(why) => broken(told.line, why),
        }
    }
}

/// What a row says now.
struct Found {
    digest: String,
    at: DateTime<Utc>,
    person: PersonId,
}

impl Told {
    fn holds(&self, found: &Found, filed: &str) -> Result<(), &'static str> {
        let actor = format!("person/{}", found.person.0);
        let checks = [
            (self.digest == found.digest, "what it submitted or published is not what it was"),
            (self.digest == filed, "what it submitted or published is filed under another digest"),
            (self.at == found.at, "what it submitted or published is filed under another time"),
            (self.actor == actor, "it was submitted or published by someone else"),
        ];
        checks.iter().find(|(holds, _)| !holds).map_or(Ok(()), |(_, why)| Err(why))
    }
}

/// A part as a manifest names it.
struct Submitted {
    line: i64,
    bid: i64,
    digest: String,
}

/// Every part that was ever sealed; those of a manifest are held to it.
async fn parts(
    look: &DatabaseTransaction,
    mut submitted: BTreeMap<RowId, Submitted>,
    kept: &mut Vec<KeptObject>,
) -> Result<Result<(), Broken>, StoreError> {
    let mut last = RowId(i64::MIN);
    loop {
        let rows = bid_part::Entity::find().filter(bid_part::Column::Id.gt(last));
        let rows = rows.order_by_asc(bid_part::Column::Id).limit(PAGE).all(look).await?;
        let Some(newest) = rows.last() else { break };
        last = newest.id;
        for row in rows {
            let told = submitted.remove(&row.id);
            if let Some(told) = &told
                && (told.digest != row.digest || told.bid != row.bid_id.0)
            {
                return Ok(broken(told.line, "a part of what it submitted is another one"));
            }
            let line = told.map(|told| told.line);
            let sha256 = row.sealed_sha256;
            kept.push(KeptObject { line, object: row.object, bytes: row.bytes, sha256 });
        }
    }
    let gone = submitted.into_values().next();
    Ok(gone.map_or(Ok(()), |told| broken(told.line, "a part of what it submitted is gone")))
}

async fn documents(look: &DatabaseTransaction, kept: &mut Vec<KeptObject>) -> Result<(), StoreError> {
    macro_rules! keep {
        ($($module:ident),+) => {$(
            let rows = $module::Entity::find().order_by_asc($module::Column::Id).all(look).await?;
            kept.extend(rows.into_iter().map(|row| KeptObject {
                line: None,
                object: row.object,
                bytes: row.bytes,
                sha256: row.sha256,
            }));
        )+};
    }
    keep!(tender_file, contract_document, return_evidence);
    Ok(())
}

fn broken<T>(line: i64, why: &str) -> Result<T, Broken> {
    Err(Broken { line, why: why.to_owned() })
}
