//! The answer to a question, and how a condition of participation is met.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::id::RowId;
use entity::state::NeededBy;
use rules::bid::save::{ANSWER, CONDITION, within_limit};
use rules::bid::{Place, words};
use rules::field::{Field, Lists, draft};
use rules::tender::terms::StepTerms;
use sea_orm::Value;
use serde::Serialize;

use super::own::{Head, Own};
use super::saving;
use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw, merge};
use crate::web::view::Page;

/// What is asked at a place, and of how many words the answer may be.
struct Asked {
    place: Place,
    title: String,
    asks: String,
    facts: Vec<(&'static str, String)>,
    scale: Vec<StepTerms>,
    limit: Option<i32>,
    fields: &'static [Field],
    action: String,
}

#[derive(Serialize)]
struct AnswerPage {
    head: Head,
    title: String,
    asks: String,
    facts: Vec<(&'static str, String)>,
    scale: Vec<StepTerms>,
    limit: Option<i32>,
    /// How many words the text in the box has, and whether that is too many.
    counted: Option<String>,
    form: Option<Form>,
    text: String,
}

impl Page for AnswerPage {
    const TEMPLATE: &'static str = "bids/answer.html";
    fn title(&self) -> String {
        self.head.titled(&self.title)
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

type ToPlace = Path<(i64, i64)>;

/// A question with its box.
pub async fn question(desk: Desk<Provider>, Path((id, row)): ToPlace) -> Result<Response, Stop> {
    let own = Own::of(&desk, id).await?;
    let asked = of_question(&own, RowId(row))?;
    draw_answer(&desk, &own, asked, None).await
}

/// Saves an answer.
pub async fn save_question(Path((id, row)): ToPlace, posted: Posted<Provider>) -> Result<Response, Stop> {
    save(posted, id, |own| of_question(own, RowId(row))).await
}

/// A condition of participation with its box.
pub async fn condition(desk: Desk<Provider>, Path((id, row)): ToPlace) -> Result<Response, Stop> {
    let own = Own::of(&desk, id).await?;
    let asked = of_condition(&own, RowId(row))?;
    draw_answer(&desk, &own, asked, None).await
}

/// Saves how a condition is met.
pub async fn save_condition(Path((id, row)): ToPlace, posted: Posted<Provider>) -> Result<Response, Stop> {
    save(posted, id, |own| of_condition(own, RowId(row))).await
}

async fn save(
    mut posted: Posted<Provider>,
    id: i64,
    asked: impl Fn(&Own) -> Result<Asked, Stop>,
) -> Result<Response, Stop> {
    let own = Own::of(&posted, id).await?;
    let Asked { place, limit, fields, .. } = asked(&own)?;
    let values = [Value::String(own.text(&posted, place).await?)];
    let gaps = Gaps::default();
    let seen = merge(&mut posted, own.bid.row.version, fields, &Holds { values: &values, gaps: &gaps });
    let text = draft(fields, &posted.typed, &Lists::default(), &gaps).and_then(|draft| {
        let text = draft.text("answer").unwrap_or_default().to_owned();
        within_limit(&text, limit)?;
        Ok(text)
    });
    match saving::save(&posted, own, place, text, seen).await? {
        Ok(response) => Ok(response),
        Err(again) => {
            let own = Own::of(&posted, id).await?;
            let asked = asked(&own)?;
            draw_answer(&posted, &own, asked, Some(&again)).await
        }
    }
}

fn of_question(own: &Own, id: RowId) -> Result<Asked, Stop> {
    let question = own.lot.questions().find(|question| question.id == id).ok_or(Stop::NotFound)?;
    let mut facts = vec![("Weight", question.weight.to_string())];
    facts
        .extend(question.word_limit.map(|limit| ("Word limit", words::words(limit.unsigned_abs() as usize))));
    facts.extend(question.minimum.map(|minimum| ("Lowest score that passes", minimum.to_string())));
    Ok(Asked {
        place: Place::answer(id),
        title: question.title.clone(),
        asks: question.question.clone().unwrap_or_default(),
        facts,
        scale: own.terms.scale.clone(),
        limit: question.word_limit,
        fields: ANSWER,
        action: format!("{}/questions/{}", own.path(), id.0),
    })
}

fn of_condition(own: &Own, id: RowId) -> Result<Asked, Stop> {
    let condition = own.terms.conditions.iter().find(|condition| condition.id == id).ok_or(Stop::NotFound)?;
    let mut facts = vec![("Needed", condition.needed_by.label().to_owned())];
    facts.extend(condition.evidence.clone().map(|evidence| ("What shows it", evidence)));
    let note = match condition.needed_by {
        NeededBy::WithBid => None,
        NeededBy::BeforeAward | NeededBy::AtStart => {
            Some(("In your answer", "If you do not have it yet, say how and when you will.".to_owned()))
        }
    };
    facts.extend(note);
    Ok(Asked {
        place: Place::condition(id),
        title: condition.kind.label().to_owned(),
        asks: condition.says.clone(),
        facts,
        scale: Vec::new(),
        limit: None,
        fields: CONDITION,
        action: format!("{}/conditions/{}", own.path(), id.0),
    })
}

async fn draw_answer(
    desk: &Desk<Provider>,
    own: &Own,
    asked: Asked,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let head = Head::of(desk, own);
    let saved = own.text(desk, asked.place).await?;
    let text = match again {
        Some(again) => again.typed.get("answer").to_owned(),
        None => saved.clone().unwrap_or_default(),
    };
    let values = [Value::String(saved)];
    // A form that came back is drawn even where it can no longer be saved, so that nothing typed is lost.
    let form = (head.may_write || again.is_some()).then(|| {
        let holds = Holds { values: &values, gaps: &Gaps::default() };
        draw(asked.action, own.bid.row.version, asked.fields, &holds, &Lists::default(), again)
    });
    let count = words::count(&text);
    let is_question = !asked.scale.is_empty();
    let counted = match asked.limit {
        Some(limit) => Some(format!("{} of {}", words::words(count), limit)),
        None if is_question => Some(words::words(count)),
        None => None,
    };
    desk.page(&AnswerPage {
        head,
        title: asked.title,
        asks: asked.asks,
        facts: asked.facts,
        scale: asked.scale,
        limit: asked.limit,
        counted,
        form,
        text,
    })
}
