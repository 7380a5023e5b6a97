//! Questions about a tender: asked by providers while they may, answered to everyone without saying who asked, or to
//! the asker alone where it is commercially confidential.

mod given_away;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use entity::choice::Choice;
use entity::id::{ClarificationId, LetterId, RowId};
use entity::number::Version;
use entity::state::AnswerTo;
use entity::{clarification, organisation, tender};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::Tender;
use super::follow::follower_row;
use super::letters::{Words, to_each};
use super::standing::{must_be_open, of_their_authority};
use crate::access::{Act, Actor, may};
use crate::field::Kind::{Choice as OneOf, Prose, Tick};
use crate::field::{Draft, Field, options};
use crate::law::clock::{long_instant, uk_date};
use crate::{Action, Change, Problem, Refusal, Subject, Why};

/// The fields of a question.
pub const ASK: &[Field] = &[
    Field::given(
        "question",
        "Your question",
        "The answer goes to everyone, without saying who asked. Do not name your organisation.",
        Prose,
    ),
    Field::optional(
        "confidential",
        "The answer would give away something commercially confidential: send it to us alone",
        "",
        Tick,
    ),
    Field::optional(
        "confidential_reason",
        "Why it is confidential",
        "Needed where you ask for an answer to you alone. The council decides.",
        Prose,
    ),
];

/// The fields of an answer.
pub const ANSWER: &[Field] = &[
    Field::given("audience", "Who reads the answer", "", OneOf(options::<AnswerTo>)),
    Field::optional(
        "stated",
        "The question as everyone reads it",
        "Without anything that tells who asked. Not needed where only the asker reads the answer.",
        Prose,
    ),
    Field::given("answer", "The answer", "", Prose),
    Field::optional(
        "audience_reason",
        "Why",
        "Needed where only the asker reads it, or where everyone does although the asker wanted it otherwise.",
        Prose,
    ),
];

/// The numbers of a question to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fresh {
    /// Of the question.
    pub id: ClarificationId,
    /// Of the row by which the asker is told of the tender from then on.
    pub follower: RowId,
    /// Its number among the questions of the tender, from 1.
    pub number: i32,
}

/// A question as it was asked, and by whom. Only the council and the asker see both together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The question.
    pub row: clarification::Model,
    /// Who asked.
    pub asker: organisation::Model,
}

/// Whether this person may read who asks, and in which words: whoever answers, and never the panel, which scores
/// without knowing who bids. Everyone else reads what was answered to everyone.
#[must_use]
pub fn may_read_askers(tender: &Tender, actor: &Actor) -> bool {
    of_their_authority(tender, actor).is_ok()
        && may(actor, Act::WriteTender).is_ok()
        && !tender.is_on_panel(actor.person)
}

/// Whether this person may ask now. Refuses once the published day for questions has passed.
pub fn may_ask(tender: &Tender, actor: &Actor, now: DateTime<Utc>) -> Result<(), Refusal> {
    may(actor, Act::WriteBid)?;
    must_be_open(tender, now)?;
    let until = tender.published().map(|terms| terms.questions_until).ok_or_else(Refusal::not_found)?;
    if now < until {
        return Ok(());
    }
    Err(Refusal::of(Why::NotNow, format!("Questions could be asked until {}.", long_instant(until))))
}

/// How many questions about a tender one organisation can have waiting for an answer.
pub const MOST_UNANSWERED: usize = 50;

/// Asks. `own` are the questions that the asker's organisation has asked about the tender. The asker is told of everything that happens to the tender from then on.
pub fn ask(
    tender: &Tender,
    own: &[clarification::Model],
    fresh: Fresh,
    draft: &Draft,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_ask(tender, actor, now)?;
    let organisation = actor.organisation().ok_or_else(Refusal::not_found)?;
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    let waiting = own.iter().filter(|one| one.organisation_id == organisation && one.answered_at.is_none());
    if waiting.count() >= MOST_UNANSWERED {
        let says = format!(
            "{MOST_UNANSWERED} of your questions about this tender are waiting for an answer. Ask again once the council has answered some of them."
        );
        return Err(Refusal::of(Why::NotNow, says));
    }
    let confidential = draft.value("confidential").is_some_and(|value| *value == true.into());
    let mut problems = Vec::new();
    match (confidential, draft.text("confidential_reason")) {
        (true, None) => problems.push(Problem::at(
            "confidential_reason",
            "Say what would be given away, so that the council can decide.",
        )),
        (false, Some(_)) => problems.push(Problem::at(
            "confidential_reason",
            "Tick the box above if you want the answer to yourselves alone, or take this text out.",
        )),
        (true, Some(_)) | (false, None) => {}
    }
    Refusal::unless_empty(problems)?;
    let row = draft.onto(clarification::ActiveModel {
        id: Set(fresh.id),
        version: Set(Version(1)),
        tender_id: Set(tender.row.id),
        number: Set(fresh.number),
        organisation_id: Set(organisation),
        person_id: Set(person),
        asked_at: Set(now),
        ..Default::default()
    });
    // It rests on the tender, so that none lands after a cancellation.
    let change = about(&tender.row, Action::AskQuestion, fresh.number).rests_on(&tender.row).insert(row);
    let follows = tender.told().contains(&organisation);
    Ok(if follows {
        change
    } else {
        change.insert(follower_row(fresh.follower, tender, organisation, person, now))
    })
}

