//! What the picture says, in words, for whoever does not see it.

use chrono::NaiveDate;
use entity::choice::Choice;
use rules::contract::dates::{Point, Term};
use rules::field::long_day;

use super::Group;
use crate::web::pages::term::coming::kind;

pub(super) fn says(term: &Term, today: NaiveDate, cohorts: &[Group], next: Option<&Point<'_>>) -> String {
    let mut says = vec![runs(term)];
    for (place, (span, end)) in (1..).zip(term.spans.iter().zip(&term.ends)) {
        says.push(format!(
            "Part {place} is from {} to {}. At its end: {}.",
            long_day(span.first),
            long_day(span.last),
            kind(*end).to_lowercase()
        ));
    }
    says.push(format!("Today is {}.", long_day(today)));
    says.extend(cohorts.iter().map(cohort));
    says.extend(next.map(steps));
    says.join(" ")
}

fn runs(term: &Term) -> String {
    let (stands, longest) = (term.as_it_stands(), term.longest_on());
    let runs = format!(
        "The contract runs from {} to {} as it stands",
        long_day(stands.first),
        long_day(stands.last)
    );
    match longest == stands.last {
        true => format!("{runs}."),
        false => format!("{runs}, and to {} if every option is taken.", long_day(longest)),
    }
}

fn cohort(group: &Group) -> String {
    let (first, last) = (long_day(group.span.first), long_day(group.span.last));
    let flag = group.flag.map(|flag| format!(": it {flag}")).unwrap_or_default();
    format!("{}, from {first} to {last}{flag}.", group.title)
}

fn steps(point: &Point<'_>) -> String {
    let dated = point.plan.steps.iter().filter_map(|step| Some((step.kind, *step.on.as_ref().ok()?)));
    let dated: Vec<_> = dated.map(|(kind, on)| format!("{}: {}", kind.label(), long_day(on))).collect();
    format!("Steps before the next of them. {}.", dated.join(". "))
}
