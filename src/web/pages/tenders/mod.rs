//! Tenders as the council's own people see them.

mod head;
mod list;

pub use head::{Stamp, TenderHead};
pub use list::{Listed, list};
