//! Is a decision a key decision? Two limbs, either of which is enough: SI 2012/2089, regulation 8(1)
//! (read).

use chrono::NaiveDate;
use entity::number::Pence;

use crate::law::dates::{KEY_DECISION_CLEAR_DAYS, clear_days_before};
use crate::law::reason::Reason;

const SOURCE: &str = "SI 2012/2089, regulation 8(1)";

/// What the answer turns on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Question {
    /// The spending or saving the decision leads to, over the longest term with every option. In pence.
    pub consequence: Option<Pence>,
    /// What the authority's constitution takes as significant. In pence.
    pub figure: Option<Pence>,
    /// Is the effect on communities in two or more wards significant? A person answers.
    pub two_or_more_wards: Option<bool>,
}

/// The answer of one limb, or of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// A key decision.
    Key,
    /// Not a key decision.
    NotKey,
    /// What is known does not decide it.
    CannotTell,
}

/// The answer, why, and what follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The answer of both limbs together.
    pub answer: Answer,
    /// The limb of spending and saving.
    pub financial: Answer,
    /// The limb of wards.
    pub wards: Answer,
    /// Why.
    pub reasons: Vec<Reason>,
    /// What follows if it is key, or may be.
    pub follows: Vec<Reason>,
}

impl Answer {
    /// What a page calls it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Key => "Key decision",
            Self::NotKey => "Not a key decision",
            Self::CannotTell => "Cannot tell",
        }
    }
}

impl Finding {
    /// The reasons that decide the answer: of a limb that is key, or of both where neither is. None where it
    /// cannot be told.
    pub fn deciding(&self) -> impl Iterator<Item = &Reason> {
        let limbs = [self.financial, self.wards].into_iter().zip(&self.reasons);
        let decides = |limb: Answer| self.answer != Answer::CannotTell && limb == self.answer;
        limbs.filter(move |(limb, _)| decides(*limb)).map(|(_, reason)| reason)
    }
}

/// Key if either limb is; not key only if neither is; otherwise it cannot be told.
#[must_use]
pub fn find(question: Question) -> Finding {
    let (financial, money) = financial(question);
    let (wards, places) = wards(question.two_or_more_wards);
    let answer = either(financial, wards);
    Finding {
        answer,
        financial,
        wards,
        reasons: vec![Reason::new(money, SOURCE), Reason::new(places, SOURCE)],
        follows: follows(answer),
    }
}

/// The last day to publish notice of a key decision to be made on this day: 28 clear days before.
#[must_use]
pub fn notice_by(decision: NaiveDate) -> NaiveDate {
    clear_days_before(decision, KEY_DECISION_CLEAR_DAYS)
}

fn financial(question: Question) -> (Answer, String) {
    match (question.consequence, question.figure) {
        (_, None) => (Answer::CannotTell, "The authority’s key decision figure is not set.".to_owned()),
        (None, Some(_)) => (Answer::CannotTell, "The financial consequence is not known.".to_owned()),
        (Some(value), Some(figure)) if value >= figure => (
            Answer::Key,
            format!("The financial consequence, {value}, is at least the authority’s figure of {figure}."),
        ),
        (Some(value), Some(figure)) => (
            Answer::NotKey,
            format!("The financial consequence, {value}, is below the authority’s figure of {figure}."),
        ),
    }
}

fn wards(two_or_more: Option<bool>) -> (Answer, &'static str) {
    match two_or_more {
        Some(true) => (Answer::Key, "The effect on communities in two or more wards is significant."),
        Some(false) => {
            (Answer::NotKey, "There is no significant effect on communities in two or more wards.")
        }
        None => (Answer::CannotTell, "Whether two or more wards are significantly affected is not recorded."),
    }
}

fn either(financial: Answer, wards: Answer) -> Answer {
    match (financial, wards) {
        (Answer::Key, _) | (_, Answer::Key) => Answer::Key,
        (Answer::NotKey, Answer::NotKey) => Answer::NotKey,
        (Answer::CannotTell, Answer::NotKey | Answer::CannotTell) | (Answer::NotKey, Answer::CannotTell) => {
            Answer::CannotTell
        }
    }
}

/// Regulations 9 to 13 (read).
fn follows(answer: Answer) -> Vec<Reason> {
    match answer {
        Answer::NotKey => Vec::new(),
        Answer::Key | Answer::CannotTell => vec![
            Reason::new(
                format!(
                    "Publish notice at least {KEY_DECISION_CLEAR_DAYS} clear days before the decision is \
                     made."
                ),
                "SI 2012/2089, regulation 9",
            ),
            Reason::new(
                "Where that is impracticable, inform the chair of scrutiny and wait five clear days; in \
                 special urgency, obtain the chair's agreement.",
                "SI 2012/2089, regulations 10 and 11",
            ),
            Reason::new(
                "Record the decision, its reasons, the alternatives rejected and the interests declared.",
                "SI 2012/2089, regulations 12 and 13",
            ),
        ],
    }
}

#[cfg(test)]
mod tests;
