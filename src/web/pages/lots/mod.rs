//! One lot once its quality is signed off: its prices, its ranking, what would change the winner.

mod chart;
mod file;
mod head;
mod price;
mod prices;
mod ranked;
mod ranking;
mod what_if;

pub use file::evaluate_file;
pub use price::{ask, decide, show as price};
pub use prices::{open, show as prices};
pub use ranking::{draw, freeze, show as ranking};
pub use what_if::{keep, leave_out, show as what_if};
