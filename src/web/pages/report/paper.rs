//! The report as it is read: a page, or a file.

use std::sync::Arc;

use ::paper::Document;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use entity::choice::Choice;
use rules::law::clock::long_instant;
use rules::procurement::checks::checks;
use rules::report::{Kept, stands_since};
use serde::{Deserialize, Serialize};

use super::loaded::{Gap, Loaded, Names, away, gaps};
use crate::report::as_kept;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::procurements::Head;
use crate::web::view::Page;

#[derive(Serialize)]
struct ReportPage {
    head: Head,
    report: Names,
    since: Option<Since>,
    query: &'static str,
    missing: Vec<Gap>,
    /// What does not add up in the record that the paper is made from.
    checks: Vec<String>,
    html: String,
}

/// Since when the paper stands as it is, and under which number it is kept.
#[derive(Serialize)]
struct Since {
    occasion: String,
    at: String,
    number: i32,
}

impl Page for ReportPage {
    const TEMPLATE: &'static str = "reports/paper.html";
    fn title(&self) -> String {
        format!("{} – {}", self.report.title(), self.head.reference())
    }
}

type ToReport = Path<(String, String)>;

/// Which paper is asked for, once others have been sent one.
#[derive(Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    record: String,
}

/// The report as a page: the paper that others were sent, or what the record says now.
pub async fn show(
    desk: Desk<Staff>,
    Path((reference, kind)): ToReport,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let loaded = Loaded::of(&desk, &reference, &kind).await?;
    let (since, document, missing) = stands(&desk, &loaded, &asked).await?;
    let html = away(move || Ok(::paper::to_html(&document))).await?;
    let sent = since.is_some();
    let since = since.map(|kept| Since {
        occasion: kept.occasion.label().to_lowercase(),
        at: long_instant(kept.at),
        number: kept.number,
    });
    desk.page(&ReportPage {
        head: Head::of(&desk, &loaded.procurement, &loaded.authority),
        report: loaded.names(),
        query: if asked.record.is_empty() { "" } else { "?record=now" },
        since,
        missing,
        checks: match &loaded.awarding {
            Some(awarding) => awarding.checks.clone(),
            None if sent => Vec::new(),
            None => checks(&loaded.procurement),
        },
        html,
    })
}

/// The report as a tagged PDF.
pub async fn pdf(desk: Desk<Staff>, path: ToReport, asked: Query<Asked>) -> Result<Response, Stop> {
    fetch(desk, path, asked, Format::Pdf).await
}

/// The report as a document for Word.
pub async fn word(desk: Desk<Staff>, path: ToReport, asked: Query<Asked>) -> Result<Response, Stop> {
    fetch(desk, path, asked, Format::Word).await
}

async fn fetch(
    desk: Desk<Staff>,
    Path((reference, kind)): ToReport,
    Query(asked): Query<Asked>,
    format: Format,
) -> Result<Response, Stop> {
    let loaded = Loaded::of(&desk, &reference, &kind).await?;
    let (_, document, _) = stands(&desk, &loaded, &asked).await?;
    as_file(&loaded, document, "", format).await
}

/// The paper that counts now: the kept one that others were sent, or else the record as it stands.
async fn stands(
    desk: &Desk<Staff>,
    loaded: &Arc<Loaded>,
    asked: &Asked,
) -> Result<(Option<Kept>, Document, Vec<Gap>), Stop> {
    let occasion = stands_since(loaded.kind, &loaded.procurement).filter(|_| asked.record.is_empty());
    let of_occasion = |kept: &&Kept| Some(kept.occasion) == occasion;
    let kept = loaded.report.as_ref().and_then(|report| report.kept.iter().find(of_occasion));
    if let Some(kept) = kept {
        return Ok((Some(kept.clone()), version_of(desk, loaded, kept.number).await?.1, Vec::new()));
    }
    let composed = loaded.compose().await?;
    Ok((None, composed.document, gaps(loaded, composed.missing)))
}

/// A version that was kept, with its document.
pub(super) async fn version_of(
    desk: &Desk<Staff>,
    loaded: &Loaded,
    number: i32,
) -> Result<(Kept, Document), Stop> {
    let row = desk.kept_report(loaded.procurement.row.id, loaded.kind, number).await?;
    let row = row.ok_or(Stop::NotFound)?;
    let status =
        format!("Version {number}: {} at {}", row.occasion.label().to_lowercase(), long_instant(row.at));
    let kept = Kept::from(&row);
    let document = away(move || Ok(Document { status: Some(status), ..as_kept(&row.document)? })).await?;
    Ok((kept, document))
}

/// A paper as a file.
#[derive(Clone, Copy)]
pub(in crate::web::pages) enum Format {
    Pdf,
    Word,
}

impl Format {
    fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Word => "docx",
        }
    }

    fn content_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }

    fn paint(self, document: &Document) -> Vec<u8> {
        match self {
            Self::Pdf => ::paper::pdf::to_pdf(document),
            Self::Word => ::paper::word::to_docx(document),
        }
    }
}

/// A document as a file to fetch.
pub(super) async fn as_file(
    loaded: &Loaded,
    document: Document,
    version: &str,
    format: Format,
) -> Result<Response, Stop> {
    let (reference, kind) = (&loaded.procurement.row.reference, loaded.kind.code());
    as_file_named(document, &format!("{reference}-{kind}{version}"), format).await
}

/// A document as a file of this name to fetch.
pub(in crate::web::pages) async fn as_file_named(
    document: Document,
    name: &str,
    format: Format,
) -> Result<Response, Stop> {
    let bytes = away(move || Ok(format.paint(&document))).await?;
    let name = format!("attachment; filename=\"{name}.{}\"", format.ending());
    let headers = [(header::CONTENT_TYPE, format.content_type()), (header::CONTENT_DISPOSITION, &name)];
    Ok((headers, bytes).into_response())
}
