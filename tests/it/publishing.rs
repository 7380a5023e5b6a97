//! From a draft to what everyone reads: published, amended, extended, cancelled, found in a list.

use crate::world::tenders::{DRAFT, OPEN, notice, saved};
use crate::world::{Person, World};

const OFFICER: &str = "procurement@medway.example";
/// Before the deadline and after it.
const NEXT_DAY: &str = "2026-11-24T09:00:00Z";
const CLOSES: &str = "2026-12-14T12:00:00Z";

const PAGE: &str = "/tenders/MED-OPEN-001/publication";
const PUBLIC: &str = "/opportunities/MED-OPEN-001";

/// The demonstration's open tender, and who publishes it.
async fn published() -> (World, Person) {
    let world = World::new().await;
    let officer = world.person(OFFICER).await;
    (world, officer)
}

#[tokio::test]
async fn nothing_is_published_before_the_official_notice() {
    let (world, officer) = World::draft().await;
    let (page, public) = (format!("/tenders/{DRAFT}/publication"), format!("/opportunities/{DRAFT}"));
    let drawn = officer.get(&page).await;
    assert!(drawn.says("Advertising here before it is published would be unlawful."), "{}", drawn.text());
    assert!(!drawn.actions().contains(&page), "there is no button");
    let refused = officer.post(&page, &[("version", "1")]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.says("Record the reference and the time of the official tender notice."));
    assert_eq!(world.stranger().get(&public).await.status, 404);
    assert!(!world.stranger().get("/opportunities").await.says(DRAFT));

    saved(&officer, &format!("/tenders/{DRAFT}/part/notice"), &notice("2026/S 000-100001", "26")).await;
    let done = officer.fill_in(&page, &[]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let stranger = world.stranger();
    assert!(stranger.get("/opportunities").await.says(DRAFT));
    let read = stranger.get(&public).await;
    for words in ["60 × lowest price ÷ price", "84.55", "Two services of this kind in the last five years."]
    {
        assert!(read.says(words), "{words}: {}", read.text());
    }
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn a_stranger_finds_it_and_reads_everything() {
    let (world, _) = published().await;
    let stranger = world.stranger();
    let list = stranger.get("/opportunities?words=carers&cpv=853&value_from=100000").await;
    assert_eq!(list.link_in_row("Short breaks"), PUBLIC, "{}", list.text());
    let page = stranger.get(PUBLIC).await;
    for words in [
        "a named worker for children and young people in Medway",
        "Bids until 12 noon on 14 December 2026",
        "40 × lowest price ÷ price",
        "What is asked is met in full and gone beyond throughout",
        "Register or sign in to bid",
        "2026/S 000-000001",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    assert!(page.html().contains("chart-picture"), "the curve is drawn");
    let feed = stranger.get("/opportunities/feed.atom").await;
    assert_eq!(feed.headers["content-type"], "application/atom+xml; charset=utf-8");
    assert!(feed.html().contains(&format!("http://gatehouse.test{PUBLIC}")), "{}", feed.html());
    let closed = world.at(CLOSES).stranger().get(PUBLIC).await;
    assert!(closed.says("This tender closed at 12 noon on 14 December 2026."), "{}", closed.text());
    assert!(!closed.says("Register or sign in"), "nobody can bid any more");
}

#[tokio::test]
async fn what_is_written_for_an_amendment_is_read_only_once_it_is_published() {
    let (world, officer) = published().await;
    let begin = format!("{PAGE}/begin-amendment");
    let drawn = officer.get(PAGE).await;
    assert_eq!(officer.fill(&drawn, &begin, &[]).await.status, 303);
    saved(&officer, &format!("/tenders/{OPEN}/part/about"), &[("title", "Something else")]).await;
    let questions = format!("/tenders/{OPEN}/list/criteria");
    let first = officer.get(&questions).await.links().into_iter().find(|link| {
        link.strip_prefix(&format!("{questions}/")).is_some_and(|row| row.parse::<i64>().is_ok())
    });
    saved(&officer, &first.expect("it has questions"), &[("word_limit", "800")]).await;
    let before = world.stranger().get(PUBLIC).await;
    assert!(before.says("Short breaks") && !before.says("Something else") && !before.says("800"));
    let list = world.stranger().get("/opportunities?words=something").await;
    assert!(list.says("No opportunity fits."), "{}", list.text());

    let amend = format!("{PAGE}/amend");
    let decided = [("changed", "A longer answer."), ("extends", "no"), ("extends_reason", "It is small.")];
    let later = world.at(NEXT_DAY);
    let officer = later.person(OFFICER).await;
    let refused = officer.fill_in(&amend, &decided).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.problems()[0].starts_with("Publish the official notice again first"),
        "{:?}",
        refused.problems()
    );
    assert_eq!(refused.holds(&amend, "changed"), "A longer answer.");
    saved(&officer, &format!("/tenders/{OPEN}/part/notice"), &notice("2026/S 000-100002", "23")).await;
    let done = officer.fill_in(&amend, &decided).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let after = later.stranger().get(PUBLIC).await;
    assert!(after.says("Something else") && after.says("800"), "{}", after.text());
    assert!(after.says("A longer answer.") && after.says("at most 800 words"), "{}", after.text());
    let letters = later.person("bids@charity.example").await.get("/letters").await;
    // Riverbank has begun a bid, and so is told.
    assert!(letters.says("Tender MED-OPEN-001 has been amended"), "{}", letters.text());
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn the_deadline_is_extended_for_everybody() {
    let (world, officer) = published().await;
    let given = [
        ("deadline-day", "17"),
        ("deadline-month", "12"),
        ("deadline-year", "2026"),
        ("deadline-time", "5pm"),
        ("reason", "Christmas."),
        ("notice_reference", "2026/S 000-100003"),
        ("notice_published_at-day", "21"),
        ("notice_published_at-month", "11"),
        ("notice_published_at-year", "2026"),
        ("notice_published_at-time", "8am"),
    ];
    let extend = format!("{PAGE}/extend");
    let mut too_early = given;
    too_early[0] = ("deadline-day", "14");
    too_early[3] = ("deadline-time", "11am");
    let refused = officer.fill_in(&extend, &too_early).await;
    assert_eq!(
        refused.problems(),
        ["The deadline must be later than it is now: 12 noon on 14 December 2026."]
    );
    assert_eq!(refused.holds(&extend, "reason"), "Christmas.");
    let done = officer.fill_in(&extend, &given).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let read = world.stranger().get(PUBLIC).await;
    assert!(read.says("Bids until 5pm on 17 December 2026"), "{}", read.text());
    assert!(read.says("Deadline: was “12 noon on 14 December 2026”, now “5pm on 17 December 2026”."));
}

#[tokio::test]
async fn only_an_approver_reopens_and_only_after_the_deadline() {
    let (world, _) = published().await;
    let reopen = format!("{PAGE}/reopen");
    let approver = world.person("approver@medway.example").await;
    assert_eq!(approver.get(&reopen).await.status, 409);
    let late = world.at(CLOSES);
    assert_eq!(late.person(OFFICER).await.get(&reopen).await.status, 403);
    let given = [
        ("until-day", "16"),
        ("until-month", "12"),
        ("until-year", "2026"),
        ("until-time", "12 noon"),
        ("reason", "The site was down."),
    ];
    let approver = late.person("approver@medway.example").await;
    let done = approver.fill_in(&reopen, &given).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(late.stranger().get(PUBLIC).await.says("Bids until 12 noon on 16 December 2026"));
}

#[tokio::test]
async fn a_cancelled_tender_says_why_and_which_notice_is_due() {
    let (world, officer) = published().await;
    let cancel = format!("{PAGE}/cancel");
    let empty = officer.fill_in(&cancel, &[]).await;
    assert_eq!(empty.problems(), ["Enter why it is cancelled."]);
    let done = officer.fill_in(&cancel, &[("cancel_reason", "No longer needed.")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let read = world.stranger().get(PUBLIC).await;
    assert!(read.says("Cancelled") && read.says("No longer needed."), "{}", read.text());
    let own = officer.get(PAGE).await;
    assert!(own.says("No longer needed.") && !own.says("Cancel this tender"), "{}", own.text());
    assert_eq!(officer.get(&cancel).await.status, 409, "that is final");
}

#[tokio::test]
async fn a_formula_is_chosen_beside_the_others() {
    let (_world, officer) = World::draft().await;
    let path = format!("/tenders/{DRAFT}/price");
    let drawn = officer.get(&path).await;
    for words in ["Chosen: Inverse proportion", "84.55", "The benchmark formula needs a floor and a ceiling."]
    {
        assert!(drawn.says(words), "{words}: {}", drawn.text());
    }
    assert!(drawn.says("A pound counts for more near the lowest price."), "{}", drawn.text());
    let lot = drawn.holds(&path, "lot");
    let chosen = officer.fill(&drawn, &path, &[("lot", &lot), ("formula", "range")]).await;
    assert_eq!(chosen.status, 303, "{}", chosen.text());
    assert!(officer.get(&path).await.says("Chosen: Range"));
}

#[tokio::test]
async fn a_thousand_tenders_are_found_page_by_page() {
    let world = World::new().await.with_many(1_000).await;
    let stranger = world.stranger();
    let (mut path, mut seen) = ("/opportunities".to_owned(), Vec::new());
    for _ in 0..30 {
        let page = stranger.get(&path).await;
        assert!(page.says("1001 opportunities fit, newest first."), "{}", page.text());
        let links = page.links();
        seen.extend(links.iter().filter(|link| link.contains("/LIST-") || link.ends_with(OPEN)).cloned());
        match links.iter().find(|link| link.contains("after=")) {
            Some(next) => path = next.clone(),
            None => break,
        }
    }
    let mut expected: Vec<_> = (1..=1_000).map(|n| format!("/opportunities/LIST-{n:04}")).collect();
    expected.push(PUBLIC.to_owned());
    assert_eq!(seen, expected, "each once, newest first");
    let count = async |query: &str| {
        let page = stranger.get(&format!("/opportunities?{query}")).await;
        page.text().split(" opportunit").next().and_then(|text| text.rsplit(' ').next().map(str::to_owned))
    };
    let expect =
        async |query: &str, number: &str| assert_eq!(count(query).await.as_deref(), Some(number), "{query}");
    expect("cpv=85312", "100").await;
    expect("cpv=8531230", "100").await;
    expect("cpv=12300", "No").await;
    expect("lots=yes", "100").await;
    expect("lots=no&words=cleaning", "900").await;
    expect("value_from=990000", "11").await;
    expect("value_to=10000&words=LIST", "10").await;
    // The stories begin at nine on 21 November: fourteen of them close that day, and one on the stroke of midnight.
    expect("closes_to-day=21&closes_to-month=11&closes_to-year=2026", "14").await;
    expect("closes_from-day=1&closes_from-month=1&closes_from-year=2027&closed=yes", "26").await;
    let later = world.at("2026-11-22T09:00:00Z").stranger();
    assert!(later.get("/opportunities").await.says("977 opportunities fit"));
    assert!(later.get("/opportunities?closed=yes").await.says("1003 opportunities fit"));
    let wrong = stranger
        .get("/opportunities?value_from=lots&closes_to-day=31&closes_to-month=2&closes_to-year=2027")
        .await;
    assert_eq!((wrong.status, wrong.problems().len()), (422, 2), "{}", wrong.text());
}
