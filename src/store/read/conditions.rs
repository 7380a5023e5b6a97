//! What opened bids say on conditions of participation and declare: read by leave, with the tender's key.

use age::x25519::Identity;
use entity::choice::Choice;
use entity::id::{BidId, RowId};
use entity::state::PartKind;
use entity::{bid, bid_part, condition, opened_bid, submission, tender};
use rules::bid::manifest::ManifestPart;
use rules::bid::{Conditions, FileName, Manifest, Opened};
use rules::sha256;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::store::{FileStream, Reader, Staff, StoreError};

/// A part of an opened bid that is about conditions, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedPart {
    /// The part.
    pub part: bid_part::Model,
    /// What it says.
    pub says: Says,
}

/// What a part says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// A text: how a condition is met, or a declaration as it was sealed.
    Text(String),
    /// A file of evidence; [`Reader::condition_file`] reads it.
    File(FileName),
}

impl Reader<Staff> {
    /// What a bidder says on the conditions and declares, with its evidence, in the submission that was opened. Empty
    /// where the bid was not opened or is another authority's.
    pub async fn conditions(
        &self,
        leave: &Opened<Conditions>,
        bid: BidId,
    ) -> Result<Vec<OpenedPart>, StoreError> {
        let Some((key, parts)) = self.condition_parts(leave, bid).await? else { return Ok(Vec::new()) };
        let mut opened = Vec::new();
        for part in parts {
            let says = match part.kind {
                PartKind::File => Says::File(self.store.open_sealed_file(&part, &key).await?.0),
                PartKind::Condition | PartKind::Declaration | PartKind::Answer | PartKind::Price => {
                    Says::Text(self.store.open_text(&part, &key).await?)
                }
            };
            opened.push(OpenedPart { part, says });
        }
        Ok(opened)
    }

    /// A file of evidence for a condition of an opened bid.
    pub async fn condition_file(
        &self,
        leave: &Opened<Conditions>,
        bid: BidId,
        part: RowId,
    ) -> Result<Option<(FileName, FileStream)>, StoreError> {
        let Some((key, parts)) = self.condition_parts(leave, bid).await? else { return Ok(None) };
        match parts.iter().find(|one| one.id == part && one.kind == PartKind::File) {
            Some(part) => Ok(Some(self.store.open_sealed_file(part, &key).await?)),
            None => Ok(None),
        }
    }

    /// INVARIANT: of an opened bid only declarations, answers on conditions and files about conditions are opened by
    /// this leave; never an answer to a question, never a price.
    async fn condition_parts(
        &self,
        leave: &Opened<Conditions>,
        bid: BidId,
    ) -> Result<Option<(Identity, Vec<bid_part::Model>)>, StoreError> {
        let db = &self.store.db;
        let tender = tender::Entity::find_by_id(leave.tender())
            .filter(tender::Column::AuthorityId.eq(self.scope.authority))
            .one(db)
            .await?;
        let own =
            bid::Entity::find_by_id(bid).filter(bid::Column::TenderId.eq(leave.tender())).one(db).await?;
        let opened = opened_bid::Entity::find()
            .filter(opened_bid::Column::BidId.eq(bid))
            .order_by_desc(opened_bid::Column::Id)
            .one(db)
            .await?;
        let (Some(tender), Some(_), Some(opened)) = (tender, own, opened) else { return Ok(None) };
        let submitted = submission::Entity::find_by_id(opened.submission_id).one(db).await?;
        let manifest = manifest_of(&opened, submitted.as_ref())?;
        let conditions = condition::Entity::find().filter(condition::Column::TenderId.eq(tender.id));
        let conditions: Vec<RowId> = conditions.all(db).await?.into_iter().map(|row| row.id).collect();
        let parts = bid_part::Entity::find()
            .filter(bid_part::Column::BidId.eq(bid))
            .filter(bid_part::Column::Id.is_in(manifest.parts.iter().map(|part| part.id)))
            .order_by_asc(bid_part::Column::Id)
            .all(db)
            .await?;
        must_be_of(&manifest, &parts)?;
        let is_leave = |part: &bid_part::Model| match part.kind {
            PartKind::Condition | PartKind::Declaration => true,
            PartKind::File => part.about.is_some_and(|about| conditions.contains(&about)),
            PartKind::Answer | PartKind::Price => false,
        };
        let key = self.store.unwrap(tender.wrapped_key.as_deref())?;
        Ok(Some((key, parts.into_iter().filter(is_leave).collect())))
    }
}

/// INVARIANT: what is read is what was submitted: the manifest is the one whose digest the receipt and the record of
/// the opening hold.
fn manifest_of(
    opened: &opened_bid::Model,
    submitted: Option<&submission::Model>,
) -> Result<Manifest, StoreError> {
    let submitted = submitted.filter(|submitted| {
        let digest = sha256(&submitted.manifest);
        submitted.bid_id == opened.bid_id && digest == submitted.digest && digest == opened.digest
    });
    let manifest = submitted.and_then(|submitted| Manifest::read(&submitted.manifest));
    manifest.ok_or(StoreError::DoesNotHold("what was submitted is not what was opened"))
}

/// INVARIANT: each part of a manifest is there, and is the one that it names.
fn must_be_of(manifest: &Manifest, parts: &[bid_part::Model]) -> Result<(), StoreError> {
    let is_there = |named: &ManifestPart| {
        parts.iter().any(|part| {
            part.id == named.id
                && part.digest == named.digest
                && part.about == named.about
                && part.kind.code() == named.kind
        })
    };
    if manifest.parts.iter().all(is_there) {
        Ok(())
    } else {
        Err(StoreError::DoesNotHold("a part of what was submitted is gone, or is another one"))
    }
}
