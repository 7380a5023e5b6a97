//! Bookmarks: the headings, each below the one that it stands under.

use std::collections::BTreeMap;

use lopdf::{Document as File, Object, ObjectId, dictionary};

use super::links::destination;
use super::metadata::text_string;
use crate::number::Heading;

/// A bookmark and those below it.
struct Mark<'a> {
    heading: &'a Heading,
    below: Vec<Mark<'a>>,
}

/// Writes the bookmarks of a document.
pub(super) fn outline(
    file: &mut File,
    headings: &[Heading],
    anchors: &BTreeMap<&str, (usize, f32)>,
    pages: &[ObjectId],
) {
    let headings: Vec<&Heading> = headings.iter().filter(|heading| !heading.misplaced).collect();
    let mut rest = headings.as_slice();
    let marks = nested(&mut rest, 0);
    if marks.is_empty() {
        return;
    }
    let root = file.new_object_id();
    let (first, last) = written(file, &marks, root, anchors, pages);
    // Only the top level is open, so that a long paper's bookmarks fit on a screen.
    let count = marks.len() as i64;
    file.set_object(
        root,
        dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => count },
    );
    if let Ok(catalog) = file.catalog_mut() {
        catalog.set("Outlines", root);
        catalog.set("PageMode", "UseOutlines");
    }
}

fn nested<'a>(rest: &mut &[&'a Heading], above: u8) -> Vec<Mark<'a>> {
    let mut marks = Vec::new();
    while let Some((heading, after)) = rest.split_first().filter(|(heading, _)| heading.depth > above) {
        *rest = after;
        marks.push(Mark { heading, below: nested(rest, heading.depth) });
    }
    marks
}

fn written(
    file: &mut File,
    marks: &[Mark<'_>],
    parent: ObjectId,
    anchors: &BTreeMap<&str, (usize, f32)>,
    pages: &[ObjectId],
) -> (ObjectId, ObjectId) {
    let ids: Vec<ObjectId> = marks.iter().map(|_| file.new_object_id()).collect();
    for (index, mark) in marks.iter().enumerate() {
        let mut entry = dictionary! {
            "Title" => text_string(&words(mark.heading)),
            "Parent" => parent,
            "Dest" => destination(&mark.heading.id, anchors, pages),
        };
        if index > 0 {
            entry.set("Prev", ids[index - 1]);
        }
        if let Some(next) = ids.get(index + 1) {
            entry.set("Next", *next);
        }
        if !mark.below.is_empty() {
            let (first, last) = written(file, &mark.below, ids[index], anchors, pages);
            entry.set("First", first);
            entry.set("Last", last);
            entry.set("Count", -(mark.below.len() as i64));
        }
        file.set_object(ids[index], Object::Dictionary(entry));
    }
    (ids[0], ids[ids.len() - 1])
}

fn words(heading: &Heading) -> String {
    match &heading.number {
        Some(number) => format!("{number} {}", heading.text),
        None => heading.text.clone(),
    }
}
