//! The paper on which it is decided at a break of a contract: composed, written, fetched and kept.

use crate::world::contracts::{CLERK, MANAGER, at};
use crate::world::evaluation::passed;
use crate::world::{Person, World};

const WRITER: &str = "writer@dorset.example";

/// Dorset's contract in force, with Cabinet meeting around the last day for notice at its first break.
async fn worked(ends: &str) -> World {
    let world = World::contract_in_force(ends).await;
    world.cabinet_meets(&[(18, 7, 2028), (12, 9, 2028), (10, 10, 2028)]).await;
    world
}

/// Where the first break of the contract is.
async fn first_break(person: &Person) -> String {
    let mut links = person.get(&at("/term")).await.links();
    links.retain(|link| link.contains("/breaks/"));
    links.sort();
    links.into_iter().next().expect("a break")
}

#[tokio::test]
async fn the_paper_holds_the_worked_days_and_sums() {
    let world = worked("break").await;
    let manager = world.person(MANAGER).await;
    let point = first_break(&manager).await;
    let page = manager.get(&format!("{point}/report")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    for words in [
        "the break on 31 March 2029",
        "29 September 2028",
        "30 September 2028",
        "12 September 2028",
        "14 August 2028",
        "21 July 2028",
        "£662,000",
        "£1,655,000",
        "If nobody decides, the contract runs on to 31 March 2031",
        "No KPI of this contract is recorded",
        "Contract termination notice (UK11)",
        "Write what no record knows",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
}

#[tokio::test]
async fn it_is_fetched_as_a_tagged_pdf_and_for_word() {
    let world = worked("extension").await;
    let manager = world.person(MANAGER).await;
    let point = first_break(&manager).await;
    let pdf = manager.get(&format!("{point}/report/pdf")).await;
    assert!(pdf.status == 200 && pdf.bytes.starts_with(b"%PDF-"), "{}", pdf.status);
    let promise = b"pdfuaid:part";
    assert!(pdf.bytes.windows(promise.len()).any(|part| part == promise), "it says that it is tagged");
    let word = manager.get(&format!("{point}/report/word")).await;
    assert!(word.bytes.starts_with(b"PK"));
}

#[tokio::test]
async fn what_people_write_stands_in_the_paper_and_comes_back_when_it_is_wrong() {
    let world = worked("break").await;
    let manager = world.person(MANAGER).await;
    let point = first_break(&manager).await;
    let writer = world.person(WRITER).await;
    let pack = format!("{point}/pack");
    let wrong = [("answer", "continue"), ("reasons", "It costs {{ money.gone }}.")];
    let page = writer.fill_in(&pack, &wrong).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.problems(), ["There is no figure called “money.gone”. Choose one from the list."]);
    assert_eq!(page.holds(&pack, "reasons"), "It costs {{ money.gone }}.");
    let typed = [("answer", "continue"), ("reasons", "The next part costs {{ money.next_part }}.")];
    passed(writer.fill_in(&pack, &typed).await, &pack);
    let heading = writer.get(&pack).await.links();
    let heading = heading.into_iter().find(|link| link.starts_with(&format!("{pack}/"))).expect("a heading");
    passed(writer.fill_in(&heading, &[("says", "No effect on the climate.")]).await, &heading);
    let paper = writer.get(&format!("{point}/report")).await;
    for words in [
        "That the contract “Support after removal” with Riverbank Women’s Trust be let run on past its break",
        "The next part costs £662,000",
        "No effect on the climate.",
    ] {
        assert!(paper.says(words), "{words}: {}", paper.text());
    }
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn a_paper_that_was_kept_stays_as_it_was() {
    let world = worked("break").await;
    let manager = world.person(MANAGER).await;
    let point = first_break(&manager).await;
    let pack = format!("{point}/pack");
    passed(manager.fill_in(&pack, &[("answer", "end"), ("reasons", "First words.")]).await, &pack);
    let report = format!("{point}/report");
    let page = manager.get(&report).await;
    let keep = format!("{report}/keep");
    passed(manager.fill(&page, &keep, &[("note", "For the agenda")]).await, &keep);
    passed(manager.fill_in(&pack, &[("reasons", "Second words.")]).await, &pack);
    let now = manager.get(&report).await;
    assert!(now.says("Second words.") && now.says("Kept by a writer: For the agenda"), "{}", now.text());
    let kept = manager.get(&format!("{report}/kept/1")).await;
    assert!(kept.says("First words.") && !kept.says("Second words."), "{}", kept.text());
    assert!(manager.get(&format!("{report}/kept/1/pdf")).await.bytes.starts_with(b"%PDF-"));
    assert_eq!(manager.get(&format!("{report}/kept/2")).await.status, 404);
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn others_find_nothing_and_readers_do_not_write() {
    let world = worked("break").await;
    let point = first_break(&world.person(MANAGER).await).await;
    let stranger = world.person("contracts@medway.example").await;
    for page in ["/report", "/report/pdf", "/report/word", "/report/kept/1", "/pack"] {
        assert_eq!(stranger.get(&format!("{point}{page}")).await.status, 404, "{page}");
    }
    let auditor = world.person("auditor@dorset.example").await;
    assert_eq!(auditor.get(&format!("{point}/report")).await.status, 200);
    assert_eq!(auditor.get(&format!("{point}/pack")).await.status, 403);
    let keep = auditor.post(&format!("{point}/report/keep"), &[("version", "1")]).await;
    assert_eq!(keep.status, 403);
}

#[tokio::test]
async fn the_paper_that_was_decided_on_is_kept_with_the_decision() {
    let world = worked("break").await;
    let later = world.at("2028-09-15T10:00:00Z");
    let manager = later.person(MANAGER).await;
    let point = first_break(&manager).await;
    let pack = format!("{point}/pack");
    passed(manager.fill_in(&pack, &[("answer", "continue"), ("reasons", "It works.")]).await, &pack);
    let typed = [
        ("answer", "continue"),
        ("says", "Agreed."),
        ("reasons", "As reported."),
        ("may_be_called_in", "open"),
        ("taken_on-day", "12"),
        ("taken_on-month", "9"),
        ("taken_on-year", "2028"),
        ("published_on-day", "14"),
        ("published_on-month", "9"),
        ("published_on-year", "2028"),
    ];
    let decide = format!("{point}/decide");
    passed(later.person(CLERK).await.fill_in(&decide, &typed).await, &decide);
    let paper = manager.get(&format!("{point}/report")).await;
    assert!(paper.says("As it was decided on") && paper.says("It works."), "{}", paper.text());
    assert!(!paper.says("Attention"), "on the day of the meeting there was still one: {}", paper.text());
    assert_eq!(manager.get(&pack).await.status, 409, "what was decided on is not written anew");
    let years_later = world.at("2030-01-10T10:00:00Z").person(MANAGER).await;
    let paper = years_later.get(&format!("{point}/report")).await;
    assert!(paper.says("As it was decided on") && paper.says("It works."), "{}", paper.text());
    assert!(world.chain_holds().await);
}
