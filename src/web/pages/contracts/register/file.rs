//! A search of the register as a file to take away.

use std::io;

use axum::body::{Body, Bytes};
use axum::extract::Query;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use entity::choice::Choice;
use futures_util::stream::try_unfold;
use rules::contract::columns::{Cell, Column};
use rules::law::clock::uk_date;
use rules::{Refusal, Why};

use super::list::{cells, managers};
use super::search::Search;
use crate::store::{RegisterFilter, Staff, StoreError};
use crate::web::answer::{Stop, go_to};
use crate::web::desk::Desk;
use crate::workbook::register::{MOST_ROWS, Sheet, comma_separated, workbook};

/// So many contracts are read at a time.
const AT_A_TIME: u64 = 1_000;

/// Which kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileOf {
    /// Comma separated.
    Csv,
    /// A workbook.
    Xlsx,
}

impl FileOf {
    fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    fn media(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// The answer that saves a file under a name, which gets its ending here.
pub fn download(of: FileOf, name: &str, body: Body) -> Response {
    let name = format!("attachment; filename=\"{name}.{}\"", of.ending());
    let headers = [(header::CONTENT_TYPE, of.media().to_owned()), (header::CONTENT_DISPOSITION, name)];
    (headers, body).into_response()
}

/// A body that is written while it is read: pieces of rows, each from where the last one ended, until none is left.
pub fn streamed<P, F, Next>(first: Vec<Vec<Cell>>, from: P, piece: F) -> Body
where
    P: Send + 'static,
    F: Fn(P) -> Next + Clone + Send + Sync + 'static,
    Next: Future<Output = Result<(Vec<Vec<Cell>>, Option<P>), StoreError>> + Send,
{
    Body::from_stream(try_unfold((first, Some(from)), move |(head, from)| {
        let piece = piece.clone();
        async move {
            let Some(from) = from else { return Ok(None) };
            let (rows, next) = piece(from).await.map_err(io::Error::other)?;
            let lines = comma_separated(&[head, rows].concat())?;
            Ok::<_, io::Error>(Some((Bytes::from(lines), (Vec::new(), next))))
        }
    }))
}

/// What a search finds, comma separated, however much it is.
pub async fn csv(desk: Desk<Staff>, Query(asked): Query<Vec<(String, String)>>) -> Result<Response, Stop> {
    let search = Search::read(&desk, asked).await?;
    if !search.problems.is_empty() {
        return Ok(go_to(&format!("/contracts?{}", search.query())));
    }
    let (reader, names, columns) = ((*desk).clone(), managers(&desk).await?, search.columns.clone());
    let head = vec![headings(&columns).into_iter().map(Cell::Text).collect()];
    let from = RegisterFilter { after: None, ..search.filter };
    let body = streamed(head, from, move |filter: RegisterFilter| {
        let (reader, names, columns) = (reader.clone(), names.clone(), columns.clone());
        async move {
            let found = reader.register(&filter, AT_A_TIME).await?;
            let rows = found.rows.iter().map(|row| line(row, &columns, &names)).collect();
            Ok((rows, found.next.map(|place| RegisterFilter { after: Some(place), ..filter })))
        }
    });
    Ok(download(FileOf::Csv, &format!("contracts-{}", uk_date(desk.now)), with_mark(body)))
}

/// Excel takes a file for one of its own alphabet unless it begins with this mark.
pub fn with_mark(body: Body) -> Body {
    use futures_util::StreamExt;
    let mark = futures_util::stream::iter([Ok(Bytes::from_static(b"\xef\xbb\xbf"))]);
    Body::from_stream(mark.chain(body.into_data_stream()))
}

/// What a search finds as a workbook, as far as one holds it.
pub async fn xlsx(desk: Desk<Staff>, Query(asked): Query<Vec<(String, String)>>) -> Result<Response, Stop> {
    let search = Search::read(&desk, asked).await?;
    if !search.problems.is_empty() {
        return Ok(go_to(&format!("/contracts?{}", search.query())));
    }
    let names = managers(&desk).await?;
    let mut rows = Vec::new();
    let mut left = Some(RegisterFilter { after: None, ..search.filter });
    while let Some(filter) = left {
        let found = desk.register(&filter, AT_A_TIME).await?;
        rows.extend(found.rows.iter().map(|row| line(row, &search.columns, &names)));
        left = found.next.map(|place| RegisterFilter { after: Some(place), ..filter });
        if rows.len() > MOST_ROWS {
            return Err(too_many().into());
        }
    }
    let sheet = Sheet { name: "Contracts", headings: headings(&search.columns), rows };
    Ok(download(FileOf::Xlsx, &format!("contracts-{}", uk_date(desk.now)), made(vec![sheet]).await?))
}

/// Why a workbook is not made.
pub fn too_many() -> Refusal {
    let most = entity::number::grouped(MOST_ROWS as u64);
    let says = format!(
        "A workbook holds {most} contracts at most. Narrow the search, or take the CSV file, which holds all."
    );
    Refusal::of(Why::NotNow, says)
}

/// A workbook, made beside the pages that others wait for.
pub async fn made(sheets: Vec<Sheet>) -> Result<Body, Stop> {
    match tokio::task::spawn_blocking(move || workbook(&sheets)).await {
        Ok(Ok(book)) => Ok(Body::from(book)),
        Ok(Err(error)) => {
            tracing::error!(%error, "a workbook could not be made");
            Err(Stop::Broken)
        }
        Err(error) => {
            tracing::error!(%error, "a workbook could not be made");
            Err(Stop::Broken)
        }
    }
}

fn headings(columns: &[Column]) -> Vec<String> {
    let labels = columns.iter().map(|column| column.label());
    ["Reference", "Title"].into_iter().chain(labels).map(str::to_owned).collect()
}

fn line(
    row: &entity::contract::Model,
    columns: &[Column],
    names: &std::collections::HashMap<entity::id::PersonId, String>,
) -> Vec<Cell> {
    let own = [Cell::Text(row.reference.clone()), Cell::Text(row.title.clone())];
    own.into_iter().chain(cells(row, columns, names).map(|(_, cell)| cell)).collect()
}
