//! KPIs and periods as people see them.

use crate::world::World;
use crate::world::returns::AFTER_FIRST_QUARTER;

#[tokio::test]
async fn periods_open_by_themselves_and_once() {
    let world = World::monitored().await;
    let monitoring = world.monitoring().await;
    let opened: Vec<_> = monitoring
        .returns
        .iter()
        .map(|one| (one.row.number, monitoring.period_words(one), one.row.due_on.to_string()))
        .collect();
    let expected = [
        (1, "April to June 2027".to_owned(), "2027-07-21".to_owned()),
        (2, "July to September 2027".to_owned(), "2027-10-21".to_owned()),
    ];
    assert_eq!(opened, expected);
    assert_eq!(world.look(AFTER_FIRST_QUARTER).await.changes, 0);
    assert!(world.chain_holds().await);
}
