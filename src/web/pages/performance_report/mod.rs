//! The reports on the performance of a contract: written, read, issued, and read by everyone.

mod issued;
mod list;
mod loaded;
mod open;
mod show;
mod write;

pub(in crate::web) use issued::{
    pdf as issued_pdf, public as issued_public, public_pdf as issued_public_pdf,
    public_word as issued_public_word, show as issued, word as issued_word,
};
pub(in crate::web) use list::list;
pub(super) use open::{OpenReport, open_reports};
pub(in crate::web) use open::{pdf as open_pdf, show as open, word as open_word};
pub(in crate::web) use show::{issue, pdf, public, show, word};
pub(in crate::web) use write::{show as writing, write};
