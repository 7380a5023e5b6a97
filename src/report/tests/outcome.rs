//! What a losing bidder reads: complete, the winner's beside its own, and the same on the page and in the PDF.

use entity::id::RowId;
use paper::{Block, to_html};
use rules::award::summary::{Assessed, AssessedCriterion, Method, Summary};
use rules::tender::terms::StepTerms;

use crate::report::outcome::{Outcome, document};

fn criterion(id: i64, title: &str, score: Option<i32>, weighted: &str, says: &str) -> AssessedCriterion {
    let meaning = match score {
        Some(4) => Some("Good: meets what is asked, with some added value".to_owned()),
        Some(_) => Some("Satisfactory: meets what is asked".to_owned()),
        None => None,
    };
    AssessedCriterion {
        id: RowId(id),
        title: title.to_owned(),
        depth: usize::from(id > 1),
        weight: if id == 1 { "40%" } else { "20%" }.to_owned(),
        minimum: None,
        score,
        meaning,
        weighted: weighted.to_owned(),
        explanation: score.map(|_| says.to_owned()),
    }
}

fn assessed(name: &str, scores: [i32; 2], points: [&str; 2], numbers: [&str; 3], says: &str) -> Assessed {
    Assessed {
        name: name.to_owned(),
        identifier: Some("GB-CHC-1000001".to_owned()),
        address: Some("1 Quay Street\nRochester".to_owned()),
        criteria: vec![
            criterion(1, "The service", None, numbers[1], ""),
            criterion(2, "Reaching women", Some(scores[0]), points[0], says),
            criterion(3, "Staff and supervision", Some(scores[1]), points[1], says),
        ],
        price: None,
        price_score: Some(numbers[0].to_owned()),
        quality_score: Some(numbers[1].to_owned()),
        total: Some(numbers[2].to_owned()),
        rank: Some(1),
    }
}

/// The summary of a bid that came second.
pub(crate) fn second() -> Summary {
    let step = |score, label: &str, words: &str| StepTerms {
        score,
        label: label.to_owned(),
        words: words.to_owned(),
    };
    Summary {
        reference: "MED-2026-004".to_owned(),
        title: "A service for women".to_owned(),
        lot: "The whole service".to_owned(),
        authority: "A council".to_owned(),
        contact: "Procurement team, procurement@council.example".to_owned(),
        method: Method {
            price_weight: "60%".to_owned(),
            quality_weight: "40%".to_owned(),
            formula: "The lowest price scores the whole price weight.".to_owned(),
            total: "Total".to_owned(),
            scale: vec![
                step(0, "Unacceptable", "No answer."),
                step(3, "Satisfactory", "Meets what is asked."),
                step(5, "Excellent", "Exceeds it, with full confidence."),
            ],
            terms_number: 2,
            terms_digest: "3044edd104298dd8e255f078c6237fdf43c72e47136a31bfde28e2100211471d".to_owned(),
        },
        own: Assessed {
            price: Some("£120,000".to_owned()),
            ..assessed(
                "Riverbank",
                [4, 4],
                ["16.00", "16.00"],
                ["50.00", "32.00", "82.00"],
                "It names how women are met.",
            )
        },
        ranked: 2,
        won: false,
        why_not: Some("It was ranked 2 of 2. Its total is 82.00; the winning bid’s is 84.00.".to_owned()),
        winner: Some(assessed(
            "Harbour",
            [3, 3],
            ["12.00", "12.00"],
            ["60.00", "24.00", "84.00"],
            "It shows [Withheld: their way of working] for each woman.",
        )),
        parts_do_not_add_up: false,
    }
}

const SAYS: &str = "Thank you for your bid.\n\nWe are sorry to tell you that it was not successful.\n\nAsk us.\nProcurement team";

fn told(summary: Option<&Summary>) -> paper::Document {
    document(&Outcome {
        authority: "A council",
        to: "Riverbank",
        address: Some("1 Quay Street"),
        sent: "9am on 21 November 2026",
        subject: "MED-2026-004: the outcome of your bid",
        says: SAYS,
        summary,
        terms_at: "https://council.example/opportunities/MED-2026-004",
        demonstration: false,
    })
}

#[test]
fn a_losing_bidder_reads_everything_that_the_law_asks_for() {
    let html = to_html(&told(Some(&second())));
    let reads = [
        "Riverbank",
        "GB-CHC-1000001",
        "1 Quay Street",
        "Harbour",
        "It was ranked 2 of 2. Its total is 82.00",
        "The service, together",
        "Reaching women",
        "Your answer scored 4 of 5.",
        "Good: meets what is asked, with some added value.",
        "It names how women are met.",
        "The winning bid scored 3 of 5.",
        "[Withheld: their way of working]",
        "What is marked as withheld is sensitive commercial information of the winning bidder.",
        "Your price: £120,000",
        "Rounded parts may therefore not add up to the total.",
        "Quality counts for 40% of everything and price for 60%.",
        "The lowest price scores the whole price weight.",
        "Exceeds it, with full confidence.",
        "Version 2 of the terms",
        "https://council.example/opportunities/MED-2026-004",
    ];
    for words in reads {
        assert!(html.contains(words), "{words}: {html}");
    }
}

#[test]
fn the_scores_stand_beside_the_winner_s_and_add_up_to_a_total() {
    let summary = second();
    let tables = |summary: &Summary| {
        let blocks = told(Some(summary)).blocks;
        blocks.into_iter().find_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    };
    let table = tables(&summary).expect("there is a table of scores");
    assert_eq!(table.columns.len(), 6);
    assert_eq!((table.rows.len(), table.rows.iter().filter(|row| row.total).count()), (6, 1));
    assert!(table.rows.iter().all(|row| row.cells.len() == 6));
    let won = Summary { winner: None, won: true, why_not: None, ..summary };
    assert_eq!(tables(&won).expect("there is a table of scores").columns.len(), 4);
}

#[test]
fn a_bid_that_was_not_assessed_gets_the_letter_alone() {
    let document = told(None);
    assert_eq!(document.blocks.len(), 4);
    assert!(!to_html(&document).contains("Assessment summary"));
}

/// The PDF is tagged by the same painter as every paper; it must come out, and the same each time.
#[test]
fn it_is_painted_the_same_each_time() {
    let document = told(Some(&second()));
    assert_eq!(paper::pdf::to_pdf(&document), paper::pdf::to_pdf(&document));
}
