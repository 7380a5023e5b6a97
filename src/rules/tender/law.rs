//! Which law a tender falls under: what is found of its procurement, with what is known since.

use chrono::{DateTime, Utc};

use super::Tender;
use super::compose::first_notice;
use crate::law::clock::uk_date;
use crate::law::cpv::Cpv;
use crate::law::regime::{Commencement, Finding, find};
use crate::procurement::Procurement;
use crate::procurement::found::{maximum, question};

/// Regime and threshold of a tender. A procurement commences with its official notice (SI 2024/716, regulation 5):
/// once that is recorded its day counts, whatever was planned. Value and CPV codes are the tender's own where it has
/// them.
#[must_use]
pub fn law_of(tender: &Tender, procurement: &Procurement, now: DateTime<Utc>) -> Finding {
    let value = tender.row.value.or_else(|| maximum(procurement).value);
    let mut asked = question(procurement, value, now);
    let codes = tender.row.cpv_codes.as_deref().unwrap_or_default().split(", ");
    let codes: Vec<Cpv> = codes.filter_map(|code| code.parse().ok()).collect();
    if !codes.is_empty() {
        asked.cpv = codes;
    }
    if let Some(notice) = first_notice(tender) {
        asked.commencement = Some(Commencement::Actual(uk_date(notice)));
    }
    find(&asked)
}
