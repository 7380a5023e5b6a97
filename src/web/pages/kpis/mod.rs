//! KPIs of a contract: by outcome, one with its dated versions, and the forms that add, change, stop and take over.

mod add;
mod change;
mod list;
mod show;
mod take;
mod targets;

pub use add::{kinds, new, save as add};
pub use change::{save as save_change, save_stop, show as show_change, show_stop};
pub use list::list;
pub use show::show;
pub use take::{save as take_outcomes, show as show_outcomes};
pub use targets::{save as save_targets, show as show_targets};

use rules::returns::{Kpi, Monitoring};

use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;

/// A contract of the desk's own authority with its KPIs.
async fn monitored(desk: &Desk<Staff>, reference: &str) -> Result<Monitoring, Stop> {
    desk.monitoring(reference).await?.ok_or(Stop::NotFound)
}

/// One of its KPIs, by its number.
fn numbered(monitoring: &Monitoring, number: i32) -> Result<&Kpi, Stop> {
    monitoring.kpis.iter().find(|kpi| kpi.row.number == number).ok_or(Stop::NotFound)
}

/// The path of the KPIs of a contract.
fn path(reference: &str) -> String {
    format!("/contracts/{reference}/kpis")
}
