//! Terms as a page shows them, to the public and to the officer who is about to publish them.

use entity::choice::Choice;
use entity::state::YesNo;
use rules::law::clock::long_instant;
use rules::law::dates::long_date;
use rules::procurement::found::years;
use rules::tender::formula::Scoring;
use rules::tender::terms::{CriterionTerms, FileTerms, LotTerms, Terms};
use serde::Serialize;

use super::worked::{Worked, worked};

/// Terms as a template draws them.
#[derive(Serialize)]
pub struct ShownTerms {
    description: String,
    facts: Vec<(&'static str, String)>,
    timetable: Vec<(&'static str, String)>,
    notice_link: Option<String>,
    price_basis: String,
    scale: Vec<ShownStep>,
    conditions: Vec<ShownCondition>,
    lots: Vec<ShownLot>,
    files: Vec<ShownFile>,
}

#[derive(Serialize)]
struct ShownStep {
    score: i32,
    label: String,
    words: String,
}

#[derive(Serialize)]
struct ShownCondition {
    kind: &'static str,
    says: String,
    evidence: Option<String>,
    needed_by: &'static str,
}

#[derive(Serialize)]
struct ShownLot {
    id: i64,
    title: String,
    description: Option<String>,
    facts: Vec<(&'static str, String)>,
    criteria: Vec<ShownCriterion>,
    ties: Vec<String>,
    formula: Option<Worked>,
}

#[derive(Serialize)]
struct ShownCriterion {
    title: String,
    question: Option<String>,
    weight: String,
    word_limit: Option<i32>,
    minimum: Option<i32>,
    is_heading: bool,
    depth: usize,
}

#[derive(Serialize)]
struct ShownFile {
    id: i64,
    title: String,
    name: String,
    size: String,
    sha256: String,
}

impl ShownTerms {
    /// From the terms.
    #[must_use]
    pub fn of(terms: &Terms) -> Self {
        let mut timetable = vec![
            ("Questions until", long_instant(terms.questions_until)),
            ("Bids until", long_instant(terms.deadline)),
        ];
        timetable.extend(terms.award_planned.map(|day| ("Award planned by", long_date(day))));
        Self {
            description: terms.description.clone(),
            facts: facts(terms),
            timetable,
            notice_link: terms.notice.link.clone(),
            price_basis: terms.price_basis.clone(),
            scale: terms
                .scale
                .iter()
                .map(|step| ShownStep {
                    score: step.score,
                    label: step.label.clone(),
                    words: step.words.clone(),
                })
                .collect(),
            conditions: terms
                .conditions
                .iter()
                .map(|one| ShownCondition {
                    kind: one.kind.label(),
                    says: one.says.clone(),
                    evidence: one.evidence.clone(),
                    needed_by: one.needed_by.label(),
                })
                .collect(),
            lots: terms.lots.iter().map(lot).collect(),
            files: terms.files.iter().map(file).collect(),
        }
    }
}

fn facts(terms: &Terms) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    facts.extend(terms.value.map(|value| ("Value, without VAT, over the longest term", value.to_string())));
    if !terms.cpv_codes.is_empty() {
        facts.push(("CPV codes", terms.cpv_codes.join(", ")));
    }
    facts.push(("Contact", terms.contact.clone()));
    facts.extend(terms.lots_reason.clone().map(|reason| ("Why it is not divided into lots", reason)));
    facts.extend(terms.engagement.clone().map(|says| ("Market engagement", says)));
    let notice = &terms.notice;
    facts.push((
        "Official notice",
        format!("{}, published at {}", notice.reference, long_instant(notice.published_at)),
    ));
    facts
}

fn lot(lot: &LotTerms) -> ShownLot {
    let scoring = Scoring::published(lot);
    ShownLot {
        id: lot.id.0,
        title: lot.title.clone(),
        description: lot.description.clone(),
        facts: lot_facts(lot),
        criteria: lot.criteria.iter().map(|one| criterion(lot, one)).collect(),
        ties: lot
            .tie_breaks
            .iter()
            .map(|tie| {
                let question = lot.criteria.iter().find(|one| Some(one.id) == tie.criterion);
                match question {
                    Some(question) => format!("{}: “{}”", tie.rule.label(), question.title),
                    None => tie.rule.label().to_owned(),
                }
            })
            .collect(),
        formula: worked(&scoring, &[lot.formula], Some(lot.formula)).into_iter().next(),
    }
}

fn lot_facts(lot: &LotTerms) -> Vec<(&'static str, String)> {
    let term = |months: i32| years(u32::try_from(months).unwrap_or_default());
    let mut facts = Vec::new();
    facts.extend(lot.starts_on.map(|day| ("Contract starts", long_date(day))));
    facts.push(("Initial term", term(lot.months)));
    facts.push(("Longest term", term(lot.longest_months)));
    facts.extend(lot.value.map(|value| ("Value, without VAT", value.to_string())));
    facts.push(("Weights", format!("price {}, quality {}", lot.price_weight, lot.quality_weight)));
    facts.push(("Yearly prices in a bid", lot.price_years.to_string()));
    if let Some(ceiling) = lot.ceiling {
        let above = lot.above_ceiling.map(|above| format!(". A bid above it: {}", lower(above.label())));
        facts.push(("Price ceiling", format!("{ceiling}{}", above.unwrap_or_default())));
    }
    facts.push(("Ranked on", lot.rank_on.label().to_owned()));
    if let Some(least) = lot.overall_minimum {
        facts.push(("Least quality overall", format!("{least} of the quality available")));
    }
    if lot.overall_minimum.is_some() || lot.criteria.iter().any(|one| one.minimum.is_some()) {
        let says = match lot.minimum_disqualifies {
            YesNo::Yes => "It is out",
            YesNo::No => "It is ranked all the same",
        };
        facts.push(("A bid below a minimum", says.to_owned()));
    }
    facts.extend(lot.if_winner_fails.map(|rule| ("If the winner falls away", rule.label().to_owned())));
    facts
}

fn criterion(lot: &LotTerms, one: &CriterionTerms) -> ShownCriterion {
    let above = |row: &CriterionTerms| lot.criteria.iter().find(|other| Some(other.id) == row.parent);
    ShownCriterion {
        title: one.title.clone(),
        question: one.question.clone(),
        weight: one.weight.to_string(),
        word_limit: one.word_limit,
        minimum: one.minimum,
        is_heading: lot.criteria.iter().any(|other| other.parent == Some(one.id)),
        depth: std::iter::successors(above(one), |row| above(row)).take(9).count(),
    }
}

fn file(file: &FileTerms) -> ShownFile {
    ShownFile {
        id: file.id.0,
        title: file.title.clone(),
        name: file.name.clone(),
        size: size(file.bytes),
        sha256: file.sha256.clone(),
    }
}

/// `312 KB`, `2 MB`: rounded up, so that nothing is said to be nothing.
fn size(bytes: i64) -> String {
    const KILO: i64 = 1_000;
    match bytes {
        ..KILO => format!("{bytes} bytes"),
        KILO..1_000_000 => format!("{} KB", (bytes + KILO - 1) / KILO),
        _ => format!("{} MB", (bytes + 999_999) / 1_000_000),
    }
}

fn lower(label: &str) -> String {
    let mut signs = label.chars();
    signs.next().map(|first| first.to_lowercase().chain(signs).collect()).unwrap_or_default()
}
