//! One bid: its tasks, what is missing, what was submitted.

use axum::extract::Path;
use axum::response::Response;
use chrono::{DateTime, Utc};
use entity::choice::Choice;
use entity::state::PartKind;
use entity::{bid_check, bidder_query, low_price};
use rules::bid::{Bid, Missing, Place, missing, too_late};
use rules::field::long_day;
use rules::law::clock::long_instant;
use rules::scoring::queries::may_answer;
use serde::Serialize;

use super::own::{Head, Own};
use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::view::Page;

#[derive(Serialize)]
struct ShowPage {
    head: Head,
    groups: Vec<Group>,
    done: usize,
    all: usize,
    files: usize,
    submitted: Vec<Submitted>,
    /// What stands now, in a sentence.
    stands: String,
    changed: bool,
    late: Vec<String>,
    asked: Vec<Asked>,
    /// When the council last wrote what it decided of the bid.
    told_at: Option<String>,
    may_withdraw: bool,
}

/// Something the council asks about the bid, which is not answered yet.
#[derive(Serialize)]
struct Asked {
    path: String,
    until: String,
}

#[derive(Serialize)]
struct Group {
    title: &'static str,
    tasks: Vec<Task>,
}

#[derive(Serialize)]
struct Task {
    path: String,
    title: String,
    progress: &'static str,
    label: &'static str,
}

#[derive(Serialize)]
pub(super) struct Submitted {
    number: i32,
    at: String,
    withdrawn_at: Option<String>,
    path: String,
}

impl Page for ShowPage {
    const TEMPLATE: &'static str = "bids/show.html";
    fn title(&self) -> String {
        self.head.titled("Your bid")
    }
}

/// The bid with its task list.
pub async fn show(desk: Desk<Provider>, Path(id): Path<i64>) -> Result<Response, Stop> {
    let own = Own::of(&desk, id).await?;
    let head = Head::of(&desk, &own);
    let filled = own.filled(&desk).await?;
    let missing = missing(&own.bid, &own.terms, &own.lot, &own.organisation, &filled);
    let groups = groups(&own, &missing);
    let tasks = || groups.iter().flat_map(|group| &group.tasks);
    let (done, all) = (tasks().filter(|task| task.progress == "complete").count(), tasks().count());
    let queries = to_answer(&own.bid, desk.own_queries(&own.bid).await?, desk.now);
    let late = desk.late_tries(&own.bid).await?;
    let price = desk.own_price_query(&own.bid).await?;
    let asked = asked(&own.bid).chain(queries).chain(price_to_explain(&own, price)).collect();
    let outcomes = desk.own_outcomes(&own.bid).await?;
    desk.page(&ShowPage {
        done,
        all,
        files: own.bid.files().count(),
        submitted: submitted(&own),
        stands: stands(&own),
        changed: own.bid.submitted().is_some() && own.has_changed(),
        late: late.iter().map(|late| too_late(late.at, late.deadline)).collect(),
        asked,
        told_at: outcomes.first().map(|outcome| long_instant(outcome.letter.at)),
        may_withdraw: head.may_submit && own.bid.submitted().is_some(),
        groups,
        head,
    })
}

/// What of a bid counts now, in a sentence.
pub(super) fn stands(own: &Own) -> String {
    match (own.bid.submitted(), own.bid.submissions.last()) {
        (Some(last), _) => format!("Submitted at {}. Receipt {}.", long_instant(last.at), last.number),
        (None, Some(_)) => "You have withdrawn this bid. Nothing of it is submitted now.".to_owned(),
        (None, None) => "Nothing of this bid is submitted yet.".to_owned(),
    }
}

fn submitted(own: &Own) -> Vec<Submitted> {
    let newest_first = own.bid.submissions.iter().rev();
    let shown = newest_first.map(|one| Submitted {
        number: one.number,
        at: long_instant(one.at),
        withdrawn_at: one.withdrawn_at.map(long_instant),
        path: format!("{}/receipts/{}", own.path(), one.number),
    });
    shown.collect()
}

fn groups(own: &Own, missing: &[Missing]) -> Vec<Group> {
    let task = |place: Place, title: String| {
        let is_missing = missing.iter().any(|one| one.place == place);
        let (progress, label) = match (own.bid.at(place).is_some(), is_missing) {
            (_, false) => ("complete", "Complete"),
            (true, true) => ("started", "Needs attention"),
            (false, true) => ("not-started", "Not started"),
        };
        Task { path: path_of(own, place), title, progress, label }
    };
    let conditions = own.terms.conditions.iter();
    let conditions = conditions.map(|one| task(Place::condition(one.id), one.kind.label().to_owned()));
    let questions = own.lot.questions().map(|one| task(Place::answer(one.id), one.title.clone()));
    let mut groups = vec![
        Group { title: "About you", tasks: vec![task(Place::DECLARATION, "Declarations".to_owned())] },
        Group { title: "Conditions of participation", tasks: conditions.collect() },
        Group { title: "Questions", tasks: questions.collect() },
        Group { title: "Price", tasks: vec![task(Place::PRICE, "Price".to_owned())] },
    ];
    groups.retain(|group| !group.tasks.is_empty());
    groups
}

/// Where a part of a bid is written.
pub(super) fn path_of(own: &Own, place: Place) -> String {
    let path = own.path();
    match (place.kind, place.about) {
        (PartKind::Answer, Some(id)) => format!("{path}/questions/{}", id.0),
        (PartKind::Condition, Some(id)) => format!("{path}/conditions/{}", id.0),
        (PartKind::Price, _) => format!("{path}/price"),
        (PartKind::Declaration, _) => format!("{path}/declarations"),
        (PartKind::File, _) => format!("{path}/files"),
        (PartKind::Answer | PartKind::Condition, None) => path,
    }
}

fn asked(bid: &Bid) -> impl Iterator<Item = Asked> {
    let waits = |check: &&bid_check::Model| {
        check.asked_at.is_some() && check.responded_at.is_none() && check.decided_at.is_none()
    };
    bid.checks.iter().filter(waits).filter_map(|check| {
        Some(Asked {
            path: format!("/bids/{}/asked/{}", bid.row.id.0, check.id.0),
            until: long_day(check.respond_by?),
        })
    })
}

/// What the panel asked to make clear, which can be answered still.
fn to_answer(
    bid: &Bid,
    queries: Vec<bidder_query::Model>,
    now: DateTime<Utc>,
) -> impl Iterator<Item = Asked> {
    queries.into_iter().filter(move |query| may_answer(query, now).is_ok()).map(|query| Asked {
        path: format!("/bids/{}/queries/{}", bid.row.id.0, query.id.0),
        until: long_day(query.respond_by),
    })
}

/// The question about the price, while it waits for its answer.
fn price_to_explain(own: &Own, low: Option<low_price::Model>) -> Option<Asked> {
    let low = low.filter(|low| low.answer.is_none() && low.outcome.is_none())?;
    Some(Asked { path: format!("{}/price-query", own.path()), until: long_day(low.respond_by) })
}
