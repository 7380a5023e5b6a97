//! What people write for the decision: one form for the paper, and one for each of the authority's own headings.

use std::sync::Arc;

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::SettingId;
use entity::implication_heading;
use rules::contract::pack::{self as rule, IMPLIES, Writing, fields};
use rules::field::{self, Lists, all_held};
use sea_orm::Value;
use serde::Serialize;

use super::loaded::Loaded;
use crate::report::targets;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw, merge};
use crate::web::pages::contracts::ContractHead;
use crate::web::pages::report::{Group, groups};
use crate::web::view::Page;

#[derive(Serialize)]
struct PackPage {
    head: ContractHead,
    path: String,
    /// The heading that is written under; none for the paper's own words.
    heading: Option<String>,
    guidance: String,
    form: Form,
    figures: Vec<Group>,
    headings: Vec<Heading>,
}

/// One of the authority's own headings, and whether something is written below it.
#[derive(Serialize)]
struct Heading {
    path: String,
    title: String,
    is_written: bool,
}

impl Page for PackPage {
    const TEMPLATE: &'static str = "contracts/break_report/pack.html";
    fn title(&self) -> String {
        let of = self.heading.as_deref().unwrap_or("Write for the decision");
        format!("{of} – {}", self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

type ToBreak = Path<(String, i64)>;
type ToHeading = Path<(String, i64, i64)>;

/// The form of what people write for the decision.
pub async fn show(desk: Desk<Staff>, Path((reference, period)): ToBreak) -> Result<Response, Stop> {
    let loaded = Loaded::of(&desk, &reference, period).await?;
    rule::may_write(&loaded.contract, &loaded.authority, loaded.period, &desk.actor, desk.now)?;
    draw_pack(&desk, &loaded, None)
}

/// Saves it and goes on to the paper.
pub async fn write(Path((reference, period)): ToBreak, mut posted: Posted<Staff>) -> Result<Response, Stop> {
    let loaded = Loaded::of(&posted, &reference, period).await?;
    let at = loaded.at()?;
    let fields = fields(at.point.end);
    let held = held(&loaded, fields);
    let holds = Holds { values: &held, gaps: &Gaps::default() };
    let seen = merge(&mut posted, loaded.contract.row.version, fields, &holds);
    let places = places(&loaded).await?;
    let figures = loaded.figures()?;
    let writing = Writing {
        period: loaded.period,
        id: posted.new_id().await?,
        figures: &figures,
        places: &places.iter().map(String::as_str).collect::<Vec<_>>(),
    };
    let change = field::draft(fields, &posted.typed, &Lists::default(), &Gaps::default()).and_then(|draft| {
        let (contract, authority) = (&loaded.contract, &loaded.authority);
        rule::write(contract, authority, &writing, &draft, seen, &posted.actor, posted.now)
    });
    match posted.settle(change, &format!("{}/report", loaded.path())).await? {
        Ok(response) => Ok(response),
        Err(again) => {
            let loaded = Loaded::of(&posted, &reference, period).await?;
            draw_pack(&posted, &loaded, Some(&again))
        }
    }
}

/// The form of what follows under one heading.
pub async fn implication(
    desk: Desk<Staff>,
    Path((reference, period, heading)): ToHeading,
) -> Result<Response, Stop> {
    let loaded = Loaded::of(&desk, &reference, period).await?;
    rule::may_write(&loaded.contract, &loaded.authority, loaded.period, &desk.actor, desk.now)?;
    draw_implication(&desk, &loaded, heading, None)
}

/// Saves it and goes back to the form of the paper.
pub async fn imply(
    Path((reference, period, heading)): ToHeading,
    mut posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let loaded = Loaded::of(&posted, &reference, period).await?;
    let of = heading_of(&loaded, heading)?;
    let held = [says(&loaded, of)];
    let holds = Holds { values: &held, gaps: &Gaps::default() };
    let seen = merge(&mut posted, loaded.contract.row.version, IMPLIES, &holds);
    let places = places(&loaded).await?;
    let figures = loaded.figures()?;
    let writing = Writing {
        period: loaded.period,
        id: posted.new_id().await?,
        figures: &figures,
        places: &places.iter().map(String::as_str).collect::<Vec<_>>(),
    };
    let change =
        field::draft(IMPLIES, &posted.typed, &Lists::default(), &Gaps::default()).and_then(|draft| {
            let (contract, authority) = (&loaded.contract, &loaded.authority);
            rule::imply(contract, authority, of.id, &writing, &draft, seen, &posted.actor, posted.now)
        });
    match posted.settle(change, &format!("{}/pack", loaded.path())).await? {
        Ok(response) => Ok(response),
        Err(again) => {
            let loaded = Loaded::of(&posted, &reference, period).await?;
            draw_implication(&posted, &loaded, heading, Some(&again))
        }
    }
}

/// The places of the paper that prose can refer to.
async fn places(loaded: &Arc<Loaded>) -> Result<Vec<String>, Stop> {
    let composed = loaded.compose().await?;
    Ok(targets(&composed.document).into_iter().map(|target| target.anchor).collect())
}

fn held(loaded: &Loaded, fields: &[field::Field]) -> Vec<Value> {
    loaded.contract.pack(loaded.period).map(|pack| all_held(pack, fields)).unwrap_or_default()
}

fn heading_of(loaded: &Loaded, id: i64) -> Result<&implication_heading::Model, Stop> {
    let heading = loaded.authority.headings.iter().find(|it| it.id == SettingId(id));
    heading.ok_or(Stop::NotFound)
}

fn says(loaded: &Loaded, heading: &implication_heading::Model) -> Value {
    let held = loaded.contract.implication(loaded.period, heading.id);
    Value::String(held.map(|row| row.says.clone()))
}

fn draw_pack(desk: &Desk<Staff>, loaded: &Loaded, again: Option<&Again>) -> Result<Response, Stop> {
    let path = loaded.path();
    let fields = fields(loaded.at()?.point.end);
    let (held, gaps) = (held(loaded, fields), Gaps::default());
    let holds = Holds { values: &held, gaps: &gaps };
    let version = loaded.contract.row.version;
    let form = draw(format!("{path}/pack"), version, fields, &holds, &Lists::default(), again);
    let headings = loaded.authority.headings.iter().map(|heading| Heading {
        path: format!("{path}/pack/{}", heading.id.0),
        title: heading.title.clone(),
        is_written: loaded.contract.implication(loaded.period, heading.id).is_some(),
    });
    desk.page(&PackPage {
        head: ContractHead::of(desk, &loaded.contract),
        heading: None,
        guidance: String::new(),
        form,
        figures: groups(&loaded.figures()?),
        headings: headings.collect(),
        path,
    })
}

fn draw_implication(
    desk: &Desk<Staff>,
    loaded: &Loaded,
    heading: i64,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let of = heading_of(loaded, heading)?;
    let path = loaded.path();
    let (held, gaps) = ([says(loaded, of)], Gaps::default());
    let holds = Holds { values: &held, gaps: &gaps };
    let action = format!("{path}/pack/{heading}");
    let version = loaded.contract.row.version;
    desk.page(&PackPage {
        head: ContractHead::of(desk, &loaded.contract),
        heading: Some(of.title.clone()),
        guidance: of.guidance.clone(),
        form: draw(action, version, IMPLIES, &holds, &Lists::default(), again),
        figures: groups(&loaded.figures()?),
        headings: Vec::new(),
        path,
    })
}
