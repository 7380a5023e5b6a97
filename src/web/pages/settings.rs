//! What the authority has settled for itself: figures, risk key, tiers, headings, calendar, retention.

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::SettingId;
use entity::number::Version;
use rules::access::Actor;
use rules::field::{Draft, Field, Lists, all_held, draft};
use rules::report::Figures;
use rules::settings::{self as rule, Authority};
use rules::{Change, Refusal};
use sea_orm::{ModelTrait, Value};
use serde::Serialize;

use super::own_authority;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Fact, Form, Holds, draw, facts};
use crate::web::view::Page;

type Add = fn(&Authority, SettingId, &Draft, Version, &Actor) -> Result<Change, Refusal>;
type Remove = fn(&Authority, SettingId, Version, &Actor) -> Result<Change, Refusal>;

/// A list of settings: what it is called, its fields, and the rules that change it.
struct List {
    code: &'static str,
    title: &'static str,
    one: &'static str,
    intro: &'static str,
    fields: &'static [Field],
    rows: fn(&Authority) -> Vec<Row>,
    add: Add,
    change: Add,
    remove: Remove,
}

/// A row of any list: its number and its fields' values.
struct Row {
    id: SettingId,
    values: Vec<Value>,
}

const LISTS: &[List] = &[
    List {
        code: "risk-key",
        title: "Risk key",
        one: "level of the risk key",
        intro: "The letters or words that reports print for likelihood, impact and overall risk.",
        fields: rule::RISK_LEVEL,
        rows: |authority| rows(&authority.risk_levels, rule::RISK_LEVEL, |row| row.id),
        add: rule::add_risk_level,
        change: rule::change_risk_level,
        remove: rule::remove_risk_level,
    },
    List {
        code: "tiers",
        title: "Approver tiers",
        one: "tier",
        intro: "Who decides up to which value.",
        fields: rule::TIER,
        rows: |authority| rows(&authority.tiers, rule::TIER, |row| row.id),
        add: rule::add_tier,
        change: rule::change_tier,
        remove: rule::remove_tier,
    },
    List {
        code: "headings",
        title: "Headings of reports",
        one: "heading",
        intro: "The implications that reports of this authority speak of, in their order.",
        fields: rule::HEADING,
        rows: |authority| rows(&authority.headings, rule::HEADING, |row| row.id),
        add: rule::add_heading,
        change: rule::change_heading,
        remove: rule::remove_heading,
    },
    List {
        code: "meetings",
        title: "Committee calendar",
        one: "meeting",
        intro: "When those who decide meet.",
        fields: rule::MEETING,
        rows: |authority| rows(&authority.meetings, rule::MEETING, |row| row.id),
        add: rule::add_meeting,
        change: rule::change_meeting,
        remove: rule::remove_meeting,
    },
    List {
        code: "retention",
        title: "Retention",
        one: "retention period",
        intro: "How long the details of changes are kept. The lines of the record themselves stay.",
        fields: rule::RETENTION,
        rows: |authority| rows(&authority.retentions, rule::RETENTION, |row| row.id),
        add: rule::add_retention,
        change: rule::change_retention,
        remove: rule::remove_retention,
    },
];

fn rows<M: ModelTrait>(models: &[M], fields: &[Field], id: fn(&M) -> SettingId) -> Vec<Row> {
    models.iter().map(|model| Row { id: id(model), values: all_held(model, fields) }).collect()
}

#[derive(Serialize)]
struct SettingsPage {
    authority: String,
    figures: Vec<Fact>,
    lists: Vec<ShownList>,
    version: i32,
}

#[derive(Serialize)]
struct ShownList {
    code: &'static str,
    title: &'static str,
    one: &'static str,
    intro: &'static str,
    labels: Vec<&'static str>,
    rows: Vec<ShownRow>,
}

#[derive(Serialize)]
struct ShownRow {
    id: i64,
    cells: Vec<String>,
}

impl Page for SettingsPage {
    const TEMPLATE: &'static str = "settings/show.html";
    fn title(&self) -> String {
        "Settings".to_owned()
    }
}

/// Everything the authority has settled.
pub async fn show(desk: Desk<Staff>) -> Result<Response, Stop> {
    let authority = own_authority(&desk).await?;
    let lists = Lists::default();
    let figures = all_held(&authority.row, rule::FIGURES);
    desk.page(&SettingsPage {
        authority: authority.row.name.clone(),
        figures: facts(rule::FIGURES, &figures, &authority.row.gaps, &lists, &Figures::default()),
        lists: LISTS.iter().map(|list| shown(list, &authority, &lists)).collect(),
        version: authority.row.version.0,
    })
}

