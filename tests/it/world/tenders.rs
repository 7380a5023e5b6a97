//! A tender with everything that publication asks for, put straight into the record; and many published ones.

use chrono::{DateTime, Duration, Utc};
use entity::gaps::Gaps;
use entity::id::{AuthorityId, ProcurementId, RowId, TenderId};
use entity::number::{BasisPoints, Pence, Version};
use entity::state::{FormulaKind, RankOn, TenderStage, TieRule, YesNo};
use entity::{criterion, lot, opportunity, procurement, sample_bid, scale_step, tender, tie_break};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Database as Connection, DatabaseConnection, EntityTrait, QueryFilter,
};

use super::{World, instant};

/// Numbers that the record's own counter does not reach in a story.
const FAR: i64 = 9_000_000;

/// Makes a draft of Medway's procurement, ready but for its official notice. Its deadline is noon on 8 January 2027,
/// questions may be asked until 11 December 2026.
pub async fn draft_tender(world: &World) -> &'static str {
    let db = connection(world).await;
    let procurement = medway(&db).await;
    let id = TenderId(FAR);
    insert(&db, draft_row(id, procurement.authority_id, procurement.id)).await;
    insert(&db, one_lot(id)).await;
    insert(&db, question(id)).await;
    for score in 0..=5 {
        insert(&db, step(id, score)).await;
    }
    for (place, name, pounds, quality) in
        [(1, "A", 200_000, 60), (2, "B", 220_000, 75), (3, "C", 250_000, 90)]
    {
        insert(&db, sample(id, place, name, pounds, quality)).await;
    }
    let tie = tie_break::ActiveModel {
        id: Set(RowId(FAR + 30)),
        tender_id: Set(id),
        position: Set(1),
        lot_id: Set(RowId(FAR + 1)),
        rule: Set(TieRule::Quality),
        criterion_id: Set(None),
        gaps: Set(Gaps::default()),
    };
    insert(&db, tie).await;
    REFERENCE
}

/// What that tender is called.
pub const REFERENCE: &str = "MED-2021-001";

/// Records the official notice of that tender, as the form of its notice does.
pub async fn record_notice(world: &World, reference: &str, at: &str) {
    let row = tender::ActiveModel {
        id: sea_orm::ActiveValue::Unchanged(TenderId(FAR)),
        notice_reference: Set(Some(reference.to_owned())),
        notice_published_at: Set(Some(instant(at))),
        ..Default::default()
    };
    row.update(&connection(world).await).await.expect("the record takes it");
}

/// Writes into the rows of that tender, as its forms do: another title and word limit.
pub async fn write(world: &World, title: &str, word_limit: i32) {
    let db = connection(world).await;
    let row = tender::ActiveModel {
        id: sea_orm::ActiveValue::Unchanged(TenderId(FAR)),
        title: Set(title.to_owned()),
        ..Default::default()
    };
    row.update(&db).await.expect("the record takes it");
    let row = criterion::ActiveModel {
        id: sea_orm::ActiveValue::Unchanged(RowId(FAR + 2)),
        word_limit: Set(Some(word_limit)),
        ..Default::default()
    };
    row.update(&db).await.expect("the record takes it");
}

/// So many published tenders: number n closes n hours after the morning of the stories, is worth n thousand pounds,
/// and every tenth has two lots and is for social work.
pub async fn many(world: &World, count: i64) {
    let db = connection(world).await;
    let procurement = medway(&db).await;
    let morning = instant(super::MORNING);
    for chunk in (1..=count).collect::<Vec<_>>().chunks(100) {
        let tenders = chunk.iter().map(|n| {
            let row = draft_row(TenderId(FAR + 1_000 + n), procurement.authority_id, procurement.id);
            tender::ActiveModel {
                reference: Set(format!("LIST-{n:04}")),
                stage: Set(TenderStage::Published),
                ..row
            }
        });
        tender::Entity::insert_many(tenders).exec(&db).await.expect("the record takes them");
        let found = chunk.iter().map(|n| listed(*n, procurement.authority_id, morning));
        opportunity::Entity::insert_many(found).exec(&db).await.expect("the record takes them");
    }
}

fn listed(n: i64, authority: AuthorityId, morning: DateTime<Utc>) -> opportunity::ActiveModel {
    let tenth = n % 10 == 0;
    opportunity::ActiveModel {
        tender_id: Set(TenderId(FAR + 1_000 + n)),
        authority_id: Set(authority),
        reference: Set(format!("LIST-{n:04}")),
        title: Set(if tenth { format!("Social work {n}") } else { format!("Cleaning {n}") }),
        description: Set("What is bought.".to_owned()),
        cpv_codes: Set(if tenth { " 85320000-8 85312300-2".to_owned() } else { " 90910000-9".to_owned() }),
        value: Set(Some(Pence::pounds(n * 1_000))),
        lots: Set(if tenth { 2 } else { 1 }),
        closes_at: Set(morning + Duration::hours(n)),
        published_at: Set(morning - Duration::minutes(n)),
        changed_at: Set(morning - Duration::minutes(n)),
        cancelled_at: Set(None),
    }
}

