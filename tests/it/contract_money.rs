//! The money of a contract as people see it: indexed prices, payments, notices, what it saves, its documents.

use axum::body::Body;
use axum::http::{Method, header};

use crate::world::contracts::{MANAGER, at, written};
use crate::world::evaluation::passed;
use crate::world::{Page, Person, World};

/// When the first contract year is over and the second runs.
const LATER: &str = "2028-06-01T09:00:00Z";

#[tokio::test]
async fn the_price_follows_its_index_to_the_penny() {
    // £331,000 at 3.8%, and the same held at a cap of 3%.
    for (cap, expected, rests) in [("", "£343,578", "Indexed"), ("3", "£340,930", "Indexed, held at the cap")]
    {
        let (_world, manager, series) = indexed(&[("index_month", "12"), ("index_cap", cap)]).await;
        for (year, value) in [("2026", "100"), ("2027", "103.8")] {
            let typed = [("month_number", "12"), ("year", year), ("value", value)];
            passed(manager.fill_in(&series, &typed).await, "value");
        }
        let page = manager.get(&at("/money")).await;
        assert!(page.says(&format!("{rests} {expected}")), "{}", page.text());
        assert!(page.says("December 2027 103.8 3.8%"), "{}", page.text());
        // The years to come have no value, and nothing is assumed for them.
        assert!(page.says("No value yet for December 2028, December 2029, December 2030"), "{}", page.text());
        assert!(page.says("Cannot tell: a value of the index is missing"), "{}", page.text());
    }
}

#[tokio::test]
async fn five_years_flat_and_at_three_percent() {
    let (_world, manager, _) = indexed(&[("index_month", "12"), ("index_assumed", "3")]).await;
    let page = manager.get(&at("/money")).await;
    for says in [
        "Flat, the price would be £1,655,000.",
        "which comes to £1,757,323.96",
        "rounded once, the prices come to £1,757,323.95",
        "At the assumed rise £340,930",
        "1.030000",
    ] {
        assert!(page.says(says), "{says}: {}", page.text());
    }
    assert!(page.html().contains("<svg"), "bars of the years");
}

#[tokio::test]
async fn an_index_is_kept_by_those_who_may() {
    let world = World::new().await;
    let manager = world.person(MANAGER).await;
    let named = [("name", "CPI all items"), ("reference_period", "2015 = 100")];
    let series = passed_to(manager.fill_in("/indices/new", &named).await);
    let wrong = manager.fill_in(&series, &[("month_number", "13"), ("year", "2027"), ("value", "x")]).await;
    assert_eq!((wrong.status, wrong.problems().len()), (422, 2), "{}", wrong.text());
    let early = [("month_number", "12"), ("year", "2026"), ("value", "140.1")];
    assert!(manager.fill_in(&series, &early).await.says("This month has not come yet."));
    let right = [("month_number", "10"), ("year", "2026"), ("value", "140.1")];
    passed(manager.fill_in(&series, &right).await, "value");
    let auditor = world.person("auditor@dorset.example").await;
    assert!(auditor.get("/indices").await.says("140.1 in October 2026"));
    assert!(auditor.get(&series).await.says("140.1"));
    assert_eq!(auditor.post(&series, &right).await.status, 403);
    let other = world.person("contracts@medway.example").await;
    assert_eq!(other.get(&series).await.status, 404);
}

