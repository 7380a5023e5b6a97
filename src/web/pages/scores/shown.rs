//! What a bid answers to one question, as the panel reads it: text, attached files, what the bidder made clear.

use entity::id::{BidId, RowId};
use entity::state::PartKind;
use rules::bid::{Answers, FileName, Names, Opened, words};
use rules::field::long_day;
use rules::law::clock::long_instant;
use rules::scoring::{Scoring, letter_of};
use rules::tender::terms::{CriterionTerms, LotTerms};
use serde::Serialize;

use crate::store::{OpenedPart, Says, Staff};
use crate::web::answer::Stop;
use crate::web::desk::Desk;

/// What a bid answers to one question.
#[derive(Serialize)]
pub struct ShownAnswer {
    text: String,
    counted: String,
    files: Vec<ShownFile>,
    cleaned: bool,
    clear: Vec<MadeClear>,
}

/// A file that was attached to it.
#[derive(Serialize)]
struct ShownFile {
    path: String,
    name: String,
}

/// What the bidder was asked to make clear.
#[derive(Serialize)]
struct MadeClear {
    question: String,
    answer: Option<String>,
    when: String,
}

/// What is asked.
#[derive(Serialize)]
pub struct ShownQuestion {
    title: String,
    asks: String,
    facts: Vec<(&'static str, String)>,
}

impl ShownQuestion {
    /// A question, with its weight and limits.
    pub fn of(question: &CriterionTerms) -> Self {
        let limit = question.word_limit.map(|limit| words::words(limit.unsigned_abs() as usize));
        let mut facts = vec![("Weight", question.weight.to_string())];
        facts.extend(limit.map(|limit| ("Word limit", limit)));
        facts.extend(question.minimum.map(|minimum| ("Lowest score that passes", minimum.to_string())));
        let asks = question.question.clone().unwrap_or_default();
        Self { title: question.title.clone(), asks, facts }
    }
}

/// A question with its lot and its number in it, from 1.
pub fn asked(scoring: &Scoring, question: i64) -> Result<(&LotTerms, usize, &CriterionTerms), Stop> {
    let lots = scoring.terms().lots.iter();
    let mut all = lots.flat_map(|lot| (1..).zip(lot.questions()).map(move |(number, it)| (lot, number, it)));
    all.find(|(_, _, it)| it.id == RowId(question)).ok_or(Stop::NotFound)
}

/// What the panel calls a bid, with the bidder's name where that is open.
pub fn named(scoring: &Scoring, names: Option<&Opened<Names>>, bid: BidId, label: &str) -> String {
    match names.and_then(|names| scoring.name(bid, names)) {
        Some(name) => format!("{label}: {name}"),
        None => label.to_owned(),
    }
}

/// Leave to read whose bid is whose, if there is.
pub fn names(desk: &Desk<Staff>, scoring: &Scoring) -> Option<Opened<Names>> {
    Opened::<Names>::to(scoring, &desk.actor).ok()
}

/// Whether the bidder's name is open to the reader.
pub fn is_named(desk: &Desk<Staff>, scoring: &Scoring, bid: BidId) -> bool {
    names(desk, scoring).is_some_and(|names| scoring.name(bid, &names).is_some())
}

/// The answer of one bid to one question, by leave.
pub async fn answer(
    desk: &Desk<Staff>,
    scoring: &Scoring,
    leave: &Opened<Answers>,
    bid: BidId,
    label: &str,
    question: RowId,
) -> Result<ShownAnswer, Stop> {
    let (_, number, terms) = asked(scoring, question.0)?;
    let parts = desk.answers(leave, bid).await?;
    let masked = !is_named(desk, scoring, bid);
    let about = |one: &&OpenedPart| one.part.about == Some(question);
    let text = parts.iter().filter(about).find_map(|one| match (&one.says, one.part.kind) {
        (Says::Text(text), PartKind::Answer) => Some(text.clone()),
        (Says::Text(_) | Says::File(_), _) => None,
    });
    let text = text.unwrap_or_default();
    let (reference, letter) = (&scoring.tender().row.reference, letter_of(label));
    let folder = format!("/tenders/{reference}/scores/{letter}/{}/files", question.0);
    let shown = |attached: Attached<'_>| ShownFile {
        path: format!("{folder}/{}", attached.place),
        name: attached.name(masked, label, number).name,
    };
    Ok(ShownAnswer {
        counted: counted(&text, terms),
        files: attached(&parts, question).into_iter().map(shown).collect(),
        cleaned: masked,
        clear: made_clear(scoring, leave, bid, question),
        text,
    })
}

/// A file that was attached to an answer.
pub struct Attached<'a> {
    /// Its part.
    pub part: RowId,
    /// Which of the answer's files it is, from 1.
    pub place: usize,
    file: &'a FileName,
}

impl Attached<'_> {
    /// What it is called: by the label, or, where the bidder's name is open, as the bidder called it.
    pub fn name(&self, masked: bool, label: &str, question: usize) -> FileName {
        if !masked {
            return self.file.clone();
        }
        let ending = self.file.name.rsplit('.').next().unwrap_or_default();
        let name = format!("{label}, question {question}, attachment {}.{ending}", self.place);
        FileName { name, media: self.file.media.clone() }
    }
}

/// The files that were attached to the answer to a question, in the order in which they came.
pub fn attached(parts: &[OpenedPart], question: RowId) -> Vec<Attached<'_>> {
    let files =
        parts.iter().filter(|one| one.part.about == Some(question)).filter_map(|one| match &one.says {
            Says::File(file) => Some((one.part.id, file)),
            Says::Text(_) => None,
        });
    (1..).zip(files).map(|(place, (part, file))| Attached { part, place, file }).collect()
}

fn counted(text: &str, question: &CriterionTerms) -> String {
    let has = words::words(words::count(text));
    match question.word_limit {
        Some(limit) => format!("{has} of at most {limit}"),
        None => has,
    }
}

fn made_clear(scoring: &Scoring, leave: &Opened<Answers>, bid: BidId, question: RowId) -> Vec<MadeClear> {
    let queries = scoring.queries(leave).into_iter().filter(|query| query.bid_id == bid);
    let about = queries.filter(|query| query.criterion_id.is_none_or(|about| about == question));
    about
        .map(|query| MadeClear {
            question: query.question.clone(),
            answer: query.answer.clone(),
            when: match query.answered_at {
                Some(at) => format!("Answered {}", long_instant(at)),
                None => format!("Can be answered until the end of {}", long_day(query.respond_by)),
            },
        })
        .collect()
}
