//! Prices, the ranking and what would change the winner, of Medway's closed tender.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::world::World;
use crate::world::evaluation::{APPROVER, EVALUATORS, MODERATOR, OFFICER, at, passed};

const PLACES: [&str; 4] = ["/prices", "/ranking", "/ranking/evaluate.json", "/what-if"];

#[tokio::test]
async fn nobody_sees_a_price_or_a_ranking_early() {
    let world = World::moderated().await;
    let lot = at(&format!("/lots/{}", world.lot().await));
    let officer = world.person(OFFICER).await;
    let prices = officer.get(&format!("{lot}/prices")).await;
    assert!(prices.says("once the quality of this lot is signed off"), "{}", prices.text());
    let ranking = officer.get(&format!("{lot}/ranking")).await;
    assert!(ranking.says("Open the prices of this lot first."), "{}", ranking.text());
    assert_eq!(officer.get(&format!("{lot}/what-if")).await.status, 409);
    assert_eq!(officer.get(&format!("{lot}/ranking/evaluate.json")).await.status, 404);
    for bid in 1..60 {
        let page = officer.get(&format!("{lot}/prices/{bid}")).await;
        assert!([404, 409].contains(&page.status), "{bid}: {}", page.text());
    }
    let forced = officer.post(&format!("{lot}/prices"), &[("version", "1")]).await;
    assert_eq!(forced.status, 409, "{}", forced.text());
    for email in [MODERATOR, EVALUATORS[0], "auditor@medway.example", "democratic@medway.example"] {
        let person = world.person(email).await;
        for place in PLACES {
            assert_eq!(person.get(&format!("{lot}{place}")).await.status, 403, "{email} {place}");
        }
    }
    for page in [prices, ranking] {
        for figure in ["198,800", "99,400", "210,000", "105,000", "139,000", "69,500", "Harbour", "Kestrel"] {
            assert!(!page.says(figure), "{figure}: {}", page.text());
        }
    }
}

