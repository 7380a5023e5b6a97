//! Who may read conditions and declarations, and when.

use entity::id::{PersonId, RowId};
use entity::panel_member;
use entity::state::{PanelSeat, Role, TenderStage};
use sea_orm::ActiveValue::Set;

use super::*;
use crate::testing::tenders::{TENDER, closing_at};
use crate::testing::{blank, check_refused, noon, staff, strangers, word};

fn opened() -> Tender {
    let mut tender = closing_at(noon("2026-09-03"));
    tender.row.stage = TenderStage::Opened;
    tender
}

#[test]
fn nothing_is_read_before_the_opening() {
    let now = noon("2026-09-04");
    let officer = staff(Role::ProcurementOfficer);
    assert_eq!(word(&Opened::<Conditions>::to(&opened(), &officer, now)), "yes");
    for stage in [TenderStage::Draft, TenderStage::Published, TenderStage::Cancelled] {
        let mut tender = opened();
        tender.row.stage = stage;
        assert_eq!(word(&Opened::<Conditions>::to(&tender, &officer, now)), "stage", "{stage:?}");
    }
    check_refused(
        Opened::<Conditions>::to(&closing_at(noon("2026-09-03")), &officer, noon("2026-09-01")),
        Why::NotYet(noon("2026-09-03")),
        "The bids are sealed. You can open them from 1pm on 3 September 2026.",
    );
}

#[test]
fn the_panel_and_others_do_not_read_them() {
    let now = noon("2026-09-04");
    let mut tender = opened();
    tender.panel = vec![blank::<panel_member::ActiveModel, _>(|row| {
        row.id = Set(RowId(1));
        row.tender_id = Set(TENDER);
        row.person_id = Set(PersonId(40));
        row.seat = Set(PanelSeat::Evaluator);
        row.since = Set(now);
    })];
    assert_eq!(word(&Opened::<Conditions>::to(&tender, &staff(Role::ProcurementOfficer), now)), "role");
    for role in [Role::Approver, Role::Administrator, Role::Auditor, Role::DemocraticServices] {
        assert_eq!(word(&Opened::<Conditions>::to(&opened(), &staff(role), now)), "role", "{role:?}");
    }
    for stranger in strangers() {
        assert_eq!(word(&Opened::<Conditions>::to(&opened(), &stranger, now)), "absent");
    }
}
