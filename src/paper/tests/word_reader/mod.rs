//! A reader of files for Word that knows nothing of how they were made: every part is parsed, every
//! relationship followed, and what one part names in another is looked for.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use roxmltree::{Document, Node};
use zip::ZipArchive;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A file as it was read.
pub struct Reading {
    /// The parts by name.
    pub parts: BTreeMap<String, String>,
    /// Everything found wrong; empty for a file that is right.
    pub faults: Vec<String>,
    /// The paragraphs of the body: the style of each, and its words.
    pub paragraphs: Vec<(String, String)>,
}

/// Reads a file.
pub fn read(bytes: &[u8]) -> Reading {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).expect("a part");
        let name = file.name().expect("a name").into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).expect("text");
        parts.insert(name, text);
    }
    let mut read = Reading { parts: parts.clone(), faults: Vec::new(), paragraphs: Vec::new() };
    let parsed: BTreeMap<&str, Document<'_>> = parts
        .iter()
        .map(|(name, xml)| {
            (name.as_str(), Document::parse(xml).unwrap_or_else(|error| panic!("{name}: {error}")))
        })
        .collect();
    read.types(&parsed);
    for (name, part) in &parsed {
        read.relationships(name, part, &parsed);
    }
    read.body(&parsed);
    read
}

impl Reading {
    /// The words of all paragraphs of a style.
    pub fn words(&self, style: &str) -> Vec<&str> {
        self.paragraphs.iter().filter(|(found, _)| found == style).map(|(_, words)| words.as_str()).collect()
    }

    fn require(&mut self, holds: bool, fault: impl Into<String>) {
        if !holds {
            self.faults.push(fault.into());
        }
    }

    fn types(&mut self, parsed: &BTreeMap<&str, Document<'_>>) {
        let types = &parsed["[Content_Types].xml"];
        let named: BTreeSet<&str> =
            types.descendants().filter_map(|node| node.attribute("PartName")).collect();
        for name in &named {
            self.require(parsed.contains_key(name.trim_start_matches('/')), format!("{name} is not there"));
        }
        for name in parsed.keys().filter(|name| !name.ends_with(".rels") && !name.starts_with('[')) {
            self.require(named.contains(format!("/{name}").as_str()), format!("{name} has no type"));
        }
    }

    /// That what a part refers to by relationship is there, and each relationship is used.
    fn relationships(&mut self, name: &str, part: &Document<'_>, parsed: &BTreeMap<&str, Document<'_>>) {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let links = parsed.get(format!("{folder}/_rels/{file}.rels").as_str());
        let mut known = BTreeSet::new();
        for link in links.iter().flat_map(|links| links.descendants()) {
            let Some(id) = link.attribute("Id") else { continue };
            self.require(known.insert(id), format!("{name}: {id} stands twice"));
            let target = link.attribute("Target").unwrap_or_default();
            if link.attribute("TargetMode") == Some("External") {
                let graphic = target.bytes().all(|byte| byte.is_ascii_graphic());
                self.require(graphic && target.contains(':'), format!("{name}: {target} is no address"));
            } else {
                let there = parsed.contains_key(format!("{folder}/{target}").as_str());
                self.require(there, format!("{name}: {target} is not there"));
            }
        }
        let used = part.descendants().flat_map(|node| node.attributes().collect::<Vec<_>>());
        for id in used.filter(|attribute| attribute.namespace() == Some(R)).map(|used| used.value()) {
            self.require(known.contains(id), format!("{name}: {id} leads nowhere"));
        }
    }

    fn body(&mut self, parsed: &BTreeMap<&str, Document<'_>>) {
        let all = |part: &str, tag: &str, attribute: &str| -> Vec<String> {
            let nodes = parsed[part].descendants().filter(|node| node.has_tag_name((W, tag)));
            nodes.filter_map(|node| node.attribute((W, attribute)).map(str::to_owned)).collect()
        };
        let body = &parsed["word/document.xml"];
        let styles = all("word/styles.xml", "style", "styleId");
        let lists = all("word/numbering.xml", "num", "numId");
        let notes = all("word/footnotes.xml", "footnote", "id");
        let marks = all("word/document.xml", "bookmarkStart", "name");
        let unique: BTreeSet<&String> = marks.iter().collect();
        self.require(unique.len() == marks.len(), "two bookmarks have one name");
        for part in ["word/document.xml", "word/footnotes.xml", "word/header.xml", "word/footer.xml"] {
            for tag in ["pStyle", "rStyle", "tblStyle"] {
                for style in all(part, tag, "val") {
                    self.require(styles.contains(&style), format!("there is no style {style}"));
                }
            }
            for anchor in all(part, "hyperlink", "anchor") {
                self.require(marks.contains(&anchor), format!("a link to {anchor} is dead"));
            }
        }
        for list in all("word/document.xml", "numId", "val") {
            self.require(lists.contains(&list), format!("there is no list {list}"));
        }
        let referred = all("word/document.xml", "footnoteReference", "id");
        let expected: Vec<String> = (1..=referred.len()).map(|number| number.to_string()).collect();
        self.require(referred == expected, format!("notes are out of order: {referred:?}"));
        self.require(notes.len() == referred.len() + 2, "a note is not referred to");
        for cell in body.descendants().filter(|node| node.has_tag_name((W, "tc"))) {
            let last = cell.last_element_child().is_some_and(|last| last.has_tag_name((W, "p")));
            self.require(last, "a cell does not end with a paragraph");
        }
        for table in body.descendants().filter(|node| node.has_tag_name((W, "tbl"))) {
            self.table(table);
        }
        for paragraph in body.descendants().filter(|node| node.has_tag_name((W, "p"))) {
            let style = paragraph.descendants().find(|node| node.has_tag_name((W, "pStyle")));
            let style = style.and_then(|style| style.attribute((W, "val"))).unwrap_or_default();
            self.paragraphs.push((style.to_owned(), words(paragraph)));
        }
        for picture in body.descendants().filter(|node| node.tag_name().name() == "docPr") {
            let words = picture.attribute("descr").unwrap_or_default();
            self.require(!words.trim().is_empty(), "a picture has no words in its place");
        }
    }

    fn table(&mut self, table: Node<'_, '_>) {
        let columns = table.descendants().find(|node| node.has_tag_name((W, "tblGrid")));
        let columns = columns.map_or(0, |grid| grid.children().filter(|node| node.is_element()).count());
        for row in table.children().filter(|node| node.has_tag_name((W, "tr"))) {
            let cells = row.children().filter(|node| node.has_tag_name((W, "tc"))).count();
            self.require(cells == columns && cells > 0, format!("{cells} cells in {columns} columns"));
        }
        let after = table.next_sibling_element().is_some_and(|next| next.has_tag_name((W, "tbl")));
        self.require(!after, "nothing stands between two tables");
    }
}

/// The words of a paragraph as they are read, with tabs and line breaks.
fn words(paragraph: Node<'_, '_>) -> String {
    let mut words = String::new();
    for node in paragraph.descendants().filter(|node| node.tag_name().namespace() == Some(W)) {
        match node.tag_name().name() {
            "t" => words.push_str(node.text().unwrap_or_default()),
            "tab" if node.parent().is_some_and(|run| run.has_tag_name((W, "r"))) => words.push('\t'),
            "br" => words.push('\n'),
            "footnoteReference" => {
                words.push_str(&format!("[{}]", node.attribute((W, "id")).unwrap_or_default()))
            }
            _ => {}
        }
    }
    words
}
