//! Calendars: when those who decide meet, and the days of contracts for calendars elsewhere.

mod addresses;
mod import;
mod meetings;
mod subscription;

pub use addresses::{list as addresses, make, revoke};
pub use import::{confirm, form, upload};
pub use meetings::show;
pub use subscription::read;
