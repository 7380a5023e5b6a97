//! Payments: recorded one by one or from a file, taken back when they were a mistake, marked when a notice must tell them.

mod file;

use chrono::{DateTime, NaiveDate, Utc};
use entity::contract_payment;
use entity::id::{PersonId, RowId};
use entity::number::{Pence, Version};
use entity::state::{PaymentCame, Vat};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::Contract;
use super::derived::keep_up;
use super::given::{money, not_now};
use super::law::law_of;
use super::notices::with_missing;
use crate::access::{Act, Actor};
use crate::field::Kind::{Day, Line, Money, Prose, Tick};
use crate::field::{Draft, Field};
use crate::law::clock::uk_date;
use crate::law::notices::Kind;
use crate::law::regime::Finding;
use crate::scoring::given::{day, text, ticked};
use crate::settings::Authority;
use crate::{Action, Change, Problem, Refusal, Why, sha256};

use file::checked;
pub use file::{Fate, Imported, Unread, fates, import, not_too_many, totals_off};

/// A payment above this is told in a contract payment notice, VAT counted (Procurement Act 2023, section 70).
pub const LARGE_PAYMENT: Pence = Pence::pounds(30_000);

/// The most payments of one contract that are recorded in one step.
pub const MOST: usize = 5_000;

/// A payment.
pub const PAYMENT: &[Field] = &[
    Field::given("paid_on", "Paid on", "For example, 18 1 2028.", Day),
    Field::given("amount", "Amount", "In pounds, without VAT.", Money),
    Field::given("credit", "This is a credit: it came back", "", Tick),
    Field::optional("vat", "VAT on it", "In pounds.", Money),
    Field::optional("reference", "Invoice or payment reference", "", Line),
    Field::optional("note", "What it was for", "", Line),
];

/// Why a payment is taken back.
pub const TAKE_BACK: &[Field] = &[Field::given("taken_back_reason", "Why it is taken back", "", Prose)];

/// What makes a payment the only one of its kind: day, sums and reference, and which of those that are alike in one file.
#[must_use]
pub fn once(
    paid_on: NaiveDate,
    amount: Pence,
    vat: Option<Pence>,
    reference: Option<&str>,
    nth: usize,
) -> String {
    let vat = vat.map_or_else(String::new, |vat| vat.0.to_string());
    let reference = reference.unwrap_or_default().trim().to_lowercase();
    sha256(&format!("{paid_on}|{}|{vat}|{reference}|{nth}", amount.0))
}

/// Records a payment.
///
/// The first of the numbers is the payment's, the others are for notices that it makes due. Refuses a day in the future or
/// before the contract began, and an amount of nothing.
pub fn record(
    contract: &Contract,
    authority: &Authority,
    ids: &[RowId],
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = begun(contract, actor)?;
    let (id, spare) = ids.split_first().ok_or_else(Refusal::not_found)?;
    let amount = money(draft, "amount").unwrap_or_default();
    let amount = if ticked(draft, "credit") { Pence(-amount.0) } else { amount };
    let line = Imported {
        line: 1,
        paid_on: Some(day(draft, "paid_on")?),
        amount: Some(amount),
        vat: money(draft, "vat").map(|vat| if ticked(draft, "credit") { Pence(-vat.0) } else { vat }),
        reference: draft.text("reference").map(str::to_owned),
        note: draft.text("note").map(str::to_owned),
        unread: Unread::default(),
    };
    let (paid_on, amount) = checked(contract, &line, uk_date(now)).map_err(|says| {
        let field = if says.starts_with("Its day") { "paid_on" } else { "amount" };
        Refusal { kind: Why::Incomplete, says: vec![Problem::at(field, says)] }
    })?;
    let alike = |nth: usize| once(paid_on, amount, line.vat, line.reference.as_deref(), nth);
    let taken = |once: &String| contract.payments.iter().any(|row| row.once == *once);
    let key =
        (0..=contract.payments.len()).map(alike).find(|once| !taken(once)).ok_or_else(Refusal::not_found)?;
    let row = row_of(contract, *id, &line, (paid_on, amount), key, PaymentCame::Typed, person, now);
    add(contract, authority, vec![row], Action::RecordPayment, spare, seen, now)
}

