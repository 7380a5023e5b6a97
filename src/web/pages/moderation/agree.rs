//! One agreed score, written in the meeting with everybody's scores, the answer and the words of the scale beside it.

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::{BidId, RowId};
use entity::number::Version;
use rules::bid::{Answers, Opened, Scores};
use rules::field::{Lists, draft};
use rules::scoring::moderation::{AGREED, agree, may_moderate};
use rules::scoring::{Scoring, letter_of};
use rules::tender::terms::StepTerms;
use sea_orm::Value;
use serde::Serialize;

use super::path;
use super::shown::{Reading, ShownBid};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw, merge};
use crate::web::pages::scores::shown::{ShownQuestion, answer, asked, names};
use crate::web::pages::scoring_case;
use crate::web::pages::tenders::TenderHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct AgreePage {
    head: TenderHead,
    list: String,
    back: String,
    number: usize,
    question: ShownQuestion,
    bid: ShownBid,
    scale: Vec<StepTerms>,
    form: Form,
    next: Option<String>,
}

impl Page for AgreePage {
    const TEMPLATE: &'static str = "moderation/agree.html";
    fn title(&self) -> String {
        format!("{}, question {} – {}", self.bid.label, self.number, self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

type ToBid = Path<(String, i64, String)>;

/// The form of an agreed score.
pub async fn show(desk: Desk<Staff>, Path((reference, question, letter)): ToBid) -> Result<Response, Stop> {
    draw_agreed(&desk, &reference, question, &letter, None).await
}

/// Records an agreed score, and goes on to the next bid if that was asked for.
pub async fn save(
    Path((reference, question, letter)): ToBid,
    mut posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let scoring = scoring_case(&posted, &reference).await?;
    let question = RowId(question);
    let leave = Opened::<Answers>::to(&scoring, &posted.actor)?;
    let bid = scoring.labelled(&letter, &leave).ok_or(Stop::NotFound)?;
    let (values, gaps) = (values(&posted, &scoring, question, bid)?, Gaps::default());
    let now = scoring.meeting(question).map_or(Version(0), |held| held.version);
    let seen = merge(&mut posted, now, AGREED, &Holds { values: &values, gaps: &gaps });
    let id: RowId = posted.new_id().await?;
    let change = draft(AGREED, &posted.typed, &Lists::default(), &gaps)
        .and_then(|draft| agree(&scoring, question, bid, id, &draft, seen, &posted.actor, posted.now));
    let back = format!("{}/{}", path(&reference), question.0);
    let next = match posted.typed.get("go") {
        "next" => {
            next(&posted, &scoring, question, bid)?.map(|label| format!("{back}/{}", letter_of(&label)))
        }
        _ => None,
    };
    match posted.settle(change, &next.unwrap_or(back)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_agreed(&posted, &reference, question.0, &letter, Some(&again)).await,
    }
}

async fn draw_agreed(
    desk: &Desk<Staff>,
    reference: &str,
    question: i64,
    letter: &str,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let scoring = scoring_case(desk, reference).await?;
    let (lot, number, terms) = asked(&scoring, question)?;
    if again.is_none() {
        may_moderate(&scoring, terms.id, &desk.actor)?;
    }
    let answers = Opened::<Answers>::to(&scoring, &desk.actor)?;
    let scores = Opened::<Scores>::to(&scoring, &desk.actor)?;
    let names = names(desk, &scoring);
    let colleagues = desk.colleagues().await?;
    let labels = scoring.labels(lot.id, &answers);
    let (bid, label) = labels.into_iter().find(|(_, it)| letter_of(it) == letter).ok_or(Stop::NotFound)?;
    let reading =
        Reading { scoring: &scoring, scores: Some(&scores), names: names.as_ref(), colleagues: &colleagues };
    let said = answer(desk, &scoring, &answers, bid, label, terms.id).await?;
    let back = format!("{}/{question}", path(reference));
    let values = values(desk, &scoring, terms.id, bid)?;
    let holds = Holds { values: &values, gaps: &Gaps::default() };
    let version = scoring.meeting(terms.id).map_or(Version(0), |held| held.version);
    let form = draw(format!("{back}/{letter}"), version, AGREED, &holds, &Lists::default(), again);
    desk.page(&AgreePage {
        head: TenderHead::of(desk, scoring.tender()),
        list: path(reference),
        back,
        number,
        question: ShownQuestion::of(terms),
        bid: reading.bid(bid, label, terms.id, Some(said)),
        scale: scoring.terms().scale.clone(),
        form,
        next: next(desk, &scoring, terms.id, bid)?,
    })
}

/// What is agreed so far, in the order of the fields.
fn values(desk: &Desk<Staff>, scoring: &Scoring, question: RowId, bid: BidId) -> Result<[Value; 3], Stop> {
    let leave = Opened::<Scores>::to(scoring, &desk.actor)?;
    let row = scoring.agreed_score(question, bid, &leave);
    Ok([
        Value::Int(row.map(|row| row.score)),
        Value::String(row.map(|row| row.reason.clone())),
        Value::String(row.and_then(|row| row.move_reason.clone())),
    ])
}

/// The label of the bid after this one.
fn next(desk: &Desk<Staff>, scoring: &Scoring, question: RowId, bid: BidId) -> Result<Option<String>, Stop> {
    let (lot, ..) = asked(scoring, question.0)?;
    let leave = Opened::<Answers>::to(scoring, &desk.actor)?;
    let mut after = scoring.labels(lot.id, &leave).into_iter().skip_while(|(id, _)| *id != bid).skip(1);
    Ok(after.next().map(|(_, label)| label.to_owned()))
}
