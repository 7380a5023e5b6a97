//! Three contracts: Medway's of the paper, which has run out; Dorset's of the paper, of which too little is known to put
//! it in force; and one of Dorset's with the same term and price that begins in April 2027.

use anyhow::{Context, anyhow};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use entity::gaps::Gaps;
use entity::id::{AuthorityId, ContractId, PersonId, RowId, SettingId};
use entity::state::Role;
use rules::access::{Actor, Side};
use rules::contract::begin::begin;
use rules::contract::due::due;
use rules::contract::edit::enter;
use rules::contract::notices::MOST_AT_ONCE;
use rules::contract::parts::START;
use rules::contract::payments::{PAYMENT, record};
use rules::contract::{Contract, index};
use rules::field::{List, Lists, Typed, all_held, draft};
use rules::law::clock::uk_date;
use rules::law::dates::plus_months;
use rules::rows::{change_part, list, part};
use rules::settings::{self, Authority, lists};

use super::tender::over;
use super::{Play, hour, on_day, read, typed_day};
use crate::demo::people::At;
use crate::demo::script::{Form, Scene, scenes, typed};
use crate::store::House;

/// The first day of the one that is ahead. It is not played once that has come.
const AHEAD: (i32, u32, u32) = (2027, 4, 1);

/// The last day of Medway's, which is played as one that is over.
const OVER: (i32, u32, u32) = (2024, 3, 31);

/// When Dorset's Cabinet meets, as far as its calendar goes.
const CABINET: [(i32, u32, u32); 8] = [
    (2027, 1, 19),
    (2027, 6, 15),
    (2027, 9, 14),
    (2028, 3, 14),
    (2028, 6, 13),
    (2028, 9, 12),
    (2028, 10, 10),
    (2028, 12, 12),
];

impl Play {
    /// All three, seen from today.
    pub(super) async fn contracts(&mut self, now: DateTime<Utc>) -> anyhow::Result<()> {
        if uk_date(now) <= day(OVER)? {
            return Ok(());
        }
        let signed = uk_date(now) - Duration::days(4);
        self.at = self.at.max(hour(signed, 9));
        let gone = self.contract(At::Medway, MEDWAY, include_str!("../medway_contract.md")).await?;
        self.in_force(At::Medway, gone).await?;
        self.quarters_paid(gone).await?;
        self.expires(gone).await?;
        self.contract(At::Dorset, DORSET, include_str!("../dorset_contract.md")).await?;
        if day(AHEAD)? <= uk_date(now) {
            return Ok(());
        }
        let script = include_str!("../support_contract.md").replace("{signed}", &typed_day(signed));
        let ahead = self.contract(At::Dorset, SUPPORT, &script).await?;
        self.cabinet_meets().await?;
        self.in_force(At::Dorset, ahead).await
    }

    /// Enters a contract and fills in every form of its script.
    pub(super) async fn contract(
        &mut self,
        at: At,
        begun: (&str, &str, &str),
        script: &str,
    ) -> anyhow::Result<ContractId> {
        let manager = self.actor(at, Role::ContractManager)?;
        let (reference, title, supplier) = begun;
        let boxes = Typed::default().with("reference", reference).with("title", title);
        let draft = read(START, &boxes.with("supplier", supplier), &Lists::default())?;
        let id: ContractId = self.id().await?;
        self.write(&manager, enter(id, &draft, &manager)).await?;
        for scene in &scenes(script)? {
            self.contract_form(id, scene, &manager).await.with_context(|| format!("{scene:?}"))?;
        }
        Ok(id)
    }

    async fn contract_form(&mut self, id: ContractId, scene: &Scene, manager: &Actor) -> anyhow::Result<()> {
        let (contract, authority) = self.whole_contract(id).await?;
        let row: RowId = self.id().await?;
        let (offered, seen) = (self.offered(&authority), contract.row.version);
        let change = match &scene.form {
            Form::Part(code) => {
                let part = part::<Contract>(code).ok_or_else(|| anyhow!("no part {code}"))?;
                let boxes = typed(scene, part.fields, &offered)?;
                let held = all_held(&contract.row, part.fields);
                let boxes = over(part.fields, &held, boxes.pairs());
                draft(part.fields, &boxes, &offered, &contract.row.gaps)
                    .and_then(|draft| change_part(&contract, part, &draft, seen, manager))
            }
            Form::Row(code) => {
                let list = list::<Contract>(code).ok_or_else(|| anyhow!("no list {code}"))?;
                draft(list.fields, &typed(scene, list.fields, &offered)?, &offered, &Gaps::default())
                    .and_then(|draft| list.add(&contract, row, &draft, seen, manager))
            }
            Form::Empty(code, gap) => {
                let list = list::<Contract>(code).ok_or_else(|| anyhow!("no list {code}"))?;
                list.say_empty(&contract, Some(*gap), seen, manager)
            }
        };
        self.write(manager, change).await
    }

