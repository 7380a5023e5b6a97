//! What a bidder is told of the outcome, as one document: the letter and, where its bid was assessed, the assessment
//! summary.
//!
//! Contents: Procurement Act 2023, section 50, and Procurement Regulations 2024, regulation 31 (fact sheet, section 2).

mod scores;

use paper::{Align, Block, Cell, Column, Document, Fact, Inline, Row, Table, paragraph, text};
use rules::award::summary::{Assessed, AssessedCriterion, Method, Summary};

/// What a bidder is told.
pub struct Outcome<'a> {
    /// The council.
    pub authority: &'a str,
    /// The bidder.
    pub to: &'a str,
    /// Its address.
    pub address: Option<&'a str>,
    /// The day it was sent, or that it is not sent yet.
    pub sent: &'a str,
    /// What it is about.
    pub subject: &'a str,
    /// What the letter says.
    pub says: &'a str,
    /// The assessment summary, where there is one.
    pub summary: Option<&'a Summary>,
    /// Where the published terms are read in full.
    pub terms_at: &'a str,
    /// Whether every page says that this is demonstration data.
    pub demonstration: bool,
}

/// The letter with its assessment summary. The same sources give the same document.
#[must_use]
pub fn document(outcome: &Outcome<'_>) -> Document {
    let mut blocks = vec![Block::Facts(opening(outcome))];
    blocks.extend(paragraphs(outcome.says));
    if let Some(summary) = outcome.summary {
        blocks.extend(assessment(summary, outcome.terms_at));
    }
    Document {
        title: outcome.subject.to_owned(),
        publisher: outcome.authority.to_owned(),
        language: "en-GB".to_owned(),
        running_header: format!("{}, to {}", outcome.subject, outcome.to),
        mark: outcome.demonstration.then(|| "Demonstration data".to_owned()),
        status: None,
        accent: 0x0010_393d,
        contents: false,
        blocks,
    }
}

fn opening(outcome: &Outcome<'_>) -> Vec<Fact> {
    let to = [Some(outcome.to), outcome.address].into_iter().flatten().collect::<Vec<_>>().join("\n");
    vec![fact("To", &to), fact("From", outcome.authority), fact("Sent", outcome.sent)]
}

fn assessment(summary: &Summary, terms_at: &str) -> Vec<Block> {
    let mut blocks = vec![heading(1, "Assessment summary")];
    blocks.push(Block::Facts(who(summary)));
    blocks.push(heading(2, "Scores"));
    blocks.push(scores::table(summary));
    blocks.extend(below_the_scores(summary));
    blocks.push(heading(2, "Reasons, question by question"));
    for own in &summary.own.criteria {
        let winner = summary.winner.as_ref().and_then(|it| it.criteria.iter().find(|one| one.id == own.id));
        blocks.extend(question(summary, own, winner));
    }
    blocks.push(heading(2, "How bids were assessed"));
    blocks.extend(method(&summary.method, terms_at));
    blocks
}

/// Names, identifiers and addresses of those whose bids the summary is about.
fn who(summary: &Summary) -> Vec<Fact> {
    let mut facts = vec![fact("Tender", &format!("{}: {}", summary.reference, summary.title))];
    facts.push(fact("Lot", &summary.lot));
    facts.push(fact("Your bid", &named(&summary.own)));
    facts.extend(summary.winner.as_ref().map(|winner| fact("Winning bid", &named(winner))));
    facts
        .extend(summary.why_not.as_deref().map(|why| fact("Why your bid was not awarded the contract", why)));
    facts
}

