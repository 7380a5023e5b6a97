//! What figures come to, per contract and across contracts.

use entity::id::RowId;
use entity::state::FigureCame;
use rules::access::Actor;
use rules::returns::save::{Figure, save};
use rules::returns::sign::{send, sign};
use rules::returns::values::Values;
use rules::returns::{Asked, Monitoring, Return};
use rules::{Change, Refusal};

use crate::world::contracts::{CONTRACT, MANAGER, at};
use crate::world::returns::{PREPARER, SIGNATORY};
use crate::world::{World, instant};

/// A quarter: its number, when it was signed, how many of how many engaged within 16 weeks, cases added and closed.
type Quarter<'a> = (i32, &'a str, (i64, i64), (i64, i64));

#[tokio::test]
async fn a_contract_is_read_by_outcome_with_year_to_date_from_sums() {
    let world = returned(&[
        (1, "2027-07-05T09:00:00Z", (9, 10), (6, 2)),
        (2, "2027-10-05T09:00:00Z", (30, 60), (4, 5)),
    ])
    .await;
    let manager = world.person(MANAGER).await;
    let page = manager.get(&at("/performance")).await;
    for says in [
        "July to September 2027",
        "Women are supported",
        "50.0% (30 of 60)",
        "Off target",
        "Down from 90.0%, which is worse",
        "55.7% (39 of 70)",
        "This year so far, of all counts together",
        // 12 at the start, 6 and 4 who came; never the sum of two quarters.
        "22 Supported this year",
        "Of 2 returns that were due, 2 came in time, 0 came late and 0 are missing. 8 of 8 figures asked for were given.",
        "Off target once.",
    ] {
        assert!(page.says(says), "{says}: {}", page.text());
    }
    let before = manager.get(&at("/performance?period=1")).await;
    assert!(before.says("90.0% (9 of 10)"), "{}", before.text());
    let kpi = manager.get(&at("/performance/2")).await;
    for says in [
        "Engaged within 16 weeks went from 90.0% to 50.0% over 2 quarters; the target of 80% was met in 1 of the 2 that \
         could be judged",
        "Women whose first session is within 16 weeks of their referral.",
        "Because of the summer",
    ] {
        assert!(kpi.says(says), "{says}: {}", kpi.text());
    }
    assert!(kpi.html().contains("<svg class=\"chart-picture\""), "the course is drawn");
    assert_eq!(manager.get(&at("/performance/9")).await.status, 404);
}

#[tokio::test]
async fn a_draft_is_read_by_nobody_at_the_council() {
    let world = World::monitored().await;
    write(&world, &(1, "2027-07-02T09:00:00Z", (1, 10), (6, 2))).await;
    let manager = world.person(MANAGER).await;
    for path in ["/performance", "/performance/2", "/performance.csv"] {
        let page = manager.get(&at(path)).await;
        assert!(
            !page.text().contains("10.0%") && !page.text().contains("1 of 10"),
            "{path}: {}",
            page.text()
        );
        assert!(page.text().contains("Not due yet"), "{path}: {}", page.text());
    }
}

#[tokio::test]
async fn two_reds_in_a_row_begin_a_plan_once() {
    let world = returned(&[
        (1, "2027-07-05T09:00:00Z", (5, 10), (6, 2)),
        (2, "2027-10-05T09:00:00Z", (30, 60), (4, 5)),
    ])
    .await;
    let manager = world.person(MANAGER).await;
    let page = manager.get(&at("/performance")).await;
    assert!(
        page.says("Off target at least twice running, which calls for an improvement plan."),
        "{}",
        page.text()
    );
    let begun = manager.fill(&page, &at("/performance/2/plan"), &[]).await;
    assert_eq!(begun.status, 303, "{}", begun.text());
    let plan = begun.location.clone().expect("it goes on").split('?').next().expect("an address").to_owned();
    let plan = manager.get(&plan).await;
    assert!(
        plan.html().contains("Off target in 2 quarters running: 50.0% in April to June 2027"),
        "{}",
        plan.html()
    );
    let after = manager.get(&at("/performance")).await;
    assert!(after.says("An improvement plan goes on."), "{}", after.text());
    // The page that was open before is behind by now, and begins no second plan.
    let again = manager.fill(&page, &at("/performance/2/plan"), &[]).await;
    assert_ne!(again.location, begun.location, "{}", again.text());
    let auditor = world.person("auditor@dorset.example").await;
    let read = auditor.get(&at("/performance")).await;
    assert!(read.status == 200 && !read.html().contains("<button class=\"primary\""), "{}", read.html());
}

