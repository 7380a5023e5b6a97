//! What other bidders do not read of the winner's explanations: marked up, never rewritten, each passage with a reason.
//!
//! Sensitive commercial information may be withheld where the public interest overrides, and it must be said that it is
//! (Procurement Act 2023, section 94; read).

use chrono::{DateTime, Utc};
use entity::id::{BidId, RowId};
use entity::number::Version;
use entity::state::AwardKind;
use entity::{award, redaction};
use sea_orm::ActiveValue::Set;

use super::LotResult;
use super::facts::not_now;
use crate::access::{Act, Actor};
use crate::field::{Draft, Field, Kind};
use crate::scoring::given::text;
use crate::{Action, Change, Problem, Refusal, Why};

/// An explanation with its marks.
pub const WITHHOLD: &[Field] = &[Field::given(
    "marked",
    "Explanation, marked up",
    "Put a passage that others must not read, and the reason, in double brackets: [[the passage|the reason]].",
    Kind::Prose,
)];

/// A piece of an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Everyone reads it.
    Shown(String),
    /// Only the bidder it is about reads it.
    Withheld {
        /// The passage.
        text: String,
        /// Why.
        reason: String,
    },
}

/// Marks up the explanation of one of the winner's scores, in place of earlier marks.
///
/// Refuses after the bidders were told, marks that do not close or give no reason, words that differ from the agreed
/// explanation, and an explanation of which nothing would be left.
pub fn withhold(
    r: &LotResult,
    criterion: RowId,
    id: RowId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = r.acts(Act::RunEvaluation, actor)?;
    let (award, winner) = can_be_marked(r)?;
    let agreed = r.scoring().agreed(criterion, winner).ok_or_else(Refusal::not_found)?;
    let marked = text(draft, "marked")?;
    let at = |says: &str| Refusal { kind: Why::Incomplete, says: vec![Problem::at("marked", says)] };
    let pieces = pieces(&marked).map_err(at)?;
    let whole: String = pieces.iter().map(Piece::text).collect();
    if whole != agreed.reason.trim() {
        return Err(at(
            "The words differ from the agreed explanation. Only add brackets and reasons to them.",
        ));
    }
    if shown(&pieces).iter().all(|words| words.trim().is_empty()) {
        return Err(at("Leave an explanation that the other bidders can read."));
    }
    let row = redaction::ActiveModel {
        id: Set(id),
        award_id: Set(award.id),
        criterion_id: Set(criterion),
        marked: Set(marked),
        at: Set(now),
        person_id: Set(person),
    };
    let before =
        r.rows().redactions.iter().find(|it| it.award_id == award.id && it.criterion_id == criterion);
    let change = r.moving_award(Action::WithholdPassages, award, seen)?;
    Ok(match before {
        Some(before) => change.delete::<_, redaction::ActiveModel>(before.clone()).insert(row),
        None => change.insert(row),
    })
}

/// The award whose winner's explanations can be marked up, and that winner.
pub(super) fn can_be_marked(r: &LotResult) -> Result<(&award::Model, BidId), Refusal> {
    let award = r.current().filter(|award| award.kind == AwardKind::Award);
    let Some((award, winner)) = award.and_then(|award| award.bid_id.map(|winner| (award, winner))) else {
        return not_now("No award is recorded, so there is nothing to mark up.");
    };
    if award.told_at.is_some() {
        return not_now("The bidders have been told. What they read stays as it is.");
    }
    Ok((award, winner))
}

/// One of the winner's explanations, as it was agreed and as it is marked up so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The question.
    pub criterion: RowId,
    /// What the question is called.
    pub title: String,
    /// As it was agreed.
    pub agreed: String,
    /// With its marks, where there are any.
    pub marked: Option<String>,
}

/// The winner's explanations, in the order of the questions, for whoever marks them up.
pub fn explanations(r: &LotResult, actor: &Actor) -> Result<Vec<Explanation>, Refusal> {
    r.acts(Act::ReadAward, actor)?;
    let award = r.current().filter(|award| award.kind == AwardKind::Award);
    let Some((award, winner)) = award.and_then(|award| award.bid_id.map(|winner| (award, winner))) else {
        return not_now("No award is recorded, so there is nothing to mark up.");
    };
    let of = |question: &crate::tender::terms::CriterionTerms| {
        Some(Explanation {
            criterion: question.id,
            title: question.title.clone(),
            agreed: r.scoring().agreed(question.id, winner)?.reason.trim().to_owned(),
            marked: r.marked(award, question.id).map(str::to_owned),
        })
    };
    Ok(r.terms()?.questions().filter_map(of).collect())
}

fn shown(pieces: &[Piece]) -> Vec<&str> {
    let text = |piece: &'_ Piece| matches!(piece, Piece::Shown(_));
    pieces.iter().filter(|piece| text(piece)).map(Piece::text).collect()
}

impl Piece {
    /// What it says to those who may read it.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Shown(text) | Self::Withheld { text, .. } => text,
        }
    }
}

/// The pieces of a marked text, or what is wrong with its marks.
pub fn pieces(marked: &str) -> Result<Vec<Piece>, &'static str> {
    let (mut all, mut rest) = (Vec::new(), marked.trim());
    while let Some((before, after)) = rest.split_once("[[") {
        let (inside, next) = after.split_once("]]").ok_or("Close each passage with two brackets: ]].")?;
        let (text, reason) =
            inside.split_once('|').ok_or("Give the reason after a line: [[the passage|the reason]].")?;
        if inside.contains("[[") {
            return Err("Close a passage before the next one begins.");
        }
        if reason.trim().is_empty() || text.is_empty() {
            return Err("Each passage needs its words and the reason: [[the passage|the reason]].");
        }
        if before.contains("]]") {
            return Err("Two brackets close a passage that was never begun.");
        }
        all.extend((!before.is_empty()).then(|| Piece::Shown(before.to_owned())));
        all.push(Piece::Withheld { text: text.to_owned(), reason: reason.trim().to_owned() });
        rest = next;
    }
    if rest.contains("]]") {
        return Err("Two brackets close a passage that was never begun.");
    }
    all.extend((!rest.is_empty()).then(|| Piece::Shown(rest.to_owned())));
    Ok(all)
}

/// As the other bidders read it: what is withheld gives way to the reason.
#[must_use]
pub fn for_others(marked: &str) -> String {
    // Only texts whose marks were checked are kept; anything else is withheld whole.
    let Ok(pieces) = pieces(marked) else { return "[Withheld]".to_owned() };
    let one = |piece: &Piece| match piece {
        Piece::Shown(text) => text.clone(),
        Piece::Withheld { reason, .. } => format!("[Withheld: {reason}]"),
    };
    pieces.iter().map(one).collect()
}

#[cfg(test)]
mod tests;
