//! An award, step by step, as by the hands of officers, bidders and democratic services: from prices to the notice.

use anyhow::{Context, anyhow};
use chrono::NaiveDate;
use entity::id::{AwardId, BidId, LetterId, RowId};
use entity::number::Version;
use entity::state::Role;
use rules::award::call_in::{CALL_IN, close};
use rules::award::decision::{DECIDE, award_contract};
use rules::award::notice::{NOTICE, VOLUNTARY, record};
use rules::award::prices::{Unsealed, open};
use rules::award::ranking::freeze;
use rules::award::redaction::{WITHHOLD, withhold};
use rules::award::tell::{Envelope, send};
use rules::award::{LotResult, low};
use rules::bid::{Opened, Prices};
use rules::field::{Lists, Typed};
use rules::law::regime::Finding;
use rules::procurement::found::found;

use super::evaluation::{form, numbered, the_lot};
use super::{Play, on_day, read};
use crate::demo::people::At;
use crate::store::{House, Provider};

impl Play {
    /// The officer opens the prices of the one lot.
    pub(super) async fn opens_prices(&mut self, reference: &str) -> anyhow::Result<()> {
        let officer = self.actor(At::Medway, Role::ProcurementOfficer)?;
        let r = self.result(reference).await?;
        let leave = Opened::<Prices>::to(r.scoring(), r.lot(), &officer)
            .map_err(|refusal| anyhow!("{:?}", refusal.says))?;
        let sealed = self.staff(r.scoring().tender()).sealed_prices(&leave).await?;
        let ids: Vec<RowId> = self.ids(sealed.len()).await?;
        let unsealed: Vec<_> =
            sealed.into_iter().zip(ids).map(|((bid, schedule), id)| Unsealed { id, bid, schedule }).collect();
        let change = open(&r, &leave, &unsealed, seen(&r), &officer, self.at);
        self.write(&officer, change).await
    }

    /// The officer asks a bidder why its price is low.
    pub(super) async fn asks_price(
        &mut self,
        reference: &str,
        bid: BidId,
        (flagged, asked): (&str, &str),
        by: NaiveDate,
    ) -> anyhow::Result<()> {
        let officer = self.actor(At::Medway, Role::ProcurementOfficer)?;
        let (r, id, letter) =
            (self.result(reference).await?, self.id::<RowId>().await?, self.id::<LetterId>().await?);
        let typed = Typed::default().with("flagged", flagged).with("asked", asked);
        let draft = read(low::ASK, &on_day(typed, "respond_by", by), &Lists::default())?;
        let change = low::ask(&r, bid, id, letter, &draft, seen(&r), &officer, self.at);
        self.write(&officer, change).await
    }

    /// The bidder explains it.
    pub(super) async fn explains_price(&mut self, at: At, bid: BidId, answer: &str) -> anyhow::Result<()> {
        let author = self.actor(at, Role::BidAuthor)?;
        let organisation = author.organisation().ok_or_else(|| anyhow!("{at:?} is no provider"))?;
        let own = self.store.reader(Provider { organisation });
        let bid = own.bid(bid).await?.ok_or_else(|| anyhow!("there is no such bid"))?;
        let low = own.own_price_query(&bid).await?.ok_or_else(|| anyhow!("nothing was asked"))?;
        let draft = form(low::EXPLAIN, &[("answer", answer)])?;
        let change = low::explain(&bid, &low, &draft, bid.row.version, &author, self.at);
        self.write(&author, change).await
    }

    /// The officer accepts the explanation.
    pub(super) async fn accepts_price(
        &mut self,
        reference: &str,
        bid: BidId,
        reason: &str,
    ) -> anyhow::Result<()> {
        let (officer, r) = (self.actor(At::Medway, Role::ProcurementOfficer)?, self.result(reference).await?);
        let draft = form(low::DECIDE, &[("outcome", "accepted"), ("reason", reason)])?;
        let change = low::decide(&r, bid, &draft, seen(&r), &officer, self.at);
        self.write(&officer, change).await
    }

    /// The officer freezes the ranking.
    pub(super) async fn freezes(&mut self, reference: &str) -> anyhow::Result<()> {
        let officer = self.actor(At::Medway, Role::ProcurementOfficer)?;
        let (r, id) = (self.result(reference).await?, self.id::<RowId>().await?);
        let change = freeze(&r, id, seen(&r), &officer, self.at);
        self.write(&officer, change).await
    }

