//! A provider's bid, from registering to the receipt, and everything that can go wrong on the way.

use axum::body::Body;
use axum::http::{Method, header};

use crate::world::{CONDITION, OPEN_TENDER, Page, Person, QUESTION, World};

const CLOSES: &str = "2026-11-21T09:45:00Z";
const LAST_MILLISECOND: &str = "2026-11-21T09:44:59.999Z";
const ANSWER: &str = "Two practitioners meet each woman weekly for eighteen months.";

/// A world with an open tender, the charity's declarations made, and its author with a bid begun: its path.
async fn begun() -> (World, Person, String) {
    let world = World::new().await;
    world.open_tender(CLOSES).await;
    let admin = world.person("administrator@charity.example").await;
    let declared = [("mandatory_grounds", "no"), ("discretionary_grounds", "no")];
    let page = admin.fill_in("/organisation/part/declarations", &declared).await;
    assert_eq!(page.status, 303, "{}", page.text());
    let author = world.person("bids@charity.example").await;
    let page = author.post(&format!("/opportunities/{OPEN_TENDER}/bids"), &[]).await;
    assert_eq!(page.status, 303, "{}", page.text());
    let path = without_line(&page);
    (world, author, path)
}

/// The same with everything that is asked.
async fn whole() -> (World, Person, String) {
    let (world, author, path) = begun().await;
    let parts: [(String, &[(&str, &str)]); 4] = [
        (format!("{path}/questions/{QUESTION}"), &[("answer", ANSWER)]),
        (format!("{path}/conditions/{CONDITION}"), &[("answer", "Medway 2022 and Swale 2024.")]),
        (format!("{path}/price"), &[("year-1", "109,999.99"), ("year-2", "£100,000.02")]),
        (format!("{path}/declarations"), &[("confirmed", "yes")]),
    ];
    for (place, typed) in parts {
        let page = author.fill_in(&place, typed).await;
        assert_eq!(page.status, 303, "{place}: {}", page.text());
    }
    (world, author, path)
}

fn without_line(page: &Page) -> String {
    let location = page.location.clone().expect("it goes on");
    location.split('?').next().unwrap_or_default().to_owned()
}

async fn submit(author: &Person, path: &str) -> Page {
    let check = author.get(&format!("{path}/check")).await;
    assert_eq!(check.status, 200, "{}", check.text());
    author.fill(&check, &format!("{path}/submit"), &[]).await
}

#[tokio::test]
async fn a_draft_becomes_a_receipt() {
    let (_world, author, path) = whole().await;
    let page = submit(&author, &path).await;
    assert_eq!(page.status, 303, "{}", page.text());
    let receipt_path = without_line(&page);
    assert_eq!(receipt_path, format!("{path}/receipts/1"));
    let receipt = author.get(&receipt_path).await;
    assert!(receipt.says("This is the submission that stands."), "{}", receipt.text());
    let file = author.get(&format!("{receipt_path}/json")).await;
    let read = rules::bid::Receipt::read(&file.html()).expect("it is a receipt");
    assert_eq!(read.contradiction(), None);
    assert!(receipt.says(&read.digest) && receipt.says(&read.line.hash));
    assert!(!file.html().contains("practitioners"), "a receipt gives nothing away");
    let document = author.get(&format!("{path}/document?submission=1")).await;
    assert!(document.says(ANSWER) && document.says("£210,000.01"), "{}", document.text());
    let pdf = author.get(&format!("{path}/document/pdf?submission=1")).await;
    assert!(pdf.bytes.starts_with(b"%PDF-"));
}

