//! Published tenders as an Atom feed.

use atom_syndication::{Category, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use rules::law::clock::long_instant;
use rules::tender::opportunity::Seen;

use crate::store::Opportunity;
use crate::web::answer::Stop;
use crate::web::desk::Counter;

/// How many a feed holds.
const MOST: u64 = 50;

/// Those published or changed last, newest first.
pub async fn feed(counter: Counter) -> Result<Response, Stop> {
    let newest = counter.latest_opportunities(MOST).await?;
    let site = &counter.site;
    let changed = newest.first().map_or(DateTime::UNIX_EPOCH, |one| one.row.changed_at);
    let feed = Feed {
        title: Text::plain("Opportunities to bid for council services"),
        id: format!("{site}/opportunities"),
        updated: FixedDateTime::from(changed),
        generator: Some(Generator { value: "Gatehouse".to_owned(), ..Generator::default() }),
        links: vec![
            link("self", format!("{site}/opportunities/feed.atom"), "application/atom+xml"),
            link("alternate", format!("{site}/opportunities"), "text/html"),
        ],
        lang: Some("en-GB".to_owned()),
        entries: newest.iter().map(|one| entry(site, one, counter.now)).collect(),
        ..Feed::default()
    };
    Ok(([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], feed.to_string()).into_response())
}

fn entry(site: &str, one: &Opportunity, now: DateTime<Utc>) -> Entry {
    let row = &one.row;
    let path = format!("{site}/opportunities/{}", row.reference);
    let value = row.value.map(|value| format!(" Value {value} without VAT.")).unwrap_or_default();
    let stands = match Seen::of(row, now) {
        Seen::Open => format!("Bids until {}.", long_instant(row.closes_at)),
        Seen::Closed => format!("Closed at {}.", long_instant(row.closes_at)),
        Seen::Cancelled => "Cancelled.".to_owned(),
    };
    Entry {
        title: Text::plain(row.title.clone()),
        id: path.clone(),
        updated: FixedDateTime::from(row.changed_at),
        published: Some(FixedDateTime::from(row.published_at)),
        authors: vec![Person { name: one.council.clone(), ..Person::default() }],
        categories: row
            .cpv_codes
            .split_whitespace()
            .map(|code| Category { term: code.to_owned(), ..Category::default() })
            .collect(),
        links: vec![link("alternate", path, "text/html")],
        summary: Some(Text::plain(format!("{} {stands}{value}", row.reference))),
        ..Entry::default()
    }
}

fn link(rel: &str, href: String, media: &str) -> Link {
    Link { rel: rel.to_owned(), href, mime_type: Some(media.to_owned()), ..Link::default() }
}
