//! The form of someone whom nobody knows yet: it writes one thing, in the house's name, and opens their first session.

use axum::extract::{FromRef, FromRequest, Request};
use axum::http::Uri;
use chrono::{DateTime, Utc};
use entity::id::PersonId;
use rules::access::Actor;
use rules::bid::Keys;
use rules::field::Typed;
use rules::{Change, sha256};

use super::App;
use crate::store::{OnceOnly, Pen, StoreError};
use crate::web::answer::Stop;
use crate::web::audience::Signed;
use crate::web::body::read;
use crate::web::proof::same_origin;
use crate::web::view::{Frame, Page, render};

/// A form that came from our own page, sent by nobody who is signed in. There is no session whose token it could carry.
pub struct Newcomer {
    /// What was typed.
    pub typed: Typed,
    /// When its last byte had arrived.
    pub now: DateTime<Utc>,
    app: App,
    pen: Pen,
    uri: Uri,
}

impl Newcomer {
    /// A new number for a row.
    pub async fn new_id<I: From<i64>>(&self) -> Result<I, Stop> {
        Ok(self.pen.new_id().await?)
    }

    /// A pair of keys for their organisation.
    pub async fn new_keys(&self) -> Result<Keys, Stop> {
        Ok(self.pen.new_keys().await?)
    }

    /// Writes what a rule allowed, and opens a session, whose token is given back. Nothing where something that must be
    /// unique is taken.
    pub async fn settle(&self, change: Change, person: PersonId, then: &str) -> Result<Option<String>, Stop> {
        let once = self.typed.get("once");
        let token = format!("newcomer:{once}");
        let typed = sha256(self.typed.get("email"));
        let once = (!once.is_empty() && once.len() <= 300).then_some(OnceOnly {
            token: &token,
            typed: &typed,
            then,
        });
        match self.pen.apply(change, once).await {
            Ok(_) => {}
            Err(StoreError::Taken) => return Ok(None),
            Err(error) => return Err(error.into()),
        }
        Ok(Some(self.app.doors().open(person, self.now).await?))
    }

    /// Draws a page for nobody signed in.
    pub fn page<P: Page>(&self, page: &P) -> Result<axum::response::Response, Stop> {
        render(&Frame::of(&self.app, None, &self.uri), page)
    }
}

impl<T: Send + Sync> FromRequest<T> for Newcomer
where
    App: FromRef<T>,
{
    type Rejection = Stop;

    async fn from_request(request: Request, state: &T) -> Result<Self, Stop> {
        let app = App::from_ref(state);
        same_origin(&app, request.headers())?;
        if request.extensions().get::<Signed>().is_some() {
            return Err(Stop::NotFound);
        }
        let uri = request.uri().clone();
        let typed = read(request).await?;
        let now = app.now();
        // INVARIANT: beside `Posted`, the one place that gives a request a pen. What it writes is the house's own act,
        // and the rules let the house do nothing to anything that is somebody's.
        let pen = app.inner.store.pen(Actor::house(), now);
        Ok(Self { typed, now, app, pen, uri })
    }
}
