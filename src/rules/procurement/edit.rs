//! Writing a procurement: started, then changed part by part, row by row, while it is a draft.

use entity::gaps::Gaps;
use entity::id::{AuthorityId, ProcurementId, RowId};
use entity::number::{BasisPoints, Version};
use entity::procurement;
use entity::state::Stage;
use sea_orm::ActiveValue::Set;
use sea_orm::Value;

use super::Procurement;
use super::lists::LISTS;
use super::parts::PARTS;
use crate::access::{Act, Actor, may};
use crate::field::Draft;
use crate::rows::{Actions, Holder, ListOf, Part};
use crate::{Action, Change, Problem, Refusal, Subject, Why};

/// Starts a procurement as a draft. Refuses a reference with other signs than letters, digits and hyphens.
pub fn start(id: ProcurementId, draft: &Draft, actor: &Actor) -> Result<Change, Refusal> {
    may(actor, Act::WriteProcurement)?;
    let authority: AuthorityId = actor.authority().ok_or_else(Refusal::not_found)?;
    let reference = draft.text("reference").unwrap_or_default();
    let fits = |sign: char| sign.is_ascii_uppercase() || sign.is_ascii_digit() || sign == '-';
    if reference.len() < 3 || reference.len() > 40 || !reference.chars().all(fits) {
        return Err(Refusal {
            kind: Why::Incomplete,
            says: vec![Problem::at(
                "reference",
                "Reference must be 3 to 40 capital letters, digits and hyphens, like MED-2027-004.",
            )],
        });
    }
    let row = draft.onto(procurement::ActiveModel {
        id: Set(id),
        authority_id: Set(authority),
        version: Set(Version(1)),
        stage: Set(Stage::Draft),
        clearance_round: Set(0),
        ..Default::default()
    });
    Ok(Change::of(Action::StartProcurement, Subject::Procurement(id), Some(authority)).insert(row))
}

impl Holder for Procurement {
    type Table = procurement::Entity;
    const KEY: &'static str = "procurement_id";
    const ACTIONS: Actions = Actions {
        edit_part: Action::EditPart,
        add_row: Action::AddRow,
        edit_row: Action::EditRow,
        remove_row: Action::RemoveRow,
        move_row: Action::MoveRow,
    };
    const PARTS: &'static [Part] = PARTS;
    const LISTS: &'static [ListOf<Self>] = LISTS;

    fn row(&self) -> &procurement::Model {
        &self.row
    }

    fn gaps(&self) -> &Gaps {
        &self.row.gaps
    }

    fn subject(&self) -> (Subject, AuthorityId) {
        (Subject::Procurement(self.row.id), self.row.authority_id)
    }

    fn may_write(&self, actor: &Actor) -> Result<(), Refusal> {
        may_write(self, actor)
    }

    fn facts_that_clash(row: &procurement::Model) -> Vec<Problem> {
        facts_that_clash(row)
    }

    fn row_that_clashes(&self, _list: &str, _id: Option<RowId>, _draft: &Draft) -> Vec<Problem> {
        Vec::new()
    }

    /// An outcome goes only when it has no measures.
    fn must_stay(&self, list: &str, id: RowId) -> Option<&'static str> {
        let measured = list == "outcomes" && self.measures.iter().any(|measure| measure.outcome_id == id);
        measured.then_some("This outcome still has measures. Remove those first.")
    }

    fn goes_without_saying(&self, _list: &str) -> Vec<(&'static str, Value)> {
        Vec::new()
    }
}

/// What cannot be true together, whichever part it was typed in. Only what is given is checked.
fn facts_that_clash(row: &procurement::Model) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let (Some(starts), Some(ends)) = (row.starts_on, row.ends_on)
        && ends < starts
    {
        problems.push(Problem::at(
            "ends_on",
            "Last day of the contract must not be before its first day. Check both dates.",
        ));
    }
    if let (Some(price), Some(quality)) = (row.price_weight, row.quality_weight)
        && let sum = BasisPoints(price.0.saturating_add(quality.0))
        && sum != BasisPoints::WHOLE
    {
        problems.push(Problem::at(
            "quality_weight",
            format!("Weights of price and quality must make 100%. {price} and {quality} make {sum}."),
        ));
    }
    problems
}

/// Facts change only while the procurement is a draft, so that what is cleared is what is decided.
pub fn may_write(procurement: &Procurement, actor: &Actor) -> Result<(), Refusal> {
    super::approval::of_their_authority(procurement, actor)?;
    may(actor, Act::WriteProcurement)?;
    match procurement.row.stage {
        Stage::Draft => Ok(()),
        Stage::InClearance | Stage::ForDecision => Err(Refusal::of(
            Why::NotNow,
            "This is with others now. A procurement officer can take it back to draft; it must then be cleared again.",
        )),
        Stage::Decided | Stage::Effective | Stage::Refused | Stage::Withdrawn => Err(Refusal::of(
            Why::NotNow,
            "This has been decided or given up, and its facts stay as they are.",
        )),
    }
}

pub(crate) fn about(procurement: &Procurement, action: Action, seen: Version) -> Change {
    let row = &procurement.row;
    Change::of(action, Subject::Procurement(row.id), Some(row.authority_id)).moves(row, seen)
}

#[cfg(test)]
mod tests;
