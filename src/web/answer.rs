//! Everything that can stop a request, turned into a page in one place.

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use rules::{Refusal, Why};
use serde::Serialize;

use super::audience;
use super::desk::App;
use super::kept::{Kept, own_path};
use super::pages::sign_in::SignInPage;
use super::view::{Frame, Page, render};
use crate::store::{StoreError, UploadFault};

/// Why a request stops.
#[derive(Clone, Debug)]
pub enum Stop {
    /// Nobody is signed in; the path is asked for again afterwards.
    SignIn(String),
    /// A form came, but nobody is signed in any more.
    Kept(Kept),
    /// There is no such thing for this person.
    NotFound,
    /// A rule said no.
    Refused(Refusal),
    /// Someone else changed it in the meantime; where to look.
    Stale(String),
    /// The same form was sent before; where its result is.
    Twice(String),
    /// A form that does not come from a page of ours.
    Forged,
    /// More was sent than a form may hold.
    TooLarge,
    /// A file has more bytes than a file may have.
    FileTooLarge,
    /// What was sent is no form.
    Unreadable,
    /// Too many people are signing in at this moment.
    Busy,
    /// The clock reads earlier than the record; only an operator can mend that.
    ClockBehind,
    /// Something broke.
    Broken,
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        match refusal.kind {
            Why::NotFound => Self::NotFound,
            Why::NotYours | Why::NotYet(_) | Why::NotNow | Why::Incomplete | Why::CannotTell => {
                Self::Refused(refusal)
            }
        }
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Twice(then) => Self::Twice(then),
            StoreError::Stale => Self::Stale("/".to_owned()),
            StoreError::Taken => Self::Refused(Refusal::of(Why::NotNow, "This is taken already.")),
            StoreError::InUse => Self::Refused(Refusal::of(
                Why::NotNow,
                "Something else still uses this. Change or remove that first.",
            )),
            StoreError::ClockBehind { .. } => {
                tracing::error!(%error, "the clock is behind the record; set it right, then try again");
                Self::ClockBehind
            }
            StoreError::TooSlow | StoreError::Busy => {
                tracing::warn!(%error);
                Self::Busy
            }
            StoreError::Upload(UploadFault::TooLarge) => Self::FileTooLarge,
            StoreError::Upload(fault) => Self::Refused(Refusal::of(Why::Incomplete, fault.says())),
            StoreError::Db(_)
            | StoreError::NoVault
            | StoreError::WrongKey
            | StoreError::NotOpened
            | StoreError::OthersFiles { .. }
            | StoreError::DoesNotHold(_)
            | StoreError::Files(_) => {
                tracing::error!(%error, "the record did not answer");
                Self::Broken
            }
        }
    }
}

impl IntoResponse for Stop {
    /// Redirects at once; everything else becomes a page in [`draw_stops`], which knows the frame.
    fn into_response(self) -> Response {
        match self {
            Self::SignIn(path) => {
                let query =
                    form_urlencoded::Serializer::new(String::new()).append_pair("then", &path).finish();
                Redirect::to(&format!("/sign-in?{query}")).into_response()
            }
            Self::Twice(path) => go_to(&own_path(&path).unwrap_or_else(|| "/".to_owned())),
            stop => {
                let mut response = stop.status().into_response();
                response.extensions_mut().insert(stop);
                response
            }
        }
    }
}

