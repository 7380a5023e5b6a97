//! One contract of a council's public register.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use rules::contract::register::{CONTRACT_HEADINGS, contract_cells};
use serde::Serialize;

use super::council;
use crate::web::answer::Stop;
use crate::web::desk::Counter;
use crate::web::pages::performance_report::{OpenReport, open_reports};
use crate::web::view::Page;

#[derive(Serialize)]
struct ShowPage {
    council: String,
    path: String,
    reference: String,
    title: String,
    code: &'static str,
    label: &'static str,
    fields: Vec<(&'static str, String)>,
    reports: Vec<OpenReport>,
}

impl Page for ShowPage {
    const TEMPLATE: &'static str = "councils/show.html";
    fn title(&self) -> String {
        self.title.clone()
    }
}

/// Its fields, each with the heading of the code.
pub async fn show(
    counter: Counter,
    Path((number, reference)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let council = council(&counter, &number).await?;
    let row = counter.public_contract(council.id, &reference).await?.ok_or(Stop::NotFound)?;
    let said = contract_cells(&row).map(|cell| cell.shown());
    counter.page(&ShowPage {
        path: format!("/councils/{}/contracts", council.id.0),
        code: row.stage.code(),
        label: row.stage.label(),
        fields: CONTRACT_HEADINGS.into_iter().zip(said).collect(),
        reports: open_reports(&counter, &council, &row.reference).await?,
        council: council.name,
        reference: row.reference,
        title: row.title,
    })
}
