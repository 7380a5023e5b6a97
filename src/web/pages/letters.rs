//! Letters of councils to a provider.

use axum::extract::{Path, Query};
use axum::response::Response;
use entity::id::LetterId;
use entity::letter;
use rules::law::clock::long_instant;
use serde::{Deserialize, Serialize};

use crate::store::{LETTERS_A_PAGE, Provider};
use crate::web::answer::Stop;
use crate::web::desk::Desk;
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
    subject: String,
    says: String,
    path: String,
    at: String,
}

impl Shown {
    fn of(row: letter::Model) -> Self {
        Self { id: row.id.0, subject: row.subject, says: row.says, path: row.path, at: long_instant(row.at) }
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
    let letters = desk.letters(page.before).await?;
    let is_full = letters.len() as u64 >= LETTERS_A_PAGE;
    let next = letters.last().map(|letter| letter.id.0).filter(|_| is_full);
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

/// One letter.
pub async fn show(desk: Desk<Provider>, Path(id): Path<i64>) -> Result<Response, Stop> {
    let letter = desk.letter(LetterId(id)).await?.ok_or(Stop::NotFound)?;
    desk.page(&LetterPage { letter: Shown::of(letter) })
}
