//! Files that were attached to answers, as the panel downloads them: while bids are masked, under their label and without
//! what the file says of who wrote it.

use axum::extract::Path;
use axum::response::Response;
use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream};
use rules::bid::{Answers, FileName, Opened};
use tokio::sync::Semaphore;

use super::shown::{asked, attached, is_named};
use crate::masking::{Cleaned, clean};
use crate::store::{FileStream, Staff};
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::download::download;
use crate::web::pages::scoring_case;

/// At most so many files are held whole in memory at once.
static HELD: Semaphore = Semaphore::const_new(2);

/// How many may wait for that; more are asked to come again.
static QUEUE: Semaphore = Semaphore::const_new(32);

/// A file that was attached to an answer, by its place among them, for whoever may read the answer.
pub async fn file(
    desk: Desk<Staff>,
    Path((reference, letter, question, place)): Path<(String, String, i64, usize)>,
) -> Result<Response, Stop> {
    let scoring = scoring_case(&desk, &reference).await?;
    let leave = Opened::<Answers>::to(&scoring, &desk.actor)?;
    let bid = scoring.labelled(&letter, &leave).ok_or(Stop::NotFound)?;
    let (lot, number, terms) = asked(&scoring, question)?;
    let labels = scoring.labels(lot.id, &leave);
    let (_, label) = labels.into_iter().find(|(id, _)| *id == bid).ok_or(Stop::NotFound)?;
    let parts = desk.answers(&leave, bid).await?;
    let all = attached(&parts, terms.id);
    let own = all.iter().find(|one| one.place == place).ok_or(Stop::NotFound)?;
    let (file, bytes) = desk.answer_file(&leave, bid, own.part).await?.ok_or(Stop::NotFound)?;
    match is_named(&desk, &scoring, bid) {
        true => Ok(download(file, bytes)),
        false => cleaned(own.name(true, label, number), bytes).await,
    }
}

/// The file without what it says of who wrote it. One that cannot be cleaned is handed out as it came, and its name says so.
async fn cleaned(file: FileName, bytes: FileStream) -> Result<Response, Stop> {
    let queued = QUEUE.try_acquire().map_err(|_| Stop::Busy)?;
    let held = HELD.acquire().await.map_err(|_| Stop::Busy)?;
    let pieces: Vec<Bytes> = bytes.try_collect().await?;
    let ending = file.name.rsplit('.').next().unwrap_or_default().to_owned();
    // The work keeps its place itself: it goes on where nobody waits for it any more.
    let work = move || {
        let _places = (queued, held);
        clean(&ending, pieces.concat())
    };
    let done = tokio::task::spawn_blocking(work).await.map_err(|_| Stop::Broken)?;
    let (file, bytes) = match done {
        Cleaned::Clean(bytes) => (file, bytes),
        Cleaned::AsItCame(bytes) => (as_it_came(file), bytes),
    };
    Ok(download(file, stream::once(async move { Ok(Bytes::from(bytes)) }).boxed()))
}

fn as_it_came(file: FileName) -> FileName {
    let name = match file.name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem} (as it came).{ending}"),
        None => file.name,
    };
    FileName { name, media: file.media }
}
