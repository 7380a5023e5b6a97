//! What changed since a report on performance was issued, at its head.

use paper::{Block, Document, Marker, paragraph};
use rules::report::performance::Performance;
use rules::returns::papers::{Since, since};

/// The sentences that say so, each figure with what it was and what it is; none where nothing changed.
#[must_use]
pub fn changed_since(of: &Performance<'_>, at: chrono::DateTime<chrono::Utc>) -> Vec<String> {
    let Since { corrected, came, accepted } = since(of.source, of.span, at);
    let figures = corrected.into_iter().filter_map(|row| of.corrected(row));
    let mut says: Vec<String> =
        figures.map(|it| format!("{}, {}: was {}, is {}.", it.title, it.period, it.was, it.is)).collect();
    let period = |one| of.source.period_words(one);
    says.extend(came.into_iter().map(|one| format!("The return for {} was submitted since.", period(one))));
    says.extend(
        accepted.into_iter().map(|one| format!("The return for {} was accepted since.", period(one))),
    );
    says
}

/// The report as it was issued, with what changed since set apart at its head.
#[must_use]
pub fn with_changes(mut document: Document, says: &[String]) -> Document {
    if says.is_empty() {
        return document;
    }
    let items = says.iter().map(|says| vec![paragraph(says)]).collect();
    let blocks = vec![
        paragraph("Below, the report stands as it was issued. Since then:"),
        Block::List { marker: Marker::Bullet, items },
    ];
    document.blocks.insert(0, Block::Callout { label: "Changed since it was issued".to_owned(), blocks });
    document
}
