//! Parts of a paper: they read as in the whole, and no link of theirs leads out of them.
#![allow(missing_docs)]

#[allow(dead_code)]
mod samples;

use paper::{Block, ChartKind, Document, Inline, paragraph, text, to_html, to_html_part};
use samples::charts::chart;
use samples::heading;

fn note(words: &str) -> Inline {
    Inline::Note(text(words))
}

fn numbered(words: Vec<Inline>) -> Block {
    Block::Paragraph { numbered: true, text: words, anchor: None }
}

fn see(anchor: &str) -> Inline {
    Inline::Reference(anchor.to_owned())
}

fn paper() -> Document {
    let anchored =
        Block::Heading { level: 1, numbered: true, text: text("Costs"), anchor: Some("costs".to_owned()) };
    let mut inside = text("See ");
    inside.extend([see("costs"), Inline::Text(" and ".to_owned()), see("last"), see("nowhere")]);
    inside.push(Inline::Note(vec![Inline::Text("As in ".to_owned()), see("last")]));
    let last = Block::Paragraph { numbered: true, text: text("Last."), anchor: Some("last".to_owned()) };
    samples::of(vec![
        numbered(vec![Inline::Text("Before.".to_owned()), note("First note.")]),
        Block::Figure(chart(ChartKind::Bars, 3, 1)),
        anchored,
        numbered(inside),
        Block::Figure(chart(ChartKind::Lines, 3, 1)),
        heading(1, "End"),
        last,
    ])
}

#[test]
fn a_part_reads_as_in_the_whole() {
    let part = to_html_part(&paper(), 3..6);
    for said in [
        "<h2 id=\"part-costs\"><span class=\"number\">2</span> Costs</h2>",
        "<span class=\"number\">2.1</span> See <a class=\"reference\" href=\"#part-costs\">section 2</a>",
        " and paragraph 3.1<mark class=\"missing\">(missing: nowhere)</mark>",
        "<span class=\"number\">Figure 2</span>",
        "<span class=\"number\">Table 2</span>",
        "<ol start=\"2\">\n<li id=\"note-2\">As in paragraph 3.1 <a class=\"back\"",
    ] {
        assert!(part.contains(said), "{said} is not in {part}");
    }
    for outside in ["Before.", "First note.", "Figure 1", "Last.", "End", "<article", "<h1"] {
        assert!(!part.contains(outside), "{outside} is in {part}");
    }
}

#[test]
fn all_parts_together_are_the_whole() {
    for (name, document) in samples::all() {
        let whole = to_html(&document);
        let count = document.blocks.len();
        for at in 0..count {
            let part = to_html_part(&document, at..at + 1);
            for line in part.lines().filter(|line| line.starts_with("<h") || line.starts_with("<table")) {
                assert!(whole.contains(&line.replace("id=\"part-", "id=\"")), "{name}: {line}");
            }
            for link in part.split("href=\"#").skip(1) {
                let to = link.split('"').next().unwrap_or_default();
                assert!(part.contains(&format!(" id=\"{to}\"")), "{name}: a link to {to} is dead");
            }
        }
    }
}

#[test]
fn ranges_outside_of_the_paper_are_empty() {
    let document = paper();
    let count = document.blocks.len();
    assert_eq!(to_html_part(&document, count..count + 5), "");
    assert_eq!(to_html_part(&document, 2..2), "");
    let (start, end) = (5, 3);
    assert_eq!(to_html_part(&document, start..end), "");
    assert!(to_html_part(&document, 0..usize::MAX).contains("Last."));
}

#[test]
fn what_is_left_out_of_a_part_is_said() {
    let blocks = vec![paragraph("x".repeat(paper::LARGEST)), paragraph("Lost.")];
    let part = to_html_part(&samples::of(blocks), 2..3);
    assert!(part.contains("is left out") && !part.contains("Lost."));
}
