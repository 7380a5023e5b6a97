//! Pages, fonts, links, bookmarks and tags put together into one file.

use lopdf::{Document as File, Object, ObjectId};
use printpdf::{PdfDocument, PdfSaveOptions};

use super::layout::Laid;
use super::links::{anchors, annotation};
use super::metadata::{describe, title};
use super::outline::outline;
use super::pages::Page;
use super::paint::{Filled, Sheet, sheets};
use super::subset::Used;
use super::tags::Tags;
use super::tree::{Written, tree};
use crate::{Document, Numbers};

/// Writes the file.
pub(super) fn write(document: &Document, numbers: &Numbers, laid: &Laid, pages: &[Page]) -> Vec<u8> {
    let anchors = anchors(pages);
    let sheets = sheets(document, pages, &anchors);
    let mut filled: Filled = vec![Vec::new(); laid.tags.slots.len()];
    let mut file = paint(document, &sheets, &laid.tags, &mut filled);
    let page_ids: Vec<ObjectId> = file.get_pages().into_values().collect();
    let mut annotations = vec![None; laid.tags.annotations.len()];
    for (number, (sheet, page)) in sheets.iter().zip(&page_ids).enumerate() {
        let mut on_page = Vec::new();
        for area in &sheet.areas {
            let key = page_ids.len() + area.annotation;
            let link = &laid.tags.annotations[area.annotation];
            let object = file.add_object(annotation(link, area, key, &anchors, &page_ids));
            annotations[area.annotation] = Some((object, number));
            on_page.push(Object::Reference(object));
        }
        set_page(&mut file, *page, number, on_page);
    }
    let bounds = sheets.iter().flat_map(|sheet| sheet.bounds.iter().copied()).collect();
    let written = Written {
        tags: &laid.tags,
        filled: &filled,
        pages: &page_ids,
        annotations: &annotations,
        bounds: &bounds,
    };
    tree(&mut file, &written);
    outline(&mut file, &title(document), numbers.headings(), &anchors, &page_ids);
    describe(&mut file, document);
    saved(file)
}

fn paint(document: &Document, sheets: &[Sheet], tags: &Tags, filled: &mut Filled) -> File {
    let mut used = Used::default();
    for sheet in sheets {
        sheet.note_used(&mut used);
    }
    let mut pdf = PdfDocument::new(&title(document));
    let subset = used.embed(&mut pdf);
    for (page, sheet) in sheets.iter().enumerate() {
        pdf.pages.push(sheet.paint(page, &subset, tags, filled));
    }
    pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new())
}

fn set_page(file: &mut File, page: ObjectId, number: usize, annotations: Vec<Object>) {
    let Ok(page) = file.get_dictionary_mut(page) else { return };
    page.set("StructParents", number as i64);
    page.set("Tabs", "S");
    if annotations.is_empty() {
        page.remove(b"Annots");
    } else {
        page.set("Annots", annotations);
    }
}

fn saved(mut file: File) -> Vec<u8> {
    file.compress();
    let mut bytes = Vec::new();
    let options = lopdf::SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .compression_level(6)
        .build();
    file.save_with_options(&mut bytes, options).expect("writing to memory does not fail");
    bytes
}
