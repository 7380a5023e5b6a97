//! Files without what they say of who wrote them: from bytes to bytes, and nothing of councils.
//!
//! Taken out are author, company, programs and paths that a file keeps beside its pages, and the authors of comments and
//! tracked changes; never a word, a figure or a picture of what it says. A file that cannot be read for sure stays as it came.

mod bounds;
mod package;
mod pdf;
mod picture;
mod xml;

use std::panic::{AssertUnwindSafe, catch_unwind};

/// The most bytes that one part of a file may have once it is unpacked.
const PART_MOST: u64 = 64 * 1024 * 1024;

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cleaned {
    /// It says nothing any more of who wrote it, beside what stands on its pages.
    Clean(Vec<u8>),
    /// It could not be cleaned: it is broken, encrypted, signed, of an unknown kind, or asks too much of its reader.
    AsItCame(Vec<u8>),
}

/// Cleans a file that is named with this ending, such as `pdf`.
#[must_use]
pub fn clean(ending: &str, bytes: Vec<u8>) -> Cleaned {
    // A file of a stranger: whatever it does to its reader, it is still handed out.
    let cleaned = catch_unwind(AssertUnwindSafe(|| match ending {
        "pdf" => pdf::clean(&bytes),
        "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp" => package::clean(&bytes),
        "jpg" | "jpeg" => picture::jpeg(&bytes),
        "png" => picture::png(&bytes),
        // Plain text has nothing beside its words.
        "csv" | "txt" => Some(bytes.clone()),
        _ => None,
    }));
    match cleaned {
        Ok(Some(clean)) => Cleaned::Clean(clean),
        Ok(None) | Err(_) => Cleaned::AsItCame(bytes),
    }
}

#[cfg(test)]
mod tests;
