//! The register as the Local Government Transparency Code 2015 asks for it: its fields and no others.
//!
//! Contracts above £5,000, quarterly, within a month of the quarter's end (fact sheet, section 6).

use chrono::NaiveDate;
use entity::choice::Choice;
use entity::contract;
use entity::number::Pence;
use entity::state::{ContractStage, Procured, YesNo};

use super::Contract;
use super::columns::Cell;
use crate::law::dates::{last_day_of_period, minus_months, plus_days, plus_months, quarter_end};
use crate::tender::terms::{LotTerms, Terms};

/// The code asks for contracts above this.
pub const ABOVE: Pence = Pence::pounds(5_000);

/// The heading of each field of a contract, in the order of the code.
pub const CONTRACT_HEADINGS: [&str; 13] = [
    "Reference number",
    "Title of agreement",
    "Local authority department responsible",
    "Description of the goods and/or services being provided",
    "Supplier name and details",
    "Sum to be paid over the length of the contract, or estimated annual spending or budget (£)",
    "Value Added Tax that cannot be recovered (£)",
    "Start date",
    "End date",
    "Review date",
    "Result of an invitation to quote or a published invitation to tender",
    "Supplier is a small or medium sized enterprise and/or a voluntary or community sector organisation",
    "Registration number",
];

/// The heading of each field of an invitation to tender, in the order of the code.
pub const INVITATION_HEADINGS: [&str; 7] = [
    "Reference number",
    "Title",
    "Description of the goods and/or services sought",
    "Start date",
    "End date",
    "Review date",
    "Local authority department responsible",
];

/// A row, field by field; what is not known is empty.
pub type Row<const N: usize> = [String; N];

/// Whether the code asks for a contract: made by the end of the quarter, in force, or ended in the quarter or since, and
/// above £5,000 or of unknown value.
#[must_use]
pub fn is_asked_for(contract: &Contract, quarter: NaiveDate) -> bool {
    let row = &contract.row;
    let (begins, ends) = days_of(quarter);
    let live = match row.stage {
        ContractStage::InForce => true,
        ContractStage::Ended => row.ended_on.is_some_and(|on| on >= begins),
        ContractStage::SettingUp | ContractStage::Abandoned => false,
    };
    let made = row.signed_on.or(row.starts_on).is_none_or(|on| on <= ends);
    live && made && row.value_now.or(row.value).is_none_or(|value| value > ABOVE)
}

/// The first and the last day of the quarter that holds this day.
#[must_use]
pub fn days_of(quarter: NaiveDate) -> (NaiveDate, NaiveDate) {
    let ends = quarter_end(quarter);
    (minus_months(plus_days(ends, 1), 3), ends)
}

/// The fields of a contract, as a file says them.
#[must_use]
pub fn contract_row(contract: &Contract) -> Row<13> {
    contract_cells(&contract.row).map(|cell| cell.plain())
}

/// The same as cells.
#[must_use]
pub fn contract_cells(row: &contract::Model) -> [Cell; 13] {
    let text = |text: &Option<String>| Cell::Text(text.clone().unwrap_or_default());
    let details = [Some(&row.supplier), row.supplier_address.as_ref()];
    [
        Cell::Text(row.reference.clone()),
        Cell::Text(row.title.clone()),
        text(&row.department),
        text(&row.description),
        Cell::Text(
            details.into_iter().flatten().map(|text| text.replace('\n', ", ")).collect::<Vec<_>>().join(", "),
        ),
        Cell::Money(row.value_now.or(row.value)),
        Cell::Money(row.irrecoverable_vat),
        Cell::Day(row.starts_on),
        Cell::Day(row.ended_on.or(row.ends_on)),
        Cell::Day(row.review_on),
        Cell::Text(row.procured.map(|it| result_of(it).to_owned()).unwrap_or_default()),
        Cell::Text(size(row.supplier_sme, row.supplier_vcse)),
        text(&row.supplier_number),
    ]
}

fn result_of(procured: Procured) -> &'static str {
    match procured {
        Procured::Tender => "Published invitation to tender",
        Procured::Quotes => "Invitation to quote",
        Procured::Neither => "Neither",
    }
}

fn size(sme: Option<YesNo>, vcse: Option<YesNo>) -> String {
    let say = |answer: Option<YesNo>, what: &str| {
        answer.map_or_else(
            || format!("{what}: not stated"),
            |answer| format!("{what}: {}", answer.label().to_lowercase()),
        )
    };
    format!("{}; {}", say(sme, "SME"), say(vcse, "voluntary or community sector"))
}

/// The fields of an invitation to tender, as a file says them: of a lot, where it has several.
#[must_use]
pub fn invitation_row(
    terms: &Terms,
    lot: &LotTerms,
    review: Option<NaiveDate>,
    department: Option<&str>,
) -> Row<7> {
    invitation_cells(terms, lot, review, department).map(|cell| cell.plain())
}

/// The same as cells.
#[must_use]
pub fn invitation_cells(
    terms: &Terms,
    lot: &LotTerms,
    review: Option<NaiveDate>,
    department: Option<&str>,
) -> [Cell; 7] {
    let several = terms.lots.len() > 1;
    let months = u32::try_from(lot.longest_months).unwrap_or(0);
    let ends = lot.starts_on.map(|starts| last_day_of_period(starts, months));
    let title = if several { format!("{}: {}", terms.title, lot.title) } else { terms.title.clone() };
    let description = lot.description.clone().filter(|_| several);
    [
        Cell::Text(terms.reference.clone()),
        Cell::Text(title),
        Cell::Text(description.unwrap_or_else(|| terms.description.clone())),
        Cell::Day(lot.starts_on),
        Cell::Day(ends),
        Cell::Day(review),
        Cell::Text(department.unwrap_or_default().to_owned()),
    ]
}

/// Whether the code asks for an invitation: for more than £5,000, or of unknown value.
#[must_use]
pub fn invites_for_enough(terms: &Terms, lot: &LotTerms) -> bool {
    let whole = terms.value.filter(|_| terms.lots.len() == 1);
    lot.value.or(whole).is_none_or(|value| value > ABOVE)
}

/// The last day to publish a quarter: within a month of its end.
#[must_use]
pub fn publish_by(quarter: NaiveDate) -> NaiveDate {
    plus_months(quarter_end(quarter), 1)
}

#[cfg(test)]
mod tests;
