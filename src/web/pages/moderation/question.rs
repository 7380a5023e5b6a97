//! The moderation of one question: opened, the meeting, and every bid side by side.

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::{ModerationId, RowId};
use entity::moderation as meeting;
use entity::number::Version;
use rules::bid::{Answers, Opened, Scores};
use rules::field::{Lists, draft, long_day};
use rules::scoring::Scoring;
use rules::scoring::moderation::{
    MEETING, may_moderate, may_open, open as open_rule, record_meeting as meeting_rule, standing,
};
use sea_orm::Value;
use serde::Serialize;

use super::shown::{Reading, ShownBid};
use super::{code, path};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw, merge};
use crate::web::pages::scores::shown::{ShownQuestion, answer, asked, names};
use crate::web::pages::scoring_case;
use crate::web::pages::tenders::TenderHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct QuestionPage {
    head: TenderHead,
    list: String,
    path: String,
    number: usize,
    question: ShownQuestion,
    code: &'static str,
    standing: String,
    is_open: bool,
    may_open: bool,
    version: i32,
    meeting: Vec<(&'static str, String)>,
    form: Option<Form>,
    may_agree: bool,
    bids: Vec<ShownBid>,
    hidden: Option<String>,
}

impl Page for QuestionPage {
    const TEMPLATE: &'static str = "moderation/question.html";
    fn title(&self) -> String {
        format!("Moderation of question {} – {}", self.number, self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

type ToQuestion = Path<(String, i64)>;

/// One question, with as much of its moderation as is open to the reader.
pub async fn show(desk: Desk<Staff>, Path((reference, question)): ToQuestion) -> Result<Response, Stop> {
    draw_question(&desk, &reference, question, None).await
}

/// Opens its moderation.
pub async fn open(Path((reference, question)): ToQuestion, posted: Posted<Staff>) -> Result<Response, Stop> {
    let scoring = scoring_case(&posted, &reference).await?;
    asked(&scoring, question)?;
    let id: ModerationId = posted.new_id().await?;
    let change = open_rule(&scoring, RowId(question), id, &posted.actor, posted.now);
    posted.settle_or_stop(change, &format!("{}/{question}", path(&reference))).await
}

/// Records the meeting.
pub async fn record_meeting(
    Path((reference, question)): ToQuestion,
    mut posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let scoring = scoring_case(&posted, &reference).await?;
    asked(&scoring, question)?;
    let held = scoring.meeting(RowId(question));
    let (values, gaps) = (values(held), Gaps::default());
    let now = held.map_or(Version(0), |held| held.version);
    let seen = merge(&mut posted, now, MEETING, &Holds { values: &values, gaps: &gaps });
    let change = draft(MEETING, &posted.typed, &Lists::default(), &gaps)
        .and_then(|draft| meeting_rule(&scoring, RowId(question), &draft, seen, &posted.actor, posted.now));
    match posted.settle(change, &format!("{}/{question}", path(&reference))).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_question(&posted, &reference, question, Some(&again)).await,
    }
}

async fn draw_question(
    desk: &Desk<Staff>,
    reference: &str,
    question: i64,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let scoring = scoring_case(desk, reference).await?;
    let (_, number, terms) = asked(&scoring, question)?;
    let held = scoring.meeting(terms.id);
    let may = may_moderate(&scoring, terms.id, &desk.actor).is_ok();
    let path = format!("{}/{question}", path(reference));
    let values = values(held);
    // A form that came back is drawn even where it can no longer be saved, so that nothing typed is lost.
    let form = (may || again.is_some()).then(|| {
        let holds = Holds { values: &values, gaps: &Gaps::default() };
        let version = held.map_or(Version(0), |held| held.version);
        draw(path.clone(), version, MEETING, &holds, &Lists::default(), again)
    });
    let (bids, hidden) = match bids(desk, &scoring, question).await {
        Ok(bids) => (bids, None),
        Err(Stop::Refused(refusal)) => (Vec::new(), Some(refusal.first())),
        Err(stop) => return Err(stop),
    };
    let stands = standing(&scoring, terms.id);
    let shows = form.is_none() && hidden.is_none();
    desk.page(&QuestionPage {
        head: TenderHead::of(desk, scoring.tender()),
        list: super::path(reference),
        number,
        question: ShownQuestion::of(terms),
        code: code(stands),
        standing: stands.label(),
        is_open: held.is_some(),
        may_open: may_open(&scoring, terms.id, &desk.actor, desk.now).is_ok(),
        version: scoring.row().version.0,
        meeting: held.filter(|_| shows).map(facts).unwrap_or_default(),
        form,
        may_agree: may,
        bids,
        hidden,
        path,
    })
}

/// Every bid that the reader may read of, with the scores where they are open.
async fn bids(desk: &Desk<Staff>, scoring: &Scoring, question: i64) -> Result<Vec<ShownBid>, Stop> {
    let (lot, _, terms) = asked(scoring, question)?;
    let answers = Opened::<Answers>::to(scoring, &desk.actor)?;
    let scores = Opened::<Scores>::to(scoring, &desk.actor).ok();
    let names = names(desk, scoring);
    let colleagues = desk.colleagues().await?;
    let reading =
        Reading { scoring, scores: scores.as_ref(), names: names.as_ref(), colleagues: &colleagues };
    let mut all = Vec::new();
    for (bid, label) in scoring.labels(lot.id, &answers) {
        if answers.shows_question(bid, terms.id) {
            let said = answer(desk, scoring, &answers, bid, label, terms.id).await?;
            all.push(reading.bid(bid, label, terms.id, Some(said)));
        }
    }
    if all.is_empty() {
        let says = "This question was not given to you to score.";
        return Err(rules::Refusal::of(rules::Why::NotYours, says).into());
    }
    Ok(all)
}

/// What is recorded of the meeting, in the order of the fields.
fn values(held: Option<&meeting::Model>) -> [Value; 3] {
    [
        Value::ChronoDate(held.and_then(|held| held.held_on)),
        Value::String(held.and_then(|held| held.attended.clone())),
        Value::String(held.and_then(|held| held.minutes.clone())),
    ]
}

fn facts(held: &meeting::Model) -> Vec<(&'static str, String)> {
    let facts = [
        ("Day of the meeting", held.held_on.map(long_day)),
        ("Who was there", held.attended.clone()),
        ("What was said", held.minutes.clone()),
    ];
    facts.into_iter().filter_map(|(label, value)| Some((label, value?))).collect()
}