/// Who is written to when a question is answered: the asker, and everyone who follows the tender if everyone reads it.
/// As many letters need numbers.
#[must_use]
pub fn answered_to(tender: &Tender, asked: &clarification::Model) -> BTreeSet<entity::id::OrganisationId> {
    let mut to = tender.told();
    to.insert(asked.organisation_id);
    to
}

/// Whether an answer may be given, or corrected, now.
pub fn may_answer(tender: &Tender, actor: &Actor, now: DateTime<Utc>) -> Result<(), Refusal> {
    of_their_authority(tender, actor)?;
    may(actor, Act::WriteTender)?;
    must_be_open(tender, now)
}

/// Answers, or corrects an answer: the new one is published like the first, and the record of actions keeps both.
///
/// Refuses what would tell who asked, and an answer to the asker alone without a reason.
pub fn answer(
    tender: &Tender,
    asked: &Asked,
    letters: &[LetterId],
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_answer(tender, actor, now)?;
    let Asked { row: asked, asker } = asked;
    if asked.tender_id != tender.row.id || asked.organisation_id != asker.id {
        return Err(Refusal::not_found());
    }
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    let audience = draft.text("audience").and_then(AnswerTo::of).ok_or_else(Refusal::not_found)?;
    Refusal::unless_empty(problems(tender, asked, asker, audience, draft))?;
    let mut row = draft.onto(clarification::ActiveModel {
        id: Unchanged(asked.id),
        answered_at: Set(Some(now)),
        answered_by: Set(Some(person)),
        ..Default::default()
    });
    if audience == AnswerTo::AskerOnly {
        row.stated = Set(None);
    }
    let change = about(&tender.row, Action::AnswerQuestion, asked.number)
        .moves(asked, seen)
        .rests_on(&tender.row)
        .update(row);
    let to = match audience {
        AnswerTo::Everyone => answered_to(tender, asked),
        AnswerTo::AskerOnly => BTreeSet::from([asked.organisation_id]),
    };
    to_each(change, tender, &to, letters, &letter(tender, asked, audience, draft, seen), now)
}

/// Whether the answer that stands took the place of an earlier one.
#[must_use]
pub fn is_corrected(asked: &clarification::Model) -> bool {
    // A question is written once and moves once with each answer.
    asked.version.0 > 2
}

/// Whole days left to answer before the deadline, today not counted; nothing once it has passed.
#[must_use]
pub fn days_left(tender: &Tender, now: DateTime<Utc>) -> Option<i64> {
    let closes = tender.row.closes_at.filter(|closes| now < *closes)?;
    Some((uk_date(closes) - uk_date(now)).num_days())
}

fn about(tender: &tender::Model, action: Action, number: i32) -> Change {
    Change::of(action, Subject::Tender(tender.id), Some(tender.authority_id)).on(format!("question {number}"))
}

fn problems(
    tender: &Tender,
    asked: &clarification::Model,
    asker: &organisation::Model,
    audience: AnswerTo,
    draft: &Draft,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let reason = draft.text("audience_reason");
    match audience {
        AnswerTo::AskerOnly => {
            if asked.audience == Some(AnswerTo::Everyone) {
                let says = "Everyone has read the first answer, so the correction goes to everyone too.";
                problems.push(Problem::at("audience", says));
            }
            if reason.is_none() {
                let says = "Say what is commercially confidential, so that only the asker may read it.";
                problems.push(Problem::at("audience_reason", says));
            }
        }
        AnswerTo::Everyone => {
            if draft.text("stated").is_none() {
                problems.push(Problem::at("stated", "Write the question as everyone may read it."));
            }
            if asked.confidential && reason.is_none() {
                let says = "They asked for an answer to them alone. Say why everyone reads it.";
                problems.push(Problem::at("audience_reason", says));
            }
            for field in ["stated", "answer"] {
                let given_away = draft.text(field).and_then(|text| given_away::by(text, asker, tender));
                problems.extend(given_away.map(|says| Problem::at(field, says)));
            }
        }
    }
    problems
}

fn letter(
    tender: &Tender,
    asked: &clarification::Model,
    audience: AnswerTo,
    draft: &Draft,
    seen: Version,
) -> Words {
    let (reference, title) = (&tender.row.reference, tender.title());
    let answer = draft.text("answer").unwrap_or_default();
    let done = if asked.answered_at.is_some() { "corrected its answer to" } else { "answered" };
    let (which, question, path) = match audience {
        AnswerTo::Everyone => ("a question", draft.text("stated").unwrap_or_default(), ""),
        AnswerTo::AskerOnly => ("your question, to you alone,", asked.question.as_str(), "/ask"),
    };
    Words {
        once: format!("answered/{}/{}", asked.id.0, seen.0),
        subject: format!("Answer to a question about {reference}"),
        says: format!(
            "The council has {done} {which} about {title} ({reference}).\n\nQuestion:\n\n{question}\n\nAnswer:\n\n{answer}"
        ),
        path: format!("/opportunities/{reference}{path}"),
    }
}

#[cfg(test)]
mod tests;
