//! A return as a workbook: downloaded, looked at as it comes back, recorded once that was looked at.

mod out;
mod preview;
mod read;

pub use out::download;
pub use read::{ask, look, record};

use entity::id::ReturnId;
use rules::returns::Monitoring;

use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::Desk;

/// Where the pages of a return are.
fn path(id: ReturnId) -> String {
    format!("/returns/{}", id.0)
}

/// The contract of one of the provider's own returns; another's is not there.
async fn monitoring(desk: &Desk<Provider>, id: ReturnId) -> Result<Monitoring, Stop> {
    desk.monitoring_of(id).await?.ok_or(Stop::NotFound)
}
