//! Playing the demonstration: every row comes to be as it would under someone's hands, through the
//! rules, in the name of whoever may do it, and with its line in the record.

mod award;
mod bids;
mod contracts;
mod decision;
mod evaluated;
mod evaluation;
mod open;
mod returns;
mod tender;

use anyhow::{Context, anyhow};
use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};
use entity::gaps::Gaps;
use entity::id::{AuthorityId, OrganisationId, PersonId, ProcurementId, RowId, SettingId};
use entity::number::Version;
use entity::organisation;
use entity::state::{OrganisationKind, Role, YesNo};
use rules::access::{Actor, Side};
use rules::field::{Field, Lists, Typed, draft};
use rules::law::clock::uk_midnight;
use rules::people::{Fresh, INVITE, add_organisation, invite, invite_first};
use rules::procurement::Procurement;
use rules::procurement::edit::start;
use rules::procurement::parts::{START, part};
use rules::rows::{Listed, add_row, change_part, say_list_empty};
use rules::settings::{self, Authority, lists};
use rules::{Change, Refusal, each_list};

use super::authorities::{DORSET, MEDWAY, Setting, dorset, medway};
use super::people::{At, DemoPerson, PASSWORD, PEOPLE};
use super::script::{Form, Scene, scenes, typed};
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
    play.monitored(now).await?;
    if let Ok(days) = open::Days::before_and_after(now) {
        play.tenders_of_today(now, &days).await?;
    }
    play.contracts(now).await
}

struct Play {
    store: Store,
    at: DateTime<Utc>,
    cast: Vec<(DemoPerson, Actor)>,
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

    /// Two tenders of Medway's, seen from today: one in its standstill, one open.
    async fn tenders_of_today(&mut self, now: DateTime<Utc>, days: &open::Days) -> anyhow::Result<()> {
        let evaluated = evaluated::Days::before(now, days.published);
        if let Some(evaluated) = &evaluated {
            self.evaluated_tender(evaluated).await?;
        }
        // The record of actions has one clock, and the open tender was published between decision and letters.
        self.open_tender(days).await?;
        match &evaluated {
            Some(evaluated) => self.tender_in_standstill(evaluated).await,
            None => Ok(()),
        }
    }

    /// Medway's goes all the way: cleared, decided, effective once call-in was over, put out to tender.
    async fn medway_procurement(&mut self) -> anyhow::Result<()> {
        let reference = "MED-2021-001";
        self.write_up(At::Medway, reference, include_str!("medway.md")).await?;
        self.clear_and_put_forward(reference).await?;
        self.decide(reference).await?;
        self.medway_tender().await
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

/// A day as it is typed into a box of a script: `14 1 2028`.
fn typed_day(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), day.month(), day.year())
}

/// The three boxes of a day, filled in.
fn on_day(typed: Typed, name: &str, day: NaiveDate) -> Typed {
    typed
        .with(&format!("{name}-day"), day.day().to_string())
        .with(&format!("{name}-month"), day.month().to_string())
        .with(&format!("{name}-year"), day.year().to_string())
}

/// An hour of a day, as a UK clock shows it.
fn hour(day: NaiveDate, hour: i64) -> DateTime<Utc> {
    uk_midnight(day) + Duration::hours(hour)
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
