//! Days of contracts as a calendar, for whoever has its secret address.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use rules::Subject;
use rules::contract::Contract;
use rules::contract::feed::events;
use rules::law::clock::uk_date;
use rules::settings::Authority;

use crate::store::MOST_IN_CALENDAR;
use crate::web::answer::Stop;
use crate::web::desk::Subscribed;
use crate::workbook::feed::{OfContract, calendar};

/// The calendar behind an address.
pub async fn read(subscribed: Subscribed) -> Result<Response, Stop> {
    let authority = subscribed.reader.authority().await?.ok_or(Stop::NotFound)?;
    let settled_at = subscribed.reader.changed_at(Subject::Authority(authority.row.id)).await?;
    let contracts = subscribed.reader.contracts_in_calendar(&subscribed.feed).await?;
    let mut all = Vec::with_capacity(contracts.len());
    for contract in &contracts {
        let changed_at = subscribed.reader.changed_at(Subject::Contract(contract.row.id)).await?;
        let changed_at = changed_at.max(settled_at).unwrap_or(subscribed.feed.made_at);
        all.push(of_contract(contract, &authority, changed_at, subscribed.now));
    }
    let (name, describes) = names(&contracts, &authority, subscribed.feed.contract_id.is_some());
    let text = calendar(&name, &describes, &subscribed.site, &all);
    // Nobody between may keep what only its reader may see.
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CACHE_CONTROL, "private, no-store"),
        (header::CONTENT_DISPOSITION, "inline; filename=\"contracts.ics\""),
    ];
    Ok((headers, text).into_response())
}

fn of_contract(
    contract: &Contract,
    authority: &Authority,
    changed_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> OfContract {
    let versions = contract.row.version.0.saturating_add(authority.row.version.0);
    OfContract {
        days: events(contract, authority, uk_date(now)),
        sequence: u32::try_from(versions).unwrap_or(0),
        changed_at,
    }
}

fn names(contracts: &[Contract], authority: &Authority, of_one: bool) -> (String, String) {
    match (contracts, of_one) {
        ([one], true) => (
            one.row.title.clone(),
            format!("Days of the contract {} of {}.", one.row.reference, authority.row.name),
        ),
        (_, true) => {
            let says = "The contract is not in force, so it has no days yet.";
            (format!("A contract of {}", authority.row.name), says.to_owned())
        }
        (_, false) => {
            let most = usize::try_from(MOST_IN_CALENDAR).unwrap_or(usize::MAX);
            let says = "Days of the contracts that you manage.";
            let cut =
                format!("{says} There are more than {most}; those whose next day comes first are shown.");
            let says = if contracts.len() >= most { cut } else { says.to_owned() };
            (format!("Contracts of {}", authority.row.name), says)
        }
    }
}
