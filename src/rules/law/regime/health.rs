//! Does the Provider Selection Regime apply? A person answers; the codes say whether there is a question.

use chrono::NaiveDate;

use super::flags::Flag;
use super::question::{HealthAnswer, Question};
use crate::law::cpv::Cpv;
use crate::law::dates::long_date;
use crate::law::reason::Reason;

const SOURCE: &str = "SI 2023/1348, regulations 2 and 3 and Schedule 1; SI 2024/692, regulation 43";

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Health {
    Yes,
    No,
    CannotTell,
}

pub(super) fn find(
    question: &Question,
    date: NaiveDate,
    reasons: &mut Vec<Reason>,
    flags: &mut Vec<Flag>,
) -> Health {
    if date < super::HEALTH_FROM {
        reasons.push(Reason::new(
            format!("The Provider Selection Regime begins only on {}.", long_date(super::HEALTH_FROM)),
            "SI 2023/1348, regulations 1 and 29",
        ));
        return Health::No;
    }
    let listed: Vec<Cpv> = question.cpv.iter().copied().filter(|code| code.health().is_some()).collect();
    let (answer, says) = match question.health_service {
        Some(HealthAnswer::MainlyHealth) => mainly_health(&listed, flags),
        Some(HealthAnswer::NotHealth | HealthAnswer::MixedMainNotHealth) => not_health(&listed, flags),
        None => unanswered(question, listed, flags),
    };
    reasons.push(Reason::new(says, SOURCE));
    answer
}

fn mainly_health(listed: &[Cpv], flags: &mut Vec<Flag>) -> (Health, &'static str) {
    if listed.is_empty() {
        flags.push(Flag::HealthAnswerWithoutCode);
        return (
            Health::CannotTell,
            "It is recorded as mainly a health care service, but no CPV code recorded is on the list of \
             such services.",
        );
    }
    (
        Health::Yes,
        "It is recorded as mainly a health care service and its CPV code is on the list, so the Provider \
         Selection Regime governs it, whatever its value, and the general rules do not.",
    )
}

fn not_health(listed: &[Cpv], flags: &mut Vec<Flag>) -> (Health, &'static str) {
    flags.extend(listed.iter().filter(|code| is_always_in_scope(**code)).map(|code| Flag::HealthCode(*code)));
    (
        Health::No,
        "It is recorded that the main subject is not a health care service, so the Provider Selection \
         Regime does not apply.",
    )
}

fn unanswered(question: &Question, listed: Vec<Cpv>, flags: &mut Vec<Flag>) -> (Health, &'static str) {
    if question.cpv.is_empty() {
        flags.push(Flag::NoCpv);
        return (
            Health::CannotTell,
            "No CPV code is recorded and the health service question is not answered, so the Provider \
             Selection Regime cannot be ruled out.",
        );
    }
    if listed.is_empty() {
        return (Health::No, "No CPV code recorded is on the list of health care services.");
    }
    flags.push(Flag::HealthUnanswered(listed));
    (
        Health::CannotTell,
        "A CPV code recorded is on the list of health care services, and the health service question is \
         not answered.",
    )
}

fn is_always_in_scope(code: Cpv) -> bool {
    code.health().is_some_and(|entry| entry.extent.is_none())
}
