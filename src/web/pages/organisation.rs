//! A provider's own page: the organisation, what it declares, and its people.

use axum::extract::Path;
use axum::response::Response;
use entity::organisation;
use rules::access::Act;
use rules::field::{self, Field, Lists, all_held};
use rules::organisation::{DECLARATIONS, DETAILS, change_details, declare};
use rules::report::Figures;
use serde::Serialize;

use super::people::Shown;
use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Fact, Form, Holds, draw, facts, merge};
use crate::web::view::Page;

#[derive(Serialize)]
struct OrganisationPage {
    name: String,
    details: Vec<Fact>,
    declarations: Vec<Fact>,
    declared_on: Option<String>,
    people: Vec<Shown>,
    may_invite: bool,
    may_change: bool,
}

impl Page for OrganisationPage {
    const TEMPLATE: &'static str = "organisation/show.html";
    fn title(&self) -> String {
        self.name.clone()
    }
}

/// The organisation, what it declares, and its people.
pub async fn show(desk: Desk<Provider>) -> Result<Response, Stop> {
    let row = desk.organisation().await?.ok_or(Stop::NotFound)?;
    let people = desk.people().await?;
    desk.page(&OrganisationPage {
        details: of(&row, DETAILS),
        declarations: of(&row, DECLARATIONS).into_iter().filter(Fact::is_there).collect(),
        declared_on: row.declared_on.map(field::long_day),
        people: people.iter().map(Shown::of).collect(),
        may_invite: desk.may(Act::ManageColleagues),
        may_change: desk.may(Act::ChangeOrganisation),
        name: row.name,
    })
}

fn of(row: &organisation::Model, fields: &[Field]) -> Vec<Fact> {
    facts(fields, &all_held(row, fields), &row.gaps, &Lists::default(), &Figures::default())
}

/// A part of the organisation that is filled in.
#[derive(Clone, Copy)]
enum Part {
    Details,
    Declarations,
}

impl Part {
    fn find(code: &str) -> Result<Self, Stop> {
        match code {
            "details" => Ok(Self::Details),
            "declarations" => Ok(Self::Declarations),
            _ => Err(Stop::NotFound),
        }
    }

    fn fields(self) -> &'static [Field] {
        match self {
            Self::Details => DETAILS,
            Self::Declarations => DECLARATIONS,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Details => "Details of the organisation",
            Self::Declarations => "Declarations",
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::Details => "/organisation/part/details",
            Self::Declarations => "/organisation/part/declarations",
        }
    }
}

#[derive(Serialize)]
struct PartPage {
    title: &'static str,
    name: String,
    form: Form,
}

impl Page for PartPage {
    const TEMPLATE: &'static str = "organisation/part.html";
    fn title(&self) -> String {
        format!("{} – {}", self.title, self.name)
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// The form of a part.
pub async fn part(desk: Desk<Provider>, Path(code): Path<String>) -> Result<Response, Stop> {
    draw_part(&desk, Part::find(&code)?, None).await
}

/// Saves a part.
pub async fn save(Path(code): Path<String>, mut posted: Posted<Provider>) -> Result<Response, Stop> {
    let part = Part::find(&code)?;
    let row = posted.organisation().await?.ok_or(Stop::NotFound)?;
    let values = all_held(&row, part.fields());
    let holds = Holds { values: &values, gaps: &row.gaps };
    let seen = merge(&mut posted, row.version, part.fields(), &holds);
    let draft = field::draft(part.fields(), &posted.typed, &Lists::default(), &row.gaps);
    let change = draft.and_then(|draft| match part {
        Part::Details => change_details(&row, &draft, seen, &posted.actor),
        Part::Declarations => declare(&row, &draft, seen, &posted.actor, posted.now),
    });
    match posted.settle(change, "/organisation").await? {
        Ok(response) => Ok(response),
        Err(again) => draw_part(&posted, part, Some(&again)).await,
    }
}

async fn draw_part(desk: &Desk<Provider>, part: Part, again: Option<&Again>) -> Result<Response, Stop> {
    let row = desk.organisation().await?.ok_or(Stop::NotFound)?;
    let values = all_held(&row, part.fields());
    let holds = Holds { values: &values, gaps: &row.gaps };
    let form = draw(part.path().to_owned(), row.version, part.fields(), &holds, &Lists::default(), again);
    desk.page(&PartPage { title: part.title(), name: row.name, form })
}
