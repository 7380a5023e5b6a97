//! The documents of a tender: added, read, taken out.

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::RowId;
use rules::Aggregate;
use rules::bid::{ALLOWED, FileName, accepted};
use rules::field::{Lists, draft, long_day};
use rules::law::clock::uk_date;
use rules::rows::Holder;
use rules::tender::edit::Writing;
use rules::tender::files::{ADD, add_file, may_add_file, remove_file};
use serde::Serialize;

use super::TenderHead;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Came, Desk, Posted, PostedFile};
use crate::web::download::download;
use crate::web::forms::{Form, Holds, draw};
use crate::web::pages::holder::{OnPages, Opened};
use crate::web::pages::tender_case;
use crate::web::view::Page;

#[derive(Serialize)]
struct FilesPage {
    head: TenderHead,
    reference: String,
    path: String,
    rows: Vec<Shown>,
    form: Option<Form>,
    accepted: String,
    allowed: &'static str,
}

#[derive(Serialize)]
struct Shown {
    id: i64,
    title: String,
    name: String,
    bytes: i64,
    added: String,
}

impl Page for FilesPage {
    const TEMPLATE: &'static str = "tenders/files.html";
    fn title(&self) -> String {
        format!("Documents – {}", self.reference)
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// The documents, with a form to add one for those who may.
pub async fn new(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let opened = Writing::open(&desk, &reference).await?;
    page(&desk, opened, None)
}

fn page(desk: &Desk<Staff>, opened: Opened<Writing>, again: Option<&Again>) -> Result<Response, Stop> {
    let path = format!("{}/files", opened.path);
    let may_add = may_add_file(&opened.holder, &desk.actor).is_ok();
    let form = (may_add || again.is_some()).then(|| {
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        draw(path.clone(), opened.holder.row().version(), ADD, &holds, &Lists::default(), again)
    });
    let files = opened.holder.tender.files.iter().filter(|file| !file.withdrawn);
    desk.page(&FilesPage {
        rows: files
            .map(|file| Shown {
                id: file.id.0,
                title: file.title.clone(),
                name: file.name.clone(),
                bytes: file.bytes,
                added: long_day(uk_date(file.added_at)),
            })
            .collect(),
        form,
        accepted: accepted(),
        allowed: ALLOWED,
        path,
        reference: opened.reference,
        head: opened.head,
    })
}

/// Adds a document, which is read only after whatever can be judged without it has been.
pub async fn add(Path(reference): Path<String>, posted: PostedFile<Staff>) -> Result<Response, Stop> {
    let opened = Writing::open(&posted, &reference).await?;
    may_add_file(&opened.holder, &posted.actor)?;
    let Came { posted, file } = posted.keep().await?;
    let opened = Writing::open(&posted, &reference).await?;
    let (name, kept) = match file {
        Ok(came) => came,
        Err(again) => return page(&posted, opened, Some(&again)),
    };
    let id: RowId = posted.new_id().await?;
    let change = draft(ADD, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| add_file(&opened.holder, id, &draft, &name, &kept, posted.seen(), &posted.actor));
    match posted.settle(change, &format!("{}/files", opened.path)).await? {
        Ok(response) => Ok(response),
        Err(again) => page(&posted, opened, Some(&again)),
    }
}

/// A document, to be saved.
pub async fn read(desk: Desk<Staff>, Path((reference, id)): Path<(String, i64)>) -> Result<Response, Stop> {
    let tender = tender_case(&desk, &reference).await?;
    let file = tender.files.iter().find(|file| file.id == RowId(id)).ok_or(Stop::NotFound)?;
    let name = FileName { name: file.name.clone(), media: file.media.clone() };
    Ok(download(name, desk.open_file(file).await?))
}

/// Takes a document out.
pub async fn remove(
    Path((reference, id)): Path<(String, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let opened = Writing::open(&posted, &reference).await?;
    let change = remove_file(&opened.holder, RowId(id), posted.seen(), &posted.actor);
    posted.settle_or_stop(change, &format!("{}/files", opened.path)).await
}
