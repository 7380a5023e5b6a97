//! The PDF painter: tagged throughout, the same bytes each time, and sound on hard input.
#![allow(missing_docs)]

#[allow(dead_code)]
mod checker;
mod samples;

use checker::check;
use paper::pdf::to_pdf;

#[test]
fn every_sample_is_tagged_throughout() {
    let mut faults = Vec::new();
    for (name, document) in samples::all() {
        let found = check(&to_pdf(&document)).faults;
        faults.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn the_same_document_gives_the_same_bytes_while_others_render() {
    let document = samples::full();
    let first = to_pdf(&document);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| to_pdf(&document))).collect();
        for thread in threads {
            assert!(thread.join().expect("a painting") == first);
        }
    });
    let other = paper::Document { title: "Another".to_owned(), ..document };
    assert!(to_pdf(&other) != first);
}

#[test]
fn hard_documents_give_the_same_bytes_while_all_are_rendered_at_once() {
    let paint = |document: &paper::Document| (to_pdf(document), paper::to_html(document));
    let documents = samples::all();
    let first: Vec<_> = documents.iter().map(|(_, document)| paint(document)).collect();
    std::thread::scope(|scope| {
        let render = |from: usize| {
            let all = (0..5).map(|step| (from * 5 + step) % documents.len());
            all.for_each(|at| assert!(paint(&documents[at].1) == first[at], "{}", documents[at].0));
        };
        let threads: Vec<_> = (0..8).map(|from| scope.spawn(move || render(from))).collect();
        threads.into_iter().for_each(|thread| thread.join().expect("the same bytes"));
    });
}

#[test]
fn words_are_not_joined_at_the_ends_of_lines() {
    let words = "alpha bravo charlie delta echo foxtrot golf hotel ".repeat(30);
    let document = samples::of(vec![paper::paragraph(words.trim())]);
    let checked = check(&to_pdf(&document));
    assert_eq!(checked.words("P")[2].trim(), words.trim());
}

#[test]
fn a_head_is_read_once_and_painted_on_every_page() {
    let checked = check(&to_pdf(&samples::long_table()));
    assert!(checked.pages > 5);
    assert_eq!(checked.words("TH").iter().filter(|words| **words == "Provider").count(), 1);
    let painted = checked.artifacts.iter().filter(|words| words.contains("Provider")).count();
    assert_eq!(painted, checked.pages - 1);
    assert_eq!(checked.words("TR").len(), 301);
}

#[test]
fn the_mark_stands_on_every_page_and_is_read_once() {
    let checked = check(&to_pdf(&samples::long_table()));
    assert_eq!(checked.words("P").iter().filter(|words| **words == "Demonstration data").count(), 1);
    assert!(checked.artifacts[1..].iter().all(|words| words.contains("Demonstration data")));
    assert!(checked.artifacts[0].contains(&format!("Page 1 of {}", checked.pages)));
}

#[test]
fn every_character_is_read_out_as_what_it_is() {
    let letters = "ŵ ŷ Ŵ Ŷ â ê î ô û Ẁ ẃ ẅ Ỳ “ ” ‘ ’ – — … • £ € ½ ¼ ¾ ☐ ☑ ☒ ✓ ✔ ✗ ✘ ≥ ≤ → ² ° × √ − ‰";
    let said =
        [("w\u{302} tŷ", "ŵ tŷ"), ("non\u{2011}breaking", "non-breaking"), ("a\u{a0}b c", "a\u{a0}b c")];
    let said = said.into_iter().chain([("漢 \u{7}ok✅", "\u{fffd} ok✔"), (letters, letters)]);
    for (words, expected) in said {
        for wrap in [
            |text| text,
            |text| vec![paper::Inline::Strong(text)],
            |text| vec![paper::Inline::Emphasis(text)],
        ] {
            let text = wrap(paper::text(words));
            let block = paper::Block::Paragraph { numbered: false, text, anchor: None };
            let checked = check(&to_pdf(&samples::of(vec![block])));
            assert_eq!(checked.words("P")[2].trim(), expected);
            assert_eq!(checked.faults, Vec::<String>::new());
        }
    }
}