#[tokio::test]
async fn contracts_stand_beside_each_other_and_every_figure_can_be_taken_away() {
    let world = returned(&[(1, "2027-07-22T09:00:00Z", (5, 10), (6, 2))]).await;
    let manager = world.person(MANAGER).await;
    let page = manager.get("/performance").await;
    for says in ["1 contract, the worst first", "April to June 2027", "1 came late so far"] {
        assert!(page.says(says), "{says}: {}", page.text());
    }
    assert!(manager.get("/performance?show=red").await.says("1 contract"));
    assert!(manager.get("/performance?show=overdue").await.says("No contract fits."));
    assert!(manager.get("/performance?words=nothing+of+the+kind").await.says("No contract fits."));
    for path in ["/performance.csv".to_owned(), at("/performance.csv")] {
        let file = manager.get(&path).await;
        let text = file.html();
        let lines: Vec<&str> = text.lines().collect();
        // Four KPIs in each of the periods that were opened.
        assert_eq!((lines.len() - 1) % 4, 0, "{path}: {text}");
        let line = lines.iter().find(|line| line.contains("Engaged within 16 weeks")).expect("it is there");
        assert!(line.contains("50.0%") && line.contains("Off target"), "{line}");
        assert!(text.contains("'=and not a formula"), "{path}: {text}");
    }
    let other = world.person("contracts@medway.example").await;
    assert_eq!(other.get(&at("/performance")).await.status, 404);
    assert!(!other.get("/performance").await.text().contains(CONTRACT));
    let provider = world.person(PREPARER).await;
    assert_eq!(provider.get("/performance").await.status, 404);
}

/// The monitored contract after these quarters were signed, in the evening of the last.
async fn returned(quarters: &[Quarter<'_>]) -> World {
    let mut world = World::monitored().await;
    for quarter in quarters {
        let (number, when, ..) = *quarter;
        world = world.at(when);
        world.look(when).await;
        write(&world, quarter).await;
        let (preparer, signatory) = (world.actor(PREPARER).await, world.actor(SIGNATORY).await);
        let monitoring = held(&world).await;
        let one = monitoring.numbered(number).expect("it is open");
        let sent = send(&monitoring, one, one.row.version, &preparer, instant(when));
        apply(&world, &preparer, when, sent).await;
        let monitoring = held(&world).await;
        let one = monitoring.numbered(number).expect("it is open");
        let id = RowId(numbers(&world, &signatory, when, 1).await[0]);
        let signed = sign(&monitoring, one, id, one.row.version, &signatory, instant(when));
        apply(&world, &signatory, when, signed).await;
    }
    world
}

/// Saves the figures of a quarter, each with a reason, so that nothing is left to ask.
async fn write(world: &World, (number, when, rate, cases): &Quarter<'_>) {
    let preparer = world.actor(PREPARER).await;
    let monitoring = held(world).await;
    let one = monitoring.numbered(*number).expect("it is open");
    let figure = |asked: &Asked<'_>| Figure {
        kpi: asked.kpi.row.id,
        values: values(&monitoring, one, *asked, *rate, *cases),
        comment: Some("=and not a formula".to_owned()),
        reason: Some("Because of the summer".to_owned()),
    };
    let figures: Vec<Figure> = monitoring.asked(one).iter().map(figure).collect();
    let ids = numbers(world, &preparer, when, figures.len()).await;
    let ids: Vec<RowId> = ids.into_iter().map(RowId).collect();
    let (seen, now) = (one.row.version, instant(when));
    let saved = save(&monitoring, one, &figures, &ids, FigureCame::Typed, seen, &preparer, now);
    apply(world, &preparer, when, saved).await;
}

fn values(
    monitoring: &Monitoring,
    one: &Return,
    asked: Asked<'_>,
    (above, below): (i64, i64),
    (added, closed): (i64, i64),
) -> Values {
    match asked.kpi.row.number {
        1 => {
            let new = if one.row.number == 1 { 21 } else { 4 };
            Values { count: Some(21), new_this_year: Some(new), ..Values::default() }
        }
        2 => Values { numerator: Some(above), denominator: Some(below), ..Values::default() },
        3 => {
            let opening = monitoring.opening(one, asked).expect("the period before has a figure");
            let closing = Some(opening + added - closed);
            Values { added: Some(added), closed: Some(closed), closing, ..Values::default() }
        }
        _ => Values { words: Some("More came by themselves.".to_owned()), ..Values::default() },
    }
}

async fn numbers(world: &World, actor: &Actor, when: &str, count: usize) -> Vec<i64> {
    let pen = world.store.pen(actor.clone(), instant(when));
    pen.new_ids(count).await.expect("there are numbers").collect()
}

async fn apply(world: &World, actor: &Actor, when: &str, change: Result<Change, Refusal>) {
    let pen = world.store.pen(actor.clone(), instant(when));
    pen.apply(change.expect("the rule allows it"), None).await.expect("it is written");
}

/// The contract with everything that is held of it, drafts as well.
async fn held(world: &World) -> Monitoring {
    let id = world.monitoring().await.contract.row.id;
    world.house().monitoring(id).await.expect("the record answers").expect("it is there")
}
