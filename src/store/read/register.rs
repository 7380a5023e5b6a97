//! The register of contracts: searched, narrowed, in several orders, page by page.
//!
//! A page begins after a place: what the order goes by, and the number of the last one before it. So none is lost or
//! repeated, however many are alike. What is not known comes last, on both databases and either way round.

mod readers;

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::contract::{self, Column};
use entity::id::{AuthorityId, ContractId, PersonId};
use entity::number::Pence;
use entity::state::ContractStage;
use rules::contract::columns::Order;
use sea_orm::sea_query::{Expr, ExprTrait, Func, LikeExpr, Order as Way};
use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};

use crate::store::StoreError;

pub use readers::Invitations;

/// Which contracts the register shows, and in which order.
#[derive(Clone, Debug, Default)]
pub struct RegisterFilter {
    /// Words in the title, the reference or the provider's name.
    pub words: String,
    /// Only those that have come so far; all, if it is empty.
    pub stages: Vec<ContractStage>,
    /// Only those of this department.
    pub department: Option<String>,
    /// Only those that this person manages.
    pub manager: Option<PersonId>,
    /// Only those that end on one of these days, the first and the last included.
    pub ends: Option<(NaiveDate, NaiveDate)>,
    /// Only those whose next date comes no later than this.
    pub next_by: Option<NaiveDate>,
    /// Worth at least this.
    pub value_from: Option<Pence>,
    /// Worth at most this.
    pub value_to: Option<Pence>,
    /// In which order.
    pub order: Order,
    /// Whether the order is turned round.
    pub descending: bool,
    /// Only those after this place: the last one on the page before.
    pub after: Option<Place>,
}

/// Where a contract stands in an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What the order goes by.
    pub key: Key,
    /// Which contract, among those alike.
    pub id: ContractId,
}

/// What an order goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// A title or a name, in small letters.
    Text(String),
    /// A day.
    Day(NaiveDate),
    /// An amount.
    Money(Pence),
    /// It is not known.
    Unknown,
}

/// A page of the register.
#[derive(Clone, Debug)]
pub struct RegisterListing {
    /// The contracts, in their order.
    pub rows: Vec<contract::Model>,
    /// After which place the next page starts, if there is one.
    pub next: Option<Place>,
}

/// Up to so many contracts in which a word was found are put in order by themselves.
const FEW: u64 = 1_000;

/// So many words are searched for.
const MOST_WORDS: usize = 8;

/// A page of an authority's contracts.
pub(super) async fn listing(
    db: &DatabaseConnection,
    authority: AuthorityId,
    filter: &RegisterFilter,
    most: u64,
) -> Result<RegisterListing, StoreError> {
    let fitting = fitting(db, authority, filter).await?;
    let is_unknown = |place: &Place| place.key == Key::Unknown;
    let mut places = match filter.after.as_ref().is_some_and(is_unknown) {
        true => Vec::new(),
        false => known(db, &fitting, filter, most + 1).await?,
    };
    let left = (most + 1).saturating_sub(places.len() as u64);
    if left > 0 && !matches!(filter.order, Order::Title | Order::Supplier) {
        places.extend(unknown(db, &fitting, filter, left).await?);
    }
    let more = places.len() as u64 > most;
    places.truncate(most as usize);
    let rows = rows_at(db, authority, &places).await?;
    Ok(RegisterListing { rows, next: places.pop().filter(|_| more) })
}

/// Those of which it is known what the order goes by.
async fn known(
    db: &DatabaseConnection,
    fitting: &Select<contract::Entity>,
    filter: &RegisterFilter,
    most: u64,
) -> Result<Vec<Place>, StoreError> {
    let key = Expr::col(key_column(filter.order));
    let mut query = in_order(fitting.clone().filter(key.clone().is_not_null()), Some(&key), filter);
    if let Some(Place { key: at, id }) = &filter.after {
        let (here, there) = (
            Expr::tuple([key.clone(), Expr::col(Column::Id)]),
            Expr::tuple([at.clone().value(), Expr::val(*id)]),
        );
        query = query.filter(if filter.descending { here.lt(there) } else { here.gt(there) });
    }
    let query = query.limit(most).select_only().column(Column::Id).column_as(key, "place");
    let places = match filter.order {
        Order::Title | Order::Supplier => {
            at(query.into_tuple::<(ContractId, String)>().all(db).await?, Key::Text)
        }
        Order::Ends | Order::Next => {
            at(query.into_tuple::<(ContractId, NaiveDate)>().all(db).await?, Key::Day)
        }
        Order::Value => at(query.into_tuple::<(ContractId, Pence)>().all(db).await?, Key::Money),
    };
    Ok(places)
}

fn at<T>(found: Vec<(ContractId, T)>, key: impl Fn(T) -> Key) -> Vec<Place> {
    found.into_iter().map(|(id, of)| Place { key: key(of), id }).collect()
}

