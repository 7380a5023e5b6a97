//! The first line inside everything sealed.

use rules::bid::FileName;
use serde::{Deserialize, Serialize};

/// What stands before the content: what it is, and random bytes that keep its digest from giving it away.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Header {
    /// A text: an answer, or the price schedule as JSON.
    Text {
        /// 32 random bytes in hexadecimal.
        random: String,
    },
    /// A file.
    File {
        /// Its name and media type, which are nowhere else.
        #[serde(flatten)]
        file: FileName,
        /// 32 random bytes in hexadecimal.
        random: String,
    },
}

/// A header is never longer than this.
pub(super) const HEADER_MOST: usize = 4_096;

impl Header {
    /// As the line that is sealed.
    pub(super) fn line(&self) -> String {
        let line = serde_json::to_string(self).expect("a header is plain JSON");
        format!("{line}\n")
    }

    /// Of the line that was sealed.
    pub(super) fn read(line: &[u8]) -> Option<Self> {
        serde_json::from_slice(line).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_one_line_whatever_a_file_is_called() {
        let file = FileName { name: "a \"b\" — ü.pdf".to_owned(), media: "application/pdf".to_owned() };
        for header in
            [Header::Text { random: "00".to_owned() }, Header::File { file, random: "00".to_owned() }]
        {
            let line = header.line();
            assert_eq!(line.matches('\n').count(), 1);
            assert_eq!(Header::read(line.trim_end().as_bytes()), Some(header));
        }
    }
}
