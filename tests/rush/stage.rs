//! Setting the stage: a tender of the demonstration, reopened until seconds from now, and bids that lack only a file
//! and the word to submit them.

use std::path::Path;

use anyhow::{Context, anyhow};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use entity::gaps::Gaps;
use entity::id::{BidId, LetterId, OrganisationId, PersonId, RowId};
use gatehouse::store::{self, Dice, Files, House, Pen, ServerKey, Store, Vault};
use rules::access::Actor;
use rules::bid::price::{self, Schedule};
use rules::bid::save::seal_part;
use rules::bid::start::{Beginning, start};
use rules::bid::{Bid, Place as Where, declaration};
use rules::field::{Field, Lists, Typed, draft};
use rules::organisation::register::{Newcomer, ORGANISATION, PERSON, register};
use rules::organisation::{DECLARATIONS, declare};
use rules::tender::Tender;
use rules::tender::extend::{Reopening, reopen};
use rules::{Change, Refusal};

use super::server::Place;

/// The demonstration's open tender.
const REFERENCE: &str = "MED-OPEN-001";
/// Who may reopen it.
const APPROVER: &str = "approver@medway.example";

/// When the demonstration was looked at first: so long ago that its open tender has closed since.
pub fn before(now: DateTime<Utc>) -> String {
    (now - TimeDelta::days(35)).to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A provider's signatory, signed in, and its bid.
pub struct Bidder {
    pub email: String,
    pub cookie: String,
    pub bid: i64,
    /// Which of the providers it is, from one on.
    pub number: usize,
    /// What was sealed into the draft: its words, part by part.
    pub says: Vec<String>,
}

/// Sets it; every row comes to be through the rules.
pub async fn set(
    place: &Place,
    count: usize,
    deadline: DateTime<Utc>,
    clock: fn() -> DateTime<Utc>,
) -> anyhow::Result<Vec<Bidder>> {
    let store = Store::open(&place.address(), Dice::from_machine()).await?;
    let store = store.with_vault(vault(place.data())?).await?;
    let stage = Stage { store, clock };
    stage.reopen(deadline).await?;
    let mut bidders = Vec::new();
    for number in 1..=count {
        bidders.push(stage.bidder(number).await.with_context(|| format!("provider {number}"))?);
    }
    stage.store.close().await?;
    Ok(bidders)
}

fn vault(data: &Path) -> anyhow::Result<Vault> {
    let text = std::fs::read_to_string(data.join("demonstration.key"))?;
    let key = ServerKey::read(&text).context("the demonstration has a key")?;
    Ok(Vault::new(key, Files::in_folder(&data.join("files"))?, None))
}

struct Stage {
    store: Store,
    clock: fn() -> DateTime<Utc>,
}

impl Stage {
    fn pen(&self, actor: &Actor) -> Pen {
        self.store.pen(actor.clone(), (self.clock)())
    }

    async fn id<I: From<i64>>(&self) -> anyhow::Result<I> {
        Ok(self.pen(&Actor::house()).new_id().await?)
    }

    async fn tender(&self) -> anyhow::Result<Tender> {
        self.store.reader(House).tender(REFERENCE).await?.context("the demonstration has an open tender")
    }

    /// Someone signed in: their cookie, and who they are.
    async fn sign_in(&self, email: &str) -> anyhow::Result<(String, Actor)> {
        let (doors, now) = (self.store.doors(), (self.clock)());
        let known = doors.sign_in(email, now).await?.with_context(|| format!("{email} is not known"))?;
        let token = doors.open(known.person, now).await?;
        let session = doors.session(&token, now).await?.context("a session was opened")?;
        Ok((format!("gatehouse={token}"), session.actor))
    }

    async fn reopen(&self, until: DateTime<Utc>) -> anyhow::Result<()> {
        let (_, approver) = self.sign_in(APPROVER).await?;
        let tender = self.tender().await?;
        let reason = "Nobody could upload for an hour. Played for a load test.".to_owned();
        let mut letters: Vec<LetterId> = Vec::new();
        for _ in &tender.followers {
            letters.push(self.id().await?);
        }
        let ids = (self.id::<RowId>().await?, self.id::<RowId>().await?);
        let reopening = Reopening { until, reason };
        let seen = tender.row.version;
        let pen = self.pen(&approver);
        write(&pen, reopen(&tender, &reopening, ids, &letters, seen, &approver, pen.now())).await
    }

    async fn bidder(&self, number: usize) -> anyhow::Result<Bidder> {
        let email = format!("signatory{number}@provider.example");
        let organisation = self.register(number, &email).await?;
        let (cookie, actor) = self.sign_in(&email).await?;
        self.declares(organisation, &actor).await?;
        let id = self.begins(organisation, &actor).await?;
        let says = self.fills(organisation, id, &actor, number).await?;
        Ok(Bidder { email, cookie, bid: id.0, number, says })
    }

    async fn register(&self, number: usize, email: &str) -> anyhow::Result<OrganisationId> {
        let pen = self.pen(&Actor::house());
        let (organisation, person): (OrganisationId, PersonId) = (self.id().await?, self.id().await?);
        let newcomer = Newcomer { organisation, person, keys: pen.new_keys().await? };
        let own = Typed::default()
            .with("name", format!("Provider {number} (invented)"))
            .with("kind", "charity")
            .with("registered_number", format!("{number:07}"))
            .with("sme", "yes")
            .with("vcse", "yes");
        let first = Typed::default().with("person", "Signatory").with("email", email);
        let change = register(newcomer, &read(ORGANISATION, &own)?, &read(PERSON, &first)?, &Actor::house());
        write(&pen, change).await?;
        Ok(organisation)
    }

    fn own(&self, organisation: OrganisationId) -> store::Reader<store::Provider> {
        self.store.reader(store::Provider { organisation })
    }

    async fn organisation(&self, id: OrganisationId) -> anyhow::Result<entity::organisation::Model> {
        self.own(id).organisation().await?.context("it was registered")
    }

    async fn declares(&self, id: OrganisationId, actor: &Actor) -> anyhow::Result<()> {
        let row = self.organisation(id).await?;
        let typed = Typed::default().with("mandatory_grounds", "no").with("discretionary_grounds", "no");
        let pen = self.pen(actor);
        write(&pen, declare(&row, &read(DECLARATIONS, &typed)?, row.version, actor, pen.now())).await
    }

    async fn begins(&self, id: OrganisationId, actor: &Actor) -> anyhow::Result<BidId> {
        let (tender, organisation) = (self.tender().await?, self.organisation(id).await?);
        let lot = tender.lots.first().context("a tender has a lot")?.id;
        let bid: BidId = self.id().await?;
        let beginning = Beginning { id: bid, follower: self.id().await?, keys: None };
        let pen = self.pen(actor);
        write(&pen, start(beginning, &tender, lot, &organisation, &[], actor, pen.now())).await?;
        Ok(bid)
    }

    /// Everything that is asked, but no file; gives back what it says.
    async fn fills(
        &self,
        id: OrganisationId,
        bid: BidId,
        actor: &Actor,
        number: usize,
    ) -> anyhow::Result<Vec<String>> {
        let (tender, organisation) = (self.tender().await?, self.organisation(id).await?);
        let terms = tender.published().context("it is published")?;
        let lot = terms.lots.first().context("a tender has a lot")?;
        let mut parts: Vec<(Where, String)> = Vec::new();
        for condition in &terms.conditions {
            parts.push((
                Where::condition(condition.id),
                format!("To condition {} provider {number} says this.", condition.id.0),
            ));
        }
        for question in lot.questions() {
            parts.push((
                Where::answer(question.id),
                format!("To question {} provider {number} says this.", question.id.0),
            ));
        }
        parts.push((Where::PRICE, schedule(lot)?.text()));
        let confirmed = Typed::default().with("confirmed", "yes");
        let declared = declaration::read(&confirmed, &organisation).map_err(said)?;
        parts.push((Where::DECLARATION, declared.text()));
        let keys = [tender.row.public_key.as_deref(), organisation.public_key.as_deref()];
        let to: Vec<&str> = keys.into_iter().flatten().collect();
        for (place, text) in &parts {
            let (place, text) = (*place, text.as_str());
            let loaded: Bid = self.own(id).bid(bid).await?.context("it was begun")?;
            let pen = self.pen(actor);
            let (sealed, row) = (pen.seal_text(&to, text).await?, pen.new_id::<RowId>().await?);
            let seen = loaded.row.version;
            let change = seal_part(&loaded, &tender, row, place, sealed, seen, actor, pen.now());
            write(&pen, change).await.with_context(|| format!("{place:?}"))?;
        }
        Ok(parts.into_iter().map(|(_, text)| text).collect())
    }
}

/// Writes what a rule allowed, at the instant it was judged at.
async fn write(pen: &Pen, change: Result<Change, Refusal>) -> anyhow::Result<()> {
    pen.apply(change.map_err(said)?, None).await?;
    Ok(())
}

/// A price in every box, below whatever ceiling there is.
fn schedule(lot: &rules::tender::terms::LotTerms) -> anyhow::Result<Schedule> {
    let typed =
        price::fields(lot).iter().fold(Typed::default(), |typed, field| typed.with(field.name, "1000"));
    price::read(&typed, lot).map_err(said)
}

fn read(fields: &[Field], typed: &Typed) -> anyhow::Result<rules::field::Draft> {
    draft(fields, typed, &Lists::default(), &Gaps::default()).map_err(said)
}

fn said(refusal: Refusal) -> anyhow::Error {
    anyhow!("{:?}", refusal.says)
}
