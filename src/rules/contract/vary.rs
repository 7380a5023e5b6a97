//! Variations: why, on which ground, what they do to value and term, and the running share of the original value.

mod grounds;

use chrono::{DateTime, NaiveDate, Utc};
use entity::choice::Choice;
use entity::gaps::Gap;
use entity::id::RowId;
use entity::number::{Pence, Version};
use entity::state::{BreakAnswer, Category, VariationGround, YesNo};
use entity::{contract, contract_period, contract_variation};
use sea_orm::ActiveModelTrait;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::IntoActiveModel;

use super::Contract;
use super::derived::keep_up;
use super::given::money;
use super::law::law_of;
use super::notices::with_missing;
use crate::access::{Act, Actor};
use crate::exact::{Exact, ratio};
use crate::field::Kind::{Choice as OneOf, Day, Line, Money, Prose, RowFrom, Whole};
use crate::field::{Draft, Field, List, Lists, long_day, options};
use crate::law::clock::uk_date;
use crate::scoring::given::{day, number, perhaps_day, text};
use crate::settings::Authority;
use crate::{Action, Change, Problem, Refusal, Why};

pub use grounds::{Limit, fields, grounds, limits};

/// A variation.
pub const VARY: &[Field] = &[
    Field::given("reason", "What is changed, and why", "", Prose),
    Field::given("ground", "Legal ground", "", OneOf(options::<VariationGround>)),
    Field::optional("ground_note", "Why that ground holds", "", Prose),
    Field::given("scope_changes", "Does it change materially what is bought?", "", OneOf(options::<YesNo>)),
    Field::given(
        "favours_supplier",
        "Does it shift the economic balance to the provider?",
        "",
        OneOf(options::<YesNo>),
    ),
    Field::given("agreed_on", "Agreed on", "For example, 18 1 2028.", Day),
    Field::given("effective_on", "In effect from", "For example, 1 4 2028.", Day),
    Field::optional("adds", "It adds to the value", "In pounds, without VAT.", Money),
    Field::optional("takes_away", "It takes away from the value", "In pounds, without VAT.", Money),
    Field::optional("period_id", "Part of the term that it changes", "", RowFrom(List::TermParts)),
    Field::optional("months_after", "New length of that part", "In whole months.", Whole(1, 600)),
    Field::optional("last_day_after", "Or its new last day", "Where that is no whole month.", Day),
    Field::optional("supplier_after", "New provider", "Where another takes its place.", Line),
];

/// What the form of a variation chooses from.
#[must_use]
pub fn choices(contract: &Contract) -> Lists {
    let spans = contract.spans().unwrap_or_default();
    let part = |(place, row): (usize, &contract_period::Model)| {
        let until = spans.get(place).map_or_else(String::new, |span| format!(", to {}", long_day(span.last)));
        (row.id.0.to_string(), format!("Part {}{until}", place + 1))
    };
    Lists([(List::TermParts, contract.periods.iter().enumerate().map(part).collect())].into())
}

/// Records a variation. Value and term change with it, and so do all later dates. `ids` are for the notices it makes due.
///
/// Refuses a ground that the law of this contract does not know or whose limits it breaks, a change of a part that is over
/// or that notice ended, and days that cannot be.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn vary(
    contract: &Contract,
    authority: &Authority,
    id: RowId,
    ids: &[RowId],
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = contract.in_force(Act::WriteContract, actor)?;
    let finding = law_of(contract, now);
    let row = read(contract, id, draft, person, now)?;
    let mut problems = impossible(contract, &row, draft, now);
    let after = with(contract, &row);
    if problems.is_empty()
        && let Err(why) = after.spans()
    {
        problems.push(Problem::at("last_day_after", why.to_string()));
    }
    problems.extend(grounds::broken(contract, &after, &row, &finding)?);
    Refusal::unless_empty(problems)?;
    let mut change =
        contract.moving(Action::VaryContract, seen).insert(row.clone().into_active_model().reset_all());
    if let Some(period) = row.period_id {
        change = change.update(contract_period::ActiveModel {
            id: Unchanged(period),
            months: Set(row.months_after),
            last_day: Set(row.last_day_after),
            ..Default::default()
        });
    }
    let mut own = keep_up(&after, authority, uk_date(now));
    if let Some(supplier) = row.supplier_after.clone() {
        own = of_another_provider(own, contract, supplier);
    }
    Ok(with_missing(change.update(own), &after, &law_of(&after, now), ids, now))
}

