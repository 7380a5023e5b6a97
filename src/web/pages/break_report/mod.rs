//! The paper on which it is decided at a break or an option of a contract: read, fetched, written and kept.

mod kept;
mod loaded;
mod pack;
mod show;

pub(super) use kept::with_paper;
pub(in crate::web) use kept::{keep, kept_pdf, kept_word, show as kept};
pub(in crate::web) use pack::{implication, imply, show as pack, write};
pub(in crate::web) use show::{pdf, show, word};
