//! The papers of an award: the report for everyone, the exempt appendix, and the decision record.

use crate::world::World;
use crate::world::evaluation::{APPROVER, OFFICER};

/// Of the demonstration's tender that stands still.
const AWARDED: &str = "/procurements/MED-AWARD-001/report";
/// Of the tender whose bids are sealed.
const SEALED: &str = "/procurements/MED-2021-001/report";
const WRITER: &str = "writer@medway.example";

#[tokio::test]
async fn the_award_report_reads_from_the_record_and_names_the_winner_alone() {
    let world = World::new().await;
    let page = world.person(WRITER).await.get(&format!("{AWARDED}/award")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    for words in [
        "Gateway 3 contract award",
        "Three bids were opened.",
        "Harbour Advocacy",
        "£672,000",
        "one failed a published minimum",
        "One had an interest; an approver kept them on the panel",
        "25 November 2026",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    for loser in ["Riverbank", "Kestrel", "83.33"] {
        assert!(!page.says(loser), "{loser}: {}", page.text());
    }
}

#[tokio::test]
async fn the_exempt_appendix_is_for_those_who_read_prices_and_nobody_else() {
    let world = World::new().await;
    let appendix = format!("{AWARDED}/award-exempt");
    for reader in [OFFICER, APPROVER] {
        let page = world.person(reader).await.get(&appendix).await;
        for words in ["Not for publication.", "Riverbank Women’s Trust", "83.33", "Harbour Advocacy", "84.00"]
        {
            assert!(page.says(words), "{words} for {reader}: {}", page.text());
        }
    }
    let officer = world.person(OFFICER).await;
    let kept = officer.fill_in(&format!("{appendix}/versions"), &[("note", "For the board")]).await;
    assert_eq!(kept.status, 303);
    for reader in [WRITER, "auditor@medway.example", "legal@medway.example", "administrator@medway.example"] {
        let reader = world.person(reader).await;
        for path in [
            "",
            "/pdf",
            "/word",
            "/sections",
            "/sections/ranking",
            "/versions",
            "/versions/1",
            "/versions/1/pdf",
            "/compare",
        ] {
            assert_eq!(reader.get(&format!("{appendix}{path}")).await.status, 403, "{path}");
        }
        let open = reader.get(&format!("{AWARDED}/award")).await;
        assert!(!open.links().iter().any(|link| link.contains("award-exempt")), "{:?}", open.links());
    }
    assert_eq!(world.person("writer@dorset.example").await.get(&appendix).await.status, 404);
}

#[tokio::test]
async fn the_decision_record_says_who_decided_under_which_delegation_and_why() {
    let world = World::new().await;
    let page =
        world.person("democratic@medway.example").await.get(&format!("{AWARDED}/award-decision")).await;
    for words in [
        "Director of People",
        "Cabinet",
        "To award the contract for support for families",
        "To tender again, which nothing in the competition calls for",
        "The Director of People declared none.",
        "It was not called in.",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
}

#[tokio::test]
async fn before_the_bids_are_opened_the_papers_say_so_and_nothing_else() {
    let world = World::new().await;
    let writer = world.person(WRITER).await.get(&format!("{SEALED}/award")).await;
    assert!(writer.says("The bids have not been opened yet."), "{}", writer.text());
    let officer = world.person(OFFICER).await.get(&format!("{SEALED}/award-exempt")).await;
    assert!(officer.says("The evaluation has not begun."), "{}", officer.text());
    let decision = world.person(WRITER).await.get(&format!("{SEALED}/award-decision")).await;
    assert!(decision.says("Not decided yet."), "{}", decision.text());
    let dorset = world.person("writer@dorset.example").await;
    assert_eq!(dorset.get("/procurements/DOR-2022-001/report/award").await.status, 404, "no tender");
}

#[tokio::test]
async fn while_bids_are_scored_no_paper_tells_whose_is_whose() {
    let world = World::begun().await;
    for (reader, paper) in
        [(WRITER, "award"), (OFFICER, "award"), (OFFICER, "award-exempt"), (APPROVER, "award-exempt")]
    {
        let page = world.person(reader).await.get(&format!("{SEALED}/{paper}")).await;
        assert_eq!(page.status, 200);
        for secret in ["Bid A", "Bid B", "Harbour", "Riverbank", "Kestrel", "£198,800"] {
            assert!(!page.says(secret), "{secret} in {paper} for {reader}: {}", page.text());
        }
    }
    let appendix = world.person(APPROVER).await.get(&format!("{SEALED}/award-exempt")).await;
    assert!(
        appendix.says("Prices are shown once the quality of this lot is signed off."),
        "{}",
        appendix.text()
    );
}

#[tokio::test]
async fn a_writer_comments_with_figures_that_everyone_may_read_and_keeps_the_version() {
    let world = World::new().await;
    let writer = world.person(WRITER).await;
    let section = format!("{AWARDED}/award/sections/outcome");
    let typed = "{{ tender.bids }} bids are healthy competition; the price is {{ award.price }}.";
    assert_eq!(writer.fill_in(&section, &[("own", typed)]).await.status, 303);
    let page = writer.get(&format!("{AWARDED}/award")).await;
    assert!(page.says("3 bids are healthy competition; the price is £672,000"), "{}", page.text());

    let secret = writer.fill_in(&section, &[("own", "It asked {{ award.bid-a.price }}.")]).await;
    assert_eq!(
        secret.problems(),
        ["There is no figure called “award.bid-a.price”. Choose one from the list."]
    );
    let versions = format!("{AWARDED}/award/versions");
    assert_eq!(writer.fill_in(&versions, &[("note", "For the procurement board")]).await.status, 303);
    let kept = writer.get(&format!("{versions}/2")).await;
    assert!(kept.says("healthy competition"), "{}", kept.text());
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn each_paper_is_fetched_as_pdf_and_for_word() {
    let world = World::new().await;
    let officer = world.person(OFFICER).await;
    for kind in ["award", "award-exempt", "award-decision"] {
        let pdf = officer.get(&format!("{AWARDED}/{kind}/pdf")).await;
        assert!(pdf.bytes.starts_with(b"%PDF-"), "{kind}");
        if let Ok(folder) = std::env::var("PAPERS_TO") {
            std::fs::write(format!("{folder}/{kind}.pdf"), &pdf.bytes).expect("a folder");
        }
        let word = officer.get(&format!("{AWARDED}/{kind}/word")).await;
        assert!(word.bytes.starts_with(b"PK"), "{kind}");
    }
}