fn named(bid: &Assessed) -> String {
    let identifier = bid.identifier.as_ref().map(|it| format!("Identifier {it}"));
    let lines = [Some(bid.name.clone()), identifier, bid.address.clone()];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn below_the_scores(summary: &Summary) -> Vec<Block> {
    let mut says = Vec::new();
    if let (Some(price), Some(_)) = (&summary.own.price, &summary.own.total) {
        says.push(format!("Your price: {price}, without VAT, over the whole term that was priced."));
    }
    says.push(
        "Every number is worked out exactly and rounded once, to two decimals. Rounded parts may therefore not add up to the total."
            .to_owned(),
    );
    says.into_iter().map(paragraph).collect()
}

fn question(summary: &Summary, own: &AssessedCriterion, winner: Option<&AssessedCriterion>) -> Vec<Block> {
    // A heading is explained by the questions under it.
    if own.score.is_none() {
        return Vec::new();
    }
    let mut blocks = vec![heading(3, &own.title)];
    blocks.extend(explained(summary, "Your answer", own));
    if let Some(winner) = winner {
        blocks.extend(explained(summary, "The winning bid", winner));
        if winner.explanation.as_deref().is_some_and(|says| says.contains("[Withheld")) {
            blocks.push(paragraph(
                "What is marked as withheld is sensitive commercial information of the winning bidder.",
            ));
        }
    }
    blocks
}

fn explained(summary: &Summary, whose: &str, one: &AssessedCriterion) -> Vec<Block> {
    let Some(score) = one.score else { return Vec::new() };
    let highest = scores::highest(summary);
    let meaning = one.meaning.as_deref().map(ends_with_a_stop).unwrap_or_default();
    let lead = vec![
        Inline::Strong(text(format!("{whose} scored {score} of {highest}."))),
        Inline::Text(format!(" {meaning}")),
    ];
    let mut blocks = vec![Block::Paragraph { numbered: false, text: lead, anchor: None }];
    if let Some(least) = one.minimum.filter(|least| score < *least) {
        blocks.push(paragraph(format!("The terms ask for at least {least} on this question.")));
    }
    blocks.extend(paragraphs(one.explanation.as_deref().unwrap_or_default()));
    blocks
}

fn ends_with_a_stop(says: &str) -> String {
    match says.trim_end() {
        done if done.ends_with(['.', '!', '?']) => done.to_owned(),
        open => format!("{open}."),
    }
}

fn method(method: &Method, terms_at: &str) -> Vec<Block> {
    let cell = |says: &str| paper::cell(says);
    let row = |step: &rules::tender::terms::StepTerms| Row {
        cells: vec![cell(&step.score.to_string()), cell(&step.label), cell(&step.words)],
        total: false,
    };
    let column = |heading: &str, align, heads_rows| Column { heading: text(heading), align, heads_rows };
    let scale = Table {
        caption: text("What each score means"),
        columns: vec![
            column("Score", Align::Centre, true),
            column("Name", Align::Left, false),
            column("What an answer with this score is like", Align::Left, false),
        ],
        rows: method.scale.iter().map(row).collect(),
        anchor: None,
    };
    let mut terms =
        vec![Inline::Text(format!("Version {} of the terms says everything in full: ", method.terms_number))];
    terms.push(match paper::may_link(terms_at) {
        true => Inline::Link { href: terms_at.to_owned(), text: text(terms_at) },
        false => Inline::Text(terms_at.to_owned()),
    });
    terms.push(Inline::Text(". Its digest (SHA-256) begins with ".to_owned()));
    terms.push(Inline::Text(format!("{}.", method.terms_digest.chars().take(16).collect::<String>())));
    vec![
        paragraph(format!(
            "Quality counts for {} of everything and price for {}. A question’s points are its score as a share of the highest score, times its weight.",
            method.quality_weight, method.price_weight
        )),
        paragraph(format!("Price: {}", method.formula)),
        Block::Table(scale),
        Block::Paragraph { numbered: false, text: terms, anchor: None },
    ]
}

pub(super) fn heading(level: u8, says: &str) -> Block {
    Block::Heading { level, numbered: false, text: text(says), anchor: None }
}

fn fact(term: &str, is: &str) -> Fact {
    Fact { term: text(term), is: paragraphs(is) }
}

/// An empty line starts a new paragraph; other line ends stay as they are.
fn paragraphs(says: &str) -> Vec<Block> {
    let lines = |part: &str| {
        let mut inlines = Vec::new();
        for (index, line) in part.trim().lines().enumerate() {
            if index > 0 {
                inlines.push(Inline::Break);
            }
            inlines.push(Inline::Text(line.to_owned()));
        }
        Block::Paragraph { numbered: false, text: inlines, anchor: None }
    };
    says.split("\n\n").filter(|part| !part.trim().is_empty()).map(lines).collect()
}

/// A cell of one line.
fn told(says: impl Into<String>) -> Cell {
    paper::cell(says)
}
