//! Publication of a tender and everything that follows: versions, amendment, extension, reopening, cancellation.

mod forms;
mod show;

pub use forms::{begin_amendment, decide, publish, show_form};
pub use show::show;

use rules::procurement::Procurement;
use rules::tender::Tender;

use super::tender_case;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;

/// A tender with the procurement it was made of.
async fn with_procurement(desk: &Desk<Staff>, reference: &str) -> Result<(Tender, Procurement), Stop> {
    let tender = tender_case(desk, reference).await?;
    let procurement = desk.procurement_of(&tender).await?.ok_or(Stop::NotFound)?;
    Ok((tender, procurement))
}
