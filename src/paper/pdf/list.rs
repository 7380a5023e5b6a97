//! Lists as strips.

use super::layout::{Frame, Layout, baseline};
use super::strip::{Item, Strip, What};
use super::style::{INK, Type};
use crate::number::letter;
use crate::{Block, Marker};

impl<'a> Layout<'a> {
    pub(super) fn list(
        &mut self,
        marker: Marker,
        items: &'a [Vec<Block>],
        frame: &Frame,
        element: usize,
    ) -> Vec<Strip> {
        if items.is_empty() {
            return Vec::new();
        }
        let list = self.tags.add(element, "L");
        self.tags.attribute(list, "List", "ListNumbering", numbering(marker));
        let indent = indent(marker, items.len(), &frame.set);
        let mut strips = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let mut item = self.item(&label(marker, index), item, frame, indent, list);
            if let Some(first) = item.first_mut() {
                first.space = if index == 0 { frame.gap * 0.7 } else { frame.gap * 0.45 };
            }
            strips.append(&mut item);
        }
        strips
    }

    fn item(
        &mut self,
        label: &str,
        blocks: &'a [Block],
        frame: &Frame,
        indent: f32,
        list: usize,
    ) -> Vec<Strip> {
        let item = self.tags.add(list, "LI");
        let mark = self.tags.add(item, "Lbl");
        let slot = Some(self.tags.slot(mark));
        let body = self.tags.add(item, "LBody");
        let inner = Frame { gap: frame.gap * 0.6, ..frame.indented(indent) };
        let mut strips = self.blocks(blocks, &inner, body);
        // An item that starts with a table or holds nothing has no line for its mark.
        let starts_with_words = matches!(blocks.first(), Some(Block::Paragraph { .. } | Block::List { .. }));
        if strips.is_empty() || !starts_with_words {
            strips
                .insert(0, Strip { height: frame.set.leading, keep: !strips.is_empty(), ..Strip::default() });
        }
        let set = Type { colour: INK, ..frame.set };
        let what = What::Text { words: format!("{label} "), set, slot };
        strips[0].items.insert(0, Item { x: frame.x, y: baseline(&frame.set), what });
        strips
    }
}

/// How far the items are set in: room for the widest mark.
pub(super) fn indent(marker: Marker, count: usize, set: &Type) -> f32 {
    if marker == Marker::Bullet || count == 0 {
        return set.size * 1.35;
    }
    let widest = [0, count / 2, count - 1].map(|index| set.face.width(&label(marker, index), set.size));
    widest.into_iter().fold(set.size * 1.2, f32::max) + set.size * 0.6
}

fn label(marker: Marker, index: usize) -> String {
    match marker {
        Marker::Bullet => "•".to_owned(),
        Marker::Number => format!("{}.", index + 1),
        Marker::Letter => format!("{})", letter(index)),
    }
}

fn numbering(marker: Marker) -> &'static str {
    match marker {
        Marker::Bullet => "Disc",
        Marker::Number => "Decimal",
        Marker::Letter => "LowerAlpha",
    }
}
