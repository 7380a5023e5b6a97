//! Legal grounds: which there are under each law, and the limits that numbers set them.
//!
//! Public Contracts Regulations 2015, regulation 72; Procurement Act 2023, section 74 and schedule 8; SI 2023/1348,
//! regulation 13 (fact sheet, sections 2 and 3; limits of the last: known).

use entity::choice::Choice;
use entity::contract_variation;
use entity::number::Pence;
use entity::state::{VariationGround as Ground, YesNo};
use num_traits::Signed;

use super::super::Contract;
use super::{VARY, is_works, no_value, own_share, running_share, sum_of};
use crate::exact::{Exact, ratio, two_decimals, whole};
use crate::field::{Field, Kind};
use crate::law::regime::{Finding, LightTouch, Regime, Standing};
use crate::{Problem, Refusal, Why};

/// A limit that a ground sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// This change alone: at most this many percent of the original value.
    OwnShare(i64),
    /// All changes together: less than this many percent.
    RunningBelow(i64),
    /// All changes on this ground together stay below the threshold.
    BelowThreshold,
    /// The term changes by at most a tenth of the longest term provided for.
    TermTenth,
    /// What is bought does not change materially.
    SameScope,
    /// The economic balance does not shift to the provider.
    SameBalance,
    /// All changes on this ground stay below £500,000, or below 25% of the original value.
    HealthSmall,
    /// Another provider must be named.
    NewProvider,
}

const LEGACY: &[Ground] = &[
    Ground::LegacyReviewClause,
    Ground::LegacyAdditional,
    Ground::LegacyUnforeseen,
    Ground::LegacyNewProvider,
    Ground::LegacyNotSubstantial,
    Ground::LegacySmall,
];
const ACT: &[Ground] = &[
    Ground::ActProvidedFor,
    Ground::ActUrgent,
    Ground::ActUnforeseeable,
    Ground::ActKnownRisk,
    Ground::ActAdditional,
    Ground::ActRestructuring,
    Ground::ActNotSubstantial,
    Ground::ActSmall,
];
const LIGHT: &[Ground] = &[Ground::ActLightTouch];
const HEALTH: &[Ground] =
    &[Ground::HealthProvidedFor, Ground::HealthNewProvider, Ground::HealthExternal, Ground::HealthSmall];
const BELOW: &[Ground] = &[Ground::ByTheContract];

/// The grounds that the law of a contract knows; none where the law cannot be told.
#[must_use]
pub fn grounds(finding: &Finding) -> &'static [Ground] {
    match (finding.regime, finding.standing, finding.light_touch) {
        (Regime::Pcr2015, Standing::Above, _) => LEGACY,
        (Regime::Act2023, Standing::Above, LightTouch::Yes) => LIGHT,
        (Regime::Act2023, Standing::Above, LightTouch::No | LightTouch::CannotTell) => ACT,
        (Regime::ProviderSelection, _, _) => HEALTH,
        (Regime::Pcr2015 | Regime::Act2023, Standing::Below | Standing::BelowNotNotifiable, _) => BELOW,
        (Regime::Pcr2015 | Regime::Act2023, Standing::NoThreshold | Standing::CannotTell, _)
        | (Regime::CannotTell, _, _) => &[],
    }
}

/// The fields of a variation, with the grounds that the law of the contract knows.
///
/// Refuses, in words, where the law cannot be told: no ground could then be judged.
pub fn fields(finding: &Finding) -> Result<Vec<Field>, Refusal> {
    let known: fn() -> Vec<(String, String)> = match grounds(finding) {
        [] => return cannot_tell(),
        [Ground::LegacyReviewClause, ..] => || worded(LEGACY),
        [Ground::ActLightTouch, ..] => || worded(LIGHT),
        [Ground::HealthProvidedFor, ..] => || worded(HEALTH),
        [Ground::ByTheContract, ..] => || worded(BELOW),
        [_, ..] => || worded(ACT),
    };
    let fitting = |field: &Field| match field.name {
        "ground" => Field { kind: Kind::Choice(known), ..*field },
        _ => *field,
    };
    Ok(VARY.iter().map(fitting).collect())
}

