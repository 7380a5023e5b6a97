//! What the Local Government Transparency Code 2015 asks a council to publish of a quarter, with exactly its fields.

use axum::body::Body;
use axum::extract::Query;
use axum::response::Response;
use chrono::{Datelike, NaiveDate};
use entity::contract;
use entity::state::ContractStage;
use rules::contract::Contract;
use rules::contract::columns::Cell;
use rules::contract::register::{
    CONTRACT_HEADINGS, INVITATION_HEADINGS, contract_cells, days_of, invitation_cells, invites_for_enough,
    is_asked_for, publish_by,
};
use rules::field::long_day;
use rules::law::clock::{uk_date, uk_midnight};
use rules::law::dates::{minus_days, month_name, plus_days};
use rules::tender::terms::Terms;
use serde::{Deserialize, Serialize};

use super::register::{A_PAGE, FileOf, download, made, streamed, too_many};
use crate::store::{Reader, Staff, StoreError};
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::view::Page;
use crate::workbook::register::{MOST_ROWS, Sheet, comma_separated};

/// So many contracts are read at a time for a file.
const AT_A_TIME: u64 = 1_000;
/// So many quarters are offered.
const QUARTERS: usize = 9;

/// Which quarter, and where its page of contracts begins.
#[derive(Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    quarter: String,
    #[serde(default)]
    after: String,
}

