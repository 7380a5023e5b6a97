//! A provider's bid, from registering to the receipt, and everything that can go wrong on the way.

use crate::world::bids::{ANSWER, Bid, without_line};
use crate::world::tenders::{DRAFT, OPEN, saved};
use crate::world::{Page, Person, World};

const CLOSES: &str = "2026-12-14T12:00:00Z";
const LAST_MILLISECOND: &str = "2026-12-14T11:59:59.999Z";
const EVE: &str = "2026-12-14T11:30:00Z";
const AUTHOR: &str = "bids@harbour.example";

/// A world with a bid that is begun for the open tender.
async fn begun() -> (World, Bid) {
    let world = World::new().await;
    declare(&world).await;
    let bid = world.bid(AUTHOR, OPEN).await;
    (world, bid)
}

/// The same with everything that is asked.
async fn whole() -> (World, Bid) {
    let world = World::new().await;
    declare(&world).await;
    let bid = world.whole_bid(AUTHOR, OPEN).await;
    (world, bid)
}

async fn declare(world: &World) {
    let declared = [("mandatory_grounds", "no"), ("discretionary_grounds", "no")];
    saved(&world.person(AUTHOR).await, "/organisation/part/declarations", &declared).await;
}

#[tokio::test]
async fn a_draft_becomes_a_receipt() {
    let (_world, bid) = whole().await;
    let Bid { author, path } = &bid;
    let page = bid.submit().await;
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
async fn a_condition_is_answered_with_the_questions() {
    let (world, _) = World::published_draft().await;
    declare(&world).await;
    let bid = world.bid(AUTHOR, DRAFT).await;
    let check = bid.author.get(&bid.at("/check")).await;
    assert!(check.says("Say how you meet the condition on technical ability."), "{}", check.text());
    let condition = bid.asked().await.into_iter().find(|place| place.contains("/conditions/"));
    saved(&bid.author, &condition.expect("there is one"), &[("answer", ANSWER)]).await;
    let check = bid.author.get(&bid.at("/check")).await;
    assert!(!check.says("Say how you meet the condition"), "{}", check.text());
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn the_last_millisecond_counts_and_one_later_is_recorded_as_late() {
    let (world, bid) = whole().await;
    let eve = bid.later(&world, AUTHOR, EVE).await;
    let (check, action) = (eve.author.get(&bid.at("/check")).await, bid.at("/submit"));
    let late = eve.author.in_world(&world.at(CLOSES)).fill(&check, &action, &[]).await;
    assert_eq!(late.status, 409);
    assert!(
        late.says("This bid was not taken. Its last byte arrived at 12:00:00.000 UK time on 14 December 2026; the deadline was 12 noon on 14 December 2026."),
        "{}",
        late.text()
    );
    let closed = eve.author.in_world(&world.at("2026-12-14T12:01:00Z")).get(&bid.path).await;
    assert!(closed.says("Its last byte arrived at 12:00:00.000"), "{}", closed.text());
    assert!(world.chain_holds().await);

    let (world, bid) = whole().await;
    let eve = bid.later(&world, AUTHOR, EVE).await;
    let check = eve.author.get(&bid.at("/check")).await;
    let taken = eve.author.in_world(&world.at(LAST_MILLISECOND)).fill(&check, &bid.at("/submit"), &[]).await;
    assert_eq!(taken.status, 303, "{}", taken.text());
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn a_bid_is_replaced_and_withdrawn_and_what_stands_is_said() {
    let (_world, bid) = whole().await;
    let Bid { author, path } = &bid;
    assert_eq!(bid.submit().await.status, 303);
    let price = format!("{path}/price");
    assert_eq!(author.fill_in(&price, &[("year-1", "100,000")]).await.status, 303);
    let page = author.get(path).await;
    assert!(page.says("what you submitted stands until you submit again"), "{}", page.text());
    let second = bid.submit().await;
    assert_eq!(without_line(&second), format!("{path}/receipts/2"));
    let first = author.get(&format!("{path}/document?submission=1")).await;
    assert!(first.says("£210,000.01"), "the first stays readable: {}", first.text());
    let page = author.get(path).await;
    assert_eq!(author.fill(&page, &format!("{path}/withdraw"), &[]).await.status, 303);
    let page = author.get(path).await;
    assert!(page.says("You have withdrawn this bid."), "{}", page.text());
    assert_eq!(without_line(&bid.submit().await), format!("{path}/receipts/3"));
}

#[tokio::test]
async fn verify_finds_what_was_made_to_stand_or_withdrawn_behind_the_records_back() {
    let (world, bid) = whole().await;
    let Bid { author, path } = &bid;
    assert_eq!(bid.submit().await.status, 303);
    let page = author.get(path).await;
    assert_eq!(author.fill(&page, &format!("{path}/withdraw"), &[]).await.status, 303);
    assert_eq!(bid.submit().await.status, 303);
    assert!(world.chain_holds().await);
    let id = path.rsplit('/').next().unwrap_or_default();
    let withdrawn = |at: &str, number: i32| {
        format!("UPDATE submission SET withdrawn_at = {at} WHERE number = {number} AND bid_id = {id}")
    };
    let text = str::to_owned;
    let table = [
        (
            text("UPDATE bid SET submissions = submissions + 1"),
            "the bid does not stand",
            text("UPDATE bid SET submissions = submissions - 1"),
        ),
        (withdrawn("at", 2), "no line tells of that", withdrawn("NULL", 2)),
        (withdrawn("NULL", 1), "what it withdrew is not withdrawn", withdrawn("at", 1)),
        (text("UPDATE bid SET submitted_at = NULL"), "the bid does not stand", String::new()),
    ];
    for (statement, found, undo) in table {
        world.database.tamper(&statement).await;
        let broken = world.house().verify().await.expect("the record answers").expect_err(&statement);
        assert!(broken.why.contains(found), "{statement}: {}", broken.why);
        if !undo.is_empty() {
            world.database.tamper(&undo).await;
        }
    }
}

#[tokio::test]
async fn a_text_over_the_limit_comes_back_with_every_word() {
    let (_world, bid) = begun().await;
    let Bid { author, .. } = &bid;
    let place = bid.asked().await[0].clone();
    let long = "word ".repeat(501);
    let page = author.fill_in(&place, &[("answer", &long)]).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.problems(), ["This has 501 words; the limit is 500. Take out at least 1 word."]);
    assert_eq!(page.holds(&place, "answer").trim(), long.trim());
    assert!(page.says("501 words of 500"), "{}", page.text());
    assert_eq!(author.fill(&page, &place, &[("answer", &"word ".repeat(500))]).await.status, 303);
}

#[tokio::test]
async fn two_colleagues_write_different_answers_and_see_both_texts_of_one() {
    let (world, bid) = begun().await;
    let Bid { author, path } = &bid;
    let other = world.person("bids@harbour.example").await;
    let (question, price) = (bid.asked().await[0].clone(), format!("{path}/price"));
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
    let (_world, bid) = whole().await;
    let Bid { author, path } = &bid;
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
    let (world, bid) = whole().await;
    let Bid { author, path } = &bid;
    let check = author.get(&format!("{path}/check")).await;
    world.database.tamper("UPDATE tender SET version = version + 1").await;
    assert_eq!(author.fill(&check, &format!("{path}/submit"), &[]).await.status, 303);
}

#[tokio::test]
async fn a_double_click_submits_once() {
    let (_world, bid) = whole().await;
    let Bid { author, path } = &bid;
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
    let (world, bid) = whole().await;
    let Bid { author, path } = &bid;
    let check = author.get(&format!("{path}/check")).await;
    let officer = world.person("procurement@medway.example").await;
    let cancel = format!("/tenders/{OPEN}/publication/cancel");
    saved(&officer, &cancel, &[("cancel_reason", "No longer needed.")]).await;
    let page = author.fill(&check, &format!("{path}/submit"), &[]).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.problems(), ["This tender has been cancelled."]);
}

#[tokio::test]
async fn nobody_finds_anothers_bid_by_its_number() {
    let (world, bid) = whole().await;
    let Bid { path, .. } = &bid;
    assert_eq!(bid.submit().await.status, 303);
    let stranger = register(&world, "director@care.example").await;
    let pages =
        ["", "/check", "/price", "/files", "/declarations", "/document", "/receipts/1", "/receipts/1/json"];
    for page in pages {
        assert_eq!(stranger.get(&format!("{path}{page}")).await.status, 404, "{page}");
        let officer = world.person("procurement@medway.example").await;
        assert_eq!(officer.get(&format!("{path}{page}")).await.status, 404, "{page}");
    }
    let typed = [("version", "6"), ("answer", "Mine now.")];
    assert_eq!(stranger.post(&bid.asked().await[0], &typed).await.status, 404);
    assert_eq!(stranger.post(&format!("{path}/submit"), &[("version", "6")]).await.status, 404);
    assert_eq!(stranger.post(&format!("{path}/withdraw"), &[("version", "6")]).await.status, 404);
}

#[tokio::test]
async fn what_is_missing_is_said_at_once_with_the_way_there() {
    let (_world, bid) = begun().await;
    let Bid { author, path } = &bid;
    let check = author.get(&format!("{path}/check")).await;
    let missing = [
        "Confirm your declarations.",
        "Answer the question “Young carers have time for themselves, for friends and for school”.",
        "Answer the question “Young carers feel listened to, and their families get help earlier”.",
        "Answer the question “Young carers say what the service should be, and see it change”.",
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
    let (_world, bid) = begun().await;
    let Bid { author, path } = &bid;
    let place = format!("{path}/files");
    let page = author.upload(&place, "Method statement.pdf", b"%PDF-1.7 how").await;
    assert_eq!(page.status, 303, "{}", page.text());
    let refused = author.upload(&place, "run.exe", b"MZ").await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    let page = author.get(&place).await;
    assert!(page.says("Method statement.pdf"), "{}", page.text());
    let file = page.links().into_iter().find(|link| link.starts_with(&format!("{place}/"))).expect("a link");
    let download = author.get(&file).await;
    assert_eq!(download.bytes, b"%PDF-1.7 how");
    assert_eq!(author.fill(&page, &format!("{file}/remove"), &[]).await.status, 303);
    assert!(author.get(&place).await.says("No files yet."));
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
