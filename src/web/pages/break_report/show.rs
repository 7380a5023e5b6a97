//! The paper as it is read: a page, or a file.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::gaps::Gaps;
use rules::contract::pack::KEEP;
use rules::field::Lists;
use rules::law::clock::long_instant;
use rules::report::Kept;
use serde::Serialize;

use super::loaded::{Loaded, Stands};
use crate::report::Composed;
use crate::store::{Colleague, Staff};
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk};
use crate::web::forms::{Form, Holds, draw};
use crate::web::pages::contracts::ContractHead;
use crate::web::pages::report::{Format, as_file_named, away};
use crate::web::view::Page;

#[derive(Serialize)]
struct ReportPage {
    head: ContractHead,
    path: String,
    /// Where the page of the break itself is.
    since: Option<KeptLine>,
    /// What the prose refers to but is not there.
    missing: Vec<String>,
    /// Whether nobody has said yet what is recommended.
    is_unwritten: bool,
    may_write: bool,
    papers: Vec<KeptLine>,
    keep: Option<Form>,
    html: String,
}

/// A paper that was kept, as a list shows it.
#[derive(Serialize)]
pub(super) struct KeptLine {
    number: i32,
    at: String,
    who: String,
    occasion: &'static str,
    note: Option<String>,
}

impl KeptLine {
    pub fn of(kept: &Kept, colleagues: &[Colleague]) -> Self {
        let who = colleagues.iter().find(|colleague| colleague.id == kept.person);
        Self {
            number: kept.number,
            at: long_instant(kept.at),
            who: who.map(|colleague| colleague.name.clone()).unwrap_or_default(),
            occasion: kept.occasion.label(),
            note: kept.note.clone(),
        }
    }
}

impl Page for ReportPage {
    const TEMPLATE: &'static str = "contracts/break_report/paper.html";
    fn title(&self) -> String {
        format!("Report for the decision – {}", self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.keep.as_ref().is_some_and(Form::came_back)
    }
}

type ToBreak = Path<(String, i64)>;

/// The paper as a page.
pub async fn show(desk: Desk<Staff>, Path((reference, period)): ToBreak) -> Result<Response, Stop> {
    draw_paper(&desk, &reference, period, None).await
}

pub(super) async fn draw_paper(
    desk: &Desk<Staff>,
    reference: &str,
    period: i64,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let loaded = Loaded::of(desk, reference, period).await?;
    let colleagues = desk.colleagues().await?;
    let line = |kept: &Kept| KeptLine::of(kept, &colleagues);
    let (since, document, missing) = match loaded.stands(desk).await? {
        Stands::Kept(kept, document) => (Some(line(&kept)), document, Vec::new()),
        Stands::Record(composed) => {
            let missing = names(&composed);
            (None, composed.document, missing)
        }
    };
    let html = away(move || Ok(::paper::to_html(&document))).await?;
    let keep = (loaded.may_write || again.is_some()).then(|| {
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        let action = format!("{}/report/keep", loaded.path());
        draw(action, loaded.contract.row.version, KEEP, &holds, &Lists::default(), again)
    });
    desk.page(&ReportPage {
        head: ContractHead::of(desk, &loaded.contract),
        path: loaded.path(),
        is_unwritten: loaded.contract.pack(loaded.period).is_none_or(|pack| pack.answer.is_none()),
        may_write: loaded.may_write,
        papers: loaded.kept.iter().map(line).collect(),
        since,
        missing,
        keep,
        html,
    })
}

/// Each name once.
fn names(composed: &Composed) -> Vec<String> {
    let mut names: Vec<String> = composed.missing.iter().map(|missing| missing.name.clone()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The paper as a tagged PDF.
pub async fn pdf(desk: Desk<Staff>, path: ToBreak) -> Result<Response, Stop> {
    fetch(desk, path, Format::Pdf).await
}

/// The paper as a document for Word.
pub async fn word(desk: Desk<Staff>, path: ToBreak) -> Result<Response, Stop> {
    fetch(desk, path, Format::Word).await
}

async fn fetch(
    desk: Desk<Staff>,
    Path((reference, period)): ToBreak,
    format: Format,
) -> Result<Response, Stop> {
    let loaded = Loaded::of(&desk, &reference, period).await?;
    let document = match loaded.stands(&desk).await? {
        Stands::Kept(_, document) => document,
        Stands::Record(composed) => composed.document,
    };
    as_file_named(document, &loaded.file_name(), format).await
}
