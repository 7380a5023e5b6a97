//! The breaks of a contract through the pages: every day worked back, what is decided, notice in time and late.

use crate::world::contracts::{CLERK, CONTRACT, MANAGER, at, written};
use crate::world::evaluation::passed;
use crate::world::{MORNING, Page, Person, World, instant};
use gatehouse::store::Staff;

/// Cabinet as it meets around the first break of the worked example.
const CABINET: [(u32, u32, i32); 3] = [(18, 7, 2028), (12, 9, 2028), (10, 10, 2028)];

async fn on(world: &World, email: &str, day: &str) -> Person {
    world.at(&format!("{day}T10:00:00Z")).person(email).await
}

/// What people of Dorset may see.
async fn dorset(world: &World) -> Staff {
    let (doors, now) = (world.store.doors(), instant(MORNING));
    let known = doors.sign_in(MANAGER, now).await.expect("the record answers").expect("they are known");
    let token = doors.open(known.person, now).await.expect("a session opens");
    let session = doors.session(&token, now).await.expect("the record answers").expect("it is open");
    Staff { authority: session.actor.authority().expect("they are staff") }
}

/// Where the first or a later break of the contract is.
async fn break_of(person: &Person, place: usize) -> String {
    let mut links = person.get(&at("/term")).await.links();
    links.retain(|link| link.contains("/breaks/"));
    links.sort();
    links.dedup();
    links[place].clone()
}

/// Fills in a form whose days are given as day, month and year.
async fn sends(
    person: &Person,
    path: &str,
    typed: &[(&str, &str)],
    days: &[(&str, (u32, u32, i32))],
) -> Page {
    let page = person.get(path).await;
    assert_eq!(page.status, 200, "{path}: {}", page.text());
    fills(person, &page, path, typed, days).await
}

async fn fills(
    person: &Person,
    page: &Page,
    path: &str,
    typed: &[(&str, &str)],
    days: &[(&str, (u32, u32, i32))],
) -> Page {
    let boxes = days.iter().flat_map(|(name, (day, month, year))| {
        [("day", day.to_string()), ("month", month.to_string()), ("year", year.to_string())]
            .map(|(part, value)| (format!("{name}-{part}"), value))
    });
    let boxes: Vec<_> = boxes.collect();
    let boxes = boxes.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let all: Vec<_> = typed.iter().copied().chain(boxes).collect();
    person.fill(page, path, &all).await
}

/// Cabinet's decision of a day, published two days later.
async fn decides(world: &World, path: &str, answer: &str, (day, month, year): (u32, u32, i32)) {
    let clerk = on(world, CLERK, &format!("{year}-{month:02}-{:02}", day + 3)).await;
    let typed =
        [("answer", answer), ("says", "Agreed."), ("reasons", "As reported."), ("may_be_called_in", "open")];
    let days = [("taken_on", (day, month, year)), ("published_on", (day + 2, month, year))];
    passed(sends(&clerk, &format!("{path}/decide"), &typed, &days).await, "decide");
}

async fn not_called_in(world: &World, path: &str, day: &str) {
    let clerk = on(world, CLERK, day).await;
    passed(sends(&clerk, &format!("{path}/call-in"), &[("outcome", "passed")], &[]).await, "call-in");
}

async fn notice(person: &Person, path: &str, day: (u32, u32, i32)) -> Page {
    sends(person, &format!("{path}/notice"), &[("notice_how", "By post.")], &[("notice_on", day)]).await
}

