//! What opened bids answer and cost: read by leave, question by question and bid by bid, with the tender's key.

use entity::id::{BidId, RowId};
use entity::state::PartKind;
use rules::bid::price::Schedule;
use rules::bid::{Answers, FileName, Opened, Prices};

use super::opened_parts::{OpenedPart, OpenedParts};
use crate::store::vault::FileStream;
use crate::store::{Reader, Staff, StoreError};

impl Reader<Staff> {
    /// The answers of an opened bid to the questions that the leave names, and what was attached to them.
    pub async fn answers(&self, leave: &Opened<Answers>, bid: BidId) -> Result<Vec<OpenedPart>, StoreError> {
        match self.answer_parts(leave, bid).await? {
            Some(opened) => opened.say(&self.store).await,
            None => Ok(Vec::new()),
        }
    }

    /// A file that was attached to an answer of an opened bid.
    pub async fn answer_file(
        &self,
        leave: &Opened<Answers>,
        bid: BidId,
        part: RowId,
    ) -> Result<Option<(FileName, FileStream)>, StoreError> {
        match self.answer_parts(leave, bid).await? {
            Some(opened) => opened.file(&self.store, part).await,
            None => Ok(None),
        }
    }

    /// The prices of every bid that the leave names, for the act that copies them.
    pub async fn sealed_prices(&self, leave: &Opened<Prices>) -> Result<Vec<(BidId, Schedule)>, StoreError> {
        let mut prices = Vec::new();
        for bid in leave.bids() {
            let opened = self.opened_parts(leave.tender(), bid).await?;
            let price = opened.and_then(|it| {
                let part = it.parts.into_iter().find(|part| part.kind == PartKind::Price)?;
                Some((part, it.key))
            });
            // INVARIANT: no bid is ranked without its price, and none is left out in silence.
            let (part, key) = price.ok_or(StoreError::NotOpened)?;
            let text = self.store.open_text(&part, &key).await?;
            prices.push((bid, Schedule::of(&text).ok_or(StoreError::NotOpened)?));
        }
        Ok(prices)
    }

    /// INVARIANT: of an opened bid only answers and what is attached to them are opened by this leave, question by
    /// question; never a price, a condition or a declaration.
    async fn answer_parts(
        &self,
        leave: &Opened<Answers>,
        bid: BidId,
    ) -> Result<Option<OpenedParts>, StoreError> {
        if !leave.shows(bid) {
            return Ok(None);
        }
        let Some(mut opened) = self.opened_parts(leave.tender(), bid).await? else { return Ok(None) };
        opened.parts.retain(|part| match part.kind {
            PartKind::Answer | PartKind::File => {
                part.about.is_some_and(|question| leave.shows_question(bid, question))
            }
            PartKind::Condition | PartKind::Declaration | PartKind::Price => false,
        });
        Ok(Some(opened))
    }
}
