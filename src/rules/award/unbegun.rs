//! A tender that no bid came for: there is nothing to evaluate, so it ends by the decision to award nothing.

use chrono::{DateTime, Utc};
use entity::id::{AwardId, LotEvaluationId, PersonId, RowId, ScoringId};
use entity::number::Version;
use entity::state::LowRule;
use entity::{lot_evaluation, scoring};
use sea_orm::ActiveModelTrait;

use super::decision::nothing;
use super::{LotResult, Rows};
use crate::access::{Act, Actor, may};
use crate::field::Draft;
use crate::scoring::Scoring;
use crate::scoring::begin::{Drawn, must_be_opened};
use crate::settings::Authority;
use crate::tender::Tender;
use crate::tender::standing::of_their_authority;
use crate::{Action, Change, Refusal, Subject, Why};

/// Whether the tender can be ended this way: it was opened, no bid came, and no evaluation has begun.
pub fn may_end(
    tender: &Tender,
    opened: usize,
    begun: bool,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<PersonId, Refusal> {
    of_their_authority(tender, actor)?;
    may(actor, Act::RecordAward)?;
    must_be_opened(tender, now)?;
    if begun || opened > 0 {
        return Err(Refusal::of(Why::NotNow, "Bids came for this tender, so they are evaluated first."));
    }
    actor.person.ok_or_else(Refusal::not_found)
}

/// The result of a lot that no bid came for, as a page looks at it before an evaluation has begun.
#[must_use]
pub fn nothing_came(tender: &Tender, lot: RowId) -> Option<LotResult> {
    let drawn = Drawn { id: ScoringId(0), lots: Vec::new(), order: Vec::new() };
    let lots = tender.published()?.lots.iter().map(|it| begun(tender, it.id, LotEvaluationId(0))).collect();
    empty(tender, by_eye(tender, &drawn, PersonId(0), tender.row.opened_at?), lots, lot)
}

/// Ends a lot of such a tender. The evaluation is begun by the same change, without a panel and with nothing to score, so
/// that the lots that are left end like any other.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn end(
    tender: &Tender,
    lot: RowId,
    authority: &Authority,
    drawn: &Drawn,
    id: AwardId,
    draft: &Draft,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = may_end(tender, drawn.order.len(), false, actor, now)?;
    let terms = tender.published().ok_or_else(Refusal::not_found)?;
    if drawn.lots.len() != terms.lots.len() {
        return Err(Refusal::not_found());
    }
    let scoring = by_eye(tender, drawn, person, now);
    let lots: Vec<_> =
        terms.lots.iter().zip(&drawn.lots).map(|(lot, id)| begun(tender, lot.id, *id)).collect();
    let r = empty(tender, scoring.clone(), lots.clone(), lot).ok_or_else(Refusal::not_found)?;
    let award = nothing(&r, authority, id, draft, actor, now)?;
    let about = Subject::Tender(tender.row.id);
    let change = Change::of(Action::DecideNoAward, about, Some(tender.row.authority_id));
    let change = change.rests_on(&tender.row).rests_on(&authority.row);
    let change = change.insert(scoring::ActiveModel::from(scoring).reset_all());
    let row = |change: Change, it| change.insert(lot_evaluation::ActiveModel::from(it).reset_all());
    Ok(lots.into_iter().fold(change, row).insert(award))
}

fn by_eye(tender: &Tender, drawn: &Drawn, person: PersonId, now: DateTime<Utc>) -> scoring::Model {
    scoring::Model {
        id: drawn.id,
        version: Version(1),
        tender_id: tender.row.id,
        masked: false,
        low_rule: LowRule::ByEye,
        low_share: None,
        begun_at: now,
        person_id: person,
    }
}

fn begun(tender: &Tender, lot: RowId, id: LotEvaluationId) -> lot_evaluation::Model {
    lot_evaluation::Model {
        id,
        version: Version(1),
        tender_id: tender.row.id,
        lot_id: lot,
        signed_at: None,
        signed_by: None,
        prices_at: None,
        prices_by: None,
        what_if_kept: false,
    }
}

fn empty(
    tender: &Tender,
    row: scoring::Model,
    lots: Vec<lot_evaluation::Model>,
    lot: RowId,
) -> Option<LotResult> {
    tender.published()?.lot(lot)?;
    let rows = crate::scoring::Rows {
        row,
        tender: tender.clone(),
        bids: Vec::new(),
        labels: Vec::new(),
        questions: Vec::new(),
        releases: Vec::new(),
        declarations: Vec::new(),
        exits: Vec::new(),
        sheets: Vec::new(),
        scores: Vec::new(),
        moderations: Vec::new(),
        moderated: Vec::new(),
        queries: Vec::new(),
        lots,
    };
    Some(LotResult::of(Rows {
        scoring: Scoring::of(rows)?,
        lot,
        prices: Vec::new(),
        lows: Vec::new(),
        rankings: Vec::new(),
        draws: Vec::new(),
        awards: Vec::new(),
        redactions: Vec::new(),
        summaries: Vec::new(),
    }))
}

#[cfg(test)]
mod tests;
