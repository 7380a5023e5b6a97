//! Forms as they arrive: what has no end is not held, and what has one is read whatever its size.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use futures_util::stream;

use super::*;

/// How many pieces of 4 KB a long body has.
const PIECES: usize = 400;

/// Sends a head, then pieces of one content, then an end; how many pieces were taken in.
async fn sent(head: &str, piece: &str, end: &str) -> (Result<Typed, Stop>, usize) {
    let taken = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&taken);
    let piece = Bytes::from(piece.repeat(4096 / piece.len()));
    let (head, end) = (Bytes::from(head.to_owned()), Bytes::from(end.to_owned()));
    let pieces = stream::iter(0..PIECES + 2).map(move |number| {
        Ok::<_, std::io::Error>(match number {
            0 => head.clone(),
            number if number <= PIECES => {
                counted.fetch_add(1, Ordering::Relaxed);
                piece.clone()
            }
            _ => end.clone(),
        })
    });
    let request = Request::post("/").header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
    let request = request.body(Body::from_stream(pieces)).expect("a request");
    (read(request).await, taken.load(Ordering::Relaxed))
}

const TEXT: &str = "--edge\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n";
const FILE: &str = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n";

#[tokio::test]
async fn a_body_in_which_no_part_begins_or_ends_its_head_is_given_up() {
    let table = [
        ("no edge", String::new(), "x"),
        ("a head without an end", "--edge\r\nX-Long: ".to_owned(), "x"),
        ("a second head without an end", format!("{TEXT}words\r\n--edge\r\nX-Long: "), "x"),
        ("padding after an edge", "--edge".to_owned(), " x"),
    ];
    for (what, head, piece) in table {
        let (read, taken) = sent(&head, piece, "\r\n--edge--\r\n").await;
        assert!(matches!(read, Err(Stop::TooLarge)), "{what}");
        assert!(taken < 24, "{what}: {taken} pieces were taken in");
    }
}

#[tokio::test]
async fn a_form_is_read_whatever_the_size_of_its_pieces() {
    let field = "--edge\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n".to_owned();
    let many = field.repeat(1_500);
    let long = format!("{TEXT}{}\r\n{TEXT}", "y".repeat(400_000));
    let table = [
        ("a long text", TEXT, "x", ""),
        ("a file where text belongs", FILE, "x", ""),
        ("long texts in one piece", long.as_str(), "x", ""),
    ];
    for (what, head, piece, end) in table {
        let (read, taken) = sent(head, piece, &format!("{end}\r\n--edge--\r\n")).await;
        assert!(read.is_ok() && taken == PIECES, "{what}: {read:?}, {taken} pieces");
    }
    let (read, taken) = sent(&format!("{many}{TEXT}"), "x", "\r\n--edge--\r\n").await;
    assert!(read.is_ok() && taken == PIECES, "many boxes in one piece: {read:?}, {taken} pieces");
}
