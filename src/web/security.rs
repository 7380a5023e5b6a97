//! Headers that every answer carries, and limits that every request meets.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use super::desk::App;

/// The most a form may hold, in bytes: enough for 100,000 characters in every script, encoded.
pub(super) const MOST_BYTES: usize = 2 * 1024 * 1024;
/// How long an answer may take.
pub(super) const LONGEST_SECONDS: u64 = 30;

/// The most a form with a file may hold, in bytes. A file may have less; the rest is read and thrown away, so that
/// whoever sent too much is told so.
pub(super) const MOST_BYTES_WITH_FILE: usize = 200 * 1024 * 1024;
/// How long an upload may take. Whoever falls silent meanwhile is cut off much sooner.
pub(super) const LONGEST_UPLOAD_SECONDS: u64 = 15 * 60;

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
     connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Adds the headers.
pub(super) async fn headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers
        .insert("permissions-policy", HeaderValue::from_static("camera=(), geolocation=(), microphone=()"));
    if app.is_secure() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    // Pages hold what only their reader may see; a shared computer must not keep them.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
