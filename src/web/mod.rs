//! The pages: who is asking, what they sent, and what they see.
//!
//! A request comes in through [`routes`], passes [`audience`], becomes a [`desk::Desk`] or a
//! [`desk::Posted`] form, and leaves as a page or a redirect.

mod answer;
mod assets;
mod audience;
mod body;
mod clock;
mod desk;
mod download;
mod forms;
mod kept;
mod pages;
mod password;
mod proof;
mod routes;
mod security;
mod view;

pub use clock::Clock;
pub use desk::{App, Site};
pub use password::hash as hash_password;
pub use routes::{RouteFact, route_facts, router};
