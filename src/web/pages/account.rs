//! One's own account: who one is, other sign-ins, the password, signing out.

use axum::extract::{Request, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use entity::choice::Choice;
use rules::field::Typed;
use serde::Serialize;

use crate::web::answer::Stop;
use crate::web::answer::go_to;
use crate::web::audience::{Signed, Whoever, cookie_name};
use crate::web::body::read;
use crate::web::desk::App;
use crate::web::password::{fits, hash_slowly, problem};
use crate::web::proof::{same_origin, same_token};
use crate::web::view::{Frame, Page, render};

#[derive(Serialize)]
struct AccountPage {
    name: String,
    roles: Vec<&'static str>,
    sessions: u64,
    error: Option<String>,
    changed: bool,
}

impl Page for AccountPage {
    const TEMPLATE: &'static str = "account.html";
    fn title(&self) -> String {
        "Your account".to_owned()
    }
    fn has_problems(&self) -> bool {
        self.error.is_some()
    }
}

/// Shows the account.
pub async fn show(State(app): State<App>, Whoever(signed): Whoever, uri: Uri) -> Result<Response, Stop> {
    draw(&app, &signed.ok_or(Stop::NotFound)?, &uri, None, false).await
}

async fn draw(
    app: &App,
    signed: &Signed,
    uri: &Uri,
    error: Option<String>,
    changed: bool,
) -> Result<Response, Stop> {
    let person = signed.actor().person.ok_or(Stop::NotFound)?;
    let page = AccountPage {
        name: signed.actor().name.clone(),
        roles: signed.actor().roles.iter().map(|role| role.label()).collect(),
        sessions: app.doors().count(person, app.now()).await?,
        error,
        changed,
    };
    render(&Frame::of(app, Some(signed), uri), &page)
}

/// Ends this session.
pub async fn sign_out(
    State(app): State<App>,
    cookies: CookieJar,
    request: Request,
) -> Result<Response, Stop> {
    let (signed, _, _) = proved(&app, request).await?;
    app.doors().close(signed.token()).await?;
    Ok(signed_out(&app, cookies))
}

/// Ends every session of this person.
pub async fn sign_out_everywhere(
    State(app): State<App>,
    cookies: CookieJar,
    request: Request,
) -> Result<Response, Stop> {
    let (signed, _, _) = proved(&app, request).await?;
    app.doors().close_all(signed.actor().person.ok_or(Stop::NotFound)?).await?;
    Ok(signed_out(&app, cookies))
}

fn signed_out(app: &App, cookies: CookieJar) -> Response {
    let gone =
        Cookie::build((cookie_name(app), "")).path("/").secure(app.is_secure()).http_only(true).build();
    (cookies.remove(gone), go_to("/")).into_response()
}

/// Changes the password, after the present one was given again.
pub async fn change_password(State(app): State<App>, request: Request) -> Result<Response, Stop> {
    let (signed, typed, uri) = proved(&app, request).await?;
    let person = signed.actor().person.ok_or(Stop::NotFound)?;
    let doors = app.doors();
    let now = app.now();
    let known = doors.sign_in_of(person, now).await?.filter(|known| known.open);
    let taken = doors.take_try(person, now).await?;
    let hash = known.filter(|_| taken).and_then(|known| known.password_hash);
    if !fits(typed.get("present").to_owned(), hash).await? {
        let says = "Your present password is not that. Type it again.".to_owned();
        return draw(&app, &signed, &uri, Some(says), false).await;
    }
    let password = typed.get("password").to_owned();
    if let Some(problem) = problem(&password, typed.get("again")) {
        return draw(&app, &signed, &uri, Some(problem), false).await;
    }
    doors.set_password(person, hash_slowly(password).await?, signed.token()).await?;
    draw(&app, &signed, &uri, None, true).await
}

/// A form about one's own sign-in: not the record, so it needs no pen, but it needs every proof.
async fn proved(app: &App, request: Request) -> Result<(Signed, Typed, Uri), Stop> {
    same_origin(app, request.headers())?;
    let signed = request.extensions().get::<Signed>().cloned().ok_or(Stop::NotFound)?;
    let uri = request.uri().clone();
    let typed = read(request).await?;
    if same_token(typed.get("csrf"), signed.csrf()) { Ok((signed, typed, uri)) } else { Err(Stop::Forged) }
}