#[tokio::test]
async fn every_day_of_the_worked_example_stands_on_its_page() {
    let world = World::contract_in_force("break").await;
    world.cabinet_meets(&CABINET).await;
    let manager = on(&world, MANAGER, "2028-06-01").await;
    let term = manager.get(&at("/term")).await;
    for says in ["31 March 2032", "It must be received by 30 September 2028", "the contract runs on"] {
        assert!(term.says(says), "{says}: {}", term.text());
    }
    assert!(term.html().contains(r#"role="img""#) && !term.says("Someone must act"), "{}", term.text());
    let page = manager.get(&break_of(&manager, 0).await).await;
    for says in [
        "Break clause on 31 March 2029",
        "Latest return that can inform it 21 July 2028 Next",
        "Notice in the forward plan 14 August 2028",
        "Agenda published 4 September 2028",
        "Decision 12 September 2028",
        "Decision published 14 September 2028",
        "End of call-in 21 September 2028",
        "Last safe day to send notice 29 September 2028",
        "Last day for notice to be received 30 September 2028",
        "£662,000",
        "Cabinet. The authority’s tier without limit.",
    ] {
        assert!(page.says(says), "{says}: {}", page.text());
    }
    assert!(manager.get(&at("")).await.says("Latest return that can inform it by 21 July 2028"));
    let stranger = on(&world, "contracts@medway.example", "2028-06-01").await;
    for path in [at("/term"), at("/variations"), break_of(&manager, 0).await] {
        assert_eq!(stranger.get(&path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_contract_is_ended_at_a_break_and_late_notice_ends_nothing() {
    let world = World::contract_in_force("break").await;
    world.cabinet_meets(&CABINET).await;
    let path = break_of(&on(&world, MANAGER, "2028-06-01").await, 0).await;
    decides(&world, &path, "end", (12, 9, 2028)).await;
    let early = on(&world, MANAGER, "2028-09-18").await;
    assert_eq!(early.get(&format!("{path}/notice")).await.status, 409);
    not_called_in(&world, &path, "2028-09-22").await;
    let manager = on(&world, MANAGER, "2028-10-02").await;
    assert!(manager.get(&path).await.says("is not recorded as done"));
    let late = notice(&manager, &path, (2, 10, 2028)).await;
    assert_eq!(late.status, 422);
    assert!(late.says("It had to be received by 30 September 2028."), "{}", late.text());
    assert!(late.says("the contract runs on to the end of the next part"), "{}", late.text());
    assert_eq!(late.holds(&format!("{path}/notice"), "notice_how"), "By post.");
    passed(notice(&manager, &path, (29, 9, 2028)).await, "notice");
    let page = manager.get(&path).await;
    assert!(page.says("It counts as received on 29 September 2028"), "{}", page.text());
    assert!(page.says("nothing is left to do here"), "{}", page.text());
    let term = manager.get(&at("/term")).await;
    assert!(term.says("Last day as it stands 31 March 2029"), "{}", term.text());
    assert!(term.says("The contract ends before it."), "{}", term.text());
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn an_option_is_taken_after_a_variation_of_the_term() {
    let world = World::contract_in_force("extension").await;
    world.cabinet_meets(&[(14, 11, 2028)]).await;
    let manager = on(&world, MANAGER, "2028-06-02").await;
    let path = break_of(&manager, 0).await;
    let longer = [
        ("reason", "Three months more, so that the last cohort finishes."),
        ("ground", "act_light_touch"),
        ("scope_changes", "no"),
        ("favours_supplier", "no"),
        ("adds", "82,750"),
        ("months_after", "27"),
    ];
    let new = at("/variations/new");
    let part = manager.get(&new).await.options("period_id")[1].0.clone();
    let typed: Vec<_> = longer.into_iter().chain([("period_id", part.as_str())]).collect();
    let days = [("agreed_on", (1, 6, 2028)), ("effective_on", (1, 6, 2028))];
    passed(sends(&manager, &new, &typed, &days).await, "vary");
    let list = manager.get(&at("/variations")).await;
    for says in ["5.00%", "£1,737,750", "Part 1: 24 months before, 27 months since"] {
        assert!(list.says(says), "{says}: {}", list.text());
    }
    let page = manager.get(&path).await;
    assert!(page.says("Extension option on 30 June 2029"), "{}", page.text());
    assert!(page.says("Last safe day to send notice 29 December 2028"), "{}", page.text());
    decides(&world, &path, "extend", (14, 11, 2028)).await;
    not_called_in(&world, &path, "2028-11-27").await;
    let manager = on(&world, MANAGER, "2028-12-20").await;
    passed(notice(&manager, &path, (19, 12, 2028)).await, "notice");
    let term = manager.get(&at("/term")).await;
    assert!(term.says("Last day as it stands 30 June 2031"), "{}", term.text());
    assert!(term.says("Last day if every option is taken 30 June 2032"), "{}", term.text());
}

#[tokio::test]
async fn two_people_who_decide_at_once_make_one_decision() {
    let world = World::contract_in_force("break").await;
    world.cabinet_meets(&CABINET).await;
    let path = break_of(&on(&world, MANAGER, "2028-06-01").await, 0).await;
    let decide = format!("{path}/decide");
    let clerk = on(&world, CLERK, "2028-09-15").await;
    let approver = on(&world, "approver@dorset.example", "2028-09-15").await;
    let (first, second) = (clerk.get(&decide).await, approver.get(&decide).await);
    assert!(
        first.holds(&decide, "taken_by").contains("Cabinet") && !first.says("Extend it"),
        "{}",
        first.text()
    );
    let days = [("taken_on", (12, 9, 2028)), ("published_on", (14, 9, 2028))];
    let typed = |answer: &'static str, says: &'static str| {
        [("answer", answer), ("says", says), ("reasons", "As reported."), ("may_be_called_in", "open")]
    };
    passed(fills(&clerk, &first, &decide, &typed("continue", "Let it run on."), &days).await, "decide");
    let refused = fills(&approver, &second, &decide, &typed("end", "End it."), &days).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says("A decision is recorded here already."), "{}", refused.text());
    assert_eq!(refused.holds(&decide, "says"), "End it.");
    let page = approver.get(&path).await;
    assert!(page.says("Let it run on.") && !page.says("End it."), "{}", page.text());
    assert_eq!(approver.get(&decide).await.status, 409);
    // It is withdrawn, and another takes its place.
    let taken = [("withdrawn_reason", "Scrutiny sent it back.")];
    let withdraw = format!("{path}/withdraw");
    passed(sends(&approver, &withdraw, &taken, &[("withdrawn_on", (15, 9, 2028))]).await, "withdraw");
    passed(sends(&approver, &decide, &typed("end", "End it."), &days).await, "decide");
    assert!(approver.get(&path).await.says("(withdrawn)"));
}

/// A step that someone records late, so that what comes next is reckoned on that day.
async fn records_a_step(manager: &Person, path: &str) {
    let step = [("step", "forward_plan"), ("reference", "Entry 17")];
    passed(sends(manager, &format!("{path}/step"), &step, &[("done_on", (10, 8, 2028))]).await, "step");
}

#[tokio::test]
async fn where_no_meeting_is_left_that_is_said_first_and_loudly() {
    let world = World::contract_in_force("break").await;
    let manager = world.person(MANAGER).await;
    let begun = [("reference", "DOR-2027-002"), ("title", "Another service"), ("supplier", "A charity")];
    passed(manager.fill_in("/contracts/new", &begun).await, "new");
    let manager = on(&world, MANAGER, "2028-09-20").await;
    let path = break_of(&manager, 0).await;
    records_a_step(&manager, &path).await;
    let trouble = "No meeting of Cabinet is left whose decision could be acted on by 29 September 2028";
    for path in [at("/term"), at(""), path.clone()] {
        let page = manager.get(&path).await;
        assert!(page.says("Someone must act") && page.says(trouble), "{path}: {}", page.text());
    }
    let next = manager.get("/contracts/next").await;
    assert!(next.says("A day has gone by") && next.says(CONTRACT), "{}", next.text());
    assert!(!next.says("DOR-2027-002"), "what is being set up has no days yet: {}", next.text());
    assert_eq!(next.link_in_row(CONTRACT), path);
    assert!(manager.get("/").await.says("Contracts: what comes next"));
    let other = world.person("contracts@medway.example").await;
    assert!(!other.get("/contracts/next").await.says(CONTRACT));
}

#[tokio::test]
async fn next_decisions_come_page_by_page_the_loud_ones_first() {
    let world = World::contract_in_force("break").await;
    let manager = world.person(MANAGER).await;
    for (reference, starts) in [("DOR-2027-002", (1, 4, 2027)), ("DOR-2027-003", (1, 1, 2027))] {
        let begun = [("reference", reference), ("title", "A service"), ("supplier", "A charity")];
        passed(manager.fill_in("/contracts/new", &begun).await, "new");
        let path = format!("/contracts/{reference}");
        let days = [("signed_on", (1, 12, 2026)), ("starts_on", starts)];
        let agreement = format!("{path}/part/agreement");
        passed(sends(&manager, &agreement, &[("procured", "tender")], &days).await, "agreement");
        let part = [("months", "12"), ("ends_with", "end")];
        passed(manager.fill_in(&format!("{path}/list/term/new"), &part).await, "term");
        let page = manager.get(&path).await;
        passed(manager.fill(&page, &format!("{path}/begin"), &[]).await, "begin");
    }
    let late = on(&world, MANAGER, "2028-09-20").await;
    records_a_step(&late, &break_of(&late, 0).await).await;
    let reader = world.store.reader(dorset(&world).await);
    let (mut after, mut seen) = (None, Vec::new());
    loop {
        let page = reader.next_decisions(after, 1).await.expect("the record answers");
        seen.extend(page.rows.into_iter().map(|row| row.reference));
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    assert_eq!(seen, [CONTRACT, "DOR-2027-003", "DOR-2027-002", "DOR-2026-004"]);
}

#[tokio::test]
async fn a_contract_under_the_2015_regulations_is_extended_today() {
    let world = World::contract_set_up("extension").await;
    let manager = world.person(MANAGER).await;
    written(&manager, "law", &[], &[("commenced_on", (1, 6, 2024))]).await;
    let page = manager.get(&at("")).await;
    passed(manager.fill(&page, &at("/begin"), &[]).await, "begin");
    world.cabinet_meets(&CABINET).await;
    let list = manager.get(&at("/variations")).await;
    assert!(list.says("Public Contracts Regulations 2015"), "{}", list.text());
    let form = manager.get(&at("/variations/new")).await;
    assert!(form.says("regulation 72(1)(a)") && !form.says("section 74"), "{}", form.text());
    let path = break_of(&manager, 0).await;
    decides(&world, &path, "extend", (12, 9, 2028)).await;
    not_called_in(&world, &path, "2028-09-22").await;
    let manager = on(&world, MANAGER, "2028-09-29").await;
    passed(notice(&manager, &path, (29, 9, 2028)).await, "notice");
    assert!(manager.get(&at("/term")).await.says("Last day as it stands 31 March 2031"));
}

#[tokio::test]
async fn a_step_the_providers_notice_a_cohort_and_an_early_end() {
    let world = World::contract_in_force("break").await;
    world.cabinet_meets(&CABINET).await;
    let manager = on(&world, MANAGER, "2028-08-20").await;
    let path = break_of(&manager, 0).await;
    assert!(manager.get(&path).await.says("Notice in the forward plan was 14 August 2028"));
    records_a_step(&manager, &path).await;
    let page = manager.get(&path).await;
    assert!(
        page.says("Done on 10 August 2028: Entry 17") && !page.says("Someone must act"),
        "{}",
        page.text()
    );
    let cohort = [("title", "Third cohort"), ("months", "18"), ("places", "12")];
    let cohorts = at("/list/cohorts/new");
    passed(sends(&manager, &cohorts, &cohort, &[("starts_on", (1, 10, 2028))]).await, "cohort");
    let term = manager.get(&at("/term")).await;
    assert!(term.says("It runs across the break on 31 March 2029"), "{}", term.text());
    let theirs = [("notice_how", "By letter."), ("says", "They cannot go on.")];
    let their = format!("{path}/their-notice");
    passed(sends(&manager, &their, &theirs, &[("notice_on", (18, 8, 2028))]).await, "their notice");
    assert!(manager.get(&at("/term")).await.says("It runs past the end of the contract on 31 March 2029"));
    let end = [("end_kind", "agreed"), ("end_reason", "Both sides agreed.")];
    let early = sends(&manager, &at("/end"), &end, &[("ended_on", (31, 8, 2028))]).await;
    assert!(early.says("Its last day must not be in the future."), "{}", early.text());
    let manager = on(&world, MANAGER, "2028-09-01").await;
    passed(sends(&manager, &at("/end"), &end, &[("ended_on", (31, 8, 2028))]).await, "end");
    assert!(manager.get(&at("")).await.says("Ended"));
    assert_eq!(manager.get(&at("/end")).await.status, 409);
}
