//! The HTML painter: everything escaped, real elements, notes that lead back.
#![allow(missing_docs)]

mod samples;

use paper::{Block, Document, Inline, Marker, paragraph, text, to_html};

const NASTY: &str = "<script>alert('1')</script> & \"quoted\"\u{1}";

#[test]
fn everything_is_escaped() {
    let inlines = vec![
        Inline::Text(NASTY.to_owned()),
        Inline::Link { href: format!("https://x/{NASTY}"), text: text(NASTY) },
        Inline::Link { href: "javascript:alert(1)".to_owned(), text: text("not a link") },
        Inline::Note(text(NASTY)),
        Inline::Figure { name: NASTY.to_owned(), source: NASTY.to_owned(), shown: NASTY.to_owned() },
        Inline::Reference(NASTY.to_owned()),
    ];
    let mut document = samples::of(vec![
        Block::Paragraph { numbered: true, text: inlines.clone(), anchor: Some(NASTY.to_owned()) },
        Block::Callout { label: NASTY.to_owned(), blocks: vec![paragraph(NASTY)] },
        Block::Heading {
            level: 2,
            numbered: false,
            text: inlines,
            anchor: Some("a\" onclick=\"x".to_owned()),
        },
    ]);
    document.title = NASTY.to_owned();
    document.publisher = NASTY.to_owned();
    document.language = NASTY.to_owned();
    document.mark = Some(NASTY.to_owned());
    document.contents = true;
    let html = to_html(&document);
    assert!(!html.contains("<script"));
    assert!(!html.contains("onclick=\""));
    assert!(!html.contains("javascript:"));
    assert!(!html.contains('\u{1}'));
    assert!(!html.contains(" style="));
}

#[test]
fn elements_are_closed_in_order() {
    for (name, document) in samples::all() {
        let html = to_html(&document);
        let mut open = Vec::new();
        for tag in html.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap_or_default();
            let element = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
            if tag.starts_with('/') {
                assert_eq!(open.pop(), Some(element), "{name}");
            } else if !["br", "hr"].contains(&element) && !tag.ends_with('/') {
                open.push(element);
            }
        }
        assert!(open.is_empty(), "{name}: {open:?}");
    }
}

#[test]
fn a_paper_reads_as_its_parts() {
    let html = to_html(&samples::full());
    for part in [
        "<article class=\"paper\" lang=\"en-GB\">",
        "<h1>A paper &amp; its &lt;title&gt;</h1>",
        "<dl class=\"facts\">",
        "<ol type=\"a\">",
        "<table id=\"costs\">\n<caption id=\"table-1-caption\"><span class=\"number\">Table 1</span> Contracts</caption>",
        "<th scope=\"col\">Provider</th><th scope=\"col\" class=\"decimal\">Value</th>",
        "<th scope=\"row\">Provider 0</th>",
        "<a class=\"reference\" href=\"#costs\">Table 1</a>",
        "<mark class=\"missing\">(missing: nowhere)</mark>",
        "<data class=\"figure\" value=\"n\" title=\"s\">£5</data>",
        "href=\"#note-1-reference\"",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
}

#[test]
fn both_paintings_number_alike() {
    let list = Block::List { marker: Marker::Bullet, items: vec![vec![numbered("In a list")]] };
    let document = samples::of(vec![numbered("One"), list, samples::heading(2, "Below"), numbered("Two")]);
    let html = to_html(&document);
    for shown in ["1.1</span> One", "1.2</span> In a list", "1.3</span> Below", "1.3.1</span> Two"] {
        assert!(html.contains(shown), "{shown}");
    }
    assert!(to_html(&Document { blocks: vec![], ..document }).ends_with("</article>\n"));
}

fn numbered(words: &str) -> Block {
    Block::Paragraph { numbered: true, text: text(words), anchor: None }
}