/// Number, address and kind were the provider's before: of another they are to be confirmed.
fn of_another_provider(
    own: contract::ActiveModel,
    contract: &Contract,
    supplier: String,
) -> contract::ActiveModel {
    let asked = ["supplier_number", "supplier_address", "supplier_sme", "supplier_vcse"];
    let gaps = contract.row.gaps.clone();
    let gaps = asked.iter().fold(gaps, |gaps, name| gaps.with(name, Some(Gap::ToBeConfirmed)));
    contract::ActiveModel {
        supplier: Set(supplier),
        organisation_id: Set(None),
        supplier_number: Set(None),
        supplier_address: Set(None),
        supplier_sme: Set(None),
        supplier_vcse: Set(None),
        gaps: Set(gaps),
        ..own
    }
}

fn read(
    contract: &Contract,
    id: RowId,
    draft: &Draft,
    person: entity::id::PersonId,
    now: DateTime<Utc>,
) -> Result<contract_variation::Model, Refusal> {
    let yes_no = |name: &str| draft.text(name).and_then(YesNo::of).ok_or_else(Refusal::not_found);
    let period = match draft.value("period_id") {
        Some(sea_orm::Value::BigInt(Some(id))) => Some(contract.period(RowId(*id))?),
        _ => None,
    };
    let added = money(draft, "adds").unwrap_or_default().0;
    let value_change = Pence(added.saturating_sub(money(draft, "takes_away").unwrap_or_default().0));
    let value = contract.row.value_now.or(contract.row.value);
    let last_number = contract.variations.iter().map(|row| row.number).max().unwrap_or(0);
    let supplier_after = draft.text("supplier_after").map(str::to_owned);
    Ok(contract_variation::Model {
        id,
        contract_id: contract.row.id,
        number: last_number.saturating_add(1),
        reason: text(draft, "reason")?,
        ground: draft.text("ground").and_then(VariationGround::of).ok_or_else(Refusal::not_found)?,
        ground_note: draft.text("ground_note").map(str::to_owned),
        scope_changes: yes_no("scope_changes")?,
        favours_supplier: yes_no("favours_supplier")?,
        agreed_on: day(draft, "agreed_on")?,
        effective_on: day(draft, "effective_on")?,
        value_change,
        value_after: value.and_then(|value| value.0.checked_add(value_change.0)).map(Pence),
        period_id: period.map(|row| row.id),
        months_before: period.and_then(|row| row.months),
        months_after: period.and(number(draft, "months_after")),
        last_day_before: period.and_then(|row| row.last_day),
        last_day_after: period.and(perhaps_day(draft, "last_day_after")),
        supplier_before: supplier_after.as_ref().map(|_| contract.row.supplier.clone()),
        supplier_after,
        notice_reference: None,
        at: now,
        person_id: person,
    })
}

fn impossible(
    contract: &Contract,
    row: &contract_variation::Model,
    draft: &Draft,
    now: DateTime<Utc>,
) -> Vec<Problem> {
    let today = uk_date(now);
    let mut problems = Vec::new();
    if row.agreed_on > today {
        problems.push(Problem::at("agreed_on", "Day it was agreed must not be in the future."));
    }
    if contract.row.starts_on.is_some_and(|starts| row.effective_on < starts) {
        problems.push(Problem::at("effective_on", "It cannot take effect before the contract’s first day."));
    }
    if money(draft, "adds").is_some() && money(draft, "takes_away").is_some() {
        problems
            .push(Problem::at("takes_away", "It either adds to the value or takes away from it. Give one."));
    }
    if row.value_after.is_some_and(|value| value.0 < 0) {
        problems
            .push(Problem::at("takes_away", "It takes away more than the contract is worth. Check the sum."));
    }
    problems.extend(impossible_term(contract, row, draft, today));
    problems
}

