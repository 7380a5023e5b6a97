//! Price indices: the series that an authority keeps, and their values month by month.

mod series;

pub use series::{record, show};

use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::SettingId;
use rules::access::{Act, may};
use rules::contract::index::{SERIES, add_series};
use rules::field::{Lists, draft};
use serde::Serialize;

use super::own_authority;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::view::Page;

#[derive(Serialize)]
struct IndicesPage {
    rows: Vec<Row>,
    may_keep: bool,
}

#[derive(Serialize)]
struct Row {
    id: i64,
    name: String,
    reference_period: String,
    latest: Option<String>,
}

impl Page for IndicesPage {
    const TEMPLATE: &'static str = "indices/list.html";
    fn title(&self) -> String {
        "Price indices".to_owned()
    }
}

#[derive(Serialize)]
struct NewPage {
    form: Form,
}

impl Page for NewPage {
    const TEMPLATE: &'static str = "indices/new.html";
    fn title(&self) -> String {
        "Add a price index".to_owned()
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// The series that the authority keeps.
pub async fn list(desk: Desk<Staff>) -> Result<Response, Stop> {
    let mut rows = Vec::new();
    for row in desk.index_series().await? {
        let values = desk.index_values(row.id).await?;
        rows.push(Row {
            id: row.id.0,
            name: row.name,
            reference_period: row.reference_period,
            latest: values.last().map(|value| format!("{} in {}", value.value, series::month(value.month))),
        });
    }
    desk.page(&IndicesPage { rows, may_keep: desk.may(Act::KeepIndices) })
}

/// The form of a series.
pub async fn new(desk: Desk<Staff>) -> Result<Response, Stop> {
    may(&desk.actor, Act::KeepIndices)?;
    draw_new(&desk, None).await
}

/// Adds a series.
pub async fn save(posted: Posted<Staff>) -> Result<Response, Stop> {
    let authority = own_authority(&posted).await?;
    let series = posted.index_series().await?;
    let id: SettingId = posted.new_id().await?;
    let change = draft(SERIES, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| add_series(&authority.row, &series, id, &draft, posted.seen(), &posted.actor));
    match posted.settle(change, &format!("/indices/{}", id.0)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_new(&posted, Some(&again)).await,
    }
}

async fn draw_new(desk: &Desk<Staff>, again: Option<&Again>) -> Result<Response, Stop> {
    let authority = own_authority(desk).await?;
    let holds = Holds { values: &[], gaps: &Gaps::default() };
    let form =
        draw("/indices/new".to_owned(), authority.row.version, SERIES, &holds, &Lists::default(), again);
    desk.page(&NewPage { form })
}
