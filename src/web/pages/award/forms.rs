//! The forms of an award's steps: each draws its fields, says what it rests on, and hands what was typed to its rule.

mod steps;

use axum::extract::Path;
use axum::response::Response;
use chrono::{DateTime, Utc};
use entity::gaps::Gaps;
use entity::number::Version;
use rules::access::Actor;
use rules::award::deed::Deed;
use rules::field::{Draft, Field, Lists, draft};
use rules::scoring::begin::Drawn;
use rules::{Change, Refusal};
use sea_orm::Value;
use serde::Serialize;

use super::Case;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::pages::tenders::TenderHead;
use crate::web::view::Page;

pub use steps::{AfterNotice, Award, CallIn, Challenge, ChallengeEnded, Failure, NoAward, Notice, Signature};

/// Who does it, when, from which version, and the numbers that a step may need.
pub struct By<'a> {
    seen: Version,
    actor: &'a Actor,
    now: DateTime<Utc>,
    id: i64,
    drawn: Drawn,
}

/// A step that is a form.
pub trait StepForm: Send + Sync + 'static {
    /// What it records.
    const DEED: Deed;
    /// The end of its address.
    const PATH: &'static str;
    /// Its heading.
    const HEADING: &'static str;
    /// A sentence or two of what it does.
    const INTRO: &'static str;

    /// Its fields.
    fn fields(case: &Case) -> Result<Vec<Field>, Refusal>;

    /// What the record knows already, so that nothing is typed twice.
    fn known(_case: &Case, _actor: &Actor, _field: &Field) -> Value {
        Value::String(None)
    }

    /// What it rests on, as pairs of a label and a text.
    fn facts(_case: &Case, _actor: &Actor) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// What the rule says to what was typed.
    fn change(case: &Case, draft: &Draft, by: &By<'_>) -> Result<Change, Refusal>;
}

#[derive(Serialize)]
struct StepPage {
    head: TenderHead,
    title: String,
    heading: &'static str,
    lot: Option<String>,
    intro: &'static str,
    label: &'static str,
    facts: Vec<(&'static str, String)>,
    back: String,
    form: Form,
}

impl Page for StepPage {
    const TEMPLATE: &'static str = "award/step.html";
    fn title(&self) -> String {
        self.title.clone()
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

type ToLot = Path<(String, i64)>;

/// The form of a step.
pub async fn show<F: StepForm>(desk: Desk<Staff>, Path((reference, lot)): ToLot) -> Result<Response, Stop> {
    let case = Case::of(&desk, &reference, lot).await?;
    draw_step::<F>(&desk, case, None)
}

/// Records the step.
pub async fn save<F: StepForm>(
    Path((reference, lot)): ToLot,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let case = Case::of(&posted, &reference, lot).await?;
    let by = By {
        seen: posted.seen(),
        actor: &posted.actor,
        now: posted.now,
        id: posted.new_id().await?,
        drawn: drawn(&posted, &case).await?,
    };
    let read = F::fields(&case)
        .and_then(|fields| draft(&fields, &posted.typed, &Lists::default(), &Gaps::default()));
    let change = read.and_then(|draft| F::change(&case, &draft, &by));
    match posted.settle(change, &case.path).await? {
        Ok(response) => Ok(response),
        Err(again) => {
            let case = Case::of(&posted, &reference, lot).await?;
            draw_step::<F>(&posted, case, Some(&again))
        }
    }
}

/// Numbers for an evaluation that begins and ends at once, where no bid came.
async fn drawn(posted: &Posted<Staff>, case: &Case) -> Result<Drawn, Stop> {
    let lots = if case.begun { 0 } else { case.result.scoring().terms().lots.len() };
    Ok(Drawn { id: posted.new_id().await?, lots: posted.new_ids(lots).await?, order: Vec::new() })
}

fn draw_step<F: StepForm>(desk: &Desk<Staff>, case: Case, again: Option<&Again>) -> Result<Response, Stop> {
    // A form that came back is drawn even where it can no longer be saved, so that nothing typed is lost.
    if again.is_none() {
        case.may(desk, F::DEED)?;
    }
    let fields = F::fields(&case)?;
    let known: Vec<Value> = fields.iter().map(|field| F::known(&case, &desk.actor, field)).collect();
    let holds = Holds { values: &known, gaps: &Gaps::default() };
    let action = format!("{}/{}", case.path, F::PATH);
    let form = draw(action, case.version(F::DEED), &fields, &holds, &Lists::default(), again);
    desk.page(&StepPage {
        head: TenderHead::of(desk, &case.tender),
        title: case.titled(F::HEADING),
        heading: F::HEADING,
        intro: F::INTRO,
        label: "Save",
        facts: F::facts(&case, &desk.actor),
        form,
        lot: case.lot,
        back: case.path,
    })
}
