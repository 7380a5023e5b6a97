//! The counter that anyone may come to, signed in or not: it gives out what is published.

use std::ops::Deref;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::response::Response;
use chrono::{DateTime, Utc};
use rules::access::{Act, Actor, may};

use super::{App, Whose};
use crate::store::{Provider, Public, Reader};
use crate::web::answer::Stop;
use crate::web::audience::Signed;
use crate::web::view::{Frame, Page, render};

/// Anyone, reading what is published. It has no pen.
pub struct Counter {
    /// Who, if they are signed in.
    pub actor: Option<Actor>,
    /// When.
    pub now: DateTime<Utc>,
    /// Where the site is, without a closing slash.
    pub site: String,
    reader: Reader<Public>,
    own: Option<Reader<Provider>>,
    frame: Frame,
}

impl Deref for Counter {
    type Target = Reader<Public>;

    fn deref(&self) -> &Reader<Public> {
        &self.reader
    }
}

impl Counter {
    /// Whether someone is signed in who may; for pages that offer only what is allowed.
    #[must_use]
    pub fn may(&self, act: Act) -> bool {
        self.actor.as_ref().is_some_and(|actor| may(actor, act).is_ok())
    }

    /// What a provider who comes may read of its own; nothing for anyone else.
    #[must_use]
    pub fn own(&self) -> Option<&Reader<Provider>> {
        self.own.as_ref().filter(|_| self.may(Act::ReadBids))
    }

    /// Draws a page in its frame.
    pub fn page<P: Page>(&self, page: &P) -> Result<Response, Stop> {
        render(&self.frame, page)
    }
}

impl<T: Send + Sync> FromRequestParts<T> for Counter
where
    App: FromRef<T>,
{
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, state: &T) -> Result<Self, Stop> {
        let app = App::from_ref(state);
        let signed = parts.extensions.get::<Signed>().cloned();
        let own = signed.as_ref().and_then(|signed| Provider::of(signed.actor()));
        Ok(Self {
            actor: signed.as_ref().map(|signed| signed.actor().clone()),
            now: app.now(),
            site: app.site().url.clone(),
            // INVARIANT: whoever comes, this counter reads in the scope of everybody and no other.
            reader: app.inner.store.reader(Public),
            own: own.map(|own| app.inner.store.reader(own)),
            frame: Frame::of(&app, signed.as_ref(), &parts.uri),
        })
    }
}
