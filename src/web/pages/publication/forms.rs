//! The forms of publication: one button, or a few fields and a button.

use axum::extract::Path;
use axum::response::Response;
use chrono::{DateTime, Utc};
use entity::gaps::Gaps;
use entity::id::{LetterId, RowId};
use entity::number::Version;
use rules::access::Actor;
use rules::field::{Draft, Field, Lists, draft};
use rules::procurement::Procurement;
use rules::tender::{
    Tender, amend as amending, cancel as ending, extend as extending, publish as publishing,
};
use rules::{Change, Refusal};
use serde::Serialize;

use super::super::tenders::TenderHead;
use super::with_procurement;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::view::Page;

#[derive(Serialize)]
struct FormPage {
    head: TenderHead,
    title: &'static str,
    intro: &'static str,
    button: &'static str,
    grave: bool,
    form: Form,
}

impl Page for FormPage {
    const TEMPLATE: &'static str = "publication/form.html";
    fn title(&self) -> String {
        format!("{} – {}", self.title, self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// One of the forms of this file.
struct Which {
    path: &'static str,
    title: &'static str,
    intro: &'static str,
    button: &'static str,
    grave: bool,
    fields: &'static [Field],
    may: fn(&Tender, &Procurement, &Actor, DateTime<Utc>) -> Result<(), Refusal>,
    rule: fn(&Given<'_>) -> Result<Change, Refusal>,
}

const FORMS: [Which; 5] = [
    Which {
        path: "amend",
        title: "Publish the amendment",
        intro: "A new version of the terms is published and everyone who follows the tender is told. Bids that were \
                submitted stand as they are.",
        button: "Publish the amendment",
        grave: false,
        fields: amending::AMEND,
        may: amending::may_publish_amendment,
        rule: amend,
    },
    Which {
        path: "extend",
        title: "Extend the deadline",
        intro: "For everybody, before the deadline passes. Nothing else of the terms changes.",
        button: "Extend the deadline",
        grave: false,
        fields: extending::EXTEND,
        may: |tender, _, actor, now| extending::may_extend(tender, actor, now),
        rule: extend,
    },
    Which {
        path: "reopen",
        title: "Reopen the tender",
        intro: "Only where the system or the council was at fault. It opens for everyone, and for a fixed time, before \
                any bid has been opened.",
        button: "Reopen the tender",
        grave: false,
        fields: extending::REOPEN,
        may: |tender, _, actor, now| extending::may_reopen(tender, actor, now),
        rule: reopen,
    },
    Which {
        path: "cancel",
        title: "Cancel the tender",
        intro: "This is final. Everyone who follows the tender is told why. A notice that the procurement has ended may \
                be due afterwards.",
        button: "Cancel the tender",
        grave: true,
        fields: ending::CANCEL,
        may: |tender, _, actor, now| ending::may_cancel(tender, actor, now),
        rule: cancel,
    },
    Which {
        path: "ending-notice",
        title: "Record the notice that the procurement has ended",
        intro: "Publish it on the official site first.",
        button: "Save",
        grave: false,
        fields: ending::ENDING_NOTICE,
        may: |tender, _, actor, now| ending::may_record_ending_notice(tender, actor, now),
        rule: record_ending_notice,
    },
];

fn which(path: &str) -> Result<&'static Which, Stop> {
    FORMS.iter().find(|which| which.path == path).ok_or(Stop::NotFound)
}

/// One of the forms.
pub async fn show_form(
    desk: Desk<Staff>,
    Path((reference, form)): Path<(String, String)>,
) -> Result<Response, Stop> {
    draw_form(&desk, &reference, which(&form)?, None).await
}

async fn draw_form(
    desk: &Desk<Staff>,
    reference: &str,
    which: &Which,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let (tender, procurement) = with_procurement(desk, reference).await?;
    // A form that came back is drawn even where it can no longer be saved, so that nothing typed is lost.
    if again.is_none() {
        (which.may)(&tender, &procurement, &desk.actor, desk.now)?;
    }
    let holds = Holds { values: &[], gaps: &Gaps::default() };
    let action = format!("/tenders/{reference}/publication/{}", which.path);
    let form = draw(action, tender.row.version, which.fields, &holds, &Lists::default(), again);
    desk.page(&FormPage {
        head: TenderHead::of(desk, &tender),
        title: which.title,
        intro: which.intro,
        button: which.button,
        grave: which.grave,
        form,
    })
}

/// A posted form with everything a rule may need of it.
struct Given<'a> {
    tender: &'a Tender,
    procurement: &'a Procurement,
    draft: Draft,
    rows: (RowId, RowId),
    letters: Vec<LetterId>,
    posted: &'a Posted<Staff>,
}

/// Reads one of the forms, asks its rule, and goes back to the page of publication or draws the form again.
pub async fn decide(
    Path((reference, form)): Path<(String, String)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let which = which(&form)?;
    let (tender, procurement) = with_procurement(&posted, &reference).await?;
    let rows = (posted.new_id().await?, posted.new_id().await?);
    let letters = posted.new_ids(tender.told().len()).await?;
    let read = draft(which.fields, &posted.typed, &Lists::default(), &Gaps::default());
    let change = read.and_then(|draft| {
        let (tender, procurement, posted) = (&tender, &procurement, &posted);
        (which.rule)(&Given { tender, procurement, draft, rows, letters, posted })
    });
    match posted.settle(change, &format!("/tenders/{reference}/publication")).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_form(&posted, &reference, which, Some(&again)).await,
    }
}

/// Publishes the tender: one button; what stands in the way gets a page of its own.
pub async fn publish(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let (tender, procurement) = with_procurement(&posted, &reference).await?;
    publishing::may_publish(&tender, &procurement, &posted.actor, posted.now)?;
    let (id, keys) = (posted.new_id().await?, posted.new_keys().await?);
    let change =
        publishing::publish(&tender, &procurement, id, &keys, posted.seen(), &posted.actor, posted.now);
    posted.settle_or_stop(change, &format!("/tenders/{reference}/publication")).await
}

/// Begins an amendment.
pub async fn begin_amendment(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let tender = super::tender_case(&posted, &reference).await?;
    let change = amending::begin_amendment(&tender, posted.seen(), &posted.actor, posted.now);
    posted.settle_or_stop(change, &format!("/tenders/{reference}/publication")).await
}

fn amend(given: &Given<'_>) -> Result<Change, Refusal> {
    let (by, seen, now) = given.by();
    let (tender, procurement) = (given.tender, given.procurement);
    let (id, letters) = (given.rows.0, given.letters.as_slice());
    amending::publish_amendment(tender, procurement, &given.draft, id, letters, seen, by, now)
}

fn extend(given: &Given<'_>) -> Result<Change, Refusal> {
    let (by, seen, now) = given.by();
    let extension = extending::Extension::of(&given.draft)?;
    extending::extend(given.tender, &extension, given.rows.0, &given.letters, seen, by, now)
}

fn reopen(given: &Given<'_>) -> Result<Change, Refusal> {
    let (by, seen, now) = given.by();
    let reopening = extending::Reopening::of(&given.draft)?;
    extending::reopen(given.tender, &reopening, given.rows, &given.letters, seen, by, now)
}

fn cancel(given: &Given<'_>) -> Result<Change, Refusal> {
    let (by, seen, now) = given.by();
    ending::cancel(given.tender, &given.draft, &given.letters, seen, by, now)
}

fn record_ending_notice(given: &Given<'_>) -> Result<Change, Refusal> {
    let (by, seen, now) = given.by();
    ending::record_ending_notice(given.tender, &given.draft, seen, by, now)
}

impl<'a> Given<'a> {
    /// Who, from which version, when.
    fn by(&self) -> (&'a Actor, Version, DateTime<Utc>) {
        (&self.posted.actor, self.posted.seen(), self.posted.now)
    }
}
