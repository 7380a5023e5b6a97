use std::io::{Cursor, Read, Write};

use lopdf::{Document, Object, Stream, dictionary};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::*;

const NAME: &str = "Riverbank";

fn cleaned(ending: &str, bytes: Vec<u8>) -> Vec<u8> {
    match clean(ending, bytes) {
        Cleaned::Clean(bytes) => bytes,
        Cleaned::AsItCame(_) => panic!("it could not be cleaned"),
    }
}

fn names_someone(bytes: &[u8]) -> bool {
    bytes.windows(NAME.len()).any(|window| window == NAME.as_bytes())
}

/// A PDF of one page, with its author in every place where programs put one.
fn pdf() -> Vec<u8> {
    let mut pdf = Document::with_version("1.7");
    let words = pdf.add_object(Stream::new(dictionary! {}, b"BT (Our answer) Tj ET".to_vec()));
    let xmp = Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        format!("<dc:creator>{NAME}</dc:creator>").into_bytes(),
    );
    let xmp = pdf.add_object(xmp);
    let note = pdf.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Text", "T" => Object::string_literal(NAME),
        "Contents" => Object::string_literal("See page 2"), "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()],
    });
    let field = pdf.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "T" => Object::string_literal("Box 1"),
    });
    let pages = pdf.new_object_id();
    let page = pdf.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => words, "Metadata" => xmp,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()], "Annots" => vec![note.into(), field.into()],
        "PieceInfo" => dictionary! { "Word" => dictionary! { "Private" => Object::string_literal(NAME) } },
    });
    pdf.set_object(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
    let root = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages, "Metadata" => xmp });
    let info = pdf.add_object(dictionary! {
        "Author" => Object::string_literal(NAME), "Producer" => Object::string_literal("Some program"),
    });
    pdf.trailer.set("Root", root);
    pdf.trailer.set("Info", info);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("it is written");
    bytes
}

#[test]
fn a_pdf_keeps_its_pages_and_loses_its_author() {
    let before = pdf();
    assert!(names_someone(&before));
    let after = cleaned("pdf", before);
    assert!(!names_someone(&after));
    let read = Document::load_mem(&after).expect("it is still a PDF");
    assert!(read.trailer.get(b"Info").is_err());
    let page = *read.get_pages().get(&1).expect("its page is there");
    assert_eq!(read.get_page_content(page).trim_ascii(), b"BT (Our answer) Tj ET");
    let held = String::from_utf8_lossy(&after).into_owned();
    assert!(held.contains("See page 2") && held.contains("Box 1"), "words and fields stay");
}

#[test]
fn what_an_earlier_revision_said_goes_too() {
    let first = pdf();
    let mut again: lopdf::IncrementalDocument = first.as_slice().try_into().expect("a PDF");
    let info = again.new_document.add_object(dictionary! { "Author" => Object::string_literal("Nobody") });
    again.new_document.trailer.set("Info", info);
    let mut both = Vec::new();
    again.save_to(&mut both).expect("it is written");
    assert!(names_someone(&both), "the first author is still in the file");
    let after = cleaned("pdf", both);
    assert!(!names_someone(&after) && !after.windows(6).any(|window| window == b"Nobody"));
}

#[test]
fn our_own_papers_can_be_cleaned() {
    let paper = paper::Document {
        title: "Method".to_owned(),
        publisher: NAME.to_owned(),
        language: "en-GB".to_owned(),
        running_header: String::new(),
        mark: None,
        status: None,
        accent: 0x0b5b66,
        contents: false,
        blocks: Vec::new(),
    };
    let written = cleaned("pdf", paper::pdf::to_pdf(&paper));
    assert_eq!(Document::load_mem(&written).expect("a PDF").get_pages().len(), 1);
    assert_eq!(Document::load_mem(&cleaned("pdf", written)).expect("a PDF").get_pages().len(), 1);
    let word = cleaned("docx", paper::word::to_docx(&paper));
    assert!(!part(&word, "docProps/core.xml").contains(NAME));
    assert!(part(&word, "word/document.xml").contains("Method"));
}

