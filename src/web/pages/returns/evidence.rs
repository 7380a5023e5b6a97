//! Files that show what figures rest on: added, read, taken out.

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::{KpiId, RowId};
use rules::bid::{ALLOWED, FileName, accepted};
use rules::field::{Lists, draft, long_day};
use rules::law::clock::uk_date;
use rules::returns::evidence::{self as rule, ADD, may_add};
use rules::returns::standing::Writable;
use serde::Serialize;

use super::own::{Head, Own};
use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Came, Desk, Posted, PostedFile};
use crate::web::download::download;
use crate::web::forms::{Form, Holds, draw};
use crate::web::view::Page;

#[derive(Serialize)]
struct EvidencePage {
    head: Head,
    files: Vec<Shown>,
    form: Option<Form>,
    places: Vec<Offered>,
    for_whole: bool,
    accepted: String,
    allowed: &'static str,
}

#[derive(Serialize)]
struct Shown {
    path: String,
    title: String,
    name: String,
    about: String,
    added: String,
    may_remove: bool,
}

#[derive(Serialize)]
struct Offered {
    code: String,
    label: String,
    chosen: bool,
}

impl Page for EvidencePage {
    const TEMPLATE: &'static str = "returns/evidence.html";
    fn title(&self) -> String {
        self.head.titled("Evidence")
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// The files, with the form that adds one.
pub async fn show(desk: Desk<Provider>, Path(id): Path<i64>) -> Result<Response, Stop> {
    draw_evidence(&desk, id, None).await
}

async fn draw_evidence(desk: &Desk<Provider>, id: i64, again: Option<&Again>) -> Result<Response, Stop> {
    let own = Own::of(desk, id).await?;
    let (one, head) = (own.one()?, Head::of(desk, &own)?);
    let writable = one.writable();
    let chosen = again.map(|again| again.typed.get("about")).unwrap_or_default();
    let mut places = Vec::new();
    for asked in own.asked()?.into_iter().filter(|asked| writable.holds(asked.kpi.row.id)) {
        let code = asked.kpi.row.id.0.to_string();
        let label = asked.version.row.title.clone();
        places.push(Offered { chosen: code == chosen, code, label });
    }
    let form = (head.may_fill || again.is_some()).then(|| {
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        draw(format!("{}/evidence", own.path()), one.row.version, ADD, &holds, &Lists::default(), again)
    });
    let about = |kpi: Option<KpiId>| {
        let kpi = kpi.and_then(|id| own.monitoring.kpi(id).ok());
        let version = kpi.and_then(|kpi| own.monitoring.asked_of(kpi, one)).map(|asked| asked.version);
        version.map_or_else(|| "The return as a whole".to_owned(), |version| version.row.title.clone())
    };
    let files = one.files().map(|file| Shown {
        path: format!("{}/evidence/{}", own.path(), file.id.0),
        title: file.title.clone(),
        name: file.name.clone(),
        about: about(file.kpi_id),
        added: long_day(uk_date(file.added_at)),
        may_remove: head.may_fill && file.kpi_id.map_or(writable == Writable::All, |kpi| writable.holds(kpi)),
    });
    let files = files.collect();
    desk.page(&EvidencePage {
        files,
        form,
        places,
        for_whole: writable == Writable::All,
        accepted: accepted(),
        allowed: ALLOWED,
        head,
    })
}

/// Adds a file, which is read only after whatever can be judged without it has been.
pub async fn add(Path(id): Path<i64>, posted: PostedFile<Provider>) -> Result<Response, Stop> {
    let own = Own::of(&posted, id).await?;
    may_add(&own.monitoring, own.one()?, about(&posted), &posted.actor)?;
    let Came { posted, file } = posted.keep().await?;
    let (name, kept) = match file {
        Ok(came) => came,
        Err(again) => return draw_evidence(&posted, id, Some(&again)).await,
    };
    let row: RowId = posted.new_id().await?;
    let own = Own::of(&posted, id).await?;
    let one = own.one()?;
    // Files stand beside each other, so it does not matter what a colleague saved meanwhile.
    let seen = one.row.version;
    let change = draft(ADD, &posted.typed, &Lists::default(), &Gaps::default()).and_then(|draft| {
        let (kpi, actor, now) = (about(&posted), &posted.actor, posted.now);
        rule::add(&own.monitoring, one, kpi, row, &draft, (&name, &kept), seen, actor, now)
    });
    match posted.settle(change, &format!("{}/evidence", own.path())).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_evidence(&posted, id, Some(&again)).await,
    }
}

/// The figure that a file is for; nothing where it is for the whole return.
fn about(posted: &Posted<Provider>) -> Option<KpiId> {
    posted.typed.get("about").parse().ok().map(KpiId)
}

/// A file, to be saved. One that was taken out is there for whoever has its address.
pub async fn file(desk: Desk<Provider>, Path((id, file)): Path<(i64, i64)>) -> Result<Response, Stop> {
    let own = Own::of(&desk, id).await?;
    let file = own.one()?.evidence.iter().find(|row| row.id == RowId(file)).ok_or(Stop::NotFound)?;
    let name = FileName { name: file.name.clone(), media: file.media.clone() };
    Ok(download(name, desk.open_evidence(file).await?))
}

/// Takes a file out.
pub async fn remove(Path((id, file)): Path<(i64, i64)>, posted: Posted<Provider>) -> Result<Response, Stop> {
    let own = Own::of(&posted, id).await?;
    let change = rule::remove(&own.monitoring, own.one()?, RowId(file), posted.seen(), &posted.actor);
    posted.settle_or_stop(change, &format!("{}/evidence", own.path())).await
}
