//! Emails about letters and reminders, sent once or every minute.

use std::time::Duration;

use tokio::sync::watch;

use super::Settings;
use crate::post::{Pace, Post, Round, Way};
use crate::store::{House, Store};
use crate::web::Clock;

/// How often letters and reminders are looked for that wait to be told of.
const POST_EVERY: Duration = Duration::from_secs(60);

/// What is said where no mail server is set.
pub(super) const NO_MAIL: &str = "No mail server is set (--smtp-url, --mail-from), so no email tells providers of letters, or contract managers of days.";

/// One round, where emails go out at all.
pub(super) async fn post_once(
    store: &Store,
    settings: &Settings,
    now: Clock,
) -> anyhow::Result<Option<Round>> {
    let demonstration = store.reader(House).is_demonstration().await?;
    let Some(post) = settings.post(demonstration)? else { return Ok(None) };
    Ok(Some(post.deliver(store, Pace { now: &|| now.now(), stop: &|| false }).await?))
}

/// A round every minute, the first at once, until told to stop; the email that is on its way then is let go out.
pub(super) async fn keep_posting(
    store: Store,
    post: Post<Way>,
    clock: Clock,
    mut stop: watch::Receiver<bool>,
) {
    while !*stop.borrow() {
        let told = stop.clone();
        let pace = Pace { now: &|| clock.now(), stop: &|| *told.borrow() };
        match post.deliver(&store, pace).await {
            Ok(round) if round == Round::default() => {}
            Ok(round) => tracing::info!(?round, "emails about letters and reminders"),
            Err(error) => tracing::error!(%error, "emails about letters and reminders could not be sent"),
        }
        tokio::select! {
            () = tokio::time::sleep(POST_EVERY) => {}
            _ = stop.wait_for(|stop| *stop) => {}
        }
    }
}
