//! What every page of one contract shows at its head.

use entity::choice::Choice;
use entity::state::ContractStage;
use rules::contract::Contract;
use rules::rows::Holder;
use rules::{Refusal, Why};
use serde::Serialize;

use crate::store::Staff;
use crate::web::desk::Desk;

/// What every page of one contract shows at its head.
#[derive(Serialize)]
pub struct ContractHead {
    reference: String,
    title: String,
    supplier: String,
    contract: Stamp,
    may_write: bool,
    why_not: Option<String>,
}

/// How far a contract has come, with its word and its colour's name.
#[derive(Serialize)]
pub struct Stamp {
    code: &'static str,
    label: &'static str,
}

impl Stamp {
    /// From its stage.
    #[must_use]
    pub fn of(stage: ContractStage) -> Self {
        Self { code: stage.code(), label: stage.label() }
    }
}

/// Why it cannot be changed, for a reader who may not even want to.
fn why_not(refusal: Refusal) -> String {
    match refusal.kind {
        Why::NotYours => {
            "You can read this. A contract manager or procurement officer can change it.".to_owned()
        }
        _ => refusal.first(),
    }
}

impl ContractHead {
    /// The head for whoever sits at the desk.
    #[must_use]
    pub fn of(desk: &Desk<Staff>, contract: &Contract) -> Self {
        let write = contract.may_write(&desk.actor);
        Self {
            reference: contract.row.reference.clone(),
            title: contract.row.title.clone(),
            supplier: contract.row.supplier.clone(),
            contract: Stamp::of(contract.row.stage),
            may_write: write.is_ok(),
            why_not: write.err().map(why_not),
        }
    }

    /// What it is called.
    #[must_use]
    pub fn reference(&self) -> &str {
        &self.reference
    }
}
