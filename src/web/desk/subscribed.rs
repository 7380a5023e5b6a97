//! A calendar program that comes with the secret of an address. It reads as the person who made it.

use axum::extract::{FromRef, FromRequestParts, Path};
use axum::http::request::Parts;
use chrono::{DateTime, Utc};
use entity::feed;
use rules::access::{Act, may};

use super::{App, Whose};
use crate::store::{Reader, Staff};
use crate::web::answer::Stop;

/// A calendar program with a calendar address that holds, reading. It has no pen.
pub struct Subscribed {
    /// The address.
    pub feed: feed::Model,
    /// When.
    pub now: DateTime<Utc>,
    /// Where the site is, without a closing slash.
    pub site: String,
    /// What it reads.
    pub reader: Reader<Staff>,
}

impl<T: Send + Sync> FromRequestParts<T> for Subscribed
where
    App: FromRef<T>,
{
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, state: &T) -> Result<Self, Stop> {
        let app = App::from_ref(state);
        let path: Path<String> = Path::from_request_parts(parts, state).await.map_err(|_| Stop::NotFound)?;
        let opened = app.inner.store.open_feed(&path.0).await?;
        let (feed, actor) = opened.ok_or(Stop::NotFound)?;
        // INVARIANT: whoever has lost the right to read contracts, or has changed sides, reads nothing by an old address.
        may(&actor, Act::ReadContracts).map_err(|_| Stop::NotFound)?;
        let own = Staff::of(&actor).filter(|own| own.authority == feed.authority_id);
        let reader = app.inner.store.reader(own.ok_or(Stop::NotFound)?);
        Ok(Self { feed, now: app.now(), site: app.site().url.clone(), reader })
    }
}
