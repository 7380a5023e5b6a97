//! Signing in, and choosing a password from an invitation.

use axum::extract::{Path, Query, Request, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use serde::{Deserialize, Serialize};

use crate::web::answer::Stop;
use crate::web::answer::go_to;
use crate::web::audience::{Whoever, cookie_name, find};
use crate::web::body::read;
use crate::web::desk::App;
use crate::web::kept::{Hidden, Kept, own_path};
use crate::web::password::{LONGEST, fits, hash_slowly, problem};
use crate::web::proof::same_origin;
use crate::web::view::{Frame, Page, render};

const WRONG: &str = "That email address and password do not fit, or this sign-in is stopped for a while.";

/// The page people sign in on.
#[derive(Default, Serialize)]
pub struct SignInPage {
    then: String,
    email: String,
    error: Option<&'static str>,
    kept: Vec<Hidden>,
    demonstration_people: Vec<DemoPerson>,
    demonstration_password: Option<&'static str>,
}

#[derive(Serialize)]
struct DemoPerson {
    email: &'static str,
    role: &'static str,
}

impl Page for SignInPage {
    const TEMPLATE: &'static str = "sign_in.html";
    fn title(&self) -> String {
        "Sign in".to_owned()
    }
    fn has_problems(&self) -> bool {
        self.error.is_some()
    }
}

impl SignInPage {
    /// For someone whose sign-in ended while they were typing.
    pub(in crate::web) fn again(kept: &Kept) -> Self {
        Self { kept: kept.hidden(), ..Self::default() }
    }

    fn for_demonstration(mut self, app: &App) -> Self {
        if app.site().demonstration {
            let person =
                |person: &crate::demo::DemoPerson| DemoPerson { email: person.email, role: person.name };
            self.demonstration_people = crate::demo::PEOPLE.iter().map(person).collect();
            self.demonstration_password = Some(crate::demo::PASSWORD);
        }
        self
    }
}

/// Where to go after signing in.
#[derive(Deserialize)]
pub struct Then {
    #[serde(default)]
    then: String,
}

/// The form.
pub async fn show(
    State(app): State<App>,
    Whoever(signed): Whoever,
    Query(query): Query<Then>,
    uri: Uri,
) -> Result<Response, Stop> {
    if signed.is_some() {
        return Ok(go_to("/"));
    }
    let page = SignInPage { then: own_path(&query.then).unwrap_or_default(), ..SignInPage::default() };
    render(&Frame::of(&app, None, &uri), &page.for_demonstration(&app))
}

/// Checks the password and opens a session. Which half was wrong is not told.
pub async fn sign_in(State(app): State<App>, cookies: CookieJar, request: Request) -> Result<Response, Stop> {
    same_origin(&app, request.headers())?;
    let uri = request.uri().clone();
    let typed = read(request).await?;
    let email = typed.get("email").trim().to_owned();
    // One that is too long is wrong, but takes as long to refuse, whoever it is for.
    let password = Some(typed.get("password"))
        .filter(|text| text.chars().count() <= LONGEST)
        .unwrap_or_default()
        .to_owned();
    let now = app.now();
    let doors = app.doors();
    let known = doors.sign_in(&email, now).await?;
    let open = match &known {
        Some(known) => doors.take_try(known.person, now).await? && known.open,
        None => false,
    };
    let hash = known.as_ref().filter(|_| open).and_then(|known| known.password_hash.clone());
    let right = fits(password, hash).await?;
    let kept = Kept::from(&typed);
    match known {
        Some(known) if right => {
            let token = doors.open(known.person, now).await?;
            let cookies = cookies.add(session_cookie(&app, token.clone()));
            let answer = match kept {
                Some(kept) => brought_back(&app, &cookies, &kept, &uri).await?,
                None => go_to(&own_path(typed.get("then")).unwrap_or_else(|| "/".to_owned())),
            };
            Ok((cookies, answer).into_response())
        }
        _ => {
            let page = SignInPage {
                then: own_path(typed.get("then")).unwrap_or_default(),
                email,
                error: Some(WRONG),
                kept: kept.map(|kept| kept.hidden()).unwrap_or_default(),
                ..SignInPage::default()
            };
            render(&Frame::of(&app, None, &uri), &page.for_demonstration(&app))
        }
    }
}

/// The cookie of a session.
pub(super) fn session_cookie(app: &App, token: String) -> Cookie<'static> {
    Cookie::build((cookie_name(app), token))
        .path("/")
        .http_only(true)
        .secure(app.is_secure())
        .same_site(SameSite::Lax)
        .build()
}

/// What was typed before, in a form that brings it back to its own page without saving it.
#[derive(Serialize)]
struct BroughtBackPage {
    path: String,
    fields: Vec<Hidden>,
}

impl Page for BroughtBackPage {
    const TEMPLATE: &'static str = "brought_back.html";
    fn title(&self) -> String {
        "You are signed in again".to_owned()
    }
}

async fn brought_back(app: &App, cookies: &CookieJar, kept: &Kept, uri: &Uri) -> Result<Response, Stop> {
    let signed = find(app, cookies).await?;
    let page = BroughtBackPage { path: kept.path.clone(), fields: kept.fields() };
    render(&Frame::of(app, signed.as_ref(), uri), &page)
}

#[derive(Serialize)]
struct InvitationPage {
    name: Option<String>,
    email: String,
    token: String,
    error: Option<String>,
}

impl Page for InvitationPage {
    const TEMPLATE: &'static str = "invitation.html";
    fn title(&self) -> String {
        if self.name.is_some() { "Choose your password" } else { "This link no longer works" }.to_owned()
    }
    fn has_problems(&self) -> bool {
        self.error.is_some()
    }
}

/// The form of an invitation, while it holds.
pub async fn invitation(
    State(app): State<App>,
    Path(token): Path<String>,
    uri: Uri,
) -> Result<Response, Stop> {
    draw_invitation(&app, token, &uri, None).await
}

async fn draw_invitation(
    app: &App,
    token: String,
    uri: &Uri,
    error: Option<String>,
) -> Result<Response, Stop> {
    let invited = app.doors().invitation(&token, app.now()).await?;
    let (name, email) = invited.map_or((None, String::new()), |invited| (Some(invited.name), invited.email));
    render(&Frame::of(app, None, uri), &InvitationPage { name, email, token, error })
}

/// Takes the password, if the invitation still holds.
pub async fn choose_password(
    State(app): State<App>,
    Path(token): Path<String>,
    request: Request,
) -> Result<Response, Stop> {
    same_origin(&app, request.headers())?;
    let uri = request.uri().clone();
    let typed = read(request).await?;
    let password = typed.get("password").to_owned();
    if let Some(problem) = problem(&password, typed.get("again")) {
        return draw_invitation(&app, token, &uri, Some(problem)).await;
    }
    if app.doors().invitation(&token, app.now()).await?.is_none() {
        return draw_invitation(&app, token, &uri, None).await;
    }
    let hash = hash_slowly(password).await?;
    match app.doors().use_invitation(&token, hash, app.now()).await? {
        true => Ok(go_to("/sign-in")),
        false => draw_invitation(&app, token, &uri, None).await,
    }
}
