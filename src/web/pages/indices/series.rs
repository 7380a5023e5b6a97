//! One price index: its values month by month, and a form to record one.

use axum::extract::Path;
use axum::response::Response;
use chrono::{Datelike, NaiveDate};
use entity::gaps::Gaps;
use entity::id::SettingId;
use entity::{index_series, index_value};
use rules::access::Act;
use rules::contract::index::{VALUE, record_value};
use rules::field::{Lists, draft};
use rules::law::clock::uk_date;
use rules::law::dates::month_name;
use serde::Serialize;

use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::pages::own_authority;
use crate::web::view::Page;

#[derive(Serialize)]
struct SeriesPage {
    name: String,
    reference_period: String,
    link: Option<String>,
    /// The names of the months, short.
    months: Vec<&'static str>,
    /// Newest first: the year and its twelve values.
    years: Vec<(i32, Vec<Option<String>>)>,
    form: Option<Form>,
}

impl Page for SeriesPage {
    const TEMPLATE: &'static str = "indices/series.html";
    fn title(&self) -> String {
        self.name.clone()
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// One series.
pub async fn show(desk: Desk<Staff>, Path(id): Path<i64>) -> Result<Response, Stop> {
    draw_series(&desk, SettingId(id), None).await
}

/// Records the value of a month, or puts it right.
pub async fn record(Path(id): Path<i64>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let authority = own_authority(&posted).await?;
    let series = own_series(&posted, SettingId(id)).await?;
    let values = posted.index_values(series.id).await?;
    let fresh: SettingId = posted.new_id().await?;
    let today = uk_date(posted.now);
    let change = draft(VALUE, &posted.typed, &Lists::default(), &Gaps::default()).and_then(|draft| {
        let (seen, actor) = (posted.seen(), &posted.actor);
        record_value(&authority.row, &series, &values, fresh, &draft, seen, actor, today)
    });
    match posted.settle(change, &format!("/indices/{id}")).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_series(&posted, SettingId(id), Some(&again)).await,
    }
}

async fn own_series(desk: &Desk<Staff>, id: SettingId) -> Result<index_series::Model, Stop> {
    desk.index_series().await?.into_iter().find(|row| row.id == id).ok_or(Stop::NotFound)
}

async fn draw_series(desk: &Desk<Staff>, id: SettingId, again: Option<&Again>) -> Result<Response, Stop> {
    let authority = own_authority(desk).await?;
    let series = own_series(desk, id).await?;
    let values = desk.index_values(id).await?;
    let form = (desk.may(Act::KeepIndices) || again.is_some()).then(|| {
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        let action = format!("/indices/{}", id.0);
        draw(action, authority.row.version, VALUE, &holds, &Lists::default(), again)
    });
    desk.page(&SeriesPage {
        name: series.name,
        reference_period: series.reference_period,
        link: series.link,
        months: (1..=12).filter_map(|month| NaiveDate::from_ymd_opt(2_000, month, 1)).map(short).collect(),
        years: by_year(&values),
        form,
    })
}

/// The values of each year in turn, newest first.
fn by_year(values: &[index_value::Model]) -> Vec<(i32, Vec<Option<String>>)> {
    let mut years: Vec<i32> = values.iter().map(|row| row.month.year()).collect();
    years.dedup();
    let of = |year: i32, month: u32| {
        let found = values.iter().find(|row| (row.month.year(), row.month.month()) == (year, month));
        found.map(|row| row.value.to_string())
    };
    years.into_iter().rev().map(|year| (year, (1..=12).map(|month| of(year, month)).collect())).collect()
}

/// `December 2027`.
pub(super) fn month(day: NaiveDate) -> String {
    format!("{} {}", month_name(day), day.year())
}

fn short(day: NaiveDate) -> &'static str {
    month_name(day).get(..3).unwrap_or_default()
}
