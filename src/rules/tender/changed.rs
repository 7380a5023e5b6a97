//! What changed between two versions of the terms, found by comparing them.

use entity::choice::Choice;
use entity::number::{BasisPoints, Pence};

use super::terms::{CriterionTerms, LotTerms, Terms};
use crate::law::clock::long_instant;
use crate::law::dates::long_date;

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is.
    pub what: String,
    /// What it was; nothing for what is new.
    pub was: Option<String>,
    /// What it is now; nothing for what was taken out.
    pub now: Option<String>,
}

impl Difference {
    /// `Deadline: was 12 noon on 3 September 2026, now 12 noon on 10 September 2026.` Long texts are cut short; both
    /// versions can be read in full.
    #[must_use]
    pub fn line(&self) -> String {
        let what = &self.what;
        match (&self.was, &self.now) {
            (Some(was), Some(now)) => format!("{what}: was {}, now {}.", short(was), short(now)),
            (None, Some(now)) => format!("{what}: new, {}.", short(now)),
            (Some(was), None) => format!("{what}: taken out, was {}.", short(was)),
            (None, None) => format!("{what}."),
        }
    }
}

/// A list of what differs, as people read it.
#[must_use]
pub fn in_lines(differences: &[Difference]) -> String {
    differences.iter().map(|one| format!("- {}", one.line())).collect::<Vec<_>>().join("\n")
}

/// Everything that differs, in the order of the terms.
#[must_use]
pub fn changes(before: &Terms, after: &Terms) -> Vec<Difference> {
    let (was, now) = (facts(before), facts(after));
    let text = |facts: &[Fact], key: &str| {
        facts
            .iter()
            .find(|fact| fact.key == key)
            .map(|fact| fact.says.clone())
            .filter(|says| !says.is_empty())
    };
    let gone = was.iter().filter(|fact| now.iter().all(|other| other.key != fact.key));
    now.iter()
        .chain(gone)
        .map(|fact| Difference {
            what: fact.label.clone(),
            was: text(&was, &fact.key),
            now: text(&now, &fact.key),
        })
        .filter(|difference| difference.was != difference.now)
        .collect()
}

/// One line, at most this many characters.
const SHORT: usize = 160;

fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_end_matches('.');
    if line.chars().count() <= SHORT {
        return format!("“{line}”");
    }
    let cut: String = line.chars().take(SHORT).collect();
    format!("“{}…”", cut.trim_end())
}

struct Fact {
    key: String,
    label: String,
    says: String,
}

fn fact(key: impl Into<String>, label: impl Into<String>, says: impl Into<String>) -> Fact {
    Fact { key: key.into(), label: label.into(), says: says.into() }
}

/// Every fact of the terms, each under a key that stays while its words change.
fn facts(terms: &Terms) -> Vec<Fact> {
    let none = String::new();
    let mut all = vec![
        fact("deadline", "Deadline", long_instant(terms.deadline)),
        fact("questions", "Questions until", long_instant(terms.questions_until)),
        fact("award", "Award planned by", terms.award_planned.map(long_date).unwrap_or_default()),
        fact("title", "Title", &terms.title),
        fact("description", "Description", &terms.description),
        fact("cpv", "CPV codes", terms.cpv_codes.join(", ")),
        fact("value", "Value", money(terms.value)),
        fact("contact", "Contact", &terms.contact),
        fact("lots reason", "Why it is not divided into lots", terms.lots_reason.as_ref().unwrap_or(&none)),
        fact("engagement", "Market engagement", terms.engagement.as_ref().unwrap_or(&none)),
        fact("notice", "Official notice", notice(terms)),
        fact("price basis", "What counts as the price", &terms.price_basis),
    ];
    for step in &terms.scale {
        let label = format!("Score {}", step.score);
        all.push(fact(format!("score {}", step.score), label, format!("{}: {}", step.label, step.words)));
    }
    for (place, condition) in terms.conditions.iter().enumerate() {
        let says = format!(
            "{}: {} {} ({})",
            condition.kind.label(),
            condition.says,
            condition.evidence.as_deref().unwrap_or_default(),
            condition.needed_by.label().to_lowercase()
        );
        all.push(fact(
            format!("condition {}", condition.id.0),
            format!("Condition of participation {}", place + 1),
            says,
        ));
    }
    for lot in &terms.lots {
        all.extend(of_lot(lot, terms.lots.len() > 1));
    }
    for file in &terms.files {
        all.push(fact(
            format!("file {}", file.id.0),
            format!("Document “{}”", file.title),
            format!(
                "{}, {} ({}), {} bytes, SHA-256 {}",
                file.title, file.name, file.media, file.bytes, file.sha256
            ),
        ));
    }
    all
}

