//! The areas of links, as annotations, and the places they lead to.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::metadata::text_string;
use super::pages::Page;
use super::strip::What;
use super::style::PAGE_HEIGHT;
use super::tags::{Annotation, Target};
use crate::ascii_address;

/// The area of a link on a page: left, bottom, right, top.
pub(super) struct Area {
    pub annotation: usize,
    pub place: [f32; 4],
}

/// Where each anchor stands: its page, and how far up that page.
pub(super) fn anchors(pages: &[Page]) -> BTreeMap<&str, (usize, f32)> {
    let mut anchors = BTreeMap::new();
    for (number, page) in pages.iter().enumerate() {
        for item in &page.items {
            if let What::Anchor(name) = &item.what {
                anchors.entry(name.as_str()).or_insert((number, PAGE_HEIGHT - item.y + 8.0));
            }
        }
    }
    anchors
}

/// A destination for an anchor; the first page for one that is nowhere.
pub(super) fn destination(
    anchor: &str,
    anchors: &BTreeMap<&str, (usize, f32)>,
    pages: &[ObjectId],
) -> Object {
    let (page, top) = anchors.get(anchor).copied().unwrap_or((0, PAGE_HEIGHT));
    let page = pages.get(page).copied().unwrap_or_default();
    Object::Array(vec![page.into(), "XYZ".into(), 0.into(), top.into(), Object::Null])
}

/// The annotation of a link, with its key in the parent tree.
pub(super) fn annotation(
    link: &Annotation,
    area: &Area,
    key: usize,
    anchors: &BTreeMap<&str, (usize, f32)>,
    pages: &[ObjectId],
) -> Dictionary {
    let place = area.place.iter().map(|side| Object::Real(*side)).collect();
    let mut annotation = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => Object::Array(place),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        "F" => 4,
        "Contents" => text_string(&link.contents),
        "StructParent" => key as i64,
    };
    match &link.target {
        Target::Address(address) => {
            let action =
                dictionary! { "S" => "URI", "URI" => Object::string_literal(ascii_address(address)) };
            annotation.set("A", action);
        }
        Target::Anchor(name) => annotation.set("Dest", destination(name, anchors, pages)),
    }
    annotation
}
