//! Arithmetic that does not add up. Findings are shown beside the record and never change it.

use std::collections::BTreeMap;

use entity::number::{BasisPoints, Hundredths, Pence};
use entity::state::{StatisticUnit, TermEnd, YesNo};
use entity::statistic;

use super::Procurement;
use super::found::{longest_term, maximum, years};

/// Everything that does not add up, in the order of the paper.
#[must_use]
pub fn checks(procurement: &Procurement) -> Vec<String> {
    let mut found = Vec::new();
    found.extend(total(procurement));
    found.extend(dates_and_term(procurement));
    found.extend(shares(procurement));
    found.extend(cost_avoidance(procurement));
    found.extend(procurement.statistics.iter().filter_map(impossible_percentage));
    found.extend(ranks(procurement));
    found.extend(recommended(procurement));
    found.extend(end_of_term(procurement));
    found
}

/// Two options cannot both be the one that is recommended.
fn recommended(procurement: &Procurement) -> Option<String> {
    let options =
        procurement.appraised_options.iter().filter(|option| option.recommended == Some(YesNo::Yes));
    let places: Vec<_> = options.map(|option| option.position.to_string()).collect();
    (places.len() > 1).then(|| format!("Options {} are all marked as recommended.", places.join(" and ")))
}

/// The end of the term stands at the end of its last part, and nowhere else.
fn end_of_term(procurement: &Procurement) -> Option<String> {
    let (_, before) = procurement.term_periods.split_last()?;
    let early = before.iter().find(|part| part.ends_with == Some(TermEnd::End))?;
    Some(format!("Part {} of the term is given as its end, but other parts follow it.", early.position))
}

fn total(procurement: &Procurement) -> Option<String> {
    let stated = procurement.row.total_value?;
    let derived = maximum(procurement);
    let value = derived.value.filter(|value| *value != stated)?;
    Some(format!("The whole term is stated to cost {stated}, but it comes to {value}: {}", derived.how))
}

fn dates_and_term(procurement: &Procurement) -> Option<String> {
    let (starts, ends) = procurement.row.starts_on.zip(procurement.row.ends_on)?;
    if procurement.term_periods.is_empty() {
        return None;
    }
    let months = longest_term(procurement).value?;
    let last = crate::law::dates::last_day_of_period(starts, months);
    (last != ends).then(|| {
        let day = crate::law::dates::long_date;
        format!(
            "The term of {} would end on {}, but the last day is given as {}.",
            years(months),
            day(last),
            day(ends)
        )
    })
}

/// Shares must make the whole, once every source has one.
fn shares(procurement: &Procurement) -> Option<String> {
    let shares: Option<Vec<BasisPoints>> = procurement.fundings.iter().map(|row| row.share).collect();
    let sum: i64 = shares.filter(|shares| !shares.is_empty())?.iter().map(|share| i64::from(share.0)).sum();
    (sum != i64::from(BasisPoints::WHOLE.0))
        .then(|| format!("Shares of funding add up to {}%, not 100%.", Hundredths(sum)))
}

fn cost_avoidance(procurement: &Procurement) -> Vec<String> {
    let cost = maximum(procurement).value;
    let rows = procurement.cost_avoidances.iter();
    rows.filter_map(|row| {
        let (gross, net) = row.gross.zip(row.net)?;
        let difference = Pence(gross.0.checked_sub(net.0)?);
        let cost = cost.filter(|cost| *cost != difference)?;
        let gap = Pence(cost.0.checked_sub(difference.0)?.checked_abs()?);
        Some(format!(
            "Costs avoided before and after the cost of the service differ by {difference}, but the service costs {cost}: {gap} is not explained."
        ))
    })
    .collect()
}

/// A share of a small group can only take certain values: 54% of 51 people is no number of people.
fn impossible_percentage(row: &statistic::Model) -> Option<String> {
    if row.unit != Some(StatisticUnit::Percent) || row.high.is_some() {
        return None;
    }
    let (percent, base) = row.low.zip(row.base.filter(|base| *base > 0))?;
    if percent.0 % 100 != 0 || is_possible(percent.0 / 100, base) {
        return None;
    }
    Some(format!("{percent}% of {base} is no whole number ({}).", row.measures))
}

/// Whether some count out of base is this percentage, rounded half up to a whole percent: whether
/// the smallest count that reaches it (percent - ½ of base, rounded up) does not overshoot.
fn is_possible(percent: i64, base: i32) -> bool {
    let (percent, base) = (i128::from(percent), i128::from(base));
    let count = ((2 * percent - 1) * base + 199).div_euclid(200).max(0);
    count <= base && (count * 200 + base) / (base * 2) == percent
}

fn ranks(procurement: &Procurement) -> Vec<String> {
    let mut by_rank: BTreeMap<i32, Vec<i32>> = BTreeMap::new();
    for option in &procurement.appraised_options {
        if let Some(rank) = option.rank {
            by_rank.entry(rank).or_default().push(option.position);
        }
    }
    let shared = by_rank.into_iter().filter(|(_, options)| options.len() > 1);
    shared
        .map(|(rank, options)| {
            let options: Vec<_> = options.iter().map(i32::to_string).collect();
            format!("Options {} share rank {rank}.", options.join(" and "))
        })
        .collect()
}

#[cfg(test)]
mod tests;
