//! What a bidder is asked to make clear: question and answer are recorded, and the bid stays as it is.

use chrono::{DateTime, NaiveDate, Utc};
use entity::bidder_query;
use entity::id::{BidId, LetterId, PersonId, RowId};
use entity::number::Version;
use sea_orm::ActiveValue::{Set, Unchanged};

use super::conflicts::clear_if_seated;
use super::given::{day, text};
use super::opened::still_on_panel;
use super::{InOrOut, Scoring};
use crate::access::{Act, Actor, Side, may};
use crate::bid::{Answers, Bid, Names, Opened};
use crate::field::Kind::{Day, From, Prose, RowFrom};
use crate::field::{Draft, Field, List, long_day};
use crate::law::clock::uk_date;
use crate::{Action, Change, Letter, Problem, Refusal, Subject, Why};

/// Which bid is asked about, by its label, and about which question.
pub const ABOUT: &[Field] = &[
    Field::given("label", "Bid", "", From(List::Labels)),
    Field::optional(
        "criterion_id",
        "Question",
        "Leave it open if you ask about the bid as a whole.",
        RowFrom(List::Questions),
    ),
];

/// What a bidder is asked.
pub const ASK: &[Field] = &[
    Field::given("question", "What the bidder should make clear", "It cannot improve the bid.", Prose),
    Field::given("respond_by", "Answer by", "The last day. For example, 18 1 2028.", Day),
];

/// What the bidder answers.
pub const ANSWER: &[Field] =
    &[Field::given("answer", "Your answer", "Make clear what the bid says. It cannot be improved.", Prose)];

/// Asks a bidder to make an answer clear, and writes to it.
///
/// Refuses a lot that is signed off, a bid that is out, and a day that is past.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn ask(
    s: &Scoring,
    bid: BidId,
    criterion: Option<RowId>,
    id: RowId,
    letter: LetterId,
    draft: &Draft,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = asks(s, actor)?;
    let entered = s.bid(bid)?;
    let lot = s.not_signed(entered.bid.row.lot_id)?;
    if let Some(criterion) = criterion
        && s.question(criterion)?.0.id != lot.lot_id
    {
        let says = "Choose a question of the lot that the bid is for.";
        return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("criterion_id", says)] });
    }
    let by = day(draft, "respond_by")?;
    if by <= uk_date(now) {
        let says = "Give the bidder until tomorrow at least.";
        return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("respond_by", says)] });
    }
    let question = text(draft, "question")?;
    // Checks are decided by name: said of a label, that it is out would tell whose it is. Whoever tries one label after the
    // other writes to the bidders that are in.
    if let InOrOut::Out(_) = s.stands(entered) {
        return Err(Refusal::of(Why::NotNow, "This question cannot be put to the bidder."));
    }
    let tender = &s.tender().row;
    let says = format!(
        "{question}\n\nPlease answer by the end of {}. Your answer makes clear what your bid says; it cannot improve it.",
        long_day(by)
    );
    let row = bidder_query::ActiveModel {
        id: Set(id),
        version: Set(Version(1)),
        tender_id: Set(tender.id),
        bid_id: Set(bid),
        criterion_id: Set(criterion),
        question: Set(question),
        asked_at: Set(now),
        person_id: Set(person),
        respond_by: Set(by),
        ..Default::default()
    };
    let letter = Letter {
        id: letter,
        to: entered.bid.row.organisation_id,
        tender: Some(tender.id),
        contract: None,
        once: format!("query/{}", id.0),
        subject: format!("{}: please make your bid clear", tender.reference),
        says,
        path: format!("/bids/{}/queries/{}", bid.0, id.0),
        at: now,
    };
    let change = s.change(Action::AskForClarity).rests_on(lot).rests_on(&entered.bid.row);
    // The record of actions is read before quality is signed off, so it must not tell whose label was asked.
    let change = change.insert(row).hiding(&["bid_id"]);
    Ok(change.letter(letter).hiding(&["organisation_id", "path"]))
}

/// Who runs the evaluation, and is not kept from it by a seat on the panel.
fn asks(s: &Scoring, actor: &Actor) -> Result<PersonId, Refusal> {
    let person = s.theirs(actor)?;
    may(actor, Act::RunEvaluation)?;
    clear_if_seated(s, actor)?;
    Ok(person)
}

/// The bidder's answer, of the version of the query that its form was drawn from: once, until the end of the last day.
pub fn answer(
    bid: &Bid,
    query: &bidder_query::Model,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let own = matches!(actor.side, Side::Provider(own) if own == bid.row.organisation_id);
    if !own || query.bid_id != bid.row.id {
        return Err(Refusal::not_found());
    }
    may(actor, Act::SubmitBid)?;
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    may_answer(query, now)?;
    let row = bidder_query::ActiveModel {
        id: Unchanged(query.id),
        answer: Set(Some(text(draft, "answer")?)),
        answered_at: Set(Some(now)),
        answered_by: Set(Some(person)),
        ..Default::default()
    };
    // The council's own record does not name who answered: the panel must not learn whose bid it reads. Nor does the bid
    // move: its version stands on pages that name the bidder.
    let change = Change::of(Action::MakeClear, Subject::Bid(bid.row.id), None);
    Ok(change.rests_on(&bid.row).moves(query, seen).update(row))
}

