//! One contract at a glance, with what is to be set up, and what comes next.

use axum::extract::Path;
use axum::response::Response;
use entity::contract;
use entity::number::Pence;
use entity::state::ContractStage;
use rules::access::Act;
use rules::contract::begin::obstacles;
use rules::contract::parts::TASKS;
use rules::field::long_day;
use rules::law::clock::uk_date;
use serde::Serialize;

use super::ContractHead;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::contract_case;
use crate::web::pages::tasks::Tasks;
use crate::web::pages::term::{Coming, coming};
use crate::web::view::Page;

#[derive(Serialize)]
struct ShowPage {
    head: ContractHead,
    reference: String,
    title: String,
    version: i32,
    glance: Vec<(&'static str, String)>,
    /// What stands in the way of putting it in force; nothing once it is.
    missing: Vec<String>,
    /// Whether the reader can put it in force, take it back, or record its end.
    setting_up: bool,
    in_force: bool,
    may_write: bool,
    procurement: Option<String>,
    /// What comes next before each break, the loud ones apart.
    loud: Vec<Coming>,
    /// Whether returns are to come, and nothing is measured yet.
    unmeasured: bool,
    coming: Vec<Coming>,
    tasks: Tasks,
}

impl Page for ShowPage {
    const TEMPLATE: &'static str = "contracts/show.html";
    fn title(&self) -> String {
        format!("{}: {}", self.reference, self.title)
    }
}

/// One contract at a glance.
pub async fn show(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let (contract, authority) = contract_case(&desk, &reference).await?;
    let setting_up = contract.row.stage == ContractStage::SettingUp;
    let in_force = contract.row.stage == ContractStage::InForce;
    let ahead = if in_force { coming(&contract, &authority, uk_date(desk.now)) } else { Vec::new() };
    let (loud, coming) = ahead.into_iter().partition(Coming::is_loud);
    desk.page(&ShowPage {
        loud,
        coming,
        head: ContractHead::of(&desk, &contract),
        missing: if setting_up { obstacles(&contract) } else { Vec::new() },
        setting_up,
        in_force,
        unmeasured: in_force && contract.row.returns_every.is_some() && contract.kpis.is_empty(),
        may_write: desk.may(Act::WriteContract),
        procurement: desk.procurement_of_contract(&contract).await?,
        tasks: Tasks::of(&contract, &format!("/contracts/{reference}"), TASKS),
        glance: glance(&contract.row),
        version: contract.row.version.0,
        title: contract.row.title,
        reference: contract.row.reference,
    })
}

fn glance(row: &contract::Model) -> Vec<(&'static str, String)> {
    let unknown = || "Not yet given".to_owned();
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(unknown, long_day);
    let money = |sum: Option<Pence>| sum.map_or_else(unknown, |sum| sum.to_string());
    vec![
        ("Provider", row.supplier.clone()),
        ("First day", day(row.starts_on)),
        ("Last day as it stands", day(row.ends_on)),
        ("Last day if every option is taken", day(row.longest_on)),
        ("Value, without VAT", money(row.value_now.or(row.value))),
        ("Paid", row.spent.to_string()),
    ]
}
