//! Who leaves the panel after the evaluation has begun, who takes over, who joins: for an approver.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::id::RowId;
use rules::Refusal;
use rules::field::{Typed, draft};
use rules::people::Person;
use rules::scoring::panel::{JOIN, RELEASE, Successor, join as join_rule, release as release_rule};

use super::{FormPage, case, head, name, path, staff};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Holds, draw};

/// The form of a release.
pub async fn show_release(
    desk: Desk<Staff>,
    Path((reference, member)): Path<(String, i64)>,
) -> Result<Response, Stop> {
    draw_release(&desk, &reference, member, None).await
}

/// Releases someone, and lets another take over.
pub async fn release(
    Path((reference, member)): Path<(String, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let s = case(&posted, &reference).await?;
    let lists = staff(&posted).await?;
    let successor = match named(&posted, &posted.typed, "successor").await? {
        Some(person) => {
            let questions = s.terms().lots.iter().flat_map(|lot| lot.questions()).count();
            Some(Successor {
                person,
                seat: posted.new_id().await?,
                questions: posted.new_ids(questions).await?,
            })
        }
        None => None,
    };
    let id: RowId = posted.new_id().await?;
    let change = draft(RELEASE, &posted.typed, &lists, &Gaps::default()).and_then(|draft| {
        let (seen, actor) = (posted.seen(), &posted.actor);
        release_rule(&s, RowId(member), id, successor.as_ref(), &draft, seen, actor, posted.now)
    });
    match posted.settle(change, &format!("{}/panel", path(&reference))).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_release(&posted, &reference, member, Some(&again)).await,
    }
}

/// The form of someone who joins.
pub async fn show_join(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    draw_join(&desk, &reference, None).await
}

/// Puts someone new on the panel.
pub async fn join(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let s = case(&posted, &reference).await?;
    let lists = staff(&posted).await?;
    let person = named(&posted, &posted.typed, "person_id").await?;
    let id: RowId = posted.new_id().await?;
    let change = draft(JOIN, &posted.typed, &lists, &Gaps::default()).and_then(|draft| {
        let person = person.as_ref().ok_or_else(Refusal::not_found)?;
        join_rule(&s, id, person, &draft, posted.seen(), &posted.actor, posted.now)
    });
    match posted.settle(change, &format!("{}/panel", path(&reference))).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_join(&posted, &reference, Some(&again)).await,
    }
}

/// Whom a form names, of the own staff.
async fn named(desk: &Desk<Staff>, typed: &Typed, field: &str) -> Result<Option<Person>, Stop> {
    match typed.get(field).parse() {
        Ok(number) => Ok(desk.person(entity::id::PersonId(number)).await?),
        Err(_) => Ok(None),
    }
}

async fn draw_release(
    desk: &Desk<Staff>,
    reference: &str,
    member: i64,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let s = case(desk, reference).await?;
    let lists = staff(desk).await?;
    let colleagues = desk.colleagues().await?;
    let row = s.tender().panel.iter().find(|row| row.id.0 == member).ok_or(Stop::NotFound)?;
    let back = format!("{}/panel", path(reference));
    let form = (s.still_sits(row) || again.is_some()).then(|| {
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        draw(format!("{back}/{member}/release"), s.row().version, RELEASE, &holds, &lists, again)
    });
    desk.page(&FormPage {
        head: head(desk, &s),
        title: "Release someone from the panel".to_owned(),
        trail: trail(reference),
        facts: vec![("Person", name(&colleagues, row.person_id)), ("Seat", row.seat.label().to_owned())],
        intro: "They read nothing more. What they have submitted is kept and still counts. Whoever takes over declares their interests first.",
        label: "Release",
        back,
        why_not: form.is_none().then(|| "They no longer sit on this panel.".to_owned()),
        form,
    })
}

async fn draw_join(desk: &Desk<Staff>, reference: &str, again: Option<&Again>) -> Result<Response, Stop> {
    let s = case(desk, reference).await?;
    let lists = staff(desk).await?;
    let back = format!("{}/panel", path(reference));
    let holds = Holds { values: &[], gaps: &Gaps::default() };
    desk.page(&FormPage {
        head: head(desk, &s),
        title: "Put someone on the panel".to_owned(),
        trail: trail(reference),
        facts: Vec::new(),
        intro: "For when nobody on the panel can score a question. They declare their interests first, and the procurement officer then gives questions to them.",
        label: "Put on the panel",
        form: Some(draw(format!("{back}/join"), s.row().version, JOIN, &holds, &lists, again)),
        back,
        why_not: None,
    })
}

fn trail(reference: &str) -> Vec<(String, &'static str)> {
    vec![(path(reference), "Evaluation"), (format!("{}/panel", path(reference)), "Who scores what")]
}
