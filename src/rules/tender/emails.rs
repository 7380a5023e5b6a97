//! Who may be named where it is shown what became of the emails about a tender's letters.

use super::Tender;
use super::opening::may_read_record;
use crate::access::Actor;
use crate::scoring::Scoring;
use crate::{Refusal, Why};

/// Whether bidders may be named to this reader beside the emails that tell of their letters. Refuses before the bids are
/// opened; and while the panel reads them by label, because a letter that answers to what was asked of one label would
/// tell whose label it is.
pub fn may_name_bidders(tender: &Tender, scoring: Option<&Scoring>, actor: &Actor) -> Result<(), Refusal> {
    if tender.opened().is_none() {
        return Err(Refusal::of(Why::NotNow, "Nobody is named here before the bids are opened."));
    }
    may_read_record(tender, actor)?;
    let Some(scoring) = scoring else { return Ok(()) };
    if !scoring.row().masked || scoring.rows().lots.iter().all(|lot| lot.signed_at.is_some()) {
        return Ok(());
    }
    Err(Refusal::of(
        Why::NotNow,
        "The panel reads the bids by label. Bidders are named here once the quality of every lot is signed off.",
    ))
}

#[cfg(test)]
mod tests {
    use entity::opening;

    use super::*;
    use crate::scoring::testing::{NOW, approver, begun, evaluator, of, officer, signed};
    use crate::testing::noon;
    use crate::testing::tenders::opening_by;

    #[test]
    fn nobody_is_named_while_labels_stand_for_them() {
        let (begun, signed) = (of(begun()), of(signed()));
        let mut tender = begun.tender().clone();
        assert!(may_name_bidders(&tender, None, &approver()).is_err(), "nothing is opened");
        let completed = opening::Model { second_at: Some(noon(NOW)), ..opening_by(40, noon(NOW)) };
        tender.openings = vec![completed];
        assert!(may_name_bidders(&tender, None, &officer()).is_ok());
        assert!(may_name_bidders(&tender, Some(&begun), &officer()).is_err());
        assert!(may_name_bidders(&tender, Some(&signed), &officer()).is_ok());
        assert!(may_name_bidders(&tender, Some(&signed), &evaluator(0)).is_err(), "they are on the panel");
    }
}
