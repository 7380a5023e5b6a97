//! A third tender of Medway's, invented: the Procurement Act 2023 governs it, it has been evaluated to the end, and it
//! stands still on the day the demonstration is looked at.

mod days;
mod scored;

use anyhow::Context;
use entity::id::BidId;
use rules::field::Typed;

use super::bids::Offer;
use super::{Play, hour, on_day};
use crate::demo::people::At;
use crate::demo::said::Said;

pub(super) use days::Days;

/// What it is called.
const REFERENCE: &str = "MED-AWARD-001";

/// Who bids, and what the scripts call them.
const BIDDERS: [(At, &str); 3] =
    [(At::Charity, "riverbank"), (At::Harbour, "harbour"), (At::Kestrel, "kestrel")];

/// The three bids of the tender, in the order of [`BIDDERS`].
type Bids = [BidId; 3];

/// The bidder whose price is low, which wins: its place in [`BIDDERS`].
const HARBOUR: usize = 1;

impl Play {
    /// Everything up to the decision.
    pub(super) async fn evaluated_tender(&mut self, days: &Days) -> anyhow::Result<()> {
        self.approved_and_published(days).await?;
        let bids = self.three_bids(days).await?;
        self.at = hour(days.deadline, 14);
        self.opens_bids(REFERENCE).await?;
        self.at = hour(days.checked, 10);
        self.passes_checks(REFERENCE).await?;
        self.panel_scores(days, &bids).await.context("the panel scores")?;
        self.panel_moderates(days, &bids).await.context("the panel moderates")?;
        self.prices_and_ranking(days, bids[HARBOUR]).await.context("prices and ranking")?;
        self.at = hour(days.decided, 15);
        self.decides(REFERENCE, &decision(days)?).await
    }

    /// From the end of call-in to the notice from which standstill runs.
    pub(super) async fn tender_in_standstill(&mut self, days: &Days) -> anyhow::Result<()> {
        self.at = hour(days.told, 9);
        self.closes_call_in(REFERENCE).await?;
        let marked = scored::script().text("Question 2", "harbour withheld")?;
        self.withholds(REFERENCE, 2, &marked).await?;
        self.at = hour(days.told, 11);
        self.tells_bidders(REFERENCE).await?;
        self.at = hour(days.told, 16);
        self.records_notice(REFERENCE, "Invented notice 000-000004", days.told).await
    }

    async fn approved_and_published(&mut self, days: &Days) -> anyhow::Result<()> {
        self.at = hour(days.written, 9);
        self.write_up(At::Medway, REFERENCE, &days.written_into(include_str!("../safe_families.md"))).await?;
        self.clear_and_put_forward(REFERENCE).await?;
        self.at = hour(days.met, 17);
        let says = "To agree to an open tender, and to delegate the award to the Director of People. Invented for the demonstration.";
        self.decide_at_once(REFERENCE, days.met, says).await?;
        self.at = hour(days.published, 10);
        self.put_out(REFERENCE, &days.written_into(include_str!("../safe_families_tender.md"))).await?;
        self.at = hour(days.published, 12);
        self.publish(REFERENCE).await?;
        self.at = hour(days.published, 14);
        self.seat_panel(REFERENCE, &scored::PANEL).await
    }

    async fn three_bids(&mut self, days: &Days) -> anyhow::Result<Bids> {
        let script = include_str!("../safe_families_bids.md");
        let mut bids = [BidId(0); 3];
        for ((place, (at, name)), day) in bids.iter_mut().zip(BIDDERS).zip(days.bids()) {
            self.at = hour(day, 10);
            *place = self.bids(REFERENCE, at, &Offer::of(script, name)?).await?;
        }
        Ok(bids)
    }

    async fn prices_and_ranking(&mut self, days: &Days, harbour: BidId) -> anyhow::Result<()> {
        let script = award_script();
        self.at = hour(days.signed, 11);
        self.opens_prices(REFERENCE).await?;
        let (flagged, asked) = (script.chapter("Flagged")?, script.chapter("Asked")?);
        self.asks_price(REFERENCE, harbour, (&flagged, &asked), days.explained).await?;
        self.at = hour(days.explained, 12);
        self.explains_price(At::Harbour, harbour, &script.chapter("Explained")?).await?;
        self.at = hour(days.frozen, 10);
        self.accepts_price(REFERENCE, harbour, &script.chapter("Accepted")?).await?;
        self.freezes(REFERENCE).await
    }
}

/// What was asked and decided of a price and of the award.
fn award_script() -> Said {
    Said::of(include_str!("../safe_families_award.md"))
}

/// The decision as democratic services record it: by an officer to whom Cabinet left it.
fn decision(days: &Days) -> anyhow::Result<Typed> {
    let script = award_script();
    let says = |chapter| script.chapter(chapter).map(|prose| days.in_words(&prose));
    let typed = Typed::default()
        .with("taken_by", "Director of People")
        .with("delegated_by", "Cabinet")
        .with("delegation", says("Delegation")?)
        .with("says", says("Decision")?)
        .with("reasons", says("Reasons")?)
        .with("alternatives", says("Alternatives")?)
        .with("interests", says("Interests")?)
        .with("may_be_called_in", "open");
    Ok(on_day(on_day(typed, "taken_on", days.taken), "published_on", days.decided))
}
