//! Forms: what is typed is kept, what is wrong is said, nothing is half written.

use axum::body::Body;
use axum::http::{Method, header};

use crate::world::{Page, Person, World};

const VALUE: &str = "/procurements/DOR-2022-001/part/value";
const RISKS: &str = "/procurements/DOR-2022-001/list/risks";

async fn writer(world: &World) -> Person {
    world.person("writer@dorset.example").await
}

#[tokio::test]
async fn a_part_is_saved_and_the_record_says_so() {
    let world = World::new().await;
    let writer = writer(&world).await;
    let saved = writer.fill_in(VALUE, &[("indexation", "None in the first year.\n\nCPI after that.")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let there = saved.location.expect("it goes on");
    assert!(there.starts_with("/procurements/DOR-2022-001?saved="), "{there}");
    assert!(writer.get(&there).await.says("Saved."));
    let page = writer.get(VALUE).await;
    assert_eq!(page.holds(VALUE, "indexation"), "None in the first year.\n\nCPI after that.");
    assert_eq!(page.holds(VALUE, "annual_value"), "331,000");
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn everything_wrong_is_said_at_once_in_page_order_and_nothing_typed_is_lost() {
    let world = World::new().await;
    let writer = writer(&world).await;
    let typed = [
        ("annual_value", "331k"),
        ("total_value", "-5"),
        ("starts_on-day", "31"),
        ("starts_on-month", "4"),
        ("starts_on-year", "2027"),
        ("ends_on-day", "1"),
        ("term_wording", "2+2+1"),
    ];
    let page = writer.fill_in(VALUE, &typed).await;
    assert_eq!(page.status, 422);
    insta::assert_snapshot!(page.problems().join("\n"), @r"
    Cost of one year must be an amount in pounds, like 331,000 or 331,000.50.
    Cost of the whole term, as stated must be an amount in pounds, like 331,000 or 331,000.50.
    First day of the contract must be a real date, like 27 3 2027.
    Last day of the contract must include a month and a year.
    ");
    for (name, text) in typed {
        assert_eq!(page.holds(VALUE, name), text, "{name}");
    }
    assert_eq!(writer.get(VALUE).await.holds(VALUE, "annual_value"), "331,000", "nothing was written");
}

#[tokio::test]
async fn a_term_that_ends_before_it_starts_is_refused() {
    let world = World::new().await;
    let typed = [
        ("starts_on-day", "1"),
        ("starts_on-month", "4"),
        ("starts_on-year", "2027"),
        ("starts_on-gap", ""),
        ("ends_on-day", "31"),
        ("ends_on-month", "3"),
        ("ends_on-year", "2027"),
        ("ends_on-gap", ""),
    ];
    let page = writer(&world).await.fill_in(VALUE, &typed).await;
    assert_eq!(
        page.problems(),
        ["Last day of the contract must not be before its first day. Check both dates."]
    );
}

#[tokio::test]
async fn weights_must_make_the_whole_once_both_are_given() {
    let world = World::new().await;
    let market = "/procurements/DOR-2022-001/part/market";
    let typed = [
        ("price_weight", "60"),
        ("price_weight-gap", ""),
        ("quality_weight", "30"),
        ("quality_weight-gap", ""),
    ];
    let page = writer(&world).await.fill_in(market, &typed).await;
    assert_eq!(page.problems(), ["Weights of price and quality must make 100%. 60% and 30% make 90%."]);
}

#[tokio::test]
async fn a_hundred_thousand_characters_come_back_whole() {
    let world = World::new().await;
    let long = "Wörter ".repeat(14_286);
    let background = "/procurements/DOR-2022-001/part/background";
    let page = writer(&world).await.fill_in(background, &[("background", &long)]).await;
    assert_eq!(page.problems(), ["Background must be 20,000 characters or fewer. It has 100,001."]);
    assert_eq!(page.holds(background, "background"), long);
}

#[tokio::test]
async fn more_than_a_form_can_hold_gets_a_clear_page() {
    let world = World::new().await;
    let far_too_long = "x".repeat(3 * 1024 * 1024);
    let page = writer(&world).await.post(VALUE, &[("indexation", &far_too_long)]).await;
    assert_eq!(page.status, 413);
    assert!(page.says("That is more than a form can take"), "{}", page.text());
}

#[tokio::test]
async fn a_file_where_text_belongs_is_refused_and_the_text_beside_it_kept() {
    let world = World::new().await;
    let writer = writer(&world).await;
    let held = writer.get(VALUE).await.form(VALUE);
    let mut body = String::new();
    for (name, value) in held.iter().filter(|(name, _)| name != "indexation" && name != "term_wording") {
        body += &format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    body += "--edge\r\nContent-Disposition: form-data; name=\"term_wording\"\r\n\r\nfive years\r\n";
    body += "--edge\r\nContent-Disposition: form-data; name=\"indexation\"; filename=\"a.docx\"\r\n\r\n\0\u{1}\r\n--edge--\r\n";
    let request = writer
        .request(Method::POST, VALUE)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
    let page = writer.send(request.body(Body::from(body)).expect("a request")).await;
    assert_eq!(page.problems(), ["Indexation takes text, not a file. Type or paste the text here."]);
    assert_eq!(page.holds(VALUE, "term_wording"), "five years");
}

#[tokio::test]
async fn what_is_unknown_is_said_and_kept() {
    let world = World::new().await;
    let writer = writer(&world).await;
    let saved = writer.fill_in(VALUE, &[("annual_value", ""), ("annual_value-gap", "to_be_confirmed")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let auditor = world.person("auditor@dorset.example").await;
    assert!(auditor.get(VALUE).await.says("Cost of one year To be confirmed"));
    let both = writer.fill_in(VALUE, &[("annual_value", "5"), ("annual_value-gap", "not_stated")]).await;
    assert_eq!(both.problems(), ["Either give cost of one year or say why it is not known, not both."]);
}

#[tokio::test]
async fn rows_are_added_changed_moved_and_removed() {
    let world = World::new().await;
    let writer = writer(&world).await;
    let add = format!("{RISKS}/new");
    for title in ["First", "Second", "Third"] {
        let added = writer.fill_in(&add, &[("title", title)]).await;
        assert_eq!(added.status, 303, "{}", added.text());
    }
    let ids = |page: &Page| -> Vec<String> {
        let links = page.links().into_iter().filter(|link| link.ends_with("/remove"));
        links
            .filter_map(|link| link.trim_end_matches("/remove").rsplit('/').next().map(str::to_owned))
            .collect()
    };
    let titles = |page: &Page| -> Vec<usize> {
        ["First", "Second", "Third"].iter().filter_map(|title| page.text().find(title)).collect()
    };
    let page = writer.get(RISKS).await;
    let [first, second, third] = &ids(&page)[..] else { panic!("three risks: {}", page.text()) };

    writer.fill(&page, &format!("{RISKS}/{third}/up"), &[]).await;
    let page = writer.get(RISKS).await;
    let order = titles(&page);
    assert!(order[0] < order[2] && order[2] < order[1], "{}", page.text());

    let changed = writer.fill_in(&format!("{RISKS}/{second}"), &[("title", "Second, changed")]).await;
    assert_eq!(changed.status, 303);
    let asked = writer.get(&format!("{RISKS}/{first}/remove")).await;
    assert!(asked.says("First"));
    writer.fill(&asked, &format!("{RISKS}/{first}/remove"), &[]).await;
    let page = writer.get(RISKS).await;
    assert!(page.says("1 Third") && page.says("2 Second, changed") && !page.says("First"), "{}", page.text());
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn a_procurement_is_started_and_its_reference_is_its_own() {
    let world = World::new().await;
    let officer = world.person("procurement@dorset.example").await;
    let start = "/procurements/new";
    let bad = officer.fill_in(start, &[("title", "Advice for carers"), ("reference", "dor 1")]).await;
    assert_eq!(
        bad.problems(),
        ["Reference must be 3 to 40 capital letters, digits and hyphens, like MED-2027-004."]
    );
    let taken =
        officer.fill_in(start, &[("title", "Advice for carers"), ("reference", "MED-2021-001")]).await;
    assert_eq!(taken.problems(), ["This is taken already. Choose another reference or email address."]);
    assert_eq!(taken.holds(start, "title"), "Advice for carers");
    let started =
        officer.fill_in(start, &[("title", "Advice for carers"), ("reference", "DOR-2026-002")]).await;
    let there = started.location.expect("it goes on");
    assert!(officer.get(&there).await.says("Advice for carers"));
}
