//! The tag tree: that each element is known, in its place, and owns what it claims.

use lopdf::{Dictionary, Object, ObjectId};

use super::Checker;

const ROLES: [&str; 28] = [
    "Document",
    "Sect",
    "Div",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "P",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "THead",
    "TBody",
    "TR",
    "TH",
    "TD",
    "Caption",
    "TOC",
    "TOCI",
    "Link",
    "Reference",
    "Note",
    "Figure",
    "Span",
];

/// An element as it was found: how deep it stands, its role and its words.
type Found = (usize, String, String);

impl<'a> Checker<'a> {
    /// Walks the tree; gives back its elements in reading order.
    pub(super) fn tree(&mut self) -> Vec<Found> {
        let catalog = self.document.catalog().expect("a catalog");
        let Some(root) = self.dictionary(catalog, "StructTreeRoot") else {
            self.fault("no tag tree");
            return Vec::new();
        };
        let mut found = Vec::new();
        let mut ids = Vec::new();
        let root_id = catalog.get(b"StructTreeRoot").and_then(Object::as_reference).unwrap_or_default();
        for kid in root.get(b"K").into_iter().flat_map(references) {
            self.element(kid, root_id, "StructTreeRoot", 0, &mut found, &mut ids);
        }
        self.headings(&found);
        self.claimed();
        ids.sort();
        let count = ids.len();
        ids.dedup();
        self.require(count == ids.len(), "two notes have one ID");
        self.names(&ids);
        found
    }

    fn element(
        &mut self,
        id: ObjectId,
        parent: ObjectId,
        above: &str,
        depth: usize,
        found: &mut Vec<Found>,
        ids: &mut Vec<Vec<u8>>,
    ) {
        let element = self.document.get_dictionary(id).expect("an element");
        let role = self.name(element, "S");
        self.require(ROLES.contains(&role.as_str()), &format!("unknown role {role}"));
        let back = element.get(b"P").and_then(Object::as_reference).ok();
        self.require(back == Some(parent), &format!("a {role} does not know its parent"));
        self.placed(&role, above);
        let place = found.len();
        found.push((depth, role.clone(), String::new()));
        let mut words = String::new();
        for kid in kids(element) {
            match kid {
                Object::Reference(kid) => self.element(*kid, id, &role, depth + 1, found, ids),
                Object::Integer(number) => {
                    let page = element.get(b"Pg").and_then(Object::as_reference).unwrap_or_default();
                    words.push_str(&self.claim(page, *number, id, &role));
                }
                Object::Dictionary(content) if self.name(content, "Type") == "MCR" => {
                    let page = content.get(b"Pg").and_then(Object::as_reference).unwrap_or_default();
                    let number = content.get(b"MCID").and_then(Object::as_i64).unwrap_or(-1);
                    words.push_str(&self.claim(page, number, id, &role));
                }
                Object::Dictionary(_) => {}
                other => self.fault(format!("a {role} holds {other:?}")),
            }
        }
        found[place].2 = words;
        self.shape(element, &role, &found[place].2.clone());
        if role == "Link" {
            self.areas(element, id);
        }
        if let Ok(Object::String(name, _)) = element.get(b"ID") {
            ids.push(name.clone());
        }
    }

    /// Notes that an element owns content, and gives back its words.
    fn claim(&mut self, page: ObjectId, number: i64, id: ObjectId, role: &str) -> String {
        let Some((tag, words)) = self.content.get(&(page, number)).cloned() else {
            self.fault(format!("a {role} claims content that is not there"));
            return String::new();
        };
        self.require(tag == role, &format!("content tagged {tag} belongs to a {role}"));
        let before = self.owners.insert((page, number), id);
        self.require(before.is_none(), "content has two owners");
        words
    }

    /// That all content is claimed, and that the parent tree says by whom.
    fn claimed(&mut self) {
        let parents = self.parents();
        let content: Vec<(ObjectId, i64)> = self.content.keys().copied().collect();
        for (page, number) in content {
            let owner = self.owners.get(&(page, number)).copied();
            self.require(owner.is_some(), "tagged content is in no element");
            let dictionary = self.document.get_dictionary(page).expect("a page");
            let key = self.get(dictionary, "StructParents").and_then(|key| key.as_i64().ok()).unwrap_or(-1);
            let entry = parents.get(&key).and_then(|entry| entry.as_array().ok());
            let said =
                entry.and_then(|entry| entry.get(number as usize)).and_then(|said| said.as_reference().ok());
            self.require(said.is_some() && said == owner, "the parent tree names another owner");
        }
    }

