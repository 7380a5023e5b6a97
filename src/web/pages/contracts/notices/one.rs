//! One statutory notice: what it needs, gathered from the record, and what became of it.

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::RowId;
use entity::notice_due;
use rules::access::Act;
use rules::contract::Contract;
use rules::contract::law::law_of;
use rules::contract::notices::{self as rule, NOT_NEEDED, PUBLISHED, gathered};
use rules::field::{Field, Lists, draft, long_day};
use rules::law::clock::uk_date;
use serde::Serialize;

use super::{ContractHead, Stands, by_when, called};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::pages::contract_case;
use crate::web::view::Page;

#[derive(Serialize)]
struct NoticePage {
    head: ContractHead,
    path: String,
    called: String,
    stands: Stands,
    why: String,
    by: String,
    /// Where the rule stands, and what is different for a light touch contract.
    source: Option<&'static str>,
    light_touch: Option<&'static str>,
    known: Vec<(String, String)>,
    missing: Vec<String>,
    published: Option<(String, String)>,
    not_needed: Option<String>,
    /// The forms, for those who may record while it is to be published.
    publish: Option<Form>,
    refuse: Option<Form>,
}

impl Page for NoticePage {
    const TEMPLATE: &'static str = "contracts/notice.html";
    fn title(&self) -> String {
        format!("{} – {}", self.called, self.head.reference())
    }
    fn has_problems(&self) -> bool {
        let came_back = |form: &Option<Form>| form.as_ref().is_some_and(Form::came_back);
        came_back(&self.publish) || came_back(&self.refuse)
    }
}

/// Which of the two forms came back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Published,
    NotNeeded,
}

/// One notice.
pub async fn show(desk: Desk<Staff>, Path((reference, id)): Path<(String, i64)>) -> Result<Response, Stop> {
    draw_notice(&desk, &reference, RowId(id), None).await
}

/// Records that it was published.
pub async fn publish(
    Path((reference, id)): Path<(String, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let (contract, _) = contract_case(&posted, &reference).await?;
    let change = draft(PUBLISHED, &posted.typed, &Lists::default(), &Gaps::default()).and_then(|draft| {
        rule::published(&contract, RowId(id), &draft, posted.seen(), &posted.actor, posted.now)
    });
    match posted.settle(change, &path(&reference)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_notice(&posted, &reference, RowId(id), Some((Which::Published, &again))).await,
    }
}

/// Records why it is not needed.
pub async fn not_needed(
    Path((reference, id)): Path<(String, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let (contract, _) = contract_case(&posted, &reference).await?;
    let change = draft(NOT_NEEDED, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| rule::not_needed(&contract, RowId(id), &draft, posted.seen(), &posted.actor));
    match posted.settle(change, &path(&reference)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_notice(&posted, &reference, RowId(id), Some((Which::NotNeeded, &again))).await,
    }
}

fn path(reference: &str) -> String {
    format!("/contracts/{reference}/notices")
}

async fn draw_notice(
    desk: &Desk<Staff>,
    reference: &str,
    id: RowId,
    again: Option<(Which, &Again)>,
) -> Result<Response, Stop> {
    let (contract, _) = contract_case(desk, reference).await?;
    let row = contract.notices.iter().find(|row| row.id == id).ok_or(Stop::NotFound)?;
    let path = path(reference);
    let is_open = row.published_on.is_none() && row.not_needed.is_none();
    let offered = is_open && desk.may(Act::RecordContractNotice);
    let form = |which: Which, fields: &[Field], to: String| {
        let again = again.filter(|(came, _)| *came == which).map(|(_, again)| again);
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        // A form that came back is drawn even where it can no longer be saved, so that nothing typed is lost.
        (offered || again.is_some())
            .then(|| draw(to, contract.row.version, fields, &holds, &Lists::default(), again))
    };
    let publish = form(Which::Published, PUBLISHED, format!("{path}/{}", id.0));
    let refuse = form(Which::NotNeeded, NOT_NEEDED, format!("{path}/{}/not-needed", id.0));
    desk.page(&notice(desk, &contract, row, path, (publish, refuse)))
}

fn notice(
    desk: &Desk<Staff>,
    contract: &Contract,
    row: &notice_due::Model,
    path: String,
    (publish, refuse): (Option<Form>, Option<Form>),
) -> NoticePage {
    let finding = law_of(contract, desk.now);
    let notices = finding.follows.as_ref().map_or(&[][..], |follows| &follows.notices);
    let law = notices.iter().find(|notice| notice.kind.code() == row.kind);
    let (known, missing): (Vec<_>, Vec<_>) =
        gathered(contract, row).into_iter().partition(|(_, value)| value.is_some());
    let known = known.into_iter().map(|(label, value)| (label, value.unwrap_or_default()));
    NoticePage {
        head: ContractHead::of(desk, contract),
        path,
        called: called(&row.kind),
        stands: Stands::of(row, uk_date(desk.now)),
        why: row.why.clone(),
        by: by_when(row.due_on),
        source: law.map(|law| law.source),
        light_touch: law.and_then(|law| law.light_touch),
        known: known.collect(),
        missing: missing.into_iter().map(|(label, _)| label).collect(),
        published: row.reference.clone().zip(row.published_on.map(long_day)),
        not_needed: row.not_needed.clone(),
        publish,
        refuse,
    }
}
