//! The term of a contract: its picture and its table, what comes next in one contract and across all.

mod coming;
mod next;
mod picture;
mod show;

pub use coming::{Coming, Mark, coming, titled};
pub use next::{ListedNext, list as next};
pub use show::show;
