//! Playing the demonstration: every row comes to be as it would under someone's hands, through the
//! rules, in the name of whoever may do it, and with its line in the record.

mod bids;
mod open;
mod tender;

use anyhow::{Context, anyhow};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use entity::gaps::Gaps;
use entity::id::{AuthorityId, OrganisationId, PersonId, ProcurementId, RowId, SettingId};
use entity::number::Version;
use entity::organisation;
use entity::state::{ClearanceKind, OrganisationKind, Role, YesNo};
use rules::access::{Actor, Side};
use rules::field::{Field, Lists, Typed, draft};
use rules::people::{Fresh, INVITE, add_organisation, invite, invite_first};
use rules::procurement::Procurement;
use rules::procurement::approval::{
    CALL_IN, CLEAR, DECIDE, clear, put_for_decision, record_call_in, record_decision, send_to_clearance,
};
use rules::procurement::edit::start;
use rules::procurement::found::found;
use rules::procurement::parts::{START, part};
use rules::report::{Keeping, Report, kinds};
use rules::rows::{Listed, add_row, change_part, say_list_empty};
use rules::settings::{self, Authority, lists};
use rules::{Change, Refusal, each_list};

use super::authorities::{DORSET, MEDWAY, Setting, dorset, medway};
use super::people::{At, DemoPerson, PASSWORD, PEOPLE};
use super::script::{Form, Scene, scenes, typed};
use crate::report::{Sources, to_keep};
use crate::store::{House, Store};
use crate::web::hash_password;
use rules::sha256;

/// Fills an empty record with the demonstration. The clock of the play starts long before the papers'
/// meetings and ends after them, always before `now`.
pub async fn load(store: &Store, now: DateTime<Utc>) -> anyhow::Result<()> {
    let mut play = Play { store: store.clone(), at: day(2021, 9, 1)?, cast: Vec::new() };
    if now < day(2022, 2, 1)? {
        anyhow::bail!(
            "the demonstration plays in 2021 and 2022; its clock cannot be set before February 2022"
        );
    }
    play.open().await?;
    play.medway_procurement().await?;
    play.dorset_procurement().await?;
    play.medway_bids().await?;
    play.open_tender(now).await
}

struct Play {
    store: Store,
    at: DateTime<Utc>,
    cast: Vec<(DemoPerson, Actor)>,
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

fn day(year: i32, month: u32, day: u32) -> anyhow::Result<DateTime<Utc>> {
    let morning =
        chrono::NaiveDate::from_ymd_opt(year, month, day).and_then(|date| date.and_hms_opt(9, 0, 0));
    Ok(morning.ok_or_else(|| anyhow!("no such day"))?.and_utc())
}

impl Play {
    async fn open(&mut self) -> anyhow::Result<()> {
        let house = Actor::house();
        self.write(&house, settings::open_house(true, &house)).await?;
        let medway_id: AuthorityId = self.id().await?;
        let dorset_id: AuthorityId = self.id().await?;
        self.write(&house, settings::add_authority(medway(medway_id), &house)).await?;
        self.write(&house, settings::add_authority(dorset(dorset_id), &house)).await?;
        let (charity, harbour, kestrel): (OrganisationId, OrganisationId, OrganisationId) =
            (self.id().await?, self.id().await?, self.id().await?);
        for (id, name, kind, number) in [
            (charity, "Riverbank Women’s Trust (invented)", OrganisationKind::Charity, "0000001"),
            (harbour, "Harbour Advocacy (invented)", OrganisationKind::Charity, "0000002"),
            (kestrel, "Kestrel Family Services (invented)", OrganisationKind::Company, "00000003"),
        ] {
            self.write(&house, add_organisation(provider(id, name, kind, number), &house)).await?;
        }
        let side = |at| match at {
            At::Medway => Side::Staff(medway_id),
            At::Dorset => Side::Staff(dorset_id),
            At::Charity => Side::Provider(charity),
            At::Harbour => Side::Provider(harbour),
            At::Kestrel => Side::Provider(kestrel),
        };
        let password = tokio::task::spawn_blocking(|| hash_password(PASSWORD)).await?;
        for person in PEOPLE {
            self.invite(*person, side(person.at), &password).await?;
        }
        self.settle(medway_id, At::Medway, MEDWAY).await?;
        self.settle(dorset_id, At::Dorset, DORSET).await
    }

