//! The demonstration: two authorities, people of every role and two procurements, played through the
//! same rules as a person's own clicks. What they say stands in the Markdown files beside this one.

mod authorities;
mod people;
mod play;
mod said;
mod script;

pub use people::{DemoPerson, PASSWORD, PEOPLE};
pub use play::load;
