//! The rows a contract begins with: its term, a price a year, its budget, what it is to save, its risks,
//! its outcomes.

use entity::gaps::{Gap, Gaps};
use entity::id::{ContractId, RowId};
use entity::state::{RiskStanding, TermEnd};
use entity::{
    contract_avoidance, contract_budget, contract_period, contract_price, contract_risk, term_period,
};
use sea_orm::ActiveValue::Set;

use crate::Change;
use crate::bid::price::Schedule;
use crate::procurement::Procurement;
use crate::returns::kpis::with_outcomes;
use crate::tender::terms::LotTerms;

/// Adds them all. There are as many numbers as rows.
pub(super) fn with_rows(
    change: Change,
    procurement: &Procurement,
    lot: &LotTerms,
    schedule: &Schedule,
    id: ContractId,
    ids: &[RowId],
) -> Change {
    let mut ids = ids.iter().copied();
    let mut change = change;
    for row in periods(procurement, lot, id, &mut ids) {
        change = change.insert(row);
    }
    for ((position, amount), row) in (1_i32..).zip(&schedule.years).zip(&mut ids) {
        change = change.insert(contract_price::ActiveModel {
            id: Set(row),
            contract_id: Set(id),
            position: Set(position),
            amount: Set(Some(*amount)),
            note: Set(None),
            gaps: Set(Gaps::default()),
        });
    }
    for ((position, of), row) in (1_i32..).zip(&procurement.fundings).zip(&mut ids) {
        change = change.insert(contract_budget::ActiveModel {
            id: Set(row),
            contract_id: Set(id),
            position: Set(position),
            source: Set(of.source.clone()),
            owner: Set(of.owner.clone()),
            year: Set(year(of.year.as_deref(), lot.starts_on)),
            amount: Set(of.amount),
            share: Set(of.share),
            secured: Set(of.secured),
            gaps: Set(of.gaps.clone()),
        });
    }
    for ((position, of), row) in (1_i32..).zip(&procurement.cost_avoidances).zip(&mut ids) {
        let gaps = of.gaps.clone().with("recurs", Some(Gap::ToBeConfirmed));
        change = change.insert(contract_avoidance::ActiveModel {
            id: Set(row),
            contract_id: Set(id),
            position: Set(position),
            measures: Set(of.measures.clone()),
            evaluated_rate: Set(of.evaluated_rate),
            modelled_rate: Set(of.modelled_rate),
            unit_cost: Set(of.unit_cost),
            recurs: Set(None),
            part_year: Set(None),
            years: Set(of.years),
            gross: Set(of.gross),
            net: Set(of.net),
            basis: Set(of.basis.clone()),
            source: Set(of.source.clone()),
            link: Set(of.link.clone()),
            gaps: Set(gaps),
        });
    }
    for ((position, of), row) in (1_i32..).zip(&procurement.risks).zip(&mut ids) {
        change = change.insert(contract_risk::ActiveModel {
            id: Set(row),
            contract_id: Set(id),
            position: Set(position),
            title: Set(of.title.clone()),
            describes: Set(of.describes.clone()),
            category: Set(of.category.clone()),
            likelihood: Set(of.likelihood.clone()),
            impact: Set(of.impact.clone()),
            mitigation: Set(of.mitigation.clone()),
            owner: Set(None),
            standing: Set(Some(RiskStanding::Open)),
            from_risk_id: Set(Some(of.id)),
            gaps: Set(of.gaps.clone().with("owner", Some(Gap::ToBeConfirmed))),
        });
    }
    with_outcomes(change, id, 0, procurement.outcomes.iter().zip(ids))
}

/// The parts of the term as the case gives them, where they make the longest term that was published; else the initial term
/// and what the options add, whose end is to be confirmed.
fn periods(
    procurement: &Procurement,
    lot: &LotTerms,
    id: ContractId,
    ids: &mut impl Iterator<Item = RowId>,
) -> Vec<contract_period::ActiveModel> {
    let parts = &procurement.term_periods;
    let sum = parts.iter().try_fold(0_i32, |sum, part: &term_period::Model| sum.checked_add(part.months?));
    let given: Vec<(i32, Option<TermEnd>)> = if !parts.is_empty() && sum == Some(lot.longest_months) {
        parts.iter().filter_map(|part| Some((part.months?, part.ends_with))).collect()
    } else if lot.longest_months > lot.months {
        vec![(lot.months, None), (lot.longest_months - lot.months, Some(TermEnd::End))]
    } else {
        vec![(lot.months, Some(TermEnd::End))]
    };
    let last = given.len();
    (1_i32..)
        .zip(given)
        .zip(ids)
        .map(|((position, (months, end)), row)| {
            let is_last = usize::try_from(position).is_ok_and(|position| position == last);
            let end = if is_last { Some(TermEnd::End) } else { end };
            let mut unsaid = vec!["notice", "notice_unit", "notice_by", "notice_form"];
            if end.is_none() {
                unsaid.push("ends_with");
            }
            let why = if is_last { Gap::Nothing } else { Gap::ToBeConfirmed };
            let gaps = unsaid.iter().fold(Gaps::default(), |gaps, name| gaps.with(name, Some(why)));
            contract_period::ActiveModel {
                id: Set(row),
                contract_id: Set(id),
                position: Set(position),
                months: Set(Some(months)),
                ends_with: Set(end),
                gaps: Set(gaps),
                ..Default::default()
            }
        })
        .collect()
}

/// `Year 2` is the second contract year; `2028/29` the one that begins in it. Nothing where it says neither.
pub(super) fn year(says: Option<&str>, starts: Option<chrono::NaiveDate>) -> Option<i32> {
    use chrono::Datelike;
    let says = says?.trim().to_lowercase();
    if let Some(number) = says.strip_prefix("year") {
        return number.trim().parse().ok().filter(|year| (1..=50).contains(year));
    }
    let from: i32 = says.split_once('/')?.0.trim().parse().ok()?;
    let starts = starts?;
    let first = if starts.month() >= 4 { starts.year() } else { starts.year() - 1 };
    Some(from - first + 1).filter(|year| (1..=50).contains(year))
}
