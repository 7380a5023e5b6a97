//! Sums over the lists of money.

use entity::funding;
use entity::gaps::Gap;
use entity::number::{BasisPoints, Pence};
use entity::state::Secured;
use minijinja::Value;
use paper::Inline;
use rules::procurement::Procurement;

use super::figure::figure;
use super::{Facts, named};
use crate::report::piece::Piece;

/// What the sources of funding come to, where several are given and every one has an amount, and
/// likewise for their shares.
pub(super) fn funding_total(procurement: &Procurement) -> Value {
    let rows = &procurement.fundings;
    let several = rows.len() > 1;
    let amounts: Option<Vec<i64>> = rows.iter().map(|row| row.amount.map(|amount| amount.0)).collect();
    let shares: Option<Vec<i32>> = rows.iter().map(|row| row.share.map(|share| share.0)).collect();
    let amount = amounts.filter(|_| several).and_then(|amounts| checked(&amounts)).map(Pence);
    let share = shares
        .filter(|_| several)
        .and_then(|shares| shares.iter().try_fold(0_i32, |sum, share| sum.checked_add(*share)));
    named([
        ("amount", total("amount", amount.map(|amount| amount.to_string()))),
        ("share", total("share", share.map(|share| BasisPoints(share).to_string()))),
    ])
}

/// Which columns of the funding table at least one source fills, and the names of the others.
pub(super) fn funding_gives(procurement: &Procurement) -> Value {
    let given = |name: &str, has: fn(&funding::Model) -> bool| {
        let waits = |row: &funding::Model| row.gaps.of(name) == Some(Gap::ToBeConfirmed);
        procurement.fundings.iter().any(|row| has(row) || waits(row))
    };
    let columns = [
        ("owner", "whose money it is", given("owner", |row| row.owner.is_some())),
        ("year", "the year", given("year", |row| row.year.is_some())),
        ("amount", "the amount", given("amount", |row| row.amount.is_some())),
        ("share", "the share", given("share", |row| row.share.is_some())),
        ("secured", "whether it is secured", given("secured", |row| row.secured.is_some())),
    ];
    let nowhere = columns.iter().filter(|(_, _, given)| !given).map(|(_, words, _)| *words);
    let nowhere = Value::from(nowhere.collect::<Vec<_>>().join(", "));
    let given = columns.map(|(name, _, given)| (name.to_owned(), Value::from(given)));
    Value::from(given.into_iter().chain([("nowhere".to_owned(), nowhere)]).collect::<Facts>())
}

/// The sources of which the money is there, or still sought: "A (Year 1), B (Year 1) and C".
pub(super) fn sources(procurement: &Procurement, secured: Secured) -> Piece {
    let rows: Vec<_> = procurement.fundings.iter().filter(|row| row.secured == Some(secured)).collect();
    let mut inlines = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            let last = index + 1 == rows.len();
            inlines.push(Inline::Text(if last { " and " } else { ", " }.to_owned()));
        }
        inlines.push(source(row));
    }
    Piece::inlines(inlines)
}

fn source(row: &funding::Model) -> Inline {
    let year = row.year.as_ref().map_or(String::new(), |year| format!(" ({year})"));
    Inline::Figure {
        name: format!("funding.{}.source", row.position),
        source: format!("Funding by source and year, entry {}", row.position),
        shown: format!("{}{year}", row.source),
    }
}

fn checked(pence: &[i64]) -> Option<i64> {
    pence.iter().try_fold(0_i64, |sum, pence| sum.checked_add(*pence))
}

fn total(name: &str, shown: Option<String>) -> Piece {
    match shown {
        Some(shown) => figure(format!("found.funding.{name}"), "Funding by source and year, added up", shown),
        None => Piece::inlines(Vec::new()),
    }
}
