//! The public copy of a report that was issued, as everyone reads it.

use ::paper::Document;
use axum::extract::Path;
use axum::response::Response;
use entity::authority;
use rules::law::clock::long_instant;
use rules::report::performance::Eyes;
use rules::returns::papers::which;
use rules::settings::Authority;
use serde::Serialize;

use super::loaded::{since_of, status};
use crate::report::{as_kept, with_changes};
use crate::store::IssuedReport;
use crate::web::answer::Stop;
use crate::web::desk::Counter;
use crate::web::pages::councils::council;
use crate::web::pages::report::{Format, as_file_named, away};
use crate::web::view::Page;

#[derive(Serialize)]
struct OpenPage {
    council: String,
    path: String,
    reference: String,
    number: i32,
    title: String,
    html: String,
}

impl Page for OpenPage {
    const TEMPLATE: &'static str = "councils/performance.html";
    fn title(&self) -> String {
        self.title.clone()
    }
}

/// A report as the page of a contract lists it.
#[derive(Serialize)]
pub(in crate::web::pages) struct OpenReport {
    number: i32,
    title: String,
    at: String,
}

/// The reports on a contract of a public register, newest first.
pub(in crate::web::pages) async fn open_reports(
    counter: &Counter,
    council: &authority::Model,
    reference: &str,
) -> Result<Vec<OpenReport>, Stop> {
    let all = counter.public_performance(council.id, reference).await?;
    let of = all.into_iter().map(|one: IssuedReport| OpenReport {
        number: one.number,
        title: one.title,
        at: long_instant(one.at),
    });
    Ok(of.collect())
}

type ToOpen = Path<(String, String, i32)>;

/// As a page.
pub async fn show(counter: Counter, to: ToOpen) -> Result<Response, Stop> {
    let Path((_, reference, number)) = &to;
    let (reference, number) = (reference.clone(), *number);
    let (council, document) = read(&counter, to).await?;
    let title = document.title.clone();
    let html = away(move || Ok(::paper::to_html(&document))).await?;
    counter.page(&OpenPage {
        path: format!("/councils/{}/contracts", council.id.0),
        council: council.name,
        reference,
        number,
        title,
        html,
    })
}

/// As a tagged PDF.
pub async fn pdf(counter: Counter, to: ToOpen) -> Result<Response, Stop> {
    fetch(counter, to, Format::Pdf).await
}

/// For Word.
pub async fn word(counter: Counter, to: ToOpen) -> Result<Response, Stop> {
    fetch(counter, to, Format::Word).await
}

async fn fetch(counter: Counter, to: ToOpen, format: Format) -> Result<Response, Stop> {
    let Path((_, reference, number)) = &to;
    let name = format!("{reference}-report-{number}");
    let (_, document) = read(&counter, to).await?;
    as_file_named(document, &name, format).await
}

async fn read(
    counter: &Counter,
    Path((number, reference, report)): ToOpen,
) -> Result<(authority::Model, Document), Stop> {
    let council = council(counter, &number).await?;
    let found = counter.public_performance_paper(council.id, &reference, report).await?;
    let (row, monitoring) = found.ok_or(Stop::NotFound)?;
    let authority = Authority {
        row: council.clone(),
        risk_levels: Vec::new(),
        tiers: Vec::new(),
        headings: Vec::new(),
        meetings: Vec::new(),
        retentions: Vec::new(),
    };
    let of = which(row.kind, row.return_id).ok_or(Stop::NotFound)?;
    let one = counter.public_performance(council.id, &reference).await?;
    let one = one.into_iter().find(|one| one.number == report).ok_or(Stop::NotFound)?;
    let eyes = Eyes::Public { texts: false };
    let since = since_of(&monitoring, &authority, of, &one, eyes, counter.now);
    let says = status(row.kind, report, row.at, true);
    let document = away(move || {
        let document = Document { status: Some(says), ..as_kept(&row.public_document)? };
        Ok(with_changes(document, &since))
    })
    .await?;
    Ok((council, document))
}
