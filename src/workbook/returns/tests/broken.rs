//! Files that are no workbook of a return, or none that may be opened.

use super::*;

/// A package with these parts.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut into = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        into.start_file(*name, SimpleFileOptions::default()).expect("a part begins");
        into.write_all(bytes).expect("it is written");
    }
    into.finish().expect("it ends").into_inner()
}

/// A file of the kind that older programs wrote, with one name in it.
fn old(name: &str) -> Vec<u8> {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.resize(512, 0);
    bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(2_048, 0);
    bytes
}

#[test]
fn each_file_of_another_kind_is_told_what_to_do() {
    let types: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
    let table: &[(&str, Vec<u8>, &str)] = &[
        ("empty", Vec::new(), "nothing in it"),
        ("CSV", b"Measure,Figure\n1,2\n".to_vec(), "not a workbook"),
        ("PDF", b"%PDF-1.7".to_vec(), "not a workbook"),
        ("xls", old("Workbook"), "old .xls format"),
        ("password", old("EncryptedPackage"), "locked with a password"),
        ("doc", old("WordDocument"), "not a workbook"),
        (
            "ods",
            package(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]),
            "OpenDocument format",
        ),
        ("xlsb", package(&[types, ("xl/workbook.bin", b"")]), "binary format"),
        ("docx", package(&[types, ("word/document.xml", b"<a/>")]), "not a workbook"),
        ("any zip", package(&[("photo.jpg", b"x")]), "not a workbook"),
        ("macros", with_part(&book(), "xl/vbaProject.bin", |_| "x".to_owned()), "holds macros"),
        (
            "macros by type",
            with_part(&book(), "[Content_Types].xml", |xml| {
                xml.replace("sheet.main+xml", "sheet.macroEnabled.main+xml")
            }),
            "holds macros",
        ),
        ("cut off", book()[..book().len() / 2].to_vec(), "damaged"),
        ("no parts", b"PK\x03\x04nothing".to_vec(), "damaged"),
    ];
    for (name, bytes, expected) in table {
        let says = refusal(bytes);
        assert!(says.contains(expected), "{name}: {says}");
    }
}

#[test]
fn a_workbook_that_unpacks_to_too_much_is_not_opened() {
    let zeros = vec![b' '; 31 * 1024 * 1024];
    let bomb =
        package(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<a/>"), ("xl/a.xml", &zeros)]);
    assert!(bomb.len() < 100_000, "a small file: {}", bomb.len());
    assert!(refusal(&bomb).contains("unpacks to far more"));
    let names: Vec<String> = (0..500).map(|place| format!("xl/{place}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert!(refusal(&package(&parts)).contains("unpacks to far more"));
}

#[test]
fn a_claim_of_its_own_size_is_not_believed() {
    // Where the list of parts says that a part is small, it is unpacked no further than to the limit.
    let zeros = vec![b' '; 31 * 1024 * 1024];
    let mut bomb = package(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", &zeros)]);
    let size = u32::try_from(zeros.len()).expect("it fits").to_le_bytes();
    while let Some(at) = bomb.windows(4).position(|four| four == size) {
        bomb[at..at + 4].copy_from_slice(&9_u32.to_le_bytes());
    }
    let says = refusal(&bomb);
    assert!(says.contains("unpacks to far more") || says.contains("damaged"), "{says}");
}

#[test]
fn a_reader_is_not_made_to_set_memory_aside() {
    let claims = with_part(&book(), "xl/sharedStrings.xml", |xml| {
        let (before, after) = xml.split_once("uniqueCount=\"").expect("it says how many");
        format!("{before}uniqueCount=\"99999999999{after}")
    });
    assert!(refusal(&claims).contains("unpacks to far more"));
    let long = with_part(&book(), "xl/styles.xml", |xml| {
        xml.replace(
            "<fonts",
            &format!(
                "<numFmts count=\"1\"><numFmt numFmtId=\"200\" formatCode=\"{}\"/></numFmts><fonts",
                "0".repeat(5_000)
            ),
        )
    });
    assert!(refusal(&long).contains("unpacks to far more"));
}

#[test]
fn parts_that_are_no_xml_are_damage() {
    let broken = with_part(&book(), "xl/worksheets/sheet1.xml", |xml| xml[..xml.len() / 2].to_owned());
    assert!(refusal(&broken).contains("damaged"));
    let broken = with_part(&book(), "xl/workbook.xml", |_| "<workbook".to_owned());
    assert!(refusal(&broken).contains("damaged"));
}