/// A zip of these parts.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        written.start_file(*name, SimpleFileOptions::default()).expect("it begins");
        written.write_all(content).expect("it is written");
    }
    written.finish().expect("it ends").into_inner()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut read = ZipArchive::new(Cursor::new(bytes)).expect("it is still a zip");
    let mut content = Vec::new();
    read.by_name(name).expect("it is there").read_to_end(&mut content).expect("it can be read");
    String::from_utf8_lossy(&content).into_owned()
}

#[test]
fn a_word_file_keeps_its_words_and_loses_its_authors() {
    let document = r#"<w:document><w:ins w:id="1" w:author="Riverbank" w:date="x"><w:t>Riverbank writes w:author="Riverbank"</w:t></w:ins><w:p a="1>2" w:initials='RB'/></w:document>"#;
    let parts: &[(&str, &[u8])] = &[
        ("[Content_Types].xml", b"<Types/>"),
        ("docProps/core.xml", b"<cp:coreProperties><dc:creator>Riverbank</dc:creator></cp:coreProperties>"),
        ("docProps/app.xml", b"<Properties><Company>Riverbank</Company></Properties>"),
        ("word/document.xml", document.as_bytes()),
        ("word/people.xml", b"<w15:people><w15:person w15:author='Riverbank'/></w15:people>"),
        ("word/media/logo.emf", b"\x01\x02"),
    ];
    let after = cleaned("docx", package(parts));
    for name in ["docProps/core.xml", "docProps/app.xml", "word/people.xml"] {
        assert!(!part(&after, name).contains(NAME), "{name}");
    }
    let expected = r#"<w:document><w:ins w:id="1" w:author="Author" w:date="x"><w:t>Riverbank writes w:author="Riverbank"</w:t></w:ins><w:p a="1>2" w:initials='Author'/></w:document>"#;
    assert_eq!(part(&after, "word/document.xml"), expected, "words stay as they are");
    assert_eq!(part(&after, "[Content_Types].xml"), "<Types/>");
    assert_eq!(part(&after, "word/media/logo.emf"), "\u{1}\u{2}");
}

#[test]
fn spreadsheets_slides_and_open_documents_too() {
    let table: [(&str, &str, &str, &str); 5] = [
        (
            "xlsx",
            "xl/comments1.xml",
            "<authors><author>Riverbank</author></authors>",
            "<authors><author>Author</author></authors>",
        ),
        (
            "xlsx",
            "xl/workbook.xml",
            r#"<x15ac:absPath url="C:\Riverbank\"/>"#,
            r#"<x15ac:absPath url="Author"/>"#,
        ),
        (
            "pptx",
            "ppt/commentAuthors.xml",
            r#"<p:cmAuthor id="0" name="Riverbank"/>"#,
            r#"<p:cmAuthor id="0" name="Author"/>"#,
        ),
        (
            "odt",
            "content.xml",
            "<dc:creator>Riverbank</dc:creator><text:p>Riverbank</text:p>",
            "<dc:creator>Author</dc:creator><text:p>Riverbank</text:p>",
        ),
        (
            "ods",
            "content.xml",
            "<p>Nobody <!-- <author>x</author> --></p>",
            "<p>Nobody <!-- <author>x</author> --></p>",
        ),
    ];
    for (ending, name, before, expected) in table {
        let after = cleaned(ending, package(&[(name, before.as_bytes())]));
        assert_eq!(part(&after, name), expected, "{ending}");
    }
    let meta: &[(&str, &[u8])] = &[("meta.xml", b"<meta:initial-creator>Riverbank</meta:initial-creator>")];
    assert!(!part(&cleaned("odp", package(meta)), "meta.xml").contains(NAME));
}

/// A segment of a JPEG.
fn segment(mark: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("short").to_be_bytes();
    [&[0xff, mark], length.as_slice(), content].concat()
}

#[test]
fn a_picture_keeps_its_pixels_and_which_way_up_it_is() {
    let exif = b"Exif\x00\x00II\x2a\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00\x00\x00\x00\x00Riverbank";
    let scan = [segment(0xda, b"\x01"), b"pix\xff\x00els\xff\xd0more".to_vec()].concat();
    let kept = [segment(0xe0, b"JFIF"), segment(0xdb, b"table")].concat();
    let gone = [segment(0xe1, exif), segment(0xfe, b"Riverbank"), segment(0xed, b"Riverbank")].concat();
    let before =
        [b"\xff\xd8".to_vec(), kept.clone(), gone, scan.clone(), b"\xff\xd9Riverbank".to_vec()].concat();
    let after = cleaned("jpg", before);
    assert!(!names_someone(&after));
    let way = segment(0xe1, b"Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00");
    assert_eq!(after, [b"\xff\xd8".to_vec(), kept, way, scan, b"\xff\xd9".to_vec()].concat());
}

