//! Duties around the notices: lots, conflicts, records, payment, suitability below the threshold.

use entity::number::Pence;

use super::finding::{Regime, Standing};
use super::question::{Category, Question};
use super::value::Test;
use crate::law::reason::Reason;
use crate::law::thresholds;

/// Section 85(3)(b), as first made and as amended by SI 2025/1200 (both read). VAT counts.
const SUITABILITY_WORKS: Pence = Pence::pounds(213_477);
const SUITABILITY_WORKS_FROM_2026: Pence = Pence::pounds(207_720);

/// In the order in which they are met.
pub(super) fn of(question: &Question, regime: Regime, test: &Test) -> Vec<Reason> {
    match (regime, test.standing) {
        (Regime::Act2023, Standing::Above) => under_the_act(),
        (Regime::Act2023, Standing::Below | Standing::BelowNotNotifiable) => below(question, test),
        (Regime::Pcr2015, Standing::Above) => legacy(),
        (Regime::Pcr2015, Standing::Below | Standing::BelowNotNotifiable) => legacy_below(question, test),
        (Regime::ProviderSelection, _) => health(),
        (Regime::Act2023 | Regime::Pcr2015, Standing::NoThreshold | Standing::CannotTell)
        | (Regime::CannotTell, _) => Vec::new(),
    }
}

/// All read.
fn under_the_act() -> Vec<Reason> {
    vec![
        Reason::new(
            "Consider whether to split the contract into lots, and give the reason if not.",
            "Procurement Act 2023, section 18",
        ),
        Reason::new(
            "Prepare a conflicts assessment before the tender notice, and keep it under review.",
            "Procurement Act 2023, sections 81 to 83",
        ),
        Reason::new(
            "Keep records that explain each material decision, for three years from signing.",
            "Procurement Act 2023, section 98",
        ),
        payment("Procurement Act 2023, section 68"),
    ]
}

/// Sections 85, 86 and 88 (read).
fn below(question: &Question, test: &Test) -> Vec<Reason> {
    let mut duties = Vec::new();
    if !is_large_works(question, test) {
        duties.push(no_suitability_stage("Procurement Act 2023, section 85"));
    }
    duties.push(Reason::new(
        "Consider what stands in the way of small and medium-sized suppliers before inviting tenders.",
        "Procurement Act 2023, section 86",
    ));
    duties.push(payment("Procurement Act 2023, section 88"));
    duties
}

/// Regulations 72 and 84 (read).
fn legacy() -> Vec<Reason> {
    vec![
        Reason::new(
            "Write the report of the procedure, and keep its papers for three years from award.",
            "Public Contracts Regulations 2015, regulation 84",
        ),
        Reason::new(
            "Change the contract only on the grounds the Regulations allow, for its whole life.",
            "Public Contracts Regulations 2015, regulation 72",
        ),
        payment("Public Contracts Regulations 2015, regulation 113"),
    ]
}

/// Regulations 111 and 113 (read). Light touch services and works at or above the goods and services
/// threshold may have a pre-qualification stage; nothing smaller may, once Chapter 8 applies.
fn legacy_below(question: &Question, test: &Test) -> Vec<Reason> {
    let mut duties = Vec::new();
    if test.standing == Standing::Below && !reaches_goods_and_services(question, test) {
        duties.push(no_suitability_stage("Public Contracts Regulations 2015, regulation 111"));
    }
    duties.push(payment("Public Contracts Regulations 2015, regulation 113"));
    duties
}

fn health() -> Vec<Reason> {
    vec![
        Reason::new("Choose one of the five processes and record why.", "SI 2023/1348, regulations 6 and 24"),
        Reason::new(
            "Identify and manage conflicts of interest, and record how.",
            "SI 2023/1348, regulation 21",
        ),
    ]
}

fn no_suitability_stage(source: &'static str) -> Reason {
    Reason::new("No supplier may be shut out by a test of suitability before tendering.", source)
}

fn payment(source: &'static str) -> Reason {
    Reason::new("Pay valid invoices within 30 days; the contract says so whether written or not.", source)
}

/// Below the works threshold, but large enough that suitability may be tested first.
fn is_large_works(question: &Question, test: &Test) -> bool {
    let amended = question.date() >= Some(super::day(2026, 1, 1));
    let figure = if amended { SUITABILITY_WORKS_FROM_2026 } else { SUITABILITY_WORKS };
    question.main_category == Some(Category::Works)
        && test.tested.as_ref().is_some_and(|tested| tested.value >= figure)
}

fn reaches_goods_and_services(question: &Question, test: &Test) -> bool {
    let row = question.date().and_then(thresholds::on);
    let (Some(row), Some(tested)) = (row, test.tested.as_ref()) else { return false };
    tested.value >= row.sub_central
}
