//! What can be done about an award, and whether it can be done now: pages offer nothing that the rules would refuse.

use chrono::{DateTime, Utc};

use super::order::{Step, must_be, route};
use super::{LotResult, call_in, decision, ending, notice, redaction};
use crate::Refusal;
use crate::access::{Act, Actor};
use crate::law::regime::Finding;

/// Something that is recorded of an award.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The decision to award the contract.
    Award,
    /// The decision to award none.
    AwardNothing,
    /// What became of the call-in.
    CloseCallIn,
    /// What the other bidders do not read.
    Withhold,
    /// Telling every bidder.
    Tell,
    /// The notice before signing.
    RecordNotice,
    /// A challenge.
    RecordChallenge,
    /// How a challenge ended.
    EndChallenge,
    /// The signature.
    Sign,
    /// The notice that follows.
    RecordAfterNotice,
    /// The winner's falling away.
    RecordFailure,
}

impl Deed {
    /// Every one of them, in the order of an award.
    pub const ALL: [Self; 11] = [
        Self::Award,
        Self::AwardNothing,
        Self::CloseCallIn,
        Self::Withhold,
        Self::Tell,
        Self::RecordNotice,
        Self::RecordChallenge,
        Self::EndChallenge,
        Self::Sign,
        Self::RecordAfterNotice,
        Self::RecordFailure,
    ];

    /// What someone needs to be allowed for it.
    #[must_use]
    pub const fn act(self) -> Act {
        match self {
            Self::Award | Self::AwardNothing | Self::CloseCallIn | Self::RecordFailure => Act::RecordAward,
            Self::Withhold
            | Self::Tell
            | Self::RecordNotice
            | Self::RecordChallenge
            | Self::EndChallenge
            | Self::Sign
            | Self::RecordAfterNotice => Act::RunEvaluation,
        }
    }
}

/// Whether it can be recorded now, whatever is to be typed; if not, why.
pub fn may_record(
    r: &LotResult,
    finding: &Finding,
    deed: Deed,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    r.acts(deed.act(), actor)?;
    match deed {
        Deed::Award => {
            decision::no_decision_stands(r)?;
            route(finding)?;
            r.candidate().map(|_| ())
        }
        Deed::AwardNothing => decision::no_decision_stands(r),
        Deed::CloseCallIn => call_in::can_be_closed(r).map(|_| ()),
        Deed::Withhold => redaction::can_be_marked(r).map(|_| ()),
        Deed::Tell => must_be(r, finding, Step::Tell, now).map(|_| ()),
        Deed::RecordNotice => must_be(r, finding, Step::Notice, now).map(|_| ()),
        Deed::RecordChallenge => notice::can_be_challenged(r, finding).map(|_| ()),
        Deed::EndChallenge => notice::challenged(r).map(|_| ()),
        Deed::Sign => must_be(r, finding, Step::Signature, now).map(|_| ()),
        Deed::RecordAfterNotice => must_be(r, finding, Step::AfterNotice, now).map(|_| ()),
        Deed::RecordFailure => ending::can_fall_away(r).map(|_| ()),
    }
}

#[cfg(test)]
mod tests;
