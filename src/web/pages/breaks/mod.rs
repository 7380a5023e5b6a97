//! A break clause or an extension option of a contract: its steps, what is decided there, the notice that makes it so.

mod forms;
mod show;

use entity::contract_period;
use entity::id::RowId;
use entity::state::TermEnd;
use rules::contract::Contract;
use rules::contract::dates::Point;
use rules::contract::decide::{Deed, may_record};
use rules::law::clock::uk_date;
use rules::settings::Authority;
use rules::term::Span;
use rules::{Refusal, Why};

use super::contract_case;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;

pub use forms::{CallIn, Decide, Notice, Step, TheirNotice, Withdraw, save, show as show_form};
pub use show::show;

/// A break or an option with all that it rests on.
pub struct Case {
    contract: Contract,
    authority: Authority,
    period: RowId,
    /// Its place in the term, from 0, and its days.
    place: usize,
    span: Span,
    end: TermEnd,
    path: String,
}

impl Case {
    /// One of a contract of the desk's own authority. At the end of the term there is nothing to decide.
    async fn of(desk: &Desk<Staff>, reference: &str, period: i64) -> Result<Self, Stop> {
        let (contract, authority) = contract_case(desk, reference).await?;
        let period = RowId(period);
        let place = contract.periods.iter().position(|row| row.id == period).ok_or(Stop::NotFound)?;
        let term =
            contract.term(uk_date(desk.now)).map_err(|why| Refusal::of(Why::CannotTell, why.to_string()))?;
        let end = term.ends[place];
        if end == TermEnd::End || place + 1 == contract.periods.len() {
            return Err(Stop::NotFound);
        }
        Ok(Self {
            path: format!("/contracts/{reference}/breaks/{}", period.0),
            span: term.spans[place],
            end,
            place,
            contract,
            authority,
            period,
        })
    }

    /// What is ahead there; nothing once its day has gone by, or where the contract ends before it.
    fn point(&self, desk: &Desk<Staff>) -> Option<Point<'_>> {
        let points = self.contract.points(&self.authority, uk_date(desk.now)).ok()?;
        points.into_iter().find(|point| point.period.id == self.period)
    }

    fn row(&self) -> &contract_period::Model {
        &self.contract.periods[self.place]
    }

    /// Whether the reader can record something of it now.
    fn may(&self, desk: &Desk<Staff>, deed: Deed) -> Result<(), Refusal> {
        may_record(&self.contract, &self.authority, self.period, deed, &desk.actor, desk.now)
    }

    /// What it is called on a page.
    fn title(&self) -> String {
        super::term::titled(self.end, self.span.last)
    }
}
