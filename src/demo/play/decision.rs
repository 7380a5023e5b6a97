//! From a written report to a decision: cleared, put forward, decided, past its call-in.

use anyhow::anyhow;
use chrono::NaiveDate;
use entity::id::RowId;
use entity::state::{ClearanceKind, Role};
use rules::access::Actor;
use rules::field::{Lists, Typed};
use rules::procurement::Procurement;
use rules::procurement::approval::{
    CALL_IN, CLEAR, DECIDE, clear, put_for_decision, record_call_in, record_decision, send_to_clearance,
};
use rules::procurement::found::found;
use rules::report::{Keeping, Report, kinds};
use rules::settings::Authority;

use super::{Play, day, read, typed_day};
use crate::demo::people::At;
use crate::report::{Sources, to_keep};
use crate::store::House;

impl Play {
    /// Sends a report to clearance, has it cleared by everyone who is asked, and puts it forward for decision.
    pub(super) async fn clear_and_put_forward(&mut self, reference: &str) -> anyhow::Result<()> {
        let officer = self.actor(At::Medway, Role::ProcurementOfficer)?;
        let (keeping, at) = (self.keeping(reference).await?, self.at);
        let send =
            |p: &Procurement, _: &Authority| send_to_clearance(p, keeping, p.row.version, &officer, at);
        self.step(reference, &officer, send).await?;
        for (kind, role) in
            [(ClearanceKind::Legal, Role::ClearanceLegal), (ClearanceKind::Finance, Role::ClearanceFinance)]
        {
            let (clearer, id, at) = (self.actor(At::Medway, role)?, self.id::<RowId>().await?, self.at);
            let typed = Typed::default()
                .with("answer", "cleared")
                .with("comment", "Cleared for the demonstration. The paper does not record clearances.");
            let draft = read(CLEAR, &typed, &Lists::default())?;
            let row = |p: &Procurement, a: &Authority| {
                clear(p, &a.row, kind, id, &draft, p.row.version, &clearer, at)
            };
            self.step(reference, &clearer, row).await?;
        }
        let (keeping, at) = (self.keeping(reference).await?, self.at);
        let put = |p: &Procurement, a: &Authority| {
            put_for_decision(p, &a.row, keeping, p.row.version, &officer, at)
        };
        self.step(reference, &officer, put).await
    }

    /// Cabinet approved Medway's, and nobody called it in.
    pub(super) async fn decide(&mut self, reference: &str) -> anyhow::Result<()> {
        let clerk = self.actor(At::Medway, Role::DemocraticServices)?;
        self.at = day(2021, 10, 21)?;
        let invented = "Invented for the demonstration; the paper ends before the decision.";
        let says =
            format!("To approve the start of an open tender for the advocacy service (Option 4). {invented}");
        let typed = decided("19 10 2021", "21 10 2021")
            .with("says", says)
            .with("reasons", format!("As set out in the report. {invented}"))
            .with("alternatives", "Options 1, 2 and 3 on their own, as set out in the report.")
            .with("may_be_called_in", "open");
        self.record_decision(reference, &clerk, &typed).await?;
        self.at = day(2021, 10, 29)?;
        let at = self.at;
        let draft = read(CALL_IN, &Typed::default().with("outcome", "passed"), &Lists::default())?;
        self.step(reference, &clerk, |p, _| record_call_in(p, &draft, p.row.version, &clerk, at)).await
    }

    /// A decision that is not subject to call-in, so that it is effective at once.
    pub(super) async fn decide_at_once(
        &mut self,
        reference: &str,
        on: NaiveDate,
        says: &str,
    ) -> anyhow::Result<()> {
        let clerk = self.actor(At::Medway, Role::DemocraticServices)?;
        let typed = decided(&typed_day(on), &typed_day(on))
            .with("says", says)
            .with("reasons", "As set out in the report.")
            .with("alternatives-gap", "none")
            .with("may_be_called_in", "not_subject");
        self.record_decision(reference, &clerk, &typed).await
    }

    async fn record_decision(&mut self, reference: &str, clerk: &Actor, typed: &Typed) -> anyhow::Result<()> {
        let draft = read(DECIDE, typed, &Lists::default())?;
        let (id, at) = (self.id::<RowId>().await?, self.at);
        let record =
            |p: &Procurement, a: &Authority| record_decision(p, &a.row, id, &draft, p.row.version, clerk, at);
        self.step(reference, clerk, record).await
    }

    /// The report as it stands, ready to be kept.
    async fn keeping(&self, reference: &str) -> anyhow::Result<Keeping> {
        let (p, authority) = self.procurement(reference).await?;
        let kind = kinds(authority.row.report_style).first().ok_or_else(|| anyhow!("no kind of report"))?;
        let report = self.store.reader(House).report(p.row.id, *kind).await?;
        let own = report.as_ref().map(Report::own).unwrap_or_default();
        let found = found(&p, &authority.row, self.at);
        let sources = Sources {
            procurement: &p,
            authority: &authority,
            found: &found,
            awarding: None,
            own: &own,
            demonstration: true,
        };
        let paper = to_keep(*kind, &sources)?;
        let (begins, row) = (self.id().await?, self.id().await?);
        let salt = self.store.dice().token();
        Ok(Keeping { report, begins, row, salt, authority: authority.row, paper })
    }
}

/// What every decision of the play has in common: Cabinet approved it on a day, published on another.
fn decided(taken: &str, published: &str) -> Typed {
    let typed = Typed::default()
        .with("answer", "approved")
        .with("taken_by", "Cabinet")
        .with("interests-gap", "none")
        .with("conditions-gap", "none");
    [("taken_on", taken), ("published_on", published)].into_iter().fold(typed, |typed, (name, day)| {
        let parts = ["day", "month", "year"].into_iter().zip(day.split(' '));
        parts.fold(typed, |typed, (part, text)| typed.with(&format!("{name}-{part}"), text))
    })
}
