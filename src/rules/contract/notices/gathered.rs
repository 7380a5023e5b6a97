//! What a notice needs, gathered from the record, so that it can be copied onto the central platform.

use entity::choice::Choice;
use entity::notice_due;

use super::super::Contract;
use super::super::payments::is_large;
use super::occasion::{Occasion, occasion};
use crate::field::long_day;
use crate::law::dates::quarter_end;
use crate::law::notices::Kind;

/// Label and value of everything the notice needs; a value that is not in the record is empty.
#[must_use]
pub fn gathered(contract: &Contract, due: &notice_due::Model) -> Vec<(String, Option<String>)> {
    let Some(kind) = Kind::of(&due.kind) else { return Vec::new() };
    let mut facts = head(contract);
    match occasion(kind) {
        Some(Occasion::Signature) => facts.extend(agreement(contract)),
        Some(Occasion::Payments) => facts.extend(payments(contract, due)),
        Some(Occasion::Variation) => facts.extend(variation(contract, &due.once)),
        Some(Occasion::End) => {
            facts.push(("Day it ended".to_owned(), contract.row.ended_on.map(long_day)));
            facts
                .push(("How it ended".to_owned(), contract.row.end_kind.map(|kind| kind.label().to_owned())));
            facts.push(("Why".to_owned(), contract.row.end_reason.clone()));
        }
        Some(Occasion::Failure) => facts.push(("What failed".to_owned(), Some(due.why.clone()))),
        Some(Occasion::Year) => facts.push(("Period".to_owned(), Some(due.why.clone()))),
        None => {}
    }
    facts
}

fn head(contract: &Contract) -> Vec<(String, Option<String>)> {
    let row = &contract.row;
    vec![
        ("Contract".to_owned(), Some(format!("{}, {}", row.reference, row.title))),
        ("Provider".to_owned(), Some(row.supplier.clone())),
        ("Company or charity number".to_owned(), row.supplier_number.clone()),
        ("CPV codes".to_owned(), row.cpv_codes.clone()),
    ]
}

fn agreement(contract: &Contract) -> Vec<(String, Option<String>)> {
    let row = &contract.row;
    let yes_no = |answer: Option<entity::state::YesNo>| answer.map(|answer| answer.label().to_owned());
    vec![
        ("What is bought".to_owned(), row.description.clone()),
        ("Signed".to_owned(), row.signed_on.map(long_day)),
        ("First day".to_owned(), row.starts_on.map(long_day)),
        ("Last day as it stands".to_owned(), row.ends_on.map(long_day)),
        ("Last day with every option".to_owned(), row.longest_on.map(long_day)),
        ("Value without VAT".to_owned(), row.value.map(|value| value.to_string())),
        ("Small or medium-sized enterprise".to_owned(), yes_no(row.supplier_sme)),
        ("Voluntary, community or social enterprise".to_owned(), yes_no(row.supplier_vcse)),
        ("Address of the provider".to_owned(), row.supplier_address.clone()),
    ]
}

fn payments(contract: &Contract, due: &notice_due::Model) -> Vec<(String, Option<String>)> {
    let of_quarter = contract.paid().filter(|row| quarter_end(row.paid_on) == due.event_on);
    let large = of_quarter.filter(|row| is_large(row, contract.row.vat) == Some(true));
    large
        .map(|row| {
            let vat = row.vat.map_or_else(|| "VAT not recorded".to_owned(), |vat| format!("{vat} VAT"));
            (format!("Paid on {}", long_day(row.paid_on)), Some(format!("{} and {vat}", row.amount)))
        })
        .collect()
}

fn variation(contract: &Contract, once: &str) -> Vec<(String, Option<String>)> {
    let found = contract.variations.iter().find(|row| once == format!("variation/{}", row.number));
    let Some(row) = found else { return Vec::new() };
    vec![
        ("What is changed, and why".to_owned(), Some(row.reason.clone())),
        ("Ground".to_owned(), Some(row.ground.label().to_owned())),
        ("In effect from".to_owned(), Some(long_day(row.effective_on))),
        ("Change of value without VAT".to_owned(), Some(row.value_change.to_string())),
        ("Value with it".to_owned(), row.value_after.map(|value| value.to_string())),
    ]
}
