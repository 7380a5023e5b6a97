//! The sealed parts of an opened bid, held to what was submitted: for the readers that open them by leave.

use age::x25519::Identity;
use entity::choice::Choice;
use entity::id::{BidId, RowId, TenderId};
use entity::state::PartKind;
use entity::{bid, bid_part, opened_bid, submission, tender};
use rules::bid::manifest::ManifestPart;
use rules::bid::{FileName, Manifest};
use rules::sha256;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::store::{FileStream, Reader, Staff, Store, StoreError};

/// Every part of one opened bid, still sealed, and the tender's key to them.
pub(super) struct OpenedParts {
    pub(super) key: Identity,
    pub(super) parts: Vec<bid_part::Model>,
}

/// A part of an opened bid, opened.
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
    /// A text: an answer, how a condition is met, or a declaration as it was sealed.
    Text(String),
    /// A file; [`Reader::answer_file`] and [`Reader::condition_file`] read it.
    File(FileName),
}

impl OpenedParts {
    /// What each part says; of a file, what it is called.
    pub(super) async fn say(self, store: &Store) -> Result<Vec<OpenedPart>, StoreError> {
        let mut opened = Vec::new();
        for part in self.parts {
            let says = match part.kind {
                PartKind::File => Says::File(store.open_sealed_file(&part, &self.key).await?.0),
                PartKind::Condition | PartKind::Declaration | PartKind::Answer | PartKind::Price => {
                    Says::Text(store.open_text(&part, &self.key).await?)
                }
            };
            opened.push(OpenedPart { part, says });
        }
        Ok(opened)
    }

    /// One file among them.
    pub(super) async fn file(
        self,
        store: &Store,
        part: RowId,
    ) -> Result<Option<(FileName, FileStream)>, StoreError> {
        match self.parts.iter().find(|one| one.id == part && one.kind == PartKind::File) {
            Some(part) => Ok(Some(store.open_sealed_file(part, &self.key).await?)),
            None => Ok(None),
        }
    }
}

impl Reader<Staff> {
    /// The parts of what was submitted and opened for a tender of the authority's own; none where it was not.
    pub(super) async fn opened_parts(
        &self,
        of: TenderId,
        bid: BidId,
    ) -> Result<Option<OpenedParts>, StoreError> {
        let db = &self.store.db;
        let tender = tender::Entity::find_by_id(of)
            .filter(tender::Column::AuthorityId.eq(self.scope.authority))
            .one(db)
            .await?;
        let own = bid::Entity::find_by_id(bid).filter(bid::Column::TenderId.eq(of)).one(db).await?;
        let opened = opened_bid::Entity::find()
            .filter(opened_bid::Column::BidId.eq(bid))
            .order_by_desc(opened_bid::Column::Id)
            .one(db)
            .await?;
        let (Some(tender), Some(_), Some(opened)) = (tender, own, opened) else { return Ok(None) };
        let submitted = submission::Entity::find_by_id(opened.submission_id).one(db).await?;
        let manifest = manifest_of(&opened, submitted.as_ref())?;
        let parts = bid_part::Entity::find()
            .filter(bid_part::Column::BidId.eq(bid))
            .filter(bid_part::Column::Id.is_in(manifest.parts.iter().map(|part| part.id)))
            .order_by_asc(bid_part::Column::Id)
            .all(db)
            .await?;
        must_be_of(&manifest, &parts)?;
        let key = self.store.unwrap(tender.wrapped_key.as_deref())?;
        Ok(Some(OpenedParts { key, parts }))
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
