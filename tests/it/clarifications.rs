//! Questions about a tender, asked by a provider and answered by the council.

use entity::id::TenderId;

use crate::world::tenders::OPEN;
use crate::world::{Page, Person, World};

const ASK: &str = "/opportunities/MED-OPEN-001/ask";
const FIRST: &str = "/tenders/MED-OPEN-001/questions/1";

async fn people(world: &World) -> (Person, Person) {
    (world.person("bids@charity.example").await, world.person("procurement@medway.example").await)
}

async fn number(world: &World) -> TenderId {
    world.house().tender(OPEN).await.expect("the record answers").expect("it is there").row.id
}

async fn answer(officer: &Person, given: &[(&str, &str)]) -> Page {
    officer.fill_in(FIRST, given).await
}

#[tokio::test]
async fn everyone_reads_the_same_answer_and_nobody_reads_who_asked() {
    let world = World::new().await;
    let (author, officer) = people(&world).await;
    let asked = author.fill_in(ASK, &[("question", "May we, Riverbank Women’s Trust, visit?")]).await;
    assert_eq!(asked.status, 303, "{}", asked.text());
    let list = officer.get(&format!("/tenders/{OPEN}/questions")).await;
    assert!(list.says("Waiting for an answer 1") && list.says("23 days left"), "{}", list.text());

    // The question is offered as it was asked, and refused while it names the asker.
    let named = answer(&officer, &[("audience", "everyone"), ("answer", "Yes, on Fridays.")]).await;
    let says = "This names Riverbank Women’s Trust (invented), who asked. Say it without the name.";
    assert_eq!(named.problems(), [says]);
    assert_eq!(named.holds(FIRST, "answer"), "Yes, on Fridays.");
    let given = [("audience", "everyone"), ("stated", "May bidders visit?"), ("answer", "Yes, on Fridays.")];
    assert_eq!(officer.fill(&named, FIRST, &given).await.status, 303);

    let read =
        world.house().clarifications_for_everyone(number(&world).await).await.expect("the record answers");
    assert_eq!(
        (read[0].question.as_str(), read[0].answer.as_str()),
        ("May bidders visit?", "Yes, on Fridays.")
    );
    let letters = author.get("/letters").await;
    let letter = author.get(&letters.link_in_row("Answer to a question about MED-OPEN-001")).await;
    assert!(letter.says("May bidders visit?") && !letter.says("Riverbank"), "{}", letter.text());
    assert!(author.get(ASK).await.says("to everyone without saying who asked"));
    let elsewhere = world.person("procurement@dorset.example").await;
    assert_eq!(elsewhere.get(FIRST).await.status, 404);
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn a_confidential_answer_is_read_by_its_asker_alone() {
    let world = World::new().await;
    let (author, officer) = people(&world).await;
    let silent =
        author.fill_in(ASK, &[("question", "Is our method allowed?"), ("confidential", "yes")]).await;
    assert_eq!(silent.problems(), ["Say what would be given away, so that the council can decide."]);
    assert_eq!(silent.holds(ASK, "question"), "Is our method allowed?");
    assert_eq!(
        author.fill(&silent, ASK, &[("confidential_reason", "It is our own method.")]).await.status,
        303
    );

    let given =
        [("audience", "asker_only"), ("answer", "It is."), ("audience_reason", "It is their own method.")];
    assert_eq!(answer(&officer, &given).await.status, 303);
    let read =
        world.house().clarifications_for_everyone(number(&world).await).await.expect("the record answers");
    assert!(read.is_empty());
    assert!(author.get(ASK).await.says("to you alone"));
}

#[tokio::test]
async fn a_question_that_comes_too_late_keeps_its_words() {
    let world = World::new().await;
    let author = world.at("2026-12-01T16:59:59Z").person("bids@charity.example").await;
    let page = author.get(ASK).await;
    let late = author.in_world(&world.at("2026-12-01T17:00:00Z"));
    let refused = late.fill(&page, ASK, &[("question", "May bidders visit?")]).await;
    assert_eq!(refused.problems(), ["Questions could be asked until 5pm on 1 December 2026."]);
    assert_eq!(refused.holds(ASK, "question"), "May bidders visit?");
    assert!(late.get(ASK).await.says("Questions could be asked until 5pm on 1 December 2026."));
}

#[tokio::test]
async fn a_provider_follows_a_tender_and_stops() {
    let world = World::new().await;
    let author = world.person("bids@kestrel.example").await;
    let send = async |what: &str| {
        let token = format!("{what}-once");
        author.post(&format!("/opportunities/{OPEN}/{what}"), &[("once", &token)]).await
    };
    assert_eq!(send("unfollow").await.status, 409, "it is not told yet");
    assert_eq!(send("follow").await.status, 303);
    assert_eq!(send("unfollow").await.status, 303);
}
