//! Interests in the bidders: everyone on the panel declares before anything is shown, an approver decides.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::conflict_declaration;
use entity::gaps::Gaps;
use entity::id::{PersonId, RowId};
use rules::access::Act;
use rules::field::{Lists, draft};
use rules::law::clock::long_instant;
use rules::scoring::Scoring;
use rules::scoring::conflicts::{
    DECIDE, DECLARE, Interest, Stand, decide as decide_rule, declare as declare_rule,
};
use serde::Serialize;

use super::{FormPage, case, head, name, path};
use crate::store::{Colleague, Staff};
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::pages::tenders::TenderHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct InterestsPage {
    head: TenderHead,
    path: String,
    bidders: Vec<String>,
    declared: usize,
    of: usize,
    /// One's own, for whoever sits on the panel.
    own: Option<Own>,
    /// Everyone's, for whoever does not.
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Own {
    stand: &'static str,
    code: &'static str,
    facts: Vec<(&'static str, String)>,
    form: Option<Form>,
    why_not: &'static str,
}

#[derive(Serialize)]
struct Row {
    name: String,
    seat: &'static str,
    stand: &'static str,
    code: &'static str,
    facts: Vec<(&'static str, String)>,
    decide: Option<String>,
}

impl Page for InterestsPage {
    const TEMPLATE: &'static str = "evaluation/interests.html";
    fn title(&self) -> String {
        format!("Interests – {}", self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.own.as_ref().and_then(|own| own.form.as_ref()).is_some_and(Form::came_back)
    }
}

/// One's own declaration, or everyone's.
pub async fn show(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    draw_interests(&desk, &reference, None).await
}

/// Declares one's own.
pub async fn declare(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let s = case(&posted, &reference).await?;
    let id: RowId = posted.new_id().await?;
    let change = draft(DECLARE, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| declare_rule(&s, id, &draft, &posted.actor, posted.now));
    match posted.settle(change, &format!("{}/interests", path(&reference))).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_interests(&posted, &reference, Some(&again)).await,
    }
}

/// What someone declared, and the form of the decision.
pub async fn decision(
    desk: Desk<Staff>,
    Path((reference, person)): Path<(String, i64)>,
) -> Result<Response, Stop> {
    draw_decision(&desk, &reference, person, None).await
}

/// Decides.
pub async fn decide(
    Path((reference, person)): Path<(String, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let s = case(&posted, &reference).await?;
    let (seen, actor) = (posted.seen(), &posted.actor);
    let change = draft(DECIDE, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| decide_rule(&s, PersonId(person), &draft, seen, actor, posted.now));
    match posted.settle(change, &format!("{}/interests", path(&reference))).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_decision(&posted, &reference, person, Some(&again)).await,
    }
}

async fn draw_interests(
    desk: &Desk<Staff>,
    reference: &str,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let s = case(desk, reference).await?;
    let colleagues = desk.colleagues().await?;
    let interests = s.interests(&desk.actor)?;
    let is_own = |one: &&Interest<'_>| Some(one.member.person_id) == desk.actor.person;
    let own = interests.iter().find(is_own).map(|one| own(desk, &s, reference, one, again));
    let (declared, of) = s.declarations();
    let rows = interests.iter().filter(|_| own.is_none());
    desk.page(&InterestsPage {
        head: head(desk, &s),
        path: path(reference),
        bidders: s.bidders().into_iter().map(str::to_owned).collect(),
        declared,
        of,
        rows: rows.map(|one| row(desk, reference, one, &colleagues)).collect(),
        own,
    })
}

fn own(desk: &Desk<Staff>, s: &Scoring, reference: &str, one: &Interest<'_>, again: Option<&Again>) -> Own {
    let sits = s.still_sits(one.member) && one.stand != Stand::Undecided && desk.may(Act::Evaluate);
    let form = (sits || again.is_some()).then(|| {
        let action = format!("{}/interests", path(reference));
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        draw(action, s.row().version, DECLARE, &holds, &Lists::default(), again)
    });
    let (stand, code) = words(one.stand);
    let why_not = match one.stand {
        Stand::Undecided => "You read no bid before an approver has decided.",
        Stand::NotYet | Stand::Clear | Stand::Kept | Stand::Removed => "You no longer sit on this panel.",
    };
    Own { stand, code, facts: one.said.map(facts).unwrap_or_default(), form, why_not }
}

fn row(desk: &Desk<Staff>, reference: &str, one: &Interest<'_>, colleagues: &[Colleague]) -> Row {
    let person = one.member.person_id;
    let waits = one.stand == Stand::Undecided && desk.may(Act::DecideConflicts);
    let (stand, code) = words(one.stand);
    Row {
        name: name(colleagues, person),
        seat: one.member.seat.label(),
        stand,
        code,
        facts: one.said.map(facts).unwrap_or_default(),
        decide: waits.then(|| format!("{}/interests/{}", path(reference), person.0)),
    }
}

/// How someone stands, in words and by the name of the mark.
fn words(stand: Stand) -> (&'static str, &'static str) {
    match stand {
        Stand::NotYet => ("Not declared yet", "not-started"),
        Stand::Clear => ("Declared: no interest", "complete"),
        Stand::Undecided => ("Declared an interest: an approver decides", "started"),
        Stand::Kept => ("Declared an interest: stays on the panel", "complete"),
        Stand::Removed => ("Declared an interest: removed from the panel", "returned"),
    }
}

fn facts(row: &conflict_declaration::Model) -> Vec<(&'static str, String)> {
    [
        ("Declared", Some(long_instant(row.at))),
        ("Interest", row.says.clone()),
        ("Decided", row.decision.map(|decision| decision.label().to_owned())),
        ("Reason", row.decision_reason.clone()),
    ]
    .into_iter()
    .filter_map(|(label, says)| Some((label, says?)))
    .collect()
}

async fn draw_decision(
    desk: &Desk<Staff>,
    reference: &str,
    person: i64,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let s = case(desk, reference).await?;
    let colleagues = desk.colleagues().await?;
    let interests = s.interests(&desk.actor)?;
    let is_theirs = |one: &&Interest<'_>| one.member.person_id.0 == person;
    let one = interests.iter().find(is_theirs).ok_or(Stop::NotFound)?;
    let waits = one.stand == Stand::Undecided && Some(one.member.person_id) != desk.actor.person;
    let mut about = vec![("Person", name(&colleagues, one.member.person_id))];
    about.extend(one.said.map(facts).unwrap_or_default());
    about.push(("Bidders", s.bidders().join("\n")));
    let back = format!("{}/interests", path(reference));
    let form = (waits || again.is_some()).then(|| {
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        draw(format!("{back}/{person}"), s.row().version, DECIDE, &holds, &Lists::default(), again)
    });
    desk.page(&FormPage {
        head: head(desk, &s),
        title: "Decide on a declared interest".to_owned(),
        trail: vec![(path(reference), "Evaluation"), (back.clone(), "Interests")],
        facts: about,
        intro: "Until you decide, they read no bid. Someone who is removed reads nothing more, and what they scored no longer counts.",
        label: "Save the decision",
        back,
        why_not: form.is_none().then(|| "There is no interest of theirs to decide on.".to_owned()),
        form,
    })
}
