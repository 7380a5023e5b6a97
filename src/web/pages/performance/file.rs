//! Every figure as a comma separated file: of one contract, and of all.

use axum::extract::Path;
use axum::response::Response;
use chrono::{DateTime, Utc};
use rules::contract::columns::Cell;
use rules::law::clock::uk_date;
use rules::returns::Monitoring;
use rules::returns::figures::{HEADINGS, lines};

use super::case;
use crate::store::{FiguresOf, Staff};
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::contracts::register::{FileOf, download, streamed, with_mark};

/// So many contracts are read at a time.
const AT_A_TIME: usize = 10;

/// Every figure of one contract.
pub async fn csv(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let monitoring = case(&desk, &reference).await?;
    let rows = written(&[monitoring], desk.now);
    let body = streamed([head(), rows].concat(), (), |()| async { Ok((Vec::new(), None)) });
    Ok(download(FileOf::Csv, &format!("performance-{reference}-{}", uk_date(desk.now)), with_mark(body)))
}

/// Every figure of every contract that is measured, written while it is read.
pub async fn all_csv(desk: Desk<Staff>) -> Result<Response, Stop> {
    let (reader, now) = ((*desk).clone(), desk.now);
    let contracts = desk.measured_contracts().await?;
    let body = streamed(head(), contracts, move |mut left| {
        let reader = reader.clone();
        async move {
            let rest = left.split_off(left.len().min(AT_A_TIME));
            let read = reader.measured(left, FiguresOf::All).await?;
            Ok((written(&read, now), (!rest.is_empty()).then_some(rest)))
        }
    });
    Ok(download(FileOf::Csv, &format!("performance-{}", uk_date(now)), with_mark(body)))
}

fn head() -> Vec<Vec<Cell>> {
    vec![HEADINGS.iter().map(|heading| Cell::Text((*heading).to_owned())).collect()]
}

fn written(all: &[Monitoring], now: DateTime<Utc>) -> Vec<Vec<Cell>> {
    all.iter().flat_map(|monitoring| lines(monitoring, now)).collect()
}