impl Stop {
    fn status(&self) -> StatusCode {
        match self {
            Self::SignIn(_) | Self::Twice(_) => StatusCode::SEE_OTHER,
            Self::Kept(_) => StatusCode::UNAUTHORIZED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Refused(refusal) => match refusal.kind {
                Why::NotFound => StatusCode::NOT_FOUND,
                Why::NotYours => StatusCode::FORBIDDEN,
                Why::NotYet(_) | Why::NotNow | Why::CannotTell => StatusCode::CONFLICT,
                Why::Incomplete => StatusCode::UNPROCESSABLE_ENTITY,
            },
            Self::Stale(_) => StatusCode::CONFLICT,
            Self::Forged => StatusCode::FORBIDDEN,
            Self::TooLarge | Self::FileTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Busy | Self::ClockBehind => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn page(&self) -> StopPage {
        let page = |title: &str, says: &[&str]| StopPage {
            title: title.to_owned(),
            says: says.iter().map(|says| (*says).to_owned()).collect(),
            back: None,
        };
        match self {
            Self::Refused(refusal) => StopPage {
                title: "This cannot be done now".to_owned(),
                says: refusal.says.iter().map(|problem| problem.says.clone()).collect(),
                back: None,
            },
            Self::Stale(back) => StopPage {
                back: Some(back.clone()),
                ..page(
                    "Someone else changed this in the meantime",
                    &[
                        "Nothing was written. Look at it as it is now, then decide whether it is still to be done.",
                    ],
                )
            },
            Self::Forged => page(
                "This form did not come from one of our pages",
                &["Nothing was written. Go back to the page, load it again and send the form from there."],
            ),
            Self::TooLarge => page(
                "That is more than a form can take",
                &[
                    "Nothing was written. Forms here take text, two megabytes at most. Go back; what you typed is still there.",
                ],
            ),
            Self::FileTooLarge => page("This file is too large", &[&UploadFault::TooLarge.says()]),
            Self::Unreadable => {
                page("That could not be read", &["Nothing was written. Go back and send the form again."])
            }
            Self::Busy => page(
                "Many people are at work at this moment",
                &[
                    "Nothing was done. Go back, wait a moment, then try again: what you typed is still on the page you came from.",
                ],
            ),
            Self::ClockBehind => page(
                "The clock of the server is wrong",
                &[
                    "It reads earlier than the newest entry in the record, so nothing can be written now. The operator has been told.",
                ],
            ),
            Self::Broken => page(
                "Something went wrong",
                &["It has been noted. Look whether what you sent was written before you send it again."],
            ),
            Self::NotFound | Self::SignIn(_) | Self::Kept(_) | Self::Twice(_) => {
                page("Page not found", &["The address may be mistyped, or what it names belongs to others."])
            }
        }
    }
}

/// Goes on to a path of our own, with GET.
pub(super) fn go_to(path: &str) -> Response {
    Redirect::to(path).into_response()
}

#[derive(Serialize)]
struct StopPage {
    title: String,
    says: Vec<String>,
    back: Option<String>,
}

impl Page for StopPage {
    const TEMPLATE: &'static str = "stop.html";
    fn title(&self) -> String {
        self.title.clone()
    }
}

/// Draws the page of whatever stopped a request, in the frame of who is asking.
pub(super) async fn draw_stops(State(app): State<App>, request: Request, next: Next) -> Response {
    let cookies = CookieJar::from_headers(request.headers());
    let uri = request.uri().clone();
    let mut response = next.run(request).await;
    let stop = match response.extensions_mut().remove::<Stop>() {
        Some(stop) => stop,
        None => match bare(&response) {
            Some(stop) => stop,
            None => return response,
        },
    };
    let signed = audience::find(&app, &cookies).await.ok().flatten();
    let frame = Frame::of(&app, signed.as_ref(), &uri);
    let drawn = match &stop {
        Stop::Kept(kept) => render(&frame, &SignInPage::again(kept)),
        stop => render(&frame, &stop.page()),
    };
    match drawn {
        Ok(page) => (stop.status(), page).into_response(),
        Err(_) => stop.status().into_response(),
    }
}

/// What the router itself stopped, without a page: an unknown path, a wrong method, too large a body.
fn bare(response: &Response) -> Option<Stop> {
    if response.headers().contains_key(header::CONTENT_DISPOSITION) {
        return None;
    }
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    match response.status() {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED if !is_page => Some(Stop::NotFound),
        StatusCode::PAYLOAD_TOO_LARGE if !is_page => Some(Stop::TooLarge),
        StatusCode::BAD_REQUEST if !is_page => Some(Stop::Unreadable),
        StatusCode::INTERNAL_SERVER_ERROR | StatusCode::REQUEST_TIMEOUT if !is_page => Some(Stop::Broken),
        _ => None,
    }
}