fn impossible_term(
    contract: &Contract,
    row: &contract_variation::Model,
    draft: &Draft,
    today: NaiveDate,
) -> Vec<Problem> {
    let given = (number(draft, "months_after").is_some(), perhaps_day(draft, "last_day_after").is_some());
    let Some(period) = row.period_id else {
        return match given {
            (false, false) => Vec::new(),
            (true, _) | (_, true) => {
                vec![Problem::at("period_id", "Choose the part of the term that it changes.")]
            }
        };
    };
    match given {
        (false, false) => {
            return vec![Problem::at(
                "months_after",
                "Give the new length of this part, or its new last day.",
            )];
        }
        (true, true) => {
            return vec![Problem::at("last_day_after", "Give the new length or the new last day, not both.")];
        }
        (true, false) | (false, true) => {}
    }
    let place = contract.periods.iter().position(|it| it.id == period);
    let last = |of: &Contract| Some(of.spans().ok()?.get(place?)?.last);
    let ended = contract.decision(period).is_some_and(|it| {
        it.received_on.is_some() && matches!(it.answer, BreakAnswer::End | BreakAnswer::Extend)
    });
    let says = if last(contract).is_some_and(|last| last < today) {
        Some("This part of the term is over and cannot be changed.")
    } else if ended {
        Some("Notice was given at the end of this part, so its end stays where it is.")
    } else if last(&with(contract, row)).is_some_and(|last| last < today) {
        Some("This part would have ended before today. Check its new end.")
    } else {
        None
    };
    says.map(|says| Problem::at("period_id", says)).into_iter().collect()
}

/// The contract with this variation.
fn with(contract: &Contract, row: &contract_variation::Model) -> Contract {
    let mut after = contract.clone();
    if let Some(period) = after.periods.iter_mut().find(|it| Some(it.id) == row.period_id) {
        (period.months, period.last_day) = (row.months_after, row.last_day_after);
    }
    if let Some(supplier) = &row.supplier_after {
        after.row.supplier.clone_from(supplier);
    }
    after.row.value_now = row.value_after;
    after.variations.push(row.clone());
    after
}

/// What all variations up to one add, as a share of the original value; nothing where that is not known.
#[must_use]
pub fn running_share(contract: &Contract, number: i32) -> Option<Exact> {
    let sum = sum_of(contract, number, |_| true);
    share(sum, contract.row.value)
}

/// One variation's own share of the original value.
#[must_use]
pub fn own_share(contract: &Contract, row: &contract_variation::Model) -> Option<Exact> {
    share(row.value_change, contract.row.value)
}

/// What variations of the authority's own decision add up to under the Provider Selection Regime, this one included.
pub(super) fn health_total(contract: &Contract, number: i32) -> Pence {
    Pence(sum_of(contract, number, |row| row.ground == VariationGround::HealthSmall).0.saturating_abs())
}

fn sum_of(contract: &Contract, number: i32, fits: impl Fn(&contract_variation::Model) -> bool) -> Pence {
    let rows = contract.variations.iter().filter(|row| row.number <= number && fits(row));
    Pence(rows.fold(0, |sum, row| sum.saturating_add(row.value_change.0)))
}

fn share(part: Pence, whole: Option<Pence>) -> Option<Exact> {
    whole.filter(|whole| whole.0 > 0).map(|whole| ratio(part.0, whole.0))
}

/// Whether a change is so small that no notice of it is due: of 10% or less in value (works 15%) and nothing else, or of
/// 10% or less in term and nothing else (Procurement Act 2023, section 75).
pub(super) fn is_small_change(contract: &Contract, row: &contract_variation::Model, works: bool) -> bool {
    use num_traits::Signed;
    let most = if works { ratio(15, 100) } else { ratio(10, 100) };
    let value = own_share(contract, row).map(|share| share.abs());
    let alone = row.scope_changes == YesNo::No && row.supplier_after.is_none();
    match (row.value_change.0 != 0, row.period_id.is_some()) {
        (true, false) => alone && value.is_some_and(|share| share <= most),
        (false, true) => {
            alone && grounds::term_share(contract, row).is_some_and(|share| share <= ratio(10, 100))
        }
        (false, false) => alone,
        (true, true) => false,
    }
}

fn is_works(contract: &Contract) -> bool {
    contract.row.category == Some(Category::Works)
}

/// Refused because a share cannot be told.
fn no_value<T>() -> Result<T, Refusal> {
    Err(Refusal::of(
        Why::CannotTell,
        "The value at which the contract was signed is not known, so the limit of this ground cannot be checked.",
    ))
}

#[cfg(test)]
mod tests;
