//! A file as it arrives: never whole in memory, and looked at before it is kept.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt};
use rules::access::Side;
use rules::bid::{ALLOWED, FILE_MOST_BYTES, FIRST_BYTES, FileName};

use crate::store::StoreError;

/// How long the sender may be silent before the upload is given up.
const SILENCE: Duration = Duration::from_secs(30);

/// How many files of one authority or one organisation come in at once, so that none holds all places.
const AT_ONCE: usize = 4;

/// On whose side files come in at this moment, each as often as it has files on their way.
#[derive(Clone, Debug, Default)]
pub(super) struct Places(Arc<Mutex<Vec<Side>>>);

impl Places {
    /// A place for a file of this side. Refuses where the side holds all of its own.
    pub(super) fn take(&self, side: Side) -> Result<Place, StoreError> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.iter().filter(|one| **one == side).count() >= AT_ONCE {
            return Err(StoreError::Busy);
        }
        taken.push(side);
        Ok(Place { side, places: self.clone() })
    }
}

/// A place that a file holds while it comes in.
#[derive(Debug)]
pub(super) struct Place {
    side: Side,
    places: Places,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = taken.iter().position(|one| *one == self.side) {
            taken.swap_remove(own);
        }
    }
}

/// Why a file was not taken. Nothing of it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadFault {
    /// It has more bytes than a file may have.
    TooLarge,
    /// It is not what its name says, or nothing that may be uploaded.
    WrongType,
    /// There is nothing in it.
    Empty,
    /// It did not arrive whole.
    CutOff,
    /// The virus scanner found something.
    Infected,
    /// The virus scanner did not answer.
    NotScanned,
}

impl UploadFault {
    /// What to do about it, as pages show it.
    #[must_use]
    pub fn says(self) -> String {
        match self {
            Self::TooLarge => format!(
                "A file can have at most {} MB. Make this one smaller, or divide it, and upload it again.",
                FILE_MOST_BYTES / (1024 * 1024)
            ),
            Self::WrongType => format!(
                "This file cannot be taken. Choose a file that is {ALLOWED}, and whose name ends accordingly."
            ),
            Self::Empty => "This file is empty. Choose the file again.".to_owned(),
            Self::CutOff => {
                "The file did not arrive whole, so nothing of it was kept. Upload it again.".to_owned()
            }
            Self::Infected => {
                "The virus scanner stopped this file, so nothing of it was kept. Check it on your own computer and \
                 upload a clean copy."
                    .to_owned()
            }
            Self::NotScanned => {
                "Files cannot be checked for viruses at this moment, so nothing was kept. Try again in a few minutes."
                    .to_owned()
            }
        }
    }
}

/// The bytes of a file on their way in: counted, and its first ones held to what its name says.
pub(super) struct Arriving<'a, B> {
    body: Pin<Box<B>>,
    file: &'a FileName,
    first: Option<BytesMut>,
    bytes: i64,
}

impl<'a, B, E> Arriving<'a, B>
where
    B: Stream<Item = Result<Bytes, E>>,
{
    pub(super) fn new(body: B, file: &'a FileName) -> Self {
        Self { body: Box::pin(body), file, first: Some(BytesMut::new()), bytes: 0 }
    }

    /// The next bytes; none when the last have come.
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, StoreError> {
        loop {
            let piece = match tokio::time::timeout(SILENCE, self.body.next()).await {
                Ok(Some(Ok(piece))) => Some(piece),
                Ok(None) => None,
                Ok(Some(Err(_))) | Err(_) => return Err(UploadFault::CutOff.into()),
            };
            self.bytes += piece.as_ref().map_or(0, |piece| i64::try_from(piece.len()).unwrap_or(i64::MAX));
            if self.bytes > FILE_MOST_BYTES {
                return Err(UploadFault::TooLarge.into());
            }
            let Some(mut first) = self.first.take() else { return Ok(piece) };
            let is_last = piece.is_none();
            first.extend_from_slice(&piece.unwrap_or_default());
            if first.len() < FIRST_BYTES && !is_last {
                self.first = Some(first);
                continue;
            }
            if first.is_empty() {
                return Err(UploadFault::Empty.into());
            }
            if !self.file.fits(&first[..first.len().min(FIRST_BYTES)]) {
                return Err(UploadFault::WrongType.into());
            }
            return Ok(Some(first.freeze()));
        }
    }
}

#[cfg(test)]
mod tests {
    use entity::id::{AuthorityId, OrganisationId};

    use super::*;

    #[test]
    fn one_side_never_holds_all_places() {
        let places = Places::default();
        let (provider, other) = (Side::Provider(OrganisationId(1)), Side::Provider(OrganisationId(2)));
        let mut held: Vec<Place> = (0..AT_ONCE).filter_map(|_| places.take(provider).ok()).collect();
        assert_eq!(held.len(), AT_ONCE);
        assert!(matches!(places.take(provider), Err(StoreError::Busy)));
        assert!(places.take(other).is_ok() && places.take(Side::Staff(AuthorityId(1))).is_ok());
        held.pop();
        assert!(places.take(provider).is_ok());
    }
}