#[tokio::test]
async fn the_last_millisecond_counts_and_one_later_is_recorded_as_late() {
    let (world, author, path) = whole().await;
    let check = author.get(&format!("{path}/check")).await;
    let action = format!("{path}/submit");
    let late = author.in_world(&world.at(CLOSES)).fill(&check, &action, &[]).await;
    assert_eq!(late.status, 409);
    assert!(
        late.says("This bid was not taken. Its last byte arrived at 09:45:00.000 UK time on 21 November 2026; the deadline was 9:45am on 21 November 2026."),
        "{}",
        late.text()
    );
    let closed = author.in_world(&world.at("2026-11-21T09:46:00Z")).get(&path).await;
    assert!(closed.says("Its last byte arrived at 09:45:00.000"), "{}", closed.text());

    let (world, author, path) = whole().await;
    let check = author.get(&format!("{path}/check")).await;
    let action = format!("{path}/submit");
    let taken = author.in_world(&world.at(LAST_MILLISECOND)).fill(&check, &action, &[]).await;
    assert_eq!(taken.status, 303, "{}", taken.text());
}

#[tokio::test]
async fn a_bid_is_replaced_and_withdrawn_and_what_stands_is_said() {
    let (_world, author, path) = whole().await;
    assert_eq!(submit(&author, &path).await.status, 303);
    let price = format!("{path}/price");
    assert_eq!(author.fill_in(&price, &[("year-1", "100,000")]).await.status, 303);
    let page = author.get(&path).await;
    assert!(page.says("what you submitted stands until you submit again"), "{}", page.text());
    let second = submit(&author, &path).await;
    assert_eq!(without_line(&second), format!("{path}/receipts/2"));
    let first = author.get(&format!("{path}/document?submission=1")).await;
    assert!(first.says("£210,000.01"), "the first stays readable: {}", first.text());
    let page = author.get(&path).await;
    assert_eq!(author.fill(&page, &format!("{path}/withdraw"), &[]).await.status, 303);
    let page = author.get(&path).await;
    assert!(page.says("You have withdrawn this bid."), "{}", page.text());
    assert_eq!(without_line(&submit(&author, &path).await), format!("{path}/receipts/3"));
}

#[tokio::test]
async fn verify_finds_what_was_made_to_stand_or_withdrawn_behind_the_records_back() {
    let (world, author, path) = whole().await;
    assert_eq!(submit(&author, &path).await.status, 303);
    let page = author.get(&path).await;
    assert_eq!(author.fill(&page, &format!("{path}/withdraw"), &[]).await.status, 303);
    assert_eq!(submit(&author, &path).await.status, 303);
    // This world's tender was put there behind the rules' back, so its terms have no line.
    world.database.tamper("DELETE FROM terms WHERE tender_id = 900001").await;
    assert!(world.chain_holds().await);
    let table = [
        (
            "UPDATE bid SET submissions = submissions + 1",
            "the bid does not stand",
            "UPDATE bid SET submissions = submissions - 1",
        ),
        (
            "UPDATE submission SET withdrawn_at = at WHERE number = 2 AND bid_id IN (SELECT id FROM bid WHERE tender_id = 900001)",
            "no line tells of that",
            "UPDATE submission SET withdrawn_at = NULL WHERE number = 2 AND bid_id IN (SELECT id FROM bid WHERE tender_id = 900001)",
        ),
        (
            "UPDATE submission SET withdrawn_at = NULL WHERE number = 1 AND bid_id IN (SELECT id FROM bid WHERE tender_id = 900001)",
            "what it withdrew is not withdrawn",
            "UPDATE submission SET withdrawn_at = at WHERE number = 1 AND bid_id IN (SELECT id FROM bid WHERE tender_id = 900001)",
        ),
        ("UPDATE bid SET submitted_at = NULL", "the bid does not stand", ""),
    ];
    for (statement, found, undo) in table {
        world.database.tamper(statement).await;
        let broken = world.house().verify().await.expect("the record answers").expect_err(statement);
        assert!(broken.why.contains(found), "{statement}: {}", broken.why);
        if !undo.is_empty() {
            world.database.tamper(undo).await;
        }
    }
}

#[tokio::test]
async fn a_text_over_the_limit_comes_back_with_every_word() {
    let (_world, author, path) = begun().await;
    let place = format!("{path}/questions/{QUESTION}");
    let long = "word ".repeat(21);
    let page = author.fill_in(&place, &[("answer", &long)]).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.problems(), ["This has 21 words; the limit is 20. Take out at least 1 word."]);
    assert_eq!(page.holds(&place, "answer").trim(), long.trim());
    assert!(page.says("21 words of 20"), "{}", page.text());
    assert_eq!(author.fill(&page, &place, &[("answer", &"word ".repeat(20))]).await.status, 303);
}

