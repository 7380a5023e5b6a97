//! The test world: a site over a record of its own, filled with the demonstration, and its people.

pub mod bids;
pub mod contracts;
mod database;
pub mod evaluation;
pub mod lots;
mod page;
pub mod post;
mod returned;
pub mod returns;
pub mod scores;
pub mod tenders;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, header};
use chrono::{DateTime, Utc};
use gatehouse::store::{Dice, House, Reader, Store};
use gatehouse::web::{App, Clock, Site, router};
use tower::ServiceExt;

pub use database::Database;
pub use page::Page;

/// When the stories begin, unless they say otherwise.
pub const MORNING: &str = "2026-11-21T09:00:00Z";

/// A site over a record of its own.
#[derive(Clone)]
pub struct World {
    pub store: Store,
    pub database: std::sync::Arc<Database>,
    site: Router,
    /// When it is, unless the story says otherwise.
    pub now: DateTime<Utc>,
}

/// Someone who uses the site: signed in, or nobody.
#[derive(Clone)]
pub struct Person {
    site: Router,
    cookie: Option<String>,
    csrf: String,
}

impl World {
    /// A copy of the filled demonstration.
    pub async fn new() -> Self {
        let database = Database::filled().await;
        let store = database.open(Dice::fixed(7)).await;
        Self::over(store, database, MORNING)
    }

    fn over(store: Store, database: Database, now: &str) -> Self {
        let now = instant(now);
        let app = app(&store, now);
        Self { store, database: std::sync::Arc::new(database), site: router(app), now }
    }

    /// The same record at another time.
    pub fn at(&self, now: &str) -> Self {
        let now = instant(now);
        Self { site: router(app(&self.store, now)), now, ..self.clone() }
    }

    /// The application, for what is not a page.
    pub fn app(&self) -> App {
        app(&self.store, self.now)
    }

    /// Someone signed in, without going through the password.
    pub async fn person(&self, email: &str) -> Person {
        let doors = self.store.doors();
        let known =
            doors.sign_in(email, self.now).await.expect("the record answers").expect("this person is known");
        let token = doors.open(known.person, self.now).await.expect("a session opens");
        let session = doors.session(&token, self.now).await.expect("the record answers").expect("it is open");
        Person { site: self.site.clone(), cookie: Some(format!("gatehouse={token}")), csrf: session.csrf }
    }

    /// Someone who has not signed in.
    pub fn stranger(&self) -> Person {
        Person { site: self.site.clone(), cookie: None, csrf: String::new() }
    }

    /// Reads the whole record, as commands do.
    pub fn house(&self) -> Reader<House> {
        self.store.reader(House)
    }

    /// Every file that is kept beside the database.
    pub fn sealed_files(&self) -> Vec<std::path::PathBuf> {
        let (mut folders, mut files) = (vec![self.database.files()], Vec::new());
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                match entry.path().is_dir() {
                    true => folders.push(entry.path()),
                    false => files.push(entry.path()),
                }
            }
        }
        files
    }

    /// The chain as `gatehouse verify` would find it.
    pub async fn chain_holds(&self) -> bool {
        self.house().verify().await.expect("the record answers").is_ok()
    }
}

fn app(store: &Store, now: DateTime<Utc>) -> App {
    let site = Site { url: "http://gatehouse.test".to_owned(), demonstration: true, registration: true };
    App::new(store.clone(), Clock::Fixed(now), site)
}

/// An instant as it is written in a story.
pub fn instant(text: &str) -> DateTime<Utc> {
    text.parse().expect("stories write real instants")
}

impl Person {
    /// The same person looking at the site at another time.
    pub fn in_world(&self, world: &World) -> Self {
        Self { site: world.site.clone(), ..self.clone() }
    }

    /// Uses another cookie from now on.
    pub fn with_cookie(mut self, cookie: Option<String>) -> Self {
        self.cookie = cookie;
        self
    }

    /// Asks for a page.
    pub async fn get(&self, path: &str) -> Page {
        self.send(self.request(Method::GET, path).body(Body::empty()).expect("a request")).await
    }

    /// Sends a form with all its proofs, as a browser would.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("csrf", &self.csrf).extend_pairs(fields);
        let request = self
            .request(Method::POST, path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.finish())).expect("a request")).await
    }

    /// Fills in a form of a page: what it holds, with some fields typed anew.
    pub async fn fill(&self, page: &Page, action: &str, typed: &[(&str, &str)]) -> Page {
        self.fill_at(page, action, action, typed).await
    }

    /// The same by a button that sends the form elsewhere.
    pub async fn fill_at(&self, page: &Page, action: &str, to: &str, typed: &[(&str, &str)]) -> Page {
        let held = page.form(action);
        let kept = held.iter().filter(|(name, _)| !typed.iter().any(|(typed, _)| typed == name));
        let fields: Vec<(&str, &str)> =
            kept.map(|(name, value)| (name.as_str(), value.as_str())).chain(typed.iter().copied()).collect();
        self.post_exactly(to, &fields).await
    }

    /// Opens a page, fills in its form and sends it.
    pub async fn fill_in(&self, path: &str, typed: &[(&str, &str)]) -> Page {
        let page = self.get(path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.text());
        self.fill(&page, path, typed).await
    }

    /// Sends a form with these fields and no others.
    pub async fn post_exactly(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self
            .request(Method::POST, path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    /// A request of this person, to be sent with [`Person::send`].
    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let request = Request::builder().method(method).uri(path).header(header::HOST, "gatehouse.test");
        match &self.cookie {
            Some(cookie) => request.header(header::COOKIE, cookie),
            None => request,
        }
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Page {
        let response = self.site.clone().oneshot(request).await.expect("the site answers");
        Page::of(response).await
    }
}
