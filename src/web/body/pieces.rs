//! A body piece by piece, and how much of it its reader holds.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll};

use axum::body::Bytes;
use futures_util::{Stream, StreamExt};
use multer::Field;

/// How many bytes the reader may hold while it finds no part of the form in them: neither an edge between two parts
/// nor the end of the head of one.
const MOST_HELD: usize = 64 * 1024;

/// What the reader of a form has taken in and not handed out again.
#[derive(Clone, Debug, Default)]
pub(super) struct Held(Arc<Counted>);

#[derive(Debug, Default)]
struct Counted {
    /// How many bytes an edge has, with the ends of lines about it and the empty line after a head.
    edge: usize,
    bytes: AtomicUsize,
    /// Whether it has handed something out since it was last asked.
    moved: AtomicBool,
}

impl Held {
    pub(super) fn of(boundary: &str) -> Self {
        Self(Arc::new(Counted { edge: boundary.len() + "\r\n--\r\n\r\n".len(), ..Counted::default() }))
    }

    /// A part has begun: its edge and its head are read.
    pub(super) fn began(&self, part: &Field<'_>) {
        let lines = part.headers().iter();
        let head: usize = lines.map(|(name, text)| name.as_str().len() + text.len() + ": \r\n".len()).sum();
        self.handed_out(self.0.edge + head);
    }

    /// Bytes of a part are handed out.
    pub(super) fn handed_out(&self, bytes: usize) {
        let left = |held: usize| Some(held.saturating_sub(bytes));
        let _ = self.0.bytes.fetch_update(Ordering::Relaxed, Ordering::Relaxed, left);
        self.0.moved.store(true, Ordering::Relaxed);
    }

    fn taken_in(&self, bytes: usize) {
        self.0.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    fn is_full(&self) -> bool {
        self.0.bytes.load(Ordering::Relaxed) > MOST_HELD
    }

    fn has_moved(&self) -> bool {
        self.0.moved.swap(false, Ordering::Relaxed)
    }
}

/// A body that pauses after each piece. Its reader takes in whatever is ready before it looks at any of it, so that a
/// fast sender would have a file whole in memory.
///
/// INVARIANT: no piece is taken in while the reader holds more than [`MOST_HELD`]; where it holds so much and hands
/// nothing out, the body fails.
pub(super) struct PieceByPiece<B> {
    body: B,
    paused: bool,
    held: Held,
}

impl<B> PieceByPiece<B> {
    pub(super) fn new(body: B, held: Held) -> Self {
        Self { body, paused: false, held }
    }
}

impl<B: Stream<Item = Result<Bytes, axum::Error>> + Unpin> Stream for PieceByPiece<B> {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let is_full = !self.paused && self.held.is_full();
        if is_full && !self.held.has_moved() {
            return Poll::Ready(Some(Err(axum::Error::new("no part of the form is found in what was sent"))));
        }
        if std::mem::take(&mut self.paused) || is_full {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let next = self.body.poll_next_unpin(context);
        self.paused = next.is_ready();
        if let Poll::Ready(Some(Ok(piece))) = &next {
            self.held.taken_in(piece.len());
        }
        next
    }
}
