//! Uploads: proofs before a byte of the file, limits with a page, and files that verify finds changed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::http::{Method, header};
use bytes::Bytes;
use futures_util::{StreamExt, stream};

use crate::world::{OPEN_TENDER, Page, Person, World};

/// How many pieces a file is sent in.
const PIECES: usize = 200;

#[tokio::test]
async fn a_form_without_its_proofs_is_stopped_before_its_file_is_read() {
    let (world, author, files) = begun().await;
    let held = author.get(&files).await.form(&files);
    let without_token: Vec<_> = held.iter().filter(|(name, _)| name != "csrf").cloned().collect();
    let table = [
        ("another site", &author, &held, "cross-site", 403),
        ("no token", &author, &without_token, "same-origin", 403),
        ("signed out", &world.stranger(), &held, "same-origin", 401),
    ];
    for (what, person, fields, site, status) in table {
        let (page, read) = send(person, &files, fields, site, piece(b'x')).await;
        assert_eq!(page.status, status, "{what}: {}", page.text());
        // The reader of the boxes before the file takes a piece in now and then; what it took in is thrown away.
        assert!(read < 10, "{what}: {read} pieces were read");
    }
    let (page, read) = send(&author, &files, &held, "same-origin", piece(b'x')).await;
    assert_eq!((page.status, read), (303, PIECES), "{}", page.text());
}

#[tokio::test]
async fn a_file_that_is_too_large_or_of_another_kind_gets_a_page_and_leaves_nothing() {
    let (world, author, files) = begun().await;
    let before = world.sealed_files().len();
    let held = author.get(&files).await.form(&files);
    let large = Bytes::from(vec![b'x'; 300 * 1024]);
    let (page, _) = send(&author, &files, &held, "same-origin", large).await;
    assert_eq!(page.status, 413);
    assert!(page.says("A file can have at most 50 MB"), "{}", page.text());
    let text = Bytes::from_static(b"no PDF at all");
    let (page, _) = send_as(&author, &files, &held, "same-origin", text, "").await;
    assert!(page.problems()[0].contains("This file cannot be taken"), "{}", page.text());
    assert_eq!(world.sealed_files().len(), before);
}

#[tokio::test]
async fn a_changed_byte_in_a_sealed_file_is_found() {
    let (world, author, files) = begun().await;
    let held = author.get(&files).await.form(&files);
    let (page, _) = send(&author, &files, &held, "same-origin", piece(b'x')).await;
    assert_eq!(page.status, 303, "{}", page.text());
    // This world's tender was put there behind the rules' back, so its terms have no line.
    world.database.tamper("DELETE FROM terms WHERE tender_id = 900001").await;
    let verified = world.house().verify().await.expect("the record answers").expect("it holds");
    assert!(verified.files.is_some_and(|files| files > 0));
    let sealed = world.sealed_files().pop().expect("a file was sealed");
    let mut bytes = std::fs::read(&sealed).expect("it can be read");
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(&sealed, &bytes).expect("it can be written");
    let broken = world.house().verify().await.expect("the record answers").expect_err("a byte was changed");
    assert!(broken.why.contains("was changed"), "{}", broken.why);
    std::fs::remove_file(&sealed).expect("it can be removed");
    assert!(world.house().verify().await.expect("the record answers").is_err());
}

/// A bid of the charity that is begun: its author, and where its files are.
async fn begun() -> (World, Person, String) {
    let world = World::new().await;
    world.open_tender("2026-11-21T12:00:00Z").await;
    let author = world.person("bids@charity.example").await;
    let page = author.post(&format!("/opportunities/{OPEN_TENDER}/bids"), &[]).await;
    assert_eq!(page.status, 303, "{}", page.text());
    let bid = page.location.clone().expect("it goes on");
    let bid = bid.split('?').next().unwrap_or_default();
    (world, author, format!("{bid}/files"))
}

fn piece(sign: u8) -> Bytes {
    Bytes::from(vec![sign; 1_024])
}

async fn send(
    person: &Person,
    path: &str,
    fields: &[(String, String)],
    site: &str,
    piece: Bytes,
) -> (Page, usize) {
    send_as(person, path, fields, site, piece, "%PDF-1.7").await
}

/// Sends a form with a file in pieces; says how many of them were read.
async fn send_as(
    person: &Person,
    path: &str,
    fields: &[(String, String)],
    site: &str,
    piece: Bytes,
    begins: &str,
) -> (Page, usize) {
    let mut head = String::new();
    for (name, value) in fields.iter().filter(|(name, _)| name != "file") {
        head += &format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    head += "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n";
    head += begins;
    let read = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&read);
    let pieces = stream::iter(0..PIECES + 2).map(move |number| {
        Ok::<_, std::io::Error>(match number {
            0 => Bytes::from(head.clone()),
            number if number <= PIECES => {
                counted.fetch_add(1, Ordering::Relaxed);
                piece.clone()
            }
            _ => Bytes::from_static(b"\r\n--edge--\r\n"),
        })
    });
    let request = person
        .request(Method::POST, path)
        .header("sec-fetch-site", site)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
    let page = person.send(request.body(Body::from_stream(pieces)).expect("a request")).await;
    (page, read.load(Ordering::Relaxed))
}