fn shown(list: &List, authority: &Authority, lists: &Lists) -> ShownList {
    let cells = |row: &Row| {
        let cell = |(field, value)| rules::field::shown(field, value, lists);
        list.fields.iter().zip(&row.values).map(cell).collect()
    };
    ShownList {
        code: list.code,
        title: list.title,
        one: list.one,
        intro: list.intro,
        labels: list.fields.iter().map(|field| field.label).collect(),
        rows: (list.rows)(authority).iter().map(|row| ShownRow { id: row.id.0, cells: cells(row) }).collect(),
    }
}

#[derive(Serialize)]
struct SettingPage {
    title: String,
    form: Form,
    remove: Option<String>,
}

impl Page for SettingPage {
    const TEMPLATE: &'static str = "settings/edit.html";
    fn title(&self) -> String {
        self.title.clone()
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// The form of the figures.
pub async fn figures(desk: Desk<Staff>) -> Result<Response, Stop> {
    draw_figures(&desk, None).await
}

/// Saves the figures.
pub async fn save_figures(posted: Posted<Staff>) -> Result<Response, Stop> {
    let authority = own_authority(&posted).await?;
    let change = draft(rule::FIGURES, &posted.typed, &Lists::default(), &authority.row.gaps)
        .and_then(|draft| rule::change_figures(&authority, &draft, posted.seen(), &posted.actor));
    match posted.settle(change, "/settings").await? {
        Ok(response) => Ok(response),
        Err(again) => draw_figures(&posted, Some(&again)).await,
    }
}

async fn draw_figures(desk: &Desk<Staff>, again: Option<&Again>) -> Result<Response, Stop> {
    let authority = own_authority(desk).await?;
    let values = all_held(&authority.row, rule::FIGURES);
    let holds = Holds { values: &values, gaps: &authority.row.gaps };
    let action = "/settings/figures".to_owned();
    let form = draw(action, authority.row.version, rule::FIGURES, &holds, &Lists::default(), again);
    desk.page(&SettingPage { title: "Figures and clearances".to_owned(), form, remove: None })
}

/// The form of a new row.
pub async fn new(desk: Desk<Staff>, Path(code): Path<String>) -> Result<Response, Stop> {
    draw_row(&desk, find(&code)?, None, None).await
}

/// Adds a row.
pub async fn add(Path(code): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let list = find(&code)?;
    let id: SettingId = posted.new_id().await?;
    settle(posted, list, list.add, id, None).await
}

/// The form of a row.
pub async fn edit(desk: Desk<Staff>, Path((code, id)): Path<(String, i64)>) -> Result<Response, Stop> {
    draw_row(&desk, find(&code)?, Some(SettingId(id)), None).await
}

/// Saves a row.
pub async fn save(Path((code, id)): Path<(String, i64)>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let list = find(&code)?;
    settle(posted, list, list.change, SettingId(id), Some(SettingId(id))).await
}

/// Removes a row.
pub async fn remove(Path((code, id)): Path<(String, i64)>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let list = find(&code)?;
    let authority = own_authority(&posted).await?;
    let change = (list.remove)(&authority, SettingId(id), posted.seen(), &posted.actor);
    posted.settle_or_stop(change, "/settings").await
}

async fn settle(
    posted: Posted<Staff>,
    list: &List,
    rule: Add,
    id: SettingId,
    existing: Option<SettingId>,
) -> Result<Response, Stop> {
    let authority = own_authority(&posted).await?;
    let change = draft(list.fields, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| rule(&authority, id, &draft, posted.seen(), &posted.actor));
    match posted.settle(change, "/settings").await? {
        Ok(response) => Ok(response),
        Err(again) => draw_row(&posted, list, existing, Some(&again)).await,
    }
}

async fn draw_row(
    desk: &Desk<Staff>,
    list: &List,
    id: Option<SettingId>,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let authority = own_authority(desk).await?;
    let row = match id {
        Some(id) => Some((list.rows)(&authority).into_iter().find(|row| row.id == id).ok_or(Stop::NotFound)?),
        None => None,
    };
    let values = row.map(|row| row.values).unwrap_or_default();
    let holds = Holds { values: &values, gaps: &Gaps::default() };
    let path = id.map_or("new".to_owned(), |id| id.0.to_string());
    let action = format!("/settings/{}/{path}", list.code);
    desk.page(&SettingPage {
        title: format!("{} {}", if id.is_some() { "Change a" } else { "Add a" }, list.one),
        remove: id.map(|_| format!("{action}/remove")),
        form: draw(action, authority.row.version, list.fields, &holds, &Lists::default(), again),
    })
}

fn find(code: &str) -> Result<&'static List, Stop> {
    LISTS.iter().find(|list| list.code == code).ok_or(Stop::NotFound)
}
