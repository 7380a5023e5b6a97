use paper::{Align, Block, Inline, Marker, paragraph, text};

use super::read;
use crate::report::piece::Piece;
use crate::report::template::Filled;

const MARK: &str = "\u{F0000}";

fn blocks(markdown: &str) -> Vec<Block> {
    read(&Filled::with(markdown, vec![])).expect("blocks")
}

fn refused(markdown: &str) -> String {
    let prose = Piece::blocks(vec![paragraph("One"), paragraph("Two")]);
    read(&Filled::with(markdown, vec![prose])).expect_err("a refusal").to_string()
}

#[test]
fn headings_take_numbers_and_anchors() {
    let heading = |level, numbered, words: &str, anchor: Option<&str>| Block::Heading {
        level,
        numbered,
        text: text(words),
        anchor: anchor.map(str::to_owned),
    };
    assert_eq!(
        blocks("# One {#one}\n\n## Two\n\n# Three {.plain}\n"),
        [
            heading(1, true, "One", Some("one")),
            heading(2, true, "Two", None),
            heading(1, false, "Three", None)
        ]
    );
}

#[test]
fn a_section_sign_numbers_a_paragraph_or_every_paragraph_of_prose() {
    let numbered = |words: &str, anchor: Option<&str>| Block::Paragraph {
        numbered: true,
        text: text(words),
        anchor: anchor.map(str::to_owned),
    };
    assert_eq!(blocks("§ {#here} One\n\n§ Two"), [numbered("One", Some("here")), numbered("Two", None)]);
    let prose = Piece::blocks(vec![paragraph("One"), paragraph("Two")]);
    let read = read(&Filled::with(&format!("§ {MARK}"), vec![prose])).expect("blocks");
    assert_eq!(read, [numbered("One", None), numbered("Two", None)]);
}

#[test]
fn a_table_has_a_caption_an_anchor_and_totals() {
    let read = blocks("Table: Sums {#sums}\n\n| What | Sum |\n|---|--:|\n| A | 1 |\n| **All** | 1 |\n");
    let [Block::Table(table)] = &read[..] else { panic!("{read:?}") };
    assert_eq!((&table.caption, table.anchor.as_deref()), (&text("Sums"), Some("sums")));
    assert_eq!(
        table.columns.iter().map(|column| column.align).collect::<Vec<_>>(),
        [Align::Left, Align::Decimal]
    );
    assert_eq!(table.rows.iter().map(|row| row.total).collect::<Vec<_>>(), [false, true]);
    assert_eq!(table.rows[1].cells[0].blocks, [paragraph("All")]);
}

#[test]
fn terms_make_facts_and_lists_stay_lists() {
    let read = blocks("Who\n: Me\n\nWhen\n: Now\n\n1. One\n\n- Two\n");
    let [
        Block::Facts(facts),
        Block::List { marker: Marker::Number, .. },
        Block::List { marker: Marker::Bullet, items },
    ] = &read[..]
    else {
        panic!("{read:?}")
    };
    assert_eq!(facts.len(), 2);
    assert_eq!(items[0], [paragraph("Two")]);
}

#[test]
fn an_empty_link_to_an_anchor_is_a_reference() {
    let read = blocks("See [](#there).");
    let [Block::Paragraph { text, .. }] = &read[..] else { panic!("{read:?}") };
    assert_eq!(text[1], Inline::Reference("there".to_owned()));
}

#[test]
fn a_value_that_says_nothing_leaves_no_paragraph() {
    let read = read(&Filled::with(&format!("§ {MARK}\n\nx"), vec![Piece::text("")])).expect("blocks");
    assert_eq!(read, [paragraph("x")]);
}

#[test]
fn what_has_no_place_in_a_paper_is_refused() {
    for (markdown, says) in [
        ("<p>raw</p>", "HtmlBlock"),
        ("a <b>raw</b>", "InlineHtml"),
        ("![x](https://a.uk/b.png)", "Image"),
        ("`code`", "Code"),
        ("| A |\n|---|\n| b |\n", "a table without a caption"),
        ("Table: Alone\n\nText.", "a caption without a table: Alone"),
        ("[words](#there)", "words in the reference to there"),
        ("[x](javascript:a)", "a link to javascript:a"),
        ("Within \u{F0000} a line", "prose or a list within the line “Within  a line”"),
        ("# \u{F0000}", "prose or a list within the line"),
    ] {
        let refusal = refused(markdown);
        assert!(refusal.contains(says), "{markdown}: {refusal}");
    }
}
