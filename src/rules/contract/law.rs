//! The law that governs a contract for its whole life: that of the day on which its procurement commenced.

use chrono::{DateTime, Utc};
use entity::state::{Category, HealthAnswer, Vat};

use super::Contract;
use crate::law::clock::uk_date;
use crate::law::cpv::Cpv;
use crate::law::regime::{self, Commencement, Finding, Question, find};

/// Regime, threshold and duties of a contract, from what is recorded of it. Its value is that of its signature: what was
/// added since does not bring it under other rules.
#[must_use]
pub fn law_of(contract: &Contract, now: DateTime<Utc>) -> Finding {
    let row = &contract.row;
    let codes = row.cpv_codes.as_deref().unwrap_or_default().split(", ");
    find(&Question {
        authority: regime::Authority::Council,
        commencement: row.commenced_on.map(Commencement::Actual),
        cpv: codes.filter_map(|code| code.parse::<Cpv>().ok()).collect(),
        health_service: row.health_answer.map(|answer| match answer {
            HealthAnswer::NotHealth => regime::HealthAnswer::NotHealth,
            HealthAnswer::MixedNotHealth => regime::HealthAnswer::MixedMainNotHealth,
            HealthAnswer::Health => regime::HealthAnswer::MainlyHealth,
        }),
        main_category: row.category.map(|category| match category {
            Category::Services => regime::Category::Services,
            Category::Goods => regime::Category::Goods,
            Category::Works => regime::Category::Works,
        }),
        value: row.value,
        vat: match row.vat {
            Some(Vat::Standard) => regime::Vat::Standard,
            Some(Vat::Exempt) => regime::Vat::Exempt,
            None => regime::Vat::Unknown,
        },
        asked_on: Some(uk_date(now)),
    })
}