async fn connection(world: &World) -> DatabaseConnection {
    Connection::connect(&world.database.address).await.expect("the database answers")
}

async fn medway(db: &DatabaseConnection) -> procurement::Model {
    let one = procurement::Entity::find().filter(procurement::Column::Reference.eq(REFERENCE)).one(db).await;
    one.expect("the database answers").expect("the demonstration has it")
}

async fn insert<A: ActiveModelTrait>(db: &DatabaseConnection, row: A) {
    A::Entity::insert(row).exec_without_returning(db).await.expect("the record takes it");
}

fn draft_row(id: TenderId, authority: AuthorityId, procurement: ProcurementId) -> tender::ActiveModel {
    tender::ActiveModel {
        id: Set(id),
        authority_id: Set(authority),
        procurement_id: Set(procurement),
        version: Set(Version(1)),
        stage: Set(TenderStage::Draft),
        reference: Set(REFERENCE.to_owned()),
        title: Set("Support for women".to_owned()),
        description: Set(Some("Support for women in the area.".to_owned())),
        cpv_codes: Set(Some("85320000-8".to_owned())),
        value: Set(Some(Pence::pounds(220_000))),
        contact: Set(Some("Procurement team".to_owned())),
        lots_reason: Set(Some("It is one service.".to_owned())),
        engagement_held: Set(Some(YesNo::No)),
        engagement_note: Set(None),
        engagement_notice: Set(None),
        engagement_reason: Set(None),
        conflicts_on: Set(Some(instant("2026-11-10T12:00:00Z").date_naive())),
        conflicts_by: Set(Some("Head of procurement".to_owned())),
        conflicts_note: Set(Some("None was found.".to_owned())),
        price_basis: Set(Some("One total, without VAT, over the longest term.".to_owned())),
        questions_until: Set(Some(instant("2026-12-11T12:00:00Z"))),
        deadline: Set(Some(instant("2027-01-08T12:00:00Z"))),
        period_reason: Set(Some("Seven weeks, with Christmas in them.".to_owned())),
        award_planned: Set(Some(instant("2027-02-12T12:00:00Z").date_naive())),
        notice_reference: Set(None),
        notice_link: Set(None),
        notice_published_at: Set(None),
        amending: Set(false),
        terms_number: Set(0),
        published_at: Set(None),
        opened_at: Set(None),
        cancelled_at: Set(None),
        cancel_reason: Set(None),
        ending_notice: Set(None),
        closes_at: Set(None),
        public_key: Set(None),
        wrapped_key: Set(None),
        gaps: Set(Gaps::default()),
    }
}

fn one_lot(tender: TenderId) -> lot::ActiveModel {
    lot::ActiveModel {
        id: Set(RowId(FAR + 1)),
        tender_id: Set(tender),
        position: Set(1),
        title: Set("The whole service".to_owned()),
        description: Set(None),
        starts_on: Set(Some(instant("2027-04-01T12:00:00Z").date_naive())),
        months: Set(Some(24)),
        longest_months: Set(Some(24)),
        value: Set(Some(Pence::pounds(220_000))),
        price_years: Set(Some(2)),
        price_weight: Set(Some(BasisPoints::percent(60))),
        quality_weight: Set(Some(BasisPoints::percent(40))),
        formula: Set(Some(FormulaKind::Inverse)),
        benchmark_floor: Set(None),
        benchmark_ceiling: Set(None),
        ceiling: Set(None),
        above_ceiling: Set(None),
        rank_on: Set(Some(RankOn::Published)),
        overall_minimum: Set(None),
        minimum_disqualifies: Set(Some(YesNo::No)),
        gaps: Set(Gaps::default()),
    }
}

fn question(tender: TenderId) -> criterion::ActiveModel {
    criterion::ActiveModel {
        id: Set(RowId(FAR + 2)),
        tender_id: Set(tender),
        position: Set(1),
        lot_id: Set(RowId(FAR + 1)),
        parent_id: Set(None),
        outcome_id: Set(None),
        title: Set("Delivery".to_owned()),
        question: Set(Some("How will you deliver the service?".to_owned())),
        weight: Set(Some(BasisPoints::percent(40))),
        word_limit: Set(Some(500)),
        minimum: Set(None),
        gaps: Set(Gaps::default()),
    }
}

fn step(tender: TenderId, score: i32) -> scale_step::ActiveModel {
    scale_step::ActiveModel {
        id: Set(RowId(FAR + 10 + i64::from(score))),
        tender_id: Set(tender),
        position: Set(score + 1),
        score: Set(score),
        label: Set(format!("Level {score}")),
        words: Set(format!("What level {score} is like.")),
        gaps: Set(Gaps::default()),
    }
}

fn sample(tender: TenderId, place: i32, name: &str, pounds: i64, quality: i32) -> sample_bid::ActiveModel {
    sample_bid::ActiveModel {
        id: Set(RowId(FAR + 20 + i64::from(place))),
        tender_id: Set(tender),
        position: Set(place),
        lot_id: Set(RowId(FAR + 1)),
        name: Set(name.to_owned()),
        price: Set(Pence::pounds(pounds)),
        quality: Set(BasisPoints::percent(quality)),
        gaps: Set(Gaps::default()),
    }
}
