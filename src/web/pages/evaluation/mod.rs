//! The panel at work: the evaluation at a glance, its beginning, who scores what, interests, bids that leave, questions.

mod begin;
mod exits;
mod glance;
mod interests;
mod leave;
mod mine;
mod panel;
mod queries;
mod steps;

pub use begin::{begin, show as show_begin};
pub use exits::{record as record_exit, show as show_exits};
pub use glance::show;
pub use interests::{decide, decision, declare, show as show_interests};
pub use leave::{join, release, show_join, show_release};
pub use mine::list as mine;
pub(super) use mine::{Order, Waiting, waiting};
pub use panel::{give_out, show as show_panel};
pub use queries::{ask, show as show_queries};

use entity::id::PersonId;
use rules::field::Lists;
use rules::scoring::Scoring;
use serde::Serialize;

use super::tenders::TenderHead;
use crate::store::{Colleague, Staff};
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::forms::Form;
use crate::web::view::Page;

/// A page of the evaluation that is one form: what it is for, in a sentence or two, and the form.
#[derive(Serialize)]
struct FormPage {
    head: TenderHead,
    title: String,
    trail: Vec<(String, &'static str)>,
    /// What there is to know first, as pairs of a label and a text.
    facts: Vec<(&'static str, String)>,
    intro: &'static str,
    label: &'static str,
    back: String,
    form: Option<Form>,
    why_not: Option<String>,
}

impl Page for FormPage {
    const TEMPLATE: &'static str = "evaluation/form.html";
    fn title(&self) -> String {
        format!("{} – {}", self.title, self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

fn path(reference: &str) -> String {
    format!("/tenders/{reference}/evaluation")
}

/// Someone of the council by name.
fn name(colleagues: &[Colleague], person: PersonId) -> String {
    super::opening::name(colleagues, person)
}

/// Everyone of the council who works, as a list to choose from.
async fn staff(desk: &Desk<Staff>) -> Result<Lists, Stop> {
    Ok(super::panel::staff(&desk.people().await?))
}

/// The evaluation, for whoever may see how far it is.
async fn case(desk: &Desk<Staff>, reference: &str) -> Result<Scoring, Stop> {
    super::scoring_case(desk, reference).await
}

fn head(desk: &Desk<Staff>, s: &Scoring) -> TenderHead {
    TenderHead::of(desk, s.tender())
}
