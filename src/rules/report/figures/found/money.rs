//! Sums of money, and what shares come to.

use entity::funding;
use entity::number::{BasisPoints, Pence};
use entity::state::Secured;

use super::{and, figure};
use crate::procurement::Procurement;
use crate::procurement::found::Found;
use crate::report::figures::Figure;

const FUNDING: &str = "Funding by source and year, added up";
const AVOIDED: &str = "Cost avoidance, added up";

pub(super) fn of(procurement: &Procurement, found: &Found) -> Vec<Figure> {
    let mut all = funding_total(procurement, found);
    all.extend(comes_to(procurement, found));
    all.extend(sources(procurement, Secured::Secured, "funding.secured", "Secured sources of funding"));
    all.extend(sources(procurement, Secured::Sought, "funding.sought", "Sources of funding still sought"));
    let avoided = &procurement.cost_avoidances;
    let gross = added(avoided.iter().map(|row| row.gross));
    let net = added(avoided.iter().map(|row| row.net));
    all.extend(
        gross.map(|sum| figure("cost_avoidance.gross", "Costs avoided in all", AVOIDED, sum.to_string())),
    );
    all.extend(
        net.map(|sum| figure("cost_avoidance.net", "Net cost avoidance in all", AVOIDED, sum.to_string())),
    );
    all
}

/// What the sources come to, where several are given and each has an amount, of its own or by its share,
/// and likewise for their shares.
fn funding_total(procurement: &Procurement, found: &Found) -> Vec<Figure> {
    let rows = &procurement.fundings;
    if rows.len() < 2 {
        return Vec::new();
    }
    let amount = added(rows.iter().map(|row| row.amount.or_else(|| part_of(row, found))));
    let shares: Option<Vec<i32>> = rows.iter().map(|row| row.share.map(|share| share.0)).collect();
    let share = shares.and_then(|shares| shares.iter().try_fold(0_i32, |sum, share| sum.checked_add(*share)));
    let mut all = Vec::new();
    all.extend(amount.map(|sum| figure("funding.amount", "Total of funding", FUNDING, sum.to_string())));
    let label = "Total of the shares of funding";
    all.extend(share.map(|sum| figure("funding.share", label, FUNDING, BasisPoints(sum).to_string())));
    all
}

/// What each share without an amount comes to.
fn comes_to(procurement: &Procurement, found: &Found) -> Vec<Figure> {
    let rows = procurement.fundings.iter().filter(|row| row.amount.is_none());
    let figures = rows.filter_map(|row| {
        let (amount, share) = part_of(row, found).zip(row.share)?;
        let maximum = found.maximum.value?;
        let name = format!("funding.{}.amount", row.id.0);
        let label = format!("{}, amount that its share comes to", row.source);
        Some(figure(&name, &label, &format!("{share} of {maximum}."), amount.to_string()))
    });
    figures.collect()
}

/// A share of the most that could be paid; half a penny rounds up.
fn part_of(row: &funding::Model, found: &Found) -> Option<Pence> {
    let (share, maximum) = row.share.zip(found.maximum.value)?;
    let whole = i128::from(BasisPoints::WHOLE.0);
    let parts = i128::from(maximum.0) * i128::from(share.0);
    Some(Pence(i64::try_from((2 * parts + whole).div_euclid(2 * whole)).ok()?))
}

/// The sources of which the money is there, or still sought: "A (Year 1), B (Year 1) and C".
fn sources(procurement: &Procurement, secured: Secured, name: &str, label: &str) -> Option<Figure> {
    let rows = procurement.fundings.iter().filter(|row| row.secured == Some(secured));
    let words: Vec<String> = rows
        .map(|row| match &row.year {
            Some(year) => format!("{} ({year})", row.source),
            None => row.source.clone(),
        })
        .collect();
    (!words.is_empty()).then(|| figure(name, label, "Funding by source and year", and(&words)))
}

/// The sum of what every row gives; nothing where one gives nothing, or there are no rows.
fn added(rows: impl Iterator<Item = Option<Pence>>) -> Option<Pence> {
    let rows: Option<Vec<Pence>> = rows.collect();
    let rows = rows.filter(|rows| !rows.is_empty())?;
    rows.iter().try_fold(0_i64, |sum, row| sum.checked_add(row.0)).map(Pence)
}
