//! What a bid says, opened for its own provider: the draft, or one of its submissions.

use entity::bid_part;
use entity::choice::Choice;
use entity::id::RowId;
use entity::state::PartKind;
use rules::bid::price::Schedule;
use rules::bid::{Declared, Filled, Manifest, Place, words};
use rules::tender::terms::{LotTerms, Terms};

use super::own::Own;
use crate::store::{OwnParts, Provider};
use crate::web::answer::Stop;
use crate::web::desk::Desk;

/// A bid as it reads.
pub(super) struct Contents {
    pub terms: Terms,
    pub lot: LotTerms,
    pub declared: Option<Declared>,
    pub conditions: Vec<Said>,
    pub answers: Vec<Said>,
    pub price: Option<Schedule>,
    pub files: Vec<FileSaid>,
}

/// What was asked, and what was said.
pub(super) struct Said {
    pub place: Place,
    pub title: String,
    pub asks: String,
    pub text: Option<String>,
    pub words: usize,
    pub limit: Option<i32>,
}

/// A file, by name.
pub(super) struct FileSaid {
    pub id: i64,
    pub name: String,
    /// What it belongs to, where it belongs to something.
    pub about: Option<String>,
    pub digest: String,
}

impl Contents {
    /// The draft as it is now.
    pub async fn of_draft(desk: &Desk<Provider>, own: &Own) -> Result<Self, Stop> {
        let parts: Vec<&bid_part::Model> = own.bid.current().collect();
        let opens = desk.own_parts(own.bid.row.id).await?;
        Self::of(&opens, &parts, own.terms.clone(), own.lot.clone()).await
    }

    /// A submission as it was, under the terms of that day.
    pub async fn of_submission(desk: &Desk<Provider>, own: &Own, number: i32) -> Result<Self, Stop> {
        let submission = own.bid.submissions.iter().find(|one| one.number == number).ok_or(Stop::NotFound)?;
        let terms = own.tender.terms.iter().find(|terms| terms.number == submission.terms_number);
        let terms = terms.and_then(Terms::of).ok_or(Stop::Broken)?;
        let lot = terms.lot(own.bid.row.lot_id).ok_or(Stop::Broken)?.clone();
        let manifest = Manifest::read(&submission.manifest).ok_or(Stop::Broken)?;
        let submitted = |part: &&bid_part::Model| manifest.parts.iter().any(|listed| listed.id == part.id);
        let parts: Vec<&bid_part::Model> = own.bid.parts.iter().filter(submitted).collect();
        let opens = desk.own_parts(own.bid.row.id).await?;
        Self::of(&opens, &parts, terms, lot).await
    }

    /// What the draft says, as far as the rules must know.
    pub fn filled(&self, own: &Own) -> Filled {
        let part = |place| own.bid.at(place).map(|part| part.id);
        let answered = self.answers.iter().filter(|said| said.text.is_some());
        Filled {
            words: answered.filter_map(|said| Some((part(said.place)?, said.words))).collect(),
            price: part(Place::PRICE).zip(self.price.clone()),
            declared: part(Place::DECLARATION).zip(self.declared.clone()),
        }
    }

    async fn of(
        opens: &OwnParts,
        parts: &[&bid_part::Model],
        terms: Terms,
        lot: LotTerms,
    ) -> Result<Self, Stop> {
        let read = async |place: Place| match parts.iter().rev().find(|part| Place::of(part) == place) {
            Some(part) => Ok::<_, Stop>(Some(opens.text(part).await?)),
            None => Ok(None),
        };
        let mut conditions = Vec::new();
        for one in &terms.conditions {
            let place = Place::condition(one.id);
            let (title, asks) = (one.kind.label().to_owned(), one.says.clone());
            conditions.push(Said::new(place, title, asks, None, read(place).await?));
        }
        let mut answers = Vec::new();
        for one in lot.questions() {
            let place = Place::answer(one.id);
            let (title, asks) = (one.title.clone(), one.question.clone().unwrap_or_default());
            answers.push(Said::new(place, title, asks, one.word_limit, read(place).await?));
        }
        let declared = read(Place::DECLARATION).await?.and_then(|text| Declared::of(&text));
        let price = read(Place::PRICE).await?.and_then(|text| Schedule::of(&text));
        let files = FileSaid::of(opens, parts, &terms, &lot).await?;
        Ok(Self { declared, conditions, answers, price, files, terms, lot })
    }
}

impl FileSaid {
    /// The files of the draft. What else the draft says stays sealed.
    pub async fn of_draft(desk: &Desk<Provider>, own: &Own) -> Result<Vec<Self>, Stop> {
        let parts: Vec<&bid_part::Model> = own.bid.current().collect();
        let opens = desk.own_parts(own.bid.row.id).await?;
        Self::of(&opens, &parts, &own.terms, &own.lot).await
    }

    async fn of(
        opens: &OwnParts,
        parts: &[&bid_part::Model],
        terms: &Terms,
        lot: &LotTerms,
    ) -> Result<Vec<Self>, Stop> {
        let asked = asked_of(terms, lot);
        let mut files = Vec::new();
        for part in parts.iter().filter(|part| part.kind == PartKind::File) {
            let (file, _) = opens.file(part).await?;
            let about = asked.iter().find(|(id, _)| Some(*id) == part.about).map(|(_, title)| title.clone());
            files.push(Self { id: part.id.0, name: file.name, about, digest: part.digest.clone() });
        }
        Ok(files)
    }
}

/// What a file can belong to: each question and each condition, by its row and what it is called.
pub(super) fn asked_of(terms: &Terms, lot: &LotTerms) -> Vec<(RowId, String)> {
    let questions = lot.questions().map(|one| (one.id, one.title.clone()));
    let conditions = terms.conditions.iter().map(|one| (one.id, one.kind.label().to_owned()));
    questions.chain(conditions).collect()
}

impl Said {
    fn new(place: Place, title: String, asks: String, limit: Option<i32>, text: Option<String>) -> Self {
        let words = text.as_deref().map(words::count).unwrap_or_default();
        Self { place, title, asks, text, words, limit }
    }
}
