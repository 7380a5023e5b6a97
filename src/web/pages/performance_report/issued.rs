//! A report as it was issued, in both its copies, with what changed since.

use ::paper::Document;
use axum::extract::Path;
use axum::response::Response;
use rules::report::performance::Eyes;
use rules::returns::papers::which;
use serde::Serialize;

use super::loaded::{IssuedLine, Loaded, status};
use crate::report::{as_kept, with_changes};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::contracts::ContractHead;
use crate::web::pages::report::{Format, as_file_named, away};
use crate::web::view::Page;

#[derive(Serialize)]
struct IssuedPage {
    head: ContractHead,
    home: String,
    path: String,
    is_public: bool,
    report: IssuedLine,
    /// Where everyone reads the public copy.
    open: String,
    html: String,
}

impl Page for IssuedPage {
    const TEMPLATE: &'static str = "contracts/performance_report/issued.html";
    fn title(&self) -> String {
        format!("{} – {}", self.report.title, self.head.reference())
    }
}

type ToIssued = Path<(String, i32)>;

/// The council's copy.
pub async fn show(desk: Desk<Staff>, to: ToIssued) -> Result<Response, Stop> {
    draw(&desk, to, false).await
}

/// The public copy.
pub async fn public(desk: Desk<Staff>, to: ToIssued) -> Result<Response, Stop> {
    draw(&desk, to, true).await
}

/// The council's copy as a tagged PDF.
pub async fn pdf(desk: Desk<Staff>, to: ToIssued) -> Result<Response, Stop> {
    fetch(&desk, to, false, Format::Pdf).await
}

/// The council's copy for Word.
pub async fn word(desk: Desk<Staff>, to: ToIssued) -> Result<Response, Stop> {
    fetch(&desk, to, false, Format::Word).await
}

/// The public copy as a tagged PDF.
pub async fn public_pdf(desk: Desk<Staff>, to: ToIssued) -> Result<Response, Stop> {
    fetch(&desk, to, true, Format::Pdf).await
}

/// The public copy for Word.
pub async fn public_word(desk: Desk<Staff>, to: ToIssued) -> Result<Response, Stop> {
    fetch(&desk, to, true, Format::Word).await
}

async fn fetch(
    desk: &Desk<Staff>,
    Path((reference, number)): ToIssued,
    is_public: bool,
    format: Format,
) -> Result<Response, Stop> {
    let (_, document) = read(desk, &reference, number, is_public).await?;
    let copy = if is_public { "-public" } else { "" };
    as_file_named(document, &format!("{reference}-report-{number}{copy}"), format).await
}

async fn draw(
    desk: &Desk<Staff>,
    Path((reference, number)): ToIssued,
    is_public: bool,
) -> Result<Response, Stop> {
    let (loaded, document) = read(desk, &reference, number, is_public).await?;
    let html = away(move || Ok(::paper::to_html(&document))).await?;
    let one = loaded.issued.iter().find(|one| one.number == number).ok_or(Stop::NotFound)?;
    let contract = &loaded.monitoring.contract;
    desk.page(&IssuedPage {
        head: ContractHead::of(desk, contract),
        path: format!("{}/issued/{number}", loaded.home()),
        home: loaded.home(),
        is_public,
        report: loaded.line(one, &desk.colleagues().await?),
        open: format!(
            "/councils/{}/contracts/{}/performance/{number}",
            contract.row.authority_id.0, contract.row.reference
        ),
        html,
    })
}

/// A copy as it was issued, with what changed since at its head.
async fn read(
    desk: &Desk<Staff>,
    reference: &str,
    number: i32,
    is_public: bool,
) -> Result<(std::sync::Arc<Loaded>, Document), Stop> {
    let monitoring = desk.monitoring(reference).await?.ok_or(Stop::NotFound)?;
    let row = desk.performance_paper(monitoring.contract.row.id, number).await?.ok_or(Stop::NotFound)?;
    let of = which(row.kind, row.return_id).ok_or(Stop::NotFound)?;
    let loaded = Loaded::with(desk, monitoring, of).await?;
    let one = loaded.issued.iter().find(|one| one.number == number).ok_or(Stop::NotFound)?;
    let eyes = if is_public { Eyes::Public { texts: false } } else { Eyes::Council };
    let since = loaded.since(one, eyes);
    let says = status(row.kind, number, row.at, is_public);
    let json = if is_public { row.public_document } else { row.document };
    let document = away(move || {
        let document = Document { status: Some(says), ..as_kept(&json)? };
        Ok(with_changes(document, &since))
    })
    .await?;
    Ok((loaded, document))
}
