//! What a picture of a KPI says, in words: its alternative text.

use entity::state::KpiKind;
use num_traits::Zero;

use super::{Point, Trend};
use crate::field::long_day;
use crate::returns::measure::{Rag, Reading, target_shown};

/// What the picture of a KPI says. It tells what there is to see, not what it looks like.
#[must_use]
pub fn says(trend: &Trend<'_>) -> String {
    let title = trend.version.row.title.trim_end_matches('.');
    if trend.points.is_empty() {
        return format!("No period has asked for “{title}” yet.");
    }
    let parts = [Some(course(trend, title)), targets(trend), baseline(trend), greys(trend), corrected(trend)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{}.", parts.join("; "))
}

fn course(trend: &Trend<'_>, title: &str) -> String {
    let all = counted(trend.points.len(), trend.one_period);
    match trend.version.row.kind {
        KpiKind::Narrative => {
            let told = trend.points.iter().filter(|point| point.reading == Reading::Words).count();
            return format!("{title} is told in words, in {told} of {all}");
        }
        KpiKind::YesNo => {
            let yes = |point: &&Point<'_>| matches!(&point.reading, Reading::Value(v) if !v.is_zero());
            let given = trend.valued().count();
            return format!(
                "{title}: yes in {} of the {given} with an answer",
                trend.valued().filter(yes).count()
            );
        }
        KpiKind::Count | KpiKind::Rate | KpiKind::Caseload | KpiKind::Score => {}
    }
    let valued: Vec<_> = trend.valued().collect();
    match valued.as_slice() {
        [] => format!("{title} has no value yet in {all}"),
        [one] => format!("{title} was {} in {}", one.shown(), one.period),
        [first, .., last] => {
            let span = trend.points.iter().filter(|point| {
                point.one.row.first_on >= first.one.row.first_on
                    && point.one.row.last_on <= last.one.row.last_on
            });
            let span = counted(span.count(), trend.one_period);
            if first.shown() == last.shown() {
                format!("{title} was {} at the beginning and at the end of {span}", first.shown())
            } else {
                format!("{title} went from {} to {} over {span}", first.shown(), last.shown())
            }
        }
    }
}

/// How often the target was met, of the periods that could be judged.
fn targets(trend: &Trend<'_>) -> Option<String> {
    let judged: Vec<_> = trend.points.iter().filter(|point| is_judged(point.rag)).collect();
    let first = judged.first()?.target?;
    let met = judged.iter().filter(|point| point.rag == Rag::Green).count();
    let met = match met {
        0 => "met in none".to_owned(),
        met if met == judged.len() && met > 1 => "met in each".to_owned(),
        met => format!("met in {met}"),
    };
    let of = format!("of the {} that could be judged", judged.len());
    if judged.iter().all(|point| point.target == Some(first)) {
        Some(format!("the target of {} was {met} {of}", target_shown(trend.version, first)))
    } else {
        Some(format!("the target, which changed, was {met} {of}"))
    }
}

fn baseline(trend: &Trend<'_>) -> Option<String> {
    let row = &trend.version.row;
    let stood = target_shown(trend.version, row.baseline?);
    Some(match row.baseline_on {
        Some(on) => format!("the baseline of {} is {stood}", long_day(on)),
        None => format!("the baseline is {stood}"),
    })
}

/// The periods that cannot be judged, each with why.
fn greys(trend: &Trend<'_>) -> Option<String> {
    let kinds = [
        (Rag::NoData, "no figure for"),
        (Rag::NotDue, "not due yet:"),
        (Rag::ZeroDenominator, "nothing to measure in"),
        (Rag::TooFew, "too few to judge in"),
    ];
    let of = |(rag, words): (Rag, &str)| {
        let periods: Vec<&str> =
            trend.points.iter().filter(|point| point.rag == rag).map(|point| point.period.as_str()).collect();
        (!periods.is_empty()).then(|| format!("{words} {}", listed(&periods)))
    };
    let said: Vec<String> = kinds.into_iter().filter_map(of).collect();
    (!said.is_empty()).then(|| said.join("; "))
}

fn corrected(trend: &Trend<'_>) -> Option<String> {
    let changed = trend.points.iter().filter(|point| !point.corrected().is_empty());
    let periods: Vec<&str> = changed.map(|point| point.period.as_str()).collect();
    (!periods.is_empty()).then(|| format!("corrected for {}", listed(&periods)))
}

/// Whether a figure stands to a target at all: green, amber or red. No grey is in a count of them.
pub(crate) fn is_judged(rag: Rag) -> bool {
    match rag {
        Rag::Green | Rag::Amber | Rag::Red => true,
        Rag::NoData | Rag::NotDue | Rag::ZeroDenominator | Rag::TooFew | Rag::NoTarget => false,
    }
}

fn counted(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// The first few, and how many more.
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] if names.len() <= 4 => format!("{} and {last}", first.join(", ")),
        [first, second, third, rest @ ..] => format!("{first}, {second}, {third} and {} more", rest.len()),
        [first, second] => format!("{first} and {second}"),
    }
}
