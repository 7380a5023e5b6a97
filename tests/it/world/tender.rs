//! A published tender of Medway's and a bid for it, put into the record as rows: how they come about has stories of
//! its own.

use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::id::{BidId, OrganisationId, PersonId, RowId, TenderId};
use entity::number::{BasisPoints, Version};
use entity::state::{BidStage, ConditionKind, FormulaKind, NeededBy, PartKind, RankOn, TenderStage, YesNo};
use entity::{authority, bid, bid_part, lot, organisation, person, procurement, submission, tender, terms};
use rules::access::Actor;
use rules::bid::declaration::{Declared, OrganisationDeclared};
use rules::bid::{Bid, Manifest};
use rules::tender::terms::{ConditionTerms, LotTerms, NoticeTerms, Terms};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Database as Connection, DatabaseConnection, EntityTrait, QueryFilter,
};

use super::{World, instant};

/// The tender's reference.
pub const TENDER: &str = "MED-2026-009";
/// Its number.
pub const TENDER_ID: TenderId = TenderId(900_000);
/// The charity's bid for it.
pub const BID: BidId = BidId(900_010);

const LOT: RowId = RowId(900_001);

impl World {
    /// A tender that takes questions until 5pm on 27 November 2026 and bids until noon on 3 December.
    pub async fn with_tender(self) -> Self {
        let db = self.connection().await;
        let council = authority::Entity::find().filter(authority::Column::Name.contains("Medway"));
        let council = council.one(&db).await.expect("it answers").expect("Medway is there");
        let of = procurement::Entity::find().filter(procurement::Column::AuthorityId.eq(council.id));
        let of = of.one(&db).await.expect("it answers").expect("it has a procurement");
        let keys = self.store.pen(Actor::house(), self.now).new_keys().await.expect("keys are made");
        let terms = published();
        let row = tender::ActiveModel {
            id: Set(TENDER_ID),
            authority_id: Set(council.id),
            procurement_id: Set(of.id),
            version: Set(Version(1)),
            stage: Set(TenderStage::Published),
            reference: Set(TENDER.to_owned()),
            title: Set(terms.title.clone()),
            questions_until: Set(Some(terms.questions_until)),
            deadline: Set(Some(terms.deadline)),
            closes_at: Set(Some(terms.deadline)),
            published_at: Set(Some(instant("2026-11-02T09:00:00Z"))),
            amending: Set(false),
            terms_number: Set(1),
            public_key: Set(Some(keys.public)),
            wrapped_key: Set(Some(keys.wrapped)),
            gaps: Set(Gaps::default()),
            ..Default::default()
        };
        row.insert(&db).await.expect("a tender");
        let row = lot::ActiveModel {
            id: Set(LOT),
            tender_id: Set(TENDER_ID),
            position: Set(1),
            title: Set("The whole service".to_owned()),
            gaps: Set(Gaps::default()),
            ..Default::default()
        };
        row.insert(&db).await.expect("a lot");
        let row = terms::ActiveModel {
            id: Set(RowId(900_002)),
            tender_id: Set(TENDER_ID),
            number: Set(1),
            text: Set(terms.text()),
            digest: Set(rules::sha256(&terms.text())),
            at: Set(instant("2026-11-02T09:00:00Z")),
            person_id: Set(someone(&db, "procurement@medway.example").await),
            notice_reference: Set(terms.notice.reference.clone()),
            notice_published_at: Set(terms.notice.published_at),
            ..Default::default()
        };
        row.insert(&db).await.expect("its terms");
        db.close().await.expect("it closes");
        self
    }

    /// The charity's bid for it, submitted on 20 November. It declares a mandatory ground for exclusion.
    pub async fn with_bid(self) -> Self {
        let db = self.connection().await;
        let charity = organisation::Entity::find().filter(organisation::Column::Name.contains("Riverbank"));
        let charity = charity.one(&db).await.expect("it answers").expect("the charity is there");
        let author = someone(&db, "bids@charity.example").await;
        let row = bid_row(charity.id).insert(&db).await.expect("a bid");
        let part = self.declaration(&db, &charity, author).await;
        let row = bid::Model { submissions: 0, ..row };
        let bid = Bid { row, parts: vec![part], submissions: Vec::new(), checks: Vec::new() };
        let terms = terms::Entity::find_by_id(RowId(900_002)).one(&db).await.expect("it answers");
        let terms = terms.expect("it has terms");
        let manifest = Manifest::of(&bid, &terms, &charity).expect("it has this lot");
        let row = submission::ActiveModel {
            id: Set(RowId(900_012)),
            bid_id: Set(BID),
            number: Set(1),
            at: Set(instant("2026-11-20T10:00:00Z")),
            person_id: Set(author),
            terms_number: Set(1),
            manifest: Set(manifest.text()),
            digest: Set(manifest.digest()),
            withdrawn_at: Set(None),
        };
        row.insert(&db).await.expect("a submission");
        db.close().await.expect("it closes");
        self
    }

