//! What ties the parts of a file to each other: both ends of each tie are looked at.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object, ObjectId};

use super::{Checker, tree::kids};

impl<'a> Checker<'a> {
    /// That whatever the parent tree names is there: content on its page, or a link in its place.
    pub(super) fn parents_name_what_is_there(&mut self) {
        let mut known = BTreeSet::new();
        let pages: Vec<ObjectId> = self.document.get_pages().into_values().collect();
        for page in pages {
            let dictionary = self.document.get_dictionary(page).expect("a page");
            let key = self.get(dictionary, "StructParents").and_then(|key| key.as_i64().ok()).unwrap_or(-1);
            known.insert(key);
            let parents = self.parents();
            let entries =
                parents.get(&key).and_then(|entry| entry.as_array().ok()).cloned().unwrap_or_default();
            for number in (0..).take(entries.len()) {
                let there = self.content.contains_key(&(page, number));
                self.require(there, "the parent tree names content that is not there");
            }
            for area in self.array(dictionary, "Annots") {
                let area = self.resolve(area).as_dict().expect("an annotation");
                known.extend(self.get(area, "StructParent").and_then(|key| key.as_i64().ok()));
            }
        }
        let strange = self.parents().keys().any(|key| !known.contains(key));
        self.require(!strange, "the parent tree names a page or link that is not there");
    }

    /// That a link element and the area it holds know each other.
    pub(super) fn areas(&mut self, element: &'a Dictionary, id: ObjectId) {
        for kid in kids(element).filter_map(|kid| kid.as_dict().ok()) {
            if self.name(kid, "Type") != "OBJR" {
                continue;
            }
            let object = kid.get(b"Obj").and_then(Object::as_reference).unwrap_or_default();
            let page = self.dictionary(kid, "Pg");
            let areas = page.and_then(|page| page.get(b"Annots").and_then(Object::as_array).ok());
            let on_page = areas.is_some_and(|areas| areas.contains(&Object::Reference(object)));
            self.require(on_page, "the area of a link is not on the page it names");
            let area = self.document.get_dictionary(object).ok();
            let key = area.and_then(|area| area.get(b"StructParent").and_then(Object::as_i64).ok());
            let back = key.and_then(|key| self.parents().get(&key).and_then(|back| back.as_reference().ok()));
            self.require(back == Some(id), "the area of a link names another element");
        }
    }

    /// That a picture says where it stands.
    pub(super) fn bounds(&mut self, element: &'a Dictionary) {
        let bounds = self.array(element, "A").into_iter().find_map(|attribute| {
            let attribute = self.resolve(attribute).as_dict().ok()?;
            let owned = self.name(attribute, "O") == "Layout";
            attribute.get(b"BBox").and_then(Object::as_array).ok().filter(|_| owned)
        });
        let sides: Vec<f32> = bounds.into_iter().flatten().filter_map(|side| side.as_float().ok()).collect();
        let right = match sides.as_slice() {
            [left, foot, right, top] => {
                *left > 30.0 && *foot > 30.0 && *right < 566.0 && *top < 812.0 && left < right && foot < top
            }
            _ => false,
        };
        self.require(right, &format!("a Figure has no area, or one off the page: {sides:?}"));
    }

    /// That the names of notes lead to them.
    pub(super) fn names(&mut self, ids: &[Vec<u8>]) {
        let catalog = self.document.catalog().expect("a catalog");
        let root = self.dictionary(catalog, "StructTreeRoot");
        let tree = root.and_then(|root| self.dictionary(root, "IDTree"));
        let names = tree.map(|tree| self.array(tree, "Names")).unwrap_or_default();
        let named: Vec<&[u8]> = names.iter().filter_map(|name| name.as_str().ok()).collect();
        let all = ids.iter().all(|id| named.contains(&id.as_slice()));
        self.require(all && named.len() == ids.len(), "the tree of names does not list the notes");
        self.require(named.is_sorted(), "the tree of names is not in order");
    }

    /// That each embedded face holds the glyphs that are shown, as wide as the file says.
    pub(super) fn glyphs(&mut self, font: &'a Dictionary, used: &BTreeSet<u16>) {
        let inner = self.array(font, "DescendantFonts").first().map(|inner| self.resolve(inner));
        let Some(inner) = inner.and_then(|inner| inner.as_dict().ok()) else {
            return self.fault("a font has no glyphs");
        };
        let descriptor = self.dictionary(inner, "FontDescriptor");
        let file = descriptor.and_then(|descriptor| self.get(descriptor, "FontFile2"));
        let file = file.and_then(|file| file.as_stream().ok());
        let bytes = file.map(|file| file.decompressed_content().unwrap_or_else(|_| file.content.clone()));
        let bytes = bytes.unwrap_or_default();
        let Ok(face) = ttf_parser::Face::parse(&bytes, 0) else {
            return self.fault("an embedded face cannot be read");
        };
        self.require(face.number_of_glyphs() < 700, "a face is embedded whole");
        let widths = self.widths(font);
        for code in used {
            let wide = face.glyph_hor_advance(ttf_parser::GlyphId(*code));
            let wide = wide.map(|wide| f32::from(wide) * 1000.0 / f32::from(face.units_per_em()));
            let said = widths.get(code).copied().unwrap_or(f32::NAN);
            let same = wide.is_some_and(|wide| (wide - said).abs() <= 1.0);
            self.require(same, &format!("glyph {code} is {wide:?} wide, not {said}"));
        }
    }
}
