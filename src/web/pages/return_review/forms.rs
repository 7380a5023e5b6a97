//! What is done with a return as a whole, each with a reason: sent back, closed, opened again.

use axum::extract::Path;
use axum::response::Response;
use chrono::{DateTime, Utc};
use entity::gaps::Gaps;
use entity::id::LetterId;
use entity::number::Version;
use rules::access::{Act, Actor};
use rules::field::{Draft, Field, Lists, draft};
use rules::law::clock::uk_date;
use rules::returns::review::{CLOSE, REOPEN, SEND_BACK, close, reopen, send_back};
use rules::returns::{Monitoring, Return};
use rules::{Change, Refusal};
use serde::Serialize;

use super::Case;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::pages::contracts::ContractHead;
use crate::web::view::Page;

/// Who does it, when, from which version, and the number of the letter.
pub struct By<'a> {
    letter: LetterId,
    seen: Version,
    actor: &'a Actor,
    now: DateTime<Utc>,
}

/// Something that is done with a return as a whole.
pub trait ReturnForm: Send + Sync + 'static {
    /// Its fields.
    const FIELDS: &'static [Field];
    /// The end of its address.
    const PATH: &'static str;
    /// Its heading, and its button.
    const HEADING: &'static str;
    /// A sentence or two of what it does.
    const INTRO: &'static str;

    /// Whether it may be done now.
    fn may(one: &Return, now: DateTime<Utc>) -> Result<(), Refusal>;

    /// What the rule says to what was typed.
    fn change(monitoring: &Monitoring, one: &Return, draft: &Draft, by: &By<'_>) -> Result<Change, Refusal>;
}

/// Sends a return back to be done again.
pub struct SendBack;

impl ReturnForm for SendBack {
    const FIELDS: &'static [Field] = SEND_BACK;
    const PATH: &'static str = "send-back";
    const HEADING: &'static str = "Send the return back";
    const INTRO: &'static str = "The provider can change every figure and submits it again. If only some figures are unclear, ask about them instead. What was submitted stays in the record.";

    fn may(one: &Return, _now: DateTime<Utc>) -> Result<(), Refusal> {
        one.may_be_sent_back()
    }

    fn change(m: &Monitoring, one: &Return, draft: &Draft, by: &By<'_>) -> Result<Change, Refusal> {
        send_back(m, one, draft, by.letter, by.seen, by.actor, by.now)
    }
}

/// Stops waiting for a return.
pub struct Close;

impl ReturnForm for Close {
    const FIELDS: &'static [Field] = CLOSE;
    const PATH: &'static str = "close";
    const HEADING: &'static str = "Close the period without a return";
    const INTRO: &'static str = "Reminders stop. The period stays without figures: it never counts as nought, and reports say that it is missing. It can be opened again.";

    fn may(one: &Return, now: DateTime<Utc>) -> Result<(), Refusal> {
        one.may_be_closed(uk_date(now))
    }

    fn change(m: &Monitoring, one: &Return, draft: &Draft, by: &By<'_>) -> Result<Change, Refusal> {
        close(m, one, draft, by.letter, by.seen, by.actor, by.now)
    }
}

/// Waits for a return again.
pub struct Reopen;

impl ReturnForm for Reopen {
    const FIELDS: &'static [Field] = REOPEN;
    const PATH: &'static str = "reopen";
    const HEADING: &'static str = "Open the period again";
    const INTRO: &'static str =
        "The provider can fill in the return and submit it. The day on which it was due stays as it was.";

    fn may(one: &Return, _now: DateTime<Utc>) -> Result<(), Refusal> {
        one.reopens_as().map(|_| ())
    }

    fn change(m: &Monitoring, one: &Return, draft: &Draft, by: &By<'_>) -> Result<Change, Refusal> {
        reopen(m, one, draft, by.letter, by.seen, by.actor, by.now)
    }
}

#[derive(Serialize)]
struct FormPage {
    head: ContractHead,
    reference: String,
    period: String,
    heading: &'static str,
    intro: &'static str,
    back: String,
    form: Form,
}

impl Page for FormPage {
    const TEMPLATE: &'static str = "return_review/form.html";
    fn title(&self) -> String {
        format!("{}: {} – {}", self.heading, self.period, self.reference)
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// The form.
pub async fn show<F: ReturnForm>(
    desk: Desk<Staff>,
    Path((reference, number)): Path<(String, i32)>,
) -> Result<Response, Stop> {
    draw_form::<F>(&desk, &reference, number, None).await
}

/// Does it, and goes back to the return.
pub async fn save<F: ReturnForm>(
    Path((reference, number)): Path<(String, i32)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let case = Case::of(&posted, &reference, number).await?;
    let one = case.one()?;
    let letter = posted.new_id().await?;
    let by = By { letter, seen: posted.seen(), actor: &posted.actor, now: posted.now };
    let change = draft(F::FIELDS, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| F::change(&case.monitoring, one, &draft, &by));
    match posted.settle(change, &case.path).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_form::<F>(&posted, &reference, number, Some(&again)).await,
    }
}

async fn draw_form<F: ReturnForm>(
    desk: &Desk<Staff>,
    reference: &str,
    number: i32,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let case = Case::of(desk, reference, number).await?;
    let one = case.one()?;
    // A form that came back is drawn even where it can no longer be saved, so that nothing typed is lost.
    if again.is_none() {
        case.monitoring.council_acts(Act::ReviewReturn, &desk.actor)?;
        F::may(one, desk.now)?;
    }
    let holds = Holds { values: &[], gaps: &Gaps::default() };
    let action = format!("{}/{}", case.path, F::PATH);
    desk.page(&FormPage {
        head: ContractHead::of(desk, &case.monitoring.contract),
        period: case.monitoring.period_words(one),
        heading: F::HEADING,
        intro: F::INTRO,
        form: draw(action, one.row.version, F::FIELDS, &holds, &Lists::default(), again),
        reference: reference.to_owned(),
        back: case.path.clone(),
    })
}