    /// Democratic services record the award to the winner.
    pub(super) async fn decides(&mut self, reference: &str, typed: &Typed) -> anyhow::Result<()> {
        let clerk = self.actor(At::Medway, Role::DemocraticServices)?;
        let (r, id) = (self.result(reference).await?, self.id::<AwardId>().await?);
        let ((_, authority), finding) = (self.procurement(reference).await?, self.finding(reference).await?);
        let draft = read(DECIDE, typed, &Lists::default())?;
        let change = award_contract(&r, &authority, &finding, id, &draft, seen(&r), &clerk, self.at);
        self.write(&clerk, change).await
    }

    /// Nobody called it in.
    pub(super) async fn closes_call_in(&mut self, reference: &str) -> anyhow::Result<()> {
        let (clerk, r) = (self.actor(At::Medway, Role::DemocraticServices)?, self.result(reference).await?);
        let change = close(&r, &form(CALL_IN, &[("outcome", "passed")])?, award(&r), &clerk, self.at);
        self.write(&clerk, change).await
    }

    /// The officer marks up what other bidders do not read of the explanation of one score of the winner's.
    pub(super) async fn withholds(
        &mut self,
        reference: &str,
        number: usize,
        marked: &str,
    ) -> anyhow::Result<()> {
        let officer = self.actor(At::Medway, Role::ProcurementOfficer)?;
        let (r, id) = (self.result(reference).await?, self.id::<RowId>().await?);
        let question = numbered(r.scoring().tender(), number)?;
        let draft = form(WITHHOLD, &[("marked", marked)])?;
        let change = withhold(&r, question, id, &draft, award(&r), &officer, self.at);
        self.write(&officer, change).await
    }

    /// The officer tells every bidder.
    pub(super) async fn tells_bidders(&mut self, reference: &str) -> anyhow::Result<()> {
        let (officer, r) = (self.actor(At::Medway, Role::ProcurementOfficer)?, self.result(reference).await?);
        let ((_, authority), finding) = (self.procurement(reference).await?, self.finding(reference).await?);
        let tender = r.scoring().tender();
        let mut envelopes = Vec::new();
        for opened in self.staff(tender).opened_bids(tender.row.id).await? {
            let (letter, summary) = (self.id().await?, self.id().await?);
            envelopes.push(Envelope { bid: opened.bid.row.id, letter, summary });
        }
        let change = send(&r, &authority, &finding, &envelopes, award(&r), &officer, self.at);
        self.write(&officer, change).await
    }

    /// The officer records the award notice, from which a voluntary standstill runs.
    pub(super) async fn records_notice(
        &mut self,
        reference: &str,
        notice: &str,
        on: NaiveDate,
    ) -> anyhow::Result<()> {
        let (officer, r) = (self.actor(At::Medway, Role::ProcurementOfficer)?, self.result(reference).await?);
        let finding = self.finding(reference).await?;
        let typed = Typed::default().with("notice_reference", notice).with("stands_still", "yes");
        let draft = read(&[NOTICE, VOLUNTARY].concat(), &on_day(typed, "notice_on", on), &Lists::default())?;
        let change = record(&r, &finding, &draft, award(&r), &officer, self.at);
        self.write(&officer, change).await
    }

    /// The result of the one lot, as it stands.
    async fn result(&self, reference: &str) -> anyhow::Result<LotResult> {
        let scoring = self.scoring(reference).await?;
        let lot = the_lot(scoring.tender())?;
        let result = self.store.reader(House).lot_result(scoring, lot).await?;
        result.with_context(|| format!("{reference} has no such lot"))
    }

    async fn finding(&self, reference: &str) -> anyhow::Result<Finding> {
        let (procurement, authority) = self.procurement(reference).await?;
        Ok(found(&procurement, &authority.row, self.at).regime)
    }
}

/// The version of the lot.
fn seen(r: &LotResult) -> Version {
    r.scoring().lot(r.lot()).map(|row| row.version).unwrap_or_default()
}

/// The version of the decision that stands.
fn award(r: &LotResult) -> Version {
    r.award().map(|award| award.version).unwrap_or_default()
}
