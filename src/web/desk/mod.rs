//! The desk: who is asking, when, and the only door to the record.
//!
//! The store is a private field here. Pages stand outside this folder, so they cannot name it: they
//! read through a [`Desk`], and write only with a [`Posted`] form.

mod counter;
mod newcomer;
mod posted;
mod posted_file;
mod subscribed;
mod window;

use std::ops::Deref;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use chrono::{DateTime, Utc};
use entity::id::{LetterId, PersonId};
use rules::access::{Act, Actor, may};

pub use counter::Counter;
pub use newcomer::Newcomer;
pub use posted::{Again, Posted};
pub use posted_file::{Came, PostedFile};
pub use subscribed::Subscribed;

use window::Window;

use super::answer::Stop;
use super::audience::Signed;
use super::clock::Clock;
use super::view::{Frame, Page, render};
use crate::store::{Doors, OwnPeople, Provider, Reader, Staff, Store};

/// How long a page waits for a note that is not the record.
const NOTE_WITHIN: Duration = Duration::from_secs(2);

/// The running application. Cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    clock: Clock,
    site: Site,
    registrations: Window,
}

/// Where the site is and what it says of itself.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its address, such as `https://gatehouse.example.org`, without a closing slash.
    pub url: String,
    /// Whether every page says that this is a demonstration.
    pub demonstration: bool,
    /// Whether a stranger may register an organisation.
    pub registration: bool,
}

impl App {
    /// The application over a record.
    #[must_use]
    pub fn new(store: Store, clock: Clock, site: Site) -> Self {
        Self { inner: Arc::new(Inner { store, clock, site, registrations: Window::default() }) }
    }

    /// Where the site is.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.inner.site
    }

    /// What the clock reads.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.inner.clock.now()
    }

    /// Whether the record answers, for a health check.
    pub async fn answers(&self) -> bool {
        self.inner.store.answers().await
    }

    /// Whether cookies may travel only over TLS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.inner.site.url.starts_with("https://")
    }

    /// Counts a registration, of whomever; says whether there is room for it now.
    pub(super) fn has_room_for_newcomer(&self) -> bool {
        self.inner.registrations.takes(Instant::now())
    }

    /// The small door of sign-ins, for the pages that open and close them.
    pub(super) fn doors(&self) -> Doors {
        self.inner.store.doors()
    }

    /// Notes that a person has opened a letter, which is not the record. In a rush of writers the page does not wait for
    /// it: the letter then stays new.
    pub(super) async fn note_read(&self, letter: LetterId, person: PersonId) {
        let outbox = self.inner.store.outbox();
        let noted = outbox.note_read(letter, person, self.now());
        match tokio::time::timeout(NOTE_WITHIN, noted).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "that a letter was opened could not be noted"),
            Err(_) => tracing::warn!("that a letter was opened could not be noted in time"),
        }
    }

    /// Whether a procurement, a tender or a contract is of the actor's own authority.
    pub(super) async fn is_own(&self, actor: &Actor, reference: &str) -> Result<bool, Stop> {
        match Staff::of(actor) {
            Some(scope) => {
                let reader = self.inner.store.reader(scope);
                Ok(reader.has_procurement(reference).await?
                    || reader.has_tender(reference).await?
                    || reader.has_contract(reference).await?)
            }
            None => Ok(false),
        }
    }

    /// A random token, for a form's once-token or an invitation.
    pub(super) fn token(&self) -> String {
        self.inner.store.dice().token()
    }
}

/// On whose side a desk stands: the scope of everything read at it.
pub trait Whose: OwnPeople + Send + Sync + 'static {
    /// Where the pages about people of this side are.
    const PEOPLE: &'static str;

    /// The scope of an actor, if they are on this side.
    fn of(actor: &Actor) -> Option<Self>;
}

impl Whose for Staff {
    const PEOPLE: &'static str = "/people";

    fn of(actor: &Actor) -> Option<Self> {
        actor.authority().map(|authority| Self { authority })
    }
}

impl Whose for Provider {
    const PEOPLE: &'static str = "/organisation/people";

    fn of(actor: &Actor) -> Option<Self> {
        actor.organisation().map(|organisation| Self { organisation })
    }
}

/// Someone signed in, reading. It has no pen.
pub struct Desk<S> {
    /// Who.
    pub actor: Actor,
    /// When.
    pub now: DateTime<Utc>,
    reader: Reader<S>,
    frame: Frame,
    url: String,
}

impl<S> Deref for Desk<S> {
    type Target = Reader<S>;

    fn deref(&self) -> &Reader<S> {
        &self.reader
    }
}

impl<S> Desk<S> {
    /// Whether the actor may; for pages that offer only what is allowed.
    #[must_use]
    pub fn may(&self, act: Act) -> bool {
        may(&self.actor, act).is_ok()
    }

    /// A path of our own site as an address, for papers that are read away from it.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    /// Draws a page in its frame.
    pub fn page<P: Page>(&self, page: &P) -> Result<axum::response::Response, Stop> {
        render(&self.frame, page)
    }
}

impl<S: Whose> Desk<S> {
    /// INVARIANT: the one place that gives a request a reader. Its scope is the signed-in person's own.
    pub(super) fn open(app: &App, signed: &Signed, frame: Frame, now: DateTime<Utc>) -> Result<Self, Stop> {
        let actor = signed.actor().clone();
        let scope = S::of(&actor).ok_or(Stop::NotFound)?;
        let reader = app.inner.store.reader(scope);
        Ok(Self { actor, now, reader, frame, url: app.site().url.clone() })
    }
}

impl<S: Whose, T: Send + Sync> FromRequestParts<T> for Desk<S>
where
    App: FromRef<T>,
{
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, state: &T) -> Result<Self, Stop> {
        let app = App::from_ref(state);
        let signed = parts.extensions.get::<Signed>().cloned().ok_or(Stop::NotFound)?;
        let frame = Frame::of(&app, Some(&signed), &parts.uri);
        Self::open(&app, &signed, frame, app.now())
    }
}
