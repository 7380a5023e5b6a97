//! Bookmarks: the title, and below it the headings, each below the one that it stands under.

use std::collections::BTreeMap;

use lopdf::{Document as File, Object, ObjectId, dictionary};

use super::links::destination;
use super::metadata::text_string;
use crate::number::Heading;

/// The anchor of the contents. No anchor of a document can have this name by chance.
pub(super) const CONTENTS: &str = "contents\u{1}";

/// A bookmark and those below it.
struct Mark<'a> {
    heading: &'a Heading,
    below: Vec<Mark<'a>>,
}

/// Writes the bookmarks of a document.
pub(super) fn outline(
    file: &mut File,
    title: &str,
    headings: &[Heading],
    anchors: &BTreeMap<&str, (usize, f32)>,
    pages: &[ObjectId],
) {
    let titled = plain(0, title, "");
    let contents = plain(1, "Contents", CONTENTS);
    let listed = anchors.contains_key(CONTENTS).then_some(&contents);
    let headings = listed.into_iter().chain(headings.iter().filter(|heading| !heading.misplaced));
    let headings: Vec<&Heading> = headings.collect();
    let mut rest = headings.as_slice();
    let marks = [Mark { heading: &titled, below: nested(&mut rest, 0) }];
    let root = file.new_object_id();
    let (first, last) = written(file, &marks, root, anchors, pages);
    let count = 1 + marks[0].below.len() as i64;
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
            // Only the sections below the title are open, so that a long paper's bookmarks fit on a
            // screen.
            let count = mark.below.len() as i64;
            entry.set("Count", if mark.heading.depth == 0 { count } else { -count });
        }
        file.set_object(ids[index], Object::Dictionary(entry));
    }
    (ids[0], ids[ids.len() - 1])
}

/// A bookmark of what is no heading of the document.
fn plain(depth: u8, words: &str, anchor: &str) -> Heading {
    Heading { depth, number: None, text: words.to_owned(), id: anchor.to_owned(), misplaced: false }
}

fn words(heading: &Heading) -> String {
    match &heading.number {
        Some(number) => format!("{number} {}", heading.text),
        None => heading.text.clone(),
    }
}
