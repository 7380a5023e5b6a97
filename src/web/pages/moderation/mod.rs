//! Moderation: how far each question is, one question with everyone's scores side by side, one agreed score.

mod agree;
mod list;
mod question;
mod shown;

pub use agree::{save as save_agreed, show as show_agreed};
pub use list::list;
pub use question::{open, record_meeting, show};

use rules::scoring::moderation::Standing;

/// Where the list of questions is.
fn path(reference: &str) -> String {
    format!("/tenders/{reference}/moderation")
}

/// The colour's name of how far a question is.
fn code(standing: Standing) -> &'static str {
    match standing {
        Standing::NotGiven | Standing::NoBids | Standing::Waits(_) | Standing::Interest | Standing::Ready => {
            "not-started"
        }
        Standing::Open { .. } => "started",
        Standing::Agreed => "complete",
    }
}

/// "All gave the same score", "1 step of the scale apart".
fn apart(steps: usize) -> String {
    match steps {
        0 => "All gave the same score".to_owned(),
        1 => "1 step of the scale apart".to_owned(),
        _ => format!("{steps} steps of the scale apart"),
    }
}
