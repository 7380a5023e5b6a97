//! The schema, step by step: each step meets a database that the one before has filled.

use gatehouse::demo;
use gatehouse::store::{Dice, House, Store};
use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database as Connection};

use crate::world::{Database, MORNING, instant};

/// What a record may hold after each step, before the next one comes.
const FILLED: &[&[&str]] = &[
    &["UPDATE house SET next_id = 500"],
    &[
        "INSERT INTO authority (id, version, name, report_style, accent, risk_layout, clears_legal, clears_finance, \
         clears_equality, gaps) VALUES (1, 1, 'Anytown', 'cabinet', '000000', 'overall', true, true, true, '{}')",
        "INSERT INTO person (id, version, authority_id, email, name, disabled) VALUES (2, 1, 1, 'a@b.example', 'A', false)",
    ],
    &["INSERT INTO procurement (id, authority_id, version, stage, clearance_round, reference, title, gaps) \
       VALUES (3, 1, 1, 'draft', 0, 'ANY-1', 'Advice', '{}')"],
    &[
        "INSERT INTO reason (id, procurement_id, position, says, gaps) VALUES (4, 3, 1, 'It is needed.', '{}')",
    ],
    &[],
    &[],
    &["INSERT INTO organisation (id, version, name, kind, gaps) VALUES (5, 1, 'A charity', 'charity', '{}')"],
    &[],
    &[],
    &[],
    &[
        "INSERT INTO letter (id, organisation_id, once, subject, says, path, at, tries) \
         VALUES (6, 5, 'once', 'A letter', 'It says.', '/bids', '2026-01-01 00:00:00+00:00', 0)",
        "INSERT INTO mail (letter_id, person_id) VALUES (6, 2)",
    ],
    &[
        "INSERT INTO contract (id, authority_id, version, stage, reference, title, supplier, spent, next_loud, gaps) \
         VALUES (7, 1, 1, 'in_force', 'ANY-2', 'Advice', 'A charity', 0, false, '{}')",
        "INSERT INTO improvement_plan (id, contract_id, position, title, gaps) VALUES (8, 7, 1, 'A plan', '{}')",
    ],
    &[],
];

#[tokio::test]
async fn each_step_keeps_what_is_there() {
    let database = Database::empty().await;
    let connection = Connection::connect(&database.address).await.expect("the database answers");
    assert_eq!(Migrator::migrations().len(), FILLED.len(), "a new step needs its own filling");
    let names: std::collections::BTreeSet<_> =
        Migrator::migrations().iter().map(|step| step.name().to_owned()).collect();
    assert_eq!(names.len(), FILLED.len(), "each step has a name of its own: {names:?}");
    for statements in FILLED {
        Migrator::up(&connection, Some(1)).await.expect("the step works");
        for statement in *statements {
            connection.execute_unprepared(statement).await.expect("the record takes it");
        }
    }
    connection.close().await.expect("it closes");

    let store = Store::open(&database.address, Dice::fixed(5)).await.expect("it opens");
    assert!(store.is_empty().await.expect("it answers"));
    let doors = store.doors();
    let known = doors.sign_in("a@b.example", instant(MORNING)).await.expect("it answers");
    assert!(known.is_some_and(|known| known.open), "who was there before is there still");
    let kept =
        store.reader(House).procurement("ANY-1").await.expect("it answers").expect("it is there still");
    assert_eq!(kept.reasons.len(), 1);
    let contract = store.reader(House).contract_called("ANY-2").await.expect("it answers");
    assert_eq!(contract.map(|contract| contract.plans.len()), Some(1), "a plan that no KPI led to");
}

#[tokio::test]
async fn the_demonstration_comes_out_the_same_each_time() {
    let mut heads = Vec::new();
    for _ in 0..2 {
        let database = Database::empty().await;
        let store = database.open(Dice::fixed(2021)).await;
        demo::load(&store, instant(MORNING)).await.expect("it plays");
        heads.push(store.reader(House).verify().await.expect("it answers").expect("it holds").head);
    }
    assert_eq!(heads[0], heads[1]);
}
