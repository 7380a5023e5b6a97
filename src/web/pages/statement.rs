//! The accessibility statement.

use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use serde::Serialize;

use crate::web::answer::Stop;
use crate::web::audience::Whoever;
use crate::web::desk::App;
use crate::web::view::{Frame, Page, render};

#[derive(Serialize)]
struct StatementPage {}

impl Page for StatementPage {
    const TEMPLATE: &'static str = "statement.html";
    fn title(&self) -> String {
        "Accessibility statement".to_owned()
    }
}

/// Shows it to anyone.
pub async fn show(State(app): State<App>, Whoever(signed): Whoever, uri: Uri) -> Result<Response, Stop> {
    render(&Frame::of(&app, signed.as_ref(), &uri), &StatementPage {})
}