    fn placed(&mut self, role: &str, above: &str) {
        let right = match role {
            "LI" => above == "L",
            "Lbl" => ["LI", "Note", "TOCI"].contains(&above),
            "LBody" => above == "LI",
            "THead" | "TBody" | "Caption" => above == "Table",
            "TR" => ["THead", "TBody", "Table"].contains(&above),
            "TH" | "TD" => above == "TR",
            "TOCI" => above == "TOC",
            "Document" => above == "StructTreeRoot",
            _ => !["L", "Table", "THead", "TBody", "TR", "TOC"].contains(&above),
        };
        self.require(right, &format!("a {role} stands in a {above}"));
    }

    fn shape(&mut self, element: &'a Dictionary, role: &str, words: &str) {
        let inside: Vec<String> = kids(element).filter_map(|kid| self.kid_role(kid)).collect();
        match role {
            "TH" => {
                let scope = self.array(element, "A").into_iter().any(|attribute| {
                    attribute.as_dict().is_ok_and(|attribute| {
                        ["Row", "Column"].contains(&self.name(attribute, "Scope").as_str())
                    })
                });
                self.require(scope, "a TH has no scope");
            }
            "Note" => self.require(element.has(b"ID"), "a Note has no ID"),
            "Figure" => {
                let words = self.get(element, "Alt").map(super::decoded).unwrap_or_default();
                self.require(!words.trim().is_empty(), "a Figure has no words in its place");
                self.bounds(element);
            }
            "Link" => {
                let object =
                    kids(element).any(|kid| kid.as_dict().is_ok_and(|kid| self.name(kid, "Type") == "OBJR"));
                self.require(object && !words.trim().is_empty(), "a Link has no area or no words");
            }
            "P" | "H1" | "H2" | "H3" | "H4" | "H5" | "H6" => {
                self.require(!words.trim().is_empty() || !inside.is_empty(), &format!("an empty {role}"));
            }
            "LI" => self.require(inside == ["Lbl", "LBody"], "an LI is not Lbl and LBody"),
            "L" | "TR" | "THead" | "TBody" | "TOC" => {
                self.require(!inside.is_empty(), &format!("an empty {role}"))
            }
            "Table" => self.even_rows(element),
            _ => {}
        }
    }

    fn kid_role(&self, kid: &Object) -> Option<String> {
        let element = self.document.get_dictionary(kid.as_reference().ok()?).ok()?;
        Some(self.name(element, "S"))
    }

    fn kid_roles(&self, element: &'a Dictionary) -> Vec<String> {
        kids(element).filter_map(|kid| self.kid_role(kid)).collect()
    }

    fn even_rows(&mut self, table: &'a Dictionary) {
        let parts = kids(table).filter_map(|kid| self.document.get_dictionary(kid.as_reference().ok()?).ok());
        let rows = parts.filter(|part| self.name(part, "S") != "Caption").flat_map(kids);
        let rows = rows.filter_map(|kid| self.document.get_dictionary(kid.as_reference().ok()?).ok());
        let mut counts: Vec<usize> = rows.map(|row| kids(row).count()).collect();
        counts.dedup();
        let heads = self.kid_roles(table).iter().any(|role| role == "THead");
        self.require(heads, "a table has no heads");
        self.require(counts.len() == 1, "the rows of a table have different numbers of cells");
    }

    fn headings(&mut self, found: &[Found]) {
        let levels: Vec<u8> = found
            .iter()
            .filter_map(|(_, role, _)| role.strip_prefix('H').and_then(|level| level.parse().ok()))
            .collect();
        self.require(levels.first() == Some(&1), "the first heading is not H1");
        self.require(levels.iter().filter(|level| **level == 1).count() == 1, "there is more than one H1");
        let marks: Vec<usize> = self.marks.iter().map(|(depth, _)| *depth).collect();
        let depths: Vec<usize> = levels.iter().map(|level| usize::from(*level)).collect();
        self.require(marks == depths, "the bookmarks are not the headings");
        for pair in levels.windows(2) {
            self.require(pair[1] <= pair[0] + 1, &format!("H{} follows H{}", pair[1], pair[0]));
        }
    }
}

pub(super) fn kids(element: &Dictionary) -> impl Iterator<Item = &Object> {
    let kids = element.get(b"K").ok();
    let (many, one) = match kids {
        Some(Object::Array(array)) => (array.as_slice(), None),
        Some(single) => (&[][..], Some(single)),
        None => (&[][..], None),
    };
    many.iter().chain(one)
}

fn references(object: &Object) -> Vec<ObjectId> {
    match object {
        Object::Reference(id) => vec![*id],
        Object::Array(array) => array.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}
