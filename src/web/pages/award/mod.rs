//! The award of a lot: decision, letters, notices, standstill, signature.

mod forms;
mod letters;
mod redaction;
mod show;

use entity::id::RowId;
use entity::number::Version;
use rules::access::Act;
use rules::award::LotResult;
use rules::award::deed::{Deed, may_record};
use rules::award::unbegun::{may_end, nothing_came};
use rules::law::regime::Finding;
use rules::settings::Authority;
use rules::tender::Tender;
use rules::tender::law::law_of;
use rules::{Refusal, Why};

use super::{own_authority, tender_case};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;

pub use forms::{
    AfterNotice, Award, CallIn, Challenge, ChallengeEnded, Failure, NoAward, Notice, Signature, save,
    show as show_form,
};
pub use letters::{list as letters, one as letter, pdf as letter_pdf, tell};
pub use redaction::{save as save_redaction, show as show_redaction};
pub use show::{AwardLine, lines, show};

/// A lot with all that its award rests on.
pub struct Case {
    tender: Tender,
    authority: Authority,
    finding: Finding,
    result: LotResult,
    /// Whether the evaluation has begun; where no bid came, it never does.
    begun: bool,
    /// What the lot is called, where there are several.
    lot: Option<String>,
    path: String,
}

impl Case {
    /// The lot of a tender of the desk's own authority.
    ///
    /// Refuses while its bids are not evaluated; a lot of a tender without bids is there at once.
    async fn of(desk: &Desk<Staff>, reference: &str, lot: i64) -> Result<Self, Stop> {
        let tender = tender_case(desk, reference).await?;
        let terms = tender.published().ok_or(Stop::NotFound)?;
        let own = terms.lot(RowId(lot)).ok_or(Stop::NotFound)?;
        let several = (terms.lots.len() > 1).then(|| own.title.clone());
        let scoring = desk.scoring(tender.clone()).await?;
        let begun = scoring.is_some();
        let result = match scoring {
            Some(scoring) => desk.lot_result(scoring, own.id).await?.ok_or(Stop::NotFound)?,
            None => without_bids(desk, &tender, own.id).await?,
        };
        Ok(Self {
            finding: finding(desk, &tender).await?,
            authority: own_authority(desk).await?,
            path: format!("/tenders/{reference}/lots/{lot}/award"),
            lot: several,
            tender,
            result,
            begun,
        })
    }

    /// Whether the reader can record something of it now.
    fn may(&self, desk: &Desk<Staff>, deed: Deed) -> Result<(), Refusal> {
        if self.begun || deed != Deed::AwardNothing {
            return may_record(&self.result, &self.finding, deed, &desk.actor, desk.now);
        }
        may_end(&self.tender, 0, false, &desk.actor, desk.now).map(|_| ())
    }

    /// The version that a form about the decision that stands is drawn from, or one that makes a decision.
    fn version(&self, deed: Deed) -> Version {
        let lot = self.result.scoring().lot(self.result.lot()).map(|row| row.version);
        let award = self.result.award().map(|award| award.version);
        match deed {
            Deed::Award | Deed::AwardNothing => lot,
            Deed::CloseCallIn
            | Deed::Withhold
            | Deed::Tell
            | Deed::RecordNotice
            | Deed::RecordChallenge
            | Deed::EndChallenge
            | Deed::Sign
            | Deed::RecordAfterNotice
            | Deed::RecordFailure => award,
        }
        .unwrap_or(Version(0))
    }

    /// A page's name for the browser, with the lot where there are several.
    fn titled(&self, page: &str) -> String {
        match &self.lot {
            Some(lot) => format!("{page}: {lot} – {}", self.tender.row.reference),
            None => format!("{page} – {}", self.tender.row.reference),
        }
    }
}

/// What is found of the law for a tender.
async fn finding(desk: &Desk<Staff>, tender: &Tender) -> Result<Finding, Stop> {
    let procurement = desk.procurement_of(tender).await?.ok_or(Stop::NotFound)?;
    Ok(law_of(tender, &procurement, desk.now))
}

/// The result of a lot whose evaluation has not begun: there is one only where no bid came.
async fn without_bids(desk: &Desk<Staff>, tender: &Tender, lot: RowId) -> Result<LotResult, Stop> {
    let not_yet = "An award follows the evaluation of the bids. A procurement officer begins that once the bids have been opened.";
    let early = || Stop::Refused(Refusal::of(Why::NotNow, not_yet));
    if tender.opened().is_none() || !desk.may(Act::ReadAward) {
        return Err(early());
    }
    match desk.opened_bids(tender.row.id).await?.is_empty() {
        true => nothing_came(tender, lot).ok_or_else(early),
        false => Err(early()),
    }
}
