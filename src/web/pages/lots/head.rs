//! What every page of one lot's result shows at its head.

use entity::id::{PersonId, RowId};
use rules::award::LotResult;
use rules::award::so_far::SoFar;
use rules::{Refusal, Why};
use serde::Serialize;

use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::tenders::TenderHead;
use crate::web::pages::{opening, tender_case};

/// Where one is: the tender, the lot, and the lot's version.
#[derive(Serialize)]
pub(super) struct LotHead {
    pub tender: TenderHead,
    /// Where the lot's pages are.
    pub path: String,
    /// Where the whole evaluation is.
    pub evaluation: String,
    /// The lot, where there are several.
    pub lot: Option<String>,
    /// Whether there is a ranking.
    pub is_ranked: bool,
    /// The version of the lot's evaluation.
    pub version: i32,
}

impl LotHead {
    pub(super) fn of(desk: &Desk<Staff>, r: &LotResult) -> Self {
        let tender = r.scoring().tender();
        let lots = &r.scoring().terms().lots;
        let several = lots.len() > 1;
        let lot = lots.iter().find(|lot| several && lot.id == r.lot()).map(|lot| lot.title.clone());
        let path = path(&tender.row.reference, r.lot().0);
        Self {
            evaluation: format!("/tenders/{}/evaluation", tender.row.reference),
            tender: TenderHead::of(desk, tender),
            version: r.scoring().lot(r.lot()).map(|row| row.version.0).unwrap_or_default(),
            is_ranked: r.so_far() == SoFar::Frozen,
            path,
            lot,
        }
    }

    /// What the browser shows as the page's name.
    pub(super) fn titled(&self, page: &str) -> String {
        format!("{page} – {}", self.tender.reference())
    }
}

/// Where the pages of a lot are.
pub(super) fn path(reference: &str, lot: i64) -> String {
    format!("/tenders/{reference}/lots/{lot}")
}

/// The result of a lot of a tender of the desk's own authority, once its evaluation has begun.
pub(super) async fn result(desk: &Desk<Staff>, reference: &str, lot: i64) -> Result<LotResult, Stop> {
    let tender = tender_case(desk, reference).await?;
    let not_begun = || Refusal::of(Why::NotNow, "The evaluation of this tender has not begun.");
    let scoring = desk.scoring(tender).await?.ok_or_else(not_begun)?;
    desk.lot_result(scoring, RowId(lot)).await?.ok_or(Stop::NotFound)
}

/// What someone of the council is called.
pub(super) async fn called(desk: &Desk<Staff>, person: PersonId) -> Result<String, Stop> {
    Ok(opening::name(&desk.colleagues().await?, person))
}

/// `Bid A, Harbour Advocacy`; the label alone where the name is not open.
pub(super) fn both(label: &str, name: Option<&str>) -> String {
    name.map_or_else(|| label.to_owned(), |name| format!("{label}, {name}"))
}
