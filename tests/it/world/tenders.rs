//! Tenders: the demonstration's own, which were played through the rules, one of Dorset's made through the pages, and
//! a long list of published ones, which is the only thing here that is put into the record as rows.

use chrono::{DateTime, Duration, Utc};
use entity::gaps::Gaps;
use entity::id::{AuthorityId, TenderId};
use entity::number::{Pence, Version};
use entity::state::TenderStage;
use entity::{opportunity, procurement, tender};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, Database as Connection, EntityTrait, QueryFilter, TransactionTrait};

use super::{MORNING, Page, Person, World, instant};

/// Medway's open tender: bids until noon on 14 December 2026, questions until 5pm on 1 December, one lot, three
/// questions of 500 words, two yearly prices, no conditions.
pub const OPEN: &str = "MED-OPEN-001";
/// Medway's closed tender, with three bids that are sealed still.
pub const CLOSED: &str = "MED-2021-001";
/// What Dorset's tender is called, once it was made.
pub const DRAFT: &str = "DOR-2022-001";

/// Once call-in of Dorset's decision has passed.
const AFTER: &str = "2026-11-27T09:00:00Z";
const CASE: &str = "/procurements/DOR-2022-001";
const OFFICER: &str = "procurement@dorset.example";

/// Presses a button of a procurement's approval.
pub async fn press(person: &Person, deed: &str) -> Page {
    let page = person.get(&format!("{CASE}/approval")).await;
    person.fill(&page, &format!("{CASE}/{deed}"), &[]).await
}

impl World {
    /// Dorset's case a week later, with an effective decision and one outcome.
    pub async fn decided() -> Self {
        let world = Self::new().await;
        let writer = world.person("writer@dorset.example").await;
        let outcome = [("says", "Fewer removals for at most {{ found.maximum }}.")];
        saved(&writer, &format!("{CASE}/list/outcomes/new"), &outcome).await;
        let officer = world.person(OFFICER).await;
        assert_eq!(press(&officer, "approval/send").await.status, 303);
        for kind in ["legal", "finance", "equality"] {
            let person = world.person(&format!("{kind}@dorset.example")).await;
            saved(&person, &format!("{CASE}/clearance/{kind}"), &[("answer", "cleared")]).await;
        }
        assert_eq!(press(&officer, "approval/put-forward").await.status, 303);
        let clerk = world.person("democratic@dorset.example").await;
        saved(&clerk, &format!("{CASE}/decision"), DECISION).await;
        let later = world.at(AFTER);
        let clerk = later.person("democratic@dorset.example").await;
        saved(&clerk, &format!("{CASE}/call-in"), &[("outcome", "passed")]).await;
        later
    }

    /// The same with a tender made of it.
    pub async fn tendered() -> Self {
        let world = Self::decided().await;
        let made = press(&world.person(OFFICER).await, "tender").await;
        assert_eq!(made.status, 303, "{}", made.text());
        world
    }

    /// The same, written to the end but for its official notice, with a condition that every bid must meet.
    pub async fn draft() -> (Self, Person) {
        let world = Self::tendered().await;
        let officer = world.person(OFFICER).await;
        let tender = format!("/tenders/{DRAFT}");
        for (part, boxes) in PARTS {
            saved(&officer, &format!("{tender}/part/{part}"), boxes).await;
        }
        for (list, boxes) in FIRST_ROWS {
            let list = format!("{tender}/list/{list}");
            let links = officer.get(&list).await.links();
            let own = links.iter().find(|link| number_after(link, &format!("{list}/")));
            saved(&officer, own.expect("it came from the procurement"), boxes).await;
        }
        for (list, boxes) in ROWS {
            saved(&officer, &format!("{tender}/list/{list}/new"), boxes).await;
        }
        (world, officer)
    }

    /// The same, published.
    pub async fn published_draft() -> (Self, Person) {
        let (world, officer) = Self::draft().await;
        saved(&officer, &format!("/tenders/{DRAFT}/part/notice"), &notice("2026/S 000-100001", "26")).await;
        let page = format!("/tenders/{DRAFT}/publication");
        let done = officer.fill_in(&page, &[]).await;
        assert_eq!(done.status, 303, "{}", done.text());
        (world, officer)
    }

    /// So many published tenders: number n closes n hours after the morning of the stories, is worth n thousand
    /// pounds, and every tenth has two lots and is for social work.
    pub async fn with_many(self, count: i64) -> Self {
        let db = Connection::connect(&self.database.address).await.expect("the database answers");
        let of = procurement::Entity::find().filter(procurement::Column::Reference.eq(CLOSED)).one(&db).await;
        let of = of.expect("the database answers").expect("the demonstration has it");
        let written = db.begin().await.expect("it begins");
        for chunk in (1..=count).collect::<Vec<_>>().chunks(100) {
            let tenders = chunk.iter().map(|n| published(*n, &of));
            tender::Entity::insert_many(tenders).exec_without_returning(&written).await.expect("they fit");
            let found = chunk.iter().map(|n| listed(*n, of.authority_id, instant(MORNING)));
            opportunity::Entity::insert_many(found).exec_without_returning(&written).await.expect("they fit");
        }
        written.commit().await.expect("it is kept");
        db.close().await.expect("it closes");
        self
    }
}

