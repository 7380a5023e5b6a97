//! What every page of one tender shows at its head.

use rules::access::Act;
use rules::tender::edit::may_write;
use rules::tender::{Standing, Tender};
use rules::{Refusal, Why};
use serde::Serialize;

use crate::store::Staff;
use crate::web::desk::Desk;

/// What every page of one tender shows at its head.
#[derive(Serialize)]
pub struct TenderHead {
    reference: String,
    title: String,
    standing: Stamp,
    /// Whether they may read the tender's own pages; an evaluator reads its evaluation alone.
    reads: bool,
    is_published: bool,
    may_write: bool,
    why_not: Option<String>,
}

/// Where a tender stands, with its word and its colour's name.
#[derive(Serialize)]
pub struct Stamp {
    code: &'static str,
    label: &'static str,
}

impl Stamp {
    /// From where it stands.
    #[must_use]
    pub fn of(standing: Standing) -> Self {
        Self { code: standing.code(), label: standing.label() }
    }
}

/// Why it cannot be changed, for a reader who may not even want to.
fn why_not(refusal: Refusal) -> String {
    match refusal.kind {
        Why::NotYours => "You can read this. A procurement officer can change it.".to_owned(),
        _ => refusal.first(),
    }
}

impl TenderHead {
    /// The head for whoever sits at the desk.
    #[must_use]
    pub fn of(desk: &Desk<Staff>, tender: &Tender) -> Self {
        let write = may_write(tender, &desk.actor, desk.now);
        Self {
            reference: tender.row.reference.clone(),
            title: tender.row.title.clone(),
            standing: Stamp::of(tender.standing(desk.now)),
            reads: desk.may(Act::ReadProcurements),
            is_published: tender.published().is_some(),
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
