//! What an address asks of the register: words, filters, an order, columns.

use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::id::PersonId;
use entity::number::Pence;
use entity::state::ContractStage;
use rules::Problem;
use rules::contract::columns::{Column, Order};
use rules::field::Kind::{Choice as OneOf, From, Line, Money, RowFrom};
use rules::field::{self, Draft, Field, List, Lists, Typed, options};
use rules::law::clock::uk_date;
use rules::law::dates::plus_months;
use sea_orm::Value;

use super::place::read_place;
use crate::store::{RegisterFilter, Staff};
use crate::web::answer::Stop;
use crate::web::desk::Desk;

/// What the register can be narrowed by.
pub const SEARCH: &[Field] = &[
    Field::optional("words", "Words", "In the title, the reference or the provider’s name.", Line),
    Field::optional("stage", "Stage", "", OneOf(options::<ContractStage>)),
    Field::optional("department", "Department", "", From(List::Departments)),
    Field::optional("manager", "Contract manager", "", RowFrom(List::Staff)),
    Field::optional("ends_within", "Ends within", "", OneOf(months)),
    Field::optional("next_within", "Next date within", "Whatever is overdue comes with it.", OneOf(months)),
    Field::optional("value_from", "Value from", "Without VAT.", Money),
    Field::optional("value_to", "Value to", "Without VAT.", Money),
];

fn months() -> Vec<(String, String)> {
    let offered = [
        ("1", "A month"),
        ("3", "Three months"),
        ("6", "Six months"),
        ("12", "A year"),
        ("24", "Two years"),
        ("60", "Five years"),
    ];
    offered.map(|(code, label)| (code.to_owned(), label.to_owned())).to_vec()
}

/// So many names and texts of an address are looked at.
const MOST_ASKED: usize = 60;

/// What an address asks, read.
pub struct Search {
    /// As it was typed.
    pub typed: Typed,
    /// What cannot be read.
    pub problems: Vec<Problem>,
    /// What it finds, as far as it can be read.
    pub filter: RegisterFilter,
    /// The columns to show.
    pub columns: Vec<Column>,
    /// Departments and people to choose from.
    pub lists: Lists,
}

impl Search {
    /// Reads it.
    pub async fn read(desk: &Desk<Staff>, asked: Vec<(String, String)>) -> Result<Self, Stop> {
        let lists = lists(desk).await?;
        let typed = Typed::new(asked.into_iter().take(MOST_ASKED).collect());
        let (filter, problems) = match field::draft(SEARCH, &typed, &lists, &Gaps::default()) {
            Ok(draft) => (filter(&draft, desk), Vec::new()),
            Err(refusal) => (RegisterFilter::default(), refusal.says),
        };
        let order = Order::of(typed.get("order")).unwrap_or_default();
        let filter = RegisterFilter {
            order,
            descending: typed.get("way") == "down",
            after: read_place(order, typed.get("after")),
            ..filter
        };
        let chosen: Vec<&str> = typed.all("column").collect();
        let columns = match Column::ALL.iter().filter(|column| chosen.contains(&column.code())).count() {
            0 => Column::USUAL.to_vec(),
            _ => Column::ALL.iter().copied().filter(|column| chosen.contains(&column.code())).collect(),
        };
        Ok(Self { typed, problems, filter, columns, lists })
    }

    /// The same from the text of an address, such as a view that was kept.
    pub async fn of(desk: &Desk<Staff>, query: &str) -> Result<Self, Stop> {
        Self::read(desk, form_urlencoded::parse(query.as_bytes()).into_owned().collect()).await
    }

    /// The address that asks the same, without where the page begins.
    #[must_use]
    pub fn query(&self) -> String {
        self.query_in(self.filter.order, self.filter.descending)
    }

    /// The same in another order.
    #[must_use]
    pub fn query_in(&self, order: Order, descending: bool) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for field in SEARCH {
            let text = self.typed.get(field.name).trim();
            if !text.is_empty() {
                query.append_pair(field.name, text);
            }
        }
        if order != Order::default() {
            query.append_pair("order", order.code());
        }
        if descending {
            query.append_pair("way", "down");
        }
        if self.columns != Column::USUAL {
            query.extend_pairs(self.columns.iter().map(|column| ("column", column.code())));
        }
        query.finish()
    }

    /// Whether it leaves any contract out.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        SEARCH.iter().any(|field| !self.typed.get(field.name).trim().is_empty())
    }
}

async fn lists(desk: &Desk<Staff>) -> Result<Lists, Stop> {
    let departments = desk.departments().await?.into_iter().map(|name| (name.clone(), name)).collect();
    let people = desk.colleagues().await?.into_iter().map(|one| (one.id.0.to_string(), one.name)).collect();
    Ok(Lists([(List::Departments, departments), (List::Staff, people)].into()))
}

fn filter(draft: &Draft, desk: &Desk<Staff>) -> RegisterFilter {
    let today = uk_date(desk.now);
    let money = |name: &str| match draft.value(name) {
        Some(Value::BigInt(pence)) => pence.map(Pence),
        _ => None,
    };
    let until = |name: &str| Some(plus_months(today, draft.text(name)?.parse().ok()?));
    RegisterFilter {
        words: draft.text("words").unwrap_or_default().to_owned(),
        stages: draft.text("stage").and_then(ContractStage::of).into_iter().collect(),
        department: draft.text("department").map(str::to_owned),
        manager: match draft.value("manager") {
            Some(Value::BigInt(id)) => id.map(PersonId),
            _ => None,
        },
        ends: until("ends_within").map(|last| (today, last)),
        next_by: until("next_within"),
        value_from: money("value_from"),
        value_to: money("value_to"),
        ..RegisterFilter::default()
    }
}
