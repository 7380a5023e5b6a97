//! Secret addresses under which a calendar elsewhere reads the days of contracts: made, listed, revoked.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use entity::id::{PersonId, RowId};
use rules::Refusal;
use rules::contract::Contract;
use rules::contract::feed::{self as rule, MOST};
use rules::field::long_day;
use rules::law::clock::uk_date;
use serde::{Deserialize, Serialize};

use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{App, Desk, Posted};
use crate::web::view::Page;

const PATH: &str = "/calendar-addresses";

#[derive(Serialize)]
struct AddressesPage {
    rows: Vec<Shown>,
    /// The contract for which one is offered, if someone comes from it.
    contract: Option<Offered>,
    /// The address that was just made, shown this once.
    made: Option<String>,
    most: usize,
    full: bool,
}

#[derive(Serialize)]
struct Shown {
    id: i64,
    of: String,
    made: String,
}

#[derive(Serialize)]
struct Offered {
    reference: String,
    title: String,
}

impl Page for AddressesPage {
    const TEMPLATE: &'static str = "calendar/addresses.html";
    fn title(&self) -> String {
        match self.made {
            Some(_) => "Copy this address".to_owned(),
            None => "Calendar addresses".to_owned(),
        }
    }
}

/// For which contract one is wanted; for all that the person manages if none is named.
#[derive(Deserialize)]
pub struct Wanted {
    contract: Option<String>,
}

/// The addresses of whoever asks, with buttons that make one.
pub async fn list(desk: Desk<Staff>, Query(wanted): Query<Wanted>) -> Result<Response, Stop> {
    let contract = of(&desk, wanted.contract.as_deref()).await?;
    draw(&desk, contract, None).await
}

/// Makes one, and shows it this once.
pub async fn make(State(app): State<App>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let named = Some(posted.typed.get("contract")).filter(|named| !named.is_empty());
    let contract = of(&posted, named).await?;
    let (id, secret) = (posted.new_id::<RowId>().await?, app.token());
    let mine: Vec<_> = posted.feeds(who(&posted)?).await?.into_iter().map(|(row, _)| row).collect();
    let change = rule::make(&mine, contract.as_ref(), id, &secret, &posted.actor, posted.now);
    match posted.settle(change, PATH).await? {
        Ok(_) => draw(&posted, contract, Some(posted.address(&format!("/calendars/{secret}")))).await,
        Err(again) if again.unsent => draw(&posted, contract, None).await,
        Err(again) => Err(Stop::Refused(Refusal { kind: rules::Why::NotNow, says: again.problems })),
    }
}

/// Revokes one: from then on nothing is read by it.
pub async fn revoke(Path(id): Path<i64>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let row = posted.feed(who(&posted)?, RowId(id)).await?.ok_or(Stop::NotFound)?;
    posted.settle_or_stop(rule::revoke(&row, &posted.actor, posted.now), PATH).await
}

async fn of(desk: &Desk<Staff>, reference: Option<&str>) -> Result<Option<Contract>, Stop> {
    match reference {
        Some(reference) => Ok(Some(desk.contract(reference).await?.ok_or(Stop::NotFound)?)),
        None => Ok(None),
    }
}

fn who(desk: &Desk<Staff>) -> Result<PersonId, Stop> {
    desk.actor.person.ok_or(Stop::NotFound)
}

async fn draw(
    desk: &Desk<Staff>,
    contract: Option<Contract>,
    made: Option<String>,
) -> Result<Response, Stop> {
    let rows = desk.feeds(who(desk)?).await?;
    let open = rows.into_iter().filter(|(row, _)| row.revoked_at.is_none());
    let shown = open.map(|(row, reference)| Shown {
        id: row.id.0,
        of: match reference {
            Some(reference) => format!("Contract {reference}"),
            None => "All contracts you manage".to_owned(),
        },
        made: long_day(uk_date(row.made_at)),
    });
    let rows: Vec<_> = shown.collect();
    desk.page(&AddressesPage {
        full: rows.len() >= MOST,
        rows,
        contract: contract
            .map(|contract| Offered { reference: contract.row.reference, title: contract.row.title }),
        made,
        most: MOST,
    })
}
