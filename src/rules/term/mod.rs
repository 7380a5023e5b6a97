//! The term of a contract: where its parts begin and end, by when notice must be given, what has to happen before.
//!
//! A *break clause* and an *extension option* stand at the end of a part of the term, and a missed date means the opposite:
//! past a break the contract runs on, past an option it ends (fact sheet, section 6). Nothing here knows a row.

pub mod back;
pub mod cohorts;
pub mod next;
pub mod notice;
pub mod parts;
pub mod rhythm;
pub mod standing;

pub use notice::Notice;
pub use parts::{Length, Span, Unreckonable, spans};
