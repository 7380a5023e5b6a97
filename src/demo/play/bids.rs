//! Bids of the demonstration: sealed part by part and submitted, as by the providers' own hands.

use std::collections::BTreeMap;

use anyhow::{Context, anyhow};
use entity::id::{BidId, OrganisationId, RowId};
use entity::organisation;
use entity::state::Role;
use rules::access::Actor;
use rules::bid::declaration;
use rules::bid::price::{self, Schedule};
use rules::bid::save::seal_part;
use rules::bid::start::{Beginning, start};
use rules::bid::submit::submit;
use rules::bid::{Bid, Declared, Filled, Place, words};
use rules::field::Typed;
use rules::organisation::{DECLARATIONS, declare};
use rules::tender::Tender;

use super::{Play, day, read};
use crate::demo::people::At;
use crate::store::{Provider, Reader};

/// What one provider bids, as a script says it.
pub(super) struct Offer {
    yearly: Vec<String>,
    subcontractors: String,
    answers: Vec<String>,
}

impl Offer {
    /// An offer of which only the first answer is written.
    pub(super) fn begun(answer: &str) -> Self {
        Self { yearly: Vec::new(), subcontractors: String::new(), answers: vec![answer.to_owned()] }
    }

    /// The offer of one bidder of a script: `# Bidder: NAME` with `## price`, `## subcontractors` and `## answer N`.
    pub(super) fn of(script: &str, bidder: &str) -> anyhow::Result<Self> {
        let head = format!("# Bidder: {bidder}\n");
        let (_, rest) = script.split_once(&head).ok_or_else(|| anyhow!("nobody called {bidder} bids"))?;
        let own = rest.split("\n# Bidder: ").next().unwrap_or_default();
        let sections: BTreeMap<&str, &str> =
            own.split("## ").filter_map(|section| section.split_once('\n')).collect();
        let section = |name: &str| sections.get(name).map(|body| body.trim().to_owned());
        let answers = (1..).map_while(|number| section(&format!("answer {number}"))).collect();
        let price = section("price").ok_or_else(|| anyhow!("{bidder} names no price"))?;
        let subcontractors = section("subcontractors").filter(|says| says != "None").unwrap_or_default();
        Ok(Self { yearly: price.lines().map(str::to_owned).collect(), subcontractors, answers })
    }
}

/// Someone who writes a bid.
struct Bidder {
    author: Actor,
    own: Reader<Provider>,
    id: BidId,
}

impl Play {
    /// The three bids for Medway's tender, in the week before its deadline.
    pub(super) async fn medway_bids(&mut self) -> anyhow::Result<()> {
        let script = include_str!("../bids.md");
        let bidders = [(At::Charity, "riverbank"), (At::Harbour, "harbour"), (At::Kestrel, "kestrel")];
        for (date, (at, bidder)) in (11..).zip(bidders) {
            self.at = day(2022, 1, date)?;
            self.declares(at).await?;
            self.bids("MED-2021-001", at, &Offer::of(script, bidder)?).await?;
        }
        Ok(())
    }

    /// An organisation declares that no ground for exclusion applies to it.
    pub(super) async fn declares(&mut self, at: At) -> anyhow::Result<()> {
        let administrator = self.actor(at, Role::ProviderAdministrator)?;
        let row = self.organisation(&administrator).await?;
        let typed = Typed::default().with("mandatory_grounds", "no").with("discretionary_grounds", "no");
        let draft = read(DECLARATIONS, &typed, &rules::field::Lists::default())?;
        let change = declare(&row, &draft, row.version, &administrator, self.at);
        self.write(&administrator, change).await
    }

    /// A provider begins a bid for the one lot of a tender and answers the first questions, as many as the offer has.
    pub(super) async fn drafts(&mut self, reference: &str, at: At, offer: &Offer) -> anyhow::Result<BidId> {
        let bidder = self.begins(reference, at).await?;
        let tender = self.tender(reference).await?;
        let questions = questions(&tender)?;
        for (question, answer) in questions.into_iter().zip(&offer.answers) {
            self.seals(reference, &bidder, Place::answer(question), answer).await?;
        }
        Ok(bidder.id)
    }

    /// The same, with everything that is asked, submitted.
    pub(super) async fn bids(&mut self, reference: &str, at: At, offer: &Offer) -> anyhow::Result<BidId> {
        let id = self.drafts(reference, at, offer).await?;
        let bidder = self.bidder(at, id)?;
        let tender = self.tender(reference).await?;
        let terms = tender.published().ok_or_else(|| anyhow!("{reference} is not published"))?;
        let lot = terms.lots.first().ok_or_else(|| anyhow!("{reference} has no lot"))?;
        for condition in &terms.conditions {
            let says = "We do, and the evidence is at hand. Invented for the demonstration.";
            self.seals(reference, &bidder, Place::condition(condition.id), says).await?;
        }
        let boxes = price::fields(lot).iter().zip(&offer.yearly);
        let typed =
            boxes.fold(Typed::default(), |typed, (field, pounds)| typed.with(field.name, pounds.as_str()));
        let schedule = price::read(&typed, lot).map_err(|refusal| anyhow!("{:?}", refusal.says))?;
        self.seals(reference, &bidder, Place::PRICE, &schedule.text()).await?;
        let organisation = self.organisation(&bidder.author).await?;
        let grounds = if offer.subcontractors.is_empty() { "" } else { "no" };
        let typed = Typed::default()
            .with("subcontractors", offer.subcontractors.as_str())
            .with("subcontractor_grounds", grounds)
            .with("confirmed", "yes");
        let declared =
            declaration::read(&typed, &organisation).map_err(|refusal| anyhow!("{:?}", refusal.says))?;
        self.seals(reference, &bidder, Place::DECLARATION, &declared.text()).await?;
        self.submits(&bidder, &tender, &organisation).await?;
        Ok(id)
    }

