//! What opened bids say on conditions of participation and declare: read by leave, with the tender's key.

use entity::id::{BidId, RowId};
use entity::state::PartKind;
use entity::{bid_part, condition};
use rules::bid::{Conditions, FileName, Opened};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::opened_parts::OpenedParts;
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
        let Some(OpenedParts { key, parts }) = self.condition_parts(leave, bid).await? else {
            return Ok(Vec::new());
        };
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
        let Some(OpenedParts { key, parts }) = self.condition_parts(leave, bid).await? else {
            return Ok(None);
        };
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
    ) -> Result<Option<OpenedParts>, StoreError> {
        let Some(mut opened) = self.opened_parts(leave.tender(), bid).await? else { return Ok(None) };
        let conditions = condition::Entity::find().filter(condition::Column::TenderId.eq(leave.tender()));
        let conditions: Vec<RowId> =
            conditions.all(&self.store.db).await?.into_iter().map(|row| row.id).collect();
        opened.parts.retain(|part| match part.kind {
            PartKind::Condition | PartKind::Declaration => true,
            PartKind::File => part.about.is_some_and(|about| conditions.contains(&about)),
            PartKind::Answer | PartKind::Price => false,
        });
        Ok(Some(opened))
    }
}
