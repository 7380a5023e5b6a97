//! What people write for a report on performance.

use std::sync::Arc;

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use rules::field::{self, Lists, all_held};
use rules::report::performance::Eyes;
use rules::returns::papers::{self as rule, WRITE, Writing};
use sea_orm::Value;
use serde::Serialize;

use super::loaded::{Loaded, To};
use crate::report::targets;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw, merge};
use crate::web::pages::contracts::ContractHead;
use crate::web::pages::report::{Group, groups};
use crate::web::view::Page;

#[derive(Serialize)]
struct WritePage {
    head: ContractHead,
    home: String,
    path: String,
    name: String,
    form: Form,
    figures: Vec<Group>,
}

impl Page for WritePage {
    const TEMPLATE: &'static str = "contracts/performance_report/write.html";
    fn title(&self) -> String {
        format!("Write: {} – {}", self.name, self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// The form.
pub async fn show(desk: Desk<Staff>, Path(to): Path<To>) -> Result<Response, Stop> {
    let loaded = Loaded::of(&desk, &to).await?;
    rule::may_write(&loaded.monitoring, loaded.which, &desk.actor)?;
    draw_form(&desk, &loaded, None)
}

/// Saves it and goes on to the report.
pub async fn write(Path(to): Path<To>, mut posted: Posted<Staff>) -> Result<Response, Stop> {
    let loaded = Loaded::of(&posted, &to).await?;
    let held = held(&loaded);
    let holds = Holds { values: &held, gaps: &Gaps::default() };
    let seen = merge(&mut posted, loaded.monitoring.contract.row.version, WRITE, &holds);
    let places = places(&loaded).await?;
    let figures = loaded.figures()?;
    let writing = Writing {
        id: posted.new_id().await?,
        figures: &figures,
        places: &places.iter().map(String::as_str).collect::<Vec<_>>(),
    };
    let change = field::draft(WRITE, &posted.typed, &Lists::default(), &Gaps::default()).and_then(|draft| {
        rule::write(&loaded.monitoring, loaded.which, &writing, &draft, seen, &posted.actor)
    });
    match posted.settle(change, &loaded.path()).await? {
        Ok(response) => Ok(response),
        Err(again) => {
            let loaded = Loaded::of(&posted, &to).await?;
            draw_form(&posted, &loaded, Some(&again))
        }
    }
}

async fn places(loaded: &Arc<Loaded>) -> Result<Vec<String>, Stop> {
    let composed = loaded.compose(Eyes::Council).await?;
    Ok(targets(&composed.document).into_iter().map(|target| target.anchor).collect())
}

fn held(loaded: &Loaded) -> Vec<Value> {
    loaded.monitoring.written_for(loaded.which).map(|row| all_held(row, WRITE)).unwrap_or_default()
}

fn draw_form(desk: &Desk<Staff>, loaded: &Loaded, again: Option<&Again>) -> Result<Response, Stop> {
    let (held, gaps) = (held(loaded), Gaps::default());
    let holds = Holds { values: &held, gaps: &gaps };
    let version = loaded.monitoring.contract.row.version;
    let path = loaded.path();
    desk.page(&WritePage {
        head: ContractHead::of(desk, &loaded.monitoring.contract),
        home: loaded.home(),
        name: loaded.name(),
        form: draw(format!("{path}/write"), version, WRITE, &holds, &Lists::default(), again),
        figures: groups(&loaded.figures()?),
        path,
    })
}
