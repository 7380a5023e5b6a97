//! Links: that each area is in the tree, says what it is, and leads somewhere.

use lopdf::{Object, ObjectId};

use super::{Checker, decoded};

impl Checker<'_> {
    pub(super) fn links(&mut self) {
        let parents = self.parents();
        let pages: Vec<ObjectId> = self.document.get_pages().into_values().collect();
        for page in pages {
            let page = self.document.get_dictionary(page).expect("a page");
            for area in self.array(page, "Annots") {
                let area = self.resolve(area).as_dict().expect("an annotation");
                let words = self.get(area, "Contents").map(decoded).unwrap_or_default();
                self.require(!words.trim().is_empty(), "a link does not say what it is");
                let leads =
                    area.has(b"A") || self.array(area, "Dest").first().is_some_and(|to| self.is_page(to));
                self.require(leads, "a link leads nowhere");
                let key = self.get(area, "StructParent").and_then(|key| key.as_i64().ok()).unwrap_or(-1);
                let owner = parents.get(&key).and_then(|owner| owner.as_reference().ok());
                let owner = owner.and_then(|owner| self.document.get_dictionary(owner).ok());
                self.require(
                    owner.is_some_and(|owner| self.name(owner, "S") == "Link"),
                    "a link is not in the tree",
                );
            }
        }
    }

    pub(super) fn is_page(&self, object: &Object) -> bool {
        let page = object.as_reference().ok().and_then(|id| self.document.get_dictionary(id).ok());
        page.is_some_and(|page| page.get(b"Type").and_then(Object::as_name).ok() == Some(b"Page"))
    }
}
