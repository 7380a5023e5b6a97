//! The documents of a tender: added and taken out while it is written.

use entity::id::RowId;
use entity::number::Version;
use entity::tender_file;
use sea_orm::ActiveValue::{Set, Unchanged};

use super::edit::Writing;
use super::terms::Terms;
use crate::access::Actor;
use crate::bid::{FileName, Kept};
use crate::field::Kind::Line;
use crate::field::{Draft, Field};
use crate::rows::Holder;
use crate::{Action, Change, Problem, Refusal, Subject, Why};

/// What is asked beside the file itself.
pub const ADD: &[Field] =
    &[Field::given("title", "What it is", "Such as: Specification, or Draft contract.", Line)];

/// How many documents a tender may have.
pub const MOST: usize = 100;

/// Whether this person may add a document now, before a byte of it is read.
pub fn may_add_file(writing: &Writing, actor: &Actor) -> Result<(), Refusal> {
    writing.may_write(actor)?;
    if writing.tender.files.iter().filter(|file| !file.withdrawn).count() >= MOST {
        let says = format!("A tender has {MOST} documents at most. Take one out first.");
        return Err(Refusal::of(Why::NotNow, says));
    }
    Ok(())
}

/// Adds a document that has come whole.
pub fn add_file(
    writing: &Writing,
    id: RowId,
    draft: &Draft,
    file: &FileName,
    kept: &Kept,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    may_add_file(writing, actor)?;
    if kept.bytes <= 0 {
        return Err(Refusal {
            kind: Why::Incomplete,
            says: vec![Problem::at("file", "This document is empty. Choose another.")],
        });
    }
    let (tender, person) = (&writing.tender, actor.person.ok_or_else(Refusal::not_found)?);
    let last = tender.files.iter().map(|file| file.position).max().unwrap_or_default();
    let row = draft.onto(tender_file::ActiveModel {
        id: Set(id),
        tender_id: Set(tender.row.id),
        position: Set(last.saturating_add(1)),
        name: Set(file.name.clone()),
        media: Set(file.media.clone()),
        bytes: Set(kept.bytes),
        sha256: Set(kept.sha256.clone()),
        object: Set(kept.object.clone()),
        added_at: Set(writing.now),
        withdrawn: Set(false),
        person_id: Set(person),
        ..Default::default()
    });
    Ok(about(writing, Action::AddTenderFile, seen).on(file.name.clone()).insert(row).hiding(&["object"]))
}

/// Takes a document out of what is written. One that was published can still be read where older terms name it.
pub fn remove_file(writing: &Writing, id: RowId, seen: Version, actor: &Actor) -> Result<Change, Refusal> {
    writing.may_write(actor)?;
    let tender = &writing.tender;
    let mut files = tender.files.iter().filter(|file| !file.withdrawn);
    let file = files.find(|file| file.id == id).ok_or_else(Refusal::not_found)?;
    let change = about(writing, Action::RemoveTenderFile, seen).on(file.name.clone());
    let named = tender.terms.iter().filter_map(Terms::of);
    if named.flat_map(|terms| terms.files).any(|named| named.id == id) {
        let row = tender_file::ActiveModel { id: Unchanged(id), withdrawn: Set(true), ..Default::default() };
        return Ok(change.update(row));
    }
    Ok(change.delete::<_, tender_file::ActiveModel>(file.clone()).hiding(&["object"]))
}

fn about(writing: &Writing, action: Action, seen: Version) -> Change {
    let row = &writing.tender.row;
    Change::of(action, Subject::Tender(row.id), Some(row.authority_id)).moves(row, seen)
}
