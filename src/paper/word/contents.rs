//! The title and the contents.

use super::text::plain_piece;
use super::view::{Paragraph, Part, Piece};
use super::writer::Writer;
use crate::{Document, is_blank};

impl Writer<'_> {
    /// Who publishes the paper, its title and its mark.
    pub(super) fn title(&mut self, document: &Document) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut line = |style, words: &str| {
            if !is_blank(words) {
                let pieces = vec![plain_piece(words)];
                parts.push(Part::Paragraph(Paragraph { style, pieces, ..Paragraph::default() }));
            }
        };
        line("Publisher", &document.publisher);
        line("Title", &title(document));
        line("Mark", document.mark.as_deref().unwrap_or_default());
        line("Publisher", document.status.as_deref().unwrap_or_default());
        parts
    }

    /// The headings as links. Word is not asked to find their pages: that would be a field, and a
    /// question whether to update it each time the paper is opened.
    pub(super) fn contents(&mut self) -> Vec<Part> {
        let numbers = self.count.numbers();
        let headings = numbers.headings().iter().filter(|heading| !heading.misplaced);
        let deepest = if headings.clone().count() > 40 { 2 } else { 3 };
        let mut parts = Vec::new();
        for heading in headings.filter(|heading| heading.depth <= deepest) {
            let place = Some(self.bookmark(&heading.id));
            let style = ["TOC1", "TOC2", "TOC3"][usize::from(heading.depth.clamp(1, 3)) - 1];
            let pieces = vec![Piece { place, ..plain_piece(&heading.text) }];
            // The tab keeps the words of all entries in line, with a number or without.
            let number = Some(heading.number.clone().unwrap_or_default());
            parts.push(Part::Paragraph(Paragraph { style, number, pieces, ..Paragraph::default() }));
        }
        if !parts.is_empty() {
            let pieces = vec![plain_piece("Contents")];
            let style = "TOCHeading";
            parts.insert(0, Part::Paragraph(Paragraph { style, pieces, ..Paragraph::default() }));
        }
        parts
    }
}

/// The title, or words in its place.
pub(super) fn title(document: &Document) -> String {
    let title = document.title.trim();
    if is_blank(title) { "(untitled)".to_owned() } else { title.to_owned() }
}
