//! The documents of a contract: the signed agreement, its specification, plans and letters.

use chrono::{DateTime, Utc};
use entity::contract_document;
use entity::id::RowId;
use entity::number::Version;
use entity::state::DocumentKind;
use sea_orm::ActiveValue::{Set, Unchanged};

use super::Contract;
use super::given::not_now;
use crate::access::Actor;
use crate::bid::{FileName, Kept};
use crate::field::Kind::{Choice, Line};
use crate::field::{Draft, Field, options};
use crate::rows::Holder;
use crate::{Action, Change, Problem, Refusal, Why};

/// What is asked beside the file itself.
pub const ADD: &[Field] = &[
    Field::given("kind", "What it is", "", Choice(options::<DocumentKind>)),
    Field::given("title", "Title", "", Line),
];

/// How many documents a contract may have.
pub const MOST: usize = 200;

/// Whether this person may add a document now, before a byte of it is read.
pub fn may_add(contract: &Contract, actor: &Actor) -> Result<(), Refusal> {
    contract.may_write(actor)?;
    if contract.documents.iter().filter(|file| !file.withdrawn).count() >= MOST {
        return not_now(format!("A contract has {MOST} documents at most. Take one out first."));
    }
    Ok(())
}

/// Adds a document that has come whole.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn add(
    contract: &Contract,
    id: RowId,
    draft: &Draft,
    file: &FileName,
    kept: &Kept,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_add(contract, actor)?;
    if kept.bytes <= 0 {
        let says = "This document is empty. Choose another.";
        return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("file", says)] });
    }
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    let last = contract.documents.iter().map(|file| file.position).max().unwrap_or_default();
    let row = draft.onto(contract_document::ActiveModel {
        id: Set(id),
        contract_id: Set(contract.row.id),
        position: Set(last.saturating_add(1)),
        name: Set(file.name.clone()),
        media: Set(file.media.clone()),
        bytes: Set(kept.bytes),
        sha256: Set(kept.sha256.clone()),
        object: Set(kept.object.clone()),
        added_at: Set(now),
        withdrawn: Set(false),
        person_id: Set(person),
        ..Default::default()
    });
    let change = contract.moving(Action::AddContractDocument, seen).on(file.name.clone());
    Ok(change.insert(row).hiding(&["object"]))
}

/// Takes a document out. It stays in the record.
pub fn remove(contract: &Contract, id: RowId, seen: Version, actor: &Actor) -> Result<Change, Refusal> {
    contract.may_write(actor)?;
    let mut files = contract.documents.iter().filter(|file| !file.withdrawn);
    let file = files.find(|file| file.id == id).ok_or_else(Refusal::not_found)?;
    let row =
        contract_document::ActiveModel { id: Unchanged(id), withdrawn: Set(true), ..Default::default() };
    Ok(contract.moving(Action::RemoveContractDocument, seen).on(file.name.clone()).update(row))
}