fn chunk(kind: &[u8], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).expect("short").to_be_bytes();
    [length.as_slice(), kind, content, b"\x00\x00\x00\x00"].concat()
}

#[test]
fn a_png_loses_its_texts() {
    let mark = b"\x89PNG\r\n\x1a\n".to_vec();
    let (head, end) = (chunk(b"IHDR", b"size"), chunk(b"IEND", b""));
    let before = [
        mark.clone(),
        head.clone(),
        chunk(b"tEXt", b"Author\x00Riverbank"),
        end.clone(),
        b"Riverbank".to_vec(),
    ];
    assert_eq!(cleaned("png", before.concat()), [mark, head, end].concat());
}

#[test]
fn what_cannot_be_cleaned_stays_as_it_came() {
    let signed = package(&[("_xmlsignatures/sig1.xml", b"<Signature/>")]);
    let locked = package(&[("META-INF/manifest.xml", b"<manifest:encryption-data/>")]);
    let mut cut = pdf();
    cut.truncate(40);
    let table: [(&str, Vec<u8>); 8] = [
        ("pdf", b"%PDF-1.7 and no more".to_vec()),
        ("pdf", cut),
        ("docx", b"PK\x03\x04 and no more".to_vec()),
        ("docx", signed),
        ("odt", locked),
        ("jpg", b"\xff\xd8\xff\xe1\xff\xff".to_vec()),
        ("png", b"\x89PNG\r\n\x1a\n\xff\xff\xff\xff".to_vec()),
        ("exe", b"MZ".to_vec()),
    ];
    for (ending, bytes) in table {
        assert_eq!(clean(ending, bytes.clone()), Cleaned::AsItCame(bytes), "{ending}");
    }
    assert_eq!(clean("txt", b"Riverbank".to_vec()), Cleaned::Clean(b"Riverbank".to_vec()));
}

/// A PDF of one page whose stream of objects says this, and whose table of objects has these columns.
fn packed_pdf(index: &str, objects: &str, columns: &str) -> Vec<u8> {
    let mut pdf = b"%PDF-1.5\n".to_vec();
    let mut starts = Vec::new();
    let mut add = |pdf: &mut Vec<u8>, text: String| {
        starts.push(pdf.len());
        pdf.extend(text.into_bytes());
    };
    add(&mut pdf, "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n".to_owned());
    add(&mut pdf, "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n".to_owned());
    add(&mut pdf, "3 0 obj\n<</Type/Page/Parent 2 0 R/Resources 9 0 R>>\nendobj\n".to_owned());
    let (n, first, length) = (index.split_whitespace().count() / 2, index.len(), index.len() + objects.len());
    add(
        &mut pdf,
        format!(
            "4 0 obj\n<</Type/ObjStm/N {n}/First {first}/Length {length}>>\nstream\n{index}{objects}\nendstream\nendobj\n"
        ),
    );
    let table = pdf.len();
    let rows: Vec<u8> =
        starts.iter().flat_map(|at| [&[1_u8][..], &at.to_be_bytes()[4..], &[0]].concat()).collect();
    let head = format!(
        "5 0 obj\n<</Type/XRef/W[{columns}]/Index[1 4]/Size 10/Root 1 0 R/Length {}>>\nstream\n",
        rows.len()
    );
    pdf.extend([head.as_bytes(), &rows, b"\nendstream\nendobj\n"].concat());
    pdf.extend(format!("startxref\n{table}\n%%EOF\n").into_bytes());
    pdf
}

