//! The provider's own bid as one document: the draft, or what was submitted; before the opening and after.

use ::paper::{Align, Block, Cell, Column, Document, Fact, Inline, Row, Table, paragraph, text};
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use entity::choice::Choice;
use entity::state::YesNo;
use rules::bid::{Declared, words};
use rules::law::clock::long_instant;
use serde::{Deserialize, Serialize};

use super::contents::{Contents, Said};
use super::own::{Head, Own};
use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::report::away;
use crate::web::view::Page;

/// Which version is asked for: a submission, or else the draft.
#[derive(Default, Deserialize)]
pub struct Asked {
    submission: Option<i32>,
}

#[derive(Serialize)]
struct DocumentPage {
    head: Head,
    number: Option<i32>,
    html: String,
}

impl Page for DocumentPage {
    const TEMPLATE: &'static str = "bids/document.html";
    fn title(&self) -> String {
        self.head.titled("Your bid as one document")
    }
}

/// As a page.
pub async fn document(
    desk: Desk<Provider>,
    Path(id): Path<i64>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let own = Own::of(&desk, id).await?;
    let document = compose(&desk, &own, asked.submission).await?;
    let html = away(move || Ok(::paper::to_html(&document))).await?;
    desk.page(&DocumentPage { head: Head::of(&desk, &own), number: asked.submission, html })
}

/// As a tagged PDF.
pub async fn document_pdf(
    desk: Desk<Provider>,
    Path(id): Path<i64>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let own = Own::of(&desk, id).await?;
    let document = compose(&desk, &own, asked.submission).await?;
    let bytes = away(move || Ok(::paper::pdf::to_pdf(&document))).await?;
    let which = asked.submission.map_or("draft".to_owned(), |number| number.to_string());
    let name = format!("attachment; filename=\"bid-{}-{which}.pdf\"", own.terms.reference);
    let headers = [(header::CONTENT_TYPE, "application/pdf"), (header::CONTENT_DISPOSITION, &name)];
    Ok((headers, bytes).into_response())
}

async fn compose(desk: &Desk<Provider>, own: &Own, number: Option<i32>) -> Result<Document, Stop> {
    let (contents, status) = match number {
        Some(number) => {
            let contents = Contents::of_submission(desk, own, number).await?;
            let row = own.bid.submissions.iter().find(|one| one.number == number).ok_or(Stop::NotFound)?;
            (contents, format!("Submission {number}, at {}", long_instant(row.at)))
        }
        None => (Contents::of_draft(desk, own).await?, "Draft, as saved".to_owned()),
    };
    let mark = desk.is_demonstration().await?.then(|| "Demonstration data".to_owned());
    Ok(Document {
        title: format!("Bid: {}", contents.terms.title),
        publisher: own.organisation.name.clone(),
        language: "en-GB".to_owned(),
        running_header: format!("{} – {}", contents.terms.reference, own.organisation.name),
        mark,
        status: Some(status),
        accent: 0x0010_393d,
        contents: false,
        blocks: blocks(&contents),
    })
}

fn blocks(contents: &Contents) -> Vec<Block> {
    let mut blocks = vec![Block::Facts(vec![
        fact("Tender", &contents.terms.reference),
        fact("Lot", &contents.lot.title),
        fact("Deadline", &long_instant(contents.terms.deadline)),
    ])];
    blocks.push(heading(1, "Declarations"));
    blocks.extend(match &contents.declared {
        Some(declared) => declarations(declared),
        None => vec![paragraph("Not confirmed yet.")],
    });
    if !contents.conditions.is_empty() {
        blocks.push(heading(1, "Conditions of participation"));
        contents.conditions.iter().for_each(|one| blocks.extend(said(one)));
    }
    blocks.push(heading(1, "Answers"));
    contents.answers.iter().for_each(|one| blocks.extend(said(one)));
    blocks.push(heading(1, "Price"));
    blocks.push(match &contents.price {
        Some(schedule) => price_table(schedule),
        None => paragraph("Not given yet."),
    });
    if !contents.files.is_empty() {
        blocks.push(heading(1, "Files"));
        let file = |file: &super::contents::FileSaid| {
            let about = file.about.as_ref().map(|about| format!(", for “{about}”")).unwrap_or_default();
            vec![paragraph(format!("{}{about}. Digest {}.", file.name, file.digest))]
        };
        let items = contents.files.iter().map(file).collect();
        blocks.push(Block::List { marker: ::paper::Marker::Bullet, items });
    }
    blocks
}

