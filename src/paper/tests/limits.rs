//! Documents that nest without end: painted from a small stack, and nothing said is lost.
#![allow(missing_docs)]

#[allow(dead_code)]
mod checker;
#[allow(dead_code)]
mod samples;

use checker::check;
use paper::pdf::to_pdf;
use paper::{Block, Inline, Marker, numbers, paragraph, to_html};

/// Paints in a thread with a small stack. What is nested is never dropped, because that alone
/// would need more.
fn painted(blocks: Vec<Block>) -> (Vec<u8>, String) {
    let document = std::mem::ManuallyDrop::new(samples::of(blocks));
    std::thread::scope(|scope| {
        let paint = || {
            assert_eq!(numbers(&document).notes(), 0);
            let word = paper::word::to_docx(&document);
            assert!(word.starts_with(b"PK"));
            (to_pdf(&document), to_html(&document))
        };
        let thread = std::thread::Builder::new().stack_size(1 << 20).spawn_scoped(scope, paint);
        thread.expect("a thread").join().expect("a painting")
    })
}

#[test]
fn blocks_nested_without_end_are_laid_flat() {
    let mut block = paragraph("The deepest words.");
    for level in 0..10_000 {
        block = match level % 3 {
            0 => Block::List { marker: Marker::Bullet, items: vec![vec![block]] },
            1 => Block::Callout { label: "Note".to_owned(), blocks: vec![block] },
            _ => Block::Facts(vec![paper::Fact { term: paper::text("Term"), is: vec![block] }]),
        };
        if level == 5_000 {
            block =
                Block::List { marker: Marker::Letter, items: vec![vec![paragraph("Halfway.")], vec![block]] };
        }
    }
    let (pdf, html) = painted(vec![block, paragraph("After.")]);
    let checked = check(&pdf);
    assert_eq!(checked.faults, Vec::<String>::new());
    for said in ["The deepest words.", "Halfway.", "After."] {
        assert!(checked.words("P").iter().any(|words| words.trim() == said), "{said}");
        assert!(html.contains(said), "{said}");
    }
}

#[test]
fn running_text_nested_without_end_is_laid_flat() {
    let mut inline = Inline::Text("The deepest words.".to_owned());
    for level in 0..100_000 {
        inline = if level % 2 == 0 { Inline::Strong(vec![inline]) } else { Inline::Emphasis(vec![inline]) };
    }
    let (pdf, html) = painted(vec![Block::Paragraph { numbered: true, text: vec![inline], anchor: None }]);
    assert!(check(&pdf).words("P").iter().any(|words| words.contains("The deepest words.")));
    assert!(html.contains("The deepest words."));
}

#[test]
fn a_document_without_end_is_cut_and_says_so() {
    let blocks = vec![paragraph("Kept."), paragraph("x".repeat(paper::LARGEST)), paragraph("Lost.")];
    let document = samples::of(blocks);
    let html = to_html(&document);
    assert!(html.contains("Kept.") && !html.contains("Lost.") && html.contains("is left out"));
    assert!(check(&to_pdf(&document)).words("P").iter().any(|words| words.contains("is left out")));
}