    /// Invites someone: the first of a place by the house, the others by that first one.
    async fn invite(&mut self, person: DemoPerson, side: Side, password: &str) -> anyhow::Result<()> {
        let id: PersonId = self.id().await?;
        let token = self.store.dice().token();
        let fresh = Fresh { id, token_hash: sha256(&token) };
        let typed = Typed::default().with("name", person.name).with("email", person.email);
        let draft = read(INVITE, &typed, &Lists::default())?;
        match self.cast.iter().find(|(other, _)| other.at == person.at).map(|(_, actor)| actor.clone()) {
            Some(inviter) => {
                self.write(&inviter, invite(fresh, &draft, person.roles, &inviter, self.at)).await?
            }
            None => {
                let house = Actor::house();
                let change = invite_first(fresh, &draft, person.roles, side, &house, self.at);
                self.write(&house, change).await?;
            }
        }
        self.store.doors().use_invitation(&token, password.to_owned(), self.at).await?;
        let actor =
            Actor { person: Some(id), name: person.name.to_owned(), side, roles: person.roles.to_vec() };
        self.cast.push((person, actor));
        Ok(())
    }

    async fn settle(&mut self, id: AuthorityId, at: At, rows: &[Setting]) -> anyhow::Result<()> {
        let administrator = self.actor(at, Role::Administrator)?;
        for (list, pairs) in rows {
            let authority = self.authority(id).await?;
            let row: SettingId = self.id().await?;
            let (fields, add): (&'static [Field], AddSetting) = match *list {
                "risk_level" => (settings::RISK_LEVEL, settings::add_risk_level),
                "tier" => (settings::TIER, settings::add_tier),
                "heading" => (settings::HEADING, settings::add_heading),
                "meeting" => (settings::MEETING, settings::add_meeting),
                "retention" => (settings::RETENTION, settings::add_retention),
                other => anyhow::bail!("there are no settings called {other}"),
            };
            let bodies = pairs.iter().map(|(name, body)| ((*name).to_owned(), (*body).to_owned())).collect();
            let scene = Scene { form: Form::Row((*list).to_owned()), bodies };
            let draft = read(fields, &typed(&scene, fields, &Lists::default())?, &Lists::default())?;
            let change = add(&authority, row, &draft, authority.row.version, &administrator);
            self.write(&administrator, change).await.with_context(|| format!("{list} {pairs:?}"))?;
        }
        Ok(())
    }

    /// Medway's goes all the way: cleared, decided, effective once call-in was over, put out to tender.
    async fn medway_procurement(&mut self) -> anyhow::Result<()> {
        let reference = "MED-2021-001";
        self.write_up(At::Medway, reference, include_str!("medway.md")).await?;
        self.clear_and_put_forward(reference).await?;
        self.decide(reference).await?;
        self.medway_tender().await
    }

