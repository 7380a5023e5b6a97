//! Word, Excel, PowerPoint and OpenDocument: files that are zips of parts.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{PART_MOST, picture, xml};

/// The most parts that are looked through.
const PARTS_MOST: usize = 10_000;
/// The most bytes that all parts which are read may have together, unpacked.
const ALL_MOST: u64 = 256 * 1024 * 1024;

/// What stands in place of data of programs.
const NOTHING: &str = r#"<?xml version="1.0" encoding="UTF-8"?><nothing/>"#;

/// Parts that say nothing but who made the file, and what stands there instead.
const INSTEAD: &[(&str, &str)] = &[
    (
        "docProps/core.xml",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>"#,
    ),
    (
        "docProps/app.xml",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>"#,
    ),
    (
        "docProps/custom.xml",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>"#,
    ),
    (
        "docMetadata/LabelInfo.xml",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata"/>"#,
    ),
    (
        "word/people.xml",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>"#,
    ),
    (
        "meta.xml",
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"><office:meta/></office:document-meta>"#,
    ),
];

/// The same parts, without what they say of who wrote them.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let names: Vec<String> =
        parts.file_names().map(|name| Some(name.ok()?.into_owned())).collect::<Option<_>>()?;
    // A signature names who signed and cannot be taken out of its part.
    let signed = |name: &String| name.starts_with("_xmlsignatures/") || name.ends_with("signatures.xml");
    if names.len() > PARTS_MOST || names.iter().any(signed) {
        return None;
    }
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    let mut left = ALL_MOST;
    for place in 0..parts.len() {
        let name = parts.by_index_raw(place).ok()?.name().ok()?.into_owned();
        match instead(&mut parts, place, &name, &mut left)? {
            Some(content) => {
                let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
                written.start_file(name, deflated).ok()?;
                written.write_all(&content).ok()?;
            }
            None => written.raw_copy_file(parts.by_index_raw(place).ok()?).ok()?,
        }
    }
    Some(written.finish().ok()?.into_inner())
}

type Parts<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// What a part says instead; nothing where it stays as it is; none at all where the file cannot be cleaned.
fn instead(parts: &mut Parts<'_>, place: usize, name: &str, left: &mut u64) -> Option<Option<Vec<u8>>> {
    if let Some((_, content)) = INSTEAD.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
        return Some(Some(content.as_bytes().to_vec()));
    }
    if is_custom(name) {
        return Some(Some(NOTHING.as_bytes().to_vec()));
    }
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "xml" => {
            // Markup in another writing cannot be looked through.
            let text = String::from_utf8(unpacked(parts, place, left)?).ok()?;
            // Parts that are encrypted cannot be looked into.
            if name == "META-INF/manifest.xml" && text.contains("encryption-data") {
                return None;
            }
            Some(xml::scrubbed(&text).map(String::into_bytes))
        }
        "rels" => {
            let text = String::from_utf8(unpacked(parts, place, left)?).ok()?;
            Some(xml::without_template(&text).map(String::into_bytes))
        }
        "jpg" | "jpeg" => picture::jpeg(&unpacked(parts, place, left)?).map(Some),
        "png" => picture::png(&unpacked(parts, place, left)?).map(Some),
        _ => Some(None),
    }
}

/// Data of programs beside the pages, such as the fields of a cover that fill in a company.
fn is_custom(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let item = name.strip_prefix("customxml/item").and_then(|rest| rest.strip_suffix(".xml"));
    item.is_some_and(|number| number.bytes().all(|digit| digit.is_ascii_digit()))
}

fn unpacked(parts: &mut Parts<'_>, place: usize, left: &mut u64) -> Option<Vec<u8>> {
    let most = PART_MOST.min(*left);
    let mut bytes = Vec::new();
    parts.by_index(place).ok()?.take(most + 1).read_to_end(&mut bytes).ok()?;
    let read = u64::try_from(bytes.len()).ok().filter(|read| *read <= most)?;
    *left -= read;
    Some(bytes)
}
