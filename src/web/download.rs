//! A file as an answer: saved by the browser under its name, never shown inside the site.

use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rules::bid::FileName;

use crate::store::FileStream;

/// The answer that saves a file.
pub fn download(file: FileName, bytes: FileStream) -> Response {
    let name: String = form_urlencoded::byte_serialize(file.name.as_bytes()).collect();
    let name = format!("attachment; filename*=UTF-8''{}", name.replace('+', "%20"));
    let headers = [(header::CONTENT_TYPE, file.media), (header::CONTENT_DISPOSITION, name)];
    (headers, Body::from_stream(bytes)).into_response()
}
