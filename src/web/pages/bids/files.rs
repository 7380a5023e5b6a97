//! The files of a bid: added one by one, sealed as they come, downloaded, taken out.

use axum::extract::Path;
use axum::response::Response;
use entity::id::RowId;
use entity::state::PartKind;
use rules::bid::save::{MOST_FILES, may_save, remove_file, seal_part};
use rules::bid::{ALLOWED, FILE_MOST_BYTES, Place, Sealed, accepted};
use serde::Serialize;

use super::contents::{FileSaid, asked_of};
use super::own::{Head, Own};
use super::saving::recipients;
use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Came, Desk, Posted, PostedFile};
use crate::web::download::download;
use crate::web::forms::{Form, frame};
use crate::web::view::Page;

/// How often an upload is judged anew, because someone saved elsewhere in the moment between.
const TRIES: usize = 8;

#[derive(Serialize)]
struct FilesPage {
    head: Head,
    files: Vec<Shown>,
    form: Option<Form>,
    places: Vec<Offered>,
    accepted: String,
    allowed: &'static str,
    most_megabytes: i64,
    most_files: usize,
    error: Option<String>,
}

#[derive(Serialize)]
struct Shown {
    path: String,
    name: String,
    about: Option<String>,
}

#[derive(Serialize)]
struct Offered {
    code: String,
    label: String,
    chosen: bool,
}

impl Page for FilesPage {
    const TEMPLATE: &'static str = "bids/files.html";
    fn title(&self) -> String {
        self.head.titled("Files")
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// The files with the form that adds one.
pub async fn files(desk: Desk<Provider>, Path(id): Path<i64>) -> Result<Response, Stop> {
    draw_files(&desk, id, None).await
}

async fn draw_files(desk: &Desk<Provider>, id: i64, again: Option<&Again>) -> Result<Response, Stop> {
    let own = Own::of(desk, id).await?;
    let head = Head::of(desk, &own);
    let files = FileSaid::of_draft(desk, &own).await?;
    let shown = |file: FileSaid| Shown {
        path: format!("{}/files/{}", own.path(), file.id),
        name: file.name,
        about: file.about,
    };
    let chosen = again.map(|again| again.typed.get("about")).unwrap_or_default();
    let places = asked_of(&own.terms, &own.lot).into_iter().map(|(id, label)| {
        let code = id.0.to_string();
        Offered { chosen: code == chosen, code, label }
    });
    let places = places.collect();
    let open = head.may_write && files.len() < MOST_FILES;
    let form = (open || again.is_some())
        .then(|| frame(format!("{}/files", own.path()), own.bid.row.version, &[], again));
    let at_file = |again: &&Again| again.problems.iter().any(|problem| problem.field.is_some());
    let error = again.filter(at_file).and_then(|again| again.problems.first());
    desk.page(&FilesPage {
        places,
        files: files.into_iter().map(shown).collect(),
        form,
        accepted: accepted(),
        allowed: ALLOWED,
        most_megabytes: FILE_MOST_BYTES / (1024 * 1024),
        most_files: MOST_FILES,
        error: error.map(|problem| problem.says.clone()),
        head,
    })
}

/// Adds a file. What can be judged without it is judged before it is read.
pub async fn add_file(Path(id): Path<i64>, posted: PostedFile<Provider>) -> Result<Response, Stop> {
    let own = Own::of(&posted, id).await?;
    let place = Place { kind: PartKind::File, about: posted.typed.get("about").parse().ok().map(RowId) };
    may_save(&own.bid, &own.tender, place, &posted.actor, posted.now)?;
    let (tender, provider) = recipients(&own)?;
    let Came { posted, file } = posted.seal(&[tender, provider]).await?;
    let sealed = match file {
        Ok((_, sealed)) => sealed,
        Err(again) => return draw_files(&posted, id, Some(&again)).await,
    };
    let settled = write(&posted, id, place, &sealed).await;
    match posted.throw_away_unwritten(&sealed, settled).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_files(&posted, id, Some(&again)).await,
    }
}

async fn write(
    posted: &Posted<Provider>,
    id: i64,
    place: Place,
    sealed: &Sealed,
) -> Result<Result<Response, Again>, Stop> {
    let row: RowId = posted.new_id().await?;
    for _ in 0..TRIES {
        // Files stand beside each other, so it does not matter what a colleague saved meanwhile.
        let own = Own::of(posted, id).await?;
        let (actor, now, seen) = (&posted.actor, posted.now, own.bid.row.version);
        let change = seal_part(&own.bid, &own.tender, row, place, sealed.clone(), seen, actor, now);
        match posted.settle(change, &format!("{}/files", own.path())).await? {
            Err(again) if again.stale => {}
            settled => return Ok(settled),
        }
    }
    Err(Stop::Busy)
}

/// Takes a file out of the draft.
pub async fn remove(Path((id, file)): Path<(i64, i64)>, posted: Posted<Provider>) -> Result<Response, Stop> {
    for _ in 0..TRIES {
        let own = Own::of(&posted, id).await?;
        let (actor, now, seen) = (&posted.actor, posted.now, own.bid.row.version);
        let change = remove_file(&own.bid, &own.tender, RowId(file), seen, actor, now);
        match posted.settle(change, &format!("{}/files", own.path())).await? {
            Ok(response) => return Ok(response),
            Err(again) if again.stale => {}
            Err(again) => return draw_files(&posted, id, Some(&again)).await,
        }
    }
    Err(Stop::Busy)
}

/// A file of the bid, of the draft or of any submission, as it was given.
pub async fn file(desk: Desk<Provider>, Path((id, file)): Path<(i64, i64)>) -> Result<Response, Stop> {
    let own = Own::of(&desk, id).await?;
    let is_it = |part: &&entity::bid_part::Model| part.id.0 == file && part.kind == PartKind::File;
    let part = own.bid.parts.iter().find(is_it).ok_or(Stop::NotFound)?;
    let (file, body) = desk.own_file(part).await?;
    Ok(download(file, body))
}