#[tokio::test]
async fn two_colleagues_write_different_answers_and_see_both_texts_of_one() {
    let (world, author, path) = begun().await;
    let other = world.person("bids@charity.example").await;
    let (question, price) = (format!("{path}/questions/{QUESTION}"), format!("{path}/price"));
    let (first, second) = (author.get(&question).await, other.get(&price).await);
    let same = other.get(&question).await;
    assert_eq!(author.fill(&first, &question, &[("answer", ANSWER)]).await.status, 303);
    let prices = [("year-1", "1"), ("year-2", "2")];
    assert_eq!(other.fill(&second, &price, &prices).await.status, 303, "different places never clash");
    let clash = other.fill(&same, &question, &[("answer", "Another text.")]).await;
    assert_eq!(clash.status, 422);
    assert!(clash.says("Someone else changed this while you were writing"), "{}", clash.text());
    assert!(clash.says(ANSWER) && clash.holds(&question, "answer") == "Another text.");
    assert_eq!(other.fill(&clash, &question, &[]).await.status, 303);
}

#[tokio::test]
async fn a_colleague_who_changed_the_bid_is_the_only_reason_to_look_again() {
    let (_world, author, path) = whole().await;
    let check = author.get(&format!("{path}/check")).await;
    let changed = author.fill_in(&format!("{path}/price"), &[("year-1", "100,000")]).await;
    assert_eq!(changed.status, 303);
    let page = author.fill(&check, &format!("{path}/submit"), &[]).await;
    assert_eq!(page.status, 422);
    assert!(page.says("Someone else changed this"), "{}", page.text());
    assert!(page.says("£200,000.02"), "it is shown as it is now: {}", page.text());
}

#[tokio::test]
async fn a_tender_that_moves_meanwhile_stops_no_submission() {
    let (world, author, path) = whole().await;
    let check = author.get(&format!("{path}/check")).await;
    world.database.tamper("UPDATE tender SET version = version + 1").await;
    assert_eq!(author.fill(&check, &format!("{path}/submit"), &[]).await.status, 303);
}

#[tokio::test]
async fn a_double_click_submits_once() {
    let (_world, author, path) = whole().await;
    let check = author.get(&format!("{path}/check")).await;
    let action = format!("{path}/submit");
    let (one, two) = tokio::join!(author.fill(&check, &action, &[]), author.fill(&check, &action, &[]));
    for page in [&one, &two] {
        assert_eq!(page.status, 303, "{}", page.text());
        assert_eq!(without_line(page), format!("{path}/receipts/1"));
    }
    assert_eq!(author.get(&format!("{path}/receipts/2")).await.status, 404);
}

#[tokio::test]
async fn a_bid_for_a_cancelled_tender_is_refused() {
    let (world, author, path) = whole().await;
    let check = author.get(&format!("{path}/check")).await;
    world.cancel_tender().await;
    let page = author.fill(&check, &format!("{path}/submit"), &[]).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.problems(), ["This tender has been cancelled."]);
}

#[tokio::test]
async fn nobody_finds_anothers_bid_by_its_number() {
    let (world, author, path) = whole().await;
    assert_eq!(submit(&author, &path).await.status, 303);
    let stranger = register(&world, "director@care.example").await;
    let pages =
        ["", "/check", "/price", "/files", "/declarations", "/document", "/receipts/1", "/receipts/1/json"];
    for page in pages {
        assert_eq!(stranger.get(&format!("{path}{page}")).await.status, 404, "{page}");
        let officer = world.person("procurement@medway.example").await;
        assert_eq!(officer.get(&format!("{path}{page}")).await.status, 404, "{page}");
    }
    let typed = [("version", "6"), ("answer", "Mine now.")];
    assert_eq!(stranger.post(&format!("{path}/questions/{QUESTION}"), &typed).await.status, 404);
    assert_eq!(stranger.post(&format!("{path}/submit"), &[("version", "6")]).await.status, 404);
    assert_eq!(stranger.post(&format!("{path}/withdraw"), &[("version", "6")]).await.status, 404);
}

