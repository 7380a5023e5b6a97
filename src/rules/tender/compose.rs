//! The terms of a tender, made of what is written: what would be published now.

use chrono::{DateTime, Utc};
use entity::id::RowId;
use entity::number::BasisPoints;
use entity::state::{ConditionKind, YesNo};
use entity::{condition, criterion, lot, tender};

use super::Tender;
use super::terms::{
    ConditionTerms, CriterionTerms, FileTerms, LotTerms, NoticeTerms, SampleTerms, StepTerms, Terms, TieTerms,
};

/// What is always added where audited accounts are asked for (Procurement Act 2023, section 22(3)(a)).
pub const ACCOUNTS_ONLY_IF_OBLIGED: &str = "Audited accounts are asked only of bidders whose accounts the law \
                                            requires to be audited. Others show their financial capacity otherwise.";

/// The terms as they would be published with the official notice that is recorded. Nothing while something that
/// terms cannot do without is missing; [`super::ready::obstacles`] says what.
#[must_use]
pub fn compose(tender: &Tender) -> Option<Terms> {
    let row = &tender.row;
    Some(Terms {
        reference: row.reference.clone(),
        title: row.title.clone(),
        description: row.description.clone()?,
        cpv_codes: cpv_codes(row),
        value: row.value,
        contact: row.contact.clone()?,
        lots_reason: row.lots_reason.clone(),
        notice: notice(row)?,
        engagement: engagement(row),
        questions_until: row.questions_until?,
        deadline: row.deadline?,
        award_planned: row.award_planned,
        price_basis: row.price_basis.clone()?,
        scale: tender.scale_steps.iter().map(step).collect(),
        conditions: tender.conditions.iter().map(condition).collect(),
        lots: tender.lots.iter().map(|lot| lot_terms(tender, lot)).collect::<Option<_>>()?,
        files: tender.files.iter().filter(|file| !file.withdrawn).map(file).collect(),
    })
}

fn cpv_codes(row: &tender::Model) -> Vec<String> {
    let codes = row.cpv_codes.as_deref().unwrap_or_default().split(", ");
    codes.filter(|code| !code.is_empty()).map(str::to_owned).collect()
}

fn notice(row: &tender::Model) -> Option<NoticeTerms> {
    Some(NoticeTerms {
        reference: row.notice_reference.clone()?,
        link: row.notice_link.clone(),
        published_at: row.notice_published_at?,
    })
}

/// Whether the market was engaged, and with which notice or why without one. What the council noted of it stays
/// inside: providers said some of it in confidence.
fn engagement(row: &tender::Model) -> Option<String> {
    match (row.engagement_held?, &row.engagement_notice, &row.engagement_reason) {
        (YesNo::No, _, _) => Some("The market was not engaged beforehand.".to_owned()),
        (YesNo::Yes, Some(notice), _) => Some(format!("The market was engaged beforehand: notice {notice}.")),
        (YesNo::Yes, None, Some(reason)) => {
            Some(format!("The market was engaged beforehand without a notice: {reason}"))
        }
        (YesNo::Yes, None, None) => Some("The market was engaged beforehand.".to_owned()),
    }
}

fn step(row: &entity::scale_step::Model) -> StepTerms {
    StepTerms { score: row.score, label: row.label.clone(), words: row.words.clone() }
}

fn condition(row: &condition::Model) -> ConditionTerms {
    let says = match row.kind {
        ConditionKind::Accounts => format!("{}\n\n{ACCOUNTS_ONLY_IF_OBLIGED}", row.says),
        ConditionKind::Legal
        | ConditionKind::Financial
        | ConditionKind::Insurance
        | ConditionKind::Technical
        | ConditionKind::Professional => row.says.clone(),
    };
    ConditionTerms {
        id: row.id,
        kind: row.kind,
        says,
        evidence: row.evidence.clone(),
        needed_by: row.needed_by,
    }
}

fn file(row: &entity::tender_file::Model) -> FileTerms {
    FileTerms {
        id: row.id,
        title: row.title.clone(),
        name: row.name.clone(),
        media: row.media.clone(),
        bytes: row.bytes,
        sha256: row.sha256.clone(),
    }
}

