//! Returns as providers fill them in, sign and submit them; and the figures that a council returns itself.

mod boxes;
pub mod check;
pub mod council;
pub mod evidence;
mod list;
pub mod nil;
pub mod outcome;
mod own;
mod show;
mod submission;

pub use list::list;
pub use show::show;
pub use submission::show as submission;