#[derive(Serialize)]
struct QuarterPage {
    quarter: String,
    says: String,
    quarters: Vec<Offered>,
    publish_by: String,
    /// The day after which nothing of the quarter changes, while that is still to come.
    runs_until: Option<String>,
    contract_headings: [&'static str; 13],
    contracts: Vec<Vec<String>>,
    next: Option<String>,
    is_first: bool,
    invitation_headings: [&'static str; 7],
    invitations: Vec<Vec<String>>,
    council: i64,
}

#[derive(Serialize)]
struct Offered {
    code: String,
    label: String,
    chosen: bool,
}

impl Page for QuarterPage {
    const TEMPLATE: &'static str = "contracts/transparency.html";
    fn title(&self) -> String {
        format!("Transparency Code: {}", self.says)
    }
}

/// A quarter on a page.
pub async fn show(desk: Desk<Staff>, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let today = uk_date(desk.now);
    let (first, last) = quarter(&asked, today);
    let mut found = desk.asked_for((first, last), &asked.after, A_PAGE + 1).await?;
    let more = found.len() as u64 > A_PAGE;
    found.truncate(A_PAGE as usize);
    let next = found.last().filter(|_| more).map(|row| row.reference.clone());
    desk.page(&QuarterPage {
        quarter: last.to_string(),
        says: in_words(last),
        quarters: offered(today, last),
        publish_by: long_day(publish_by(last)),
        runs_until: (last >= today).then(|| long_day(last)),
        contract_headings: CONTRACT_HEADINGS,
        contracts: fields(found, last).into_iter().map(shown).collect(),
        next,
        is_first: asked.after.is_empty(),
        invitation_headings: INVITATION_HEADINGS,
        invitations: invited(&desk, (first, last)).await?.into_iter().map(shown).collect(),
        council: desk.actor.authority().map_or(0, |authority| authority.0),
    })
}

/// Its contracts, comma separated.
pub async fn contracts(desk: Desk<Staff>, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let days = quarter(&asked, uk_date(desk.now));
    let reader: Reader<Staff> = (*desk).clone();
    let body = streamed(vec![head(&CONTRACT_HEADINGS)], String::new(), move |after: String| {
        let reader = reader.clone();
        async move { piece(&reader, days, &after).await }
    });
    Ok(download(FileOf::Csv, &format!("contracts-quarter-to-{}", days.1), body))
}

/// Its invitations to tender, comma separated.
pub async fn invitations(desk: Desk<Staff>, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let days = quarter(&asked, uk_date(desk.now));
    let rows = [vec![head(&INVITATION_HEADINGS)], invited(&desk, days).await?].concat();
    let lines = comma_separated(&rows).map_err(StoreError::from)?;
    Ok(download(FileOf::Csv, &format!("invitations-quarter-to-{}", days.1), Body::from(lines)))
}

/// Both as a workbook.
pub async fn workbook(desk: Desk<Staff>, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let days = quarter(&asked, uk_date(desk.now));
    let (mut rows, mut left) = (Vec::new(), Some(String::new()));
    while let Some(after) = left {
        let (found, next) = piece(&desk, days, &after).await?;
        rows.extend(found);
        left = next;
        if rows.len() > MOST_ROWS {
            return Err(too_many().into());
        }
    }
    let sheet = |name, headings: &[&str], rows| Sheet {
        name,
        headings: headings.iter().map(|heading| (*heading).to_owned()).collect(),
        rows,
    };
    let sheets = vec![
        sheet("Contracts", &CONTRACT_HEADINGS, rows),
        sheet("Invitations to tender", &INVITATION_HEADINGS, invited(&desk, days).await?),
    ];
    let name = format!("transparency-quarter-to-{}", days.1);
    Ok(download(FileOf::Xlsx, &name, made(sheets).await?))
}

/// The quarter that is asked for; the last that has ended, if none is.
fn quarter(asked: &Asked, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    days_of(asked.quarter.parse().unwrap_or_else(|_| before(days_of(today).0)))
}

fn before(first: NaiveDate) -> NaiveDate {
    minus_days(first, 1)
}

/// `July to September 2026`.
fn in_words(last: NaiveDate) -> String {
    format!("{} to {} {}", month_name(days_of(last).0), month_name(last), last.year())
}

/// This quarter and those before it; and the one that is shown, if it is none of them.
fn offered(today: NaiveDate, chosen: NaiveDate) -> Vec<Offered> {
    let back = |last: &NaiveDate| Some(before(days_of(*last).0));
    let mut lasts: Vec<NaiveDate> =
        std::iter::successors(Some(days_of(today).1), back).take(QUARTERS).collect();
    if !lasts.contains(&chosen) {
        lasts.push(chosen);
        lasts.sort_unstable_by(|one, other| other.cmp(one));
    }
    let offer =
        |last: NaiveDate| Offered { code: last.to_string(), label: in_words(last), chosen: last == chosen };
    lasts.into_iter().map(offer).collect()
}

/// INVARIANT: what the rule does not ask for is not published, whatever a query found.
fn fields(found: Vec<contract::Model>, quarter: NaiveDate) -> Vec<Vec<Cell>> {
    let asked = found.into_iter().map(Contract::of).filter(|contract| is_asked_for(contract, quarter));
    asked.map(|contract| contract_cells(&contract.row).to_vec()).collect()
}

async fn piece(
    reader: &Reader<Staff>,
    days: (NaiveDate, NaiveDate),
    after: &str,
) -> Result<(Vec<Vec<Cell>>, Option<String>), StoreError> {
    let found = reader.asked_for(days, after, AT_A_TIME).await?;
    let more = found.len() as u64 == AT_A_TIME;
    let next = found.last().filter(|_| more).map(|row| row.reference.clone());
    Ok((fields(found, days.1), next))
}

/// Each lot of each tender that was published in the quarter. Review date and department are its contract's, once there
/// is one.
async fn invited(
    reader: &Reader<Staff>,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<Vec<Vec<Cell>>, StoreError> {
    let published = reader.invitations(uk_midnight(first), uk_midnight(plus_days(last, 1))).await?;
    let mut rows = Vec::new();
    for (version, came) in &published {
        let Some(terms) = Terms::of(version) else { continue };
        for lot in terms.lots.iter().filter(|lot| invites_for_enough(&terms, lot)) {
            let stands = |row: &&contract::Model| row.stage != ContractStage::Abandoned;
            let contract = came.iter().filter(stands).find(|row| row.lot_id == Some(lot.id));
            let review = contract.and_then(|row| row.review_on);
            let department = contract.and_then(|row| row.department.as_deref());
            rows.push(invitation_cells(&terms, lot, review, department).to_vec());
        }
    }
    Ok(rows)
}

fn head(headings: &[&str]) -> Vec<Cell> {
    headings.iter().map(|heading| Cell::Text((*heading).to_owned())).collect()
}

fn shown(row: Vec<Cell>) -> Vec<String> {
    row.iter().map(Cell::shown).collect()
}
