use paper::{Block, Cell, Column, Document, Inline, Row, Table, cell, paragraph, text};

use super::{Comparison, Stands, compare};

fn heading(words: &str) -> Block {
    Block::Heading { level: 1, numbered: true, text: text(words), anchor: None }
}

fn cost(shown: &str) -> Block {
    let figure = Inline::Figure {
        name: "procurement.annual_value".to_owned(),
        source: "Value and dates, cost of one year".to_owned(),
        shown: shown.to_owned(),
    };
    Block::Paragraph {
        numbered: true,
        text: vec![Inline::Text("It costs ".to_owned()), figure],
        anchor: None,
    }
}

fn risks(rows: &[[&str; 2]]) -> Block {
    let column = |words: &str| Column { heading: text(words), align: paper::Align::Left, heads_rows: false };
    let cells = |row: &[&str; 2]| -> Vec<Cell> { row.iter().map(|words| cell(*words)).collect() };
    Block::Table(Table {
        caption: text("Risks"),
        columns: vec![column("Risk"), column("Plans")],
        rows: rows.iter().map(|row| Row { cells: cells(row), total: false }).collect(),
        anchor: None,
    })
}

fn paper_of(blocks: Vec<Block>) -> Document {
    Document {
        title: "Advocacy".to_owned(),
        publisher: "A council".to_owned(),
        language: "en-GB".to_owned(),
        running_header: String::new(),
        mark: None,
        status: None,
        accent: 0,
        contents: false,
        blocks,
    }
}

/// A comparison as a reader sees it: `[-gone-]`, `{+new+}`.
fn told(comparison: &Comparison) -> String {
    let mut told = String::new();
    for figure in &comparison.figures {
        told.push_str(&format!("{}: {} -> {}\n", figure.source, figure.before, figure.after));
    }
    for section in &comparison.sections {
        told.push_str(&format!("# {}\n", section.title));
        for line in &section.lines {
            let words = line.iter().map(|run| match run.stands {
                Stands::InBoth => run.words.clone(),
                Stands::Added => format!("{{+{}+}}", run.words),
                Stands::TakenOut => format!("[-{}-]", run.words),
            });
            told.push_str(&format!("{}\n", words.collect::<String>()));
        }
    }
    told
}

#[test]
fn a_paper_does_not_differ_from_itself() {
    let paper = paper_of(vec![heading("Cost"), cost("£10"), risks(&[["Delay", "Start early"]])]);
    assert_eq!(compare(&paper, &paper), Comparison::default());
}

#[test]
fn rewording_additions_and_figures_are_told_apart() {
    let before = paper_of(vec![
        heading("Background"),
        paragraph("The service helps parents stay together with their children."),
        heading("Cost"),
        cost("£10"),
        heading("Risks"),
        risks(&[["Delay", "Start early"]]),
    ]);
    let after = paper_of(vec![
        heading("Background"),
        paragraph("The service helps most parents stay together with their children."),
        paragraph("It began in spring."),
        heading("Cost"),
        cost("£12"),
        heading("Risks"),
        risks(&[["Delay", "Start early"], ["No bids", "Warm the market"]]),
    ]);
    insta::assert_snapshot!(told(&compare(&before, &after)), @r"
    Value and dates, cost of one year: £10 -> £12
    # Background
    The service helps {+most +}parents stay together with their children.
    {+It began in spring.+}
    # Cost
    It costs [-£10-]{+£12+}
    # Risks
    {+No bids · Warm the market+}
    ");
}

#[test]
fn a_section_that_goes_or_comes_is_told_whole() {
    let before = paper_of(vec![heading("Market"), paragraph("Few providers."), heading("Risks")]);
    let after = paper_of(vec![heading("Consultation"), paragraph("Parents were asked."), heading("Risks")]);
    insta::assert_snapshot!(told(&compare(&before, &after)), @r"
    # Market
    [-Few providers.-]
    # Consultation
    {+Parents were asked.+}
    ");
}

#[test]
fn a_paragraph_written_anew_is_not_shown_word_by_word() {
    let before = paper_of(vec![heading("Background"), paragraph("The old service closed last year.")]);
    let after =
        paper_of(vec![heading("Background"), paragraph("Nobody waits longer than a week now, it says.")]);
    let comparison = compare(&before, &after);
    assert_eq!(comparison.sections[0].lines.len(), 2, "{}", told(&comparison));
}

#[test]
fn two_texts_of_ten_thousand_letters_keep_nobody_waiting() {
    let text = |step: u8| -> String {
        (0..10_000_u32)
            .map(|at| char::from(b'a' + ((at * u32::from(step)) % 25) as u8))
            .flat_map(|c| [c, ' '])
            .collect()
    };
    let rows = |step| (0..40).map(|_| paragraph(text(step))).collect::<Vec<_>>();
    let of = |step| paper_of([vec![heading("Background")], rows(step)].concat());
    let comparison = compare(&of(3), &of(7));
    assert_eq!(comparison.sections[0].lines.len(), 80, "too long for words: taken out and added");
}
