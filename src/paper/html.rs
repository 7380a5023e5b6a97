//! The document as a fragment of HTML: real headings, lists, tables and notes, no style, no script.

mod figure;
mod inline;
mod part;
mod table;

use std::collections::BTreeSet;

use crate::number::Count;
use crate::{Block, Document, Fact, Marker, is_blank, numbers, plain, prepared};
use inline::{attribute, text};
pub use part::to_html_part;

/// Paints the document as an `<article class="paper">`. Every text is escaped; there is no style
/// attribute and no script, so it can stand under a strict content security policy.
#[must_use]
pub fn to_html(document: &Document) -> String {
    let document = prepared(document);
    let numbers = numbers(&document);
    let mut painter = Painter::new(numbers.count(), document.accent);
    painter.article(&document);
    painter.out
}

/// What ids open with in a part, which may stand on a page with names of its own.
const PART: &str = "part-";

struct Painter<'a> {
    out: String,
    count: Count<'a>,
    /// The notes met so far: their numbers, and what each says, already painted.
    notes: Vec<(usize, String)>,
    /// The ids given out, because none may stand twice.
    ids: BTreeSet<String>,
    /// The colour of the first series of charts.
    accent: u32,
    /// If only a part is painted, the anchors that stand in it: links to others would be dead.
    within: Option<BTreeSet<String>>,
}

impl<'a> Painter<'a> {
    fn new(count: Count<'a>, accent: u32) -> Self {
        Painter { out: String::new(), count, notes: Vec::new(), ids: BTreeSet::new(), accent, within: None }
    }
}

impl Painter<'_> {
    fn article(&mut self, document: &Document) {
        let language = attribute(&document.language);
        self.push(&format!("<article class=\"paper\" lang=\"{language}\">\n<header class=\"title\">\n"));
        if let Some(mark) = &document.mark {
            self.push(&format!("<p class=\"mark\">{}</p>\n", text(mark)));
        }
        self.push(&format!("<p class=\"publisher\">{}</p>\n", text(&document.publisher)));
        self.push(&format!("<h1>{}</h1>\n", text(&document.title)));
        if let Some(status) = &document.status {
            self.push(&format!("<p class=\"status\">{}</p>\n", text(status)));
        }
        self.push("</header>\n");
        let (opening, rest) = document.opening();
        self.blocks(opening);
        if document.contents {
            self.contents();
        }
        self.blocks(rest);
        self.footnotes();
        self.push("</article>\n");
    }

    fn contents(&mut self) {
        self.push("<nav class=\"contents\" aria-label=\"Contents\">\n<h2>Contents</h2>\n<ul>\n");
        for heading in self.count.numbers().headings().iter().filter(|heading| !heading.misplaced) {
            let number = match &heading.number {
                Some(number) => format!("<span class=\"number\">{}</span> ", text(number)),
                None => String::new(),
            };
            self.push(&format!(
                "<li class=\"depth-{}\"><a href=\"#{}\">{number}{}</a></li>\n",
                heading.depth,
                identifier(&heading.id),
                text(&heading.text)
            ));
        }
        self.push("</ul>\n</nav>\n");
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { text, .. } => self.heading(text),
            Block::Paragraph { text, anchor, .. } => self.paragraph(text, anchor.as_deref()),
            Block::List { marker, items } => self.list(*marker, items),
            Block::Table(table) => self.table(table),
            Block::Figure(chart) => self.figure(chart),
            Block::Facts(facts) => self.facts(facts),
            Block::Callout { label, blocks } => {
                self.push("<div class=\"callout\" role=\"note\">\n");
                self.push(&format!("<p class=\"callout-label\"><strong>{}</strong></p>\n", text(label)));
                self.blocks(blocks);
                self.push("</div>\n");
            }
            Block::RestartNumbers => {}
            Block::PageBreak => self.push("<hr class=\"page-break\">\n"),
        }
    }

    fn heading(&mut self, text: &[crate::Inline]) {
        let Some(heading) = self.count.heading() else { return };
        let tag = if heading.misplaced { "p".to_owned() } else { format!("h{}", heading.depth + 1) };
        let id = self.id(Some(&heading.id));
        self.push(&format!("<{tag}{id}>"));
        self.number(heading.number.as_deref());
        if is_blank(&plain(text)) {
            self.push(&inline::text(&heading.text));
        }
        self.inlines(text);
        self.push(&format!("</{tag}>\n"));
    }

    fn paragraph(&mut self, text: &[crate::Inline], anchor: Option<&str>) {
        let number = self.count.paragraph();
        let id = self.id(anchor);
        let class = if number.is_some() { " class=\"numbered\"" } else { "" };
        self.push(&format!("<p{class}{id}>"));
        self.number(number);
        self.inlines(text);
        self.push("</p>\n");
    }

    fn number(&mut self, number: Option<&str>) {
        if let Some(number) = number {
            self.push(&format!("<span class=\"number\">{}</span> ", text(number)));
        }
    }

    fn list(&mut self, marker: Marker, items: &[Vec<Block>]) {
        // An empty list is not valid to a screen reader.
        if items.is_empty() {
            return;
        }
        let (open, close) = match marker {
            Marker::Bullet => ("<ul>", "</ul>"),
            Marker::Number => ("<ol>", "</ol>"),
            Marker::Letter => ("<ol type=\"a\">", "</ol>"),
        };
        self.push(&format!("{open}\n"));
        for item in items {
            self.push("<li>");
            self.compact(item);
            self.push("</li>\n");
        }
        self.push(&format!("{close}\n"));
    }

    fn facts(&mut self, facts: &[Fact]) {
        if facts.is_empty() {
            return;
        }
        self.push("<dl class=\"facts\">\n");
        for fact in facts {
            self.push("<div><dt>");
            self.inlines(&fact.term);
            self.push("</dt><dd>");
            self.compact(&fact.is);
            self.push("</dd></div>\n");
        }
        self.push("</dl>\n");
    }

    /// Blocks inside an item or a cell: a lone plain paragraph needs no `<p>` of its own.
    fn compact(&mut self, blocks: &[Block]) {
        if let [Block::Paragraph { numbered: false, text, anchor: None }] = blocks {
            let _ = self.count.paragraph();
            self.inlines(text);
        } else {
            self.blocks(blocks);
        }
    }

    fn footnotes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let start = match self.notes.first() {
            Some((first, _)) if *first > 1 => format!(" start=\"{first}\""),
            _ => String::new(),
        };
        self.push(&format!("<section class=\"footnotes\" aria-label=\"Notes\">\n<ol{start}>\n"));
        for (number, note) in std::mem::take(&mut self.notes) {
            self.push(&format!(
                "<li id=\"note-{number}\">{note} <a class=\"back\" href=\"#note-{number}-reference\" \
                 aria-label=\"Back to where note {number} is referred to\">↩</a></li>\n"
            ));
        }
        self.push("</ol>\n</section>\n");
    }

    /// The id of an anchor, unless it was given out before.
    fn id(&mut self, anchor: Option<&str>) -> String {
        match anchor.map(identifier) {
            Some(id) if self.ids.insert(id.clone()) => {
                format!(" id=\"{}{id}\"", if self.within.is_some() { PART } else { "" })
            }
            _ => String::new(),
        }
    }

    fn push(&mut self, html: &str) {
        self.out.push_str(html);
    }
}

/// A name that may stand as an id and after `#`: what is not a letter, digit, `-`, `_` or `.` becomes `-`.
fn identifier(name: &str) -> String {
    let allowed = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    name.chars().map(allowed).collect()
}
