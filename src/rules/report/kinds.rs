//! Which reports there are, at which moment each is written, and who reads and writes it.

use entity::state::{Occasion, ReportKind, ReportStyle, Stage};

use crate::access::{Act, Actor, may};
use crate::procurement::Procurement;
use crate::procurement::approval::{of_their_authority, paper_stands_since};
use crate::procurement::edit::may_write;
use crate::scoring::Scoring;
use crate::{Refusal, Why};

/// When in the life of a procurement a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Before it may begin. Its prose is the record's, and clearance and decision move with it.
    Commencement,
    /// When a contract is to be awarded. What it says comes from the tenders made of it.
    Award,
}

/// The kinds of report that authorities of this style make. The first is the one that a procurement is decided on.
#[must_use]
pub const fn kinds(style: ReportStyle) -> &'static [ReportKind] {
    use ReportKind::{Award, AwardDecision, AwardExempt, Cabinet, Gateway1};
    match style {
        ReportStyle::Gateway => &[Gateway1, Award, AwardExempt, AwardDecision],
        ReportStyle::Cabinet => &[Cabinet, Award, AwardExempt, AwardDecision],
    }
}

/// When a report of this kind is written.
#[must_use]
pub const fn moment(kind: ReportKind) -> Moment {
    match kind {
        ReportKind::Gateway1 | ReportKind::Cabinet => Moment::Commencement,
        ReportKind::Award | ReportKind::AwardExempt | ReportKind::AwardDecision => Moment::Award,
    }
}

/// Whether a report of this kind is not for publication.
#[must_use]
pub const fn is_exempt(kind: ReportKind) -> bool {
    match kind {
        ReportKind::AwardExempt => true,
        ReportKind::Gateway1 | ReportKind::Cabinet | ReportKind::Award | ReportKind::AwardDecision => false,
    }
}

/// Whether someone may read reports of this kind, kept versions included, of a procurement whose tenders stand so.
///
/// An exempt one holds names and prices: it is for those who may read prices, and not for someone who sits on a panel
/// that has still to score.
pub fn may_read(kind: ReportKind, evaluations: &[&Scoring], actor: &Actor) -> Result<(), Refusal> {
    may(actor, Act::ReadProcurements)?;
    if !is_exempt(kind) {
        return Ok(());
    }
    may(actor, Act::ReadPrices)?;
    let unsigned = |s: &&&Scoring| s.rows().lots.iter().any(|lot| lot.signed_at.is_none());
    let seated = |s: &&Scoring| actor.person.is_some_and(|person| s.seat(person).is_some());
    if evaluations.iter().filter(unsigned).any(seated) {
        return Err(Refusal::of(
            Why::NotNow,
            "You sit on the panel. This appendix is open to you once the quality of every lot is signed off.",
        ));
    }
    Ok(())
}

/// Whether someone may write in reports of this kind, and keep versions of them. A report of an award is written while
/// the procurement is effective.
pub fn may_write_report(kind: ReportKind, p: &Procurement, actor: &Actor) -> Result<(), Refusal> {
    match moment(kind) {
        Moment::Commencement => may_write(p, actor),
        Moment::Award => {
            of_their_authority(p, actor)?;
            may(actor, Act::WriteProcurement)?;
            if is_exempt(kind) {
                may(actor, Act::ReadPrices)?;
            }
            if p.row.stage == Stage::Effective {
                return Ok(());
            }
            Err(Refusal::of(Why::NotNow, "This is written once the decision to begin is effective."))
        }
    }
}

/// On what occasion the version was kept that others now read instead of the record. A report of an award is always
/// read as the record stands; what was put before those who decided is among its versions.
#[must_use]
pub fn stands_since(kind: ReportKind, p: &Procurement) -> Option<Occasion> {
    match moment(kind) {
        Moment::Commencement => paper_stands_since(p),
        Moment::Award => None,
    }
}

#[cfg(test)]
mod tests {
    use entity::state::Role;

    use super::*;
    use crate::scoring::testing::{MODERATOR, approver, moderated, of, officer, signed, someone};

    #[test]
    fn an_exempt_appendix_is_for_those_who_read_prices_and_not_for_a_panel_that_scores() {
        let (open, done) = (of(moderated()), of(signed()));
        let auditor = someone(44, Role::Auditor);
        let seated = someone(MODERATOR, Role::ProcurementOfficer);
        for (kind, reader, evaluation, may) in [
            (ReportKind::Award, &auditor, &open, true),
            (ReportKind::AwardDecision, &auditor, &open, true),
            (ReportKind::AwardExempt, &auditor, &done, false),
            (ReportKind::AwardExempt, &officer(), &open, true),
            (ReportKind::AwardExempt, &approver(), &done, true),
            (ReportKind::AwardExempt, &seated, &open, false),
            (ReportKind::AwardExempt, &seated, &done, true),
            (ReportKind::Award, &someone(45, Role::Evaluator), &done, false),
        ] {
            assert_eq!(may_read(kind, &[evaluation], reader).is_ok(), may, "{kind:?} {reader:?}");
        }
    }

    #[test]
    fn a_report_of_an_award_is_written_while_the_procurement_is_effective() {
        let mut p = crate::testing::empty();
        let (officer, writer) = (officer(), someone(46, Role::ReportWriter));
        assert!(may_write_report(ReportKind::Award, &p, &officer).is_err(), "a draft");
        p.row.stage = Stage::Effective;
        for (kind, actor, may) in [
            (ReportKind::Award, &writer, true),
            (ReportKind::AwardExempt, &writer, false),
            (ReportKind::AwardExempt, &officer, true),
            (ReportKind::AwardDecision, &approver(), false),
            (ReportKind::Gateway1, &writer, false),
        ] {
            assert_eq!(may_write_report(kind, &p, actor).is_ok(), may, "{kind:?}");
        }
        assert_eq!(stands_since(ReportKind::Award, &p), None);
        assert_eq!(stands_since(ReportKind::Gateway1, &p), Some(Occasion::PutForward));
    }
}