    async fn submits(
        &mut self,
        bidder: &Bidder,
        tender: &Tender,
        organisation: &organisation::Model,
    ) -> anyhow::Result<()> {
        let bid = bidder.bid().await?;
        let (filled, id) = (bidder.filled(&bid).await?, self.id::<RowId>().await?);
        let seen = bid.row.version;
        let change = submit(&bid, tender, organisation, &filled, id, seen, &bidder.author, self.at);
        self.write(&bidder.author, change).await
    }

    async fn begins(&mut self, reference: &str, at: At) -> anyhow::Result<Bidder> {
        let author = self.actor(at, Role::BidAuthor)?;
        let organisation = self.organisation(&author).await?;
        let tender = self.tender(reference).await?;
        let lot = tender.lots.first().ok_or_else(|| anyhow!("{reference} has no lot"))?.id;
        let keys = match organisation.public_key {
            Some(_) => None,
            None => Some(self.store.pen(author.clone(), self.at).new_keys().await?),
        };
        let id: BidId = self.id().await?;
        let beginning = Beginning { id, follower: self.id().await?, keys };
        let change = start(beginning, &tender, lot, &organisation, &[], &author, self.at);
        self.write(&author, change).await?;
        self.bidder(at, id)
    }

    async fn seals(
        &mut self,
        reference: &str,
        bidder: &Bidder,
        place: Place,
        text: &str,
    ) -> anyhow::Result<()> {
        let (bid, tender) = (bidder.bid().await?, self.tender(reference).await?);
        let organisation = self.organisation(&bidder.author).await?;
        let keys = [tender.row.public_key.as_deref(), organisation.public_key.as_deref()];
        let to: Vec<&str> = keys.into_iter().flatten().collect();
        let pen = self.store.pen(bidder.author.clone(), self.at);
        let (sealed, id) = (pen.seal_text(&to, text).await?, self.id::<RowId>().await?);
        let seen = bid.row.version;
        let change = seal_part(&bid, &tender, id, place, sealed, seen, &bidder.author, self.at);
        self.write(&bidder.author, change).await.with_context(|| format!("{place:?}"))
    }

    fn bidder(&self, at: At, id: BidId) -> anyhow::Result<Bidder> {
        let author = self.actor(at, Role::BidAuthor)?;
        let organisation = author.organisation().ok_or_else(|| anyhow!("{at:?} is no provider"))?;
        let own = self.store.reader(Provider { organisation });
        Ok(Bidder { author, own, id })
    }

    async fn organisation(&self, actor: &Actor) -> anyhow::Result<organisation::Model> {
        let id = actor.organisation().ok_or_else(|| anyhow!("{} is of no provider", actor.name))?;
        self.organisation_of(id).await
    }

    /// A provider, as it stands.
    pub(super) async fn organisation_of(&self, id: OrganisationId) -> anyhow::Result<organisation::Model> {
        let found = self.store.reader(Provider { organisation: id }).organisation().await?;
        found.ok_or_else(|| anyhow!("there is no such organisation"))
    }
}

impl Bidder {
    async fn bid(&self) -> anyhow::Result<Bid> {
        self.own.bid(self.id).await?.ok_or_else(|| anyhow!("there is no such bid"))
    }

    /// What the sealed parts say, as far as the rules must know.
    async fn filled(&self, bid: &Bid) -> anyhow::Result<Filled> {
        let mut filled = Filled::default();
        for part in bid.current() {
            let text = self.own.own_text(part).await?;
            match Place::of(part) {
                Place::PRICE => filled.price = Schedule::of(&text).map(|schedule| (part.id, schedule)),
                Place::DECLARATION => {
                    filled.declared = Declared::of(&text).map(|declared| (part.id, declared))
                }
                _ => {
                    filled.words.insert(part.id, words::count(&text));
                }
            }
        }
        Ok(filled)
    }
}

/// The questions of the only lot of a published tender, in their order.
pub(super) fn questions(tender: &Tender) -> anyhow::Result<Vec<RowId>> {
    let terms = tender.published().ok_or_else(|| anyhow!("it is not published"))?;
    let lot = terms.lots.first().ok_or_else(|| anyhow!("it has no lot"))?;
    Ok(lot.questions().map(|question| question.id).collect())
}
