//! A tender with everything that publication asks for, and the procurement it was made of.

use chrono::{DateTime, Duration, Utc};
use entity::id::{LetterId, OrganisationId, PersonId, RowId};
use entity::number::Pence;
use entity::state::{Category, Role, Stage, Vat};
use entity::{follower, scale_step};
use sea_orm::ActiveValue::Set;

use super::tenders::{TENDER, tender};
use super::{SEEN, at, blank, noon, staff};
use crate::bid::Keys;
use crate::procurement::Procurement;
use crate::tender::Tender;
use crate::tender::publish::publish;

/// When it is published: ten days before the conflicts assessment is a month old, and a day after the notice.
pub(crate) fn published_at() -> DateTime<Utc> {
    noon("2026-08-03") + Duration::hours(2)
}

/// A light touch service of £900,000: above the threshold, so that conditions of participation are lawful. The notice
/// is of 3 August 2026, the deadline noon on 3 September 2026.
pub(crate) fn ready() -> (Tender, Procurement) {
    let mut tender = tender();
    tender.row.value = Some(Pence::pounds(900_000));
    tender.lots[0].value = Some(Pence::pounds(900_000));
    tender.scale_steps = (0..=5).map(step).collect();
    let mut procurement = at(Stage::Effective);
    procurement.row.category = Some(Category::Services);
    procurement.row.vat = Some(Vat::Standard);
    (tender, procurement)
}

/// What its bids are sealed to.
pub(crate) fn keys() -> Keys {
    Keys { public: "age1tender".to_owned(), wrapped: "wrapped".to_owned() }
}

/// The same, published through the rule, with one follower.
pub(crate) fn published() -> (Tender, Procurement) {
    let (mut tender, procurement) = ready();
    let now = published_at();
    let officer = staff(Role::ProcurementOfficer);
    let change = publish(&tender, &procurement, RowId(70), &keys(), SEEN, &officer, now);
    change.expect("it is ready");
    let terms = crate::tender::compose::compose(&tender).expect("it is whole");
    tender.row.stage = entity::state::TenderStage::Published;
    tender.row.published_at = Some(now);
    tender.row.closes_at = tender.row.deadline;
    tender.row.terms_number = 1;
    tender.terms = vec![super::tenders::terms_row(&terms, now)];
    tender.followers = vec![follower(71, super::CHARITY)];
    (tender, procurement)
}

/// A provider that is told.
pub(crate) fn follower(id: i64, organisation: OrganisationId) -> follower::Model {
    blank::<follower::ActiveModel, _>(|row| {
        row.id = Set(RowId(id));
        row.tender_id = Set(TENDER);
        row.organisation_id = Set(organisation);
        row.person_id = Set(PersonId(41));
        row.since = Set(noon("2026-08-05"));
    })
}

/// Numbers for letters, enough for the one follower.
pub(crate) const LETTERS: &[LetterId] = &[LetterId(90)];

fn step(score: i32) -> scale_step::Model {
    blank::<scale_step::ActiveModel, _>(|row| {
        row.id = Set(RowId(100 + i64::from(score)));
        row.tender_id = Set(TENDER);
        row.position = Set(score + 1);
        row.score = Set(score);
        row.label = Set(format!("Level {score}"));
        row.words = Set(format!("What level {score} is like."));
    })
}
