//! How far the moderation of a question is: how many, never what.

use entity::id::RowId;

use super::still_to_come;
use crate::scoring::Scoring;

/// How far the moderation of a question is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody was given it to score.
    NotGiven,
    /// No bid of the lot is left.
    NoBids,
    /// So many sheets are still to be submitted.
    Waits(usize),
    /// An approver must first decide on an interest that an evaluator declared.
    Interest,
    /// The moderator can open it.
    Ready,
    /// It is open.
    Open {
        /// How many bids have their agreed score.
        agreed: usize,
        /// How many there are.
        of: usize,
        /// Whether the meeting is recorded.
        met: bool,
    },
    /// Every bid has its agreed score, and the meeting is recorded.
    Agreed,
}

/// How far the moderation of a question is. A question that is not asked was given to nobody.
#[must_use]
pub fn standing(s: &Scoring, criterion: RowId) -> Standing {
    let Ok((lot, _)) = s.question(criterion) else { return Standing::NotGiven };
    let bids: Vec<_> = s.still_in(lot.id).iter().map(|entered| entered.bid.row.id).collect();
    if let Some(meeting) = s.moderation(criterion) {
        let agreed = bids.iter().filter(|bid| s.agreed(criterion, **bid).is_some()).count();
        let met = meeting.held_on.is_some();
        return match agreed == bids.len() && met {
            true => Standing::Agreed,
            false => Standing::Open { agreed, of: bids.len(), met },
        };
    }
    let evaluators = s.assigned(criterion);
    if evaluators.is_empty() {
        return Standing::NotGiven;
    }
    if bids.is_empty() {
        return Standing::NoBids;
    }
    let waits = evaluators.iter().flat_map(|member| bids.iter().map(move |bid| (member, bid)));
    match waits.filter(|(member, bid)| !s.has_locked(member.person_id, **bid)).count() {
        0 if evaluators.iter().any(|member| s.conflict_is_open(member.person_id)) => Standing::Interest,
        0 => Standing::Ready,
        missing => Standing::Waits(missing),
    }
}

impl Standing {
    /// In the words of pages.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::NotGiven => "Nobody was given it to score".to_owned(),
            Self::NoBids => "No bid is left".to_owned(),
            Self::Waits(missing) => still_to_come(missing).trim_end_matches('.').to_owned(),
            Self::Interest => "Waits for an approver to decide on a declared interest".to_owned(),
            Self::Ready => "Can be opened".to_owned(),
            Self::Open { agreed, of, met: true } => format!("{agreed} of {of} scores agreed"),
            Self::Open { agreed, of, met: false } => {
                format!("{agreed} of {of} scores agreed, meeting not recorded")
            }
            Self::Agreed => "Agreed".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use entity::state::{CheckOutcome, YesNo};

    use super::*;
    use crate::scoring::testing::{
        BIDS, EVALUATORS, SECOND, X, Y, Z, agree, check, declare, declared, locked, moderate, of, sheet,
    };
    use crate::testing::tenders::QUESTION;

    #[test]
    fn a_question_is_as_far_as_its_sheets_its_meeting_and_its_scores() {
        let mut rows = declared();
        let says = |rows: &crate::scoring::Rows| standing(&of(rows.clone()), QUESTION).label();
        assert_eq!(says(&rows), "6 sheets of scores are still to be submitted");
        sheet(&mut rows, EVALUATORS[0], X, [Some(3), Some(3)], true);
        sheet(&mut rows, EVALUATORS[0], Y, [Some(3), Some(3)], false);
        assert_eq!(standing(&of(rows.clone()), QUESTION), Standing::Waits(5));
        rows = locked();
        assert_eq!(says(&rows), "Can be opened");
        declare(&mut rows, EVALUATORS[1], YesNo::Yes, None);
        assert_eq!(says(&rows), "Waits for an approver to decide on a declared interest");
        rows = locked();
        moderate(&mut rows, QUESTION);
        rows.moderations[0].held_on = None;
        [X, Y].into_iter().for_each(|bid| agree(&mut rows, QUESTION, bid, 3));
        assert_eq!(says(&rows), "2 of 3 scores agreed, meeting not recorded");
        rows.moderations[0].held_on = Some(crate::testing::day("2026-09-20"));
        assert_eq!(says(&rows), "2 of 3 scores agreed");
        check(&mut rows, Z, CheckOutcome::Failed);
        assert_eq!(says(&rows), "Agreed", "a bid that is out needs no score");
        assert_eq!(standing(&of(rows.clone()), SECOND), Standing::Ready);
    }

    #[test]
    fn a_question_that_nobody_was_given_or_that_no_bid_answers() {
        let mut rows = locked();
        rows.questions.clear();
        assert_eq!(standing(&of(rows), QUESTION), Standing::NotGiven);
        let mut rows = locked();
        BIDS.iter().for_each(|bid| check(&mut rows, *bid, CheckOutcome::Failed));
        assert_eq!(standing(&of(rows), QUESTION), Standing::NoBids);
        assert_eq!(standing(&of(locked()), RowId(1)), Standing::NotGiven);
    }
}
