//! Documents of any shape: they are painted without a panic, and nothing is wrong with the result.
#![allow(missing_docs)]

#[allow(dead_code)]
mod checker;
#[allow(dead_code)]
mod word_reader;

use checker::check;
use paper::pdf::to_pdf;
use paper::word::to_docx;
use paper::{
    Align, Block, Cell, Chart, ChartKind, ChartTable, Column, Document, Fact, Inline, Level, Marker, Point,
    Row, Scale, Series, Table, Upright, numbers, to_html, to_html_part,
};
use proptest::collection::vec;
use proptest::prelude::*;

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zŵŷ£ –—’.,:-]{0,60}",
        "[ \t\n\u{0}\u{ad}\u{200b}\u{301}漢😀☑]{0,8}",
        "[A-Z]{60,240}",
        Just("It goes on for a while, as papers do. ".repeat(12)),
        "£[0-9]{1,7}(\\.[0-9]{2})?",
    ]
}

fn inline() -> impl Strategy<Value = Inline> {
    let leaf = prop_oneof![
        6 => words().prop_map(Inline::Text),
        1 => Just(Inline::Break),
        1 => "[ab]".prop_map(Inline::Reference),
        1 => words().prop_map(|shown| Inline::Figure { name: String::new(), source: String::new(), shown }),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Inline::Strong),
            vec(inner.clone(), 0..3).prop_map(Inline::Emphasis),
            vec(inner.clone(), 0..3).prop_map(Inline::Note),
            vec(inner, 0..3)
                .prop_map(|text| Inline::Link { href: "https://example.org/é".to_owned(), text }),
        ]
    })
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    vec(inline(), 0..5)
}

fn anchor() -> impl Strategy<Value = Option<String>> {
    proptest::option::weighted(0.2, "[ab]")
}

fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        6 => (any::<bool>(), inlines(), anchor())
            .prop_map(|(numbered, text, anchor)| Block::Paragraph { numbered, text, anchor }),
        2 => (0u8..8, any::<bool>(), inlines(), anchor())
            .prop_map(|(level, numbered, text, anchor)| Block::Heading { level, numbered, text, anchor }),
        1 => Just(Block::RestartNumbers),
        1 => Just(Block::PageBreak),
    ];
    let leaf = prop_oneof![12 => leaf, 1 => chart().prop_map(Block::Figure)];
    leaf.prop_recursive(3, 24, 5, |inner| {
        let marker = prop_oneof![Just(Marker::Bullet), Just(Marker::Number), Just(Marker::Letter)];
        let blocks = vec(inner.clone(), 0..4);
        prop_oneof![
            (marker, vec(blocks, 0..4)).prop_map(|(marker, items)| Block::List { marker, items }),
            (words(), vec(inner.clone(), 0..4)).prop_map(|(label, blocks)| Block::Callout { label, blocks }),
            vec((inlines(), vec(inner.clone(), 0..3)), 0..4).prop_map(|facts| Block::Facts(
                facts.into_iter().map(|(term, is)| Fact { term, is }).collect()
            )),
            table(inner.boxed()).prop_map(Block::Table),
        ]
    })
}

fn series() -> impl Strategy<Value = Series> {
    let point =
        (proptest::option::of(any::<i64>()), words()).prop_map(|(value, shown)| Point { value, shown });
    (words(), vec(point, 0..9)).prop_map(|(name, points)| Series { name, points })
}

fn chart() -> impl Strategy<Value = Chart> {
    let level =
        (words(), any::<i64>(), words()).prop_map(|(name, value, shown)| Level { name, value, shown });
    let upright = (words(), any::<i64>(), words()).prop_map(|(name, at, shown)| Upright { name, at, shown });
    let kind = prop_oneof![Just(ChartKind::Bars), Just(ChartKind::Lines)];
    let table = prop_oneof![Just(ChartTable::Follows), Just(ChartTable::Elsewhere)];
    let words = (inlines(), words(), words(), words());
    (
        kind,
        table,
        words,
        vec("[a-z ]{0,90}", 0..9),
        vec(series(), 0..4),
        vec(level, 0..2),
        (vec(series(), 0..2), vec(upright, 0..2)),
        anchor(),
    )
        .prop_map(
            |(
                kind,
                table,
                (caption, alternative, across, label),
                places,
                series,
                levels,
                (steps, uprights),
                anchor,
            )| Chart {
                kind,
                caption,
                alternative,
                across,
                places,
                scale: Scale { label, before: "£".to_owned(), after: String::new() },
                series,
                levels,
                steps,
                uprights,
                table,
                anchor,
            },
        )
}

fn table(inner: BoxedStrategy<Block>) -> impl Strategy<Value = Table> {
    let align = prop_oneof![Just(Align::Left), Just(Align::Decimal), Just(Align::Centre)];
    let column = (inlines(), align, any::<bool>()).prop_map(|(heading, align, heads_rows)| Column {
        heading,
        align,
        heads_rows,
    });
    let cell = vec(inner, 0..2).prop_map(|blocks| Cell { blocks });
    let row = (vec(cell, 0..6), any::<bool>()).prop_map(|(cells, total)| Row { cells, total });
    (inlines(), vec(column, 0..6), vec(row, 0..5), anchor())
        .prop_map(|(caption, columns, rows, anchor)| Table { caption, columns, rows, anchor })
}

fn document() -> impl Strategy<Value = Document> {
    (words(), proptest::option::of(words()), any::<bool>(), vec(block(), 0..14)).prop_map(
        |(title, mark, contents, mut blocks)| {
            // Bookmarks are asked for by the checker, so there has to be a heading.
            blocks.push(Block::Heading { level: 1, numbered: true, text: paper::text("Last"), anchor: None });
            Document {
                running_header: title.clone(),
                publisher: title.clone(),
                title,
                language: "en-GB".to_owned(),
                status: mark.clone(),
                mark,
                accent: 0x0033_6699,
                contents,
                blocks,
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_is_painted_right(document in document()) {
        let checked = check(&to_pdf(&document));
        prop_assert_eq!(&checked.faults, &Vec::<String>::new());
        prop_assert_eq!(checked.words("Note").len(), numbers(&document).notes());
        prop_assert_eq!(to_html(&document).matches("class=\"back\"").count(), numbers(&document).notes());
        let word = word_reader::read(&to_docx(&document));
        prop_assert_eq!(&word.faults, &Vec::<String>::new());
        let middle = document.blocks.len() / 2;
        let parts = [to_html_part(&document, 0..middle), to_html_part(&document, middle..document.blocks.len())];
        let notes = parts.iter().map(|part| part.matches("class=\"back\"").count()).sum::<usize>();
        prop_assert_eq!(notes, numbers(&document).notes());
    }
}