fn said(said: &Said) -> Vec<Block> {
    let mut blocks = vec![heading(2, &said.title)];
    let stress = vec![Inline::Emphasis(text(said.asks.clone()))];
    blocks.push(Block::Paragraph { numbered: false, text: stress, anchor: None });
    match &said.text {
        Some(text) => blocks.extend(paragraphs(text)),
        None => blocks.push(paragraph("Not answered yet.")),
    }
    if let Some(limit) = said.limit {
        blocks.push(paragraph(format!("({} of {limit})", words::words(said.words))));
    }
    blocks
}

fn declarations(declared: &Declared) -> Vec<Block> {
    let own = &declared.organisation;
    let yes_no = |code: &str| YesNo::of(code).map(Choice::label).unwrap_or_default().to_owned();
    let mut facts = vec![
        fact("Organisation", &own.name),
        fact("Registered number", own.registered_number.as_deref().unwrap_or("None")),
        fact("Mandatory ground for exclusion applies", &yes_no(&own.mandatory_grounds)),
    ];
    facts.extend(own.mandatory_note.as_deref().map(|note| fact("Which, and what was done", note)));
    facts.push(fact("Discretionary ground for exclusion applies", &yes_no(&own.discretionary_grounds)));
    facts.extend(own.discretionary_note.as_deref().map(|note| fact("Which, and what was done", note)));
    facts.push(fact("Declared on", &rules::field::long_day(own.declared_on)));
    let none = || "None".to_owned();
    let relied_on = Some(declared.subcontractors.join("\n\n")).filter(|lines| !lines.is_empty());
    facts.push(fact("Sub-contractors relied on", &relied_on.unwrap_or_else(none)));
    if let Some(grounds) = &declared.subcontractor_grounds {
        facts.push(fact("Ground for exclusion applies to one of them", &yes_no(grounds)));
    }
    facts.extend(declared.subcontractor_note.as_deref().map(|note| fact("Which, and what was done", note)));
    vec![Block::Facts(facts)]
}

fn price_table(schedule: &rules::bid::price::Schedule) -> Block {
    let cell = |says: String| Cell { blocks: vec![paragraph(says)] };
    let row = |(index, price): (usize, &entity::number::Pence)| Row {
        cells: vec![cell(format!("Year {}", index + 1)), cell(price.to_string())],
        total: false,
    };
    let mut rows: Vec<Row> = schedule.years.iter().enumerate().map(row).collect();
    let total = schedule.total().map(|total| total.to_string()).unwrap_or_default();
    rows.push(Row { cells: vec![cell("Total".to_owned()), cell(total)], total: true });
    let column = |heading: &str, align, heads_rows| Column { heading: text(heading), align, heads_rows };
    Block::Table(Table {
        caption: text("Price, without VAT"),
        columns: vec![column("Year", Align::Left, true), column("Price", Align::Decimal, false)],
        rows,
        anchor: None,
    })
}

fn heading(level: u8, says: &str) -> Block {
    Block::Heading { level, numbered: false, text: text(says), anchor: None }
}

fn fact(term: &str, is: &str) -> Fact {
    Fact { term: text(term), is: paragraphs(is) }
}

/// An empty line starts a new paragraph; other line ends stay as they are.
fn paragraphs(says: &str) -> Vec<Block> {
    let lines = |part: &str| {
        let mut inlines = Vec::new();
        for (index, line) in part.lines().enumerate() {
            if index > 0 {
                inlines.push(Inline::Break);
            }
            inlines.push(Inline::Text(line.to_owned()));
        }
        Block::Paragraph { numbered: false, text: inlines, anchor: None }
    };
    says.split("\n\n").filter(|part| !part.trim().is_empty()).map(lines).collect()
}
