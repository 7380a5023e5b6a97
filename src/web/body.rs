//! Reading what was sent, of either encoding, into names and texts.

use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use rules::field::Typed;

use super::answer::Stop;

/// The most fields a form may have.
const MOST_FIELDS: usize = 2_000;

/// Nobody types a NUL, and PostgreSQL keeps none.
fn without_nul(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// Reads a form, of either encoding. A file where text belongs is remembered, not read.
pub(super) async fn read(request: Request) -> Result<Typed, Stop> {
    let kind =
        request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        return read_multipart(request).await;
    }
    let body = Bytes::from_request(request, &()).await.map_err(|_| Stop::TooLarge)?;
    let pairs = form_urlencoded::parse(&body).take(MOST_FIELDS + 1);
    let pairs: Vec<_> = pairs.map(|(name, text)| (name.into_owned(), without_nul(&text))).collect();
    if pairs.len() > MOST_FIELDS { Err(Stop::TooLarge) } else { Ok(Typed::new(pairs)) }
}

async fn read_multipart(request: Request) -> Result<Typed, Stop> {
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| Stop::Unreadable)?;
    let (mut pairs, mut files) = (Vec::new(), Vec::new());
    while let Some(part) = parts.next_field().await.map_err(|_| Stop::TooLarge)? {
        let name = part.name().unwrap_or_default().to_owned();
        if part.file_name().is_some() {
            files.push(name);
        } else {
            pairs.push((name, without_nul(&part.text().await.map_err(|_| Stop::TooLarge)?)));
        }
        if pairs.len() + files.len() > MOST_FIELDS {
            return Err(Stop::TooLarge);
        }
    }
    let mut typed = Typed::new(pairs);
    files.into_iter().for_each(|name| typed.file_came(name));
    Ok(typed)
}
