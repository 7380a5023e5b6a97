//! Whether the service works, for whoever watches it.

use axum::extract::State;
use axum::http::StatusCode;

use crate::web::desk::App;

/// `200 ok` when the record answers.
pub async fn show(State(app): State<App>) -> (StatusCode, &'static str) {
    if app.answers().await {
        (StatusCode::OK, "ok\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the record does not answer\n")
    }
}