#[test]
fn a_small_pdf_that_asks_for_too_much_is_not_read() {
    let held = cleaned("pdf", packed_pdf("9 0 10 5 ", "<<>> [1]", "1 4 1"));
    assert_eq!(Document::load_mem(&held).expect("a PDF").get_pages().len(), 1);

    let same: String = (9..20_009).map(|number| format!("{number} 0 ")).collect();
    let blank: String = (0..2_000).map(|at| format!("{} {at} ", at + 9)).collect();
    let array = format!("[{}]", "1 ".repeat(20_000));
    let deep = format!("{}{}", "[1 ".repeat(20_000), "]".repeat(20_000));
    let nested: String = (0..20_000).map(|at| format!("{} {} ", at + 9, at * 3)).collect();
    let table = [
        ("one place for all", packed_pdf(&same, &array, "1 4 1")),
        ("blanks before one place", packed_pdf(&blank, &format!("{}{array}", " ".repeat(2_000)), "1 4 1")),
        ("arrays in arrays", packed_pdf(&nested, &deep, "1 4 1")),
        ("a table without end", packed_pdf("9 0 ", "[]", "0 0 0")),
        ("the same, spelt otherwise", {
            let text = packed_pdf("9 0 ", "[]", "0 0 0");
            let at = text.windows(3).position(|three| three == b"/W[").expect("its columns");
            [&text[..at], b"/#57[", &text[at + 3..]].concat()
        }),
        ("a column without end", packed_pdf("9 0 ", "[]", "1 99999999999 1")),
        ("a long array", [pdf(), b"[]".repeat(600_000)].concat()),
        ("too many bytes", [pdf(), vec![b'x'; 21 * 1024 * 1024]].concat()),
    ];
    for (what, bytes) in table {
        assert!(matches!(clean("pdf", bytes), Cleaned::AsItCame(_)), "{what}");
    }
}

#[test]
fn data_of_programs_and_the_path_of_a_template_go() {
    let rels = r#"<Relationships><Relationship Id="1" Type="http://x/attachedTemplate" TargetMode="External" Target="file:///C:/Riverbank/a.dotx"/><Relationship Id="2" Type="http://x/image" Target="media/1.png"/></Relationships>"#;
    let after = cleaned(
        "docx",
        package(&[
            ("customXml/item1.xml", b"<Company>Riverbank</Company>"),
            ("customXml/itemProps1.xml", b"<ds:datastoreItem/>"),
            ("word/_rels/settings.xml.rels", rels.as_bytes()),
        ]),
    );
    assert!(!part(&after, "customXml/item1.xml").contains(NAME));
    assert_eq!(part(&after, "customXml/itemProps1.xml"), "<ds:datastoreItem/>");
    let expected = rels.replace("file:///C:/Riverbank/a.dotx", "Author");
    assert_eq!(part(&after, "word/_rels/settings.xml.rels"), expected);
}

#[test]
fn a_package_with_a_part_that_cannot_be_read_stays_as_it_came() {
    let parts: [(&str, &[u8]); 3] = [
        ("word/media/image1.jpg", b"no picture"),
        ("word/media/image1.png", b"no picture"),
        ("word/document.xml", b"\xff\xfe<\x00a\x00/\x00>\x00"),
    ];
    for (name, content) in parts {
        let bytes = package(&[(name, content)]);
        assert_eq!(clean("docx", bytes.clone()), Cleaned::AsItCame(bytes), "{name}");
    }
}

#[test]
fn a_photograph_in_a_pdf_is_cleaned_however_its_kind_is_said() {
    let photograph = [b"\xff\xd8".to_vec(), segment(0xfe, b"Riverbank"), b"\xff\xd9".to_vec()].concat();
    for kind in [Object::from("DCTDecode"), vec![Object::from("DCTDecode")].into()] {
        let mut read = Document::load_mem(&pdf()).expect("a PDF");
        let picture = read.add_object(Stream::new(dictionary! { "Filter" => kind }, photograph.clone()));
        read.trailer.set("Picture", picture);
        let mut bytes = Vec::new();
        read.save_to(&mut bytes).expect("it is written");
        assert!(!names_someone(&cleaned("pdf", bytes)));
    }
}

proptest::proptest! {
    #[test]
    fn no_file_stops_the_reader(ending in "pdf|docx|odt|jpg|png", bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
        let marks: &[&[u8]] = &[b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xd8", b"\x89PNG\r\n\x1a\n"];
        for mark in marks {
            drop(clean(&ending, [*mark, &bytes].concat()));
        }
    }
}
