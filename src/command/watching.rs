//! What time alone causes, done once or every minute.

use std::time::Duration;

use tokio::sync::watch::Receiver;

use crate::post::Pace;
use crate::store::Store;
use crate::watch::{Round, look};
use crate::web::Clock;

/// How often contracts are looked for that were not looked at today.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// A round every minute, the first at once, until told to stop.
pub(super) async fn keep_watching(store: Store, clock: Clock, mut stop: Receiver<bool>) {
    while !*stop.borrow() {
        let told = stop.clone();
        let pace = Pace { now: &|| clock.now(), stop: &|| *told.borrow() };
        match look(&store, pace).await {
            Ok(round) if round == Round::default() => {}
            Ok(round) => tracing::info!(?round, "contracts were looked at"),
            Err(error) => tracing::error!(%error, "contracts could not be looked at"),
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = stop.wait_for(|stop| *stop) => {}
        }
    }
}
