//! The file for Word: every part can be read, all that is named is there, and it says what the
//! other paintings say.
#![allow(missing_docs)]

#[allow(dead_code)]
mod samples;
mod word_reader;

use paper::word::to_docx;
use paper::{Block, Document, Inline, numbers, paragraph, text};
use word_reader::read;

#[test]
fn every_sample_can_be_read_and_names_what_is_there() {
    for (name, document) in samples::all() {
        let read = read(&to_docx(&document));
        assert_eq!(read.faults, Vec::<String>::new(), "{name}");
        assert_eq!(
            read.parts["word/document.xml"].matches("<w:footnoteReference").count(),
            numbers(&document).notes()
        );
    }
}

#[test]
fn a_paper_reads_as_the_page_does() {
    let document = samples::full();
    let read = read(&to_docx(&document));
    assert_eq!(read.words("Title"), ["A paper & its <title>"]);
    assert_eq!(read.words("Mark"), ["Demonstration data"]);
    assert_eq!(read.words("Heading1"), ["1\tFirst", "1\tAgain"]);
    assert_eq!(read.words("Heading2"), ["1.2\tBelow"]);
    assert_eq!(read.words("Heading3"), ["1.2.1\tDeeper"]);
    assert_eq!(read.words("TOC2"), ["1.2\tBelow"]);
    assert_eq!(
        read.words("NumberedParagraph"),
        ["1.1\tSee Table 1, (missing: nowhere) strong and bold italic\na link of several words[1]£5"]
    );
    assert!(read.words("Caption")[0].starts_with("Table 1  "));
    let table: Vec<&str> = read.words("TableText");
    assert!(table.contains(&"Provider 0") && table.contains(&"£0.10"));
    let body = &read.parts["word/document.xml"];
    for part in [
        "<w:tblHeader/>",
        "<w:cantSplit/>",
        "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>",
        "<w:titlePg/>",
        "<w:tblCaption w:val=\"Table 1: Contracts\"/>",
        "<w:pageBreakBefore/>",
    ] {
        assert!(body.contains(part), "{part}");
    }
    assert!(read.parts["word/footnotes.xml"].contains("A note with a "));
    assert!(read.parts["word/_rels/footnotes.xml.rels"].contains("https://example.org/a?b=1&amp;c=%222%22"));
    assert!(
        read.parts["word/footer.xml"].contains(" PAGE ")
            && read.parts["word/footer.xml"].contains(" NUMPAGES ")
    );
    assert!(read.parts["word/header.xml"].contains("Running header"));
    assert!(read.parts["word/header.xml"].contains("Demonstration data"));
    assert!(read.parts["word/styles.xml"].contains("w:lang w:val=\"en-GB\""));
    assert!(read.parts["word/styles.xml"].contains("005A70"));
    assert!(read.parts["docProps/core.xml"].contains("<dc:title>A paper &amp; its &lt;title&gt;</dc:title>"));
    assert!(!read.parts["word/settings.xml"].contains("updateFields"));
}

#[test]
fn lists_are_counted_apart() {
    let read = read(&to_docx(&samples::full()));
    let numbering = &read.parts["word/numbering.xml"];
    assert_eq!(numbering.matches("<w:num ").count(), 4);
    assert_eq!(numbering.matches("<w:startOverride").count(), 2);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = samples::full();
    let first = to_docx(&document);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| to_docx(&document))).collect();
        for thread in threads {
            assert!(thread.join().expect("a painting") == first);
        }
    });
    assert!(to_docx(&Document { title: "Another".to_owned(), ..document }) != first);
}

#[test]
fn what_xml_forbids_is_left_out_and_nothing_is_markup() {
    let nasty = "a\u{0}b\u{1}c\u{b}d\u{fffe}<w:p>&\"'\u{1f}é\u{85}";
    let mut document = samples::of(vec![
        paragraph(nasty),
        Block::Callout { label: nasty.to_owned(), blocks: vec![paragraph(nasty)] },
        Block::Paragraph {
            numbered: true,
            text: vec![
                Inline::Link { href: "https://a b/<\"{%zz%20".to_owned(), text: text(nasty) },
                Inline::Link { href: "javascript:x".to_owned(), text: text("plain") },
                Inline::Link { href: "https:".to_owned(), text: text("nowhere") },
                Inline::Note(text(nasty)),
            ],
            anchor: Some(nasty.to_owned()),
        },
    ]);
    document.title = nasty.to_owned();
    document.publisher = nasty.to_owned();
    document.running_header = nasty.to_owned();
    document.mark = Some(nasty.to_owned());
    document.language = "\"><x>".to_owned();
    let read = read(&to_docx(&document));
    assert_eq!(read.faults, Vec::<String>::new());
    assert_eq!(read.words("Title"), ["abcd<w:p>&\"'é"]);
    let links = &read.parts["word/_rels/document.xml.rels"];
    assert!(links.contains("Target=\"https://a%20b/%3C%22%7B%25zz%20\""));
    assert_eq!(links.matches("External").count(), 1);
}

#[test]
fn a_chart_has_its_values_words_and_table() {
    let read = read(&to_docx(&samples::of(samples::charts::charts())));
    assert_eq!(read.faults, Vec::<String>::new());
    let chart = &read.parts["word/charts/chart1.xml"];
    assert_eq!(chart.matches("<c:ser>").count(), 2);
    // The fifth value of eight is missing; the target has all eight.
    assert!(chart.contains("<c:ptCount val=\"8\"/>") && !chart.contains("<c:pt idx=\"4\"><c:v>0"));
    assert!(chart.contains("<c:pt idx=\"0\"><c:v>20.00</c:v></c:pt>"));
    assert!(
        read.parts["word/document.xml"].contains("descr=\"The share rose in all quarters but the last.\"")
    );
    assert!(read.words("Caption").iter().any(|words| words.ends_with("by quarter: the figures")));
}
