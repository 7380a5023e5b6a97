//! A mail server for the stories: it notes what it is brought, and answers as it is told to.

use std::collections::VecDeque;
use std::sync::Mutex;

use gatehouse::post::{Carrier, NotTaken, Pace, Post, Round};
use lettre::Message;

use super::{World, instant};

/// What the server has taken, and what it answers next; with no answer left it says yes.
#[derive(Default)]
pub struct Server {
    pub taken: Mutex<Vec<Email>>,
    pub answers: Mutex<VecDeque<Answer>>,
}

/// What the server answers.
#[derive(Clone, Debug)]
pub enum Answer {
    Yes,
    No(NotTaken),
    /// It takes the email, and we die before we hear of it.
    YesUnheard,
}

/// An email as it was taken.
#[derive(Clone, Debug)]
pub struct Email {
    pub id: String,
    pub to: String,
    pub raw: String,
}

impl Server {
    /// One that answers so first.
    pub fn answering(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self { answers: Mutex::new(answers.into_iter().collect()), ..Self::default() }
    }

    /// What it has taken so far.
    pub fn taken(&self) -> Vec<Email> {
        self.taken.lock().expect("nobody died with it").clone()
    }
}

impl Carrier for &Server {
    async fn carry(&self, mail: &Message) -> Result<(), NotTaken> {
        let answer = self.answers.lock().expect("nobody died with it").pop_front().unwrap_or(Answer::Yes);
        if let Answer::No(no) = answer {
            return Err(no);
        }
        let email = Email {
            id: mail.headers().get_raw("Message-ID").expect("it has one").to_owned(),
            to: mail.envelope().to().iter().map(ToString::to_string).collect::<Vec<_>>().join(","),
            raw: String::from_utf8(mail.formatted()).expect("it is ASCII"),
        };
        self.taken.lock().expect("nobody died with it").push(email);
        match answer {
            Answer::YesUnheard => std::future::pending().await,
            Answer::Yes | Answer::No(_) => Ok(()),
        }
    }
}

impl World {
    /// One round of emails at an instant.
    pub async fn post(&self, server: &Server, now: &str) -> Round {
        let now = instant(now);
        let pace = Pace { now: &|| now, stop: &|| false };
        post(server).deliver(&self.store, pace).await.expect("the record answers")
    }
}

/// The sender of the stories.
pub fn post(server: &Server) -> Post<&Server> {
    let sender = "Medway tenders <tenders@medway.example>".parse().expect("a mailbox");
    Post::new(server, sender, "https://gatehouse.test".to_owned())
}
