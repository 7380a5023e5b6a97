//! Letters of councils to a provider.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use entity::id::LetterId;
use rules::law::clock::long_instant;
use serde::{Deserialize, Serialize};

use crate::store::{LETTERS_A_PAGE, OwnLetter, Provider};
use crate::web::answer::Stop;
use crate::web::desk::{App, Desk};
use crate::web::view::Page;

/// Which page of the list.
#[derive(Deserialize)]
pub struct Before {
    before: Option<i64>,
}

#[derive(Serialize)]
struct LettersPage {
    letters: Vec<Shown>,
    next: Option<i64>,
}

/// A letter as pages show it.
#[derive(Serialize)]
struct Shown {
    id: i64,
    is_new: bool,
    subject: String,
    says: String,
    path: String,
    at: String,
}

impl Shown {
    fn of(OwnLetter { row, is_new }: OwnLetter) -> Self {
        let at = long_instant(row.at);
        Self { id: row.id.0, is_new, subject: row.subject, says: row.says, path: row.path, at }
    }
}

impl Page for LettersPage {
    const TEMPLATE: &'static str = "letters/list.html";
    fn title(&self) -> String {
        "Letters".to_owned()
    }
}

/// The provider's letters, newest first.
pub async fn list(desk: Desk<Provider>, Query(page): Query<Before>) -> Result<Response, Stop> {
    let letters = desk.letters(page.before, &desk.actor).await?;
    let is_full = letters.len() as u64 >= LETTERS_A_PAGE;
    let next = letters.last().map(|letter| letter.row.id.0).filter(|_| is_full);
    desk.page(&LettersPage { letters: letters.into_iter().map(Shown::of).collect(), next })
}

#[derive(Serialize)]
struct LetterPage {
    letter: Shown,
}

impl Page for LetterPage {
    const TEMPLATE: &'static str = "letters/show.html";
    fn title(&self) -> String {
        self.letter.subject.clone()
    }
}

/// One letter. Whoever opens it has read it.
pub async fn show(
    State(app): State<App>,
    desk: Desk<Provider>,
    Path(id): Path<i64>,
) -> Result<Response, Stop> {
    let letter = desk.letter(LetterId(id), &desk.actor).await?.ok_or(Stop::NotFound)?;
    if let Some(person) = desk.actor.person.filter(|_| letter.is_new) {
        app.note_read(letter.row.id, person).await;
    }
    desk.page(&LetterPage { letter: Shown::of(letter) })
}
