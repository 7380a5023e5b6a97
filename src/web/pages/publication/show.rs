//! The page of publication: what is missing, the timetable, the terms, and what can be done now.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use rules::law::clock::long_instant;
use rules::law::dates::long_date;
use rules::procurement::Procurement;
use rules::tender::amend::{may_begin_amendment, may_publish_amendment};
use rules::tender::cancel::{ending_notice_due, may_cancel, may_record_ending_notice};
use rules::tender::changed::{Difference, changes};
use rules::tender::compose::compose;
use rules::tender::extend::{may_extend, may_reopen};
use rules::tender::law::law_of;
use rules::tender::publish::may_publish;
use rules::tender::ready::{Obstacle, obstacles, pointed_out};
use rules::tender::timetable::{earliest_that_would_do, timetable};
use rules::tender::{Standing, Tender};
use serde::Serialize;

use super::super::shown_terms::ShownTerms;
use super::super::tenders::TenderHead;
use super::with_procurement;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::view::Page;

#[derive(Serialize)]
struct PublicationPage {
    head: TenderHead,
    version: i32,
    path: String,
    published: bool,
    writing: bool,
    amending: bool,
    missing: Vec<Shown>,
    looked_at: Vec<Shown>,
    timetable: Vec<(&'static str, String)>,
    differences: Vec<String>,
    terms: Option<ShownTerms>,
    versions: Vec<ShownVersion>,
    reopenings: Vec<String>,
    closes: Option<String>,
    cancelled: Option<(String, String)>,
    due: Option<String>,
    ending_notice: Option<String>,
    may: May,
}

/// What this person may do now.
#[derive(Serialize)]
struct May {
    publish: bool,
    begin_amendment: bool,
    publish_amendment: bool,
    extend: bool,
    reopen: bool,
    cancel: bool,
    record_ending_notice: bool,
}

#[derive(Serialize)]
struct Shown {
    says: String,
    path: String,
}

#[derive(Serialize)]
struct ShownVersion {
    number: i32,
    at: String,
    digest: String,
    notice: String,
    changed: Option<String>,
    extends: Option<&'static str>,
    reason: Option<String>,
}

impl Page for PublicationPage {
    const TEMPLATE: &'static str = "publication/show.html";
    fn title(&self) -> String {
        format!("Publication – {}", self.head.reference())
    }
}

/// What is missing, what will be published, and what can be done now.
pub async fn show(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let (tender, procurement) = with_procurement(&desk, &reference).await?;
    let standing = tender.standing(desk.now);
    let amending = tender.is_amending(desk.now);
    let writing = standing == Standing::Draft || amending;
    let shown = |found: Vec<Obstacle>| {
        let path = |one: &Obstacle| format!("/tenders/{reference}/{}", one.at.path());
        found.into_iter().map(|one| Shown { path: path(&one), says: one.says }).collect()
    };
    let looked_at = |wanted: bool, found: Vec<Obstacle>| if wanted { shown(found) } else { Vec::new() };
    let row = &tender.row;
    desk.page(&PublicationPage {
        head: TenderHead::of(&desk, &tender),
        version: row.version.0,
        path: format!("/tenders/{reference}"),
        published: row.published_at.is_some(),
        writing,
        amending,
        missing: looked_at(writing, obstacles(&tender, &procurement, desk.now)),
        looked_at: looked_at(writing, pointed_out(&tender, &procurement, desk.now)),
        timetable: times(&tender, &procurement, &desk),
        differences: differences(&tender, amending),
        terms: if writing { compose(&tender) } else { tender.published() }.as_ref().map(ShownTerms::of),
        versions: tender.terms.iter().rev().map(version).collect(),
        reopenings: tender
            .reopenings
            .iter()
            .map(|one| {
                format!(
                    "Reopened at {} until {}: {}",
                    long_instant(one.at),
                    long_instant(one.until),
                    one.reason
                )
            })
            .collect(),
        closes: row.closes_at.map(long_instant),
        cancelled: row
            .cancelled_at
            .map(|at| (long_instant(at), row.cancel_reason.clone().unwrap_or_default())),
        due: ending_notice_due(&tender, &procurement, desk.now),
        ending_notice: row.ending_notice.clone(),
        may: may(&desk, &tender, &procurement),
    })
}

fn may(desk: &Desk<Staff>, tender: &Tender, procurement: &Procurement) -> May {
    let (actor, now) = (&desk.actor, desk.now);
    May {
        publish: may_publish(tender, procurement, actor, now).is_ok(),
        begin_amendment: may_begin_amendment(tender, actor, now).is_ok(),
        publish_amendment: may_publish_amendment(tender, procurement, actor, now).is_ok(),
        extend: may_extend(tender, actor, now).is_ok(),
        reopen: may_reopen(tender, actor, now).is_ok(),
        cancel: may_cancel(tender, actor, now).is_ok(),
        record_ending_notice: may_record_ending_notice(tender, actor, now).is_ok(),
    }
}

/// What would change for everyone, were the amendment published now.
fn differences(tender: &Tender, amending: bool) -> Vec<String> {
    let found = tender.published().zip(compose(tender)).filter(|_| amending);
    found
        .map(|(before, after)| changes(&before, &after).iter().map(Difference::line).collect())
        .unwrap_or_default()
}

fn version(row: &entity::terms::Model) -> ShownVersion {
    ShownVersion {
        number: row.number,
        at: long_instant(row.at),
        digest: row.digest.clone(),
        notice: format!("{}, published at {}", row.notice_reference, long_instant(row.notice_published_at)),
        changed: row.changed.clone(),
        extends: row.extends.map(Choice::label),
        reason: row.extends_reason.clone(),
    }
}

fn times(tender: &Tender, procurement: &Procurement, desk: &Desk<Staff>) -> Vec<(&'static str, String)> {
    let law = law_of(tender, procurement, desk.now);
    let found = timetable(tender, &law, desk.now);
    let recorded = tender.row.notice_published_at.is_some();
    let from = long_date(found.from);
    let mut times = vec![
        (
            "Official notice",
            if recorded { from } else { format!("Not recorded yet; counted from today, {from}") },
        ),
        ("Time the law asks for", found.how.clone()),
    ];
    times.extend(found.earliest.map(|day| ("May close at the earliest on", long_date(day))));
    if let (Standing::Draft, Ok(day)) =
        (tender.standing(desk.now), earliest_that_would_do(tender, &law, desk.now))
    {
        times.push(("Earliest working day that would do", long_date(day)));
    }
    times.extend(tender.row.questions_until.map(|at| ("Questions until", long_instant(at))));
    times.extend(tender.row.deadline.map(|at| ("Bids until", long_instant(at))));
    for (calendar, count) in &found.working_days {
        let label = match calendar {
            rules::law::holidays::Calendar::EnglandAndWales => "Working days to tender, in England and Wales",
            rules::law::holidays::Calendar::AnyPartOfUk => "Working days to tender, as the Act counts them",
        };
        times.push((label, count.map_or_else(|unknown| unknown.to_string(), |days| days.to_string())));
    }
    times.extend(tender.row.award_planned.map(|day| ("Award planned by", long_date(day))));
    times
}
