//! Writing a contract: entered by hand, then part by part, row by row.

use entity::contract;
use entity::gaps::Gaps;
use entity::id::{AuthorityId, ContractId, RowId};
use entity::number::{Pence, Version};
use entity::state::{ContractStage, NoticeUnit, TermEnd};
use sea_orm::ActiveValue::Set;
use sea_orm::Value;

use super::given::not_now;
use super::lists::LISTS;
use super::parts::PARTS;
use super::{Contract, lists, parts};
use crate::access::{Act, Actor, may};
use crate::field::Draft;
use crate::rows::{Actions, Holder, ListOf, Part};
use crate::{Action, Change, Problem, Refusal, Subject, Why};

/// Enters a contract by hand, as for one that was made before. Refuses a reference with other signs than capital
/// letters, digits and hyphens.
pub fn enter(id: ContractId, draft: &Draft, actor: &Actor) -> Result<Change, Refusal> {
    may(actor, Act::WriteContract)?;
    let authority: AuthorityId = actor.authority().ok_or_else(Refusal::not_found)?;
    let reference = draft.text("reference").unwrap_or_default();
    let fits = |sign: char| sign.is_ascii_uppercase() || sign.is_ascii_digit() || sign == '-';
    if reference.len() < 3 || reference.len() > 40 || !reference.chars().all(fits) {
        let says = "Reference must be 3 to 40 capital letters, digits and hyphens, like MED-2027-004.";
        return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("reference", says)] });
    }
    let row = draft.onto(contract::ActiveModel {
        id: Set(id),
        authority_id: Set(authority),
        version: Set(Version(1)),
        stage: Set(ContractStage::SettingUp),
        spent: Set(Pence(0)),
        ..Default::default()
    });
    Ok(Change::of(Action::StartContract, Subject::Contract(id), Some(authority)).insert(row))
}

impl Holder for Contract {
    type Table = contract::Entity;
    const KEY: &'static str = "contract_id";
    const ACTIONS: Actions = Actions {
        edit_part: Action::EditContract,
        add_row: Action::AddContractRow,
        edit_row: Action::EditContractRow,
        remove_row: Action::RemoveContractRow,
        move_row: Action::MoveContractRow,
    };
    const PARTS: &'static [Part] = PARTS;
    const LISTS: &'static [ListOf<Self>] = LISTS;

    fn row(&self) -> &contract::Model {
        &self.row
    }

    fn gaps(&self) -> &Gaps {
        &self.row.gaps
    }

    fn subject(&self) -> (Subject, AuthorityId) {
        (Subject::Contract(self.row.id), self.row.authority_id)
    }

    /// Whether anything of it may be written.
    fn may_write(&self, actor: &Actor) -> Result<(), Refusal> {
        self.acts(Act::WriteContract, actor)?;
        match self.row.stage {
            ContractStage::SettingUp | ContractStage::InForce | ContractStage::Ended => Ok(()),
            ContractStage::Abandoned => not_now("This contract was given up, and stays as it is."),
        }
    }

    /// Term, price and law are fixed once it is in force.
    fn may_write_there(&self, code: &str, actor: &Actor) -> Result<(), Refusal> {
        self.may_write(actor)?;
        let fixed = parts::FIXED.contains(&code) || lists::FIXED.contains(&code);
        match self.row.stage {
            ContractStage::InForce | ContractStage::Ended if fixed => not_now(
                "The contract is in force, and this is as it was signed. Record a variation, or a decision at a break; \
                 to put a mistake right, take it back to be set up while nothing rests on it.",
            ),
            ContractStage::SettingUp
            | ContractStage::InForce
            | ContractStage::Ended
            | ContractStage::Abandoned => Ok(()),
        }
    }

    fn facts_that_clash(row: &contract::Model) -> Vec<Problem> {
        let mut problems = Vec::new();
        if row.index_cap.zip(row.index_collar).is_some_and(|(cap, collar)| collar > cap) {
            problems.push(Problem::at("index_collar", "Collar must not be above the cap. Check both."));
        }
        if row.index_series_id.is_some() && row.index_month.is_none() {
            problems.push(Problem::at("index_month", "Say the month whose value counts."));
        }
        if row.value.zip(row.irrecoverable_vat).is_some_and(|(value, vat)| vat > value) {
            problems.push(Problem::at(
                "irrecoverable_vat",
                "VAT that cannot be recovered must not be above the value. Check both.",
            ));
        }
        problems
    }

    fn row_that_clashes(&self, list: &str, _id: Option<RowId>, draft: &Draft) -> Vec<Problem> {
        match list {
            "term" => of_period(draft),
            "defaults" => not_before(draft, "issued_on", &["remedy_by", "remedied_on"]),
            "improvement" => not_before(draft, "begun_on", &["due_on", "closed_on"]),
            "actions" => not_before(draft, "agreed_on", &["due_on", "done_on"]),
            _ => Vec::new(),
        }
    }

    fn must_stay(&self, list: &str, id: RowId) -> Option<&'static str> {
        let decided = self.decisions.iter().any(|row| row.period_id == id)
            || self.steps.iter().any(|row| row.period_id == id)
            || self.variations.iter().any(|row| row.period_id == Some(id));
        let measured = self.kpis.iter().any(|kpi| kpi.outcome_id == id);
        match list {
            "term" if decided => Some("A decision or a variation rests on this part of the term."),
            "outcomes" if measured => Some("KPIs stand under this outcome."),
            _ => None,
        }
    }

    fn goes_without_saying(&self, _list: &str) -> Vec<(&'static str, Value)> {
        Vec::new()
    }
}

/// Notice says in what it is counted, and at the end of the term there is none.
fn of_period(draft: &Draft) -> Vec<Problem> {
    use entity::choice::Choice;
    let notice = matches!(draft.value("notice"), Some(Value::Int(Some(_))));
    let unit = draft.text("notice_unit").and_then(NoticeUnit::of);
    let mut problems = Vec::new();
    if notice && unit.is_none() {
        problems.push(Problem::at("notice_unit", "Say whether notice is counted in months or in days."));
    }
    if notice && draft.text("ends_with").and_then(TermEnd::of) == Some(TermEnd::End) {
        problems.push(Problem::at(
            "notice",
            "The contract ends here by itself. Leave this empty, or choose a break clause or an extension option.",
        ));
    }
    problems
}

fn not_before(draft: &Draft, first: &str, later: &[&str]) -> Vec<Problem> {
    let day = |name: &str| crate::scoring::given::perhaps_day(draft, name);
    let Some(first) = day(first) else { return Vec::new() };
    let early = later.iter().filter(|name| day(name).is_some_and(|day| day < first));
    early.map(|name| Problem::at(name, "This day comes before the first one. Check both.")).collect()
}

#[cfg(test)]
mod tests;
