//! Scores: an evaluator's own list, one answer with its scale and box, the check before a sheet is locked, attached files.

mod answer;
mod check;
mod files;
mod list;
mod order;
pub(super) mod shown;

pub use answer::{save, show};
pub use check::{show as check, submit};
pub use files::file;
pub use list::list;

use entity::id::RowId;
use rules::access::Actor;
use rules::scoring::{OwnAnswer, OwnStanding, Scoring};

use crate::web::answer::Stop;

/// Where an evaluator's own list is.
fn path(reference: &str) -> String {
    format!("/tenders/{reference}/scores")
}

/// One answer that is someone's to score; to others there is nothing here.
fn own_answer<'a>(
    scoring: &'a Scoring,
    letter: &str,
    question: i64,
    actor: &Actor,
) -> Result<OwnAnswer<'a>, Stop> {
    let mut own = scoring.own_answers(actor)?.into_iter();
    own.find(|it| it.letter() == letter && it.question.id == RowId(question)).ok_or(Stop::NotFound)
}

/// The colour's name of how far an answer is.
fn code(standing: OwnStanding) -> &'static str {
    match standing {
        OwnStanding::NotBegun => "not-started",
        OwnStanding::WithoutScore | OwnStanding::WithoutReason => "started",
        OwnStanding::Ready | OwnStanding::Submitted => "complete",
    }
}
