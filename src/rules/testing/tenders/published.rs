//! The terms of a tender as they are published, made from its rows.

use entity::number::BasisPoints;
use entity::state::{FormulaKind, RankOn, YesNo};
use entity::{condition, criterion, lot, scale_step};

use crate::tender::Tender;
use crate::tender::terms::{
    ConditionTerms, CriterionTerms, LotTerms, NoticeTerms, SampleTerms, StepTerms, Terms, TieTerms,
};

/// The terms of such a tender, as publication writes them.
pub(crate) fn terms_of(tender: &Tender) -> Terms {
    let row = &tender.row;
    Terms {
        reference: row.reference.clone(),
        title: row.title.clone(),
        description: row.description.clone().unwrap_or_default(),
        cpv_codes: vec!["85320000-8".to_owned()],
        value: row.value,
        contact: row.contact.clone().unwrap_or_default(),
        lots_reason: row.lots_reason.clone(),
        notice: NoticeTerms {
            reference: row.notice_reference.clone().unwrap_or_default(),
            link: row.notice_link.clone(),
            published_at: row.notice_published_at.unwrap_or_default(),
        },
        engagement: None,
        questions_until: row.questions_until.unwrap_or_default(),
        deadline: row.deadline.unwrap_or_default(),
        award_planned: row.award_planned,
        price_basis: row.price_basis.clone().unwrap_or_default(),
        scale: tender.scale_steps.iter().map(step_terms).collect(),
        conditions: tender.conditions.iter().map(condition_terms).collect(),
        lots: tender.lots.iter().map(|lot| lot_terms(tender, lot)).collect(),
        files: Vec::new(),
    }
}

fn step_terms(step: &scale_step::Model) -> StepTerms {
    StepTerms { score: step.score, label: step.label.clone(), words: step.words.clone() }
}

fn condition_terms(row: &condition::Model) -> ConditionTerms {
    ConditionTerms {
        id: row.id,
        kind: row.kind,
        says: row.says.clone(),
        evidence: row.evidence.clone(),
        needed_by: row.needed_by,
    }
}

fn lot_terms(tender: &Tender, lot: &lot::Model) -> LotTerms {
    LotTerms {
        id: lot.id,
        title: lot.title.clone(),
        description: lot.description.clone(),
        starts_on: lot.starts_on,
        months: lot.months.unwrap_or_default(),
        longest_months: lot.longest_months.unwrap_or_default(),
        value: lot.value,
        price_years: lot.price_years.unwrap_or_default(),
        price_weight: lot.price_weight.unwrap_or(BasisPoints(0)),
        quality_weight: lot.quality_weight.unwrap_or(BasisPoints(0)),
        formula: lot.formula.unwrap_or(FormulaKind::Inverse),
        benchmark_floor: lot.benchmark_floor,
        benchmark_ceiling: lot.benchmark_ceiling,
        ceiling: lot.ceiling,
        above_ceiling: lot.above_ceiling,
        rank_on: lot.rank_on.unwrap_or(RankOn::Published),
        overall_minimum: lot.overall_minimum,
        minimum_disqualifies: lot.minimum_disqualifies.unwrap_or(YesNo::No),
        if_winner_fails: lot.if_winner_fails,
        criteria: tender.criteria.iter().filter(|row| row.lot_id == lot.id).map(criterion_terms).collect(),
        tie_breaks: tender
            .tie_breaks
            .iter()
            .filter(|row| row.lot_id == lot.id)
            .map(|row| TieTerms { rule: row.rule, criterion: row.criterion_id })
            .collect(),
        samples: tender
            .sample_bids
            .iter()
            .filter(|row| row.lot_id == lot.id)
            .map(|row| SampleTerms { name: row.name.clone(), price: row.price, quality: row.quality })
            .collect(),
    }
}

fn criterion_terms(row: &criterion::Model) -> CriterionTerms {
    CriterionTerms {
        id: row.id,
        parent: row.parent_id,
        outcome: row.outcome_id,
        title: row.title.clone(),
        question: row.question.clone(),
        weight: row.weight.unwrap_or(BasisPoints(0)),
        word_limit: row.word_limit,
        minimum: row.minimum,
    }
}
