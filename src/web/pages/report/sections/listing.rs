//! Every section of a report, in the order of the paper.

use ::paper::{Block, Inline};
use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;

use super::ToReport;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::procurements::Head;
use crate::web::pages::report::loaded::{Loaded, Names};
use crate::web::view::Page;

#[derive(Serialize)]
struct SectionsPage {
    head: Head,
    report: Names,
    sections: Vec<Listing>,
    /// What this report alone says under headings that are no longer there.
    left: Vec<String>,
}

/// A section as the list shows it.
#[derive(Serialize)]
struct Listing {
    code: String,
    number: Option<String>,
    title: String,
    words: usize,
    written: bool,
    missing: usize,
}

impl Page for SectionsPage {
    const TEMPLATE: &'static str = "reports/sections.html";
    fn title(&self) -> String {
        format!("Write the {} – {}", self.report.title(), self.head.reference())
    }
}

/// Every section, in the order of the paper.
pub async fn list(desk: Desk<Staff>, Path((reference, kind)): ToReport) -> Result<Response, Stop> {
    let loaded = Loaded::of(&desk, &reference, &kind).await?;
    let composed = loaded.compose().await?;
    let missing = |code: &str| composed.missing.iter().filter(|missing| missing.section == code).count();
    let sections = composed.sections.iter().map(|section| Listing {
        code: section.code.clone(),
        number: section.number.clone(),
        title: section.title.clone(),
        words: words(&composed.document.blocks[section.blocks.clone()]),
        written: !section.writes.is_empty(),
        missing: missing(&section.code),
    });
    let gone = |code: &String| composed.sections.iter().all(|section| section.code != *code);
    let left = loaded.own.iter().filter(|(code, _)| gone(code)).map(|(_, says)| says.clone());
    desk.page(&SectionsPage {
        head: Head::of(&desk, &loaded.procurement, &loaded.authority),
        report: loaded.names(),
        sections: sections.collect(),
        left: left.collect(),
    })
}

/// How many words a section has, tables included.
fn words(blocks: &[Block]) -> usize {
    let mut words = 0;
    ::paper::each_inline(blocks, &mut |inline| {
        if let Inline::Text(text) | Inline::Figure { shown: text, .. } = inline {
            words += text.split_whitespace().count();
        }
    });
    words
}