fn of_lot(lot: &LotTerms, several: bool) -> Vec<Fact> {
    let whose = |label: &str| {
        if several { format!("Lot “{}”, {}", lot.title, lower(label)) } else { label.to_owned() }
    };
    let of =
        |key: &str, label: &str, says: String| fact(format!("lot {} {key}", lot.id.0), whose(label), says);
    let mut all = vec![
        of("title", "Title of the lot", lot.title.clone()),
        of("description", "Description of the lot", lot.description.clone().unwrap_or_default()),
        of("starts", "First day of the contract", lot.starts_on.map(long_date).unwrap_or_default()),
        of("term", "Term", format!("{} months, {} at the longest", lot.months, lot.longest_months)),
        of("value", "Value of the lot", money(lot.value)),
        of("years", "Yearly prices in a bid", lot.price_years.to_string()),
        of("weights", "Weights", format!("price {}, quality {}", lot.price_weight, lot.quality_weight)),
        of("formula", "Price formula", formula(lot)),
        of("ceiling", "Price ceiling", ceiling(lot)),
        of("rank", "Ranked on", lot.rank_on.label().to_owned()),
        of("minimum", "Least quality overall", share(lot.overall_minimum)),
        of("disqualifies", "A bid below a minimum is out", lot.minimum_disqualifies.label().to_owned()),
        of("fails", "If the winner falls away", label(lot.if_winner_fails)),
    ];
    for criterion in &lot.criteria {
        let label = format!("“{}”", criterion.title);
        all.push(of(&format!("criterion {}", criterion.id.0), &label, said(lot, criterion)));
    }
    let ties = lot.tie_breaks.iter().map(|tie| {
        let title =
            lot.criteria.iter().find(|one| Some(one.id) == tie.criterion).map(|one| one.title.as_str());
        match title {
            Some(title) => format!("{}: {title}", tie.rule.label()),
            None => tie.rule.label().to_owned(),
        }
    });
    all.push(of("ties", "What separates equal totals", ties.collect::<Vec<_>>().join("; ")));
    let samples = lot.samples.iter().map(|one| format!("{}: {}, {}", one.name, one.price, one.quality));
    all.push(of("samples", "Sample bids of the worked example", samples.collect::<Vec<_>>().join("; ")));
    all
}

fn notice(terms: &Terms) -> String {
    let notice = &terms.notice;
    let link = notice.link.iter().map(|link| format!(" ({link})")).collect::<String>();
    format!("{}{link}, published at {}", notice.reference, long_instant(notice.published_at))
}

fn said(lot: &LotTerms, criterion: &CriterionTerms) -> String {
    let mut parts = vec![format!("{}: {}", criterion.title, criterion.weight)];
    let heading = lot.criteria.iter().find(|one| Some(one.id) == criterion.parent);
    parts.extend(heading.map(|heading| format!("under “{}”", heading.title)));
    parts.extend(criterion.word_limit.map(|limit| format!("at most {limit} words")));
    parts.extend(criterion.minimum.map(|least| format!("minimum score {least}")));
    parts.extend(criterion.question.clone());
    parts.join(", ")
}

fn formula(lot: &LotTerms) -> String {
    match (lot.benchmark_floor, lot.benchmark_ceiling) {
        (Some(floor), Some(ceiling)) => format!("{}, {floor} to {ceiling}", lot.formula.label()),
        _ => lot.formula.label().to_owned(),
    }
}

fn ceiling(lot: &LotTerms) -> String {
    let above = lot.above_ceiling.map(|above| format!("; above it: {}", lower(above.label())));
    lot.ceiling.map(|most| format!("{most}{}", above.unwrap_or_default())).unwrap_or_default()
}

fn label<C: Choice>(value: Option<C>) -> String {
    value.map(|value| value.label().to_owned()).unwrap_or_default()
}

fn money(value: Option<Pence>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn share(value: Option<BasisPoints>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn lower(label: &str) -> String {
    let mut signs = label.chars();
    signs.next().map(|first| first.to_lowercase().chain(signs).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
