//! What does not add up between the decision to begin, the terms and the award.

use chrono::{DateTime, Utc};

use super::{Awarding, Lotted, Tendered};
use crate::law::clock::uk_date;
use crate::law::dates::long_date;
use crate::procurement::Procurement;

/// Everything that does not add up, in sentences. In an open report nothing of it rests on a sealed price.
pub(super) fn checks(p: &Procurement, awarding: &Awarding, now: DateTime<Utc>) -> Vec<String> {
    let mut all = Vec::new();
    for (tender, lot) in awarding.lots() {
        all.extend(weights(p, tender, lot));
        all.extend(start(lot, now));
        all.extend(over_budget(lot));
    }
    all.extend(without_question(p, awarding));
    all
}

fn weights(p: &Procurement, tender: &Tendered, lot: &Lotted) -> Option<String> {
    let (price, quality) = p.row.price_weight.zip(p.row.quality_weight)?;
    let terms = &lot.terms;
    ((price, quality) != (terms.price_weight, terms.quality_weight)).then(|| {
        format!(
            "The decision to begin says price {price} and quality {quality}; {} was published with price {} and quality {}.",
            tender.reference, terms.price_weight, terms.quality_weight
        )
    })
}

fn start(lot: &Lotted, now: DateTime<Utc>) -> Option<String> {
    let starts = lot.terms.starts_on?;
    let award = lot.open.as_ref().and_then(|open| open.award.as_ref());
    if award.is_some_and(|award| award.signed_on.is_some()) {
        return None;
    }
    let ends = award.and_then(|award| award.standstill_ends_on).filter(|ends| starts <= *ends);
    match ends {
        Some(ends) => Some(format!(
            "The contract for “{}” is to start on {}, before standstill ends on {}.",
            lot.terms.title,
            long_date(starts),
            long_date(ends)
        )),
        None if starts <= uk_date(now) => Some(format!(
            "The contract for “{}” was to start on {}, and is not signed.",
            lot.terms.title,
            long_date(starts)
        )),
        None => None,
    }
}

/// Only where the price is in the report: in the exempt appendix, or once the bidders were told.
fn over_budget(lot: &Lotted) -> Option<String> {
    let (price, most) = lot.price().zip(lot.most)?;
    (price > most).then(|| {
        format!(
            "The price of {price} for “{}” is above the {most} that it may cost at most.",
            lot.terms.title
        )
    })
}

fn without_question(p: &Procurement, awarding: &Awarding) -> Vec<String> {
    if awarding.tenders.is_empty() {
        return Vec::new();
    }
    let asked =
        |id| awarding.lots().any(|(_, lot)| lot.terms.criteria.iter().any(|it| it.outcome == Some(id)));
    let lost = p.outcomes.iter().filter(|outcome| !asked(outcome.id));
    lost.map(|outcome| {
        format!(
            "No question of the tender asks about the outcome “{}”.",
            crate::report::in_few_words(&outcome.says)
        )
    })
    .collect()
}
