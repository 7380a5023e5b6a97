//! What opened bids say on conditions of participation and declare: read by leave, with the tender's key.

use entity::condition;
use entity::id::{BidId, RowId};
use entity::state::PartKind;
use rules::bid::{Conditions, FileName, Opened};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::opened_parts::{OpenedPart, OpenedParts};
use crate::store::{FileStream, Reader, Staff, StoreError};

impl Reader<Staff> {
    /// What a bidder says on the conditions and declares, with its evidence, in the submission that was opened. Empty
    /// where the bid was not opened or is another authority's.
    pub async fn conditions(
        &self,
        leave: &Opened<Conditions>,
        bid: BidId,
    ) -> Result<Vec<OpenedPart>, StoreError> {
        match self.condition_parts(leave, bid).await? {
            Some(opened) => opened.say(&self.store).await,
            None => Ok(Vec::new()),
        }
    }

    /// A file of evidence for a condition of an opened bid.
    pub async fn condition_file(
        &self,
        leave: &Opened<Conditions>,
        bid: BidId,
        part: RowId,
    ) -> Result<Option<(FileName, FileStream)>, StoreError> {
        match self.condition_parts(leave, bid).await? {
            Some(opened) => opened.file(&self.store, part).await,
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
