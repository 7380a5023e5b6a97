//! Scoring scales to begin with: every score with words, to be changed as the council likes.

use entity::choice::Choice;
use entity::id::{RowId, TenderId};
use entity::number::Version;
use entity::scale_step;
use sea_orm::ActiveValue::Set;

use super::edit::Writing;
use crate::access::Actor;
use crate::rows::Holder;
use crate::{Action, Change, Problem, Refusal, Subject};

/// A score: what it is called, and what an answer is like that earns it.
type Step = (&'static str, &'static str);

const TO_FIVE: &[Step] = &[
    ("Unacceptable", "There is no answer, or nothing in it meets what is asked."),
    ("Poor", "Little of what is asked is met, and there are serious doubts that the rest would be."),
    (
        "Partly satisfactory",
        "Part of what is asked is met. What is missing, or not shown, gives cause for concern.",
    ),
    ("Satisfactory", "What is asked is met. The evidence is enough, with no more than minor gaps."),
    (
        "Good",
        "What is asked is met in full, with good evidence, and some of it goes further in ways that matter here.",
    ),
    (
        "Excellent",
        "What is asked is met in full and gone beyond throughout, with evidence that leaves no doubt.",
    ),
];

const TO_TEN: &[Step] = &[
    ("No answer", "There is no answer, or nothing in it bears on what is asked."),
    ("Unacceptable", "Almost nothing of what is asked is met."),
    ("Very poor", "Very little of what is asked is met, and nothing is shown by evidence."),
    ("Poor", "Some of what is asked is met, with serious doubts about the rest."),
    ("Weak", "About half of what is asked is met, or more is claimed than shown."),
    ("Almost satisfactory", "Most of what is asked is met. A gap that matters remains."),
    ("Satisfactory", "What is asked is met. The evidence is enough, with no more than minor gaps."),
    ("Sound", "What is asked is met, and the evidence is good throughout."),
    (
        "Good",
        "What is asked is met in full with good evidence, and some of it goes further in ways that matter here.",
    ),
    ("Very good", "What is asked is met in full, and most of it goes further, with strong evidence."),
    (
        "Excellent",
        "What is asked is met in full and gone beyond throughout, with evidence that leaves no doubt.",
    ),
];

/// A scale to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// 0 to 5.
    ToFive,
    /// 0 to 10.
    ToTen,
}

impl Choice for Scale {
    const ALL: &'static [Self] = &[Self::ToFive, Self::ToTen];

    fn code(self) -> &'static str {
        match self {
            Self::ToFive => "five",
            Self::ToTen => "ten",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::ToFive => "0 to 5",
            Self::ToTen => "0 to 10",
        }
    }
}

impl Scale {
    fn steps(self) -> &'static [Step] {
        match self {
            Self::ToFive => TO_FIVE,
            Self::ToTen => TO_TEN,
        }
    }

    /// How many scores it has.
    #[must_use]
    pub fn count(self) -> usize {
        self.steps().len()
    }
}

/// Puts one of the scales in the place of whatever scale there is.
pub fn choose_scale(
    writing: &Writing,
    scale: Scale,
    ids: &[RowId],
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    writing.may_write(actor)?;
    let (tender, highest) = (&writing.tender, scale.count() - 1);
    let too_high = |minimum: i32| usize::try_from(minimum).is_ok_and(|minimum| minimum > highest);
    let above = tender.criteria.iter().filter(|row| row.minimum.is_some_and(too_high));
    let says = |title: &str| {
        Problem::whole(format!("The least score of “{title}” is above {highest}. Change it first."))
    };
    Refusal::unless_empty(above.map(|row| says(&row.title)).collect())?;
    let row = &tender.row;
    let mut change = Change::of(Action::ChooseScale, Subject::Tender(row.id), Some(row.authority_id))
        .on(scale.label())
        .moves(row, seen);
    for step in &tender.scale_steps {
        change = change.delete::<_, scale_step::ActiveModel>(step.clone());
    }
    with_scale(change, scale, row.id, ids)
}

/// Adds the scores of a scale. Refuses where there are fewer numbers than scores.
pub(super) fn with_scale(
    mut change: Change,
    scale: Scale,
    tender: TenderId,
    ids: &[RowId],
) -> Result<Change, Refusal> {
    if ids.len() < scale.count() {
        return Err(Refusal::not_found());
    }
    for ((score, (label, words)), id) in (0_i32..).zip(scale.steps()).zip(ids) {
        change = change.insert(scale_step::ActiveModel {
            id: Set(*id),
            tender_id: Set(tender),
            position: Set(score + 1),
            score: Set(score),
            label: Set((*label).to_owned()),
            words: Set((*words).to_owned()),
            gaps: Set(entity::gaps::Gaps::default()),
        });
    }
    Ok(change)
}
