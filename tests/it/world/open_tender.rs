//! A tender that is open for bids, put straight into the record: what stories of bids need, and no more.

use chrono::{DateTime, Duration, Utc};
use entity::id::{PersonId, RowId, TenderId};
use entity::number::{BasisPoints, Pence, Version};
use entity::state::{ConditionKind, FormulaKind, NeededBy, RankOn, TenderStage, YesNo};
use entity::{condition, criterion, lot, procurement, tender, terms};
use rules::access::Actor;
use rules::tender::terms::{ConditionTerms, CriterionTerms, LotTerms, NoticeTerms, StepTerms, Terms};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, Database as Connection, DatabaseConnection, EntityTrait};

use super::{MORNING, World, instant};

/// The reference of the tender that is open.
pub const OPEN_TENDER: &str = "MED-2021-901";
/// The procurement it is of, which has a tender of its own in the demonstration.
const PROCUREMENT: &str = "MED-2021-001";
/// Its one question, its one condition.
pub const QUESTION: i64 = 900_003;
pub const CONDITION: i64 = 900_004;
/// How many words the answer may have.
pub const WORD_LIMIT: i32 = 20;

const TENDER: TenderId = TenderId(900_001);
const LOT: RowId = RowId(900_002);

impl World {
    /// Puts a tender of Medway's into the record that takes bids until this instant: one lot of £220,000 over two years,
    /// one question of twenty words, one condition.
    pub async fn open_tender(&self, closes: &str) {
        let db = Connection::connect(&self.database.address).await.expect("the database answers");
        let closes = instant(closes);
        let keys = self.store.pen(Actor::house(), instant(MORNING)).new_keys().await.expect("keys are made");
        let procurement = procurement::Entity::find().all(&db).await.expect("the database answers");
        let of =
            procurement.iter().find(|row| row.reference == PROCUREMENT).expect("the demonstration has it");
        let terms = terms_until(closes);
        let row = tender::ActiveModel {
            id: Set(TENDER),
            authority_id: Set(of.authority_id),
            procurement_id: Set(of.id),
            version: Set(Version(1)),
            stage: Set(TenderStage::Published),
            reference: Set(OPEN_TENDER.to_owned()),
            title: Set(terms.title.clone()),
            amending: Set(false),
            terms_number: Set(1),
            published_at: Set(Some(instant(MORNING))),
            closes_at: Set(Some(closes)),
            deadline: Set(Some(closes)),
            public_key: Set(Some(keys.public)),
            wrapped_key: Set(Some(keys.wrapped)),
            gaps: Set(Default::default()),
            ..Default::default()
        };
        row.insert(&db).await.expect("the tender fits its table");
        rows_below(&db, &terms).await;
    }

    /// Cancels it behind the rules' back.
    pub async fn cancel_tender(&self) {
        let statement = "UPDATE tender SET stage = 'cancelled', version = version + 1 WHERE id = 900001";
        self.database.tamper(statement).await;
    }
}

async fn rows_below(db: &DatabaseConnection, terms: &Terms) {
    let lot = lot::ActiveModel {
        id: Set(LOT),
        tender_id: Set(TENDER),
        position: Set(1),
        title: Set(terms.lots[0].title.clone()),
        gaps: Set(Default::default()),
        ..Default::default()
    };
    lot.insert(db).await.expect("the lot fits its table");
    let question = criterion::ActiveModel {
        id: Set(RowId(QUESTION)),
        tender_id: Set(TENDER),
        position: Set(1),
        lot_id: Set(LOT),
        title: Set("Delivery".to_owned()),
        gaps: Set(Default::default()),
        ..Default::default()
    };
    question.insert(db).await.expect("the question fits its table");
    let condition = condition::ActiveModel {
        id: Set(RowId(CONDITION)),
        tender_id: Set(TENDER),
        position: Set(1),
        kind: Set(ConditionKind::Technical),
        says: Set(terms.conditions[0].says.clone()),
        needed_by: Set(NeededBy::WithBid),
        gaps: Set(Default::default()),
        ..Default::default()
    };
    condition.insert(db).await.expect("the condition fits its table");
    let text = terms.text();
    let person =
        entity::person::Entity::find().one(db).await.expect("the database answers").expect("someone");
    let version = terms::ActiveModel {
        id: Set(RowId(900_005)),
        tender_id: Set(TENDER),
        number: Set(1),
        digest: Set(rules::sha256(&text)),
        text: Set(text),
        at: Set(instant(MORNING)),
        person_id: Set(PersonId(person.id.0)),
        notice_reference: Set("2026/S 000-012345".to_owned()),
        notice_published_at: Set(instant(MORNING)),
        ..Default::default()
    };
    version.insert(db).await.expect("the terms fit their table");
}

fn terms_until(closes: DateTime<Utc>) -> Terms {
    let question = CriterionTerms {
        id: RowId(QUESTION),
        parent: None,
        outcome: None,
        title: "Delivery".to_owned(),
        question: Some("How will you deliver the service?".to_owned()),
        weight: BasisPoints::percent(40),
        word_limit: Some(WORD_LIMIT),
        minimum: None,
    };
    let condition = ConditionTerms {
        id: RowId(CONDITION),
        kind: ConditionKind::Technical,
        says: "Two services of this kind in the last five years.".to_owned(),
        evidence: Some("A reference for each.".to_owned()),
        needed_by: NeededBy::WithBid,
    };
    let step = |score, label: &str| StepTerms { score, label: label.to_owned(), words: format!("{label}.") };
    Terms {
        reference: OPEN_TENDER.to_owned(),
        title: "Support for women after repeat removals".to_owned(),
        description: "Practical and therapeutic support.".to_owned(),
        cpv_codes: vec!["85312310-5".to_owned()],
        value: Some(Pence::pounds(220_000)),
        contact: "Procurement team".to_owned(),
        lots_reason: Some("It is one service.".to_owned()),
        notice: NoticeTerms {
            reference: "2026/S 000-012345".to_owned(),
            link: None,
            published_at: instant(MORNING),
        },
        engagement: None,
        questions_until: closes - Duration::days(5),
        deadline: closes,
        award_planned: None,
        price_basis: "One total, without VAT, over the longest term.".to_owned(),
        scale: vec![step(0, "No answer"), step(5, "Excellent")],
        conditions: vec![condition],
        lots: vec![lot_of(question)],
        files: Vec::new(),
    }
}

fn lot_of(question: CriterionTerms) -> LotTerms {
    LotTerms {
        id: LOT,
        title: "The whole service".to_owned(),
        description: None,
        starts_on: None,
        months: 24,
        longest_months: 24,
        value: Some(Pence::pounds(220_000)),
        price_years: 2,
        price_weight: BasisPoints::percent(60),
        quality_weight: BasisPoints::percent(40),
        formula: FormulaKind::Inverse,
        benchmark_floor: None,
        benchmark_ceiling: None,
        ceiling: None,
        above_ceiling: None,
        rank_on: RankOn::Published,
        overall_minimum: None,
        minimum_disqualifies: YesNo::No,
        criteria: vec![question],
        tie_breaks: Vec::new(),
        samples: Vec::new(),
    }
}
