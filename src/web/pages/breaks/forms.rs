//! The forms of a break: each draws its fields, says what it rests on, and hands what was typed to its rule.

mod each;

use axum::extract::Path;
use axum::response::Response;
use chrono::{DateTime, Utc};
use entity::gaps::Gaps;
use entity::id::RowId;
use entity::number::Version;
use rules::access::Actor;
use rules::contract::decide::Deed;
use rules::field::{Draft, Field, Lists, draft};
use rules::{Change, Refusal};
use sea_orm::Value;
use serde::Serialize;

use super::Case;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::pages::break_report::with_paper;
use crate::web::pages::contracts::ContractHead;
use crate::web::view::Page;

pub use each::{CallIn, Decide, Notice, Step, TheirNotice, Withdraw};

/// Who does it, when, from which version, and the number that a row may need.
pub struct By<'a> {
    seen: Version,
    actor: &'a Actor,
    now: DateTime<Utc>,
    id: RowId,
}

/// Something that is recorded at a break by a form.
pub trait BreakForm: Send + Sync + 'static {
    /// What it records.
    const DEED: Deed;
    /// The end of its address.
    const PATH: &'static str;
    /// Its heading.
    const HEADING: &'static str;
    /// A sentence or two of what it does.
    const INTRO: &'static str;

    /// Its fields.
    fn fields(case: &Case) -> Vec<Field>;

    /// What the record knows already, so that nothing is typed twice.
    fn known(_desk: &Desk<Staff>, _case: &Case, _field: &Field) -> Value {
        Value::String(None)
    }

    /// What it rests on, as pairs of a label and a text.
    fn facts(_desk: &Desk<Staff>, _case: &Case) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// What the rule says to what was typed.
    fn change(case: &Case, draft: &Draft, by: &By<'_>) -> Result<Change, Refusal>;
}

#[derive(Serialize)]
struct FormPage {
    head: ContractHead,
    reference: String,
    about: String,
    heading: &'static str,
    intro: &'static str,
    facts: Vec<(&'static str, String)>,
    back: String,
    form: Form,
}

impl Page for FormPage {
    const TEMPLATE: &'static str = "breaks/form.html";
    fn title(&self) -> String {
        format!("{}: {} – {}", self.heading, self.about, self.reference)
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

type ToBreak = Path<(String, i64)>;

/// The form.
pub async fn show<F: BreakForm>(
    desk: Desk<Staff>,
    Path((reference, period)): ToBreak,
) -> Result<Response, Stop> {
    let case = Case::of(&desk, &reference, period).await?;
    draw_form::<F>(&desk, case, None)
}

/// Records it and goes back to the break.
pub async fn save<F: BreakForm>(
    Path((reference, period)): ToBreak,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let case = Case::of(&posted, &reference, period).await?;
    let id = posted.new_id().await?;
    let by = By { seen: posted.seen(), actor: &posted.actor, now: posted.now, id };
    let read = draft(&F::fields(&case), &posted.typed, &Lists::default(), &Gaps::default());
    let taken_on = read.as_ref().ok().and_then(|draft| match draft.value("taken_on") {
        Some(Value::ChronoDate(day)) => *day,
        _ => None,
    });
    let change = match read.and_then(|draft| F::change(&case, &draft, &by)) {
        Ok(change) if F::DEED == Deed::Decide => {
            with_paper(&posted, &reference, period, taken_on, change).await?
        }
        change => change,
    };
    match posted.settle(change, &case.path).await? {
        Ok(response) => Ok(response),
        Err(again) => {
            let case = Case::of(&posted, &reference, period).await?;
            draw_form::<F>(&posted, case, Some(&again))
        }
    }
}

fn draw_form<F: BreakForm>(desk: &Desk<Staff>, case: Case, again: Option<&Again>) -> Result<Response, Stop> {
    // A form that came back is drawn even where it can no longer be saved, so that nothing typed is lost.
    if again.is_none() {
        case.may(desk, F::DEED)?;
    }
    let fields = F::fields(&case);
    let known: Vec<Value> = fields.iter().map(|field| F::known(desk, &case, field)).collect();
    let holds = Holds { values: &known, gaps: &Gaps::default() };
    let action = format!("{}/{}", case.path, F::PATH);
    let version = case.contract.row.version;
    desk.page(&FormPage {
        head: ContractHead::of(desk, &case.contract),
        about: case.title(),
        heading: F::HEADING,
        intro: F::INTRO,
        facts: F::facts(desk, &case),
        form: draw(action, version, &fields, &holds, &Lists::default(), again),
        reference: case.contract.row.reference,
        back: case.path,
    })
}
