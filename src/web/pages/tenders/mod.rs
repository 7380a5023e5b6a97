//! Tenders as the council's own people see them.

mod emails;
mod files;
mod head;
mod list;
mod scale;
mod show;
mod start;

pub use emails::emails;
pub use files::{add as add_file, new as new_file, read as read_file, remove as remove_file};
pub use head::{Stamp, TenderHead};
pub use list::{Listed, list};
pub use scale::choose as choose_scale;
pub use show::show;
pub use start::{Offer, start};