/// The boxes of an official notice that was published on a morning of November 2026.
pub fn notice<'a>(reference: &'a str, day: &'a str) -> [(&'a str, &'a str); 5] {
    [
        ("notice_reference", reference),
        ("notice_published_at-day", day),
        ("notice_published_at-month", "11"),
        ("notice_published_at-year", "2026"),
        ("notice_published_at-time", "9am"),
    ]
}

/// Fills in a form that is then saved.
pub async fn saved(person: &Person, path: &str, typed: &[(&str, &str)]) {
    let page = person.fill_in(path, typed).await;
    assert_eq!(page.status, 303, "{path}: {:?} {}", page.problems(), page.text());
}

fn number_after(link: &str, start: &str) -> bool {
    link.strip_prefix(start).is_some_and(|rest| rest.parse::<i64>().is_ok())
}

type Boxes = &'static [(&'static str, &'static str)];

const DECISION: Boxes = &[
    ("answer", "approved"),
    ("taken_by", "Cabinet"),
    ("taken_on-day", "18"),
    ("taken_on-month", "11"),
    ("taken_on-year", "2026"),
    ("says", "To begin the procurement."),
    ("reasons", "As in the report."),
    ("alternatives", "To do nothing."),
    ("published_on-day", "19"),
    ("published_on-month", "11"),
    ("published_on-year", "2026"),
    ("may_be_called_in", "open"),
];

const PARTS: &[(&str, Boxes)] = &[
    (
        "about",
        &[
            ("description", "Advocacy for families in the area."),
            ("contact", "Procurement team"),
            ("lots_reason", "It is one service."),
        ],
    ),
    ("engagement", &[("engagement_held", "no")]),
    (
        "conflicts",
        &[
            ("conflicts_on-day", "25"),
            ("conflicts_on-month", "11"),
            ("conflicts_on-year", "2026"),
            ("conflicts_by", "Head of procurement"),
            ("conflicts_note", "None was found."),
        ],
    ),
    (
        "timetable",
        &[
            ("questions_until-day", "18"),
            ("questions_until-month", "12"),
            ("questions_until-year", "2026"),
            ("questions_until-time", "5pm"),
            ("deadline-day", "8"),
            ("deadline-month", "1"),
            ("deadline-year", "2027"),
            ("deadline-time", "12 noon"),
            ("period_reason", "Six weeks, with Christmas in them."),
            ("award_planned-day", "12"),
            ("award_planned-month", "2"),
            ("award_planned-year", "2027"),
        ],
    ),
];

/// What is typed into the row that a list begins with.
const FIRST_ROWS: &[(&str, Boxes)] = &[
    (
        "lots",
        &[
            ("starts_on-day", "1"),
            ("starts_on-month", "4"),
            ("starts_on-year", "2027"),
            ("months", "24"),
            ("longest_months", "60"),
            ("price_years", "2"),
            ("price_weight", "60"),
            ("quality_weight", "40"),
            ("formula", "inverse"),
            ("rank_on", "published"),
        ],
    ),
    ("criteria", &[("title", "Delivery"), ("weight", "40"), ("word_limit", "20")]),
];

const ROWS: &[(&str, Boxes)] = &[
    (
        "conditions",
        &[
            ("kind", "technical"),
            ("says", "Two services of this kind in the last five years."),
            ("evidence", "A reference for each."),
            ("needed_by", "with_bid"),
        ],
    ),
    ("sample-bids", &[("name", "A"), ("price", "200,000"), ("quality", "60")]),
    ("sample-bids", &[("name", "B"), ("price", "220,000"), ("quality", "75")]),
    ("sample-bids", &[("name", "C"), ("price", "250,000"), ("quality", "90")]),
];

/// Numbers that the record's own counter does not reach in a story.
const FAR: i64 = 9_000_000;

fn published(n: i64, of: &procurement::Model) -> tender::ActiveModel {
    tender::ActiveModel {
        id: Set(TenderId(FAR + n)),
        authority_id: Set(of.authority_id),
        procurement_id: Set(of.id),
        version: Set(Version(1)),
        stage: Set(TenderStage::Published),
        reference: Set(format!("LIST-{n:04}")),
        title: Set(format!("Listed {n}")),
        amending: Set(false),
        terms_number: Set(0),
        gaps: Set(Gaps::default()),
        ..Default::default()
    }
}

fn listed(n: i64, authority: AuthorityId, morning: DateTime<Utc>) -> opportunity::ActiveModel {
    let tenth = n % 10 == 0;
    opportunity::ActiveModel {
        tender_id: Set(TenderId(FAR + n)),
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