#[test]
fn no_line_ends_after_a_hyphen_that_does_not_break() {
    for lead in 0..40 {
        let words = format!("{} non\u{2011}breaking", "x".repeat(lead + 20));
        let words = format!("{words} {words} {words}");
        let checked = check(&to_pdf(&samples::of(vec![paper::paragraph(words)])));
        let whole = checked.runs.iter().map(|run| run.matches("non-breaking").count()).sum::<usize>();
        assert_eq!(whole, 3, "{:?}", checked.runs);
    }
}

#[test]
fn nothing_is_lost_from_a_very_long_cell() {
    let checked = check(&to_pdf(&samples::long_cell()));
    let cell = checked.words("P").into_iter().find(|words| words.starts_with("word0 ")).expect("the cell");
    assert_eq!(cell.split_whitespace().count(), 4000);
}

#[test]
fn each_note_stands_in_the_tree() {
    let checked = check(&to_pdf(&samples::many_notes()));
    assert_eq!(checked.words("Note").len(), 60);
    assert_eq!(checked.words("Reference").len(), 60);
}

#[test]
fn two_processes_give_the_same_bytes() {
    const KEY: &str = "PAPER_TEST_WRITE";
    let bytes = to_pdf(&samples::full());
    if let Ok(path) = std::env::var(KEY) {
        std::fs::write(path, bytes).expect("a file to write");
        return;
    }
    let path = std::env::temp_dir().join(format!("paper-{}.pdf", std::process::id()));
    let status = std::process::Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "two_processes_give_the_same_bytes"])
        .env(KEY, &path)
        .output()
        .expect("another process");
    assert!(status.status.success());
    let other = std::fs::read(&path).expect("what it wrote");
    std::fs::remove_file(&path).expect("to tidy up");
    assert!(other == bytes);
}

#[test]
fn no_heading_stands_at_the_foot_of_a_page_and_notes_stand_where_they_are_referred_to() {
    let mut blocks = Vec::new();
    for index in 0..60 {
        blocks.push(samples::heading(2, &format!("Heading {index}")));
        let mut words = paper::text("Words that fill a line or two. ".repeat(index % 13 + 1));
        words.push(paper::Inline::Note(paper::text(format!("Said in {index}."))));
        blocks.push(paper::Block::Paragraph { numbered: true, text: words, anchor: None });
    }
    let checked = check(&to_pdf(&samples::of(blocks)));
    assert_eq!(checked.faults, Vec::<String>::new());
    assert!(checked.pages > 5);
    for page in &checked.painted {
        // Notes come last on a page; before them stands what they are referred to in.
        let referred =
            page.iter().filter(|(tag, words)| tag == "Link" && words.parse::<usize>().is_ok()).count();
        let noted = page.iter().filter(|(_, words)| words.starts_with("Said in")).count();
        assert_eq!(referred, noted);
        let last = page.iter().rfind(|(tag, words)| tag != "Lbl" && !words.starts_with("Said in"));
        assert!(last.is_some_and(|(tag, _)| !tag.starts_with('H')), "{page:?}");
    }
}

#[test]
fn a_row_that_fits_on_a_page_is_not_divided() {
    let row = |index: usize| paper::Row {
        cells: vec![
            paper::cell(format!("Start {index}")),
            paper::cell(format!("{} End {index}", "word ".repeat(150))),
        ],
        total: false,
    };
    let column = |heading: &str| paper::Column {
        heading: paper::text(heading),
        align: paper::Align::Left,
        heads_rows: false,
    };
    let table = paper::Table {
        caption: paper::text("Rows"),
        columns: vec![column("Name"), column("Words")],
        rows: (0..20).map(row).collect(),
        anchor: None,
    };
    let checked = check(&to_pdf(&samples::of(vec![paper::Block::Table(table)])));
    for page in &checked.painted {
        let starts = page.iter().filter(|(_, words)| words.starts_with("Start")).count();
        let ends = page.iter().filter(|(_, words)| words.contains("End")).count();
        assert_eq!(starts, ends);
    }
}
