use paper::{Align, Block, ChartKind, Inline, Marker, paragraph, text};

use crate::report::ReportError;
use crate::report::piece::Piece;
use crate::report::template::Filled;

const MARK: &str = "\u{F0000}";

fn read(filled: &Filled) -> Result<Vec<Block>, ReportError> {
    super::read(filled).map(|read| read.blocks)
}

fn blocks(markdown: &str) -> Vec<Block> {
    read(&Filled::with(markdown, vec![])).expect("blocks")
}

/// The sections as they open: block, anchor and words.
fn opened(markdown: &str) -> Vec<super::Opened> {
    super::read(&Filled::with(markdown, vec![])).expect("sections").sections
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
            heading(2, true, "Two", Some("two")),
            heading(1, false, "Three", Some("three"))
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
    let value = Inline::Figure { name: "a".to_owned(), source: "b".to_owned(), shown: "c".to_owned() };
    let markdown = format!("Table: Sums\n\n| What |\n|---|\n| **{MARK}** |\n");
    let read = self::read(&Filled::with(&markdown, vec![Piece::inlines(vec![value])])).expect("blocks");
    assert!(matches!(&read[..], [Block::Table(table)] if !table.rows[0].total), "{read:?}");
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
fn a_heading_without_an_anchor_gets_one_of_its_own() {
    let read = blocks("# Risk: what & why?\n\n# Two {#risk-what-why}\n\n# Risk what why\n\n# £\n\n# £\n");
    let anchors: Vec<_> = read
        .iter()
        .map(|block| match block {
            Block::Heading { anchor, .. } => anchor.as_deref().unwrap_or_default(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(anchors, ["risk-what-why-2", "risk-what-why", "risk-what-why-3", "place", "place-2"]);
}

#[test]
fn a_guide_tells_of_its_section_and_is_not_printed() {
    let markdown = "> Of the head.\n\nx\n\n# One {#one}\n\n> Say what\n> and why.\n>\n> Then stop.\n>\n> - write: need, own\n> - from: value, risks\n\ny\n\n# Two\n";
    assert_eq!(blocks(markdown).len(), 4);
    let sections = opened(markdown);
    let at: Vec<_> = sections.iter().map(|section| section.at).collect();
    assert_eq!(at, [0, 1, 3]);
    assert_eq!(sections[0].guide.guidance, "Of the head.");
    assert_eq!(sections[1].heading, Some(("one".to_owned(), "One".to_owned())));
    assert_eq!(sections[1].guide.guidance, "Say what and why.\n\nThen stop.");
    assert_eq!(sections[1].guide.writes, ["need", "own"]);
    assert_eq!(sections[1].guide.from, ["value", "risks"]);
    assert_eq!(sections[2].guide, super::Guide::default());
}

#[test]
fn a_quiet_heading_stands_only_above_something() {
    let words = |markdown: &str| {
        let heading = |block: &Block| match block {
            Block::Heading { text, .. } => paper::plain(text),
            other => format!("{other:?}").chars().take(4).collect(),
        };
        blocks(markdown).iter().map(heading).collect::<Vec<_>>()
    };
    assert_eq!(words("# A {.quiet}\n\n# B {.quiet}\n\nx\n\n## C {.quiet}\n"), ["B", "Para"]);
    assert_eq!(words("# A {.quiet}\n\n## B {.quiet}\n\n---\n\n# C\n"), ["Page", "C"]);
    assert_eq!(words("# A {.quiet}\n\n## B\n\n# C\n"), ["A", "B", "C"]);
    let sections = opened("x\n\n# A {.quiet}\n\n> Guide.\n\n# B\n\ny\n");
    let at: Vec<_> = sections.iter().map(|section| (section.at, section.guide.guidance.as_str())).collect();
    assert_eq!(at, [(0, ""), (1, "Guide."), (1, "")]);
}

#[test]
fn a_chart_draws_its_table_and_says_what_it_shows() {
    let markdown = "Chart: Money {#money}\n\n| Year | Council | Health |\n|---|--:|--:|\n| 1 | £1,250.50 | £3 |\n| 2 | £800 | Not stated |\n| 3 | £900 | £5 |\n| **All** | £2,950.50 | £8 |\n";
    let read = blocks(markdown);
    let [Block::Figure(chart), Block::Table(table)] = &read[..] else { panic!("{read:?}") };
    assert_eq!((chart.kind, chart.anchor.as_deref()), (ChartKind::Bars, Some("money")));
    assert_eq!((chart.across.as_str(), &chart.places[..]), ("Year", &["1", "2", "3"].map(str::to_owned)[..]));
    assert_eq!((chart.scale.before.as_str(), chart.scale.after.as_str()), ("£", ""));
    let values: Vec<Vec<_>> =
        chart.series.iter().map(|series| series.points.iter().map(|point| point.value).collect()).collect();
    assert_eq!(values, [vec![Some(125_050), Some(80_000), Some(90_000)], vec![Some(300), None, Some(500)]]);
    assert_eq!(
        chart.alternative,
        "Council: from £1,250.50 (1) to £900 (3); highest £1,250.50 (1), lowest £800 (2). \
         Health: from £3 (1) to £5 (3); highest £5 (3), lowest £3 (1)."
    );
    assert_eq!(paper::plain(&table.caption), "Money: the figures");
    assert_eq!((table.rows.len(), table.anchor.as_deref()), (4, None));
}

#[test]
fn a_chart_keeps_figures_as_figures_and_is_left_out_without_numbers() {
    let figure = Inline::Figure { name: "a".to_owned(), source: "b".to_owned(), shown: "12.5%".to_owned() };
    let markdown = format!("Chart (lines): Share\n\n| Q | Share |\n|---|--:|\n| 1 | {MARK} |\n");
    let read = read(&Filled::with(&markdown, vec![Piece::inlines(vec![figure.clone()])])).expect("blocks");
    let [Block::Figure(chart), Block::Table(table)] = &read[..] else { panic!("{read:?}") };
    assert_eq!((chart.kind, chart.series[0].points[0].value), (ChartKind::Lines, Some(1250)));
    assert_eq!((chart.scale.label.as_str(), chart.scale.after.as_str()), ("Share", "%"));
    assert_eq!(chart.alternative, "Share: 12.5% (1) only.");
    let Block::Paragraph { text, .. } = &table.rows[0].cells[1].blocks[0] else { panic!("{table:?}") };
    assert_eq!(*text, [figure]);
    let without = blocks("Chart: None {#none}\n\n| Q | Share |\n|---|--:|\n| 1 | Not stated |\n");
    let [Block::Table(table)] = &without[..] else { panic!("{without:?}") };
    assert_eq!(table.anchor.as_deref(), Some("none"));
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
        ("x\n\n> Astray.", "a guide below no heading: Astray."),
        ("# A\n\n> - wrote: need", "“wrote: need” in a guide"),
        ("- # Within", "a heading within a list"),
        ("# \u{F0000}", "prose or a list within the line"),
    ] {
        let refusal = refused(markdown);
        assert!(refusal.contains(says), "{markdown}: {refusal}");
    }
}
