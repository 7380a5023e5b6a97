//! The file that describes a lot. Its shape is issue 5's; fields it does not know are refused.

use std::collections::BTreeMap;

use rules::Problem;
use rules::evaluation::{Bid, Criterion, Lot, RankOn, TieBreak};
use rules::price::{Benchmark, PriceFormula};
use serde::Deserialize;
use serde_json::Value;

use super::leaf::{Entries, Leaves};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LotFile {
    price_weight: Option<Value>,
    quality_weight: Option<Value>,
    price_formula: Option<FormulaFile>,
    scale_max: Option<Value>,
    criteria: Option<Vec<CriterionFile>>,
    overall_minimum_percent: Option<Value>,
    minimum_disqualifies: Option<Value>,
    rank_on: Option<Value>,
    tie_break: Option<Vec<Value>>,
    bids: Option<Vec<BidFile>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormulaFile {
    kind: Option<Value>,
    floor: Option<Value>,
    ceiling: Option<Value>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CriterionFile {
    id: Option<Value>,
    weight: Option<Value>,
    minimum: Option<Value>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BidFile {
    id: Option<Value>,
    price: Option<Value>,
    scores: Option<Entries>,
    excluded: Option<Value>,
}

/// The lot a file describes, or everything in it that cannot be read. Whether the lot makes sense is for the
/// rules to say.
pub(super) fn lot(bytes: &[u8]) -> Result<Lot, Vec<Problem>> {
    let file = parse(bytes).map_err(|problem| vec![problem])?;
    let mut leaves = Leaves::default();
    match read(&file, &mut leaves) {
        Some(lot) if leaves.problems.is_empty() => Ok(lot),
        _ => Err(leaves.problems),
    }
}

fn parse(bytes: &[u8]) -> Result<LotFile, Problem> {
    let mut from = serde_json::Deserializer::from_slice(bytes);
    let file: LotFile = serde_path_to_error::deserialize(&mut from).map_err(|error| {
        let (path, why) = (error.path().to_string(), format!("{}.", error.inner()));
        if path == "." || error.inner().is_syntax() || error.inner().is_eof() {
            Problem::whole(format!("The file is not as it should be: {why}"))
        } else {
            Problem::at(&path, why.replacen("unknown field", "There is no such field as", 1))
        }
    })?;
    from.end().map_err(|error| Problem::whole(format!("The file goes on after its end: {error}.")))?;
    Ok(file)
}

/// Every value is read before anything is given up, so that all problems are told at once.
fn read(file: &LotFile, leaves: &mut Leaves) -> Option<Lot> {
    let weight = |leaves: &mut Leaves, path: &str, value: &Option<Value>| {
        leaves.needed(path, value).and_then(|value| leaves.decimal(path, value))
    };
    let price_weight = weight(leaves, "price_weight", &file.price_weight);
    let quality_weight = weight(leaves, "quality_weight", &file.quality_weight);
    let price_formula =
        leaves.needed("price_formula", &file.price_formula).and_then(|it| formula(it, leaves));
    let scale_max = whole(leaves, "scale_max", &file.scale_max);
    let criteria = leaves
        .needed("criteria", &file.criteria)
        .and_then(|all| each(all, "criteria", |path, it| criterion(path, it, leaves)));
    let least = &file.overall_minimum_percent;
    let overall_minimum_percent =
        least.as_ref().and_then(|value| leaves.decimal("overall_minimum_percent", value));
    let minimum_disqualifies = disqualifies(file, leaves);
    let rank_on = leaves.needed("rank_on", &file.rank_on).and_then(|value| rank_on(value, leaves));
    let tie_break = file.tie_break.as_deref().unwrap_or_default();
    let tie_break = each(tie_break, "tie_break", |path, value| tie_break_of(path, value, leaves));
    let bids =
        leaves.needed("bids", &file.bids).and_then(|all| each(all, "bids", |path, it| bid(path, it, leaves)));
    Some(Lot {
        price_weight: price_weight?,
        quality_weight: quality_weight?,
        price_formula: price_formula?,
        scale_max: scale_max?,
        criteria: criteria?,
        overall_minimum_percent,
        minimum_disqualifies: minimum_disqualifies?,
        rank_on: rank_on?,
        tie_break: tie_break?,
        bids: bids?,
    })
}

/// All of a list, each read with its path; nothing if any could not be.
fn each<T, R>(all: &[T], list: &str, mut read: impl FnMut(&str, &T) -> Option<R>) -> Option<Vec<R>> {
    let read: Vec<_> = all.iter().enumerate().map(|(at, one)| read(&format!("{list}[{at}]"), one)).collect();
    read.into_iter().collect()
}

fn whole(leaves: &mut Leaves, path: &str, value: &Option<Value>) -> Option<i64> {
    leaves.needed(path, value).and_then(|value| leaves.integer(path, value))
}

fn text(leaves: &mut Leaves, path: &str, value: &Option<Value>) -> Option<String> {
    leaves.needed(path, value).and_then(|value| leaves.text(path, value))
}

fn formula(file: &FormulaFile, leaves: &mut Leaves) -> Option<PriceFormula> {
    let kind = text(leaves, "price_formula.kind", &file.kind)?;
    if kind == "benchmark" {
        return benchmark(file, leaves);
    }
    for (path, given) in [("price_formula.floor", &file.floor), ("price_formula.ceiling", &file.ceiling)] {
        if given.is_some() {
            leaves.refuse(path, "Only the benchmark formula has a floor and a ceiling.");
        }
    }
    let known = PriceFormula::WITHOUT_PARAMETERS.into_iter().find(|formula| formula.code() == kind);
    if known.is_none() {
        let codes = PriceFormula::WITHOUT_PARAMETERS.map(PriceFormula::code).join(", ");
        leaves
            .refuse("price_formula.kind", format!("There is no such formula. There are {codes}, benchmark."));
    }
    known
}

fn benchmark(file: &FormulaFile, leaves: &mut Leaves) -> Option<PriceFormula> {
    let mut end = |path: &str, value: &Option<Value>| {
        leaves.needed(path, value).and_then(|value| leaves.pence(path, value))
    };
    let floor = end("price_formula.floor", &file.floor);
    let ceiling = end("price_formula.ceiling", &file.ceiling);
    match Benchmark::new(floor?, ceiling?) {
        Ok(between) => Some(PriceFormula::Benchmark(between)),
        Err(why) => {
            leaves.refuse("price_formula.floor", why.to_string());
            None
        }
    }
}

fn criterion(path: &str, file: &CriterionFile, leaves: &mut Leaves) -> Option<Criterion> {
    let id = text(leaves, &format!("{path}.id"), &file.id);
    let at = format!("{path}.weight");
    let weight = leaves.needed(&at, &file.weight).and_then(|value| leaves.decimal(&at, value));
    let least = file.minimum.as_ref();
    let minimum = least.and_then(|value| leaves.integer(&format!("{path}.minimum"), value));
    Some(Criterion { id: id?, weight: weight?, minimum })
}

/// It may be left out where there is no minimum.
fn disqualifies(file: &LotFile, leaves: &mut Leaves) -> Option<bool> {
    let criteria = file.criteria.as_deref().unwrap_or_default();
    let needs = file.overall_minimum_percent.is_some() || criteria.iter().any(|it| it.minimum.is_some());
    match &file.minimum_disqualifies {
        None if !needs => Some(true),
        given => leaves
            .needed("minimum_disqualifies", given)
            .and_then(|value| leaves.truth("minimum_disqualifies", value)),
    }
}

fn rank_on(value: &Value, leaves: &mut Leaves) -> Option<RankOn> {
    match value.as_str() {
        Some("exact") => Some(RankOn::Exact),
        Some("published") => Some(RankOn::Published),
        _ => {
            leaves.refuse("rank_on", "Give \"exact\" or \"published\".");
            None
        }
    }
}

fn tie_break_of(path: &str, value: &Value, leaves: &mut Leaves) -> Option<TieBreak> {
    match value.as_str() {
        Some("quality") => Some(TieBreak::Quality),
        Some("price") => Some(TieBreak::Price),
        other => match other.and_then(|text| text.strip_prefix("criterion:")) {
            Some(id) => Some(TieBreak::Criterion(id.to_owned())),
            None => {
                leaves.refuse(path, "Give \"quality\", \"price\" or \"criterion:\" and the name of one.");
                None
            }
        },
    }
}

fn bid(path: &str, file: &BidFile, leaves: &mut Leaves) -> Option<Bid> {
    let id = text(leaves, &format!("{path}.id"), &file.id);
    let price = file.price.as_ref().and_then(|value| leaves.pence(&format!("{path}.price"), value));
    let mut scores = BTreeMap::new();
    for (id, value) in file.scores.iter().flat_map(|entries| &entries.0) {
        let path = format!("{path}.scores.{id}");
        let Some(score) = leaves.integer(&path, value) else { continue };
        if scores.insert(id.clone(), score).is_some() {
            leaves.refuse(&path, "This score is given twice.");
        }
    }
    let excluded = file.excluded.as_ref();
    let excluded = excluded.and_then(|value| leaves.text(&format!("{path}.excluded"), value));
    Some(Bid { id: id?, price, scores, excluded })
}
