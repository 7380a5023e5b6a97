//! The panels that someone sits on, and what waits for them there.

use axum::response::Response;
use rules::scoring::Scoring;
use rules::scoring::so_far::Duty;
use serde::Serialize;

use super::path;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::view::Page;

/// A tender on whose panel someone sits, with what is to be done there.
#[derive(Serialize)]
pub struct Waiting {
    title: String,
    reference: String,
    says: String,
    path: String,
    #[serde(skip)]
    order: Order,
}

/// What of one's panels comes first: what is to be done, what waits for others, what is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::web::pages) enum Order {
    ToDo,
    Waits,
    Over,
}

impl Waiting {
    /// Where it stands among one's panels.
    pub(in crate::web::pages) fn order(&self) -> Order {
        self.order
    }
}

#[derive(Serialize)]
struct MinePage {
    rows: Vec<Waiting>,
}

impl Page for MinePage {
    const TEMPLATE: &'static str = "evaluation/mine.html";
    fn title(&self) -> String {
        "Evaluations".to_owned()
    }
}

/// Every tender on whose panel they sit or sat.
pub async fn list(desk: Desk<Staff>) -> Result<Response, Stop> {
    let rows = waiting(&desk).await?;
    desk.page(&MinePage { rows })
}

/// What waits for whoever sits at the desk: what they are to do first, each newest tender first.
pub(in crate::web::pages) async fn waiting(desk: &Desk<Staff>) -> Result<Vec<Waiting>, Stop> {
    let Some(person) = desk.actor.person else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    for reference in desk.seats_of(person).await? {
        let Some(tender) = desk.tender(&reference).await? else { continue };
        let title = tender.title();
        let (says, page, order) = match desk.scoring(tender).await? {
            Some(s) => told(desk, &s),
            None => ("The evaluation has not begun yet.".to_owned(), "", Order::Waits),
        };
        all.push(Waiting { title, path: at(&reference, page), reference, says, order });
    }
    all.sort_by_key(Waiting::order);
    Ok(all)
}

/// Where something of a tender's evaluation is done.
fn at(reference: &str, page: &str) -> String {
    match page {
        "" => path(reference),
        _ => format!("/tenders/{reference}/{page}"),
    }
}

/// What waits, in words, and on which page.
fn told(desk: &Desk<Staff>, s: &Scoring) -> (String, &'static str, Order) {
    let Ok(duty) = s.duty(&desk.actor) else { return (String::new(), "", Order::Over) };
    let (says, page) = match duty {
        Duty::Declare => ("Declare your interests in the bidders.".to_owned(), "evaluation/interests"),
        Duty::AwaitDecision => {
            ("An approver decides on the interest you declared.".to_owned(), "evaluation/interests")
        }
        Duty::AwaitQuestions => ("The procurement officer gives questions to you next.".to_owned(), ""),
        Duty::Score(saved, of) => (format!("{saved} of {of} answers scored."), "scores"),
        Duty::Submit(locked, of) => {
            (format!("Submit your scores: {locked} of {of} bids submitted."), "scores")
        }
        Duty::Moderate(done, of) => (format!("{done} of {of} questions moderated."), "moderation"),
        Duty::AwaitOthers => ("Others are still at work. Nothing waits for you.".to_owned(), ""),
        Duty::Done => ("Quality is signed off.".to_owned(), ""),
        Duty::Left => ("You no longer sit on this panel.".to_owned(), ""),
    };
    let order = match duty {
        Duty::Declare | Duty::Score(_, _) | Duty::Submit(_, _) | Duty::Moderate(_, _) => Order::ToDo,
        Duty::AwaitDecision | Duty::AwaitQuestions | Duty::AwaitOthers => Order::Waits,
        Duty::Done | Duty::Left => Order::Over,
    };
    (says, page, order)
}