#[tokio::test]
async fn payments_come_from_a_file_and_make_their_notice_due() {
    let (world, manager) = in_force().await;
    let file = "\u{feff}Payments to the provider\r\nPayment date;Net amount;VAT;Invoice number\r\n\
                30/06/2027;£82,750.00;0.00;INV-1\r\n30 Sep 2027;82750;;INV-2\r\nTotal;£165,500.00;;\r\n";
    let looked = import(&manager, file.as_bytes()).await;
    assert_eq!(looked.status, 200, "{}", looked.text());
    assert!(looked.says("2 payments to record, £165,500 together"), "{}", looked.text());
    assert!(looked.says("1 line that adds others up, left out"), "{}", looked.text());
    assert!(manager.get(&at("/payments")).await.says("No payment is recorded yet"));
    let record = at("/payments/import/record");
    passed(manager.fill(&looked, &record, &[]).await, "import");
    let page = manager.get(&at("/payments")).await;
    assert!(page.says("£165,500 paid without VAT, in 2 payments."), "{}", page.text());
    assert!(page.says("Above £30,000 with VAT: told in a notice"), "{}", page.text());
    let again = import(&manager, file.as_bytes()).await;
    assert!(
        again.says("2 in the record already") && again.says("There is nothing in this file"),
        "{}",
        again.text()
    );

    // Each of the two quarters has its notice, which is recorded once it is published.
    let page = manager.get(&at("/notices")).await;
    assert!(page.says("UK8: Contract payment notice"), "{}", page.text());
    let notice = page.link_in_row("in the quarter to 30 June 2027");
    let page = manager.get(&notice).await;
    assert!(page.says("29 July 2027") && page.says("£82,750 and £0 VAT"), "{}", page.text());
    let early = published(&manager, &notice, "29 6 2027").await;
    assert_eq!(early.status, 422);
    assert!(early.says("nor before 30 June 2027"), "{}", early.text());
    assert_eq!(early.holds(&notice, "reference"), "2027/S 000-000001");
    passed(published(&manager, &notice, "20 7 2027").await, "published");
    assert!(manager.get(&notice).await.says("2027/S 000-000001, on 20 July 2027"));
    let due = manager.get("/contracts/notices").await;
    assert!(
        due.says("in the quarter to 30 September 2027") && !due.says("to 30 June 2027"),
        "{}",
        due.text()
    );
    let other = world.at(LATER).person("contracts@medway.example").await;
    assert!(!other.get("/contracts/notices").await.says("quarter to 30 September 2027"));
    assert_eq!(other.get(&notice).await.status, 404);
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn a_notice_that_is_not_needed_says_why() {
    let (_world, manager) = in_force().await;
    let notice = manager.get(&at("/notices")).await.link_in_row("UK7: Contract details notice");
    let path = format!("{notice}/not-needed");
    let page = manager.get(&notice).await;
    assert!(page.says("What is bought"), "what is missing is said: {}", page.text());
    assert_eq!(manager.fill(&page, &path, &[]).await.status, 422);
    passed(manager.fill(&page, &path, &[("not_needed", "Told with another contract.")]).await, "not needed");
    assert!(manager.get(&at("/notices")).await.says("Not needed Told with another contract."));
}

#[tokio::test]
async fn a_file_that_cannot_be_recorded_is_told_why() {
    let (_world, manager) = in_force().await;
    let many: String = (0..50_000).map(|place| format!("01/05/2027,1.00,INV-{place}\n")).collect();
    let many = format!("Date,Amount,Reference\n{many}");
    let table: [(&[u8], &str); 5] = [
        (
            b"Supplier,Invoice date,Gross\nA,01/05/2027,5\n",
            "no column called \u{201c}Paid on\u{201d} and none called",
        ),
        (b"PK\x03\x04rest", "This is a workbook."),
        (b"\n", "This file has nothing in it."),
        (
            many.as_bytes(),
            "This file has 50,000 lines. Divide it, such as by year, and record 5,000 at most at a time.",
        ),
        (b"Date,Amount\n32/05/2027,5\n01/05/2027,-\n", "Line 2: \u{201c}32/05/2027\u{201d} is not a day."),
    ];
    for (file, says) in table {
        let page = import(&manager, file).await;
        assert_eq!(page.status, 422, "{says}");
        assert!(
            page.problems().iter().any(|problem| problem.contains(says)),
            "{says}: {:?}",
            page.problems()
        );
    }
    let without = manager.get(&at("/payments/import")).await;
    let none = send(&manager, &at("/payments/import"), &without, "", b"").await;
    assert_eq!(none.problems(), ["Choose a file."]);
    assert!(manager.get(&at("/payments")).await.says("No payment is recorded yet"));
}

#[tokio::test]
async fn spend_beyond_the_value_is_warned_and_a_mistake_taken_back() {
    let (world, manager) = in_force().await;
    assert_eq!(paid(&manager, "1,700,000", "1 5 2028").await.status, 303);
    let money = manager.get(&at("/money")).await;
    let warning = "£1,700,000 has been paid, £45,000 more than the contract’s value of £1,655,000.";
    assert!(money.says(warning), "{}", money.text());
    let future = paid(&manager, "1", "2 6 2028").await;
    assert!(future.says("is in the future."), "{}", future.text());
    let take_back = manager.get(&at("/payments")).await.link_in_row("£1,700,000");
    let empty = manager.fill_in(&take_back, &[]).await;
    assert_eq!(empty.status, 422);
    passed(manager.fill_in(&take_back, &[("taken_back_reason", "Another contract’s.")]).await, "take back");
    let page = manager.get(&at("/payments")).await;
    assert!(page.says("£0 paid") && page.says("Taken back Another contract’s."), "{}", page.text());
    assert!(!manager.get(&at("/money")).await.says("has been paid"));
    let auditor = world.at(LATER).person("auditor@dorset.example").await;
    let page = auditor.get(&at("/payments")).await;
    assert!(page.says("Taken back") && !page.says("Record a payment"), "{}", page.text());
}

/// The Dorset paper's gross and net, as stated: they differ by £1,500,000, not by what the contract costs.
#[tokio::test]
async fn what_is_stated_is_held_to_what_the_contract_costs() {
    let (_world, manager) = in_force().await;
    let line = [
        ("measures", "Removals of children"),
        ("evaluated_rate", "14.4"),
        ("modelled_rate", "14"),
        ("years", "5"),
        ("gross", "5,862,194"),
        ("net", "4,362,194"),
    ];
    passed(manager.fill_in(&at("/list/cost-avoidance/new"), &line).await, "line");
    let page = manager.get(&at("/cost-avoidance")).await;
    for says in [
        "differ by £1,500,000, but the service costs £1,655,000: £155,000 is not explained.",
        "The evaluation found 14.4 a year; the model uses 14.",
        "Cost of one Not known",
        "Not modelled: the record does not say the cost of one",
    ] {
        assert!(page.says(says), "{says}: {}", page.text());
    }
}

#[tokio::test]
async fn a_document_comes_out_byte_for_byte() {
    let (world, manager) = in_force().await;
    let (path, file) = (at("/documents"), [b"%PDF-1.7\n".as_slice(), &[0, 255, 13, 10, 7]].concat());
    let page = manager.get(&path).await;
    let unnamed = send(&manager, &path, &page, "Contract.pdf", &file).await;
    assert_eq!(unnamed.status, 422);
    let mut held = page.form(&path);
    held.retain(|(name, _)| !["file", "kind", "title"].contains(&name.as_str()));
    held.extend([("kind".to_owned(), "contract".to_owned()), ("title".to_owned(), "As signed".to_owned())]);
    let added = send_fields(&manager, &path, &held, "Contract.pdf", &file).await;
    assert_eq!(added.status, 303, "{}", added.text());
    let page = manager.get(&path).await;
    assert!(page.says("As signed Contract.pdf, 14 bytes Signed contract"), "{}", page.text());
    let document = page.link_in_row("As signed");
    assert_eq!(manager.get(&document).await.bytes, file);
    let other = world.at(LATER).person("contracts@medway.example").await;
    assert_eq!(other.get(&document).await.status, 404);
    let verified = world.house().verify().await.expect("the record answers").expect("it holds");
    assert!(verified.files.is_some_and(|files| files > 0));
    passed(manager.fill(&page, &format!("{document}/remove"), &[]).await, "remove");
    assert!(manager.get(&path).await.says("No document yet."));
}

/// Dorset's contract, in force, seen when its second year runs.
async fn in_force() -> (World, Person) {
    let world = World::contract_in_force("break").await;
    let manager = world.at(LATER).person(MANAGER).await;
    (world, manager)
}

/// The same, following an index in this way; and where its values are.
async fn indexed(follows: &[(&str, &str)]) -> (World, Person, String) {
    let world = World::contract_set_up("break").await;
    let manager = world.person(MANAGER).await;
    let named = [("name", "CPI all items"), ("reference_period", "2015 = 100")];
    let series = passed_to(manager.fill_in("/indices/new", &named).await);
    let id = series.trim_start_matches("/indices/").to_owned();
    let typed: Vec<(&str, &str)> =
        follows.iter().copied().chain([("index_series_id", id.as_str())]).collect();
    written(&manager, "indexation", &typed, &[]).await;
    let page = manager.get(&at("")).await;
    passed(manager.fill(&page, &at("/begin"), &[]).await, "begin");
    let manager = world.at(LATER).person(MANAGER).await;
    (world, manager, series)
}

/// Where a form led, without the line it wrote.
fn passed_to(page: Page) -> String {
    let to = page.location.clone().unwrap_or_else(|| panic!("it led nowhere: {}", page.text()));
    to.split('?').next().unwrap_or_default().to_owned()
}

/// Day, month and year as their boxes.
fn day_boxes(name: &str, day: &str) -> Vec<(String, String)> {
    let parts = ["day", "month", "year"].into_iter().zip(day.split(' '));
    parts.map(|(part, text)| (format!("{name}-{part}"), text.to_owned())).collect()
}

async fn fill(person: &Person, path: &str, typed: &[(String, String)]) -> Page {
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    person.fill_in(path, &typed).await
}

async fn paid(person: &Person, amount: &str, on: &str) -> Page {
    let mut typed = day_boxes("paid_on", on);
    typed.push(("amount".to_owned(), amount.to_owned()));
    fill(person, &at("/payments/new"), &typed).await
}

async fn published(person: &Person, notice: &str, on: &str) -> Page {
    let mut typed = day_boxes("published_on", on);
    typed.push(("reference".to_owned(), "2027/S 000-000001".to_owned()));
    fill(person, notice, &typed).await
}

/// Uploads a file of payments to be looked at.
async fn import(person: &Person, file: &[u8]) -> Page {
    let path = at("/payments/import");
    let page = person.get(&path).await;
    send(person, &path, &page, "payments.csv", file).await
}

async fn send(person: &Person, path: &str, page: &Page, name: &str, file: &[u8]) -> Page {
    let mut held = page.form(path);
    held.retain(|(name, _)| name != "file");
    send_fields(person, path, &held, name, file).await
}

/// Sends a form with a file, as a browser would.
async fn send_fields(
    person: &Person,
    path: &str,
    held: &[(String, String)],
    name: &str,
    file: &[u8],
) -> Page {
    let mut body = Vec::new();
    for (field, value) in held {
        let part = format!("--edge\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    let head =
        format!("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    body.extend(head.into_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let request = person
        .request(Method::POST, path)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
    person.send(request.body(Body::from(body)).expect("a request")).await
}
