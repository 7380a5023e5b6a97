//! The documents of a contract: added, read, taken out.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::contract_document;
use entity::gaps::Gaps;
use entity::id::RowId;
use rules::bid::{ALLOWED, FileName, accepted};
use rules::contract::Contract;
use rules::contract::documents::{self as rule, ADD, may_add};
use rules::field::{Lists, draft, long_day};
use rules::law::clock::uk_date;
use rules::rows::Holder;
use serde::Serialize;

use super::ContractHead;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Came, Desk, Posted, PostedFile};
use crate::web::download::download;
use crate::web::forms::{Form, Holds, draw};
use crate::web::pages::contract_case;
use crate::web::view::Page;

#[derive(Serialize)]
struct DocumentsPage {
    head: ContractHead,
    path: String,
    version: i32,
    rows: Vec<Row>,
    may_write: bool,
    /// Why none can be added, for whoever may write.
    full: Option<String>,
    form: Option<Form>,
    accepted: String,
    allowed: &'static str,
}

#[derive(Serialize)]
struct Row {
    id: i64,
    title: String,
    kind: &'static str,
    name: String,
    size: String,
    added: String,
}

impl Page for DocumentsPage {
    const TEMPLATE: &'static str = "contracts/documents.html";
    fn title(&self) -> String {
        format!("Documents – {}", self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// The documents, with a form to add one for those who may.
pub async fn show(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let (contract, _) = contract_case(&desk, &reference).await?;
    page(&desk, &contract, None)
}

fn page(desk: &Desk<Staff>, contract: &Contract, again: Option<&Again>) -> Result<Response, Stop> {
    let path = format!("/contracts/{}/documents", contract.row.reference);
    let may = may_add(contract, &desk.actor);
    let form = (may.is_ok() || again.is_some()).then(|| {
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        draw(path.clone(), contract.row.version, ADD, &holds, &Lists::default(), again)
    });
    let may_write = contract.may_write(&desk.actor).is_ok();
    desk.page(&DocumentsPage {
        head: ContractHead::of(desk, contract),
        version: contract.row.version.0,
        rows: contract.documents.iter().rev().filter(|file| !file.withdrawn).map(Row::of).collect(),
        full: may.err().filter(|_| may_write).map(rules::Refusal::first),
        may_write,
        form,
        accepted: accepted(),
        allowed: ALLOWED,
        path,
    })
}

impl Row {
    fn of(file: &contract_document::Model) -> Self {
        Self {
            id: file.id.0,
            title: file.title.clone(),
            kind: file.kind.label(),
            name: file.name.clone(),
            size: size(file.bytes),
            added: long_day(uk_date(file.added_at)),
        }
    }
}

/// `640 bytes`, `48 KB`, `3 MB`: rounded up, so that nothing is 0.
fn size(bytes: i64) -> String {
    let bytes = u64::try_from(bytes).unwrap_or(0);
    match bytes {
        0..1_024 => format!("{bytes} bytes"),
        1_024..1_048_576 => format!("{} KB", bytes.div_ceil(1_024)),
        _ => format!("{} MB", bytes.div_ceil(1_048_576)),
    }
}

/// Adds a document, which is read only after whatever can be judged without it has been.
pub async fn add(Path(reference): Path<String>, posted: PostedFile<Staff>) -> Result<Response, Stop> {
    let (contract, _) = contract_case(&posted, &reference).await?;
    may_add(&contract, &posted.actor)?;
    let Came { posted, file } = posted.keep().await?;
    let (contract, _) = contract_case(&posted, &reference).await?;
    let (name, kept) = match file {
        Ok(came) => came,
        Err(again) => return page(&posted, &contract, Some(&again)),
    };
    let id: RowId = posted.new_id().await?;
    let change = draft(ADD, &posted.typed, &Lists::default(), &Gaps::default()).and_then(|draft| {
        rule::add(&contract, id, &draft, &name, &kept, posted.seen(), &posted.actor, posted.now)
    });
    match posted.settle(change, &format!("/contracts/{reference}/documents")).await? {
        Ok(response) => Ok(response),
        Err(again) => {
            let (contract, _) = contract_case(&posted, &reference).await?;
            page(&posted, &contract, Some(&again))
        }
    }
}

/// A document, to be saved. One that was taken out is there for whoever has its address.
pub async fn read(desk: Desk<Staff>, Path((reference, id)): Path<(String, i64)>) -> Result<Response, Stop> {
    let (contract, _) = contract_case(&desk, &reference).await?;
    let file = contract.documents.iter().find(|file| file.id == RowId(id)).ok_or(Stop::NotFound)?;
    let name = FileName { name: file.name.clone(), media: file.media.clone() };
    Ok(download(name, desk.open_document(file).await?))
}

/// Takes a document out.
pub async fn remove(
    Path((reference, id)): Path<(String, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let (contract, _) = contract_case(&posted, &reference).await?;
    let change = rule::remove(&contract, RowId(id), posted.seen(), &posted.actor);
    posted.settle_or_stop(change, &format!("/contracts/{reference}/documents")).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_up() {
        let table =
            [(0, "0 bytes"), (640, "640 bytes"), (1_025, "2 KB"), (1_048_576, "1 MB"), (3_000_000, "3 MB")];
        for (bytes, shown) in table {
            assert_eq!(size(bytes), shown);
        }
    }
}
