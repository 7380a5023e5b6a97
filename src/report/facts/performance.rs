//! A contract with what it came to, by the names that templates of reports on performance use.

mod course;
mod kpis;

use entity::choice::Choice;
use minijinja::Value;
use rules::field::long_day;
use rules::report::Figures;
use rules::report::performance::{Performance, Which};

use super::at_break::{money, notices_of, watch};
use super::awarding::{facts, figure, text};
use super::field::Reading;
use super::{Facts, risks};
use crate::report::markdown::NOT_WRITTEN;
use crate::report::piece::Piece;

const FIGURES: &[&str] = &[
    "contract.reference",
    "contract.supplier",
    "contract.starts_on",
    "contract.value",
    "contract.value_now",
    "contract.ends_on",
    "contract.longest_on",
    "money.price",
    "money.paid",
    "money.forecast",
    "money.variance",
    "money.secured",
    "money.unsecured",
    "variations.added",
    "variations.share",
];

/// Everything a template can name.
pub(in crate::report) fn of(of: &Performance<'_>, figures: &Figures) -> Value {
    let reading = Reading { figures };
    let contract = &of.source.contract;
    let mut all: Facts =
        FIGURES.iter().map(|name| (name.replace('.', "_"), figure(&reading, name))).collect();
    all.extend(watch::of(contract, of.today));
    all.extend(money::of(&reading, contract, &of.money, of.today));
    all.extend(kpis::of(of));
    all.extend(course::of(of));
    all.extend(head(of));
    all.insert("written".to_owned(), written(&reading, of));
    all.insert("risk_key".to_owned(), risks::key(of.authority));
    all.insert("notices_of".to_owned(), Value::from_iter(notices_of(contract)));
    Value::from(all)
}

fn head(of: &Performance<'_>) -> Facts {
    let row = &of.source.contract.row;
    let period = of.period().map(|one| of.seen.period_words(one)).unwrap_or_default();
    facts([
        ("is_public", of.is_public().into()),
        ("is_review", matches!(of.which, Which::Review).into()),
        ("is_option", false.into()),
        ("title", text(&row.title)),
        ("department", text(row.department.as_deref().unwrap_or_default())),
        ("period", text(&period)),
        ("first_on", text(&long_day(of.span.first))),
        ("last_on", text(&long_day(of.span.last))),
        ("today", text(&long_day(of.today))),
        ("stage", text(row.stage.label())),
    ])
}

/// What people wrote for it. A copy that may not show it leaves no room for it.
fn written(reading: &Reading, of: &Performance<'_>) -> Value {
    let row = of.text();
    let says = |text: Option<&String>| -> Value {
        match text {
            Some(says) => Piece::blocks(reading.prose(says)).into(),
            None if of.is_public() => Piece::text("").unasked().into(),
            None => Piece::text(NOT_WRITTEN).unasked().into(),
        }
    };
    Value::from(facts([
        ("summary", says(row.and_then(|row| row.summary.as_ref()))),
        ("findings", says(row.and_then(|row| row.findings.as_ref()))),
        ("lessons", says(row.and_then(|row| row.lessons.as_ref()))),
        ("recommendation", says(row.and_then(|row| row.recommendation.as_ref()))),
    ]))
}