fn worded(grounds: &[Ground]) -> Vec<(String, String)> {
    grounds.iter().map(|ground| (ground.code().to_owned(), ground.label().to_owned())).collect()
}

fn cannot_tell<T>() -> Result<T, Refusal> {
    Err(Refusal::of(
        Why::CannotTell,
        "The law that governs this contract cannot be told, so no ground can be judged. Give the day on which its \
         procurement commenced, its CPV codes and its value.",
    ))
}

/// The limits of a ground.
#[must_use]
pub fn limits(ground: Ground, works: bool) -> &'static [Limit] {
    match ground {
        Ground::LegacyAdditional | Ground::LegacyUnforeseen => &[Limit::OwnShare(50)],
        Ground::LegacySmall if works => &[Limit::RunningBelow(15), Limit::BelowThreshold, Limit::SameScope],
        Ground::LegacySmall => &[Limit::RunningBelow(10), Limit::BelowThreshold, Limit::SameScope],
        Ground::LegacyNotSubstantial => &[Limit::SameScope, Limit::SameBalance],
        Ground::ActUnforeseeable | Ground::ActKnownRisk | Ground::ActAdditional => &[Limit::OwnShare(50)],
        Ground::ActNotSubstantial => &[Limit::TermTenth, Limit::SameScope, Limit::SameBalance],
        Ground::ActSmall if works => &[Limit::OwnShare(15), Limit::BelowThreshold, Limit::SameScope],
        Ground::ActSmall => &[Limit::OwnShare(10), Limit::BelowThreshold, Limit::SameScope],
        Ground::HealthSmall => &[Limit::HealthSmall, Limit::SameScope],
        Ground::LegacyNewProvider | Ground::ActRestructuring | Ground::HealthNewProvider => {
            &[Limit::NewProvider]
        }
        Ground::LegacyReviewClause
        | Ground::ActProvidedFor
        | Ground::ActUrgent
        | Ground::ActLightTouch
        | Ground::HealthProvidedFor
        | Ground::HealthExternal
        | Ground::ByTheContract => &[],
    }
}

/// What of its ground a variation breaks. `after` is the contract with it.
pub(super) fn broken(
    contract: &Contract,
    after: &Contract,
    row: &contract_variation::Model,
    finding: &Finding,
) -> Result<Vec<Problem>, Refusal> {
    let known = grounds(finding);
    if known.is_empty() {
        return cannot_tell();
    }
    if !known.contains(&row.ground) {
        let says =
            "The law that governs this contract does not know this ground. Choose one of those it knows.";
        return Ok(vec![Problem::at("ground", says)]);
    }
    let mut problems = Vec::new();
    if row.supplier_after.is_some() && keeps_the_provider(row.ground) {
        let says = "On this ground the provider stays the same. Another takes its place only on the ground that says so, such as a restructuring.";
        problems.push(Problem::at("supplier_after", says));
    }
    for limit in limits(row.ground, is_works(contract)) {
        problems.extend(breaks(*limit, contract, after, row, finding)?);
    }
    Ok(problems)
}

/// Whether a ground lets nobody else take the provider's place (Procurement Act 2023, Schedule 8; regulation 72 of 2015).
/// A contract may provide for it clearly under the older rules and for health care; light touch and small ones are free.
fn keeps_the_provider(ground: Ground) -> bool {
    match ground {
        Ground::LegacyAdditional
        | Ground::LegacyUnforeseen
        | Ground::LegacySmall
        | Ground::LegacyNotSubstantial
        | Ground::ActProvidedFor
        | Ground::ActUrgent
        | Ground::ActUnforeseeable
        | Ground::ActKnownRisk
        | Ground::ActAdditional
        | Ground::ActNotSubstantial
        | Ground::ActSmall
        | Ground::HealthExternal
        | Ground::HealthSmall => true,
        Ground::LegacyReviewClause
        | Ground::LegacyNewProvider
        | Ground::ActRestructuring
        | Ground::ActLightTouch
        | Ground::HealthProvidedFor
        | Ground::HealthNewProvider
        | Ground::ByTheContract => false,
    }
}