/// Those of which it is not known, by number.
async fn unknown(
    db: &DatabaseConnection,
    fitting: &Select<contract::Entity>,
    filter: &RegisterFilter,
    most: u64,
) -> Result<Vec<Place>, StoreError> {
    let key = Expr::col(key_column(filter.order));
    let mut query = in_order(fitting.clone().filter(key.is_null()), None, filter);
    if let Some(Place { key: Key::Unknown, id }) = &filter.after {
        query = query.filter(if filter.descending { Column::Id.lt(*id) } else { Column::Id.gt(*id) });
    }
    let found = query.limit(most).select_only().column(Column::Id).into_tuple::<(ContractId,)>();
    let place = |(id,): (ContractId,)| Place { key: Key::Unknown, id };
    Ok(found.all(db).await?.into_iter().map(place).collect())
}

fn in_order(
    query: Select<contract::Entity>,
    key: Option<&Expr>,
    filter: &RegisterFilter,
) -> Select<contract::Entity> {
    let way = || if filter.descending { Way::Desc } else { Way::Asc };
    let query = match key {
        Some(key) => query.order_by(key.clone(), way()),
        None => query,
    };
    query.order_by(Column::Id, way())
}

fn key_column(order: Order) -> &'static str {
    match order {
        Order::Title => "title_key",
        Order::Supplier => "supplier_key",
        Order::Ends => "ends_on",
        Order::Next => "next_on",
        Order::Value => "listed_value",
    }
}

impl Key {
    fn value(self) -> Expr {
        match self {
            Self::Text(text) => Expr::val(text),
            Self::Day(day) => Expr::val(day),
            Self::Money(money) => Expr::val(money),
            Self::Unknown => Expr::val(Option::<i64>::None),
        }
    }
}

async fn rows_at(
    db: &DatabaseConnection,
    authority: AuthorityId,
    places: &[Place],
) -> Result<Vec<contract::Model>, StoreError> {
    let ids = places.iter().map(|place| place.id);
    let found = contract::Entity::find()
        .filter(aside("authority_id").eq(authority))
        .filter(Column::Id.is_in(ids))
        .all(db)
        .await?;
    let mut rows: HashMap<ContractId, contract::Model> = found.into_iter().map(|row| (row.id, row)).collect();
    Ok(places.iter().filter_map(|place| rows.remove(&place.id)).collect())
}

/// INVARIANT: whatever is read here is filtered by the authority.
async fn fitting(
    db: &DatabaseConnection,
    authority: AuthorityId,
    filter: &RegisterFilter,
) -> Result<Select<contract::Entity>, StoreError> {
    let own = contract::Entity::find().filter(Column::AuthorityId.eq(authority));
    let narrow = narrowed(filter, db.get_database_backend());
    let words: Vec<&str> = filter.words.split_whitespace().take(MOST_WORDS).collect();
    if words.is_empty() {
        return Ok(own.filter(narrow));
    }
    let has = words.into_iter().fold(Condition::all(), |all, word| all.add(has(word)));
    let found = own.clone().filter(has.clone()).limit(FEW + 1).select_only().column(Column::Id);
    let found: Vec<(ContractId,)> = found.into_tuple().all(db).await?;
    if found.len() as u64 > FEW {
        return Ok(own.filter(has).filter(narrow));
    }
    let few = contract::Entity::find()
        .filter(aside("authority_id").eq(authority))
        .filter(Column::Id.is_in(found.into_iter().map(|(id,)| id)));
    Ok(few.filter(narrow))
}

/// A word in either case. SQLite makes small letters of A to Z only, PostgreSQL of all.
fn has(word: &str) -> Condition {
    let like = |word: String| {
        let pattern = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        Expr::col("words").like(LikeExpr::new(format!("%{pattern}%")).escape('\\'))
    };
    let (all, some) = (word.to_lowercase(), word.to_ascii_lowercase());
    let any = if some == all { Condition::any() } else { Condition::any().add(like(some)) };
    any.add(like(all))
}

/// A column in a form that leads SQLite to no index of its own: without statistics it takes each of them for one that
/// leaves little, and puts half the register in order by itself. PostgreSQL has statistics.
fn aside(column: &'static str) -> Expr {
    Func::coalesce([Expr::col(column), Expr::col(column)]).into()
}

fn narrowed(filter: &RegisterFilter, backend: DbBackend) -> Condition {
    let of = |column: &'static str| {
        let leads = backend != DbBackend::Sqlite || column == key_column(filter.order);
        if leads { Expr::col(column) } else { aside(column) }
    };
    let mut fits = Condition::all();
    if !filter.stages.is_empty() {
        fits = fits.add(of("stage").is_in(filter.stages.iter().copied()));
    }
    if let Some(department) = &filter.department {
        fits = fits.add(of("department").eq(department.as_str()));
    }
    if let Some((first, last)) = filter.ends {
        fits = fits.add(of("ends_on").gte(first)).add(of("ends_on").lte(last));
    }
    fits.add_option(filter.manager.map(|manager| of("manager_id").eq(manager)))
        .add_option(filter.next_by.map(|day| of("next_on").lte(day)))
        .add_option(filter.value_from.map(|value| of("listed_value").gte(value)))
        .add_option(filter.value_to.map(|value| of("listed_value").lte(value)))
}
