//! Whether a file is a workbook that may be opened: looked at from outside, before anything in it is read.

use std::io::{Cursor, Read};

use rules::{Problem, Refusal, Why};
use zip::ZipArchive;

/// The most parts of a workbook.
const PARTS_MOST: usize = 400;
/// The most bytes that its parts may unpack to, all together: a return has some tens of thousands.
const UNPACKED_MOST: u64 = 30 * 1024 * 1024;
/// The most bytes of a list of what its parts are.
const TYPES_MOST: u64 = 1024 * 1024;

/// The most bytes of a list of looks, and of one name in it.
const STYLES_MOST: usize = 1024 * 1024;
const NAME_MOST: usize = 1_000;

const NOT_ONE: &str =
    "This file is not a workbook. Choose the .xlsx file that you downloaded from this page and filled in.";
const OLD: &str = "This workbook is in the old .xls format. Open it, choose “Save as”, then “Excel Workbook (.xlsx)”, and send that file.";
const OPEN_DOCUMENT: &str = "This workbook is in the OpenDocument format (.ods). Open it, choose “Save as”, then “Excel 2007–365 (.xlsx)”, and send that file.";
const BINARY: &str = "This workbook is in the binary format (.xlsb). Open it, choose “Save as”, then “Excel Workbook (.xlsx)”, and send that file.";
const MACROS: &str = "This workbook holds macros, which are never opened here. Open it, choose “Save as”, then “Excel Workbook (.xlsx)”, and send that file.";
const LOCKED: &str = "This workbook is locked with a password to open it. Take the password out (“File”, “Info”, “Protect Workbook”), save it, and send it again.";
const DAMAGED: &str = "This workbook is damaged or incomplete and cannot be opened. Open it in your spreadsheet program, save it once more, and send it again. If that fails, download a new one and copy your figures over.";
const TOO_MUCH: &str = "This workbook unpacks to far more than a return can hold, so it was not opened. Download a new one and copy your figures over.";
const EMPTY: &str = "This file has nothing in it. Choose the workbook that you filled in.";

/// What stands in the way of a file.
pub(super) fn refused(says: &str) -> Refusal {
    Refusal { kind: Why::Incomplete, says: vec![Problem::at("file", says)] }
}

/// What is said of a workbook that cannot be read after all.
pub(super) fn damaged() -> Refusal {
    refused(DAMAGED)
}

/// Looks at a file from outside. Every part is unpacked once and thrown away: what a package says of its sizes is no more
/// than a claim.
pub(super) fn may_be_opened(bytes: &[u8]) -> Result<(), Refusal> {
    match bytes {
        [] => return Err(refused(EMPTY)),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Err(refused(of_the_old_kind(bytes))),
        [b'P', b'K', 3, 4, ..] => {}
        _ => return Err(refused(NOT_ONE)),
    }
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let declared = package.decompressed_size().unwrap_or(0);
    if package.len() > PARTS_MOST || declared > u128::from(UNPACKED_MOST) {
        return Err(refused(TOO_MUCH));
    }
    kind(&mut package)?;
    let mut left = UNPACKED_MOST;
    for place in 0..package.len() {
        let part = package.by_index(place).map_err(|_| damaged())?;
        let name = part.name().map_err(|_| damaged())?.to_ascii_lowercase();
        let mut unpacked = Vec::new();
        part.take(left + 1).read_to_end(&mut unpacked).map_err(|_| damaged())?;
        let size = u64::try_from(unpacked.len()).unwrap_or(u64::MAX);
        left = left.checked_sub(size).ok_or_else(|| refused(TOO_MUCH))?;
        if asks_too_much(&name, &unpacked) {
            return Err(refused(TOO_MUCH));
        }
    }
    Ok(())
}

/// Whether a part would have its reader set aside far more than it holds: by what it says of its own length, by long
/// names that many looks share, or in an encoding in which neither can be seen.
fn asks_too_much(name: &str, part: &[u8]) -> bool {
    if !name.ends_with(".xml") && !name.ends_with(".rels") {
        return false;
    }
    let text = String::from_utf8_lossy(part);
    let claims = text.split("uniqueCount").skip(1).any(|after| {
        let value = after.trim_start().trim_start_matches('=').trim_start().trim_start_matches(['"', '\'']);
        value
            .chars()
            .take_while(|sign| !matches!(sign, '"' | '\'' | '>'))
            .filter(char::is_ascii_digit)
            .count()
            > 7
    });
    let styles = name.ends_with("styles.xml")
        && (part.len() > STYLES_MOST
            || part.split(|sign| b"\"'<>".contains(sign)).any(|run| run.len() > NAME_MOST));
    claims || styles || part.contains(&0)
}

/// A file of the kind that older programs wrote, and that newer ones lock workbooks in.
fn of_the_old_kind(bytes: &[u8]) -> &'static str {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|part| part == wide)
    };
    if holds("EncryptedPackage") {
        LOCKED
    } else if holds("Workbook") || holds("Book") {
        OLD
    } else {
        NOT_ONE
    }
}

/// Refuses a package of another kind, by what it says of itself.
fn kind(package: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), Refusal> {
    let names: Vec<String> =
        package.file_names_raw().map(|name| String::from_utf8_lossy(name).to_ascii_lowercase()).collect();
    let has = |end: &str| names.iter().any(|name| name.ends_with(end));
    let is_encrypted =
        (0..package.len()).any(|place| package.by_index_raw(place).is_ok_and(|part| part.encrypted()));
    if is_encrypted {
        return Err(refused(LOCKED));
    }
    let types = text_of(package, "[Content_Types].xml");
    if text_of(package, "mimetype").contains("opendocument") {
        return Err(refused(OPEN_DOCUMENT));
    }
    if has("vbaproject.bin") || types.contains("macroEnabled") {
        return Err(refused(MACROS));
    }
    if has("xl/workbook.bin") {
        return Err(refused(BINARY));
    }
    if has("workbook.xml") && !types.is_empty() { Ok(()) } else { Err(refused(NOT_ONE)) }
}

/// The beginning of a part as text; empty where there is none.
fn text_of(package: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> String {
    let mut text = Vec::new();
    if let Ok(part) = package.by_name(name) {
        // What cannot be unpacked is found again where every part is.
        let _ = part.take(TYPES_MOST).read_to_end(&mut text);
    }
    String::from_utf8_lossy(&text).into_owned()
}
