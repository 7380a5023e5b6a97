//! A procurement's report: read as a page, fetched as a file, written section by section, kept and compared.

mod loaded;
mod paper;
mod sections;
mod versions;

pub(super) use loaded::{Gap, away, keeping, missing};
pub(super) use paper::{Format, as_file_named};
pub(in crate::web) use paper::{pdf, show, word};
pub(super) use sections::{Group, groups};
pub(in crate::web) use sections::{list as sections, preview, save, show as section};
pub(in crate::web) use versions::{compare, keep, list as versions};
pub(in crate::web) use versions::{pdf as version_pdf, show as version, word as version_word};
