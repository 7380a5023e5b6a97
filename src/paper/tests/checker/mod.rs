//! A reader of tagged PDF that knows nothing of how the file was made, and lists everything that
//! a machine can find wrong with it under PDF/UA-1.

mod content;
mod deep;
mod file;
mod links;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

/// What a file holds, read for checking.
pub struct Checked {
    /// Everything found wrong; empty for a file that is right.
    pub faults: Vec<String>,
    /// The elements in reading order: how deep they stand, their role, and the words in them.
    pub elements: Vec<(usize, String, String)>,
    /// The words of each page that stand in artifacts.
    pub artifacts: Vec<String>,
    /// How many pages there are.
    pub pages: usize,
    /// The words of each line or part of one, as they are shown.
    pub runs: Vec<String>,
    /// The tag and the words of each piece of content of each page, in the order of painting.
    pub painted: Vec<Vec<(String, String)>>,
    /// Where the lowest words of each page stand that are no artifact, up from its foot.
    pub lowest: Vec<f32>,
}

impl Checked {
    /// The words of all elements of a role.
    pub fn words(&self, role: &str) -> Vec<&str> {
        self.elements
            .iter()
            .filter(|(_, found, _)| found == role)
            .map(|(_, _, words)| words.as_str())
            .collect()
    }
}

/// Reads a file and checks it.
pub fn check(bytes: &[u8]) -> Checked {
    let document = Document::load_mem(bytes).expect("the file can be read");
    let mut checker = Checker {
        document: &document,
        faults: Vec::new(),
        content: BTreeMap::new(),
        used: BTreeMap::new(),
        runs: Vec::new(),
        owners: BTreeMap::new(),
        marks: Vec::new(),
        lowest: Vec::new(),
    };
    checker.file();
    let artifacts = checker.contents();
    let elements = checker.tree();
    checker.links();
    checker.parents_name_what_is_there();
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let painted = pages.iter().map(|page| checker.painted(*page)).collect();
    let (pages, faults) = (pages.len(), checker.faults);
    Checked { faults, elements, artifacts, pages, runs: checker.runs, painted, lowest: checker.lowest }
}

/// The checks as they proceed.
struct Checker<'a> {
    document: &'a Document,
    faults: Vec<String>,
    /// The tag and the words of each piece of marked content, by page and number.
    content: BTreeMap<(ObjectId, i64), (String, String)>,
    /// The glyphs shown on the page that is read, by font.
    used: BTreeMap<Vec<u8>, BTreeSet<u16>>,
    /// The words of each showing.
    runs: Vec<String>,
    /// The element that claims each piece of marked content.
    owners: BTreeMap<(ObjectId, i64), ObjectId>,
    /// The bookmarks in order: how deep each stands, from 1, and what it says.
    marks: Vec<(usize, String)>,
    /// The lowest words of each page that was read.
    lowest: Vec<f32>,
}

impl<'a> Checker<'a> {
    fn fault(&mut self, fault: impl Into<String>) {
        self.faults.push(fault.into());
    }

    fn painted(&self, page: ObjectId) -> Vec<(String, String)> {
        self.content.range((page, 0)..=(page, i64::MAX)).map(|(_, content)| content.clone()).collect()
    }

    fn require(&mut self, holds: bool, fault: &str) {
        if !holds {
            self.fault(fault);
        }
    }

    fn resolve(&self, object: &'a Object) -> &'a Object {
        self.document.dereference(object).map_or(object, |(_, found)| found)
    }

    fn get(&self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Object> {
        dictionary.get(key.as_bytes()).ok().map(|object| self.resolve(object))
    }

    fn dictionary(&self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Dictionary> {
        self.get(dictionary, key)?.as_dict().ok()
    }

    fn name(&self, dictionary: &'a Dictionary, key: &str) -> String {
        let name = self.get(dictionary, key).and_then(|object| object.as_name().ok());
        String::from_utf8_lossy(name.unwrap_or_default()).into_owned()
    }

    fn array(&self, dictionary: &'a Dictionary, key: &str) -> Vec<&'a Object> {
        match self.get(dictionary, key) {
            Some(Object::Array(array)) => array.iter().collect(),
            Some(single) => vec![single],
            None => Vec::new(),
        }
    }

    /// The pairs of the number tree that leads from content to elements.
    fn parents(&self) -> BTreeMap<i64, &'a Object> {
        let catalog = self.document.catalog().expect("a catalog");
        let leaf =
            self.dictionary(catalog, "StructTreeRoot").and_then(|root| self.dictionary(root, "ParentTree"));
        let pairs = leaf.map(|leaf| self.array(leaf, "Nums")).unwrap_or_default();
        pairs.chunks(2).filter_map(|pair| Some((pair[0].as_i64().ok()?, *pair.get(1)?))).collect()
    }
}

/// A text outside of the pages.
fn decoded(object: &Object) -> String {
    let bytes = object.as_str().unwrap_or_default();
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(wide) => {
            let units: Vec<u16> = wide.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}
