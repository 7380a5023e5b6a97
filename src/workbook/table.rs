//! A comma separated file as people save it: any of the usual separators and encodings, with or without a mark of its own.

/// The rows of a file that are not empty, each with its line as people count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Line and cells, trimmed.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// Why a file is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is a workbook, not a comma separated file.
    Workbook,
    /// It is no text at all.
    NotText,
    /// There is nothing in it.
    Empty,
}

impl Unreadable {
    /// What to do about it.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::Workbook => {
                "This is a workbook. Open it, choose “Save as”, then “CSV UTF-8”, and upload that file."
            }
            Self::NotText => {
                "This file is not a comma separated file. Save the sheet as CSV and upload that."
            }
            Self::Empty => "This file has nothing in it. Choose another.",
        }
    }
}

impl Table {
    /// Reads a file, whatever its encoding.
    pub fn of(bytes: &[u8]) -> Result<Self, Unreadable> {
        Self::of_text(&text_of(bytes)?)
    }

    /// Reads the text of a file. The separator is the one its lines have most of.
    pub fn of_text(text: &str) -> Result<Self, Unreadable> {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator(text))
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|_| Unreadable::NotText)?;
            let cells: Vec<String> = record.iter().map(cleaned).collect();
            if cells.iter().any(|cell| !cell.is_empty()) {
                rows.push((line_of(text, record.position()), cells));
            }
        }
        if rows.is_empty() { Err(Unreadable::Empty) } else { Ok(Self { rows }) }
    }
}

/// The text of a file: UTF-8 or UTF-16 by its mark, UTF-8 without one, or else the encoding of older Windows programs.
pub fn text_of(bytes: &[u8]) -> Result<String, Unreadable> {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        String::from_utf16(&units.collect::<Vec<_>>()).map_err(|_| Unreadable::NotText)
    };
    let text = match bytes {
        [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => return Err(Unreadable::Workbook),
        [0xef, 0xbb, 0xbf, rest @ ..] => {
            std::str::from_utf8(rest).map_err(|_| Unreadable::NotText)?.to_owned()
        }
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes)?,
        bytes => std::str::from_utf8(bytes)
            .map_or_else(|_| bytes.iter().map(|byte| windows(*byte)).collect(), str::to_owned),
    };
    if text.contains('\0') { Err(Unreadable::NotText) } else { Ok(text) }
}

/// A byte as older Windows programs mean it.
fn windows(byte: u8) -> char {
    match byte {
        0x80 => '€',
        0x91 | 0x92 => '’',
        0x93 => '“',
        0x94 => '”',
        0x96 | 0x97 => '–',
        byte => char::from(byte),
    }
}

/// The line of a row as people count. The reader begins a row at the empty lines before it.
fn line_of(text: &str, begins: Option<&csv::Position>) -> usize {
    let Some(begins) = begins else { return 0 };
    let byte = usize::try_from(begins.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(byte..).unwrap_or_default();
    let empty = rest.iter().take_while(|sign| matches!(sign, b'\n' | b'\r')).filter(|sign| **sign == b'\n');
    usize::try_from(begins.line()).unwrap_or(usize::MAX).saturating_add(empty.count())
}

fn separator(text: &str) -> u8 {
    let first: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(20).collect();
    let count = |sign: char| first.iter().map(|line| line.matches(sign).count()).sum::<usize>();
    // Commas stand in sums too, so that another separator wins where there is one for every line.
    let other = [';', '\t', '|'].into_iter().filter(|sign| count(*sign) >= first.len());
    let other = other.max_by_key(|sign| count(*sign)).filter(|_| !first.is_empty());
    match other {
        Some(';') => b';',
        Some('\t') => b'\t',
        Some('|') => b'|',
        Some(_) | None => b',',
    }
}

/// On one line, without signs that nobody sees.
fn cleaned(cell: &str) -> String {
    let seen = |sign: char| if sign.is_control() || sign == '\u{a0}' { ' ' } else { sign };
    let one_line: String = cell.chars().filter(|sign| *sign != '\u{feff}').map(seen).collect();
    one_line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        Table::of(bytes).expect("a table").rows.into_iter().map(|(_, cells)| cells).collect()
    }

    #[test]
    fn every_usual_encoding_and_separator_is_read() {
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("a\t£1\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let table: [(&[u8], [&str; 2]); 6] = [
            (b"a,1\n", ["a", "1"]),
            ("\u{feff}a,£1\r\n".as_bytes(), ["a", "£1"]),
            (b"a;1,000\n", ["a", "1,000"]),
            (b"a|1\n", ["a", "1"]),
            (b"a,\xa31\n", ["a", "£1"]),
            (&utf16, ["a", "£1"]),
        ];
        for (bytes, expected) in table {
            assert_eq!(cells(bytes), [expected.map(str::to_owned)], "{bytes:?}");
        }
    }

    #[test]
    fn lines_are_those_that_people_count() {
        let table = Table::of(b"\xef\xbb\xbfday,sum\n\n1,\"two\nlines\"\n,,\n2,x\n").expect("a table");
        let lines: Vec<usize> = table.rows.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 3, 6]);
        assert_eq!(table.rows[1].1[1], "two lines");
    }

    #[test]
    fn what_is_no_table_is_told_from_it() {
        let table: [(&[u8], Unreadable); 4] = [
            (b"PK\x03\x04rest", Unreadable::Workbook),
            (b"a\0b", Unreadable::NotText),
            (b"\n\n", Unreadable::Empty),
            (b"", Unreadable::Empty),
        ];
        for (bytes, expected) in table {
            assert_eq!(Table::of(bytes), Err(expected), "{bytes:?}");
        }
    }
}
