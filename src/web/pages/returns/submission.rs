//! A return as it was submitted.

use axum::extract::Path;
use axum::response::Response;
use rules::law::clock::long_instant;
use rules::returns::Version;
use rules::returns::correct::value_words;
use rules::returns::sign::{Document, Returned};
use serde::Serialize;

use super::own::{Head, Names, Own};
use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::view::Page;

#[derive(Serialize)]
struct SubmissionPage {
    head: Head,
    number: i32,
    is_last: bool,
    facts: Vec<(&'static str, String)>,
    nil: Option<String>,
    note: Option<String>,
    figures: Vec<Shown>,
    files: Vec<String>,
}

#[derive(Serialize)]
struct Shown {
    title: String,
    pairs: Vec<(&'static str, String)>,
}

impl Page for SubmissionPage {
    const TEMPLATE: &'static str = "returns/submission.html";
    fn title(&self) -> String {
        self.head.titled(&format!("Submission {}", self.number))
    }
}

/// A return as it was submitted. It never changes.
pub async fn show(desk: Desk<Provider>, Path((id, number)): Path<(i64, i32)>) -> Result<Response, Stop> {
    let own = Own::of(&desk, id).await?;
    let names = Names::of(&desk).await?;
    let one = own.one()?;
    let row = one.submissions.iter().find(|row| row.number == number).ok_or(Stop::NotFound)?;
    let document = Document::read(&row.document).ok_or(Stop::Broken)?;
    let mut facts = vec![
        ("Submitted", format!("{}{}", long_instant(row.at), if row.late { ", late" } else { "" })),
        ("Prepared by", names.get(Some(row.prepared_by))),
    ];
    if row.person_id != row.prepared_by {
        facts.push(("Signed by", names.get(Some(row.person_id))));
    }
    facts.push(("Digest (SHA-256)", row.digest.clone()));
    desk.page(&SubmissionPage {
        head: Head::of(&desk, &own)?,
        number,
        is_last: number == one.row.submissions,
        facts,
        nil: document.nil.clone(),
        note: document.note.clone(),
        figures: document.figures.iter().map(|figure| shown(&own, figure)).collect(),
        files: document.files.into_iter().map(|file| file.name).collect(),
    })
}

fn shown(own: &Own, figure: &Returned) -> Shown {
    let kpi = own.monitoring.kpis.iter().find(|kpi| kpi.row.number == figure.kpi);
    let version: Option<&Version> =
        kpi.and_then(|kpi| kpi.versions.iter().find(|version| version.row.number == figure.version));
    let mut pairs = Vec::new();
    pairs.extend(version.map(|version| ("Figure", value_words(version, &figure.values))));
    pairs.extend(figure.comment.clone().map(|text| ("Comment", text)));
    pairs.extend(figure.reason.clone().map(|text| ("Why this is right", text)));
    if !figure.files.is_empty() {
        let names: Vec<&str> = figure.files.iter().map(|file| file.name.as_str()).collect();
        pairs.push(("Files", names.join("\n")));
    }
    Shown { title: figure.title.clone(), pairs }
}
