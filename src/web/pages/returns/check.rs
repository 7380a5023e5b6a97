//! The whole return on one page; what is said of the period; sending, signing, declining, submitting.

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::RowId;
use entity::number::Version;
use rules::field::{Field, Lists, draft, held};
use rules::law::clock::uk_date;
use rules::returns::Return;
use rules::returns::save::{NOTE, save_note};
use rules::returns::sign::{self as rule, DECLINE, Left, left, may_sign, signs};
use rules::{Change, Refusal};
use serde::Serialize;

use super::boxes::{Boxes, said};
use super::own::{Head, Names, Own, who_has_it};
use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw, frame, merge};
use crate::web::view::Page;

#[derive(Serialize)]
struct CheckPage {
    head: Head,
    who: String,
    /// What is left, each with where it is done.
    left: Vec<(String, String)>,
    groups: Vec<Group>,
    whole_files: Vec<(String, String)>,
    nil: Option<String>,
    note: Option<Form>,
    note_said: Option<String>,
    /// Why it cannot be sent yet, where nothing is left to do.
    not_over: Option<String>,
    send: Option<Form>,
    submit: Option<Form>,
    sign: Option<Form>,
    why_no_sign: Option<String>,
    decline: Option<Form>,
    signatories: Vec<String>,
    may_invite: bool,
    /// The form that came back.
    back: Form,
}

#[derive(Serialize)]
struct Group {
    path: String,
    says: String,
    figures: Vec<Shown>,
}

#[derive(Serialize)]
struct Shown {
    boxes: Boxes,
    said: Vec<(&'static str, String)>,
    files: Vec<(String, String)>,
}

impl Page for CheckPage {
    const TEMPLATE: &'static str = "returns/check.html";
    fn title(&self) -> String {
        self.head.titled("Check and send")
    }
    fn has_problems(&self) -> bool {
        self.back.came_back()
    }
}

/// Which of the forms of the page came back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Note,
    Decline,
    Button,
}

/// The whole return, to be checked, printed and sent.
pub async fn show(desk: Desk<Provider>, Path(id): Path<i64>) -> Result<Response, Stop> {
    draw_check(&desk, id, None).await
}

/// Saves what is said of the period as a whole.
pub async fn note(Path(id): Path<i64>, mut posted: Posted<Provider>) -> Result<Response, Stop> {
    let own = Own::of(&posted, id).await?;
    let one = own.one()?;
    let (values, gaps) = ([held(&one.row, "note")], Gaps::default());
    let seen = merge(&mut posted, one.row.version, NOTE, &Holds { values: &values, gaps: &gaps });
    let change = draft(NOTE, &posted.typed, &Lists::default(), &gaps)
        .and_then(|draft| save_note(&own.monitoring, one, &draft, seen, &posted.actor));
    settle(&posted, id, change, "check", Which::Note).await
}

/// Sends the return to the signatory.
pub async fn send(Path(id): Path<i64>, posted: Posted<Provider>) -> Result<Response, Stop> {
    let own = Own::of(&posted, id).await?;
    let change = rule::send(&own.monitoring, own.one()?, posted.seen(), &posted.actor, posted.now);
    settle(&posted, id, change, "", Which::Button).await
}

/// Submits a return that nobody else has to sign.
pub async fn submit(Path(id): Path<i64>, posted: Posted<Provider>) -> Result<Response, Stop> {
    let (own, row) = (Own::of(&posted, id).await?, posted.new_id::<RowId>().await?);
    let one = own.one()?;
    let change = rule::submit(&own.monitoring, one, row, posted.seen(), &posted.actor, posted.now);
    settle(&posted, id, change, &submission(one), Which::Button).await
}

/// Signs the return, which submits it.
pub async fn sign(Path(id): Path<i64>, posted: Posted<Provider>) -> Result<Response, Stop> {
    let (own, row) = (Own::of(&posted, id).await?, posted.new_id::<RowId>().await?);
    let one = own.one()?;
    let change = rule::sign(&own.monitoring, one, row, posted.seen(), &posted.actor, posted.now);
    settle(&posted, id, change, &submission(one), Which::Button).await
}

/// Declines to sign it.
pub async fn decline(Path(id): Path<i64>, posted: Posted<Provider>) -> Result<Response, Stop> {
    let own = Own::of(&posted, id).await?;
    let one = own.one()?;
    let change = draft(DECLINE, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| rule::decline(&own.monitoring, one, &draft, posted.seen(), &posted.actor));
    settle(&posted, id, change, "", Which::Decline).await
}

fn submission(one: &Return) -> String {
    format!("submissions/{}", one.row.submissions.saturating_add(1))
}

async fn settle(
    posted: &Posted<Provider>,
    id: i64,
    change: Result<Change, Refusal>,
    then: &str,
    which: Which,
) -> Result<Response, Stop> {
    let then = format!("/returns/{id}/{then}");
    match posted.settle(change, then.trim_end_matches('/')).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_check(posted, id, Some((which, &again))).await,
    }
}

