//! A contract from its entry to the day it is in force.

use crate::world::World;
use crate::world::contracts::{MANAGER, at};
use crate::world::evaluation::passed;

#[tokio::test]
async fn a_contract_is_entered_set_up_and_put_in_force() {
    let world = World::contract_set_up("break").await;
    let manager = world.person(MANAGER).await;
    let page = manager.get(&at("")).await;
    assert!(page.says("Being set up") && page.says("Put it in force"), "{}", page.text());
    passed(manager.fill(&page, &at("/begin"), &[]).await, "begin");
    let page = manager.get(&at("")).await;
    assert!(page.says("In force") && page.says("31 March 2032"), "{}", page.text());
    let term = manager.get(&at("/list/term")).await;
    assert!(term.says("Record a variation, or a decision at a break"), "{}", term.text());
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn what_is_missing_is_said_before_it_is_in_force() {
    let world = World::new().await;
    let manager = world.person(MANAGER).await;
    let begun = [("reference", "DOR-2027-009"), ("title", "A service"), ("supplier", "A charity")];
    passed(manager.fill_in("/contracts/new", &begun).await, "new");
    let page = manager.get("/contracts/DOR-2027-009").await;
    assert!(page.says("The day on which it was signed is not given."), "{}", page.text());
    let taken = manager.fill_in("/contracts/new", &begun).await;
    assert_eq!(taken.status, 422);
    assert!(taken.says("There is a contract of this reference already."), "{}", taken.text());
}

#[tokio::test]
async fn a_contract_that_was_given_up_leaves_its_reference_to_another() {
    let world = World::new().await;
    let manager = world.person(MANAGER).await;
    let begun = [("reference", "DOR-2027-009"), ("title", "A service"), ("supplier", "A charity")];
    passed(manager.fill_in("/contracts/new", &begun).await, "new");
    let given_up = [("end_reason", "It was entered twice.")];
    let gone = manager.fill_in("/contracts/DOR-2027-009/abandon", &given_up).await;
    assert_eq!(gone.status, 303, "{}", gone.text());
    assert_eq!(manager.get("/contracts/DOR-2027-009").await.status, 404);
    passed(manager.fill_in("/contracts/new", &begun).await, "again");
    assert!(manager.get("/contracts/DOR-2027-009").await.says("Being set up"));
}
