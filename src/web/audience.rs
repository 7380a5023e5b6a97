//! The audience of each route, checked before its page is reached.

use std::convert::Infallible;

use axum::RequestExt;
use axum::extract::{DefaultBodyLimit, FromRequestParts, RawPathParams, Request, State};
use axum::http::request::Parts;
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use rules::Refusal;
use rules::access::{Act, Actor, allowed, is_staff_role, may};

use super::answer::Stop;
use super::desk::App;
use super::proof::same_origin;
use super::security::MOST_BYTES;
use super::{body, kept};

/// For whom a route is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everyone, signed in or not.
    Anyone,
    /// Everyone who is signed in.
    SignedIn,
    /// Those whose roles allow an act.
    May(Act),
}

/// Who is signed in, as found once for a request. Only this room makes one, from an open session.
#[derive(Clone, Debug)]
pub(super) struct Signed {
    actor: Actor,
    csrf: String,
    token: String,
    is_noted: bool,
}

impl Signed {
    /// Who.
    pub(super) fn actor(&self) -> &Actor {
        &self.actor
    }

    /// What each form of this session must carry.
    pub(super) fn csrf(&self) -> &str {
        &self.csrf
    }

    /// The session's token.
    pub(super) fn token(&self) -> &str {
        &self.token
    }
}

/// Finds out who is asking and lets through only those the route is for.
pub(super) async fn check(
    State((app, audience)): State<(App, Audience)>,
    mut request: Request,
    next: Next,
) -> Response {
    let signed = match find(&app, &CookieJar::from_headers(request.headers())).await {
        Ok(signed) => signed,
        Err(stop) => return stop.into_response(),
    };
    let allowed = match (audience, &signed) {
        (Audience::Anyone, _) | (Audience::SignedIn, Some(_)) => Ok(()),
        (Audience::May(act), Some(signed)) => match may(&signed.actor, act) {
            Ok(()) => Ok(()),
            Err(refusal) => Err(refused(&app, signed, act, &mut request, refusal).await),
        },
        (Audience::SignedIn, None) => return Stop::SignIn("/".to_owned()).into_response(),
        (Audience::May(_), None) => return ask_to_sign_in(&app, request).await,
    };
    if let Err(stop) = allowed {
        return stop.into_response();
    }
    let used = signed.as_ref().filter(|signed| !signed.is_noted).map(|signed| signed.token.clone());
    if let Some(signed) = signed {
        request.extensions_mut().insert(signed);
    }
    let response = next.run(request).await;
    // Afterwards, so that no form waits for it: a bid must not come late because its session was noted.
    if let Some(token) = used
        && let Err(error) = app.doors().note(&token, app.now()).await
    {
        tracing::warn!(%error, "that a session is used could not be noted");
    }
    response
}

/// Whoever lacks the role is told so, but only of what is their own: to others there is nothing here.
async fn refused(app: &App, signed: &Signed, act: Act, request: &mut Request, refusal: Refusal) -> Stop {
    let of_own_side =
        allowed(act).iter().any(|role| is_staff_role(*role) == signed.actor.authority().is_some());
    if !of_own_side {
        return Stop::NotFound;
    }
    let names = request.extract_parts::<RawPathParams>().await.ok();
    let reference =
        names.iter().flatten().find(|(name, _)| *name == "reference").map(|(_, text)| text.to_owned());
    match reference {
        Some(reference) => match app.is_own(&signed.actor, &reference).await {
            Ok(true) => refusal.into(),
            Ok(false) => Stop::NotFound,
            Err(stop) => stop,
        },
        None => refusal.into(),
    }
}

/// The session of a request's cookie.
pub(super) async fn find(app: &App, cookies: &CookieJar) -> Result<Option<Signed>, Stop> {
    let Some(cookie) = cookies.get(cookie_name(app)) else { return Ok(None) };
    let token = cookie.value().to_owned();
    let session = app.doors().session(&token, app.now()).await?;
    Ok(session.map(|session| Signed {
        actor: session.actor,
        csrf: session.csrf,
        token,
        is_noted: session.is_noted,
    }))
}

/// Over TLS the cookie cannot be set by another host of the same domain.
pub(super) fn cookie_name(app: &App) -> &'static str {
    if app.is_secure() { "__Host-gatehouse" } else { "gatehouse" }
}

/// A page is asked for again after signing in; a form of the record that came from our own page keeps
/// what was typed. Forms about passwords are never kept.
async fn ask_to_sign_in(app: &App, mut request: Request) -> Response {
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    if request.method() != Method::POST {
        return Stop::SignIn(path).into_response();
    }
    if let Err(stop) = same_origin(app, request.headers()) {
        return stop.into_response();
    }
    let is_form = request.headers().contains_key(header::CONTENT_TYPE);
    // A file cannot be kept, so it is not read either, and no more is taken in than of a form without one.
    DefaultBodyLimit::max(MOST_BYTES).apply(&mut request);
    match body::read_to_file(request).await {
        Ok((typed, _)) if is_form => Stop::Kept(kept::Kept { path, typed }).into_response(),
        Ok(_) => Stop::SignIn("/".to_owned()).into_response(),
        Err(stop) => stop.into_response(),
    }
}

/// Whoever is asking, signed in or not.
pub(super) struct Whoever(pub(super) Option<Signed>);

impl<T: Send + Sync> FromRequestParts<T> for Whoever {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &T) -> Result<Self, Infallible> {
        Ok(Self(parts.extensions.get::<Signed>().cloned()))
    }
}
