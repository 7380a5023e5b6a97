//! Papers that were kept: keeping one, and reading it as it was.

use axum::extract::Path;
use axum::response::Response;
use chrono::NaiveDate;
use entity::gaps::Gaps;
use rules::contract::pack::{KEEP, keep as keep_paper, with_paper as keep_with};
use rules::field::{self, Lists};
use rules::{Change, Refusal};
use serde::Serialize;

use super::loaded::Loaded;
use super::show::{KeptLine, draw_paper};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Desk, Posted};
use crate::web::pages::contracts::ContractHead;
use crate::web::pages::report::{Format, as_file_named, away};
use crate::web::view::Page;

type ToKept = Path<(String, i64, i32)>;

/// Keeps the paper as the record stands.
pub async fn keep(
    Path((reference, period)): Path<(String, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let loaded = Loaded::of(&posted, &reference, period).await?;
    let keeping = loaded.keeping(&posted).await?;
    let change = field::draft(KEEP, &posted.typed, &Lists::default(), &Gaps::default()).and_then(|draft| {
        let (contract, authority) = (&loaded.contract, &loaded.authority);
        keep_paper(contract, authority, keeping, &draft, posted.seen(), &posted.actor, posted.now)
    });
    match posted.settle(change, &format!("{}/report", loaded.path())).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_paper(&posted, &reference, period, Some(&again)).await,
    }
}

/// A decision with the paper as it read on its day, so that what was decided on stays readable. A paper that cannot be
/// composed keeps nobody from recording what was decided.
pub async fn with_paper(
    posted: &Posted<Staff>,
    reference: &str,
    period: i64,
    taken_on: Option<NaiveDate>,
    change: Change,
) -> Result<Result<Change, Refusal>, Stop> {
    let loaded = Loaded::of(posted, reference, period).await?;
    let noon = taken_on.and_then(|day| day.and_hms_opt(12, 0, 0)).map(|noon| noon.and_utc());
    match loaded.keeping_as_on(posted, noon.unwrap_or(posted.now)).await {
        Ok(keeping) => {
            let kept = keep_with(change.clone(), &loaded.contract, keeping, &posted.actor, posted.now);
            Ok(Ok(kept.unwrap_or(change)))
        }
        Err(Stop::Refused(_) | Stop::Busy | Stop::Broken) => {
            tracing::warn!("a decision is recorded without its paper, which could not be composed");
            Ok(Ok(change))
        }
        Err(stop) => Err(stop),
    }
}

#[derive(Serialize)]
struct KeptPage {
    head: ContractHead,
    path: String,
    paper: KeptLine,
    html: String,
}

impl Page for KeptPage {
    const TEMPLATE: &'static str = "contracts/break_report/kept.html";
    fn title(&self) -> String {
        format!("A paper that was kept – {}", self.head.reference())
    }
}

/// A paper as it was kept.
pub async fn show(desk: Desk<Staff>, Path((reference, period, number)): ToKept) -> Result<Response, Stop> {
    let loaded = Loaded::of(&desk, &reference, period).await?;
    let (kept, document) = loaded.kept_paper(&desk, number).await?;
    let html = away(move || Ok(::paper::to_html(&document))).await?;
    desk.page(&KeptPage {
        head: ContractHead::of(&desk, &loaded.contract),
        path: loaded.path(),
        paper: KeptLine::of(&kept, &desk.colleagues().await?),
        html,
    })
}

/// A paper as it was kept, as a tagged PDF.
pub async fn kept_pdf(desk: Desk<Staff>, path: ToKept) -> Result<Response, Stop> {
    fetch(desk, path, Format::Pdf).await
}

/// A paper as it was kept, for Word.
pub async fn kept_word(desk: Desk<Staff>, path: ToKept) -> Result<Response, Stop> {
    fetch(desk, path, Format::Word).await
}

async fn fetch(
    desk: Desk<Staff>,
    Path((reference, period, number)): ToKept,
    format: Format,
) -> Result<Response, Stop> {
    let loaded = Loaded::of(&desk, &reference, period).await?;
    let (_, document) = loaded.kept_paper(&desk, number).await?;
    as_file_named(document, &format!("{}-paper-{number}", loaded.file_name()), format).await
}
