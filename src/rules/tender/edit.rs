//! Writing a tender: part by part, row by row, while it is a draft or an amendment of it is written.

mod clashes;
mod weights;

use chrono::{DateTime, Utc};
use entity::gaps::Gaps;
use entity::id::{AuthorityId, RowId};
use entity::tender;
use sea_orm::Value;

use super::lists::LISTS;
use super::parts::PARTS;
use super::standing::of_their_authority;
use super::{Standing, Tender};
use crate::access::{Act, Actor, may};
use crate::field::Draft;
use crate::procurement::Procurement;
use crate::rows::{Actions, Holder, ListOf, Part};
use crate::{Action, Problem, Refusal, Subject, Why};

pub use weights::weights_given;

/// A tender as it is written at an instant, with the procurement it was made of. Who may write it depends on the
/// clock.
#[derive(Clone, Debug)]
pub struct Writing {
    /// The tender.
    pub tender: Tender,
    /// What it was made of.
    pub procurement: Procurement,
    /// When.
    pub now: DateTime<Utc>,
}

/// Whether someone may write the parts and lists of a tender: while it is a draft, or while an amendment of it is
/// written, before its deadline.
pub fn may_write(tender: &Tender, actor: &Actor, now: DateTime<Utc>) -> Result<(), Refusal> {
    of_their_authority(tender, actor)?;
    may(actor, Act::WriteTender)?;
    let says = match tender.standing(now) {
        Standing::Draft => return Ok(()),
        Standing::Open if tender.is_amending(now) => return Ok(()),
        Standing::Open => {
            "This is published, and stays as it is published. To change it, begin an amendment under “Publication”."
        }
        Standing::Closed | Standing::Opened => {
            "The deadline has passed, and what was published stays as it is."
        }
        Standing::Cancelled => "This tender has been cancelled.",
    };
    Err(Refusal::of(Why::NotNow, says))
}

impl Holder for Writing {
    type Table = tender::Entity;
    const KEY: &'static str = "tender_id";
    const ACTIONS: Actions = Actions {
        edit_part: Action::EditTender,
        add_row: Action::AddTenderRow,
        edit_row: Action::EditTenderRow,
        remove_row: Action::RemoveTenderRow,
        move_row: Action::MoveTenderRow,
    };
    const PARTS: &'static [Part] = PARTS;
    const LISTS: &'static [ListOf<Self>] = LISTS;

    fn row(&self) -> &tender::Model {
        &self.tender.row
    }

    fn gaps(&self) -> &Gaps {
        &self.tender.row.gaps
    }

    fn subject(&self) -> (Subject, AuthorityId) {
        (Subject::Tender(self.tender.row.id), self.tender.row.authority_id)
    }

    fn may_write(&self, actor: &Actor) -> Result<(), Refusal> {
        may_write(&self.tender, actor, self.now)
    }

    fn facts_that_clash(row: &tender::Model) -> Vec<Problem> {
        clashes::of_dates(row)
    }

    fn row_that_clashes(&self, list: &str, id: Option<RowId>, draft: &Draft) -> Vec<Problem> {
        clashes::of_row(self, list, id, draft)
    }

    fn must_stay(&self, list: &str, id: RowId) -> Option<&'static str> {
        clashes::must_stay(&self.tender, list, id)
    }

    /// With one lot only, every row is of that lot.
    fn goes_without_saying(&self, list: &str) -> Vec<(&'static str, Value)> {
        let of_a_lot = ["criteria", "tie-breaks", "sample-bids"].contains(&list);
        match self.tender.lots.as_slice() {
            [only] if of_a_lot => vec![("lot_id", only.id.0.into())],
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
