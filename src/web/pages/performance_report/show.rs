//! A report as the record stands: read in both copies, fetched, issued.

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use rules::field::{self, Lists};
use rules::report::performance::Eyes;
use rules::returns::papers::{ISSUE, issue as issue_report, shows_texts};
use serde::Serialize;

use super::loaded::{IssuedLine, Loaded, To};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::pages::contracts::ContractHead;
use crate::web::pages::report::{Format, as_file_named, away};
use crate::web::view::Page;

const PUBLIC: Eyes = Eyes::Public { texts: true };

#[derive(Serialize)]
struct ReportPage {
    head: ContractHead,
    home: String,
    path: String,
    name: String,
    is_public: bool,
    /// What the prose refers to but is not there.
    missing: Vec<String>,
    is_unwritten: bool,
    may_write: bool,
    issued: Vec<IssuedLine>,
    issue: Option<Form>,
    html: String,
}

impl Page for ReportPage {
    const TEMPLATE: &'static str = "contracts/performance_report/show.html";
    fn title(&self) -> String {
        format!("{} – {}", self.name, self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.issue.as_ref().is_some_and(Form::came_back)
    }
}

/// The council's copy as a page.
pub async fn show(desk: Desk<Staff>, Path(to): Path<To>) -> Result<Response, Stop> {
    draw_report(&desk, &to, Eyes::Council, None).await
}

/// The public copy as a page, before it is issued.
pub async fn public(desk: Desk<Staff>, Path(to): Path<To>) -> Result<Response, Stop> {
    draw_report(&desk, &to, PUBLIC, None).await
}

/// The council's copy as a tagged PDF.
pub async fn pdf(desk: Desk<Staff>, Path(to): Path<To>) -> Result<Response, Stop> {
    fetch(desk, &to, Format::Pdf).await
}

/// The council's copy for Word.
pub async fn word(desk: Desk<Staff>, Path(to): Path<To>) -> Result<Response, Stop> {
    fetch(desk, &to, Format::Word).await
}

async fn fetch(desk: Desk<Staff>, to: &To, format: Format) -> Result<Response, Stop> {
    let loaded = Loaded::of(&desk, to).await?;
    let composed = loaded.compose(Eyes::Council).await?;
    as_file_named(composed.document, &loaded.file_name(), format).await
}

/// Issues both copies as the record stands.
pub async fn issue(Path(to): Path<To>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let loaded = Loaded::of(&posted, &to).await?;
    let change = match field::draft(ISSUE, &posted.typed, &Lists::default(), &Gaps::default()) {
        Ok(draft) => {
            let issuing = loaded.issuing(&posted, shows_texts(&draft)).await?;
            let (monitoring, which) = (&loaded.monitoring, loaded.which);
            issue_report(monitoring, which, issuing, &draft, posted.seen(), &posted.actor, posted.now)
        }
        Err(refusal) => Err(refusal),
    };
    match posted.settle(change, &loaded.path()).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_report(&posted, &to, Eyes::Council, Some(&again)).await,
    }
}

async fn draw_report(
    desk: &Desk<Staff>,
    to: &To,
    eyes: Eyes,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let loaded = Loaded::of(desk, to).await?;
    let composed = loaded.compose(eyes).await?;
    let mut missing: Vec<String> = composed.missing.iter().map(|missing| missing.name.clone()).collect();
    missing.sort_unstable();
    missing.dedup();
    let document = composed.document;
    let html = away(move || Ok(::paper::to_html(&document))).await?;
    let colleagues = desk.colleagues().await?;
    let is_public = eyes != Eyes::Council;
    let issue = ((loaded.may_write && !is_public) || again.is_some()).then(|| {
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        let action = format!("{}/issue", loaded.path());
        let version = loaded.monitoring.contract.row.version;
        draw(action, version, ISSUE, &holds, &Lists::default(), again)
    });
    desk.page(&ReportPage {
        head: ContractHead::of(desk, &loaded.monitoring.contract),
        home: loaded.home(),
        path: loaded.path(),
        name: loaded.name(),
        is_public,
        is_unwritten: loaded.monitoring.written_for(loaded.which).is_none(),
        may_write: loaded.may_write,
        issued: loaded.of_this().map(|one| loaded.line(one, &colleagues)).collect(),
        missing,
        issue,
        html,
    })
}
