//! KPIs and periods as people see them.

use crate::world::World;
use crate::world::contracts::{MANAGER, at};
use crate::world::evaluation::passed;
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

#[tokio::test]
async fn a_kpi_is_added_changed_from_a_period_on_and_stopped() {
    let world = World::monitored().await;
    let manager = world.person(MANAGER).await;
    let list = manager.get(&at("/kpis")).await;
    assert!(list.says("Women supported") && list.says("Open cases") && list.says("80%"), "{}", list.text());
    let kinds = list.links().into_iter().find(|link| link.contains("/kpis/new/")).expect("one can be added");
    let form = format!("{kinds}/score");
    assert!(manager.get(&kinds).await.links().contains(&form));
    let wrong = [("title", "Satisfaction"), ("score_most", "5"), ("target", "6"), ("tolerance", "1")];
    let back = manager.fill_in(&form, &wrong).await;
    let says = [
        "The score goes from 0 to 5.",
        "Say which way is better, so that the figure can be held against its target.",
        "Say how the tolerance is counted.",
    ];
    assert_eq!((back.status, back.problems()), (422, says.map(str::to_owned).to_vec()));
    assert_eq!(back.holds(&form, "title"), "Satisfaction");
    let right =
        [("target", "4"), ("tolerance", "0.5"), ("direction", "higher"), ("tolerance_kind", "absolute")];
    passed(manager.fill(&back, &form, &right).await, &form);
    let page = manager.get(&at("/kpis/5")).await;
    assert!(
        page.says("Version 1, from 1 July 2027") && page.says("Every period has the same target."),
        "{}",
        page.text()
    );
    let changed = [("target", "85"), ("reason", "Agreed in the review of June."), ("from", "2027-10-01")];
    passed(manager.fill_in(&at("/kpis/2/change"), &changed).await, "change");
    let page = manager.get(&at("/kpis/2")).await;
    assert!(
        page.says("Version 2, from 1 October 2027") && page.says("Agreed in the review of June."),
        "{}",
        page.text()
    );
    let own = [("target-2027-10-01", "82.5")];
    passed(manager.fill_in(&at("/kpis/2/targets"), &own).await, "targets");
    let page = manager.get(&at("/kpis/2")).await;
    assert!(page.says("October to December 2027 82.5%"), "{}", page.text());
    let stopped = [("from", "2027-10-01"), ("reason", "It told nothing new.")];
    passed(manager.fill_in(&at("/kpis/4/stop"), &stopped).await, "stop");
    let list = manager.get(&at("/kpis")).await;
    assert!(list.says("KPIs that were stopped") && list.says("to 30 September 2027"), "{}", list.text());
    let monitoring = world.monitoring().await;
    let asked: Vec<_> = monitoring.returns.iter().map(|one| monitoring.asked(one).len()).collect();
    assert_eq!(asked, [4, 5], "the first quarter asks what it asked");
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn whoever_may_not_write_reads_and_a_contract_without_kpis_says_so() {
    let world = World::contract_in_force("break").await;
    let manager = world.person(MANAGER).await;
    let page = manager.get(&at("")).await;
    assert!(page.says("Nothing is measured yet"), "{}", page.text());
    let page = manager.get(&at("/kpis")).await;
    assert!(page.says("Write the outcomes"), "{}", page.text());
    let auditor = world.person("auditor@dorset.example").await;
    let page = auditor.get(&at("/kpis")).await;
    assert!(page.status == 200 && !page.says("Write the outcomes first:"), "{}", page.text());
    assert_eq!(auditor.get(&at("/kpis/take-outcomes")).await.status, 403);
}