fn lot_terms(tender: &Tender, lot: &lot::Model) -> Option<LotTerms> {
    Some(LotTerms {
        id: lot.id,
        title: lot.title.clone(),
        description: lot.description.clone(),
        starts_on: lot.starts_on,
        months: lot.months?,
        longest_months: lot.longest_months?,
        value: lot.value,
        price_years: lot.price_years?,
        price_weight: lot.price_weight?,
        quality_weight: lot.quality_weight?,
        formula: lot.formula?,
        benchmark_floor: lot.benchmark_floor,
        benchmark_ceiling: lot.benchmark_ceiling,
        ceiling: lot.ceiling,
        above_ceiling: lot.above_ceiling,
        rank_on: lot.rank_on?,
        overall_minimum: lot.overall_minimum,
        minimum_disqualifies: lot.minimum_disqualifies.unwrap_or(YesNo::No),
        if_winner_fails: lot.if_winner_fails,
        criteria: tree(tender, lot.id)?,
        tie_breaks: of_lot(&tender.tie_breaks, lot.id, |row| row.lot_id)
            .map(|row| TieTerms { rule: row.rule, criterion: row.criterion_id })
            .collect(),
        samples: of_lot(&tender.sample_bids, lot.id, |row| row.lot_id)
            .map(|row| SampleTerms { name: row.name.clone(), price: row.price, quality: row.quality })
            .collect(),
    })
}

/// The rows that belong to a lot, in their order.
pub(super) fn of_lot<T>(rows: &[T], lot: RowId, lot_of: impl Fn(&T) -> RowId) -> impl Iterator<Item = &T> {
    rows.iter().filter(move |row| lot_of(row) == lot)
}

/// The criteria of a lot, each heading before what stands under it; nothing while a question has no weight.
fn tree(tender: &Tender, lot: RowId) -> Option<Vec<CriterionTerms>> {
    let rows: Vec<_> = of_lot(&tender.criteria, lot, |row| row.lot_id).collect();
    let mut ordered = Vec::new();
    under(&rows, None, &mut ordered);
    ordered.into_iter().map(|row| criterion_terms(row, &rows)).collect()
}

/// A heading that stands under itself has no place from the top, and is left out; `ready` says so.
fn under<'a>(rows: &[&'a criterion::Model], parent: Option<RowId>, ordered: &mut Vec<&'a criterion::Model>) {
    for row in rows.iter().filter(|row| row.parent_id == parent) {
        ordered.push(row);
        under(rows, Some(row.id), ordered);
    }
}

fn criterion_terms(row: &criterion::Model, rows: &[&criterion::Model]) -> Option<CriterionTerms> {
    let weight = weight_of(row, rows)?;
    Some(CriterionTerms {
        id: row.id,
        parent: row.parent_id,
        outcome: row.outcome_id,
        title: row.title.clone(),
        question: row.question.clone(),
        weight,
        word_limit: row.word_limit,
        minimum: row.minimum,
    })
}

/// The weight given, or for a heading without one what the questions under it sum to.
pub(super) fn weight_of(row: &criterion::Model, rows: &[&criterion::Model]) -> Option<BasisPoints> {
    row.weight.or_else(|| {
        let under: Vec<_> = rows.iter().filter(|other| other.parent_id == Some(row.id)).collect();
        let weights: Option<Vec<i32>> =
            under.iter().map(|other| weight_of(other, rows).map(|weight| weight.0)).collect();
        weights
            .filter(|weights| !weights.is_empty())?
            .into_iter()
            .try_fold(0_i32, i32::checked_add)
            .map(BasisPoints)
    })
}

/// When the official notice was first published: what the time to tender is counted from, however often it has
/// been published again.
#[must_use]
pub fn first_notice(tender: &Tender) -> Option<DateTime<Utc>> {
    tender.terms.first().map(|terms| terms.notice_published_at).or(tender.row.notice_published_at)
}
