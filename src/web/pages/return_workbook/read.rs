//! A workbook as it comes back. Nothing is written before the difference was looked at.

use axum::extract::Path;
use axum::response::Response;
use entity::id::{ReturnId, RowId};
use entity::state::FigureCame;
use rules::field::{Typed, long_day};
use rules::returns::save::save;
use rules::returns::sheet::{Came, Found, Holds, Read, read};
use rules::returns::{Monitoring, Return};
use rules::{Problem, Refusal, Why};
use serde::Serialize;
use tokio::sync::Semaphore;

use super::preview::Preview;
use super::{monitoring, path};
use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted, PostedFile};
use crate::web::forms::{Form, frame};
use crate::web::view::Page;
use crate::workbook::returns::read as read_workbook;

/// The most bytes of a workbook.
const MOST_BYTES: usize = 10_000_000;
/// The most bytes of what a workbook says that travel in a form, as they travel.
const MOST_IN_FORM: usize = 1_900_000;
/// How many workbooks are unpacked at once, and how many may wait for that.
static PLACES: Semaphore = Semaphore::const_new(2);
static QUEUE: Semaphore = Semaphore::const_new(16);

#[derive(Serialize)]
struct ReadPage {
    path: String,
    period: String,
    contract: String,
    due: String,
    /// The form for a file.
    file: Form,
    preview: Option<Preview>,
}

impl Page for ReadPage {
    const TEMPLATE: &'static str = "return_workbook/read.html";
    fn title(&self) -> String {
        format!("Workbook – {} – {}", self.period, self.contract)
    }
    fn has_problems(&self) -> bool {
        self.file.came_back() || self.preview.as_ref().is_some_and(|preview| preview.form.came_back())
    }
}

/// Asks for the file.
pub async fn ask(desk: Desk<Provider>, Path(id): Path<i64>) -> Result<Response, Stop> {
    let monitoring = monitoring(&desk, ReturnId(id)).await?;
    let one = monitoring.one(ReturnId(id))?;
    monitoring.may_fill(one, &desk.actor)?;
    page(&desk, &monitoring, one, None, None)
}

/// Shows what becomes of each cell. Nothing is written.
pub async fn look(Path(id): Path<i64>, posted: PostedFile<Provider>) -> Result<Response, Stop> {
    let id = ReturnId(id);
    let before = monitoring(&posted, id).await?;
    before.may_fill(before.one(id)?, &posted.actor)?;
    let (posted, bytes) = posted.take(MOST_BYTES).await?;
    let monitoring = monitoring(&posted, id).await?;
    let one = monitoring.one(id)?;
    monitoring.may_fill(one, &posted.actor)?;
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(again) => return page(&posted, &monitoring, one, Some(&again), None),
    };
    match unpacked(bytes).await?.and_then(|came| fitting(&monitoring, one, came)) {
        Ok(read) => page(&posted, &monitoring, one, None, Some(preview(one, &read, None))),
        Err(refusal) => {
            let again = Again { problems: refusal.says, ..Again::default() };
            page(&posted, &monitoring, one, Some(&again), None)
        }
    }
}

/// Records what was looked at, with what was put right on screen.
pub async fn record(Path(id): Path<i64>, posted: Posted<Provider>) -> Result<Response, Stop> {
    let id = ReturnId(id);
    let monitoring = monitoring(&posted, id).await?;
    let one = monitoring.one(id)?;
    monitoring.may_fill(one, &posted.actor)?;
    let read = read(&monitoring, one, &on_screen(&posted.typed));
    let leaves_the_rest = posted.typed.get("only") == "good";
    let again = if posted.is_unsent() {
        Again { typed: posted.typed.clone(), unsent: true, ..Again::default() }
    } else if !read.to_fix.is_empty() && !leaves_the_rest {
        Again { typed: posted.typed.clone(), ..Again::default() }
    } else if read.figures.is_empty() {
        let nothing =
            Problem::whole("There is nothing here to record. Put a figure right, or send another workbook.");
        Again { typed: posted.typed.clone(), problems: vec![nothing], ..Again::default() }
    } else {
        let ids: Vec<RowId> = posted.new_ids(read.figures.len()).await?;
        let change = save(
            &monitoring,
            one,
            &read.figures,
            &ids,
            FigureCame::Workbook,
            posted.seen(),
            &posted.actor,
            posted.now,
        );
        match posted.settle(change, &path(id)).await? {
            Ok(response) => return Ok(response),
            Err(again) => again,
        }
    };
    let monitoring = super::monitoring(&posted, id).await?;
    let one = monitoring.one(id)?;
    let read = rules::returns::sheet::read(&monitoring, one, &on_screen(&posted.typed));
    page(&posted, &monitoring, one, None, Some(preview(one, &read, Some(&again))))
}

/// Unpacks a workbook away from the threads that answer requests. One that has its reader fall over is damaged.
async fn unpacked(bytes: Vec<u8>) -> Result<Result<Came, Refusal>, Stop> {
    let queued = QUEUE.try_acquire().map_err(|_| Stop::Busy)?;
    let place = PLACES.acquire().await.map_err(|_| Stop::Busy)?;
    let work = move || {
        let _places = (queued, place);
        read_workbook(&bytes)
    };
    let damaged = || refused("This workbook cannot be read. Download a new one and copy your figures over.");
    Ok(tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Err(damaged())))
}

fn refused(says: &str) -> Refusal {
    Refusal { kind: Why::Incomplete, says: vec![Problem::at("file", says)] }
}

/// What becomes of the cells, if the workbook was made for this return and is not too long to be shown.
fn fitting(monitoring: &Monitoring, one: &Return, came: Came) -> Result<Read, Refusal> {
    if let Some(mark) = &came.mark {
        mark.must_fit(monitoring, one)?;
    }
    let travels = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).map(str::len).sum::<usize>();
    let read = read(monitoring, one, &came);
    let all: usize = read.cells.iter().map(|cell| travels(&cell.is)).sum();
    if all > MOST_IN_FORM {
        return Err(refused(
            "There is too much text in this workbook to record it in one step. Shorten the comments, or type the longest on their pages.",
        ));
    }
    Ok(read)
}

/// The boxes of a form as cells.
fn on_screen(typed: &Typed) -> Came {
    let found = |(name, text): &(String, String)| {
        let number = name.strip_prefix('k')?.split_once('-')?.0;
        number.parse::<u32>().ok()?;
        let holds = if text.trim().is_empty() { Holds::Empty } else { Holds::Text(text.clone()) };
        Some(Found { name: name.clone(), place: None, holds, is_formula: false, drawn: None })
    };
    Came { mark: None, found: typed.pairs().iter().filter_map(found).collect(), notes: Vec::new() }
}

fn preview(one: &Return, read: &Read, again: Option<&Again>) -> Preview {
    Preview::of(format!("{}/workbook/record", path(one.row.id)), one.row.version, read, again)
}

fn page(
    desk: &Desk<Provider>,
    monitoring: &Monitoring,
    one: &Return,
    again: Option<&Again>,
    preview: Option<Preview>,
) -> Result<Response, Stop> {
    let path = path(one.row.id);
    let mut file = frame(format!("{path}/workbook/read"), one.row.version, &[], again);
    // Nothing is written over with this form, so nothing can be stale.
    file.stale = false;
    let row = &monitoring.contract.row;
    desk.page(&ReadPage {
        path,
        period: monitoring.period_words(one),
        contract: format!("{} {}", row.reference, row.title),
        due: long_day(one.row.due_on),
        file,
        preview,
    })
}
