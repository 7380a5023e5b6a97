//! The register on a page.

use std::collections::HashMap;

use axum::extract::Query;
use axum::response::Response;
use entity::choice::Choice;
use entity::contract;
use entity::gaps::Gaps;
use entity::id::PersonId;
use entity::number::Version;
use rules::access::Act;
use rules::contract::columns::{Cell, Column, Order};
use serde::Serialize;

use super::A_PAGE;
use super::place::place_text;
use super::search::{SEARCH, Search};
use crate::store::{Place, RegisterListing, Staff};
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk};
use crate::web::forms::{Form, Holds, draw};
use crate::web::pages::contracts::head::Stamp;
use crate::web::view::Page;

#[derive(Serialize)]
struct ListPage {
    form: Form,
    is_narrow: bool,
    /// Whether filters, order or columns were chosen, so that they are shown at once.
    is_set: bool,
    orders: Vec<Offered>,
    descending: bool,
    columns: Vec<Offered>,
    headings: Vec<Heading>,
    rows: Vec<Listed>,
    /// How many fit, where the page holds all of them.
    count: Option<usize>,
    is_first: bool,
    next: Option<String>,
    query: String,
    views: Vec<(String, String)>,
    council: i64,
    may_write: bool,
}

#[derive(Serialize)]
struct Offered {
    code: &'static str,
    label: &'static str,
    chosen: bool,
}

/// The heading of a column: where the register is read in its order, and whether it is.
#[derive(Serialize)]
struct Heading {
    label: &'static str,
    link: Option<String>,
    sorted: Option<&'static str>,
    is_money: bool,
}

#[derive(Serialize)]
struct Listed {
    reference: String,
    title: String,
    cells: Vec<ShownCell>,
}

#[derive(Serialize)]
struct ShownCell {
    says: String,
    is_money: bool,
    stage: Option<Stamp>,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "contracts/register.html";
    fn title(&self) -> String {
        "Contracts".to_owned()
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// The contracts that fit, in their order.
pub async fn list(desk: Desk<Staff>, Query(asked): Query<Vec<(String, String)>>) -> Result<Response, Stop> {
    let search = Search::read(&desk, asked).await?;
    let found = match search.problems.is_empty() {
        true => desk.register(&search.filter, A_PAGE).await?,
        false => RegisterListing { rows: Vec::new(), next: None },
    };
    let names = managers(&desk).await?;
    let views = desk.saved_views(desk.actor.person).await?;
    let is_first = search.filter.after.is_none();
    let all_here = is_first && found.next.is_none();
    let set_apart = |name: &str| !search.typed.get(name).trim().is_empty();
    desk.page(&ListPage {
        form: drawn(&search),
        is_narrow: search.is_narrow(),
        is_set: SEARCH[1..].iter().map(|field| field.name).any(set_apart) || search.columns != Column::USUAL,
        orders: offered(Order::ALL, |order| order == search.filter.order),
        descending: search.filter.descending,
        columns: offered(Column::ALL, |column| search.columns.contains(&column)),
        headings: headings(&search),
        count: all_here.then_some(found.rows.len()),
        rows: found.rows.iter().map(|row| Listed::of(row, &search.columns, &names)).collect(),
        is_first,
        next: found.next.map(|place| next_page(&search, &place)),
        query: search.query(),
        views: views.into_iter().map(|view| (view.name, view.query)).collect(),
        council: desk.actor.authority().map_or(0, |authority| authority.0),
        may_write: desk.may(Act::WriteContract),
    })
}

/// The names of the authority's people, for the column that says who manages a contract.
pub async fn managers(desk: &Desk<Staff>) -> Result<HashMap<PersonId, String>, Stop> {
    Ok(desk.colleagues().await?.into_iter().map(|one| (one.id, one.name)).collect())
}

/// What the columns say of a contract.
pub fn cells<'a>(
    row: &'a contract::Model,
    columns: &'a [Column],
    names: &'a HashMap<PersonId, String>,
) -> impl Iterator<Item = (Column, Cell)> + 'a {
    let manager = row.manager_id.and_then(|manager| names.get(&manager)).map_or("", String::as_str);
    columns.iter().map(move |column| (*column, column.cell(row, manager)))
}

impl Listed {
    fn of(row: &contract::Model, columns: &[Column], names: &HashMap<PersonId, String>) -> Self {
        let shown = |(column, cell): (Column, Cell)| ShownCell {
            says: cell.shown(),
            is_money: matches!(cell, Cell::Money(_)),
            stage: (column == Column::Stage).then(|| Stamp::of(row.stage)),
        };
        Self {
            reference: row.reference.clone(),
            title: row.title.clone(),
            cells: cells(row, columns, names).map(shown).collect(),
        }
    }
}

fn offered<C: Choice>(all: &[C], is_chosen: impl Fn(C) -> bool) -> Vec<Offered> {
    let one = |one: &C| Offered { code: one.code(), label: one.label(), chosen: is_chosen(*one) };
    all.iter().map(one).collect()
}

fn headings(search: &Search) -> Vec<Heading> {
    let heading = |label, order: Option<Order>, is_money| {
        let here = order == Some(search.filter.order);
        let down = search.filter.descending;
        Heading {
            label,
            link: order.map(|order| format!("/contracts?{}", search.query_in(order, here && !down))),
            sorted: here.then_some(if down { "descending" } else { "ascending" }),
            is_money,
        }
    };
    let columns = search.columns.iter().map(|column| {
        heading(column.label(), column.order(), matches!(column, Column::Value | Column::Spent))
    });
    std::iter::once(heading("Contract", Some(Order::Title), false)).chain(columns).collect()
}

fn next_page(search: &Search, place: &Place) -> String {
    let mut next = form_urlencoded::Serializer::for_suffix(search.query(), 0);
    format!("/contracts?{}", next.append_pair("after", &place_text(place)).finish())
}

fn drawn(search: &Search) -> Form {
    let typed = search.typed.clone().with("version", "0");
    let again = Again { typed, problems: search.problems.clone(), ..Again::default() };
    let holds = Holds { values: &[], gaps: &Gaps::default() };
    draw("/contracts".to_owned(), Version(0), SEARCH, &holds, &search.lists, Some(&again))
}
