//! The record that the paper on a break or an option is made from.

use std::sync::Arc;

use ::paper::Document;
use chrono::{DateTime, Utc};
use entity::choice::Choice;
use entity::id::RowId;
use entity::state::{BreakAnswer, Occasion};
use rules::contract::Contract;
use rules::contract::pack::{Keeping, may_write};
use rules::law::clock::long_instant;
use rules::report::at_break::AtBreak;
use rules::report::{Figures, Kept};
use rules::settings::Authority;

use crate::report::{Composed, as_kept, compose_break, kept_break};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Desk, Posted};
use crate::web::pages::contract_case;
use crate::web::pages::report::away;

/// The record that the paper is made from, and the papers that were kept.
pub(super) struct Loaded {
    pub contract: Contract,
    pub authority: Authority,
    pub period: RowId,
    pub kept: Vec<Kept>,
    pub may_write: bool,
    demonstration: bool,
    now: DateTime<Utc>,
}

/// The paper that counts.
pub(super) enum Stands {
    /// What the record says now.
    Record(Composed),
    /// One that was kept, because it was decided on or because nothing is left to decide.
    Kept(Kept, Document),
}

impl Loaded {
    /// The end of one part of the term of a contract of the desk's own authority.
    pub async fn of(desk: &Desk<Staff>, reference: &str, period: i64) -> Result<Arc<Self>, Stop> {
        let (contract, authority) = contract_case(desk, reference).await?;
        let period = RowId(period);
        contract.period(period)?;
        Ok(Arc::new(Self {
            kept: desk.break_papers(contract.row.id, period).await?,
            may_write: may_write(&contract, &authority, period, &desk.actor, desk.now).is_ok(),
            demonstration: desk.is_demonstration().await?,
            now: desk.now,
            contract,
            authority,
            period,
        }))
    }

    /// Where the break is.
    pub fn path(&self) -> String {
        format!("/contracts/{}/breaks/{}", self.contract.row.reference, self.period.0)
    }

    /// What a file of it is called.
    pub fn file_name(&self) -> String {
        let part = self.contract.periods.iter().position(|it| it.id == self.period).unwrap_or_default() + 1;
        format!("{}-break-{part}", self.contract.row.reference)
    }

    /// The contract at this point of its term.
    pub fn at(&self) -> Result<AtBreak<'_>, Stop> {
        Ok(AtBreak::of(&self.contract, &self.authority, self.period, self.now)?)
    }

    /// The figures that prose can name.
    pub fn figures(&self) -> Result<Figures, Stop> {
        Ok(Figures::of_break(&self.at()?))
    }

    /// The paper as the record stands.
    pub async fn compose(self: &Arc<Self>) -> Result<Composed, Stop> {
        self.compose_as_on(self.now).await
    }

    async fn compose_as_on(self: &Arc<Self>, now: DateTime<Utc>) -> Result<Composed, Stop> {
        let it = Arc::clone(self);
        away(move || compose_break(&it.contract, &it.authority, it.period, now, it.demonstration)).await
    }

    /// The paper that counts: the one that was decided on; else the record, while something is left to decide; else the
    /// newest that was kept.
    pub async fn stands(self: &Arc<Self>, desk: &Desk<Staff>) -> Result<Stands, Stop> {
        let decided = self.decided().then(|| self.kept.iter().find(|it| it.occasion == Occasion::Decided));
        if let Some(kept) = decided.flatten() {
            return self.read(desk, kept.number).await;
        }
        match (self.compose().await, self.kept.first()) {
            (Ok(composed), _) => Ok(Stands::Record(composed)),
            (Err(Stop::Refused(_)), Some(newest)) => self.read(desk, newest.number).await,
            (Err(stop), _) => Err(stop),
        }
    }

    async fn read(self: &Arc<Self>, desk: &Desk<Staff>, number: i32) -> Result<Stands, Stop> {
        let (kept, document) = self.kept_paper(desk, number).await?;
        Ok(Stands::Kept(kept, document))
    }

    /// A paper that was kept, with its document.
    pub async fn kept_paper(&self, desk: &Desk<Staff>, number: i32) -> Result<(Kept, Document), Stop> {
        let row = desk.break_paper(self.contract.row.id, self.period, number).await?;
        let row = row.ok_or(Stop::NotFound)?;
        let kept = self.kept.iter().find(|kept| kept.number == number).cloned().ok_or(Stop::NotFound)?;
        let occasion = row.occasion.label().to_lowercase();
        let status = format!("Paper {number}: {occasion}, {}", long_instant(row.at));
        let document = away(move || Ok(Document { status: Some(status), ..as_kept(&row.document)? })).await?;
        Ok((kept, document))
    }

    fn decided(&self) -> bool {
        let answer = self.contract.decision(self.period).map(|row| row.answer);
        matches!(answer, Some(BreakAnswer::Continue | BreakAnswer::End | BreakAnswer::Extend))
    }

    /// What it takes to keep the paper as the record stands.
    pub async fn keeping(self: &Arc<Self>, posted: &Posted<Staff>) -> Result<Keeping, Stop> {
        self.keeping_as_on(posted, self.now).await
    }

    /// The same as it read on another day: whoever records a decision does so after the meeting, when the paper would
    /// say that its day has gone by.
    pub async fn keeping_as_on(
        self: &Arc<Self>,
        posted: &Posted<Staff>,
        now: DateTime<Utc>,
    ) -> Result<Keeping, Stop> {
        let composed = self.compose_as_on(now).await?;
        let (document, missing) = away(move || kept_break(composed)).await?;
        Ok(Keeping {
            id: posted.new_id().await?,
            period: self.period,
            last: posted.last_break_paper(self.contract.row.id).await?,
            kept: self.kept.clone(),
            document,
            missing,
        })
    }
}
