//! Appendices and background papers.

use entity::attachment;
use entity::gaps::Gap;
use entity::state::{AppendixKind, YesNo};
use minijinja::Value;
use paper::{Block, Inline, Marker};
use rules::procurement::Procurement;

use super::Facts;
use super::field::Reading;
use super::lists::nothing;
use crate::report::piece::Piece;

/// The lists of appendices and of background papers, and the exempt appendices by name.
pub(super) fn of(reading: &Reading, procurement: &Procurement) -> Facts {
    let exempt: Vec<&str> =
        procurement.attachments.iter().filter(|row| is_exempt(row)).map(|row| row.title.as_str()).collect();
    [
        ("appendices", list(reading, procurement, |row| row.kind != Some(AppendixKind::Background))),
        ("background_papers", list(reading, procurement, |row| row.kind == Some(AppendixKind::Background))),
        ("exempt_appendices", Piece::text(&exempt.join(" and "))),
    ]
    .map(|(name, piece)| (name.to_owned(), Value::from(piece)))
    .into()
}

fn list(reading: &Reading, procurement: &Procurement, of_kind: fn(&attachment::Model) -> bool) -> Piece {
    let items: Vec<_> = procurement
        .attachments
        .iter()
        .filter(|row| of_kind(row))
        .map(|row| vec![item(reading, row)])
        .collect();
    match (items.is_empty(), procurement.attachments.is_empty()) {
        (false, _) => Piece::blocks(vec![Block::List { marker: Marker::Bullet, items }]),
        // The list was filled in, and holds none of this kind.
        (true, false) => Piece::text("None"),
        (true, true) => nothing(procurement, "attachments"),
    }
}

fn item(reading: &Reading, row: &attachment::Model) -> Block {
    let title = reading.piece_of::<attachment::Entity>(row, "title").map(Piece::into_inlines);
    let title = title.unwrap_or_default();
    let mut text = match row.link.as_deref().filter(|link| paper::may_link(link)) {
        Some(link) => vec![Inline::Link { href: link.to_owned(), text: title }],
        None => title,
    };
    if is_exempt(row) {
        text.push(Inline::Text(exempt_words(row)));
    }
    Block::Paragraph { numbered: false, text, anchor: None }
}

fn exempt_words(row: &attachment::Model) -> String {
    let act = "of Part 1 of Schedule 12A to the Local Government Act 1972";
    match (row.exempt_paragraph, row.gaps.of("exempt_paragraph")) {
        (Some(paragraph), _) => format!(" (exempt: paragraph {paragraph} {act})"),
        (None, Some(Gap::ToBeConfirmed)) => format!(" (exempt; the paragraph {act} is to be confirmed)"),
        (None, _) => " (exempt: not open to the public)".to_owned(),
    }
}

fn is_exempt(row: &attachment::Model) -> bool {
    row.exempt == Some(YesNo::Yes)
}