    /// Sends a report to clearance, has it cleared by everyone who is asked, and puts it forward for decision.
    async fn clear_and_put_forward(&mut self, reference: &str) -> anyhow::Result<()> {
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

    async fn decide(&mut self, reference: &str) -> anyhow::Result<()> {
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
    async fn decide_at_once(&mut self, reference: &str, on: NaiveDate) -> anyhow::Result<()> {
        let clerk = self.actor(At::Medway, Role::DemocraticServices)?;
        let on = on.format("%-d %-m %Y").to_string();
        let typed = decided(&on, &on)
            .with("says", "To approve an open tender. Invented for the demonstration.")
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

    /// Dorset's stays a draft, so that the way to a decision can be tried.
    async fn dorset_procurement(&mut self) -> anyhow::Result<()> {
        self.at = day(2021, 12, 1)?;
        self.write_up(At::Dorset, "DOR-2022-001", include_str!("dorset.md")).await
    }

    /// Starts a procurement and fills in every form of its script.
    async fn write_up(&mut self, at: At, reference: &str, script: &str) -> anyhow::Result<()> {
        let writer = self.actor(at, Role::ReportWriter)?;
        let scenes = scenes(script)?;
        let title = scenes.iter().flat_map(|scene| &scene.bodies).find(|(name, _)| name == "title");
        let title = title
            .map(|(_, body)| body.trim().to_owned())
            .ok_or_else(|| anyhow!("the script has no title"))?;
        let typed = Typed::default().with("title", title).with("reference", reference);
        let (draft, id) = (read(START, &typed, &Lists::default())?, self.id::<ProcurementId>().await?);
        self.write(&writer, start(id, &draft, &writer)).await?;
        for scene in &scenes {
            let (p, authority) = self.procurement(reference).await?;
            let id: RowId = self.id().await?;
            let lists = lists(&authority, Some(&p));
            let change =
                played(scene, &p, id, &lists, &writer).with_context(|| format!("{:?}", scene.form))?;
            self.write(&writer, change).await.with_context(|| format!("{scene:?}"))?;
        }
        Ok(())
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

    async fn step(
        &mut self,
        reference: &str,
        actor: &Actor,
        rule: impl FnOnce(&Procurement, &Authority) -> Result<Change, Refusal>,
    ) -> anyhow::Result<()> {
        let (p, authority) = self.procurement(reference).await?;
        self.write(actor, rule(&p, &authority)).await
    }

    async fn write(&mut self, actor: &Actor, change: Result<Change, Refusal>) -> anyhow::Result<()> {
        let change = change.map_err(|refusal| anyhow!("{:?}", refusal.says))?;
        self.store.pen(actor.clone(), self.at).apply(change, None).await?;
        self.at += Duration::minutes(1);
        Ok(())
    }

    async fn ids<I: From<i64>>(&self, count: usize) -> anyhow::Result<Vec<I>> {
        Ok(self.store.pen(Actor::house(), self.at).new_ids(count).await?.map(I::from).collect())
    }

    async fn id<I: From<i64>>(&self) -> anyhow::Result<I> {
        Ok(self.store.pen(Actor::house(), self.at).new_id().await?)
    }

    async fn procurement(&self, reference: &str) -> anyhow::Result<(Procurement, Authority)> {
        let found = self.store.reader(House).procurement(reference).await?;
        let procurement = found.ok_or_else(|| anyhow!("there is no {reference}"))?;
        let authority = self.authority(procurement.row.authority_id).await?;
        Ok((procurement, authority))
    }

    async fn authority(&self, id: AuthorityId) -> anyhow::Result<Authority> {
        self.store.reader(House).authority(id).await?.ok_or_else(|| anyhow!("there is no such authority"))
    }

    fn actor(&self, at: At, role: Role) -> anyhow::Result<Actor> {
        let found = self.cast.iter().find(|(person, _)| person.at == at && person.roles.contains(&role));
        found.map(|(_, actor)| actor.clone()).ok_or_else(|| anyhow!("nobody at {at:?} is {role:?}"))
    }
}

type AddSetting = fn(&Authority, SettingId, &rules::field::Draft, Version, &Actor) -> Result<Change, Refusal>;

fn read(fields: &[Field], typed: &Typed, lists: &Lists) -> anyhow::Result<rules::field::Draft> {
    draft(fields, typed, lists, &Gaps::default()).map_err(|refusal| anyhow!("{:?}", refusal.says))
}

/// The rule's answer to one form of a script.
fn played(
    scene: &Scene,
    p: &Procurement,
    id: RowId,
    lists: &Lists,
    actor: &Actor,
) -> anyhow::Result<Result<Change, Refusal>> {
    let seen = p.row.version;
    match &scene.form {
        Form::Part(code) => {
            let part = part(code).ok_or_else(|| anyhow!("there is no part {code}"))?;
            let typed = typed(scene, part.fields, lists)?;
            let draft = draft(part.fields, &typed, lists, &p.row.gaps);
            Ok(draft.and_then(|draft| change_part(p, part, &draft, seen, actor)))
        }
        Form::Row(code) => each_list!(code.as_str(), row(scene, p, id, lists, actor))
            .ok_or_else(|| anyhow!("there is no list {code}"))?,
        Form::Empty(code, gap) => each_list!(code.as_str(), say_list_empty(p, Some(*gap), seen, actor))
            .ok_or_else(|| anyhow!("there is no list {code}")),
    }
}

fn row<E: Listed<Of = Procurement>>(
    scene: &Scene,
    p: &Procurement,
    id: RowId,
    lists: &Lists,
    actor: &Actor,
) -> anyhow::Result<Result<Change, Refusal>> {
    let typed = typed(scene, E::FIELDS, lists)?;
    let draft = draft(E::FIELDS, &typed, lists, &Gaps::default());
    Ok(draft.and_then(|draft| add_row::<E>(p, id, &draft, p.row.version, actor)))
}

/// An invented provider.
fn provider(id: OrganisationId, name: &str, kind: OrganisationKind, number: &str) -> organisation::Model {
    organisation::Model {
        registered_number: Some(number.to_owned()),
        sme: Some(YesNo::Yes),
        vcse: Some(if kind == OrganisationKind::Charity { YesNo::Yes } else { YesNo::No }),
        ..organisation::Model::new(id, name.to_owned(), kind)
    }
}
