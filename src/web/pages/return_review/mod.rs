//! Returns as the council reads them: the periods of a contract, one return with what matters first, questions,
//! acceptance, corrections, texts to be read before they are published; and what a provider answers and corrects.

mod answer;
mod ask;
mod boxes;
mod correcting;
mod corrections;
mod evidence;
mod forms;
mod list;
mod show;
mod shown;
mod texts;
mod waiting;

pub use answer::{save as save_answers, show as show_answers};
pub use ask::{save as save_questions, show as show_questions};
pub use correcting::{
    save as save_own_correction, save_proposed, show as show_own_correction, show_proposed,
};
pub use corrections::{decide as decide_correction, show as show_correction};
pub use evidence::read as read_evidence;
pub use forms::{Close, Reopen, SendBack, save as save_form, show as show_form};
pub use list::list;
pub use show::{accept, show};
pub use texts::{save as save_texts, show as show_texts};
pub use waiting::{Waiting, list as list_waiting, waits};

use entity::id::ReturnId;
use entity::number::Version;
use rules::returns::{Monitoring, Return};

use crate::store::{Provider, Staff};
use crate::web::answer::Stop;
use crate::web::desk::Desk;

/// One return of a contract of the desk's own authority, as it was submitted.
struct Case {
    monitoring: Monitoring,
    number: i32,
    path: String,
}

impl Case {
    async fn of(desk: &Desk<Staff>, reference: &str, number: i32) -> Result<Self, Stop> {
        let monitoring = desk.monitoring(reference).await?.ok_or(Stop::NotFound)?;
        monitoring.numbered(number)?;
        Ok(Self { path: format!("/contracts/{reference}/returns/{number}"), monitoring, number })
    }

    /// The return itself.
    fn one(&self) -> Result<&Return, Stop> {
        Ok(self.monitoring.numbered(self.number)?)
    }

    fn version(&self) -> Result<Version, Stop> {
        Ok(self.one()?.row.version)
    }
}

/// The contract of one of the provider's own returns.
async fn own_case(desk: &Desk<Provider>, id: i64) -> Result<Monitoring, Stop> {
    desk.monitoring_of(ReturnId(id)).await?.ok_or(Stop::NotFound)
}
