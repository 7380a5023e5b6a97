//! What the pages of parts and lists need of what they belong to: a procurement, a tender or a contract.

use entity::choice::Choice;
use rules::access::Actor;
use rules::contract::{Contract, index};
use rules::field::Lists;
use rules::procurement::Procurement;
use rules::report::{Figures, kinds, stands_in};
use rules::rows::Holder;
use rules::settings::{Authority, lists};
use rules::tender::edit::{Writing, weights_given};
use rules::tender::lists::choices;
use rules::tender::scale::Scale;
use serde::Serialize;

use super::contracts::ContractHead;
use super::panel::staff;
use super::procurements::Head;
use super::tenders::TenderHead;
use super::{case, contract_case, figures, own_authority, tender_case};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;

/// Something whose parts and lists have pages.
pub trait OnPages: Holder {
    /// What stands at the head of its pages.
    type Head: Serialize + Send + Sync;

    /// The one with this reference, of the desk's own authority.
    fn open(desk: &Desk<Staff>, reference: &str) -> impl Future<Output = Result<Opened<Self>, Stop>> + Send;

    /// What is told above a list, such as how much of the weight is given.
    fn told(&self, list: &str) -> Vec<String>;

    /// What a list can be begun with, as code and label; whatever it holds then gives way.
    fn begins_with(&self, list: &str) -> Vec<(&'static str, &'static str)>;

    /// Where prose names a figure that begins so.
    fn named_in(
        opened: &Opened<Self>,
        desk: &Desk<Staff>,
        begins: &str,
    ) -> impl Future<Output = Result<Vec<String>, Stop>> + Send;
}

/// One of them, with what its forms choose from.
pub struct Opened<T: OnPages> {
    /// What it is.
    pub holder: T,
    /// Whose it is.
    pub authority: Authority,
    /// What its fields choose from.
    pub lists: Lists,
    /// What its prose may name.
    pub figures: Figures,
    /// What stands at the head of its pages.
    pub head: T::Head,
    /// What it is called in addresses.
    pub reference: String,
    /// The path of its overview.
    pub path: String,
}

impl<T: OnPages> Opened<T> {
    /// Why one of its parts or lists is fixed for someone who may write others, by its code.
    #[must_use]
    pub fn fixed(&self, code: &str, actor: &Actor) -> Option<String> {
        self.holder.may_write(actor).ok()?;
        self.holder.may_write_there(code, actor).err().map(|refusal| refusal.first())
    }

    /// The path of one of its lists.
    #[must_use]
    pub fn list_path(&self, code: &str) -> String {
        format!("{}/list/{code}", self.path)
    }
}

impl OnPages for Writing {
    type Head = TenderHead;

    async fn open(desk: &Desk<Staff>, reference: &str) -> Result<Opened<Self>, Stop> {
        let tender = tender_case(desk, reference).await?;
        let procurement = desk.procurement_of(&tender).await?.ok_or(Stop::NotFound)?;
        let writing = Self { tender, procurement, now: desk.now };
        Ok(Opened {
            lists: choices(&writing),
            figures: Figures::default(),
            head: TenderHead::of(desk, &writing.tender),
            reference: writing.tender.row.reference.clone(),
            path: format!("/tenders/{}", writing.tender.row.reference),
            authority: own_authority(desk).await?,
            holder: writing,
        })
    }

    fn told(&self, list: &str) -> Vec<String> {
        if list == "criteria" { weights_given(&self.tender) } else { Vec::new() }
    }

    fn begins_with(&self, list: &str) -> Vec<(&'static str, &'static str)> {
        let scales = || Scale::ALL.iter().map(|scale| (scale.code(), scale.label())).collect();
        if list == "scale" { scales() } else { Vec::new() }
    }

    /// Prose of a tender names no figures: they were read out when it was made.
    async fn named_in(_: &Opened<Self>, _: &Desk<Staff>, _: &str) -> Result<Vec<String>, Stop> {
        Ok(Vec::new())
    }
}

impl OnPages for Procurement {
    type Head = Head;

    async fn open(desk: &Desk<Staff>, reference: &str) -> Result<Opened<Self>, Stop> {
        let (procurement, authority) = case(desk, reference).await?;
        Ok(Opened {
            lists: lists(&authority, Some(&procurement)),
            figures: figures(desk, &procurement, &authority),
            head: Head::of(desk, &procurement, &authority),
            reference: procurement.row.reference.clone(),
            path: format!("/procurements/{}", procurement.row.reference),
            holder: procurement,
            authority,
        })
    }

    fn told(&self, _list: &str) -> Vec<String> {
        Vec::new()
    }

    fn begins_with(&self, _list: &str) -> Vec<(&'static str, &'static str)> {
        Vec::new()
    }

    async fn named_in(opened: &Opened<Self>, desk: &Desk<Staff>, begins: &str) -> Result<Vec<String>, Stop> {
        let mut own = std::collections::BTreeMap::new();
        for kind in kinds(opened.authority.row.report_style) {
            let report = desk.report(opened.holder.row.id, *kind).await?;
            own.extend(report.map(|report| report.own()).unwrap_or_default());
        }
        Ok(stands_in(&opened.holder, &own, begins).into_iter().collect())
    }
}

impl OnPages for Contract {
    type Head = ContractHead;

    async fn open(desk: &Desk<Staff>, reference: &str) -> Result<Opened<Self>, Stop> {
        let (contract, authority) = contract_case(desk, reference).await?;
        let mut offered = lists(&authority, None);
        offered.0.extend(index::choices(&desk.index_series().await?).0);
        offered.0.extend(staff(&desk.people().await?).0);
        offered.0.extend(rules::organisation::choices(&desk.organisations().await?).0);
        Ok(Opened {
            lists: offered,
            figures: Figures::default(),
            head: ContractHead::of(desk, &contract),
            reference: contract.row.reference.clone(),
            path: format!("/contracts/{}", contract.row.reference),
            holder: contract,
            authority,
        })
    }

    fn told(&self, _list: &str) -> Vec<String> {
        Vec::new()
    }

    fn begins_with(&self, _list: &str) -> Vec<(&'static str, &'static str)> {
        Vec::new()
    }

    /// Prose of a contract names no figures.
    async fn named_in(_: &Opened<Self>, _: &Desk<Staff>, _: &str) -> Result<Vec<String>, Stop> {
        Ok(Vec::new())
    }
}
