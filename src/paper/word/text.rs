//! Running text as runs.

use super::view::{Note, Piece, Run};
use super::writer::Writer;
use crate::{Inline, is_blank, may_link, plain};

/// How the next words are set, and where.
#[derive(Clone, Copy, Default)]
pub(super) struct Manner {
    pub bold: bool,
    pub italic: bool,
    pub in_note: bool,
    in_link: bool,
}

impl Writer<'_> {
    /// Running text, with its notes put at the foot of the page.
    pub(super) fn pieces(&mut self, inlines: &[Inline], bold: bool) -> Vec<Piece> {
        let mut pieces = Vec::new();
        self.text(inlines, Manner { bold, ..Manner::default() }, &mut pieces);
        pieces
    }

    fn text(&mut self, inlines: &[Inline], manner: Manner, pieces: &mut Vec<Piece>) {
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Figure { shown: text, .. } => push(pieces, words(text, manner)),
                Inline::Strong(text) => self.text(text, Manner { bold: true, ..manner }, pieces),
                Inline::Emphasis(text) => self.text(text, Manner { italic: true, ..manner }, pieces),
                Inline::Link { href, text } => self.link(href, text, manner, pieces),
                Inline::Reference(name) => self.reference(name, manner, pieces),
                Inline::Note(text) if manner.in_note => {
                    push(pieces, words(" (", manner));
                    self.text(text, manner, pieces);
                    push(pieces, words(")", manner));
                }
                Inline::Note(text) => self.note(text, pieces),
                Inline::Break => push(pieces, Run { breaks: true, ..Run::default() }),
            }
        }
    }

    fn link(&mut self, href: &str, text: &[Inline], manner: Manner, pieces: &mut Vec<Piece>) {
        let leads = href.trim().split_once(':').is_some_and(|(_, rest)| !is_blank(rest.trim_matches('/')));
        if !may_link(href) || !leads || manner.in_link || is_blank(&plain(text)) {
            return self.text(text, manner, pieces);
        }
        let links = if manner.in_note { &mut self.note_links } else { &mut self.links };
        let link = links.relationship(href);
        let mut inside = Vec::new();
        self.text(text, Manner { in_link: true, ..manner }, &mut inside);
        // A note within a link is a link of its own, so the runs around it are linked apart.
        for piece in inside {
            let noted = piece.runs.iter().any(|run| run.note.is_some());
            let link = (!noted).then(|| link.clone());
            pieces.push(Piece { link, ..piece });
        }
        pieces.push(Piece::default());
    }

    fn reference(&mut self, name: &str, manner: Manner, pieces: &mut Vec<Piece>) {
        let shown = words(&self.count.numbers().reference(name), manner);
        if self.count.numbers().place(name).is_none() || manner.in_link {
            return push(pieces, shown);
        }
        let place = Some(self.bookmark(name));
        pieces.push(Piece { place, runs: vec![shown], link: None });
        pieces.push(Piece::default());
    }

    fn note(&mut self, text: &[Inline], pieces: &mut Vec<Piece>) {
        let number = self.count.note();
        let mut inside = Vec::new();
        self.text(text, Manner { in_note: true, ..Manner::default() }, &mut inside);
        self.notes.push(Note { number, pieces: inside });
        if pieces.last().is_some_and(|last| last.runs.last().is_some_and(|run| run.note.is_some())) {
            // Two numbers beside each other would read as one.
            push(pieces, Run { words: " ".to_owned(), ..Run::default() });
        }
        pieces.push(Piece { runs: vec![Run { note: Some(number), ..Run::default() }], ..Piece::default() });
        pieces.push(Piece::default());
    }
}

/// Adds a run to the piece that is open, if that is no link.
fn push(pieces: &mut Vec<Piece>, run: Run) {
    match pieces.last_mut() {
        Some(last) if last.link.is_none() && last.place.is_none() => last.runs.push(run),
        _ => pieces.push(Piece { runs: vec![run], ..Piece::default() }),
    }
}

fn words(words: &str, manner: Manner) -> Run {
    Run { words: words.to_owned(), bold: manner.bold, italic: manner.italic, ..Run::default() }
}

/// Plain words of our own as a piece.
pub(super) fn plain_piece(text: &str) -> Piece {
    Piece { runs: vec![words(text, Manner::default())], ..Piece::default() }
}
