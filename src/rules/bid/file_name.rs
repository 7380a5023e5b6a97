//! What an uploaded file is called and what it is: told by its ending, and by its first bytes.

use super::FileName;

/// The most bytes an uploaded file may have: 50 MB.
pub const FILE_MOST_BYTES: i64 = 50 * 1024 * 1024;
/// The most bytes all files of one bid may have together, sealed: 200 MB.
pub const BID_MOST_BYTES: i64 = 200 * 1024 * 1024;
/// How many first bytes tell what a file is.
pub const FIRST_BYTES: usize = 1_024;

/// The most characters a file's name keeps.
const NAME_MOST: usize = 120;
const ZIPPED: &[&[u8]] = &[b"PK\x03\x04"];

/// A kind of file that may be uploaded.
struct FileType {
    /// What its names end in.
    ending: &'static str,
    media: &'static str,
    /// What its bytes begin with; nothing for plain text.
    begins: &'static [&'static [u8]],
}

const fn kind(ending: &'static str, media: &'static str, begins: &'static [&'static [u8]]) -> FileType {
    FileType { ending, media, begins }
}

/// Everything that may be uploaded.
const TYPES: &[FileType] = &[
    kind("pdf", "application/pdf", &[b"%PDF-"]),
    kind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ZIPPED),
    kind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ZIPPED),
    kind("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", ZIPPED),
    kind("odt", "application/vnd.oasis.opendocument.text", ZIPPED),
    kind("ods", "application/vnd.oasis.opendocument.spreadsheet", ZIPPED),
    kind("odp", "application/vnd.oasis.opendocument.presentation", ZIPPED),
    kind("png", "image/png", &[b"\x89PNG\r\n\x1a\n"]),
    kind("jpg", "image/jpeg", &[b"\xff\xd8\xff"]),
    kind("jpeg", "image/jpeg", &[b"\xff\xd8\xff"]),
    kind("csv", "text/csv", &[]),
    kind("txt", "text/plain", &[]),
];

/// What may be uploaded, in words for a hint or a refusal.
pub const ALLOWED: &str = "PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, CSV or plain text";

/// The endings that a file box offers, for its `accept`.
#[must_use]
pub fn accepted() -> String {
    TYPES.iter().map(|kind| format!(".{}", kind.ending)).collect::<Vec<_>>().join(",")
}

impl FileName {
    /// The name a browser gave, cleaned: no path, no signs that cannot be seen, not too long. None where its ending
    /// is not one that may be uploaded.
    #[must_use]
    pub fn cleaned(given: &str) -> Option<Self> {
        let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
        let shown: String = last.chars().map(|sign| if is_hidden(sign) { ' ' } else { sign }).collect();
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        let (stem, ending) = shown.rsplit_once('.')?;
        let kind = TYPES.iter().find(|kind| kind.ending.eq_ignore_ascii_case(ending))?;
        let stem: String = stem.trim_matches(['.', ' ']).chars().take(NAME_MOST).collect();
        let stem = if stem.is_empty() { "file" } else { stem.trim_end() };
        Some(Self { name: format!("{stem}.{}", kind.ending), media: kind.media.to_owned() })
    }

    /// Whether the first bytes of a file are those of its kind. Plain text has no mark of its own: it holds no NUL,
    /// unless it begins by saying that it is UTF-16.
    #[must_use]
    pub fn fits(&self, first: &[u8]) -> bool {
        let ending = self.name.rsplit('.').next().unwrap_or_default();
        let Some(kind) = TYPES.iter().find(|kind| kind.ending == ending) else { return false };
        match kind.begins {
            [] => first.starts_with(b"\xff\xfe") || first.starts_with(b"\xfe\xff") || !first.contains(&0),
            begins => begins.iter().any(|mark| first.starts_with(mark)),
        }
    }
}

/// Control signs, signs that turn the direction of text, and signs that a header or a folder reads in its own way.
fn is_hidden(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(sign, '"' | '<' | '>' | '|' | ':' | '*' | '?')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_what_people_read_and_loses_the_rest() {
        let table = [
            ("Method statement.pdf", Some("Method statement.pdf")),
            ("C:\\Users\\someone\\Desktop\\Plan.DOCX", Some("Plan.docx")),
            ("../../etc/passwd.txt", Some("passwd.txt")),
            ("a\u{202e}fdp.txt", Some("a fdp.txt")),
            ("two\r\nlines.csv", Some("two lines.csv")),
            ("..pdf", Some("file.pdf")),
            (".pdf", Some("file.pdf")),
            ("Añejo – 2.ods", Some("Añejo – 2.ods")),
            ("program.exe", None),
            ("page.html", None),
            ("drawing.svg", None),
            ("pdf", None),
            ("", None),
        ];
        for (given, name) in table {
            let cleaned = FileName::cleaned(given);
            assert_eq!(cleaned.as_ref().map(|file| file.name.as_str()), name, "{given:?}");
        }
        let long = FileName::cleaned(&format!("{}.pdf", "é".repeat(4_000))).expect("a PDF");
        assert_eq!(long.name.chars().count(), NAME_MOST + 4);
    }

    #[test]
    fn first_bytes_tell_whether_a_file_is_what_its_name_says() {
        let table: [(&str, &[u8], bool); 10] = [
            ("a.pdf", b"%PDF-1.7\n", true),
            ("a.pdf", b"MZ\x90\x00", false),
            ("a.docx", b"PK\x03\x04rest", true),
            ("a.docx", b"%PDF-1.7", false),
            ("a.png", b"\x89PNG\r\n\x1a\nrest", true),
            ("a.jpeg", b"\xff\xd8\xff\xe0", true),
            ("a.csv", b"name,price\n", true),
            ("a.txt", b"\xff\xfea\x00", true),
            ("a.txt", b"a\x00b", false),
            ("a.exe", b"MZ", false),
        ];
        for (name, first, fits) in table {
            let file = FileName { name: name.to_owned(), media: String::new() };
            assert_eq!(file.fits(first), fits, "{name} {first:?}");
        }
    }
}