#[tokio::test]
async fn what_is_missing_is_said_at_once_with_the_way_there() {
    let (_world, author, path) = begun().await;
    let check = author.get(&format!("{path}/check")).await;
    let missing = [
        "Confirm your declarations.",
        "Say how you meet the condition on technical ability.",
        "Answer the question “Delivery”.",
        "Give your price.",
    ];
    for says in missing {
        assert!(check.says(says), "{says}: {}", check.text());
    }
    assert!(!check.actions().contains(&format!("{path}/submit")));
    let page = author.post(&format!("{path}/submit"), &[("version", "1")]).await;
    assert_eq!(page.problems(), missing);
}

#[tokio::test]
async fn files_are_added_downloaded_and_taken_out() {
    let (_world, author, path) = begun().await;
    let place = format!("{path}/files");
    let page = upload(&author, &place, "Method statement.pdf", b"%PDF-1.7 how").await;
    assert_eq!(page.status, 303, "{}", page.text());
    let refused = upload(&author, &place, "run.exe", b"MZ").await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    let page = author.get(&place).await;
    assert!(page.says("Method statement.pdf"), "{}", page.text());
    let file = page.links().into_iter().find(|link| link.starts_with(&format!("{place}/"))).expect("a link");
    let download = author.get(&file).await;
    assert_eq!(download.bytes, b"%PDF-1.7 how");
    assert_eq!(author.fill(&page, &format!("{file}/remove"), &[]).await.status, 303);
    assert!(author.get(&place).await.says("No files yet."));
}

async fn upload(author: &Person, place: &str, name: &str, bytes: &[u8]) -> Page {
    let page = author.get(place).await;
    let mut body = Vec::new();
    for (field, value) in page.form(place).iter().filter(|(field, _)| field != "file") {
        body.extend(
            format!("--edge\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    body.extend(
        format!("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").bytes(),
    );
    body.extend(bytes);
    body.extend(b"\r\n--edge--\r\n");
    let request = author
        .request(Method::POST, place)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
    author.send(request.body(Body::from(body)).expect("a request")).await
}

/// Registers an organisation and gives its first person, signed in.
async fn register(world: &World, email: &str) -> Person {
    let page = registering(world, email).await;
    assert_eq!(page.status, 303, "{}", page.text());
    world.person(email).await
}

async fn registering(world: &World, email: &str) -> Page {
    let typed = [
        ("name", "Care Limited"),
        ("kind", "company"),
        ("registered_number", "01234567"),
        ("sme", "yes"),
        ("vcse", "no"),
        ("person", "Director"),
        ("email", email),
        ("password", "three or four words"),
        ("again", "three or four words"),
    ];
    world.stranger().fill_in("/register", &typed).await
}

#[tokio::test]
async fn a_stranger_registers_and_is_signed_in() {
    let world = World::new().await;
    let page = registering(&world, "director@care.example").await;
    assert_eq!(page.status, 303, "{}", page.text());
    let signed_in = world.stranger().with_cookie(page.cookie.clone());
    let own = signed_in.get("/organisation").await;
    assert!(own.says("Care Limited") && own.says("Provider administrator"), "{}", own.text());
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn a_taken_address_is_refused_in_the_same_words_whoever_has_it() {
    let world = World::new().await;
    let says = "This address cannot be registered. If it is yours, sign in, or ask your administrator.";
    for email in ["bids@charity.example", "PROCUREMENT@medway.example"] {
        let page = registering(&world, email).await;
        assert_eq!((page.status, page.problems()), (422, vec![says.to_owned()]));
        assert!(!page.html().contains("three or four words"), "a password never comes back");
        assert_eq!(page.holds("/register", "name"), "Care Limited");
    }
}
