//! What the demonstration holds when nobody has done anything yet.

use crate::world::World;

/// Medway's tender that has been evaluated to the end.
const AWARDED: &str = "MED-AWARD-001";

#[tokio::test]
async fn the_demonstration_holds_an_award_that_stands_still() {
    let world = World::new().await;
    let tender = world.house().tender(AWARDED).await.expect("the record answers").expect("it is there");
    let scoring = world.house().scoring(tender).await.expect("the record answers").expect("it has begun");
    let lot = scoring.terms().lots[0].id;
    let result = world.house().lot_result(scoring, lot).await.expect("the record answers");
    let result = result.expect("it has a result");
    let award = result.award().expect("it is decided");
    assert_eq!(award.bid_id, result.winner().ok(), "the award is to the bid that the ranking puts first");
    assert_eq!(award.standstill_ends_on, chrono::NaiveDate::from_ymd_opt(2026, 11, 25));
    for email in ["bids@charity.example", "bids@harbour.example", "bids@kestrel.example"] {
        let letters = world.person(email).await.get("/letters").await;
        assert!(letters.says("MED-AWARD-001: the outcome of your bid"), "{}", letters.text());
    }
    assert!(world.chain_holds().await);
}