    async fn declaration(
        &self,
        db: &DatabaseConnection,
        charity: &organisation::Model,
        author: PersonId,
    ) -> bid_part::Model {
        let tender = tender::Entity::find_by_id(TENDER_ID).one(db).await.expect("it answers");
        let key = tender.and_then(|tender| tender.public_key).expect("it has a key");
        let pen = self.store.pen(Actor::house(), self.now);
        let sealed = pen.seal_text(&[&key], &declared(charity).text()).await.expect("it is sealed");
        let row = bid_part::ActiveModel {
            id: Set(RowId(900_011)),
            bid_id: Set(BID),
            kind: Set(PartKind::Declaration),
            about: Set(None),
            current: Set(true),
            object: Set(sealed.object),
            bytes: Set(sealed.bytes),
            sealed_sha256: Set(sealed.sealed_sha256),
            digest: Set(sealed.digest),
            sealed_at: Set(instant("2026-11-20T09:00:00Z")),
            person_id: Set(author),
        };
        row.insert(db).await.expect("a part")
    }

    async fn connection(&self) -> DatabaseConnection {
        Connection::connect(&self.database.address).await.expect("the database answers")
    }
}

async fn someone(db: &DatabaseConnection, email: &str) -> PersonId {
    let person = person::Entity::find().filter(person::Column::Email.eq(email)).one(db).await;
    person.expect("it answers").expect("they are known").id
}

fn bid_row(charity: OrganisationId) -> bid::ActiveModel {
    bid::ActiveModel {
        id: Set(BID),
        version: Set(Version(1)),
        tender_id: Set(TENDER_ID),
        lot_id: Set(LOT),
        organisation_id: Set(charity),
        stage: Set(BidStage::Submitted),
        started_at: Set(instant("2026-11-19T09:00:00Z")),
        submissions: Set(1),
        submitted_at: Set(Some(instant("2026-11-20T10:00:00Z"))),
    }
}

fn declared(charity: &organisation::Model) -> Declared {
    Declared {
        organisation: OrganisationDeclared {
            name: charity.name.clone(),
            kind: charity.kind.code().to_owned(),
            registered_number: charity.registered_number.clone(),
            identifier: None,
            sme: None,
            vcse: None,
            mandatory_grounds: "yes".to_owned(),
            mandatory_note: Some("A conviction of 2024, under appeal.".to_owned()),
            discretionary_grounds: "no".to_owned(),
            discretionary_note: None,
            declared_on: instant("2026-11-20T09:00:00Z").date_naive(),
        },
        subcontractors: Vec::new(),
        subcontractor_grounds: None,
        subcontractor_note: None,
    }
}

fn published() -> Terms {
    Terms {
        reference: TENDER.to_owned(),
        title: "Advocacy for families".to_owned(),
        description: "Advocacy for families in the area.".to_owned(),
        cpv_codes: vec!["85320000-8".to_owned()],
        value: None,
        contact: "Procurement team".to_owned(),
        lots_reason: None,
        notice: NoticeTerms {
            reference: "2026/S 000-012345".to_owned(),
            link: None,
            published_at: instant("2026-11-02T08:00:00Z"),
        },
        engagement: None,
        questions_until: instant("2026-11-27T17:00:00Z"),
        deadline: instant("2026-12-03T12:00:00Z"),
        award_planned: None,
        price_basis: "One total.".to_owned(),
        scale: Vec::new(),
        conditions: vec![ConditionTerms {
            id: RowId(900_003),
            kind: ConditionKind::Technical,
            says: "Two services of this kind.".to_owned(),
            evidence: None,
            needed_by: NeededBy::WithBid,
        }],
        lots: vec![LotTerms {
            id: LOT,
            title: "The whole service".to_owned(),
            description: None,
            starts_on: None,
            months: 24,
            longest_months: 24,
            value: None,
            price_years: 2,
            price_weight: BasisPoints(6_000),
            quality_weight: BasisPoints(4_000),
            formula: FormulaKind::Inverse,
            benchmark_floor: None,
            benchmark_ceiling: None,
            ceiling: None,
            above_ceiling: None,
            rank_on: RankOn::Published,
            overall_minimum: None,
            minimum_disqualifies: YesNo::No,
            criteria: Vec::new(),
            tie_breaks: Vec::new(),
            samples: Vec::new(),
        }],
        files: Vec::new(),
    }
}
