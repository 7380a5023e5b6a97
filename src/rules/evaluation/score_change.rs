//! The smallest change in any one score that changes who wins.

use super::compare::{Compared, winners};
use super::{Evaluation, Lot};
use crate::price::NoScore;

/// One score that, had it been different, would have given another result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreChange {
    /// Whose score.
    pub bid: String,
    /// On which criterion.
    pub criterion: String,
    /// The moderated score.
    pub from: i64,
    /// The nearest score that changes who wins.
    pub to: i64,
    /// Who would win then, by the published ranking and tie-breaks, in the lot's order.
    pub winner: Vec<String>,
}

impl Evaluation {
    /// The smallest changes of one score that change who wins, by the published ranking, minimums and
    /// tie-breaks: all that are equally small, in the lot's order; none if no single score does. Scores of
    /// excluded bids are left alone.
    pub fn smallest_score_changes(&self) -> Result<Vec<ScoreChange>, NoScore> {
        let now = winners(&self.lot, &self.compared)?;
        let (mut smallest, mut all) = (i64::MAX, Vec::new());
        for (place, compared) in self.compared.iter().enumerate() {
            if compared.excluded(&self.lot).is_some() {
                continue;
            }
            for (which, score) in compared.scores.iter().copied().enumerate() {
                for (sign, room) in [(-1, score), (1, self.lot.scale_max - score)] {
                    let try_by = |by: i64| self.winners_with(place, which, score + sign * by);
                    let Some(by) = nearest(room.min(smallest), |by| Ok(try_by(by)? != now))? else {
                        continue;
                    };
                    if by < smallest {
                        smallest = by;
                        all.clear();
                    }
                    all.push(ScoreChange {
                        bid: self.name(compared.at),
                        criterion: criterion(&self.lot, which),
                        from: score,
                        to: score + sign * by,
                        winner: try_by(by)?.into_iter().map(|at| self.name(at)).collect(),
                    });
                }
            }
        }
        Ok(all)
    }

    fn winners_with(&self, place: usize, which: usize, score: i64) -> Result<Vec<usize>, NoScore> {
        let mut compared = self.compared.clone();
        if let Some(bid) = compared.get_mut(place) {
            let mut scores = bid.scores.clone();
            scores.iter_mut().skip(which).take(1).for_each(|own| *own = score);
            *bid = Compared::new(&self.lot, bid.at, bid.price, scores);
        }
        winners(&self.lot, &compared)
    }
}

/// The least step from 1 to `room` that changes the winners, by halving.
///
/// Halving finds it because a score that moves one way changes the winners once: its own bid only gains on
/// the others, or only loses, and enters or leaves the ranking at most once, for good.
fn nearest(room: i64, changes: impl Fn(i64) -> Result<bool, NoScore>) -> Result<Option<i64>, NoScore> {
    if room < 1 || !changes(room)? {
        return Ok(None);
    }
    let (mut does_not, mut does) = (0, room);
    while does - does_not > 1 {
        let middle = does_not + (does - does_not) / 2;
        if changes(middle)? { does = middle } else { does_not = middle }
    }
    Ok(Some(does))
}

fn criterion(lot: &Lot, which: usize) -> String {
    lot.criteria.get(which).map(|criterion| criterion.id.clone()).unwrap_or_default()
}
