//! The variations of a contract: why, on which ground, what each did, and the running share of the original value.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::contract_variation;
use entity::gaps::Gaps;
use entity::number::Pence;
use entity::state::ContractStage;
use rules::access::Act;
use rules::contract::Contract;
use rules::contract::law::law_of;
use rules::contract::notices::MOST_AT_ONCE;
use rules::contract::vary::{choices, fields, own_share, running_share, vary};
use rules::exact::{Exact, two_decimals, whole};
use rules::field::{draft, long_day};
use rules::{Refusal, Why};
use serde::Serialize;

use super::contract_case;
use super::contracts::ContractHead;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::view::Page;

#[derive(Serialize)]
struct ListPage {
    head: ContractHead,
    reference: String,
    facts: Vec<(&'static str, String)>,
    rows: Vec<Varied>,
    may_vary: bool,
    /// Why none can be recorded, for someone who may.
    why_not: Option<String>,
}

#[derive(Serialize)]
struct Varied {
    number: i32,
    effective_on: String,
    ground: &'static str,
    reason: String,
    change: String,
    value_after: Option<String>,
    own: String,
    running: String,
    details: Vec<(&'static str, String)>,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "variations/list.html";
    fn title(&self) -> String {
        format!("Variations – {}", self.reference)
    }
}

/// All of them, in order.
pub async fn list(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let (contract, _) = contract_case(&desk, &reference).await?;
    let finding = law_of(&contract, desk.now);
    let may = may_vary(&desk, &contract).and_then(|()| fields(&finding).map(|_| ()));
    let row = &contract.row;
    let money = |sum: Option<Pence>| sum.map_or_else(|| "Not yet given".to_owned(), |sum| sum.to_string());
    let law = [finding.regime.words(), finding.standing.words()].join(". ");
    desk.page(&ListPage {
        head: ContractHead::of(&desk, &contract),
        facts: vec![
            ("Law that governs it", format!("{law}.")),
            ("Value when it was signed", money(row.value)),
            ("Value with all variations", money(row.value_now.or(row.value))),
        ],
        rows: contract.variations.iter().map(|row| varied(&contract, row)).collect(),
        may_vary: may.is_ok(),
        why_not: may.err().filter(|why| why.kind != Why::NotYours).map(|why| why.first()),
        reference,
    })
}

fn may_vary(desk: &Desk<Staff>, contract: &Contract) -> Result<(), Refusal> {
    contract.acts(Act::WriteContract, &desk.actor)?;
    match contract.row.stage {
        ContractStage::InForce => Ok(()),
        ContractStage::SettingUp => Err(Refusal::of(
            Why::NotNow,
            "The contract is being set up, so it is changed there. Variations are recorded once it is in force.",
        )),
        ContractStage::Ended | ContractStage::Abandoned => {
            Err(Refusal::of(Why::NotNow, "The contract is over, so nothing can be varied."))
        }
    }
}

fn varied(contract: &Contract, row: &contract_variation::Model) -> Varied {
    let mut details = vec![
        ("Agreed on", long_day(row.agreed_on)),
        ("What is changed, and why", row.reason.clone()),
        ("Legal ground", row.ground.label().to_owned()),
    ];
    details.extend(row.ground_note.clone().map(|note| ("Why that ground holds", note)));
    details.push(("Changes materially what is bought", row.scope_changes.label().to_owned()));
    details.push(("Shifts the economic balance to the provider", row.favours_supplier.label().to_owned()));
    details.extend(term_change(contract, row).map(|says| ("Term", says)));
    let providers = row.supplier_before.as_ref().zip(row.supplier_after.as_ref());
    details.extend(providers.map(|(before, after)| ("Provider", format!("{before} before, {after} since"))));
    Varied {
        number: row.number,
        effective_on: long_day(row.effective_on),
        ground: row.ground.label(),
        reason: row.reason.clone(),
        change: signed(row.value_change),
        value_after: row.value_after.map(|value| value.to_string()),
        own: percent(own_share(contract, row)),
        running: percent(running_share(contract, row.number)),
        details,
    }
}

/// What a variation did to a part of the term.
fn term_change(contract: &Contract, row: &contract_variation::Model) -> Option<String> {
    let place = contract.periods.iter().position(|period| Some(period.id) == row.period_id)?;
    let length = |months: Option<i32>, last: Option<chrono::NaiveDate>| match (last, months) {
        (Some(last), _) => format!("until {}", long_day(last)),
        (None, Some(1)) => "1 month".to_owned(),
        (None, Some(months)) => format!("{months} months"),
        (None, None) => "no length".to_owned(),
    };
    let before = length(row.months_before, row.last_day_before);
    let after = length(row.months_after, row.last_day_after);
    Some(format!("Part {}: {before} before, {after} since", place + 1))
}

fn signed(change: Pence) -> String {
    match change.0 {
        0 => "None".to_owned(),
        1.. => format!("+{change}"),
        ..0 => format!("−{}", Pence(change.0.saturating_abs())),
    }
}

fn percent(share: Option<Exact>) -> String {
    share
        .map_or_else(|| "Cannot tell".to_owned(), |share| format!("{}%", two_decimals(&(share * whole(100)))))
}

#[derive(Serialize)]
struct NewPage {
    head: ContractHead,
    reference: String,
    form: Form,
}

impl Page for NewPage {
    const TEMPLATE: &'static str = "variations/new.html";
    fn title(&self) -> String {
        format!("Record a variation – {}", self.reference)
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// The form of one.
pub async fn new(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    draw_new(&desk, &reference, None).await
}

/// Records one and goes back to the list.
pub async fn save(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let (contract, authority) = contract_case(&posted, &reference).await?;
    let (id, ids) = (posted.new_id().await?, posted.new_ids(MOST_AT_ONCE).await?);
    let read = fields(&law_of(&contract, posted.now))
        .and_then(|fields| draft(&fields, &posted.typed, &choices(&contract), &Gaps::default()));
    let change = read.and_then(|draft| {
        vary(&contract, &authority, id, &ids, &draft, posted.seen(), &posted.actor, posted.now)
    });
    match posted.settle(change, &format!("/contracts/{reference}/variations")).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_new(&posted, &reference, Some(&again)).await,
    }
}

async fn draw_new(desk: &Desk<Staff>, reference: &str, again: Option<&Again>) -> Result<Response, Stop> {
    let (contract, _) = contract_case(desk, reference).await?;
    if again.is_none() {
        may_vary(desk, &contract)?;
    }
    let fields = fields(&law_of(&contract, desk.now))?;
    let holds = Holds { values: &[], gaps: &Gaps::default() };
    let action = format!("/contracts/{reference}/variations/new");
    desk.page(&NewPage {
        head: ContractHead::of(desk, &contract),
        form: draw(action, contract.row.version, &fields, &holds, &choices(&contract), again),
        reference: contract.row.reference,
    })
}