/// Takes back a payment that was a mistake. It stays in the record, and no longer counts.
pub fn take_back(
    contract: &Contract,
    authority: &Authority,
    id: RowId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    begun(contract, actor)?;
    let payment = contract.paid().find(|row| row.id == id).ok_or_else(Refusal::not_found)?;
    let reason = text(draft, "taken_back_reason")?;
    let row = contract_payment::ActiveModel {
        id: Unchanged(payment.id),
        taken_back_at: Set(Some(now)),
        taken_back_reason: Set(Some(reason)),
        ..Default::default()
    };
    let mut after = contract.clone();
    for row in after.payments.iter_mut().filter(|row| row.id == id) {
        row.taken_back_at = Some(now);
    }
    let change = contract.moving(Action::TakeBackPayment, seen).update(row);
    Ok(change.update(keep_up(&after, authority, uk_date(now))))
}

/// Whether payments can be recorded by this person now: from the day the contract is in force, and still when it has ended.
pub fn may_record(contract: &Contract, actor: &Actor) -> Result<(), Refusal> {
    begun(contract, actor).map(|_| ())
}

fn begun(contract: &Contract, actor: &Actor) -> Result<PersonId, Refusal> {
    use entity::state::ContractStage::{Abandoned, Ended, InForce, SettingUp};
    let person = contract.acts(Act::WriteContract, actor)?;
    match contract.row.stage {
        InForce | Ended => Ok(person),
        SettingUp => not_now("This contract is being set up. Put it in force before payments are recorded."),
        Abandoned => not_now("This contract was given up, so nothing is paid under it."),
    }
}

#[expect(clippy::too_many_arguments, reason = "each is a column of its own")]
fn row_of(
    contract: &Contract,
    id: RowId,
    line: &Imported,
    (paid_on, amount): (NaiveDate, Pence),
    once: String,
    how: PaymentCame,
    person: PersonId,
    now: DateTime<Utc>,
) -> contract_payment::Model {
    contract_payment::Model {
        id,
        contract_id: contract.row.id,
        authority_id: contract.row.authority_id,
        paid_on,
        amount,
        vat: line.vat,
        reference: line.reference.clone(),
        note: line.note.clone(),
        how,
        once,
        at: now,
        person_id: person,
        taken_back_at: None,
        taken_back_reason: None,
    }
}

fn add(
    contract: &Contract,
    authority: &Authority,
    rows: Vec<contract_payment::Model>,
    action: Action,
    spare: &[RowId],
    seen: Version,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    use sea_orm::{ActiveModelTrait, IntoActiveModel};
    let mut change = contract.moving(action, seen);
    let mut after = contract.clone();
    for row in rows {
        change = change.insert(row.clone().into_active_model().reset_all());
        after.payments.push(row);
    }
    let change = change.update(keep_up(&after, authority, uk_date(now)));
    Ok(with_missing(change, &after, &law_of(&after, now), spare, now))
}

/// Whether a payment is above £30,000 with its VAT; nothing where its VAT is not recorded and decides it.
#[must_use]
pub fn is_large(payment: &contract_payment::Model, vat: Option<Vat>) -> Option<bool> {
    let with = |vat: i64| payment.amount.0.checked_add(vat).is_none_or(|sum| sum > LARGE_PAYMENT.0);
    match (payment.vat, vat) {
        (Some(vat), _) => Some(with(vat.0)),
        (None, Some(Vat::Exempt)) => Some(with(0)),
        (None, Some(Vat::Standard)) => Some(with(payment.amount.0 / 5)),
        (None, None) => match (with(0), with(payment.amount.0 / 5)) {
            (true, _) => Some(true),
            (false, false) => Some(false),
            (false, true) => None,
        },
    }
}

/// Whether the rule of payment notices applies to a contract at all.
#[must_use]
pub fn notices_apply(finding: &Finding) -> bool {
    let follows = finding.follows.as_ref();
    follows.is_some_and(|follows| follows.notices.iter().any(|notice| notice.kind == Kind::ContractPayment))
}

#[cfg(test)]
mod tests;
