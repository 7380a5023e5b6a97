//! Which columns of a list at least one row fills, so that a table leaves out the others.

use entity::appraised_option;
use entity::gaps::Gap;
use minijinja::Value;
use rules::each_list;
use rules::procurement::Procurement;
use rules::procurement::lists::CODES;
use rules::rows::{Listed, entry};

use super::Facts;
use super::field::Reading;

/// By list and field: whether a row has a value, or waits for one. The amount of a share that comes to
/// one counts.
pub(super) fn of(reading: &Reading, procurement: &Procurement) -> Value {
    let lists = CODES.iter().filter_map(|code| {
        let mut fields = each_list!(*code, of_list(procurement))?;
        if *code == "funding" {
            let mut rows = procurement.fundings.iter();
            let comes_to =
                rows.any(|row| reading.figure(&format!("found.funding.{}.amount", row.id.0)).is_some());
            fields.insert("share_amount".to_owned(), comes_to.into());
        }
        if *code == "options" {
            let blank = |row: &appraised_option::Model| {
                ["strengths", "risks", "benefits"].iter().any(|name| row.gaps.of(name) == Some(Gap::Blank))
            };
            fields.insert("blank".to_owned(), procurement.appraised_options.iter().any(blank).into());
        }
        Some((code.replace('-', "_"), Value::from(fields)))
    });
    Value::from(lists.collect::<Facts>())
}

fn of_list<E: Listed<Of = Procurement>>(procurement: &Procurement) -> Facts {
    let rows: Vec<_> = E::rows(procurement).iter().map(entry::<E>).collect();
    let fields = E::FIELDS.iter().enumerate().map(|(column, field)| {
        let gives = rows.iter().any(|row| {
            let given = row.values.get(column).is_some_and(|value| *value != value.as_null());
            given || row.gaps.of(field.name) == Some(Gap::ToBeConfirmed)
        });
        (field.name.to_owned(), Value::from(gives))
    });
    fields.collect()
}
