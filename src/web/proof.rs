//! Proof that a form came from a page of this site.

use axum::http::{HeaderMap, header};

use super::answer::Stop;
use super::desk::App;

/// Refuses a form that another site sent. Browsers say where a form came from in `Sec-Fetch-Site`;
/// older ones in `Origin`. A request with neither is refused.
pub(super) fn same_origin(app: &App, headers: &HeaderMap) -> Result<(), Stop> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let same = match (text("sec-fetch-site"), text(header::ORIGIN.as_str())) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => origin == app.site().url,
        (None, None) => false,
    };
    if same { Ok(()) } else { Err(Stop::Forged) }
}

/// Compares two tokens in a time that does not depend on where they differ.
pub(super) fn same_token(given: &str, right: &str) -> bool {
    let differing = given.bytes().zip(right.bytes()).fold(0_u8, |differing, (a, b)| differing | (a ^ b));
    given.len() == right.len() && differing == 0
}
