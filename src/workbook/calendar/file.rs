//! The bytes of a file as text, or why they are none.

/// The text of a file: UTF-8, with or without a mark at its beginning, or UTF-16 with one.
pub(super) fn text(bytes: &[u8]) -> Result<String, String> {
    let text = match bytes {
        [] => return Err("This file is empty.".to_owned()),
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] | rest => std::str::from_utf8(rest).ok().map(str::to_owned),
    };
    let is_binary = bytes.starts_with(b"PK\x03\x04") || text.as_ref().is_some_and(|text| text.contains('\0'));
    if is_binary {
        let says = "This is no text file. From a spreadsheet, save the sheet as CSV UTF-8 and choose that.";
        return Err(says.to_owned());
    }
    text.ok_or_else(|| {
        "Some signs of this file cannot be read, because it is not in UTF-8. In Excel, save it as CSV UTF-8."
            .to_owned()
    })
}

/// Whether it is an iCalendar file.
pub(super) fn is_calendar(text: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or_default();
    first.trim_end().eq_ignore_ascii_case("BEGIN:VCALENDAR")
}

fn utf_16(bytes: &[u8], read: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    char::decode_utf16(pairs.iter().map(|pair| read(*pair))).collect::<Result<_, _>>().ok()
}