    /// What the forms of a contract choose from.
    fn offered(&self, authority: &Authority) -> Lists {
        let mut offered = lists(authority, None);
        offered.0.extend(index::choices(&[]).0);
        let own = |side: &Side| *side == Side::Staff(authority.row.id);
        let staff = self.cast.iter().filter(|(_, actor)| own(&actor.side));
        let entry =
            |actor: &Actor| Some((actor.person.map(|PersonId(id)| id.to_string())?, actor.name.clone()));
        let charity = self.cast.iter().find(|(person, _)| person.at == At::Charity);
        let charity = charity.and_then(|(_, actor)| actor.organisation());
        let registered = charity.map(|id| (id.0.to_string(), SUPPORT.2.to_owned()));
        offered.0.insert(List::Organisations, registered.into_iter().collect());
        offered.0.insert(List::Staff, staff.filter_map(|(_, actor)| entry(actor)).collect());
        offered
    }

    pub(super) async fn in_force(&mut self, at: At, id: ContractId) -> anyhow::Result<()> {
        let manager = self.actor(at, Role::ContractManager)?;
        let (contract, authority) = self.whole_contract(id).await?;
        let ids = self.ids(MOST_AT_ONCE).await?;
        let change = begin(&contract, &authority, &ids, contract.row.version, &manager, self.at);
        self.write(&manager, change).await
    }

    /// £27,500 after each of its eight quarters.
    async fn quarters_paid(&mut self, id: ContractId) -> anyhow::Result<()> {
        let manager = self.actor(At::Medway, Role::ContractManager)?;
        for quarter in 1..=8 {
            let (contract, authority) = self.whole_contract(id).await?;
            let first = contract.row.starts_on.ok_or_else(|| anyhow!("it has no first day"))?;
            let paid = plus_months(first, 3 * quarter) - Duration::days(1);
            let boxes = on_day(Typed::default(), "paid_on", paid).with("amount", "27,500");
            let draft =
                read(PAYMENT, &boxes.with("reference", format!("MED-Q{quarter}")), &Lists::default())?;
            let ids = self.ids(1 + MOST_AT_ONCE).await?;
            let change = record(&contract, &authority, &ids, &draft, contract.row.version, &manager, self.at);
            self.write(&manager, change).await?;
        }
        Ok(())
    }

    /// Time brings about the end of its term.
    async fn expires(&mut self, id: ContractId) -> anyhow::Result<()> {
        let house = Actor::house();
        let (contract, authority) = self.whole_contract(id).await?;
        let ids: Vec<RowId> = self.ids(MOST_AT_ONCE).await?;
        match due(&contract, &authority, &[].into(), &ids, &house, self.at) {
            Ok(Some(change)) => self.write(&house, Ok(change)).await,
            Ok(None) => Ok(()),
            Err(refusal) => Err(anyhow!("{:?}", refusal.says)),
        }
    }

    async fn cabinet_meets(&mut self) -> anyhow::Result<()> {
        let administrator = self.actor(At::Dorset, Role::Administrator)?;
        let Side::Staff(id) = administrator.side else { anyhow::bail!("nobody of Dorset’s staff") };
        for meets in CABINET {
            let authority = self.authority(id).await?;
            let boxes = on_day(Typed::default().with("body", "Cabinet"), "meets_on", day(meets)?);
            let (draft, row) =
                (read(settings::MEETING, &boxes, &Lists::default())?, self.id::<SettingId>().await?);
            let change =
                settings::add_meeting(&authority, row, &draft, authority.row.version, &administrator);
            self.write(&administrator, change).await?;
        }
        Ok(())
    }

    async fn whole_contract(&self, id: ContractId) -> anyhow::Result<(Contract, Authority)> {
        let found = self.store.reader(House).contract(id).await?;
        let contract = found.ok_or_else(|| anyhow!("there is no such contract"))?;
        let authority: AuthorityId = contract.row.authority_id;
        Ok((contract, self.authority(authority).await?))
    }
}

/// Reference, title and provider of each.
const MEDWAY: (&str, &str, &str) =
    ("MED-2021-001", "Advocacy for parents", "Riverbank Women’s Trust (invented)");
const DORSET: (&str, &str, &str) =
    ("DOR-2022-001", "Pause Dorset: as the paper of January 2022 has it", "To be confirmed");
const SUPPORT: (&str, &str, &str) =
    ("DOR-2026-004", "Support after removal, from April 2027", "Riverbank Women’s Trust (invented)");

fn day((year, month, day): (i32, u32, u32)) -> anyhow::Result<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| anyhow!("no such day"))
}
