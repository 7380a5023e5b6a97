//! A provider's own page: the organisation and its people.

use axum::response::Response;
use entity::choice::Choice;
use rules::access::Act;
use serde::Serialize;

use super::people::Shown;
use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::view::Page;

#[derive(Serialize)]
struct OrganisationPage {
    name: String,
    kind: &'static str,
    registered_number: Option<String>,
    people: Vec<Shown>,
    may_invite: bool,
}

impl Page for OrganisationPage {
    const TEMPLATE: &'static str = "organisation.html";
    fn title(&self) -> String {
        self.name.clone()
    }
}

/// The organisation and its people.
pub async fn show(desk: Desk<Provider>) -> Result<Response, Stop> {
    let organisation = desk.organisation().await?.ok_or(Stop::NotFound)?;
    let people = desk.people().await?;
    desk.page(&OrganisationPage {
        name: organisation.name,
        kind: organisation.kind.label(),
        registered_number: organisation.registered_number,
        people: people.iter().map(Shown::of).collect(),
        may_invite: desk.may(Act::ManageColleagues),
    })
}