/// Whether it can be answered still: once, until the end of the last day.
pub fn may_answer(query: &bidder_query::Model, now: DateTime<Utc>) -> Result<(), Refusal> {
    if query.answer.is_some() {
        return Err(Refusal::of(Why::NotNow, "This was answered already."));
    }
    if uk_date(now) > query.respond_by {
        let says = format!("This could be answered until the end of {}.", long_day(query.respond_by));
        return Err(Refusal::of(Why::NotNow, says));
    }
    Ok(())
}

/// A question to a bidder, as its reader may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked<'a> {
    /// What was asked.
    pub question: &'a str,
    /// When, and by whom.
    pub asked: (DateTime<Utc>, PersonId),
    /// The last day to answer.
    pub respond_by: NaiveDate,
    /// When it was answered, if it was.
    pub answered_at: Option<DateTime<Utc>>,
    /// What was answered, where that is open to the reader.
    pub answer: Option<&'a str>,
    /// What the reader calls the bid: its label, and the bidder's name once that is open.
    pub called: String,
    /// The question of the tender it is about, if it is about one.
    pub about: Option<&'a str>,
}

impl Scoring {
    /// The bids that may be asked about, those that are out among them, so that the list does not tell which: each label, and what the reader calls it. Refuses who does not run the
    /// evaluation.
    pub fn to_ask(&self, actor: &Actor) -> Result<Vec<(String, String)>, Refusal> {
        asks(self, actor)?;
        let lots = self.terms().lots.iter().filter(|lot| self.not_signed(lot.id).is_ok());
        let bids = lots.flat_map(|lot| self.entered(lot.id)).map(|entered| entered.bid.row.id);
        Ok(bids.map(|bid| (self.label(bid).to_owned(), self.called(bid, actor))).collect())
    }

    /// The bid with this label, for whoever may ask about it.
    pub fn bid_to_ask(&self, label: &str, actor: &Actor) -> Result<BidId, Refusal> {
        asks(self, actor)?;
        let labelled = self.rows().labels.iter().find(|row| row.label == label);
        labelled.map(|row| row.bid_id).ok_or_else(Refusal::not_found)
    }

    /// What was asked and answered: to whoever runs the evaluation from outside the panel everything, but answers only of
    /// lots that are signed off; to others what is about answers that are open to them.
    pub fn asked(&self, actor: &Actor) -> Result<Vec<Asked<'_>>, Refusal> {
        clear_if_seated(self, actor)?;
        let runs = may(actor, Act::RunEvaluation).is_ok() && !still_on_panel(self, actor);
        let leave = Opened::<Answers>::to(self, actor);
        let queries = match (runs, &leave) {
            (true, _) => self.rows().queries.iter().collect(),
            (false, Ok(leave)) => self.queries(leave),
            (false, Err(refusal)) => return Err(refusal.clone()),
        };
        let one = |query| self.as_asked(query, runs, leave.as_ref().ok(), actor);
        Ok(queries.into_iter().map(one).collect())
    }

    fn as_asked<'a>(
        &'a self,
        query: &'a bidder_query::Model,
        runs: bool,
        leave: Option<&Opened<Answers>>,
        actor: &Actor,
    ) -> Asked<'a> {
        let about = query.criterion_id.and_then(|id| self.question(id).ok());
        let is_open =
            leave.is_some_and(|leave| shows(leave, query)) || (runs && self.is_signed_of(query.bid_id));
        Asked {
            question: &query.question,
            asked: (query.asked_at, query.person_id),
            respond_by: query.respond_by,
            answered_at: query.answered_at,
            answer: query.answer.as_deref().filter(|_| is_open),
            called: self.called(query.bid_id, actor),
            about: about.map(|(_, question)| question.title.as_str()),
        }
    }

    fn is_signed_of(&self, bid: BidId) -> bool {
        let lot = self.bid(bid).ok().and_then(|entered| self.lot(entered.bid.row.lot_id));
        lot.is_some_and(|row| row.signed_at.is_some())
    }

    fn called(&self, bid: BidId, actor: &Actor) -> String {
        let names = Opened::<Names>::to(self, actor).ok();
        match names.and_then(|names| self.name(bid, &names).map(str::to_owned)) {
            Some(name) => format!("{}: {name}", self.label(bid)),
            None => self.label(bid).to_owned(),
        }
    }

    /// What was asked and answered of the answers that are open to the reader.
    #[must_use]
    pub fn queries(&self, may: &Opened<Answers>) -> Vec<&bidder_query::Model> {
        self.rows().queries.iter().filter(|query| shows(may, query)).collect()
    }
}

fn shows(may: &Opened<Answers>, query: &bidder_query::Model) -> bool {
    match query.criterion_id {
        Some(question) => may.shows_question(query.bid_id, question),
        None => may.shows(query.bid_id),
    }
}

#[cfg(test)]
mod tests;
