//! The contracts of the two papers for the tests, and a council that decides them.

use chrono::{DateTime, Utc};
use entity::id::{ContractId, PersonId, RowId, SettingId};
use entity::number::{Hundredths, Pence};
use entity::state::{
    Category, ContractStage, Decides, HealthAnswer, NoticeUnit, PaymentCame, Rhythm, RhythmFrom, TermEnd, Vat,
};
use entity::{
    approver_tier, contract, contract_payment, contract_period, contract_price, index_value, meeting,
};
use sea_orm::ActiveValue::Set;

use super::Contract;
use crate::settings::Authority;
use crate::testing::{COUNCIL, SEEN, blank, day, noon, settled};

/// The contract.
pub(crate) const CONTRACT: ContractId = ContractId(300);
/// The parts of its term.
pub(crate) const PARTS: [RowId; 3] = [RowId(301), RowId(302), RowId(303)];
/// Numbers for whatever a rule makes.
pub(crate) const IDS: [RowId; 8] =
    [RowId(801), RowId(802), RowId(803), RowId(804), RowId(805), RowId(806), RowId(807), RowId(808)];

/// In force from this day, by these parts.
pub(crate) fn in_force(starts: &str, parts: &[(i32, TermEnd)]) -> Contract {
    let row = blank::<contract::ActiveModel, _>(|row| {
        row.id = Set(CONTRACT);
        row.authority_id = Set(COUNCIL);
        row.version = Set(SEEN);
        row.stage = Set(ContractStage::InForce);
        row.reference = Set("DOR-2026-002".to_owned());
        row.title = Set("A service".to_owned());
        row.supplier = Set("A charity".to_owned());
        row.spent = Set(Pence(0));
        row.starts_on = Set(Some(day(starts)));
        row.signed_on = Set(Some(day(starts) - chrono::Days::new(30)));
        row.returns_every = Set(Some(Rhythm::Quarterly));
        row.returns_from = Set(Some(RhythmFrom::Financial));
        row.returns_due = Set(Some(15));
    });
    let mut contract = Contract::of(row);
    let periods = (1..).zip(parts).zip(PARTS);
    contract.periods =
        periods.map(|((position, (months, end)), id)| period(id, position, *months, *end)).collect();
    contract
}

fn period(id: RowId, position: i32, months: i32, end: TermEnd) -> contract_period::Model {
    blank::<contract_period::ActiveModel, _>(|row| {
        row.id = Set(id);
        row.contract_id = Set(CONTRACT);
        row.position = Set(position);
        row.months = Set(Some(months));
        row.ends_with = Set(Some(end));
        if end != TermEnd::End {
            row.notice = Set(Some(6));
            row.notice_unit = Set(Some(NoticeUnit::Months));
        }
    })
}

/// Dorset: £331,000 a year for 2+2+1 years from April 2027, with breaks or options at two and four; light touch, above the
/// threshold, put out in January 2026.
pub(crate) fn dorset(end: TermEnd) -> Contract {
    let mut contract = in_force("2027-04-01", &[(24, end), (24, end), (12, TermEnd::End)]);
    contract.row.value = Some(Pence::pounds(1_655_000));
    contract.row.value_now = contract.row.value;
    under(&mut contract, "2026-05-01", true);
    contract.prices = prices(&[331_000; 5]);
    contract
}

/// Medway: £220,000 from April 2022 to March 2024, below the threshold of 2021.
pub(crate) fn medway() -> Contract {
    let mut contract = in_force("2022-04-01", &[(24, TermEnd::End)]);
    contract.row.reference = "MED-2021-001".to_owned();
    contract.row.value = Some(Pence::pounds(220_000));
    contract.row.value_now = contract.row.value;
    under(&mut contract, "2021-11-01", true);
    contract.prices = prices(&[110_000, 110_000]);
    contract
}

/// Puts it under the law of the day on which its procurement commenced.
pub(crate) fn under(contract: &mut Contract, commenced: &str, light_touch: bool) {
    let row = &mut contract.row;
    row.commenced_on = Some(day(commenced));
    row.category = Some(Category::Services);
    row.cpv_codes = Some(if light_touch { "85320000-8" } else { "72000000-5" }.to_owned());
    row.health_answer = Some(HealthAnswer::NotHealth);
    row.vat = Some(Vat::Standard);
}

/// A price for each year, in pounds.
pub(crate) fn prices(pounds: &[i64]) -> Vec<contract_price::Model> {
    let price = |(position, pounds): (i32, &i64)| {
        blank::<contract_price::ActiveModel, _>(|row| {
            row.id = Set(RowId(320 + i64::from(position)));
            row.contract_id = Set(CONTRACT);
            row.position = Set(position);
            row.amount = Set(Some(Pence::pounds(*pounds)));
        })
    };
    (1..).zip(pounds).map(price).collect()
}

/// The values of an index, month by month, in hundredths.
pub(crate) fn index(values: &[(&str, i64)]) -> Vec<index_value::Model> {
    let value = |(month, value): &(&str, i64)| {
        blank::<index_value::ActiveModel, _>(|row| {
            row.id = Set(SettingId(1));
            row.authority_id = Set(COUNCIL);
            row.series_id = Set(SettingId(1));
            row.month = Set(day(month));
            row.value = Set(Hundredths(*value));
        })
    };
    values.iter().map(value).collect()
}

/// A payment, in pence.
pub(crate) fn payment(id: i64, on: &str, amount: i64, vat: Option<i64>) -> contract_payment::Model {
    contract_payment::Model {
        id: RowId(id),
        contract_id: CONTRACT,
        authority_id: COUNCIL,
        paid_on: day(on),
        amount: Pence(amount),
        vat: vat.map(Pence),
        reference: None,
        note: None,
        how: PaymentCame::Typed,
        once: super::payments::once(day(on), Pence(amount), vat.map(Pence), None, 0),
        at: now(),
        person_id: PersonId(40),
        taken_back_at: None,
        taken_back_reason: None,
    }
}

/// Noon on 1 June 2028.
pub(crate) fn now() -> DateTime<Utc> {
    noon("2028-06-01")
}

/// A council whose Cabinet decides above £50,000, at meetings every four weeks in 2028, and whose director decides below.
pub(crate) fn authority() -> Authority {
    let mut authority = settled();
    authority.row.version = SEEN;
    authority.row.publish_days = Some(2);
    authority.row.key_decision_pence = Some(Pence::pounds(250_000));
    let tier = |id: i64, up_to: Option<i64>, body: &str, decides: Decides| {
        blank::<approver_tier::ActiveModel, _>(|row| {
            row.id = Set(SettingId(id));
            row.authority_id = Set(COUNCIL);
            row.position = Set(1);
            row.up_to_pence = Set(up_to.map(Pence::pounds));
            row.body = Set(body.to_owned());
            row.decides = Set(Some(decides));
        })
    };
    authority.tiers = vec![
        tier(1, Some(50_000), "Director", Decides::AnyDay),
        tier(2, None, "Cabinet", Decides::AtMeetings),
    ];
    let meets = |(id, on): (i64, &str)| {
        blank::<meeting::ActiveModel, _>(|row| {
            row.id = Set(SettingId(id));
            row.authority_id = Set(COUNCIL);
            row.position = Set(1);
            row.body = Set("Cabinet".to_owned());
            row.meets_on = Set(day(on));
        })
    };
    authority.meetings = (10..)
        .zip(["2028-06-20", "2028-07-18", "2028-08-15", "2028-09-12", "2028-10-10"])
        .map(meets)
        .collect();
    authority
}