#[tokio::test]
async fn prices_are_opened_and_the_ranking_frozen_with_every_number_explained() {
    let world = World::priced().await;
    let lot = at(&format!("/lots/{}", world.lot().await));
    let approver = world.person(APPROVER).await;
    let prices = approver.get(&format!("{lot}/prices")).await;
    for says in [
        "Harbour Advocacy",
        "£99,400",
        "£198,800",
        "£139,000",
        "Looks abnormally low",
        "need not be explained",
    ] {
        assert!(prices.says(says), "{says}: {}", prices.text());
    }
    let before = approver.get(&format!("{lot}/ranking")).await;
    assert!(before.says("A procurement officer freezes the ranking.") && !before.says("88.80"));
    let officer = world.person(OFFICER).await;
    let page = officer.get(&format!("{lot}/ranking")).await;
    passed(officer.fill(&page, &format!("{lot}/ranking"), &[]).await, "it is frozen");
    let ranking = officer.get(&format!("{lot}/ranking")).await;
    for says in [
        "60 × £198,800 ÷ £210,000 = 56.80",
        "56.8 + 32 = 88.80",
        "60 + 24 = 84.00",
        "Its quality is below 50% of the quality available.",
        "of the record of actions",
        "the result is the same",
    ] {
        assert!(ranking.says(says), "{says}: {}", ranking.text());
    }
    let again = officer.post(&format!("{lot}/ranking"), &[("version", "3")]).await;
    assert_eq!(again.status, 409);
    assert!(again.says("The ranking is frozen already, and nothing has changed since."), "{}", again.text());

    let file = officer.get(&format!("{lot}/ranking/evaluate.json")).await;
    assert!(!file.says("Harbour") && !file.says("Riverbank"), "labels alone");
    let checked: Value = serde_json::from_str(&evaluate(&file.bytes)).expect("it is JSON");
    for bid in checked["bids"].as_array().expect("three bids") {
        for number in [&bid["total"], &bid["price_score"], &bid["quality_score"], &bid["exact"]["total"]] {
            let number = number.as_str().unwrap_or_default();
            assert!(ranking.says(number), "{number}: {}", ranking.text());
        }
    }
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn what_would_change_the_winner_is_told_in_words_a_table_and_a_plot() {
    let world = World::ranked().await;
    let lot = at(&format!("/lots/{}", world.lot().await));
    let place = format!("{lot}/what-if");
    let approver = world.person(APPROVER).await;
    let page = approver.get(&place).await;
    for says in [
        "It must not influence the decision",
        "Riverbank Women’s Trust (invented) wins at any price weight below 78.95% (exactly 1500/19).",
        "Harbour Advocacy (invented) wins at any price weight above 78.95% (exactly 1500/19).",
        "The published price weight is 60%.",
        "were counted too",
        "Range",
        "As published: price weight 60%",
    ] {
        assert!(page.says(says), "{says}: {}", page.text());
    }
    passed(approver.fill(&page, &format!("{place}/keep"), &[]).await, "kept");
    let kept = approver.get(&place).await;
    assert!(kept.says("The case file shows this page’s figures."), "{}", kept.text());
    passed(approver.fill(&kept, &format!("{place}/leave-out"), &[]).await, "left out");
    assert!(approver.get(&place).await.says("The case file does not show this."));
    for email in [MODERATOR, EVALUATORS[0], "auditor@medway.example", "administrator@medway.example"] {
        assert_eq!(world.person(email).await.get(&place).await.status, 403, "{email}");
    }
}

#[tokio::test]
async fn a_low_price_is_asked_about_answered_and_decided_in_that_order() {
    let world = World::priced().await;
    let lot = at(&format!("/lots/{}", world.lot().await));
    let officer = world.person(OFFICER).await;
    let price = officer.get(&format!("{lot}/prices")).await.link_in_row("Harbour Advocacy");
    let empty = officer.fill_in(&price, &[("flagged", ""), ("asked", "Your staff costs, please.")]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.says("Your staff costs, please."), "what was typed comes back");
    let question = [
        ("flagged", "It is the lowest of those we compare."),
        ("asked", "How are two workers paid from it?"),
        ("respond_by-day", "30"),
        ("respond_by-month", "11"),
        ("respond_by-year", "2026"),
    ];
    passed(officer.fill_in(&price, &question).await, "it is asked");
    assert!(officer.get(&price).await.says("can explain its price until the end of 30 November 2026"));
    let ranking = officer.get(&format!("{lot}/ranking")).await;
    assert!(ranking.says("decide on its price, which looked abnormally low"), "{}", ranking.text());
    let decided = [("outcome", "accepted"), ("reason", "The wages are shown.")];
    let early = officer.post(&format!("{price}/decide"), &[&decided[..], &[("version", "3")]].concat()).await;
    assert_eq!(early.status, 422, "{}", early.text());

    let author = world.person("bids@harbour.example").await;
    let letters = author.get("/letters").await;
    let letter = author.get(&letters.link_in_row("please explain your price")).await;
    let asked =
        letter.links().into_iter().find(|link| link.ends_with("/price-query")).expect("it leads there");
    let bid = asked.trim_end_matches("/price-query").to_owned();
    assert!(author.get(&bid).await.says("Read it and answer by the end of 30 November 2026"));
    let stranger = world.person("bids@kestrel.example").await;
    assert_eq!(stranger.get(&asked).await.status, 404);
    passed(
        author.fill_in(&asked, &[("answer", "Two posts at £28,000, and an office we own.")]).await,
        "answered",
    );
    assert!(author.get(&asked).await.says("You have answered this."));

    let decide = format!("{price}/decide");
    let page = officer.get(&price).await;
    assert!(page.says("an office we own"), "{}", page.text());
    passed(officer.fill(&page, &decide, &decided).await, "decided");
    assert!(author.get(&asked).await.says("The wages are shown."));
    let ranking = officer.get(&format!("{lot}/ranking")).await;
    assert!(ranking.says("Freeze the ranking"), "{}", ranking.text());
}

/// `gatehouse evaluate - --json`, as anyone runs it.
fn evaluate(file: &[u8]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gatehouse"));
    command.args(["evaluate", "-", "--json"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut running = command.spawn().expect("the program runs");
    let mut to = running.stdin.take().expect("it reads");
    to.write_all(file).expect("it reads to the end");
    drop(to);
    let output = running.wait_with_output().expect("it ends");
    assert!(output.status.success(), "it is a file that the command takes");
    String::from_utf8(output.stdout).expect("it is text")
}
