mod flags;
mod follows;
mod outcomes;
mod words;

use super::*;
use crate::law::cpv::Cpv;
use crate::law::testing::day;
use entity::number::Pence;

/// Dorset's codes: social services, guidance and counselling.
const DORSET: [u32; 2] = [85_320_000, 85_312_300];

/// Medway's codes: guidance, social services.
const MEDWAY: [u32; 2] = [85_312_310, 85_320_000];

/// A code of no light touch service: computer services.
const OTHER: u32 = 72_000_000;

/// A services contract that is no health service and charges VAT.
fn services(date: &str, codes: &[u32], pounds: i64) -> Question {
    Question {
        commencement: Some(Commencement::Actual(day(date))),
        cpv: cpv(codes),
        health_service: Some(HealthAnswer::NotHealth),
        main_category: Some(Category::Services),
        value: Some(Pence::pounds(pounds)),
        vat: Vat::Standard,
        ..Question::unknown()
    }
}

fn planned(date: &str, asked_on: &str) -> Question {
    Question {
        commencement: Some(Commencement::Planned(day(date))),
        asked_on: Some(day(asked_on)),
        ..services(date, &DORSET, 1_655_000)
    }
}

fn cpv(codes: &[u32]) -> Vec<Cpv> {
    codes.iter().map(|digits| Cpv::new(*digits).expect("eight digits")).collect()
}
