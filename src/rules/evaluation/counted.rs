//! Who would win if one bid that is not ranked were counted too.

use super::{Evaluation, Minimum, compare};
use crate::price::NoScore;

/// What counting one more bid would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IfCounted {
    /// The bid that is not ranked.
    pub id: String,
    /// Who would have the best exact total, before tie-breaks, in the lot's order.
    pub winner: Vec<String>,
}

impl Evaluation {
    /// For each bid that is not ranked, who would win by exact totals if it alone were counted too. A bid
    /// that lacks a price or a score, or has no quality under price per quality point, is left out.
    pub fn if_counted(&self) -> Result<Vec<IfCounted>, NoScore> {
        let can_count = |below: &[Minimum]| !below.contains(&Minimum::NoQuality);
        let out = self.compared.iter().filter(|it| !it.stands(&self.lot) && can_count(&it.below));
        out.map(|counted| {
            let with: Vec<_> =
                self.compared.iter().filter(|it| it.at == counted.at || it.stands(&self.lot)).collect();
            let totals: Vec<_> = compare::totals(&self.lot, &with)?.into_iter().map(|it| it.total).collect();
            let best = self.lot.price_formula.best(&totals).into_iter();
            let winner = best.filter_map(|at| with.get(at)).map(|it| self.name(it.at)).collect();
            Ok(IfCounted { id: self.name(counted.at), winner })
        })
        .collect()
    }

    /// The name of the bid at this place of the lot.
    pub(super) fn name(&self, at: usize) -> String {
        self.lot.bids.get(at).map(|bid| bid.id.clone()).unwrap_or_default()
    }
}
