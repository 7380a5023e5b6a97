//! Money by source.

use entity::funding;
use minijinja::Value;
use rules::procurement::Procurement;

use super::field::Reading;

/// The sources of funding; where a share comes to an amount, that stands for the amount.
pub(super) fn fundings(reading: &Reading, procurement: &Procurement) -> Value {
    let rows = procurement.fundings.iter().map(|row| {
        let mut facts = reading.row::<funding::Entity>(row);
        if let Some(comes_to) = reading.figure(&format!("found.funding.{}.amount", row.id.0)) {
            facts.insert("amount".to_owned(), comes_to.into());
        }
        facts
    });
    Value::from_iter(rows.collect::<Vec<_>>())
}
