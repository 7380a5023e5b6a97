use paper::{Block, DEEPEST_BLOCKS, DEEPEST_INLINES, Inline, LARGEST, Marker, paragraph};

use super::of_blocks;

fn refused(block: Block) -> String {
    of_blocks(&[block]).expect_err("a refusal").to_string()
}

/// A list in a list, so deep that the paragraph within stands at this depth.
fn lists(depth: usize) -> Block {
    let within = |inner, _| Block::List { marker: Marker::Bullet, items: vec![vec![inner]] };
    (1..depth).fold(paragraph("x"), within)
}

fn styles(depth: usize) -> Block {
    let within = |inner, _| Inline::Strong(vec![inner]);
    let text = vec![(1..depth).fold(Inline::Text("x".to_owned()), within)];
    Block::Paragraph { numbered: false, text, anchor: None }
}

#[test]
fn what_is_nested_deeper_than_can_be_painted_is_refused() {
    let deep = "This report nests lists and styles deeper than a paper can show.";
    assert!(of_blocks(&[lists(DEEPEST_BLOCKS), styles(DEEPEST_INLINES)]).is_ok());
    assert_eq!(refused(lists(DEEPEST_BLOCKS + 1)), deep);
    assert_eq!(refused(styles(DEEPEST_INLINES + 1)), deep);
}

#[test]
fn what_is_longer_than_can_be_painted_is_refused() {
    assert!(of_blocks(&[paragraph("x".repeat(LARGEST - 100))]).is_ok());
    assert_eq!(
        refused(paragraph("x".repeat(LARGEST))),
        "This report is longer than a paper can be. Shorten its prose or its tables."
    );
}