fn breaks(
    limit: Limit,
    contract: &Contract,
    after: &Contract,
    row: &contract_variation::Model,
    finding: &Finding,
) -> Result<Option<Problem>, Refusal> {
    let own = || own_share(contract, row).map_or_else(no_value, |share| Ok(share.abs()));
    let running = || running_share(after, row.number).map_or_else(no_value, |share| Ok(share.abs()));
    let hundredth = |percent: i64| ratio(percent, 100);
    Ok(match limit {
        Limit::OwnShare(most) => over(own()?, |share| *share > hundredth(most), &format!("at most {most}%")),
        Limit::RunningBelow(most) => {
            let what = format!("less than {most}%, all variations together");
            over(running()?, |share| *share >= hundredth(most), &what)
        }
        Limit::BelowThreshold => {
            let sum = sum_of(after, row.number, |it| it.ground == row.ground).0.saturating_abs();
            let threshold = finding.thresholds.iter().map(|it| it.figure).min();
            match threshold {
                Some(figure) if sum >= figure.0 => Some(Problem::at(
                    "ground",
                    format!(
                        "Variations on this ground add up to {}. They must stay below the threshold of {figure}.",
                        Pence(sum)
                    ),
                )),
                Some(_) => None,
                None => return no_value(),
            }
        }
        Limit::TermTenth => match term_share(contract, row) {
            Some(share) if share > ratio(10, 100) => Some(Problem::at(
                "ground",
                format!(
                    "It changes the term by {}% of the longest term provided for. On this ground at most 10% is allowed.",
                    two_decimals(&(share * whole(100)))
                ),
            )),
            Some(_) | None => None,
        },
        Limit::SameScope => (row.scope_changes == YesNo::Yes)
            .then(|| Problem::at("ground", "On this ground what is bought must not change materially.")),
        Limit::SameBalance => (row.favours_supplier == YesNo::Yes).then(|| {
            Problem::at("ground", "On this ground the economic balance must not shift to the provider.")
        }),
        Limit::HealthSmall => {
            let sum = super::health_total(after, row.number);
            let small = sum < Pence::pounds(500_000) || running()? < hundredth(25);
            (!small).then(|| {
                Problem::at("ground", "On this ground all changes must stay below £500,000, or below 25% of the original value.")
            })
        }
        Limit::NewProvider => row
            .supplier_after
            .is_none()
            .then(|| Problem::at("supplier_after", "Name the provider that takes its place.")),
    })
}

fn over(share: Exact, breaks: impl Fn(&Exact) -> bool, most: &str) -> Option<Problem> {
    breaks(&share).then(|| {
        let percent = two_decimals(&(share * whole(100)));
        Problem::at(
            "ground",
            format!("It comes to {percent}% of the original value. On this ground {most} is allowed."),
        )
    })
}

/// By which share of the longest term, as it was signed, a variation changes the term: counted in days.
pub(super) fn term_share(contract: &Contract, row: &contract_variation::Model) -> Option<Exact> {
    let period = row.period_id?;
    let mut before = contract.clone();
    // Back to the lengths of the signature: each part as its first variation found it.
    for it in &mut before.periods {
        if let Some(first) = contract.variations.iter().find(|first| first.period_id == Some(it.id)) {
            (it.months, it.last_day) = (first.months_before, first.last_day_before);
        }
    }
    let signed = before.spans().ok()?;
    let longest = crate::term::Span { first: signed.first()?.first, last: signed.last()?.last }.days();
    let place = contract.periods.iter().position(|it| it.id == period)?;
    let mut now = before.clone();
    (now.periods[place].months, now.periods[place].last_day) = (row.months_before, row.last_day_before);
    let old = now.spans().ok()?.get(place)?.last;
    (now.periods[place].months, now.periods[place].last_day) = (row.months_after, row.last_day_after);
    let new = now.spans().ok()?.get(place)?.last;
    Some(ratio(new.signed_duration_since(old).num_days().abs(), longest.max(1)))
}
