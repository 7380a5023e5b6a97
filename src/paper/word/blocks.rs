//! Blocks as paragraphs and tables.

use super::text::plain_piece;
use super::view::{Indent, ListPlace, Paragraph, Part};
use super::writer::{Place, TEXT, Writer};
use crate::{Align, Block, Document, Inline, Marker, is_blank, plain};

/// How far the items of a list are set in, in twentieths of a point.
const STEP: u32 = 340;
/// How many levels the lists of Word have.
const LEVELS: usize = 9;

impl Writer<'_> {
    /// All that the document says, in reading order.
    pub(super) fn body(&mut self, document: &Document) -> Vec<Part> {
        let mut parts = self.title(document);
        let (opening, rest) = document.opening();
        let page = Place::page();
        parts.extend(self.blocks(opening, &Place { left: 0, width: super::writer::WIDTH, ..page }));
        if document.contents {
            parts.extend(self.contents());
            self.new_page = !parts.is_empty();
        }
        let rest = self.blocks(rest, &page);
        if let (Some(Part::Table(_)), Some(Part::Table(_))) = (parts.last(), rest.first()) {
            parts.push(spacer());
        }
        parts.extend(rest);
        if !matches!(parts.last(), Some(Part::Paragraph(_))) {
            parts.push(spacer());
        }
        parts
    }

    pub(super) fn blocks(&mut self, blocks: &[Block], place: &Place) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for (index, block) in blocks.iter().enumerate() {
            let mut next = self.block(block, place);
            if let (Some(before), Some(Part::Table(_))) = (parts.last(), next.first()) {
                // Word joins tables that nothing stands between, and leaves no room above one.
                if place.is_page() || matches!(before, Part::Table(_)) {
                    parts.push(spacer());
                }
            }
            if let (true, Some(Part::Paragraph(last))) = (leads_in(blocks, index), next.last_mut()) {
                last.keep = true;
            }
            parts.append(&mut next);
        }
        parts
    }

    fn block(&mut self, block: &Block, place: &Place) -> Vec<Part> {
        match block {
            Block::Heading { text, anchor, .. } => vec![self.heading(text, anchor.as_deref(), place)],
            Block::Paragraph { text, anchor, .. } => vec![self.paragraph(text, anchor.as_deref(), place)],
            Block::List { marker, items } => self.list(*marker, items, place),
            Block::Table(table) => self.table(table, place),
            Block::Figure(chart) => self.figure(chart, place),
            Block::Facts(facts) => self.facts(facts, place),
            Block::Callout { label, blocks } => self.callout(label, blocks, place),
            Block::RestartNumbers => Vec::new(),
            Block::PageBreak => {
                self.new_page = place.is_page();
                Vec::new()
            }
        }
    }

    fn heading(&mut self, text: &[Inline], anchor: Option<&str>, place: &Place) -> Part {
        let Some(heading) = self.count.heading() else { return spacer() };
        let mut bookmarks = self.place(Some(&heading.id));
        bookmarks.extend(self.place(anchor));
        let mut pieces = if is_blank(&plain(text)) { vec![plain_piece(&heading.text)] } else { Vec::new() };
        pieces.extend(self.pieces(text, heading.misplaced));
        let number = heading.number.clone();
        if heading.misplaced || !place.is_page() {
            return self.set(Paragraph { bookmarks, number, pieces, ..Paragraph::default() }, place);
        }
        let style = ["Heading1", "Heading2", "Heading3", "Heading4", "Heading5"];
        let style = style[usize::from(heading.depth.clamp(1, 5)) - 1];
        // The styles hang for the sake of the numbers; without one, the words start where text does.
        let indent = number.is_none().then_some(Indent { left: TEXT, hanging: 0 });
        let new_page = std::mem::take(&mut self.new_page);
        let heading =
            Paragraph { style, bookmarks, number, pieces, indent, new_page, ..Paragraph::default() };
        Part::Paragraph(heading)
    }

    fn paragraph(&mut self, text: &[Inline], anchor: Option<&str>, place: &Place) -> Part {
        let number = self.count.paragraph().map(str::to_owned);
        let bookmarks = self.place(anchor);
        let pieces = self.pieces(text, place.bold);
        self.set(Paragraph { bookmarks, number, pieces, ..Paragraph::default() }, place)
    }

    /// A paragraph as its place asks for it.
    pub(super) fn set(&mut self, paragraph: Paragraph, place: &Place) -> Part {
        let mut paragraph = Paragraph { style: place.style, ..paragraph };
        if place.is_page() && place.left == TEXT {
            if paragraph.number.is_some() {
                paragraph.style = "NumberedParagraph";
            }
        } else {
            let indent = Indent { left: place.left, hanging: 0 };
            paragraph.indent = Some(indent);
            if let Some(number) = paragraph.number.take() {
                paragraph.pieces.insert(0, plain_piece(&format!("{number} ")));
            }
        }
        paragraph.align = match place.align {
            Align::Left => None,
            Align::Decimal => Some("right"),
            Align::Centre => Some("center"),
        };
        paragraph.new_page = std::mem::take(&mut self.new_page);
        Part::Paragraph(paragraph)
    }

    fn list(&mut self, marker: Marker, items: &[Vec<Block>], place: &Place) -> Vec<Part> {
        let level = place.lists.min(LEVELS - 1);
        let id = self.new_list(marker, level);
        let style = if place.style == "BodyText" { "ListText" } else { place.style };
        let inner = Place { style, lists: place.lists + 1, ..place.indented(STEP) };
        let mut parts = Vec::new();
        for item in items {
            let mut item = self.blocks(item, &inner);
            let marked = |part: &Part| matches!(part, Part::Paragraph(first) if first.list.is_none());
            if !item.first().is_some_and(marked) {
                // An item that starts with a table or a list, or holds nothing, has no line for its mark.
                item.insert(0, self.set(Paragraph::default(), &inner));
            }
            if let Some(Part::Paragraph(first)) = item.first_mut() {
                first.list = Some(ListPlace { id, level });
                first.indent = Some(Indent { left: inner.left, hanging: inner.left - place.left });
            }
            parts.append(&mut item);
        }
        parts
    }

    fn callout(&mut self, label: &str, blocks: &[Block], place: &Place) -> Vec<Part> {
        let inner = Place { style: "Callout", ..place.indented(200) };
        let label = Paragraph { pieces: vec![plain_piece(label)], keep: true, ..Paragraph::default() };
        let mut parts = vec![self.set(label, &inner)];
        if let Some(Part::Paragraph(label)) = parts.first_mut() {
            label.style = "CalloutLabel";
        }
        parts.extend(self.blocks(blocks, &inner));
        parts
    }
}

/// An empty paragraph, which keeps tables apart.
pub(super) fn spacer() -> Part {
    Part::Paragraph(Paragraph { style: "Spacer", ..Paragraph::default() })
}

/// Whether a block ends in words that lead into the next ("… are:").
fn leads_in(blocks: &[Block], index: usize) -> bool {
    let Block::Paragraph { text, .. } = &blocks[index] else { return false };
    let next = blocks.get(index + 1);
    let follows =
        matches!(next, Some(Block::List { .. } | Block::Table(_) | Block::Figure(_) | Block::Facts(_)));
    follows && plain(text).trim_end().ends_with(':')
}
