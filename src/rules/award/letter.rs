//! What a letter to a bidder says: the outcome, why, whether the council waits before it signs, and where to turn to.

use entity::award;
use entity::state::{AwardKind, NoAwardGround, WinnerFailure};

use super::LotResult;
use super::order::Route;
use super::summary::Summary;
use crate::Refusal;
use crate::field::long_day;
use crate::law::clock::uk_date;
use crate::law::standstill::Duty;
use crate::scoring::Entered;
use chrono::NaiveDate;

/// The paragraphs of one bidder's letter. `ends` is the last day of a standstill that runs from the letters.
pub(super) fn words(
    r: &LotResult,
    award: &award::Model,
    entered: &Entered,
    summary: Option<&Summary>,
    route: Route,
    ends: Option<NaiveDate>,
) -> Result<String, Refusal> {
    let what = what(r);
    let mut says = vec![format!("Thank you for your bid for {what}.")];
    says.extend(fallen(r, entered));
    says.extend(match (award.kind, award.bid_id) {
        (AwardKind::Award, Some(winner)) if winner == entered.bid.row.id => won(&what),
        (AwardKind::Award, Some(winner)) => lost(r, entered, summary, &r.bid(winner)?.opened.name),
        (AwardKind::Award, None) | (AwardKind::NoAward, _) => no_award(r, award, entered, summary),
    });
    if award.kind == AwardKind::Award {
        says.push(pause(route, ends));
    }
    let terms = r.scoring().terms();
    says.push(format!(
        "If anything here is unclear, ask us. Say that it is about {}.\n{}",
        terms.reference, terms.contact
    ));
    Ok(says.join("\n\n"))
}

/// What was bid for: the tender, and the lot where there are several.
fn what(r: &LotResult) -> String {
    let terms = r.scoring().terms();
    match terms.lot(r.lot()) {
        Some(lot) if terms.lots.len() > 1 => format!("{} ({})", terms.title, lot.title),
        Some(_) | None => terms.title.clone(),
    }
}

fn won(what: &str) -> Vec<String> {
    vec![
        format!("We intend to award the contract for {what} to you."),
        "Nothing is binding on you or on us before the contract is signed.".to_owned(),
        "The assessment summary says how your bid was assessed.".to_owned(),
    ]
}

fn lost(r: &LotResult, entered: &Entered, summary: Option<&Summary>, winner: &str) -> Vec<String> {
    let to = format!("We intend to award the contract to {winner}.");
    match summary {
        Some(summary) => vec![
            format!("We are sorry to tell you that it was not successful. {to}"),
            format!("Your bid: {}", as_read(summary.why_not.as_deref().unwrap_or_default())),
            "The assessment summary says how your bid was assessed on each question and why, and how the winning bid was."
                .to_owned(),
        ],
        None => vec![to, not_assessed(r, entered)],
    }
}

fn no_award(
    r: &LotResult,
    award: &award::Model,
    entered: &Entered,
    summary: Option<&Summary>,
) -> Vec<String> {
    let ground = award.ground.map(ground).unwrap_or_default();
    let mut says = vec![
        format!("We are sorry to tell you that no contract is awarded for {}. {ground}", what(r))
            .trim()
            .to_owned(),
        award.reasons.clone(),
    ];
    match summary {
        Some(summary) => {
            says.push(format!("Your bid: {}", as_read(summary.why_not.as_deref().unwrap_or_default())));
            says.push(
                "The assessment summary says how your bid was assessed on each question and why.".to_owned(),
            );
        }
        None if r.out(entered).is_some() => says.push(not_assessed(r, entered)),
        None => {}
    }
    says
}

/// "It was …" of a bid as its bidder reads it after "Your bid:".
fn as_read(why: &str) -> String {
    super::listed::lower(why)
}

/// Why a bid has no assessment summary.
fn not_assessed(r: &LotResult, entered: &Entered) -> String {
    let why = r.out(entered).unwrap_or_default();
    format!("Your bid was not assessed to the end. {why}").trim().to_owned()
}

/// What was said before and no longer stands, where a winner fell away.
fn fallen(r: &LotResult, entered: &Entered) -> Option<String> {
    let fallen = r.fallen();
    let own = fallen.iter().rev().find(|it| it.bid_id == Some(entered.bid.row.id));
    if let Some(own) = own {
        let day = own.failed_on.map(long_day).unwrap_or_default();
        let says = match own.failure {
            Some(WinnerFailure::Withdrew) => format!("You withdrew it on {day}"),
            Some(WinnerFailure::FailedChecks) | None => format!("It failed our checks on {day}"),
        };
        return Some(format!(
            "{says}, so we no longer intend to award the contract to you. {}",
            own.failure_reason.as_deref().unwrap_or_default()
        ));
    }
    let last = fallen.iter().rev().find(|it| it.told_at.is_some())?;
    let (told, winner) = (last.told_at.map(uk_date)?, r.bid(last.bid_id?).ok()?);
    Some(format!(
        "On {} we told you that we intended to award the contract to {}. That no longer stands. This letter takes the place of the earlier one.",
        long_day(told),
        winner.opened.name
    ))
}

/// Whether the council waits before it signs, and how long.
fn pause(route: Route, ends: Option<NaiveDate>) -> String {
    const CLAIMS: &str =
        "If you believe that we have made a mistake, tell us at once: the time limits for a claim are short.";
    match (route, ends) {
        (Route::Legacy, Some(ends)) => {
            format!("The contract is not signed before the end of {}. {CLAIMS}", long_day(ends))
        }
        (Route::Act(Duty::Mandatory), _) => format!(
            "We publish a contract award notice next. The contract is not signed before eight working days have passed, the first being the day of that notice. Your bid’s page says the last day as soon as it is known. {CLAIMS}"
        ),
        (Route::Act(Duty::Voluntary), _) => format!(
            "We publish a contract award notice next. It says whether we wait before we sign, and for how long; your bid’s page then says so too. {CLAIMS}"
        ),
        (Route::Health, _) => format!(
            "We publish a notice of our intention next. The contract is not signed before the standstill that follows it is over; your bid’s page says the last day as soon as it is known. {CLAIMS}"
        ),
        (Route::Below | Route::Legacy | Route::Act(Duty::None | Duty::CannotTell), _) => {
            "The law asks for no standstill before a contract of this value is signed.".to_owned()
        }
    }
}

fn ground(ground: NoAwardGround) -> &'static str {
    match ground {
        NoAwardGround::NoBids => "No bids came.",
        NoAwardGround::NoneLeft => "No bid was left that could be awarded it.",
        NoAwardGround::OverBudget => "Every bid was over the budget.",
        NoAwardGround::Tie => "Bids were equal, and the published terms separated them no further.",
        NoAwardGround::Other => "",
    }
}

#[cfg(test)]
mod tests;
