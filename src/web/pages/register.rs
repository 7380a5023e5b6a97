//! A stranger registers an organisation, and is then signed in as its first person.

use axum::extract::State;
use axum::http::Uri;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use entity::gaps::Gaps;
use entity::id::PersonId;
use entity::number::Version;
use rules::access::Actor;
use rules::field::{Draft, Field, Lists, Typed, draft};
use rules::organisation::register::{
    Newcomer as NewOrganisation, ORGANISATION, PERSON, register as register_organisation, with_password,
};
use rules::{Problem, Refusal, Why};
use serde::Serialize;

use super::sign_in::session_cookie;
use crate::web::answer::{Stop, go_to};
use crate::web::audience::Whoever;
use crate::web::desk::{Again, App, Newcomer};
use crate::web::forms::{Form, Holds, draw};
use crate::web::password::{hash_for_newcomer, problem};
use crate::web::view::{Frame, Page, render};

/// The same words whoever's the address is.
const TAKEN: &str = "This address cannot be registered. If it is yours, sign in, or ask your administrator.";

/// What an operator who takes no registrations has everyone told.
const CLOSED: &str = "Registration is closed here; write to the council.";

#[derive(Serialize)]
struct ClosedPage {
    says: &'static str,
}

impl Page for ClosedPage {
    const TEMPLATE: &'static str = "register_closed.html";
    fn title(&self) -> String {
        "Register your organisation".to_owned()
    }
}

#[derive(Serialize)]
struct RegisterPage {
    form: Form,
    password_error: Option<String>,
}

impl Page for RegisterPage {
    const TEMPLATE: &'static str = "register.html";
    fn title(&self) -> String {
        "Register your organisation".to_owned()
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

impl RegisterPage {
    fn of(again: Option<&Again>) -> Self {
        let fields: Vec<Field> = [ORGANISATION, PERSON].concat();
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        let form = draw("/register".to_owned(), Version(0), &fields, &holds, &Lists::default(), again);
        let mut problems = again.iter().flat_map(|again| &again.problems);
        let password = problems.find(|problem| problem.field.as_deref() == Some("password"));
        Self { form, password_error: password.map(|problem| problem.says.clone()) }
    }
}

/// The form.
pub async fn show(State(app): State<App>, Whoever(signed): Whoever, uri: Uri) -> Result<Response, Stop> {
    match signed {
        Some(_) => Ok(go_to("/")),
        None if !app.site().registration => {
            render(&Frame::of(&app, None, &uri), &ClosedPage { says: CLOSED })
        }
        None => render(&Frame::of(&app, None, &uri), &RegisterPage::of(None)),
    }
}

/// Registers the organisation, and signs its first person in.
pub async fn register(
    State(app): State<App>,
    cookies: CookieJar,
    newcomer: Newcomer,
) -> Result<Response, Stop> {
    if !app.site().registration {
        return Err(Refusal::of(Why::NotNow, CLOSED).into());
    }
    let again = |problems| Again { typed: without_passwords(&newcomer.typed), problems, ..Again::default() };
    let (organisation, person) = match read(&newcomer.typed) {
        Ok(drafts) => drafts,
        Err(refusal) => return newcomer.page(&RegisterPage::of(Some(&again(refusal.says)))),
    };
    if !app.has_room_for_newcomer() {
        return Err(Stop::Busy);
    }
    let id: PersonId = newcomer.new_id().await?;
    let new = NewOrganisation {
        organisation: newcomer.new_id().await?,
        person: id,
        keys: newcomer.new_keys().await?,
    };
    let change = match register_organisation(new, &organisation, &person, &Actor::house()) {
        Ok(change) => change,
        Err(refusal) => return newcomer.page(&RegisterPage::of(Some(&again(refusal.says)))),
    };
    // Before it is known whether the address is taken, so that the answer takes as long whichever it is.
    let hash = hash_for_newcomer(newcomer.typed.get("password").to_owned()).await?;
    match newcomer.settle(with_password(change, id, hash), id, "/organisation").await? {
        Some(token) => Ok((cookies.add(session_cookie(&app, token)), go_to("/organisation")).into_response()),
        None => newcomer.page(&RegisterPage::of(Some(&again(vec![Problem::at("email", TAKEN)])))),
    }
}

/// Reads everything that was typed, or says all that is wrong with it.
fn read(typed: &Typed) -> Result<(Draft, Draft), Refusal> {
    let part = |fields| draft(fields, typed, &Lists::default(), &Gaps::default());
    let (organisation, person) = (part(ORGANISATION), part(PERSON));
    let password = problem(typed.get("password"), typed.get("again"));
    let mut problems = Vec::new();
    problems.extend(organisation.as_ref().err().map(|refusal| refusal.says.clone()).unwrap_or_default());
    problems.extend(person.as_ref().err().map(|refusal| refusal.says.clone()).unwrap_or_default());
    problems.extend(password.map(|says| Problem::at("password", says)));
    match (organisation, person, problems.is_empty()) {
        (Ok(organisation), Ok(person), true) => Ok((organisation, person)),
        _ => Err(Refusal { kind: Why::Incomplete, says: problems }),
    }
}

fn without_passwords(typed: &Typed) -> Typed {
    typed.clone().with_boxes(&[("password".to_owned(), String::new()), ("again".to_owned(), String::new())])
}
