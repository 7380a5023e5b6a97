//! Published tenders, for everyone: a list, one in full, its documents, a feed.

mod feed;
mod file;
mod list;
mod show;

pub use feed::feed;
pub use file::file;
pub use list::list;
pub use show::show;
