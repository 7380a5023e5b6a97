//! The forms of one check: its decision, asking the bidder, the onward notification.

use axum::extract::Path;
use axum::response::Response;
use chrono::{DateTime, Utc};
use entity::gaps::Gaps;
use entity::id::{LetterId, RowId};
use entity::number::Version;
use rules::access::Actor;
use rules::bid::checks as rule;
use rules::bid::checks::OpenedBid;
use rules::field::{Draft, Field, Lists, draft};
use rules::tender::Tender;
use rules::{Change, Refusal};
use serde::Serialize;

use super::shown::Shown;
use super::{check_path, find, path};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::pages::tenders::TenderHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct CheckPage {
    head: TenderHead,
    back: String,
    bidder: String,
    title: &'static str,
    intro: &'static str,
    label: &'static str,
    check: Shown,
    form: Form,
}

impl Page for CheckPage {
    const TEMPLATE: &'static str = "opening/check.html";
    fn title(&self) -> String {
        format!("{}: {} – {}", self.title, self.bidder, self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// When, by whom, and from which version of the bid.
type By<'a> = (Version, &'a Actor, DateTime<Utc>);

/// What one of these forms does with what was typed.
type Rule = fn(&Tender, &OpenedBid, RowId, LetterId, &Draft, By<'_>) -> Result<Change, Refusal>;

/// One of the three forms of this file.
struct Which {
    ending: &'static str,
    title: &'static str,
    intro: &'static str,
    label: &'static str,
    fields: &'static [Field],
    rule: Rule,
}

const DECISION: Which = Which {
    ending: "",
    title: "Decide a check",
    intro: "Nobody is excluded before they could answer. We write to the bidder if you asked them, or if the check failed.",
    label: "Save the decision",
    fields: rule::DECIDE,
    rule: rule::decide,
};

const ASKING: Which = Which {
    ending: "/ask",
    title: "Ask the bidder",
    intro: "The bidder gets a letter at once and can answer once.",
    label: "Ask the bidder",
    fields: rule::ASK,
    rule: rule::ask,
};

const NOTIFICATION: Which = Which {
    ending: "/notified",
    title: "Record the notification",
    intro: "An exclusion is notified to the appropriate authority within 30 days beginning with its day (Procurement Act 2023, section 59).",
    label: "Save",
    fields: rule::NOTIFIED,
    rule: |tender, opened, check, _, draft, by| rule::record_notified(tender, opened, check, draft, by),
};

/// The form of a decision.
pub async fn decide(
    desk: Desk<Staff>,
    Path((reference, bid, check)): Path<(String, i64, i64)>,
) -> Result<Response, Stop> {
    draw_check(&desk, (&reference, bid, check), &DECISION, None).await
}

/// Decides.
pub async fn save_decision(
    Path((reference, bid, check)): Path<(String, i64, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    save(posted, (&reference, bid, check), &DECISION).await
}

/// The form of asking the bidder.
pub async fn ask(
    desk: Desk<Staff>,
    Path((reference, bid, check)): Path<(String, i64, i64)>,
) -> Result<Response, Stop> {
    draw_check(&desk, (&reference, bid, check), &ASKING, None).await
}

/// Asks.
pub async fn save_ask(
    Path((reference, bid, check)): Path<(String, i64, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    save(posted, (&reference, bid, check), &ASKING).await
}

/// The form of an onward notification.
pub async fn notified(
    desk: Desk<Staff>,
    Path((reference, bid, check)): Path<(String, i64, i64)>,
) -> Result<Response, Stop> {
    draw_check(&desk, (&reference, bid, check), &NOTIFICATION, None).await
}

/// Records that an exclusion was notified.
pub async fn save_notified(
    Path((reference, bid, check)): Path<(String, i64, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    save(posted, (&reference, bid, check), &NOTIFICATION).await
}

async fn save(
    posted: Posted<Staff>,
    at @ (reference, bid, check): (&str, i64, i64),
    which: &Which,
) -> Result<Response, Stop> {
    let (tender, opened) = find(&posted, reference, bid).await?;
    let letter: LetterId = posted.new_id().await?;
    let by = (posted.seen(), &posted.actor, posted.now);
    let change = draft(which.fields, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| (which.rule)(&tender, &opened, RowId(check), letter, &draft, by));
    match posted.settle(change, &path(reference, bid)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_check(&posted, at, which, Some(&again)).await,
    }
}

async fn draw_check(
    desk: &Desk<Staff>,
    (reference, bid, check): (&str, i64, i64),
    which: &Which,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let (tender, opened) = find(desk, reference, bid).await?;
    let row = opened.bid.checks.iter().find(|row| row.id.0 == check).ok_or(Stop::NotFound)?;
    let colleagues = desk.colleagues().await?;
    let values = rules::field::all_held(row, which.fields);
    let holds = Holds { values: &values, gaps: &Gaps::default() };
    let action = format!("{}{}", check_path(reference, bid, row.id), which.ending);
    desk.page(&CheckPage {
        head: TenderHead::of(desk, &tender),
        back: path(reference, bid),
        bidder: opened.opened.name.clone(),
        title: which.title,
        intro: which.intro,
        label: which.label,
        check: Shown::of(&tender, reference, row, &colleagues),
        form: draw(action, opened.bid.row.version, which.fields, &holds, &Lists::default(), again),
    })
}
