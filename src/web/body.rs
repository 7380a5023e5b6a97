//! Reading what was sent, of either encoding, into names and texts.

use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use rules::field::Typed;

use super::answer::Stop;

/// Reads a form, of either encoding. A file where text belongs is remembered, not read.
pub(super) async fn read(request: Request) -> Result<Typed, Stop> {
    let kind =
        request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        return read_multipart(request).await;
    }
    let body = Bytes::from_request(request, &()).await.map_err(|_| Stop::TooLarge)?;
    let pairs = form_urlencoded::parse(&body).map(|(name, text)| (name.into_owned(), text.into_owned()));
    Ok(Typed::new(pairs.collect()))
}

async fn read_multipart(request: Request) -> Result<Typed, Stop> {
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| Stop::Unreadable)?;
    let (mut pairs, mut files) = (Vec::new(), Vec::new());
    while let Some(part) = parts.next_field().await.map_err(|_| Stop::TooLarge)? {
        let name = part.name().unwrap_or_default().to_owned();
        if part.file_name().is_some() {
            files.push(name);
        } else {
            pairs.push((name, part.text().await.map_err(|_| Stop::TooLarge)?));
        }
    }
    let mut typed = Typed::new(pairs);
    files.into_iter().for_each(|name| typed.file_came(name));
    Ok(typed)
}
