//! The tag tree, written into the file.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document as File, Object, ObjectId, dictionary};

use super::metadata::{leaf, text_string};
use super::paint::Filled;
use super::tags::{Element, Kid, ROOT, Tags};

/// What the tree needs to know of the file.
pub(super) struct Written<'a> {
    pub tags: &'a Tags,
    pub filled: &'a Filled,
    pub pages: &'a [ObjectId],
    /// The object and the page of each annotation that was written.
    pub annotations: &'a [Option<(ObjectId, usize)>],
    /// The areas of pictures on their pages, by element.
    pub bounds: &'a BTreeMap<usize, [f32; 4]>,
}

/// Writes the tree and hangs it under the catalog.
pub(super) fn tree(file: &mut File, written: &Written<'_>) {
    let bare = bare(written);
    let root = file.new_object_id();
    let ids: Vec<Option<ObjectId>> =
        bare.iter().map(|bare| if *bare { None } else { Some(file.new_object_id()) }).collect();
    for (index, element) in written.tags.elements.iter().enumerate() {
        let Some(id) = ids[index] else { continue };
        let parent = if index == ROOT { root } else { ids[element.parent].unwrap_or(root) };
        let dictionary = element_dictionary(index, parent, &ids, written);
        file.set_object(id, Object::Dictionary(dictionary));
    }
    let parents = file.add_object(parent_tree(written, &ids));
    let mut top = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => optional(ids[ROOT]),
        "ParentTree" => parents,
        "ParentTreeNextKey" => (written.pages.len() + written.annotations.len()) as i64,
    };
    if let Some(names) = id_tree(written.tags, &ids) {
        top.set("IDTree", names);
    }
    file.set_object(root, Object::Dictionary(top));
    if let Ok(catalog) = file.catalog_mut() {
        catalog.set("StructTreeRoot", root);
    }
}

/// Which elements hold nothing and may be left out: an empty paragraph would be read as a pause.
fn bare(written: &Written<'_>) -> Vec<bool> {
    let elements = &written.tags.elements;
    let mut bare = vec![false; elements.len()];
    // Elements come after their parents, so going backwards meets all kids first.
    for (index, element) in elements.iter().enumerate().rev() {
        let holds = element.kids.iter().any(|kid| match kid {
            Kid::Element(kid) => !bare[*kid],
            Kid::Slot(slot) => !written.filled[*slot].is_empty(),
            Kid::Annotation(annotation) => written.annotations[*annotation].is_some(),
        });
        let needed = matches!(
            element.role,
            "Document" | "Table" | "THead" | "TBody" | "TR" | "TH" | "TD" | "Lbl" | "LBody"
        );
        bare[index] = !holds && !needed;
    }
    bare
}

fn element_dictionary(
    index: usize,
    parent: ObjectId,
    ids: &[Option<ObjectId>],
    written: &Written<'_>,
) -> Dictionary {
    let element = &written.tags.elements[index];
    let mut dictionary = dictionary! { "Type" => "StructElem", "S" => element.role, "P" => parent };
    let page = first_page(element, written);
    if let Some(page) = page {
        dictionary.set("Pg", written.pages[page]);
    }
    let kids: Vec<Object> =
        element.kids.iter().flat_map(|kid| kid_objects(*kid, page, ids, written)).collect();
    if !kids.is_empty() {
        dictionary.set("K", kids);
    }
    if let Some(id) = &element.id {
        dictionary.set("ID", Object::string_literal(id.as_str()));
    }
    if let Some(words) = &element.alternative {
        dictionary.set("Alt", text_string(words));
    }
    let attributes = attributes(index, written);
    if !attributes.is_empty() {
        dictionary.set("A", attributes);
    }
    dictionary
}

fn attributes(index: usize, written: &Written<'_>) -> Vec<Object> {
    let mut attributes = Vec::new();
    for (owner, key, value) in &written.tags.elements[index].attributes {
        let mut attribute = dictionary! { "O" => *owner };
        attribute.set(*key, *value);
        attributes.push(Object::Dictionary(attribute));
    }
    if let Some(bounds) = written.bounds.get(&index) {
        let bounds: Vec<Object> = bounds.iter().map(|side| Object::Real(*side)).collect();
        attributes.push(Object::Dictionary(dictionary! { "O" => "Layout", "BBox" => bounds }));
    }
    attributes
}

/// The page on which the content of an element starts.
fn first_page(element: &Element, written: &Written<'_>) -> Option<usize> {
    element.kids.iter().find_map(|kid| match kid {
        Kid::Slot(slot) => written.filled[*slot].first().map(|(page, _)| *page),
        Kid::Element(_) | Kid::Annotation(_) => None,
    })
}

fn kid_objects(
    kid: Kid,
    page: Option<usize>,
    ids: &[Option<ObjectId>],
    written: &Written<'_>,
) -> Vec<Object> {
    match kid {
        Kid::Element(kid) => ids[kid].map(Object::Reference).into_iter().collect(),
        Kid::Slot(slot) => {
            let content = written.filled[slot].iter();
            content.map(|(on, number)| content_object(*on, *number, page, written)).collect()
        }
        Kid::Annotation(annotation) => {
            let object = written.annotations[annotation].map(|(object, on)| {
                Object::Dictionary(
                    dictionary! { "Type" => "OBJR", "Obj" => object, "Pg" => written.pages[on] },
                )
            });
            object.into_iter().collect()
        }
    }
}

fn content_object(on: usize, number: i64, page: Option<usize>, written: &Written<'_>) -> Object {
    if page == Some(on) {
        return Object::Integer(number);
    }
    Object::Dictionary(dictionary! { "Type" => "MCR", "Pg" => written.pages[on], "MCID" => number })
}

/// For each page the elements of its content by number, and for each annotation its element.
fn parent_tree(written: &Written<'_>, ids: &[Option<ObjectId>]) -> Dictionary {
    let mut pages: Vec<Vec<Object>> = vec![Vec::new(); written.pages.len()];
    for (slot, content) in written.filled.iter().enumerate() {
        let element = optional(ids[written.tags.slots[slot]]);
        for (page, number) in content {
            let parents = &mut pages[*page];
            let place = usize::try_from(*number).unwrap_or(0);
            if parents.len() <= place {
                parents.resize(place + 1, Object::Null);
            }
            parents[place] = element.clone();
        }
    }
    let mut pairs = Vec::new();
    for (page, parents) in pages.into_iter().enumerate() {
        pairs.push(Object::Integer(page as i64));
        pairs.push(Object::Array(parents));
    }
    for (index, annotation) in written.tags.annotations.iter().enumerate() {
        if written.annotations[index].is_some() {
            pairs.push(Object::Integer((written.pages.len() + index) as i64));
            pairs.push(optional(ids[annotation.element]));
        }
    }
    leaf("Nums", pairs)
}

fn id_tree(tags: &Tags, ids: &[Option<ObjectId>]) -> Option<Dictionary> {
    let mut named: Vec<(&str, ObjectId)> = Vec::new();
    for (element, id) in tags.elements.iter().zip(ids) {
        if let (Some(name), Some(id)) = (&element.id, id) {
            named.push((name, *id));
        }
    }
    named.sort_unstable();
    let pairs: Vec<Object> =
        named.iter().flat_map(|(name, id)| [Object::string_literal(*name), Object::Reference(*id)]).collect();
    (!pairs.is_empty()).then(|| leaf("Names", pairs))
}

fn optional(id: Option<ObjectId>) -> Object {
    id.map_or(Object::Null, Object::Reference)
}
