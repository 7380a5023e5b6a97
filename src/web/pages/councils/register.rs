//! A council's public register: searched on a page, taken away as a file.

use axum::extract::{Path, Query};
use axum::response::Response;
use entity::choice::Choice;
use entity::contract;
use entity::id::AuthorityId;
use rules::contract::columns::{Cell, Order};
use rules::contract::register::{CONTRACT_HEADINGS, contract_cells};
use serde::{Deserialize, Serialize};

use super::council;
use crate::store::{Place, RegisterFilter};
use crate::web::answer::Stop;
use crate::web::desk::Counter;
use crate::web::pages::contracts::register::{A_PAGE, FileOf, download, place_text, read_place, streamed};
use crate::web::view::Page;

/// So many contracts are read at a time for the file.
const AT_A_TIME: u64 = 1_000;
/// In these orders it can be read.
const ORDERS: [Order; 4] = [Order::Title, Order::Supplier, Order::Ends, Order::Value];

/// What is searched for.
#[derive(Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    words: String,
    #[serde(default)]
    order: String,
    #[serde(default)]
    way: String,
    #[serde(default)]
    after: String,
}

#[derive(Serialize)]
struct RegisterPage {
    council: String,
    path: String,
    words: String,
    orders: Vec<Offered>,
    descending: bool,
    rows: Vec<Listed>,
    is_first: bool,
    next: Option<String>,
    query: String,
}

#[derive(Serialize)]
struct Offered {
    code: &'static str,
    label: &'static str,
    chosen: bool,
}

#[derive(Serialize)]
struct Listed {
    reference: String,
    title: String,
    supplier: String,
    department: String,
    starts: String,
    ends: String,
    value: String,
}

impl Page for RegisterPage {
    const TEMPLATE: &'static str = "councils/register.html";
    fn title(&self) -> String {
        format!("Contracts of {}", self.council)
    }
}

/// The contracts that fit.
pub async fn register(
    counter: Counter,
    Path(number): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let council = council(&counter, &number).await?;
    let filter = filter(&asked);
    let found = counter.public_register(council.id, &filter, A_PAGE).await?;
    let path = format!("/councils/{}/contracts", council.id.0);
    let offer =
        |order: Order| Offered { code: order.code(), label: order.label(), chosen: order == filter.order };
    counter.page(&RegisterPage {
        council: council.name,
        next: found.next.map(|place| format!("{path}?{}", query(&filter, Some(&place)))),
        query: query(&filter, None),
        path,
        orders: ORDERS.map(offer).into(),
        descending: filter.descending,
        rows: found.rows.iter().map(Listed::of).collect(),
        is_first: filter.after.is_none(),
        words: filter.words,
    })
}

/// All that fit, with the code's fields, comma separated.
pub async fn csv(
    counter: Counter,
    Path(number): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let id: AuthorityId = council(&counter, &number).await?.id;
    let reader = (*counter).clone();
    let from = RegisterFilter { after: None, ..filter(&asked) };
    let head = vec![CONTRACT_HEADINGS.map(|heading| Cell::Text(heading.to_owned())).to_vec()];
    let body = streamed(head, from, move |filter: RegisterFilter| {
        let reader = reader.clone();
        async move {
            let found = reader.public_register(id, &filter, AT_A_TIME).await?;
            let rows = found.rows.iter().map(|row| contract_cells(row).to_vec()).collect();
            Ok((rows, found.next.map(|place| RegisterFilter { after: Some(place), ..filter })))
        }
    });
    Ok(download(FileOf::Csv, "contracts", body))
}

/// INVARIANT: the public searches by what it may read: no next date can be found out by asking for its order.
fn filter(asked: &Asked) -> RegisterFilter {
    let order = ORDERS.into_iter().find(|order| order.code() == asked.order).unwrap_or(Order::Title);
    RegisterFilter {
        words: asked.words.chars().filter(|sign| !sign.is_control()).take(200).collect(),
        order,
        descending: asked.way == "down",
        after: read_place(order, &asked.after),
        ..RegisterFilter::default()
    }
}

fn query(filter: &RegisterFilter, after: Option<&Place>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if !filter.words.trim().is_empty() {
        query.append_pair("words", filter.words.trim());
    }
    if filter.order != Order::Title {
        query.append_pair("order", filter.order.code());
    }
    if filter.descending {
        query.append_pair("way", "down");
    }
    if let Some(place) = after {
        query.append_pair("after", &place_text(place));
    }
    query.finish()
}

impl Listed {
    /// INVARIANT: it is made of the code's fields alone.
    fn of(row: &contract::Model) -> Self {
        let [reference, title, department, _, _, value, _, starts, ends, ..] = contract_cells(row);
        Self {
            reference: reference.shown(),
            title: title.shown(),
            supplier: row.supplier.clone(),
            department: department.shown(),
            starts: starts.shown(),
            ends: ends.shown(),
            value: value.shown(),
        }
    }
}
