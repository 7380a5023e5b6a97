//! The numbers of headings and paragraphs, and what references read as.
#![allow(missing_docs)]

use paper::{Align, Block, Column, Document, Inline, Table, numbers, text};

/// One block by a short name: `# H` a numbered heading, `- H` one without a number (more signs
/// are lower levels), `p` a numbered paragraph, `q` one without a number, `!` a restart.
fn block(short: &str) -> Block {
    let level = short.chars().take_while(|c| "#-".contains(*c)).count() as u8;
    match short.chars().next() {
        Some('#' | '-') => {
            let said = short[usize::from(level)..].trim();
            Block::Heading {
                level,
                numbered: short.starts_with('#'),
                text: text(said),
                anchor: Some(said.to_owned()),
            }
        }
        Some('!') => Block::RestartNumbers,
        kind => Block::Paragraph {
            numbered: kind == Some('p'),
            text: text("Words"),
            anchor: Some(short.to_owned()),
        },
    }
}

fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: "T".to_owned(),
        publisher: "P".to_owned(),
        language: "en-GB".to_owned(),
        running_header: String::new(),
        mark: None,
        status: None,
        accent: 0,
        contents: false,
        blocks,
    }
}

#[test]
fn numbers_follow_the_headings() {
    let table: &[(&[&str], &[&str])] = &[
        (&["p", "p2"], &["paragraph 1", "paragraph 2"]),
        (&["# A", "p", "p2"], &["section 1", "paragraph 1.1", "paragraph 1.2"]),
        (
            &["# A", "p", "## B", "p2", "## C"],
            &["section 1", "paragraph 1.1", "section 1.2", "paragraph 1.2.1", "section 1.3"],
        ),
        (&["# A", "# B", "p"], &["section 1", "section 2", "paragraph 2.1"]),
        (&["- A", "p", "- B", "p2"], &["“A”", "paragraph 1", "“B”", "paragraph 2"]),
        (&["- A", "## B", "p"], &["“A”", "section 1", "paragraph 1.1"]),
        (&["# A", "!", "# B"], &["section 1", "section 1"]),
        (&["# A", "## B", "- C", "p"], &["section 1", "section 1.1", "“C”", "paragraph 1.2"]),
        (&["q", "# A", "q2"], &["the opening paragraphs", "section 1", "section 1"]),
    ];
    for (blocks, expected) in table {
        let numbers = numbers(&document(blocks.iter().map(|short| block(short)).collect()));
        let anchors = blocks
            .iter()
            .filter(|short| **short != "!")
            .map(|short| short.trim_start_matches(['#', '-', ' ']));
        let shown: Vec<String> = anchors.map(|anchor| numbers.reference(anchor)).collect();
        assert_eq!(shown, *expected, "{blocks:?}");
    }
}

#[test]
fn references_to_nothing_and_repeated_anchors_are_told() {
    let see = Block::Paragraph {
        numbered: false,
        text: vec![
            Inline::Note(vec![Inline::Reference("gone".to_owned())]),
            Inline::Reference("A".to_owned()),
        ],
        anchor: None,
    };
    let numbers = numbers(&document(vec![block("# A"), block("# A"), see]));
    assert_eq!(numbers.missing(), ["gone"]);
    assert_eq!(numbers.repeated(), ["A"]);
    assert_eq!(numbers.reference("gone"), "(missing: gone)");
    assert_eq!(numbers.notes(), 1);
}

#[test]
fn tables_and_depths_are_counted() {
    let column = Column { heading: text("H"), align: Align::Left, heads_rows: false };
    let table =
        Table { caption: text("C"), columns: vec![column], rows: vec![], anchor: Some("t".to_owned()) };
    let blocks = vec![
        Block::Table(Table { anchor: None, ..table.clone() }),
        block("# A"),
        block("#### B"),
        Block::Table(table),
    ];
    let numbers = numbers(&document(blocks));
    assert_eq!(numbers.reference("t"), "Table 2");
    assert_eq!(numbers.tables(), 2);
    assert_eq!(numbers.headings().iter().map(|heading| heading.depth).collect::<Vec<_>>(), [1, 2]);
}