async fn draw_check(
    desk: &Desk<Provider>,
    id: i64,
    again: Option<(Which, &Again)>,
) -> Result<Response, Stop> {
    let own = Own::of(desk, id).await?;
    let names = Names::of(desk).await?;
    let (monitoring, one, head) = (&own.monitoring, own.one()?, Head::of(desk, &own)?);
    let (path, version) = (own.path(), one.row.version);
    let came = |which: Which| again.filter(|(came, _)| *came == which).map(|(_, again)| again);
    let left = left(monitoring, one);
    let is_over = monitoring.is_over(one, uk_date(desk.now));
    let may_send = head.may_fill && left.is_empty() && is_over.is_ok();
    let button = |to: &str, shown: bool| shown.then(|| frame(format!("{path}/{to}"), version, &[], None));
    let signing = may_sign(monitoring, one, &desk.actor);
    let reads_as_signatory = one.is_with_signatory() && signs(&desk.actor.roles);
    let note_values = [held(&one.row, "note")];
    let may_note = head.may_fill && one.queried().is_empty() || came(Which::Note).is_some();
    let note = may_note.then(|| {
        let holds = Holds { values: &note_values, gaps: &Gaps::default() };
        draw(format!("{path}/note"), version, NOTE, &holds, &Lists::default(), came(Which::Note))
    });
    let decline = (reads_as_signatory || came(Which::Decline).is_some())
        .then(|| empty(format!("{path}/decline"), version, DECLINE, came(Which::Decline)));
    let back = match again {
        Some((Which::Note, _)) => note.clone().unwrap_or_default(),
        Some((Which::Decline, _)) => decline.clone().unwrap_or_default(),
        Some((Which::Button, again)) => refused(version, again),
        None => Form::default(),
    };
    let people = desk.people().await?;
    let is_other = |person: &&rules::people::Person| Some(person.row.id) != desk.actor.person;
    let signatories = people.iter().filter(|person| signs(&person.roles)).filter(is_other);
    desk.page(&CheckPage {
        who: who_has_it(&own, &names)?,
        left: links(&own, &left)?,
        groups: groups(&own)?,
        whole_files: files(&own, None)?,
        nil: one.row.nil.then(|| one.row.nil_reason.clone().unwrap_or_default()),
        note_said: one.row.note.clone().filter(|_| note.is_none()),
        note,
        not_over: is_over.err().filter(|_| head.may_fill).map(Refusal::first),
        send: button("send", may_send && monitoring.is_signed()),
        submit: button("submit", may_send && !monitoring.is_signed()),
        sign: button("sign", signing.is_ok()),
        why_no_sign: signing.err().filter(|_| reads_as_signatory).map(Refusal::first),
        decline,
        signatories: signatories.map(|person| person.row.name.clone()).collect(),
        may_invite: desk.may(rules::access::Act::ManageColleagues),
        back,
        head,
    })
}

fn empty(action: String, version: Version, fields: &[Field], again: Option<&Again>) -> Form {
    let holds = Holds { values: &[], gaps: &Gaps::default() };
    draw(action, version, fields, &holds, &Lists::default(), again)
}

/// A button that was refused; what is left is listed below with links to where it is done.
fn refused(version: Version, again: &Again) -> Form {
    let mut form = frame(String::new(), version, &[], Some(again));
    form.problems.iter_mut().for_each(|problem| problem.at = None);
    form
}

/// What is left, each linked to its box.
fn links(own: &Own, left: &[Left]) -> Result<Vec<(String, String)>, Stop> {
    let path = own.path();
    let link = |it: &Left| {
        let kpi = own.monitoring.kpi(it.kpi)?;
        let field = it.problem.field.as_deref().unwrap_or_default();
        let to = if field.ends_with("-file") {
            format!("{path}/evidence")
        } else if field.ends_with("-answer") {
            format!("{path}/answer")
        } else if field.is_empty() {
            format!("{path}/outcomes/{}#k{}", kpi.row.outcome_id.0, kpi.row.number)
        } else {
            let radio = if field.ends_with("-yes") { "-1" } else { "" };
            format!("{path}/outcomes/{}#{field}{radio}", kpi.row.outcome_id.0)
        };
        Ok((to, it.problem.says.clone()))
    };
    left.iter().map(link).collect()
}

fn groups(own: &Own) -> Result<Vec<Group>, Stop> {
    let one = own.one()?;
    let mut groups = Vec::new();
    for (id, says) in own.outcomes()? {
        let mut figures = Vec::new();
        for asked in own.asked()?.into_iter().filter(|asked| asked.kpi.row.outcome_id == id) {
            let kpi = asked.kpi.row.id;
            figures.push(Shown {
                boxes: Boxes::of(&own.monitoring, one, asked, false, None),
                said: said(asked, one.figure(kpi)),
                files: files(own, Some(kpi))?,
            });
        }
        groups.push(Group { path: format!("{}/outcomes/{}", own.path(), id.0), says, figures });
    }
    Ok(groups)
}

/// Files of a figure, or of the return as a whole: where they are and what they are called.
fn files(own: &Own, kpi: Option<entity::id::KpiId>) -> Result<Vec<(String, String)>, Stop> {
    let file = |row: &entity::return_evidence::Model| {
        (format!("{}/evidence/{}", own.path(), row.id.0), format!("{} ({})", row.title, row.name))
    };
    Ok(own.one()?.files().filter(|row| row.kpi_id == kpi).map(file).collect())
}
